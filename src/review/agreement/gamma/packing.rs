//! Disjoint candidates that save the most: the problem, and its parts.

use crate::review::lists::{Lists, at, set, value};

/// Units, and candidates that have some of them: no unit may be in two of those that are chosen.
#[derive(Debug, Clone)]
pub(super) struct Packing {
    units: usize,
    members: Lists,
    touching: Lists,
    savings: Vec<f64>,
}

/// A part of a packing, as a packing of its own.
#[derive(Debug)]
pub(super) struct Part {
    /// The part, its units and candidates numbered from 0.
    pub(super) packing: Packing,
    /// What the units are called in the whole.
    pub(super) units: Vec<u32>,
    /// What the candidates are called in the whole.
    pub(super) candidates: Vec<u32>,
}

impl Packing {
    /// A choice from candidates with these members, of which each saves so much.
    pub(super) fn new(units: usize, members: Lists, savings: Vec<f64>) -> Self {
        let touching = members.turned(units);
        Self { units, members, touching, savings }
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.units
    }

    /// How many candidates there are.
    pub(super) fn candidates(&self) -> usize {
        self.members.len()
    }

    /// All units.
    pub(super) fn each_unit(&self) -> impl Iterator<Item = u32> + use<> {
        (0..).take(self.units)
    }

    /// All candidates.
    pub(super) fn each_candidate(&self) -> impl Iterator<Item = u32> + use<> {
        self.members.ids()
    }

    /// The units of a candidate, sorted.
    pub(super) fn members(&self, candidate: u32) -> &[u32] {
        self.members.of(candidate)
    }

    /// The candidates that have a unit.
    pub(super) fn touching(&self, unit: u32) -> &[u32] {
        self.touching.of(unit)
    }

    /// What a candidate saves.
    pub(super) fn saves(&self, candidate: u32) -> f64 {
        value(&self.savings, candidate)
    }

    /// What a choice saves.
    pub(super) fn saved(&self, chosen: &[u32]) -> f64 {
        chosen.iter().map(|candidate| self.saves(*candidate)).sum()
    }

    /// The part of some units and of candidates that have no others.
    pub(super) fn part(&self, units: Vec<u32>, candidates: Vec<u32>, names: &mut Names) -> Part {
        names.fit(self.units);
        for (name, unit) in (0..).zip(&units) {
            set(&mut names.0, *unit, name);
        }
        let mut members = Lists::default();
        for candidate in &candidates {
            members.push(self.members(*candidate).iter().map(|unit| value(&names.0, *unit)));
        }
        let savings = candidates.iter().map(|candidate| self.saves(*candidate)).collect();
        Part { packing: Self::new(units.len(), members, savings), units, candidates }
    }

    /// Units and candidates that hang together through some of the candidates; also units of none.
    pub(super) fn connected(&self, candidates: &[u32]) -> Vec<(Vec<u32>, Vec<u32>)> {
        let mut roots: Vec<u32> = self.each_unit().collect();
        for candidate in candidates {
            let Some((first, others)) = self.members(*candidate).split_first() else { continue };
            for other in others {
                let (one, another) = (root(&mut roots, *first), root(&mut roots, *other));
                set(&mut roots, one.max(another), one.min(another));
            }
        }
        let mut places = vec![None; self.units];
        let mut found: Vec<(Vec<u32>, Vec<u32>)> = Vec::new();
        for unit in self.each_unit() {
            let root = root(&mut roots, unit);
            let place = value(&places, root).unwrap_or(found.len());
            if place == found.len() {
                set(&mut places, root, Some(place));
                found.push((Vec::new(), Vec::new()));
            }
            found.get_mut(place).map(|(units, _)| units.push(unit)).unwrap_or_default();
        }
        for candidate in candidates {
            let Some(first) = self.members(*candidate).first() else { continue };
            let place =
                value(&places, root(&mut roots, *first)).and_then(|place: usize| found.get_mut(place));
            place.map(|(_, held)| held.push(*candidate)).unwrap_or_default();
        }
        found
    }
}

/// The unit that stands for all that hang together with one.
fn root(roots: &mut [u32], mut unit: u32) -> u32 {
    loop {
        let above = value(roots, unit);
        if above == unit {
            return unit;
        }
        let further = value(roots, above);
        set(roots, unit, further);
        unit = further;
    }
}

/// Room for the names that units have in a part, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<u32>);

impl Names {
    fn fit(&mut self, units: usize) {
        if self.0.len() < units {
            self.0.resize(units, 0);
        }
    }
}

/// The choice in a whole that a choice in its part is.
pub(super) fn in_whole(part: &Part, chosen: &[u32]) -> Vec<u32> {
    chosen.iter().filter_map(|candidate| part.candidates.get(at(*candidate)).copied()).collect()
}

/// What of a choice in a whole, sorted, is in a part.
pub(super) fn in_part(part: &Part, chosen: &[u32]) -> Vec<u32> {
    let named = (0..).zip(&part.candidates);
    named.filter(|(_, candidate)| chosen.binary_search(candidate).is_ok()).map(|(name, _)| name).collect()
}
