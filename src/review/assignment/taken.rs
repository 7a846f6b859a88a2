//! Which edges are chosen, and which units they take.

use crate::review::lists::{set, value};

/// A choice in the making.
#[derive(Debug)]
pub(super) struct Taken {
    edges: Vec<bool>,
    units: Vec<bool>,
}

impl Taken {
    /// Nothing of so many edges and units.
    pub(super) fn none(edges: usize, units: usize) -> Self {
        Self { edges: vec![false; edges], units: vec![false; units] }
    }

    /// Whether a unit is taken.
    pub(super) fn has(&self, unit: u32) -> bool {
        value(&self.units, unit)
    }

    /// Chooses an edge, which takes the units at its ends.
    pub(super) fn take(&mut self, edge: u32, ends: [u32; 2]) {
        set(&mut self.edges, edge, true);
        for end in ends {
            set(&mut self.units, end, true);
        }
    }

    /// Whether each edge is chosen.
    pub(super) fn edges(self) -> Vec<bool> {
        self.edges
    }
}
