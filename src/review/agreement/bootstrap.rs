//! Intervals by resampling articles: how far a number would move with other articles of the kind.
//!
//! B. Efron, R. Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13: percentile
//! intervals. Articles are drawn, not positions: neighbouring characters are not independent.

use super::ratio::real;
use super::{Measured, Ratio, Undefined};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use rayon::prelude::*;

/// Below this number of articles an interval would say more about chance than about them.
pub const FEWEST_ARTICLES: usize = 8;

/// How often the articles are drawn anew.
pub const RESAMPLES: u32 = 1000;

/// The dice fall the same at every run.
const SEED: u64 = 1;

/// Where 95 % of the resampled numbers lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The 2.5 % quantile.
    pub low: Measured,
    /// The 50 % quantile.
    pub median: Measured,
    /// The 97.5 % quantile.
    pub high: Measured,
    /// How often the articles were drawn.
    pub resamples: u32,
    /// How often the number was undefined; those are left out.
    pub undefined: u32,
}

/// The intervals of numbers that are computed from sums over articles.
///
/// `articles` has one row for each article, all of the same length; `numbers` makes of the sums of
/// rows as many numbers at every call. Undefined below [`FEWEST_ARTICLES`].
pub fn intervals(
    articles: &[Vec<Ratio>],
    numbers: impl Fn(&[Ratio]) -> Vec<Measured> + Sync,
) -> Result<Vec<Interval>, Undefined> {
    if articles.len() < FEWEST_ARTICLES {
        return Err(Undefined::TooFewUnits);
    }
    let resampled: Vec<Vec<Measured>> =
        (0..RESAMPLES).into_par_iter().map(|number| numbers(&sums(articles, number))).collect();
    let count = resampled.first().map_or(0, Vec::len);
    let column = |at: usize| resampled.iter().filter_map(|row| row.get(at).copied()).collect::<Vec<_>>();
    Ok((0..count).map(|at| interval(&column(at))).collect())
}

/// The sums of as many rows as there are, drawn with replacement.
///
/// Every resample has a stream of its own, so that threads do not matter.
fn sums(articles: &[Vec<Ratio>], number: u32) -> Vec<Ratio> {
    let mut dice = ChaCha8Rng::seed_from_u64(SEED);
    dice.set_stream(u64::from(number));
    let mut sums = vec![Ratio::default(); articles.first().map_or(0, Vec::len)];
    for _ in 0..articles.len() {
        let Some(article) = articles.get(below(&mut dice, articles.len())) else { continue };
        for (sum, ratio) in sums.iter_mut().zip(article) {
            *sum += *ratio;
        }
    }
    sums
}

/// A number below `limit`, all equally likely but for one in 2³².
fn below(dice: &mut ChaCha8Rng, limit: usize) -> usize {
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    usize::try_from((u64::from(dice.next_u32()) * limit) >> 32).unwrap_or(0)
}

fn interval(numbers: &[Measured]) -> Interval {
    let mut defined: Vec<f64> = numbers.iter().filter_map(|number| number.ok()).collect();
    defined.sort_unstable_by(f64::total_cmp);
    let why = numbers.iter().find_map(|number| number.err()).unwrap_or(Undefined::TooFewUnits);
    let at = |permille| quantile(&defined, permille).ok_or(why);
    let undefined = u32::try_from(numbers.len() - defined.len()).unwrap_or(u32::MAX);
    Interval { low: at(25), median: at(500), high: at(975), resamples: RESAMPLES, undefined }
}

/// The quantile of sorted numbers: type 7 of R. Hyndman, Y. Fan, *The American Statistician* 50
/// (1996) 361, linear between neighbours. Nothing for no numbers.
pub fn quantile(sorted: &[f64], permille: u16) -> Option<f64> {
    let steps = u64::try_from(sorted.len().checked_sub(1)?).ok()?;
    let at = steps * u64::from(permille.min(1000));
    let low = *sorted.get(usize::try_from(at / 1000).ok()?)?;
    let high = sorted.get(usize::try_from(at.div_ceil(1000)).ok()?).copied().unwrap_or(low);
    Some(low + real(at % 1000) / 1000.0 * (high - low))
}
