//! Whether two annotators gave the slots of the units they share the same values.

use super::{Measured, Ratio, Undefined, ratio::real};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The values of one unit’s slots. A name may have several; their order does not matter.
pub type Values = BTreeMap<Arc<str>, BTreeSet<String>>;

/// How often two annotators agree on one slot, over pairs of units with the same label.
///
/// A slot that neither has filled counts for nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SlotTally {
    /// Both have the same.
    pub equal: u64,
    /// Both have something, not the same.
    pub different: u64,
    /// The first annotator alone has something.
    pub only_a: u64,
    /// The second annotator alone.
    pub only_b: u64,
}

impl SlotTally {
    /// How many pairs of units count.
    pub fn pairs(self) -> u64 {
        self.equal + self.different + self.only_a + self.only_b
    }

    /// The share of pairs in which both have the same.
    pub fn share(self) -> Measured {
        Ratio::new(real(self.equal), real(self.pairs())).share(Undefined::NoUnits)
    }

    /// Adds those of another article, or another pair of annotators.
    pub fn add(&mut self, other: Self) {
        self.equal += other.equal;
        self.different += other.different;
        self.only_a += other.only_a;
        self.only_b += other.only_b;
    }
}

/// Counts one pair of units.
pub fn compare(tallies: &mut BTreeMap<Arc<str>, SlotTally>, a: &Values, b: &Values) {
    let names: BTreeSet<&Arc<str>> = a.keys().chain(b.keys()).collect();
    for name in names {
        let tally = tallies.entry(Arc::clone(name)).or_default();
        match (a.get(name), b.get(name)) {
            (Some(a), Some(b)) if a == b => tally.equal += 1,
            (Some(_), Some(_)) => tally.different += 1,
            (Some(_), None) => tally.only_a += 1,
            (None, Some(_)) => tally.only_b += 1,
            (None, None) => {}
        }
    }
}
