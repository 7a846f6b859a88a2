//! What belongs together, directly or through others: disjoint sets with union by the smaller place.

use std::collections::{BTreeMap, HashMap};

/// Disjoint groups of places.
#[derive(Debug)]
pub(super) struct Groups {
    /// For each place one of the same group that is not after it; the first of a group has itself.
    before: Vec<usize>,
}

impl Groups {
    /// Each by itself.
    pub(super) fn of(count: usize) -> Self {
        Self { before: (0..count).collect() }
    }

    /// The first of a group.
    fn first(&mut self, of: usize) -> usize {
        let mut at = of;
        while let Some(before) = self.before.get(at).copied().filter(|before| *before != at) {
            let further = self.before.get(before).copied().unwrap_or(before);
            if let Some(place) = self.before.get_mut(at) {
                *place = further;
            }
            at = before;
        }
        at
    }

    /// Two belong together.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        if let Some(place) = self.before.get_mut(a.max(b)) {
            *place = a.min(b);
        }
    }

    /// Those with equal keys belong together; one without a key with none.
    pub(super) fn join_equal(&mut self, keys: &[Option<&str>]) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (at, key) in keys.iter().enumerate() {
            let Some(key) = *key else { continue };
            if let Some(first) = seen.get(key).copied() {
                self.join(first, at);
            } else {
                seen.insert(key, at);
            }
        }
    }

    /// All groups.
    pub(super) fn members(&mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.before.len() {
            groups.entry(self.first(at)).or_default().push(at);
        }
        groups.into_values().collect()
    }
}
