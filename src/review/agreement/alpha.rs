//! Krippendorff’s α for nominal data.
//!
//! K. Krippendorff, *Computing Krippendorff’s Alpha-Reliability* (2011), and *Content Analysis*
//! (4th ed. 2019), chapter 12.

use super::ratio::real;
use super::{Measured, Ratings, Ratio, Undefined};

/// α = 1 − Do/De of ratings pooled as if their units stood in one table.
///
/// Units with one rating, or none, are not compared and count for nothing.
pub fn nominal(pooled: &[Ratings]) -> Measured {
    if pooled.iter().all(|ratings| ratings.raters < 2 || ratings.units == 0) {
        return Err(Undefined::NeedsTwoAnnotators);
    }
    disagreement(pooled).agreement(Undefined::NoVariation)
}

/// Observed and expected disagreement, both times the number of ratings.
///
/// Do = Σ (m² − Σ n²)/(m − 1) over the units, with m ratings of a unit and n of them in a category;
/// De = (N² − Σ N²)/(N − 1) with N of all ratings in a category.
pub fn disagreement(pooled: &[Ratings]) -> Ratio {
    let paired: Vec<&Ratings> = pooled.iter().filter(|ratings| ratings.raters > 1).collect();
    let observed = paired.iter().map(|ratings| {
        let pairs = ratings.raters * ratings.raters * ratings.units - ratings.squares();
        real(pairs) / real(ratings.raters - 1)
    });
    let all = real(paired.iter().map(|ratings| ratings.ratings()).sum());
    let agreeing: f64 = Ratings::times(&paired).into_iter().map(|times| real(times) * real(times)).sum();
    let expected = if all > 1.0 { (all * all - agreeing) / (all - 1.0) } else { 0.0 };
    Ratio::new(observed.sum(), expected)
}
