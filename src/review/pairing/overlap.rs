//! Which units of two annotators overlap, and the best one-to-one choice among them.

use super::assignment::{Candidate, Gain, assign};
use crate::review::Unit;

/// Two units that share text: one of each annotator, by their places in the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// Which unit of the first annotator.
    pub a: usize,
    /// Which unit of the second.
    pub b: usize,
    /// How many code points both have; never 0.
    pub shared: u32,
    /// How many code points they have together.
    pub together: u32,
    /// Whether their labels are the same.
    pub same_label: bool,
    /// The greater, the earlier both stand in the text.
    earliness: i64,
}

/// What a one-to-one choice among overlaps is to have the most of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Pairs; among choices with as many, the greatest sum of intersection over union, then the earliest in the text.
    Pairs,
    /// The sum of intersection over union.
    Shared,
}

impl Overlap {
    /// Intersection over union: the shared part of all they have; above 0 and at most 1.
    pub fn iou(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.together)
    }

    /// Whether they share at least half of all they have.
    pub fn is_half(&self) -> bool {
        self.shared >= self.together - self.shared
    }

    /// Intersection over union in parts of 2⁴⁰, so that sums are exact and independent of their order.
    fn iou_parts(&self) -> i64 {
        let (shared, together) = (u64::from(self.shared) << 20, u64::from(self.together));
        let (high, rest) = (shared / together, shared % together);
        i64::try_from((high << 20) + (rest << 20) / together).unwrap_or(i64::MAX)
    }

    fn gain(&self, aim: Aim) -> Gain {
        match aim {
            Aim::Pairs => Gain { pairs: 1, shared: self.iou_parts(), order: self.earliness },
            Aim::Shared => Gain { pairs: 0, shared: self.iou_parts(), order: 0 },
        }
    }
}

/// The overlaps of the best choice in which each unit is in at most one.
///
/// `overlaps` are sorted as [`overlaps`] gives them; so is the answer, the same at every run.
pub fn one_to_one(overlaps: &[Overlap], aim: Aim) -> Vec<Overlap> {
    let candidate =
        |overlap: &Overlap| Candidate { row: overlap.a, column: overlap.b, gain: overlap.gain(aim) };
    let candidates: Vec<Candidate> = overlaps.iter().map(candidate).collect();
    assign(&candidates).into_iter().filter_map(|at| overlaps.get(at).copied()).collect()
}

/// A unit in the sweep: its place in its list, and how many units come at or after it.
#[derive(Clone, Copy)]
struct Open<'u> {
    at: usize,
    unit: &'u Unit,
    left: i64,
}

/// All overlaps of two annotators' units, sorted by their places; both lists are sorted, as in a
/// [`crate::review::Continuum`].
///
/// One sweep through the text, which holds of each list the units that have not ended.
pub fn overlaps(a: &[Unit], b: &[Unit]) -> Vec<Overlap> {
    let mut found = Vec::with_capacity(a.len().max(b.len()));
    let (mut open_a, mut open_b): (Vec<Open<'_>>, Vec<Open<'_>>) = (Vec::new(), Vec::new());
    let (mut rest_a, mut rest_b) = (a.iter().enumerate().peekable(), b.iter().enumerate().peekable());
    for left in (0..i64::try_from(a.len() + b.len()).unwrap_or(i64::MAX)).rev() {
        let from_a = match (rest_a.peek(), rest_b.peek()) {
            (Some((_, a)), Some((_, b))) => a <= b,
            (next, _) => next.is_some(),
        };
        let (rest, own, others) = if from_a {
            (&mut rest_a, &mut open_a, &mut open_b)
        } else {
            (&mut rest_b, &mut open_b, &mut open_a)
        };
        let Some((at, unit)) = rest.next() else { break };
        let next = Open { at, unit, left };
        others.retain(|other| other.unit.extent().end > unit.extent().start);
        let pairs = others.iter().map(|other| if from_a { (next, *other) } else { (*other, next) });
        found.extend(pairs.filter_map(|(a, b)| overlap(a, b)));
        own.push(next);
    }
    found.sort_unstable_by_key(|overlap| (overlap.a, overlap.b));
    found
}

fn overlap(a: Open<'_>, b: Open<'_>) -> Option<Overlap> {
    let shared = Some(a.unit.shared(b.unit)).filter(|shared| *shared > 0)?;
    Some(Overlap {
        a: a.at,
        b: b.at,
        shared,
        together: a.unit.length() - shared + b.unit.length(),
        same_label: a.unit.label() == b.unit.label(),
        // A product is greatest where early stands with early and late with late.
        earliness: a.left * b.left,
    })
}
