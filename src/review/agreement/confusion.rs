//! Which labels are taken for which: pairs of units by the labels that two annotators gave.

use crate::review::Unit;
use crate::review::pairing::Pair;
use std::ops::AddAssign;

/// A table of pairs: the first annotator’s labels by the second’s, and nothing among both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confusion {
    labels: usize,
    /// Row by row; the last of each row and the last row are for nothing.
    cells: Vec<u64>,
}

impl Confusion {
    /// Counts pairs of units with so many `labels`.
    pub fn of(a: &[Unit], b: &[Unit], pairs: &[Pair], labels: usize) -> Self {
        let mut table = Self { labels, cells: vec![0; (labels + 1) * (labels + 1)] };
        let label = |units: &[Unit], at: Option<usize>| {
            at.and_then(|at| units.get(at)).map(|unit| unit.label().index())
        };
        for pair in pairs {
            let at = table.place(label(a, pair.a), label(b, pair.b));
            if let Some(cell) = table.cells.get_mut(at) {
                *cell += 1;
            }
        }
        table
    }

    /// How many pairs the first annotator gave one label and the second the other; nothing for a unit
    /// that one of them has alone.
    pub fn count(&self, a: Option<usize>, b: Option<usize>) -> u64 {
        self.cells.get(self.place(a, b)).copied().unwrap_or(0)
    }

    /// The same, seen by the second annotator.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let all = || (0..self.labels).map(Some).chain([None]);
        let cells = all().flat_map(|a| all().map(move |b| self.count(b, a))).collect();
        Self { labels: self.labels, cells }
    }

    fn place(&self, a: Option<usize>, b: Option<usize>) -> usize {
        let within = |label: Option<usize>| label.unwrap_or(self.labels).min(self.labels);
        within(a) * (self.labels + 1) + within(b)
    }
}

impl AddAssign<&Self> for Confusion {
    /// Adds a table of the same labels.
    fn add_assign(&mut self, other: &Self) {
        if self.cells.is_empty() {
            self.clone_from(other);
            return;
        }
        for (sum, cell) in self.cells.iter_mut().zip(&other.cells) {
            *sum += *cell;
        }
    }
}
