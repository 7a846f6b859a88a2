//! How much annotators agree: γ.

mod gamma;

pub use gamma::{BadParams, Gamma, GammaError, Params, Samples, gamma};

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
