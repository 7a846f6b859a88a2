//! γ: agreement on units that nobody agreed on beforehand, by their best alignment.
//!
//! Y. Mathet, A. Widlöcher, J.-P. Métivier: “The Unified and Holistic Method Gamma (γ) for
//! Inter-Annotator Agreement Measure and Alignment”, Computational Linguistics 41(3), 2015.

mod alignment;
mod candidates;
mod choice;
mod couple;
mod dissimilarity;
mod mark;
mod near;
mod packing;
mod prices;
mod program;
mod sampler;

pub use dissimilarity::{BadParams, Params};

use super::{Measured, Undefined};
use crate::progress::{Cancelled, Progress};
use crate::review::Continuum;
use alignment::least_disorder;
use mark::Marks;
use rayon::prelude::*;
use sampler::Sampler;
use thiserror::Error;

/// What the observed disorder is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Samples<'s> {
    /// Texts that chance marked, drawn after the statistics of the real ones.
    Drawn {
        /// How many.
        count: u32,
        /// By which share the expected disorder may be off, with 95 % confidence; where it is given,
        /// as many more are drawn as that takes.
        precision: Option<f64>,
        /// Every seed draws other samples, the same one always the same.
        seed: u64,
    },
    /// These texts.
    Given(&'s [Continuum]),
}

impl Samples<'_> {
    /// 30 samples, as Mathet et al. begin with.
    pub fn usual(seed: u64) -> Self {
        Self::Drawn { count: 30, precision: None, seed }
    }
}

/// γ, and all it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Gamma {
    /// The disorder of the best alignment: of all unitary alignments together, over the units that an
    /// annotator has on average.
    pub observed_disorder: Measured,
    /// The disorder of each sample.
    pub samples_disorder: Vec<f64>,
    /// Their mean.
    pub expected_disorder: Measured,
    /// 1 − observed / expected: 1 is perfect, 0 as good as chance, below worse.
    pub gamma: Measured,
    /// The parameters of the dissimilarity.
    pub params: Params,
    /// What the samples were drawn with; nothing for given ones.
    pub seed: Option<u64>,
    /// How many units an annotator has on average.
    pub units_per_annotator: f64,
}

impl Gamma {
    /// Below so many units per annotator, γ says more about the samples than about the annotators.
    pub const FEW_UNITS: f64 = 5.0;

    /// How many samples there are.
    pub fn n_samples(&self) -> usize {
        self.samples_disorder.len()
    }

    /// What to say beside the number where there are too few units for it to mean anything.
    pub fn note(&self) -> Option<&'static str> {
        let few = self.gamma.is_ok() && self.units_per_annotator < Self::FEW_UNITS;
        few.then_some(
            "fewer than five units per annotator: γ depends more on the samples than on the annotators",
        )
    }

    /// The number where it means something: with too few units there is none.
    pub fn meaningful(&self) -> Measured {
        self.gamma
            .and_then(|gamma| if self.note().is_some() { Err(Undefined::TooFewUnits) } else { Ok(gamma) })
    }
}

/// Why there is no answer at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GammaError {
    /// It is no longer wanted.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// So many units lie over one another that their alignments do not fit into memory.
    #[error("too many units lie over one another to align those of all annotators")]
    TooDense,
    /// The solver of integer programs gave up, and says why.
    #[error("the best alignment was not found: {0}")]
    Unsolved(String),
}

use GammaError as Stop;

