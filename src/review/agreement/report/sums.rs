//! What one article contributes to every number.

use crate::review::agreement::f1::Tally;
use crate::review::agreement::slots::{self, SlotTally, Values};
use crate::review::agreement::unitizing::{self, Family};
use crate::review::agreement::{Coded, Layer, Ratio, Undefined};
use crate::review::pairing::{Kind, pair};
use crate::review::{Extent, Unit};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sums of one article.
pub(super) struct Sums {
    /// Who has done it: their places among all annotators, in the order of the layers.
    pub(super) done: Vec<usize>,
    /// How many units of each label there are.
    pub(super) units: Vec<u64>,
    pub(super) pairs: Vec<OfPair>,
    /// By label.
    pub(super) chars: Vec<Layer>,
    pub(super) tokens: Option<Vec<Layer>>,
    pub(super) family: Result<Family, Undefined>,
}

/// The matches of two annotators.
pub(super) struct OfPair {
    /// Their places among all annotators, the smaller first.
    pub(super) places: (usize, usize),
    pub(super) tally: Tally,
    pub(super) slots: BTreeMap<Arc<str>, SlotTally>,
}

/// What one annotator marked.
struct Work<'c> {
    place: usize,
    units: &'c [Unit],
    slots: Option<&'c BTreeMap<Unit, Values>>,
}

impl Sums {
    /// Of an article, with the list of all annotators.
    pub(super) fn of(coded: &Coded, annotators: &[Arc<str>]) -> Self {
        let slots = coded.slots.iter().map(Some).chain(std::iter::repeat(None));
        let work = coded.continuum.annotators().iter().zip(slots).filter_map(|(annotator, slots)| {
            let place = annotators.iter().position(|name| *name == annotator.name)?;
            Some(Work { place, units: annotator.units.as_deref()?, slots })
        });
        let work: Vec<Work<'_>> = work.collect();
        let ((chars, tokens), (family, pairs)) = rayon::join(
            || {
                let by_tokens = |tokens: &Vec<Extent>| Layer::of_tokens(&coded.continuum, tokens);
                (Layer::of_chars(&coded.continuum), coded.tokens.as_ref().map(by_tokens))
            },
            || (Family::of(&coded.continuum), pairs(&work, coded.continuum.labels().len())),
        );
        let mut units = vec![0; coded.continuum.labels().len()];
        for unit in work.iter().flat_map(|work| work.units) {
            units.get_mut(unit.label().index()).into_iter().for_each(|count| *count += 1);
        }
        let done = work.iter().map(|work| work.place).collect();
        let mut sums = Self { done, units, pairs, chars, tokens, family };
        sums.cover();
        sums
    }

    /// Notes in the tallies what is covered.
    fn cover(&mut self) {
        let Self { done, pairs, chars, .. } = self;
        for pair in pairs {
            for (layer, label) in chars.iter().zip(&mut pair.tally.labels) {
                let Some(table) = within(done, pair.places).and_then(|(a, b)| layer.table(a, b)) else {
                    continue;
                };
                (label.covered, label.covered_by_both) = (table.a + table.b, table.both);
            }
        }
    }

    /// The places of two annotators among those who have done this article, the smaller first.
    pub(super) fn within(&self, places: (usize, usize)) -> Option<(usize, usize)> {
        within(&self.done, places)
    }

    /// Observed and expected disagreement of one label’s units.
    pub(super) fn unitizing(&self, label: usize) -> Ratio {
        self.chars.get(label).map(unitizing::per_label).unwrap_or_default()
    }

    /// Whether somebody used a label.
    pub(super) fn uses(&self, label: usize) -> bool {
        self.chars.get(label).is_some_and(|layer| layer.covered_by_all() > 0)
    }
}

fn within(done: &[usize], (a, b): (usize, usize)) -> Option<(usize, usize)> {
    let a = done.iter().position(|place| *place == a)?;
    let b = done.iter().position(|place| *place == b)?;
    Some((a.min(b), a.max(b)))
}

fn pairs(work: &[Work<'_>], labels: usize) -> Vec<OfPair> {
    let both = work.iter().flat_map(|a| work.iter().filter(|b| a.place < b.place).map(move |b| (a, b)));
    let both: Vec<(&Work<'_>, &Work<'_>)> = both.collect();
    let of_pair = |(a, b): &(&Work<'_>, &Work<'_>)| OfPair {
        places: (a.place, b.place),
        tally: Tally::of(a.units, b.units, labels),
        slots: slots_of(a, b),
    };
    both.par_iter().map(of_pair).collect()
}

/// How the slots of units with the same label agree.
fn slots_of(a: &Work<'_>, b: &Work<'_>) -> BTreeMap<Arc<str>, SlotTally> {
    let mut tallies = BTreeMap::new();
    let (Some(slots_a), Some(slots_b)) = (a.slots, b.slots) else { return tallies };
    let none = Values::new();
    let same_label = |kind| matches!(kind, Kind::Exact | Kind::Boundary);
    for pair in pair(a.units, b.units).into_iter().filter(|pair| same_label(pair.kind)) {
        let unit_a = pair.a.and_then(|at| a.units.get(at)).and_then(|unit| slots_a.get(unit));
        let unit_b = pair.b.and_then(|at| b.units.get(at)).and_then(|unit| slots_b.get(unit));
        slots::compare(&mut tallies, unit_a.unwrap_or(&none), unit_b.unwrap_or(&none));
    }
    tallies
}
