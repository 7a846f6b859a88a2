//! The best one-to-one choice among overlaps.

use super::Overlap;
use crate::review::assignment::{Edge, best};
use std::ops::{Add, Sub};

/// What a one-to-one choice among overlaps is to have the most of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Pairs.
    Pairs,
    /// Pairs; among choices with as many, the greatest sum of intersection over union, then the
    /// earliest in the text.
    BestPairs,
    /// The sum of intersection over union.
    Shared,
}

/// The overlaps of the best choice in which each unit is in at most one.
///
/// `overlaps` are sorted by the first unit, as [`super::overlaps`] gives them, or some of these. The
/// answer is in the same order, and the same at every run.
pub fn one_to_one(overlaps: &[Overlap], aim: Aim) -> Vec<Overlap> {
    match aim {
        Aim::Pairs => best(overlaps, |_| 1_i64),
        Aim::BestPairs => best(overlaps, PairGain::of),
        Aim::Shared => best(overlaps, |overlap| overlap.iou_parts),
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

/// What an overlap is worth for [`Aim::BestPairs`]. The first field decides, the next where it is
/// equal, and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct PairGain {
    pairs: i64,
    iou_parts: i64,
    earliness: i64,
}

impl PairGain {
    fn of(overlap: &Overlap) -> Self {
        Self { pairs: 1, iou_parts: overlap.iou_parts, earliness: overlap.earliness }
    }
}

impl Add for PairGain {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            pairs: self.pairs + other.pairs,
            iou_parts: self.iou_parts + other.iou_parts,
            earliness: self.earliness + other.earliness,
        }
    }
}

impl Sub for PairGain {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            pairs: self.pairs - other.pairs,
            iou_parts: self.iou_parts - other.iou_parts,
            earliness: self.earliness - other.earliness,
        }
    }
}
