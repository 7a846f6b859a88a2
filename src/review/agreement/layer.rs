//! One label on one text, as what it covers: lengths alone, never character by character.

use super::kappa::Table;
use super::{Category, Ratings};
use crate::review::{Continuum, Extent, Label, Unit};

/// From one position to another, in code points or in tokens; the end is not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Run {
    pub(super) fn length(self) -> u64 {
        u64::from(self.end.saturating_sub(self.start))
    }

    pub(super) fn shared(self, other: Self) -> u64 {
        u64::from(self.end.min(other.end).saturating_sub(self.start.max(other.start)))
    }
}

impl From<Extent> for Run {
    fn from(extent: Extent) -> Self {
        Self { start: extent.start.get(), end: extent.end.get() }
    }
}

/// How much of a text those who have done it cover with one label.
///
/// Lengths are code points, or tokens where [`Layer::of_tokens`] made it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    /// How long the text is.
    pub length: u64,
    /// What each annotator covers.
    pub covered: Vec<u64>,
    /// What two annotators both cover: first and second, first and third, …
    pub both: Vec<u64>,
    /// The squares of the lengths of all units, those of one annotator that overlap taken as one.
    pub squares: u64,
}

/// What one annotator covers with a label: overlaps joined, what touches left apart.
fn runs(units: &[Unit], label: Label) -> Vec<Run> {
    let mut runs: Vec<Run> = units
        .iter()
        .filter(|unit| unit.label() == label)
        .flat_map(|unit| unit.pieces().iter().map(|piece| Run::from(*piece)))
        .collect();
    runs.sort_unstable();
    joined(runs)
}

/// Sorted runs, with those that overlap joined.
fn joined(sorted: impl IntoIterator<Item = Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in sorted {
        match joined.last_mut() {
            Some(last) if run.start < last.end => last.end = last.end.max(run.end),
            _ => joined.push(run),
        }
    }
    joined
}

/// The tokens that a run touches, as a run of token numbers.
fn tokens_in(tokens: &[Extent], run: Run) -> Option<Run> {
    let first = tokens.partition_point(|token| token.end.get() <= run.start);
    let end = tokens.partition_point(|token| token.start.get() < run.end);
    let run = Run { start: u32::try_from(first).ok()?, end: u32::try_from(end).ok()? };
    Some(run).filter(|run| run.start < run.end)
}

impl Layer {
    /// The layers of all labels of a text, by code points.
    pub fn of_chars(continuum: &Continuum) -> Vec<Self> {
        let length = u64::from(continuum.length());
        let runs_of = |label| continuum.done().map(|(_, units)| runs(units, label)).collect::<Vec<_>>();
        continuum.each_label().map(|label| Self::new(length, &runs_of(label))).collect()
    }

    /// The layers of all labels of a text, by tokens, which are sorted and apart.
    ///
    /// A token has a label if one of its code points has it.
    pub fn of_tokens(continuum: &Continuum, tokens: &[Extent]) -> Vec<Self> {
        let length = u64::try_from(tokens.len()).unwrap_or(u64::MAX);
        let touched = |runs: Vec<Run>| joined(runs.into_iter().filter_map(|run| tokens_in(tokens, run)));
        let runs_of =
            |label| continuum.done().map(|(_, units)| touched(runs(units, label))).collect::<Vec<_>>();
        continuum.each_label().map(|label| Self::new(length, &runs_of(label))).collect()
    }

    fn new(length: u64, runs: &[Vec<Run>]) -> Self {
        let covered = |runs: &Vec<Run>| runs.iter().map(|run| run.length()).sum();
        let squares = runs.iter().flatten().map(|run| run.length() * run.length()).sum();
        let mut both = Vec::new();
        let mut rest = runs;
        while let [first, others @ ..] = rest {
            both.extend(others.iter().map(|other| shared(first, other)));
            rest = others;
        }
        Self { length, covered: runs.iter().map(covered).collect(), both, squares }
    }

    /// How many annotators have done the text.
    pub fn annotators(&self) -> u64 {
        u64::try_from(self.covered.len()).unwrap_or(u64::MAX)
    }

    /// What all annotators cover, added up.
    pub fn covered_by_all(&self) -> u64 {
        self.covered.iter().sum()
    }

    /// At each position the square of the number of annotators who cover it, added up.
    fn squares_of_votes(&self) -> u64 {
        self.covered_by_all() + 2 * self.both.iter().sum::<u64>()
    }

    /// Each position as a unit that every annotator put into one of two categories: with the label,
    /// without.
    pub fn ratings(&self) -> Ratings {
        let raters = self.annotators();
        let with = Category { times: self.covered_by_all(), squares: self.squares_of_votes() };
        let without = Category {
            times: raters * self.length - with.times,
            squares: raters * raters * self.length + with.squares - 2 * raters * with.times,
        };
        Ratings { raters, units: self.length, categories: vec![with, without] }
    }

    /// What two annotators cover, by their places among those who have done the text.
    pub fn table(&self, first: usize, second: usize) -> Option<Table> {
        let pairs_before: usize = (0..first).map(|before| self.covered.len() - 1 - before).sum();
        let both = *self.both.get(pairs_before + second.checked_sub(first + 1)?)?;
        let (a, b) = (*self.covered.get(first)?, *self.covered.get(second)?);
        Some(Table { units: self.length, a, b, both })
    }
}

/// How much two sorted lists of runs that do not overlap share.
fn shared(a: &[Run], b: &[Run]) -> u64 {
    let mut sum = 0;
    let (mut rest_a, mut rest_b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(a), Some(b)) = (rest_a.peek(), rest_b.peek()) {
        sum += a.shared(**b);
        if a.end < b.end {
            rest_a.next();
        } else {
            rest_b.next();
        }
    }
    sum
}
