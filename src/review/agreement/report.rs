//! All numbers of one article or of many, as the window and the command line show them.

mod level;
mod sums;

pub use level::{Level, LevelOfLabel};

use super::bootstrap::{self, Interval};
use super::f1::{LabelTally, Measure, Tally};
use super::slots::SlotTally;
use super::unitizing::Family;
use super::{Coded, Layer, Measured, Ratio, Undefined, mean};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use sums::Sums;

/// How much the annotators of one or more articles agree.
#[derive(Debug, Clone)]
pub struct Report {
    /// The labels by name, in the order of all lists by label.
    pub labels: Vec<Arc<str>>,
    /// Everybody, whether or not they have done an article.
    pub annotators: Vec<Arc<str>>,
    /// How many articles at least two annotators have done.
    pub articles: usize,
    /// How many units of each label there are in these articles, of all annotators.
    pub units: Vec<u64>,
    /// Two annotators each who have done the same article at least once, in the order of the
    /// annotators.
    pub pairs: Vec<PairReport>,
    /// Agreement on units and gaps.
    pub unitizing: Unitizing,
    /// Agreement on code points.
    pub chars: Level,
    /// Agreement on tokens, where the tokens of all articles are known.
    pub tokens: Option<Level>,
    /// How far some numbers would move with other articles.
    pub resampled: Result<Resampled, Undefined>,
}

/// Two annotators.
#[derive(Debug, Clone)]
pub struct PairReport {
    /// The places of both among the annotators.
    pub places: (usize, usize),
    /// The name of the first.
    pub a: Arc<str>,
    /// The name of the second.
    pub b: Arc<str>,
    /// How many articles both have done.
    pub articles: usize,
    /// Their matches.
    pub tally: Tally,
    /// How often they agree on slots, by slot; over pairs of units with the same label.
    pub slots: BTreeMap<Arc<str>, SlotTally>,
}

/// The α family for unitizing.
#[derive(Debug, Clone)]
pub struct Unitizing {
    /// `uα` of each label alone.
    pub labels: Vec<Measured>,
    /// `uα` of the labels together: 1 − ΣDo/ΣDe.
    pub micro: Measured,
    /// The mean of the labels that have one.
    pub macro_mean: Measured,
    /// All labels at once, where nobody’s units overlap.
    pub family: Result<Family, Undefined>,
}

/// Intervals of the headline numbers.
#[derive(Debug, Clone)]
pub struct Resampled {
    /// The mean F1 of all pairs, in the order of [`Measure::ALL`].
    pub f1: Vec<(Measure, Interval)>,
    /// `uα` of each label.
    pub labels: Vec<Interval>,
    /// `uα` of the labels together.
    pub micro: Interval,
    /// The mean of the labels.
    pub macro_mean: Interval,
}

/// Measures articles, pooled: what a number is made of is added up over them.
pub fn measure(coded: &[Coded]) -> Report {
    let mut labels: Vec<Arc<str>> = Vec::new();
    let mut annotators: Vec<Arc<str>> = Vec::new();
    for article in coded {
        gather(&mut labels, article.continuum.labels().iter().cloned());
        gather(
            &mut annotators,
            article.continuum.annotators().iter().map(|annotator| Arc::clone(&annotator.name)),
        );
    }
    // By name, so that what ties by label does not depend on who comes first.
    labels.sort();
    let sums: Vec<Sums> =
        coded.par_iter().map(|article| Sums::of(&article.with_labels(&labels), &annotators)).collect();
    let compared: Vec<&Sums> = sums.iter().filter(|sums| sums.done.len() > 1).collect();
    let pairs = pairs(&compared, &annotators);
    let tokens: Option<Vec<&[Layer]>> = compared.iter().map(|sums| sums.tokens.as_deref()).collect();
    let tokens =
        tokens.filter(|all| !all.is_empty()).map(|all| Level::of(&compared, &all, &pairs, labels.len()));
    let chars: Vec<&[Layer]> = compared.iter().map(|sums| sums.chars.as_slice()).collect();
    Report {
        articles: compared.len(),
        units: (0..labels.len()).map(|at| units(&compared, at)).collect(),
        unitizing: Unitizing::of(&compared, labels.len()),
        chars: Level::of(&compared, &chars, &pairs, labels.len()),
        tokens,
        resampled: Resampled::of(&compared, &pairs, labels.len()),
        pairs,
        labels,
        annotators,
    }
}

/// Adds the names that are new.
fn gather(known: &mut Vec<Arc<str>>, names: impl IntoIterator<Item = Arc<str>>) {
    for name in names {
        if !known.contains(&name) {
            known.push(name);
        }
    }
}

fn units(compared: &[&Sums], label: usize) -> u64 {
    compared.iter().filter_map(|sums| sums.units.get(label)).sum()
}

