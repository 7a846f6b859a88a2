//! The α family for unitizing: agreement on where units begin and end, and on their labels.
//!
//! K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher, *On the reliability of unitizing textual
//! continua: further developments*, Quality & Quantity 50 (2016) 2347–2364, with its erratum.

use super::layer::Run;
use super::ratio::real;
use super::{Layer, Measured, Ratio, Undefined};
use crate::review::{Continuum, Unit};
use std::iter::Sum;
use std::ops::Add;

/// Observed and expected disagreement of one label on one text: `uα` of the binary continuum that
/// holds this label and gaps, which is the same as `|uα`.
///
/// Units of one annotator that overlap are taken as one; those that touch stay apart.
pub fn per_label(layer: &Layer) -> Ratio {
    let annotators = layer.annotators();
    if annotators < 2 || layer.length == 0 {
        return Ratio::default();
    }
    let valued = layer.covered_by_all();
    let both: u64 = layer.both.iter().sum();
    // Over all ordered pairs of annotators, where one has the label and the other a gap.
    let apart = real((annotators - 1) * valued - 2 * both);
    let (all, valued) = (real(annotators * layer.length), real(valued));
    let gaps = all - valued;
    let weights = real(layer.squares) + gaps;
    Ratio::new(2.0 * apart / real(annotators - 1), all * 2.0 * valued * gaps / (all * all - weights))
}

/// What the family is made of, over all labels at once; adds up over texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Family {
    /// Disagreement over all segments and labels.
    u: Ratio,
    /// Disagreement over units and gaps, whatever the labels.
    bar_u: Ratio,
    /// Disagreement over labels where units meet.
    cu: Ratio,
    /// The length where units meet, and all lengths.
    coverage: Ratio,
    labels: Vec<Meeting>,
}

/// One label where units meet: ℓ and ε in the words of the paper.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Meeting {
    /// ℓ⁺ of the label, and all its length.
    coverage: Ratio,
    /// ε⁺ of the label.
    expected: f64,
    /// Observed (ℓ⁺ − ℓ with itself) and expected (ε⁺ − ε with itself) disagreement.
    disagreement: Ratio,
}

impl Family {
    /// Of one text; undefined where an annotator has units over one another, or where fewer than two
    /// have done it. A unit of several pieces counts as so many.
    pub fn of(continuum: &Continuum) -> Result<Self, Undefined> {
        let all: Option<Vec<Vec<Segment>>> = continuum.done().map(|(_, units)| segments(units)).collect();
        let annotators = all.ok_or(Undefined::OverlappingUnits)?;
        if annotators.len() < 2 {
            return Err(Undefined::NeedsTwoAnnotators);
        }
        if continuum.length() == 0 {
            return Ok(Self::default());
        }
        let sums = Coincidences::of(&annotators, continuum.labels().len());
        Ok(sums.family(real(u64::from(continuum.length()))))
    }

    /// `uα`: all segments and labels.
    pub fn u_alpha(&self) -> Measured {
        self.u.agreement(self.why_not())
    }

    /// `|uα`: what is a unit and what is a gap.
    pub fn bar_u_alpha(&self) -> Measured {
        self.bar_u.agreement(self.why_not())
    }

    /// `cuα`: the labels alone, where units meet. For three annotators and more, the weight of a unit
    /// is the mean over the others.
    pub fn cu_alpha(&self) -> Measured {
        self.cu.agreement(if self.coverage.part > 0.0 { Undefined::NoVariation } else { Undefined::NoUnits })
    }

    /// How much of the text `cuα` speaks of.
    pub fn cu_coverage(&self) -> Measured {
        self.coverage.share(Undefined::NoUnits)
    }

    /// `(k)uα` of one label, by its place in the continuum’s list.
    pub fn ku_alpha(&self, label: usize) -> Measured {
        let meeting = self.labels.get(label).copied().unwrap_or_default();
        let met = meeting.coverage.part;
        let why_not = if met > 0.0 { Undefined::NoVariation } else { Undefined::NoUnits };
        let ratio = meeting.disagreement.share(why_not)?;
        if met > 0.0 { Ok(1.0 - meeting.expected / met * ratio) } else { Err(why_not) }
    }

    /// How much of a label’s length `(k)uα` speaks of.
    pub fn ku_coverage(&self, label: usize) -> Measured {
        self.labels.get(label).copied().unwrap_or_default().coverage.share(Undefined::NoUnits)
    }

    fn why_not(&self) -> Undefined {
        let tagged: f64 = self.labels.iter().map(|meeting| meeting.coverage.whole).sum();
        if tagged > 0.0 { Undefined::NoVariation } else { Undefined::NoUnits }
    }
}

