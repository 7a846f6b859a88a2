//! Who tagged what alike: the units of two annotators, paired one to one.

mod choice;
mod most;
mod overlap;

pub use choice::{Aim, one_to_one};
pub use most::most;
pub use overlap::{Overlap, overlaps};

use super::Unit;
use std::cmp::Ordering;

/// How two annotators' units agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same place, the same label.
    Exact,
    /// The same place, another label.
    Label,
    /// They overlap, with the same label.
    Boundary,
    /// They overlap, with another label.
    BoundaryLabel,
    /// The first annotator alone.
    OnlyA,
    /// The second annotator alone.
    OnlyB,
}

impl Kind {
    /// From the best to the worst.
    pub const ALL: [Self; 6] =
        [Self::Exact, Self::Label, Self::Boundary, Self::BoundaryLabel, Self::OnlyA, Self::OnlyB];

    /// What it is called over a column of counts: the words of the queue of a review.
    pub fn title(self) -> &'static str {
        match self {
            Self::Exact => "same",
            Self::Label => "tag",
            Self::Boundary => "boundary",
            Self::BoundaryLabel => "both",
            Self::OnlyA => "first only",
            Self::OnlyB => "second only",
        }
    }

    /// The same, seen by the second annotator.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::OnlyA => Self::OnlyB,
            Self::OnlyB => Self::OnlyA,
            Self::Exact | Self::Label | Self::Boundary | Self::BoundaryLabel => self,
        }
    }
}

/// One unit of each annotator, or one of them alone, by their places in the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// How they agree.
    pub kind: Kind,
    /// Which unit of the first annotator.
    pub a: Option<usize>,
    /// Which unit of the second.
    pub b: Option<usize>,
}

/// Pairs the units of two annotators; both lists sorted and without twins, as in a
/// [`super::Continuum`].
///
/// Each stage takes of what the one before has left: the same place and label; the same place;
/// overlaps with the same label; any overlaps. Overlaps are paired so that there are as many pairs as
/// possible, then so that they share the most (the sum of intersection over union), then from the
/// start of the text on. Every unit is in one pair. `pair(b, a)` has the same pairs, mirrored. The
/// answer is in the order of the text.
pub fn pair(a: &[Unit], b: &[Unit]) -> Vec<Pair> {
    if b < a {
        let mirrored = |pair: Pair| Pair { kind: pair.kind.mirrored(), a: pair.b, b: pair.a };
        return in_order(a, b, pair_ordered(b, a, &overlaps(b, a)).into_iter().map(mirrored).collect());
    }
    in_order(a, b, pair_ordered(a, b, &overlaps(a, b)))
}

/// Sorts pairs by the first of their units.
fn in_order(a: &[Unit], b: &[Unit], mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_by_key(|pair| {
        let first = pair.a.and_then(|at| a.get(at));
        let second = pair.b.and_then(|at| b.get(at));
        match (first, second) {
            (Some(first), Some(second)) => Some(first.min(second)),
            (one, other) => one.or(other),
        }
    });
    pairs
}

/// Pairs two lists of which the first is not the greater, with their overlaps; in no order.
pub(super) fn pair_ordered(a: &[Unit], b: &[Unit], overlaps: &[Overlap]) -> Vec<Pair> {
    let mut pairing = Pairing {
        free_a: vec![true; a.len()],
        free_b: vec![true; b.len()],
        pairs: Vec::with_capacity(a.len().max(b.len())),
    };
    let (all_a, all_b): (Vec<_>, Vec<_>) = (a.iter().enumerate().collect(), b.iter().enumerate().collect());
    for (a, b) in alike(&all_a, &all_b, Unit::cmp) {
        pairing.take(Kind::Exact, a, b);
    }
    let (left_a, left_b) = (left_by_place(all_a, &pairing.free_a), left_by_place(all_b, &pairing.free_b));
    for (a, b) in alike(&left_a, &left_b, by_place) {
        pairing.take(Kind::Label, a, b);
    }
    let left: Vec<Overlap> = overlaps.iter().filter(|overlap| pairing.is_free(overlap)).copied().collect();
    pairing.take_overlaps(Kind::Boundary, left.iter().copied().filter(|overlap| overlap.same_label));
    pairing.take_overlaps(Kind::BoundaryLabel, left.into_iter());
    pairing.close()
}

/// The units that are left, by place and then label.
fn left_by_place<'u>(units: Vec<(usize, &'u Unit)>, free: &[bool]) -> Vec<(usize, &'u Unit)> {
    let left = units.into_iter().zip(free).filter_map(|(unit, free)| free.then_some(unit));
    let mut left: Vec<_> = left.collect();
    left.sort_by(|(_, a), (_, b)| by_place(a, b).then(a.label().cmp(&b.label())));
    left
}

fn by_place(a: &Unit, b: &Unit) -> Ordering {
    (a.extent(), a.pieces()).cmp(&(b.extent(), b.pieces()))
}

/// Pairs those that compare as equal, one to one and in order; both lists sorted.
fn alike(
    a: &[(usize, &Unit)],
    b: &[(usize, &Unit)],
    compare: impl Fn(&Unit, &Unit) -> Ordering,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut rest_a, mut rest_b) = (a.iter().peekable(), b.iter().peekable());
    while let (Some((at_a, unit_a)), Some((at_b, unit_b))) = (rest_a.peek(), rest_b.peek()) {
        let order = compare(unit_a, unit_b);
        if order == Ordering::Equal {
            found.push((*at_a, *at_b));
        }
        if order.is_le() {
            rest_a.next();
        }
        if order.is_ge() {
            rest_b.next();
        }
    }
    found
}

/// Pairs made so far, and who is left.
struct Pairing {
    free_a: Vec<bool>,
    free_b: Vec<bool>,
    pairs: Vec<Pair>,
}

impl Pairing {
    fn is_free(&self, overlap: &Overlap) -> bool {
        self.free_a.get(overlap.a) == Some(&true) && self.free_b.get(overlap.b) == Some(&true)
    }

    fn take(&mut self, kind: Kind, a: usize, b: usize) {
        if let (Some(free_a), Some(free_b)) = (self.free_a.get_mut(a), self.free_b.get_mut(b)) {
            (*free_a, *free_b) = (false, false);
            self.pairs.push(Pair { kind, a: Some(a), b: Some(b) });
        }
    }

    fn take_overlaps(&mut self, kind: Kind, overlaps: impl Iterator<Item = Overlap>) {
        let left: Vec<Overlap> = overlaps.filter(|overlap| self.is_free(overlap)).collect();
        for overlap in one_to_one(&left, Aim::Pairs) {
            self.take(kind, overlap.a, overlap.b);
        }
    }

    /// All pairs, with those that are left as pairs of one.
    fn close(mut self) -> Vec<Pair> {
        let left = |free: &[bool]| -> Vec<usize> {
            free.iter().enumerate().filter_map(|(at, free)| free.then_some(at)).collect()
        };
        let only_a = left(&self.free_a).into_iter().map(|a| Pair { kind: Kind::OnlyA, a: Some(a), b: None });
        self.pairs.extend(only_a);
        let only_b = left(&self.free_b).into_iter().map(|b| Pair { kind: Kind::OnlyB, a: None, b: Some(b) });
        self.pairs.extend(only_b);
        self.pairs
    }
}
