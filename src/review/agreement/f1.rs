//! F1 of the units of two annotators, by exact, boundary, overlapping and partial matches.
//!
//! F1 = 2M/(a + b) is the same whichever annotator is taken for the truth, and what κ tends to where
//! there is no countable “nothing” (G. Hripcsak, A. Rothschild, *JAMIA* 12 (2005) 296). Matches are
//! one to one and optimal.

use super::ratio::real;
use super::{Confusion, Measured, Ratio, Undefined};
use crate::review::pairing::{Aim, Kind, Overlap, Pair, most, one_to_one, overlaps, pair_ordered};
use crate::review::{Label, Unit};
use std::ops::AddAssign;

/// What counts as a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// The same place and label.
    Exact,
    /// The same place.
    Boundary,
    /// Overlapping, with the same label; as many pairs as possible.
    OverlapSameLabel,
    /// Overlapping.
    OverlapAnyLabel,
    /// Intersection over union of at least a half, with the same label.
    HalfSameLabel,
    /// Each pair with the same label counts as much as its intersection over union.
    SoftSameLabel,
    /// Code points with the same label: the Dice coefficient of what both cover.
    Chars,
}

impl Measure {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Exact,
        Self::Boundary,
        Self::OverlapSameLabel,
        Self::OverlapAnyLabel,
        Self::HalfSameLabel,
        Self::SoftSameLabel,
        Self::Chars,
    ];

    /// Those that a single label has.
    pub const OF_LABEL: [Self; 4] = [Self::Exact, Self::OverlapSameLabel, Self::SoftSameLabel, Self::Chars];
}

/// How many pairs there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The same place and label.
    pub exact: u64,
    /// The same place, another label.
    pub label: u64,
    /// Overlapping, with the same label.
    pub boundary: u64,
    /// Overlapping, with another label.
    pub boundary_label: u64,
    /// The first annotator alone.
    pub only_a: u64,
    /// The second annotator alone.
    pub only_b: u64,
}

impl Counts {
    /// Counts pairs.
    pub fn of(pairs: &[Pair]) -> Self {
        let mut counts = Self::default();
        for pair in pairs {
            *counts.of_kind_mut(pair.kind) += 1;
        }
        counts
    }

    /// The number of each kind, in the order of [`Kind::ALL`].
    pub fn each(self) -> [u64; 6] {
        Kind::ALL.map(|kind| self.of_kind(kind))
    }

    /// The number of one kind.
    pub fn of_kind(mut self, kind: Kind) -> u64 {
        *self.of_kind_mut(kind)
    }

    fn of_kind_mut(&mut self, kind: Kind) -> &mut u64 {
        match kind {
            Kind::Exact => &mut self.exact,
            Kind::Label => &mut self.label,
            Kind::Boundary => &mut self.boundary,
            Kind::BoundaryLabel => &mut self.boundary_label,
            Kind::OnlyA => &mut self.only_a,
            Kind::OnlyB => &mut self.only_b,
        }
    }

    /// All pairs, those of one unit too.
    pub fn total(self) -> u64 {
        Kind::ALL.into_iter().map(|kind| self.of_kind(kind)).sum()
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        for kind in Kind::ALL {
            *self.of_kind_mut(kind) += other.of_kind(kind);
        }
    }
}

/// The matches of one label between two annotators; adds up over articles.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LabelTally {
    /// Units of the first annotator.
    pub units_a: u64,
    /// Units of the second.
    pub units_b: u64,
    /// Matches of [`Measure::Exact`].
    pub exact: u64,
    /// Matches of [`Measure::OverlapSameLabel`].
    pub overlap: u64,
    /// Matches of [`Measure::HalfSameLabel`].
    pub half: u64,
    /// The sum of intersection over union of [`Measure::SoftSameLabel`].
    pub soft: f64,
    /// Code points that the first annotator covers, and those that the second does, added up.
    pub covered: u64,
    /// Code points that both cover.
    pub covered_by_both: u64,
}

impl LabelTally {
    /// Twice the matches, and all units; nothing for a measure that does not go by label.
    pub fn ratio(&self, measure: Measure) -> Ratio {
        let units = real(self.units_a + self.units_b);
        match measure {
            Measure::Exact => Ratio::new(2.0 * real(self.exact), units),
            Measure::OverlapSameLabel => Ratio::new(2.0 * real(self.overlap), units),
            Measure::HalfSameLabel => Ratio::new(2.0 * real(self.half), units),
            Measure::SoftSameLabel => Ratio::new(2.0 * self.soft, units),
            Measure::Chars => Ratio::new(2.0 * real(self.covered_by_both), real(self.covered)),
            Measure::Boundary | Measure::OverlapAnyLabel => Ratio::default(),
        }
    }

    /// F1 of the label.
    pub fn f1(&self, measure: Measure) -> Measured {
        self.ratio(measure).share(Undefined::NoUnits)
    }
}

