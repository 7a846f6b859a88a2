//! Many short lists of numbers, end to end.

/// Lists of numbers, themselves numbered from 0.
#[derive(Debug, Clone)]
pub(super) struct Lists {
    items: Vec<u32>,
    /// Where each list starts, and at last where the last ends.
    starts: Vec<usize>,
}

impl Default for Lists {
    fn default() -> Self {
        Self { items: Vec::new(), starts: vec![0] }
    }
}

impl<'l, const N: usize> FromIterator<&'l [u32; N]> for Lists {
    fn from_iter<I: IntoIterator<Item = &'l [u32; N]>>(lists: I) -> Self {
        let mut all = Self::default();
        lists.into_iter().for_each(|list| all.push(list.iter().copied()));
        all
    }
}

impl Lists {
    /// Adds a list.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.items.extend(list);
        self.starts.push(self.items.len());
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The numbers of all lists.
    pub(super) fn ids(&self) -> impl Iterator<Item = u32> + use<> {
        (0..).take(self.len())
    }

    /// How many numbers all lists have.
    pub(super) fn items(&self) -> usize {
        self.items.len()
    }

    /// One list; empty for a number that none has.
    pub(super) fn of(&self, list: u32) -> &[u32] {
        let bounds = self.starts.get(at(list)).zip(self.starts.get(at(list) + 1));
        bounds.and_then(|(start, end)| self.items.get(*start..*end)).unwrap_or_default()
    }

    /// For each of `count` numbers, the lists that hold it, in their order.
    pub(super) fn turned(&self, count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        for item in &self.items {
            if let Some(next) = starts.get_mut(at(*item) + 1) {
                *next += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut free = starts.clone();
        let mut items = vec![0; sum];
        for list in self.ids() {
            for item in self.of(list) {
                let Some(place) = free.get_mut(at(*item)) else { continue };
                if let Some(held) = items.get_mut(*place) {
                    *held = list;
                }
                *place += 1;
            }
        }
        Self { items, starts }
    }
}

/// A number as a place in a slice.
pub(super) fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The value that belongs to a number; nothing at all for one that has none.
pub(super) fn value<T: Copy + Default>(values: &[T], number: u32) -> T {
    values.get(at(number)).copied().unwrap_or_default()
}

/// Sets the value that belongs to a number.
pub(super) fn set<T>(values: &mut [T], number: u32, value: T) {
    if let Some(held) = values.get_mut(at(number)) {
        *held = value;
    }
}

/// Adds to the value that belongs to a number.
pub(super) fn add(values: &mut [f64], number: u32, more: f64) {
    if let Some(held) = values.get_mut(at(number)) {
        *held += more;
    }
}
