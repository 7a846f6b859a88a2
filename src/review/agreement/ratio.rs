//! What numbers are made of: a part and a whole, which add up over articles.

use super::{Measured, Undefined};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul};

/// A part of a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ratio {
    /// The part.
    pub part: f64,
    /// The whole.
    pub whole: f64,
}

impl Ratio {
    /// A part of a whole.
    pub fn new(part: f64, whole: f64) -> Self {
        Self { part, whole }
    }

    /// The part over the whole; `undefined` where the whole is nothing.
    pub fn share(self, undefined: Undefined) -> Measured {
        if self.whole > 0.0 { Ok(self.part / self.whole) } else { Err(undefined) }
    }

    /// 1 less the share: of observed and expected disagreement, a coefficient of the α family.
    pub fn agreement(self, undefined: Undefined) -> Measured {
        self.share(undefined).map(|share| 1.0 - share)
    }
}

impl Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { part: self.part + other.part, whole: self.whole + other.whole }
    }
}

impl AddAssign for Ratio {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Mul<f64> for Ratio {
    type Output = Self;
    fn mul(self, times: f64) -> Self {
        Self { part: self.part * times, whole: self.whole * times }
    }
}

impl Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// A count as a number; exact below 2⁵³.
pub(super) fn real(count: u64) -> f64 {
    let low = u32::try_from(count & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    let high = u32::try_from(count >> 32).unwrap_or(u32::MAX);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}