impl AddAssign for LabelTally {
    fn add_assign(&mut self, other: Self) {
        self.units_a += other.units_a;
        self.units_b += other.units_b;
        self.exact += other.exact;
        self.overlap += other.overlap;
        self.half += other.half;
        self.soft += other.soft;
        self.covered += other.covered;
        self.covered_by_both += other.covered_by_both;
    }
}

/// All matches between two annotators; adds up over articles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// Pairs by kind.
    pub counts: Counts,
    /// Matches of [`Measure::OverlapAnyLabel`].
    pub overlap_any_label: u64,
    /// By label, in the order of the labels.
    pub labels: Vec<LabelTally>,
    /// Which labels are taken for which.
    pub confusion: Confusion,
}

impl Tally {
    /// Matches the units of two annotators; both lists sorted and without twins, as in a
    /// [`crate::review::Continuum`] with so many `labels`. What is covered is left at 0.
    pub fn of(a: &[Unit], b: &[Unit], labels: usize) -> Self {
        // One direction alone, so that both give the same to the last digit.
        if b < a { Self::of_ordered(b, a, labels).mirrored() } else { Self::of_ordered(a, b, labels) }
    }

    fn of_ordered(a: &[Unit], b: &[Unit], labels: usize) -> Self {
        let mut tally = Self { labels: vec![LabelTally::default(); labels], ..Self::default() };
        let all = overlaps(a, b);
        let pairs = pair_ordered(a, b, &all);
        tally.counts = Counts::of(&pairs);
        tally.confusion = Confusion::of(a, b, &pairs, labels);
        tally.overlap_any_label = count(&most(a, b, &all));
        tally.each(a.iter().map(Unit::label), |label| label.units_a += 1);
        tally.each(b.iter().map(Unit::label), |label| label.units_b += 1);
        let label_at = |at: usize| a.get(at).map(Unit::label);
        let exact = pairs.iter().filter(|pair| pair.kind == Kind::Exact);
        tally.each(exact.filter_map(|pair| label_at(pair.a?)), |label| label.exact += 1);
        let label_of = |overlap: &Overlap| label_at(overlap.a);
        let mut same = all;
        same.retain(|overlap| overlap.same_label);
        tally.each(most(a, b, &same).iter().filter_map(label_of), |label| label.overlap += 1);
        for overlap in one_to_one(&same, Aim::Shared) {
            tally.each(label_of(&overlap), |label| label.soft += overlap.iou());
        }
        // Here no walk finds the most: who shares a half with two may not overlap what these do.
        let mut half = same;
        half.retain(Overlap::is_half);
        tally.each(one_to_one(&half, Aim::Count).iter().filter_map(label_of), |label| label.half += 1);
        tally
    }

    /// Counts something for each of some labels.
    fn each(&mut self, labels: impl IntoIterator<Item = Label>, mut counted: impl FnMut(&mut LabelTally)) {
        for label in labels {
            if let Some(tally) = self.labels.get_mut(label.index()) {
                counted(tally);
            }
        }
    }

    fn mirrored(mut self) -> Self {
        std::mem::swap(&mut self.counts.only_a, &mut self.counts.only_b);
        self.confusion = self.confusion.mirrored();
        for label in &mut self.labels {
            std::mem::swap(&mut label.units_a, &mut label.units_b);
        }
        self
    }

    /// All labels added up.
    pub fn all_labels(&self) -> LabelTally {
        let mut sum = LabelTally::default();
        for label in &self.labels {
            sum += *label;
        }
        sum
    }

    /// Twice the matches, and all units.
    pub fn ratio(&self, measure: Measure) -> Ratio {
        let all = self.all_labels();
        let units = real(all.units_a + all.units_b);
        match measure {
            // As many units as possible are paired by their places before any other.
            Measure::Boundary => Ratio::new(2.0 * real(self.counts.exact + self.counts.label), units),
            Measure::OverlapAnyLabel => Ratio::new(2.0 * real(self.overlap_any_label), units),
            Measure::Exact
            | Measure::OverlapSameLabel
            | Measure::HalfSameLabel
            | Measure::SoftSameLabel
            | Measure::Chars => all.ratio(measure),
        }
    }

    /// F1 over all labels.
    pub fn f1(&self, measure: Measure) -> Measured {
        self.ratio(measure).share(Undefined::NoUnits)
    }
}

impl AddAssign<&Self> for Tally {
    fn add_assign(&mut self, other: &Self) {
        self.counts += other.counts;
        self.overlap_any_label += other.overlap_any_label;
        self.confusion += &other.confusion;
        self.labels.resize(self.labels.len().max(other.labels.len()), LabelTally::default());
        for (sum, label) in self.labels.iter_mut().zip(&other.labels) {
            *sum += *label;
        }
    }
}

fn count(overlaps: &[Overlap]) -> u64 {
    u64::try_from(overlaps.len()).unwrap_or(u64::MAX)
}
