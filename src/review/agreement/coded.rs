//! An article as several annotators coded it.

use super::slots::Values;
use crate::review::{Continuum, Extent, Unit};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One article with all that is measured of it.
#[derive(Debug, Clone)]
pub struct Coded {
    /// Who marked what.
    pub continuum: Continuum,
    /// The tokens in code points, sorted and apart, where they are known.
    pub tokens: Option<Vec<Extent>>,
    /// The slots of each annotator’s units, in the order of the annotators; may be shorter.
    pub slots: Vec<BTreeMap<Unit, Values>>,
}

impl Coded {
    /// An article of which only the units are known.
    pub fn new(continuum: Continuum) -> Self {
        Self { continuum, tokens: None, slots: Vec::new() }
    }

    /// The same with these labels before all others, so that several articles have the same list.
    pub(super) fn with_labels(&self, labels: &[Arc<str>]) -> Cow<'_, Self> {
        if self.continuum.labels() == labels {
            return Cow::Borrowed(self);
        }
        let continuum = self.continuum.with_labels(labels);
        let renamed = |unit: &Unit| {
            let name = self.continuum.labels().get(unit.label().index())?;
            let place = continuum.labels().iter().position(|label| label == name)?;
            Some(unit.clone().with_label(continuum.each_label().nth(place)?))
        };
        let of_annotator = |slots: &BTreeMap<Unit, Values>| {
            slots.iter().filter_map(|(unit, values)| Some((renamed(unit)?, values.clone()))).collect()
        };
        let slots = self.slots.iter().map(of_annotator).collect();
        Cow::Owned(Self { continuum, tokens: self.tokens.clone(), slots })
    }
}