fn pairs(compared: &[&Sums], annotators: &[Arc<str>]) -> Vec<PairReport> {
    let mut pairs: BTreeMap<(usize, usize), PairReport> = BTreeMap::new();
    for of_pair in compared.iter().flat_map(|sums| &sums.pairs) {
        let places = of_pair.places;
        let name = |place: usize| annotators.get(place).cloned().unwrap_or_default();
        let pair = pairs.entry(places).or_insert_with(|| PairReport {
            places,
            a: name(places.0),
            b: name(places.1),
            articles: 0,
            tally: Tally::default(),
            slots: BTreeMap::new(),
        });
        pair.articles += 1;
        pair.tally += &of_pair.tally;
        for (slot, tally) in &of_pair.slots {
            pair.slots.entry(Arc::clone(slot)).or_default().add(*tally);
        }
    }
    pairs.into_values().collect()
}

impl Report {
    /// The mean F1 of the pairs.
    pub fn mean_f1(&self, measure: Measure) -> Measured {
        mean(self.pairs.iter().map(|pair| pair.tally.f1(measure)), Undefined::NeedsTwoAnnotators)
    }

    /// The matches of one label, over all pairs.
    pub fn label_tally(&self, label: usize) -> LabelTally {
        let mut sum = LabelTally::default();
        for of_label in self.pairs.iter().filter_map(|pair| pair.tally.labels.get(label)) {
            sum += *of_label;
        }
        sum
    }

    /// F1 of one label, over all pairs.
    pub fn label_f1(&self, label: usize, measure: Measure) -> Measured {
        if self.pairs.is_empty() {
            return Err(Undefined::NeedsTwoAnnotators);
        }
        self.label_tally(label).f1(measure)
    }

    /// How often the slots of matched units agree, over all pairs, by slot.
    pub fn slots(&self) -> BTreeMap<Arc<str>, SlotTally> {
        let mut sums: BTreeMap<Arc<str>, SlotTally> = BTreeMap::new();
        for (slot, tally) in self.pairs.iter().flat_map(|pair| &pair.slots) {
            sums.entry(Arc::clone(slot)).or_default().add(*tally);
        }
        sums
    }
}

impl Unitizing {
    fn of(compared: &[&Sums], labels: usize) -> Self {
        let of_label = |label: usize| -> Ratio { compared.iter().map(|sums| sums.unitizing(label)).sum() };
        let ratios: Vec<Ratio> = (0..labels).map(of_label).collect();
        let used = |label: usize| compared.iter().any(|sums| sums.uses(label));
        let why = |used| match (compared.is_empty(), used) {
            (true, _) => Undefined::NeedsTwoAnnotators,
            (false, false) => Undefined::NoUnits,
            (false, true) => Undefined::NoVariation,
        };
        let of_labels: Vec<Measured> =
            ratios.iter().enumerate().map(|(label, ratio)| ratio.agreement(why(used(label)))).collect();
        let any = why((0..labels).any(used));
        Self {
            micro: ratios.iter().copied().sum::<Ratio>().agreement(any),
            macro_mean: mean(of_labels.iter().copied(), any),
            labels: of_labels,
            family: family(compared),
        }
    }
}

fn family(compared: &[&Sums]) -> Result<Family, Undefined> {
    if compared.is_empty() {
        return Err(Undefined::NeedsTwoAnnotators);
    }
    compared.iter().map(|sums| sums.family.clone()).sum()
}

impl Resampled {
    fn of(compared: &[&Sums], pairs: &[PairReport], labels: usize) -> Result<Self, Undefined> {
        let places: Vec<(usize, usize)> = pairs.iter().map(|pair| pair.places).collect();
        let rows: Vec<Vec<Ratio>> = compared.iter().map(|sums| row(sums, &places, labels)).collect();
        let by_measure = Measure::ALL.len() * places.len();
        let intervals = bootstrap::intervals(&rows, |sums| {
            let (f1, by_label) = sums.split_at_checked(by_measure).unwrap_or_default();
            let of_measure = |at| {
                let pairs = f1.iter().skip(at).step_by(Measure::ALL.len());
                mean(pairs.map(|ratio| ratio.share(Undefined::NoUnits)), Undefined::NoUnits)
            };
            let alpha = |ratio: &Ratio| ratio.agreement(Undefined::NoVariation);
            let of_labels: Vec<Measured> = by_label.iter().map(alpha).collect();
            let micro = alpha(&by_label.iter().copied().sum());
            let macro_mean = mean(of_labels.iter().copied(), Undefined::NoVariation);
            (0..Measure::ALL.len()).map(of_measure).chain([micro, macro_mean]).chain(of_labels).collect()
        })?;
        let mut rest = intervals.into_iter();
        let f1 = Measure::ALL.into_iter().zip(rest.by_ref().take(Measure::ALL.len())).collect();
        let (Some(micro), Some(macro_mean)) = (rest.next(), rest.next()) else {
            return Err(Undefined::TooFewUnits);
        };
        Ok(Self { f1, micro, macro_mean, labels: rest.collect() })
    }
}

/// One article in the bootstrap: all measures of the first pair, of the second…, then all labels.
fn row(sums: &Sums, pairs: &[(usize, usize)], labels: usize) -> Vec<Ratio> {
    let of_pair = |places: &(usize, usize)| {
        let pair = sums.pairs.iter().find(|pair| pair.places == *places);
        Measure::ALL.map(|measure| pair.map(|pair| pair.tally.ratio(measure)).unwrap_or_default())
    };
    pairs.iter().flat_map(of_pair).chain((0..labels).map(|label| sums.unitizing(label))).collect()
}
