//! The marks of two annotators that may stand together.

use super::dissimilarity::Params;
use super::mark::Marks;
use super::near::{Near, near};
use crate::review::assignment::{Edge, Worth};
use crate::review::lists::at;
use num_traits::ToPrimitive as _;

/// 2⁶⁰: finer than a number of 64 bits tells apart there.
const PARTS: f64 = 1_152_921_504_606_846_976.0;

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
    /// What is saved against both standing alone, which costs 2: in parts of 2⁻⁶⁰ δ.
    pub(super) fn saves(&self) -> Worth {
        ((2.0 - self.unlike) * PARTS).to_i128().unwrap_or(0)
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

/// All couples of two annotators, sorted.
pub(super) fn couples(marks: &Marks, params: Params) -> Vec<Couple> {
    let near = near(marks, params, 2.0);
    let of = |(first, list): (u32, &Vec<Near>)| {
        let couple = move |near: &Near| Couple { first, second: near.mark, unlike: near.unlike };
        list.iter().map(couple).collect::<Vec<_>>()
    };
    (0..).zip(&near).flat_map(of).collect()
}
