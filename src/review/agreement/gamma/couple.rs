//! The marks of two annotators that may stand together.

use super::dissimilarity::Params;
use super::lists::at;
use super::mark::Marks;
use super::near::{Near, near};
use crate::review::assignment::Edge;
use std::cmp::Ordering;
use std::ops::{Add, Sub};

/// A mark of each of two annotators, which are worth more together than alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Couple {
    /// Their numbers, counted through.
    first: u32,
    second: u32,
    /// How unlike the two are, in units of δ.
    pub(super) unlike: f64,
}

impl Couple {
    /// What is saved against both standing alone, which costs 2.
    pub(super) fn saves(&self) -> Saving {
        Saving(2.0 - self.unlike)
    }
}

impl Edge for Couple {
    fn a(&self) -> usize {
        at(self.first)
    }

    fn b(&self) -> usize {
        at(self.second)
    }
}

/// What is saved, in units of δ.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Saving(f64);

impl Ord for Saving {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Saving {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Saving {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Saving {}

impl Add for Saving {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Saving {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// All couples of two annotators, sorted.
pub(super) fn couples(marks: &Marks, params: Params) -> Vec<Couple> {
    let near = near(marks, params, 2.0);
    let of = |(first, list): (u32, &Vec<Near>)| {
        let couple = move |near: &Near| Couple { first, second: near.mark, unlike: near.unlike };
        list.iter().map(couple).collect::<Vec<_>>()
    };
    (0..).zip(&near).flat_map(of).collect()
}
