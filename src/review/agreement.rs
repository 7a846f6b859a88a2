//! How much annotators agree: counts, F1, κ, α, the unitizing family, and what they rest on.
//!
//! Every number that can be undefined is a [`Measured`]: a value, or the reason why there is none.
//! Several articles are pooled by adding up what a number is made of, never by averaging numbers.

pub mod alpha;
pub mod bootstrap;
mod coded;
mod confusion;
pub mod f1;
mod gamma;
pub mod kappa;
mod layer;
mod ratings;
mod ratio;
mod report;
mod sets;
pub mod slots;
pub mod unitizing;

pub use coded::Coded;
pub use confusion::Confusion;
pub use gamma::{BadParams, Gamma, GammaError, Params, Samples, gamma};
pub use layer::Layer;
pub use ratings::{Category, Ratings};
pub use ratio::Ratio;
pub use report::{Level, LevelOfLabel, PairReport, Report, Resampled, Unitizing, measure};

use thiserror::Error;

/// A number, or why there is none.
pub type Measured = Result<f64, Undefined>;

/// Why a number is undefined. A missing number is never shown as 0 or 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Error)]
pub enum Undefined {
    /// Fewer than two annotators have done the text.
    #[error("needs two annotators")]
    NeedsTwoAnnotators,
    /// Nobody tagged anything that counts here.
    #[error("nothing tagged")]
    NoUnits,
    /// Everybody said the same everywhere: nothing could have gone otherwise.
    #[error("no variation")]
    NoVariation,
    /// An annotator has units over one another, which this number does not know.
    #[error("overlapping units")]
    OverlappingUnits,
    /// Too few units or articles to mean anything.
    #[error("too few units")]
    TooFewUnits,
}

impl Undefined {
    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::NeedsTwoAnnotators => "needs_two_annotators",
            Self::NoUnits => "no_units",
            Self::NoVariation => "no_variation",
            Self::OverlappingUnits => "overlapping_units",
            Self::TooFewUnits => "too_few_units",
        }
    }
}

/// The mean of the numbers that are defined; where none is, why the first is not, or `otherwise`.
pub fn mean(numbers: impl IntoIterator<Item = Measured>, otherwise: Undefined) -> Measured {
    let (mut sum, mut count, mut why) = (0.0, 0_u32, None);
    for number in numbers {
        match number {
            Ok(number) => (sum, count) = (sum + number, count + 1),
            Err(undefined) => why = why.or(Some(undefined)),
        }
    }
    if count > 0 { Ok(sum / f64::from(count)) } else { Err(why.unwrap_or(otherwise)) }
}
