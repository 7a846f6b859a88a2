//! What is aligned: a stretch with a label, its ends where a sampler may put them.

use crate::review::{Continuum, Unit};

/// A stretch with a label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// Where it starts, in code points; a drawn one between two, or before the text.
    pub(super) start: f64,
    /// Where it ends; after its start.
    pub(super) end: f64,
    /// Its label, as a number.
    pub(super) label: u32,
}

impl Mark {
    /// How long it is.
    pub(super) fn length(&self) -> f64 {
        self.end - self.start
    }
}

impl From<&Unit> for Mark {
    /// The extent of a unit: pieces between are passed over.
    fn from(unit: &Unit) -> Self {
        let extent = unit.extent();
        Self {
            start: f64::from(extent.start.get()),
            end: f64::from(extent.end.get()),
            label: u32::try_from(unit.label().index()).unwrap_or(u32::MAX),
        }
    }
}

/// The marks of one text, by annotator; who found nothing has none.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Marks(pub(super) Vec<Vec<Mark>>);

impl Marks {
    /// Of everybody who has done the text.
    pub(super) fn of(continuum: &Continuum) -> Self {
        Self(continuum.done().map(|(_, units)| units.iter().map(Mark::from).collect()).collect())
    }

    /// How many annotators there are.
    pub(super) fn annotators(&self) -> usize {
        self.0.len()
    }

    /// How many marks there are.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// How many marks an annotator has on average.
    pub(super) fn per_annotator(&self) -> f64 {
        super::number(self.count()) / super::number(self.annotators().max(1))
    }
}
