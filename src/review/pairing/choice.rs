//! The best one-to-one choice among overlaps.

use super::Overlap;
use crate::review::assignment::{Edge, Worth, best};

/// What a one-to-one choice among overlaps is to have the most of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Pairs, whichever they are.
    Count,
    /// Pairs; among choices with as many, the greatest sum of intersection over union, then the
    /// earliest in the text.
    Pairs,
    /// The sum of intersection over union.
    Shared,
}

/// The overlaps of the best choice in which each unit is in at most one.
///
/// The answer is in the order of `overlaps`, and the same at every run.
pub fn one_to_one(overlaps: &[Overlap], aim: Aim) -> Vec<Overlap> {
    match aim {
        Aim::Count => best(overlaps, |_| 1),
        Aim::Pairs => best(overlaps, as_pair),
        Aim::Shared => best(overlaps, |overlap| overlap.iou_parts.into()),
    }
}

impl Edge for Overlap {
    fn a(&self) -> usize {
        self.a
    }

    fn b(&self) -> usize {
        self.b
    }
}

/// What an overlap is worth for [`Aim::Pairs`]: one number for three wishes, the first in its highest
/// bits.
///
/// Each wish has the bits that a sum over 100,000 annotations needs: earliness and intersection over
/// union 54 each, pairs the rest.
fn as_pair(overlap: &Overlap) -> Worth {
    (1 << 108) + (Worth::from(overlap.iou_parts) << 54) + Worth::from(overlap.earliness)
}
