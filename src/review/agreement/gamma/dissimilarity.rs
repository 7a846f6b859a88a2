//! How unlike two stretches are: by place and by label.

use super::mark::Mark;
use thiserror::Error;

/// The parameters of the dissimilarity: how much place and label count, and what it costs to stand
/// alone.
///
/// Every publication has its own, so they belong beside every γ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Params {
    alpha: f64,
    beta: f64,
    delta_empty: f64,
}

/// Why numbers are no parameters of a dissimilarity.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum BadParams {
    /// Without place, everything would be like everything.
    #[error("alpha must be a number above 0, not {0}")]
    Alpha(f64),
    /// A negative weight.
    #[error("beta must be a number of 0 or more, not {0}")]
    Beta(f64),
    /// It must cost something to stand alone.
    #[error("delta_empty must be a number above 0, not {0}")]
    DeltaEmpty(f64),
}

impl Default for Params {
    /// α = β = δ = 1.
    fn default() -> Self {
        Self { alpha: 1.0, beta: 1.0, delta_empty: 1.0 }
    }
}

impl Params {
    /// The weights of place and label, and the cost of an empty side.
    pub fn new(alpha: f64, beta: f64, delta_empty: f64) -> Result<Self, BadParams> {
        let above_nothing = |n: f64| n.is_finite() && n > 0.0;
        if !above_nothing(alpha) {
            return Err(BadParams::Alpha(alpha));
        }
        if !above_nothing(beta) && beta != 0.0 {
            return Err(BadParams::Beta(beta));
        }
        if !above_nothing(delta_empty) {
            return Err(BadParams::DeltaEmpty(delta_empty));
        }
        Ok(Self { alpha, beta, delta_empty })
    }

    /// α: the weight of place.
    pub fn alpha(&self) -> f64 {
        self.alpha
    }

    /// β: the weight of the label.
    pub fn beta(&self) -> f64 {
        self.beta
    }

    /// δ: the dissimilarity of anything and nothing.
    pub fn delta_empty(&self) -> f64 {
        self.delta_empty
    }

    /// How unlike two marks are, in units of δ:
    /// α·((|Δstart| + |Δend|) / (|u| + |v|))² + β·(labels differ), after Mathet et al. 2015, §4.
    pub(super) fn between(&self, u: &Mark, v: &Mark) -> f64 {
        let apart = ((u.start - v.start).abs() + (u.end - v.end).abs()) / (u.length() + v.length());
        let label = if u.label == v.label { 0.0 } else { self.beta };
        self.alpha * apart * apart + label
    }

    /// How far apart, as a share of half the lengths of both, the middles of two marks can be that
    /// are no more unlike than `most`, in units of δ.
    pub(super) fn reach(&self, most: f64) -> f64 {
        (most / self.alpha).sqrt()
    }
}