/// γ of what several annotators marked on some texts.
///
/// Who has not done a text is left out there; who found nothing counts. Units are aligned within
/// their text; disorders and units of all texts are added up. A unit of several pieces counts by its
/// extent, from the first piece to the last. Given samples stand for one text each. Progress counts
/// alignments. The same texts, parameters and seed give the same numbers, on any number of threads.
pub fn gamma(
    texts: &[Continuum],
    params: Params,
    samples: Samples<'_>,
    progress: &Progress,
) -> Result<Gamma, GammaError> {
    let texts: Vec<Marks> = texts.iter().map(Marks::of).filter(|text| text.annotators() > 1).collect();
    let seed = match samples {
        Samples::Drawn { seed, .. } => Some(seed),
        Samples::Given(_) => None,
    };
    let units_per_annotator = texts.iter().map(Marks::per_annotator).sum();
    let undefined = |why| Gamma {
        observed_disorder: Err(why),
        samples_disorder: Vec::new(),
        expected_disorder: Err(why),
        gamma: Err(why),
        params,
        seed,
        units_per_annotator,
    };
    if texts.is_empty() {
        return Ok(undefined(Undefined::NeedsTwoAnnotators));
    }
    if texts.iter().all(|text| text.count() == 0) {
        return Ok(undefined(Undefined::NoUnits));
    }
    let measure = Measure { params, progress };
    let (observed, samples_disorder) =
        rayon::join(|| measure.disorder(&texts), || measure.samples(&texts, samples));
    let (observed, samples_disorder) = (observed?, samples_disorder?);
    let expected = match samples_disorder.len() {
        0 => Err(Undefined::NoVariation),
        count => Ok(samples_disorder.iter().sum::<f64>() / number(count)),
    };
    let by_chance = |expected: f64| {
        if expected > 0.0 { Ok(1.0 - observed / expected) } else { Err(Undefined::NoVariation) }
    };
    Ok(Gamma {
        observed_disorder: Ok(observed),
        samples_disorder,
        expected_disorder: expected,
        gamma: if observed > 0.0 { expected.and_then(by_chance) } else { Ok(1.0) },
        params,
        seed,
        units_per_annotator,
    })
}

/// How disorder is measured.
#[derive(Clone, Copy)]
struct Measure<'p> {
    params: Params,
    progress: &'p Progress,
}

impl Measure<'_> {
    /// The disorder of all texts together; 0 where nothing is marked.
    fn disorder(&self, texts: &[Marks]) -> Result<f64, Stop> {
        let mut disorder = 0.0;
        for text in texts {
            disorder += least_disorder(text, self.params, self.progress)?;
        }
        self.progress.advance(1)?;
        let units: f64 = texts.iter().map(Marks::per_annotator).sum();
        Ok(if units > 0.0 { disorder / units } else { 0.0 })
    }

    /// The disorders of all samples, in their order.
    fn samples(&self, texts: &[Marks], samples: Samples<'_>) -> Result<Vec<f64>, Stop> {
        match samples {
            Samples::Given(given) => {
                self.progress.expect(whole(given.len() + 1));
                given.par_iter().map(|sample| self.disorder(&[Marks::of(sample)])).collect()
            }
            Samples::Drawn { count, precision, seed } => {
                let chance = Sampler::new(texts, seed);
                let draw = |numbers: std::ops::Range<u64>| -> Result<Vec<f64>, Stop> {
                    self.progress.expect(numbers.end + 1);
                    numbers.into_par_iter().map(|number| self.disorder(&chance.sample(number))).collect()
                };
                let mut drawn = draw(0..u64::from(count))?;
                let needed = precision.map_or(0, |precision| needed(&drawn, precision));
                drawn.extend(draw(u64::from(count)..u64::from(needed.max(count)))?);
                Ok(drawn)
            }
        }
    }
}

/// How many samples it takes for their mean to be off by no more than `precision`, with 95 %
/// confidence: (1.96 · coefficient of variation / precision)², Mathet et al. 2015, §5.3.
fn needed(disorders: &[f64], precision: f64) -> u32 {
    let count = number(disorders.len());
    let mean = disorders.iter().sum::<f64>() / count;
    let square = disorders.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / count;
    let needed = (1.96 * square.sqrt() / mean / precision).powi(2);
    (0..MOST_SAMPLES).find(|samples| f64::from(*samples) >= needed).unwrap_or(MOST_SAMPLES)
}

/// More samples than this are not drawn, however precise the answer should be.
const MOST_SAMPLES: u32 = 100_000;

/// A count as a number to reckon with.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A count as progress counts.
fn whole(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
