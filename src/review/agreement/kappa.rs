//! κ: agreement of two annotators (Cohen), of several (Fleiss), beyond what chance gives.

use super::ratio::real;
use super::{Measured, Ratings, Undefined};
use std::iter::Sum;
use std::ops::Add;

/// Of how many units two annotators said yes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Table {
    /// All units.
    pub units: u64,
    /// Those of the first annotator.
    pub a: u64,
    /// Those of the second.
    pub b: u64,
    /// Those of both.
    pub both: u64,
}

impl Table {
    /// The share of units of which both said the same.
    pub fn agreement(self) -> Measured {
        let same = self.units + 2 * self.both - self.a - self.b;
        if self.units == 0 { Err(Undefined::NoUnits) } else { Ok(real(same) / real(self.units)) }
    }

    /// κ = (po − pe)/(1 − pe), J. Cohen, *Educational and Psychological Measurement* 20 (1960) 37.
    ///
    /// Multiplied out, so that it is 0 to the last digit where one annotator has nothing.
    pub fn cohen(self) -> Measured {
        let [units, a, b, both] = [self.units, self.a, self.b, self.both].map(real);
        let chance = units * (a + b) - 2.0 * a * b;
        if self.a + self.b == 0 {
            Err(Undefined::NoUnits)
        } else if chance > 0.0 {
            Ok(2.0 * (units * both - a * b) / chance)
        } else {
            Err(Undefined::NoVariation)
        }
    }
}

impl Add for Table {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            units: self.units + other.units,
            a: self.a + other.a,
            b: self.b + other.b,
            both: self.both + other.both,
        }
    }
}

impl Sum for Table {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// κ = (P̄ − pe)/(1 − pe), J. L. Fleiss, *Psychological Bulletin* 76 (1971) 378.
///
/// Fleiss has the same number of raters for every unit. Where articles were done by more and by
/// fewer annotators, the agreement on a unit is that among its own raters.
pub fn fleiss(pooled: &[Ratings]) -> Measured {
    let rated = pooled.iter().filter(|ratings| ratings.raters > 1 && ratings.units > 0);
    let rated: Vec<&Ratings> = rated.collect();
    let units = real(rated.iter().map(|ratings| ratings.units).sum());
    if units == 0.0 {
        return Err(Undefined::NeedsTwoAnnotators);
    }
    let agreement = rated.iter().map(|ratings| {
        real(ratings.squares() - ratings.ratings()) / real(ratings.raters * (ratings.raters - 1))
    });
    let all = real(rated.iter().map(|ratings| ratings.ratings()).sum());
    let times = Ratings::times(&rated);
    let chance: f64 = times.iter().map(|times| (real(*times) / all) * (real(*times) / all)).sum();
    let varied = times.iter().filter(|times| **times > 0).count() > 1;
    if varied {
        Ok((agreement.sum::<f64>() / units - chance) / (1.0 - chance))
    } else {
        Err(Undefined::NoVariation)
    }
}