impl Add for Family {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        self.u += other.u;
        self.bar_u += other.bar_u;
        self.cu += other.cu;
        self.coverage += other.coverage;
        self.labels.resize(self.labels.len().max(other.labels.len()), Meeting::default());
        for (sum, meeting) in self.labels.iter_mut().zip(other.labels) {
            sum.coverage += meeting.coverage;
            sum.expected += meeting.expected;
            sum.disagreement += meeting.disagreement;
        }
        self
    }
}

impl Sum for Family {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// A unit’s piece with the place of its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Segment {
    run: Run,
    label: usize,
}

/// The pieces of one annotator’s units, sorted; nothing where some overlap.
fn segments(units: &[Unit]) -> Option<Vec<Segment>> {
    let mut all: Vec<Segment> = Vec::with_capacity(units.len());
    for unit in units {
        let label = unit.label().index();
        all.extend(unit.pieces().iter().map(|piece| Segment { run: Run::from(*piece), label }));
    }
    all.sort_unstable();
    let apart = all.iter().zip(all.iter().skip(1)).all(|(one, next)| one.run.end <= next.run.start);
    apart.then_some(all)
}

/// Lengths at which the segments of different annotators meet, over all ordered pairs of annotators.
struct Coincidences {
    /// How many annotators there are, less one.
    others: f64,
    labels: Vec<OfLabel>,
}

#[derive(Clone, Copy, Default)]
struct OfLabel {
    /// ℓ: all its length.
    length: f64,
    /// Σ |g|² over its segments.
    squares: f64,
    /// Where it meets any label.
    met: f64,
    /// Where it meets itself.
    met_itself: f64,
    /// Σ (|g ∩ units of another|)² over its segments and the other annotators.
    met_squares: f64,
}

impl Coincidences {
    fn of(annotators: &[Vec<Segment>], labels: usize) -> Self {
        let others = real(u64::try_from(annotators.len()).unwrap_or(u64::MAX)) - 1.0;
        let mut sums = Self { others, labels: vec![OfLabel::default(); labels] };
        for (place, own) in annotators.iter().enumerate() {
            for segment in own {
                if let Some(sum) = sums.labels.get_mut(segment.label) {
                    sum.length += real(segment.run.length());
                    sum.squares += real(segment.run.length() * segment.run.length());
                }
            }
            for (_, other) in annotators.iter().enumerate().filter(|(other, _)| *other != place) {
                sums.meet(own, other);
            }
        }
        sums
    }

    /// Adds where one annotator’s segments meet those of another.
    fn meet(&mut self, own: &[Segment], other: &[Segment]) {
        let mut rest = other;
        for segment in own {
            while let [passed, after @ ..] = rest
                && passed.run.end <= segment.run.start
            {
                rest = after;
            }
            let near = rest.iter().take_while(|other| other.run.start < segment.run.end);
            let (mut met, mut itself) = (0, 0);
            for other in near {
                let shared = segment.run.shared(other.run);
                met += shared;
                itself += if other.label == segment.label { shared } else { 0 };
            }
            if let Some(sum) = self.labels.get_mut(segment.label) {
                sum.met += real(met);
                sum.met_itself += real(itself);
                sum.met_squares += real(met * met);
            }
        }
    }

    fn sum(&self, what: impl Fn(&OfLabel) -> f64) -> f64 {
        self.labels.iter().map(what).sum()
    }

    fn family(&self, length: f64) -> Family {
        let all = (self.others + 1.0) * length;
        let valued = self.sum(|label| label.length);
        let gaps = all - valued;
        let met = self.sum(|label| label.met) / self.others;
        // The weight of a gap is its length, that of a unit its square.
        let scale = all / (all * all - self.sum(|label| label.squares) - gaps);
        let alike = self.sum(|label| label.met_itself) / self.others;
        let with_gap = valued - met;
        let same = self.sum(|label| label.length * label.length) + gaps * gaps;
        let weights = self.sum(|label| label.met_squares) / self.others;
        let expected_scale = if met * met > weights { met / (met * met - weights) } else { 0.0 };
        let labels: Vec<Meeting> =
            self.labels.iter().map(|label| self.meeting(label, met, expected_scale)).collect();
        let labels_disagree = labels.iter().map(|label| label.disagreement).sum();
        Family {
            u: Ratio::new(all - alike - (gaps - with_gap), scale * (all * all - same)),
            bar_u: Ratio::new(with_gap, scale * gaps * valued),
            cu: labels_disagree,
            coverage: Ratio::new(met, all),
            labels,
        }
    }

    fn meeting(&self, label: &OfLabel, met_by_all: f64, scale: f64) -> Meeting {
        let met = label.met / self.others;
        let weight = label.met_squares / self.others;
        Meeting {
            coverage: Ratio::new(met, label.length),
            expected: scale * (met * met_by_all - weight),
            disagreement: Ratio::new(met - label.met_itself / self.others, scale * met * (met_by_all - met)),
        }
    }
}
