//! What chance would mark: texts drawn after the statistics of real ones.

use super::mark::{Mark, Marks};
use super::number;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// The shortest mark that is drawn.
const SHORTEST: f64 = 1e-6;

/// The mean and the standard deviation of what was seen.
#[derive(Debug, Clone, Copy, Default)]
struct Spread {
    mean: f64,
    deviation: f64,
}

impl Spread {
    fn of(seen: &[f64]) -> Self {
        let count = number(seen.len().max(1));
        let mean = seen.iter().sum::<f64>() / count;
        let square = seen.iter().map(|n| (n - mean) * (n - mean)).sum::<f64>() / count;
        Self { mean, deviation: square.sqrt() }
    }
}

/// Draws texts that are like given ones in what can be counted, and otherwise up to chance.
///
/// As pygamma-agreement's `StatisticalContinuumSampler` (its default) does: for each annotator a
/// number of marks, then mark after mark the gap since the end of the last one (which may be negative),
/// a length and a label. Numbers, gaps and lengths are normally distributed with the mean and the
/// deviation that all annotators show together, labels as frequent as they are. The first gap of an
/// annotator is the distance from the start of the text, if there is one; a gap of 0 is added to all,
/// as there. Of several texts, each has numbers of marks of its own, all else is counted together.
#[derive(Debug)]
pub(super) struct Sampler {
    /// For each text, how many annotators it has, and how many marks one of them.
    texts: Vec<(usize, Spread)>,
    gap: Spread,
    length: Spread,
    /// The labels of all marks.
    labels: Vec<u32>,
    seed: u64,
}

impl Sampler {
    /// A sampler after some texts. Every seed draws other samples.
    pub(super) fn new(texts: &[Marks], seed: u64) -> Self {
        let everybody = || texts.iter().flat_map(|text| &text.0);
        let mut gaps = vec![0.0];
        for own in everybody() {
            gaps.extend(own.first().map(|mark| mark.start).filter(|start| *start > 0.0));
            gaps.extend(own.iter().zip(own.iter().skip(1)).map(|(last, next)| next.start - last.end));
        }
        let lengths: Vec<f64> = everybody().flatten().map(Mark::length).collect();
        let counts = |text: &Marks| {
            let counts: Vec<f64> = text.0.iter().map(|own| number(own.len())).collect();
            (text.annotators(), Spread::of(&counts))
        };
        Self {
            texts: texts.iter().map(counts).collect(),
            gap: Spread::of(&gaps),
            length: Spread::of(&lengths),
            labels: everybody().flatten().map(|mark| mark.label).collect(),
            seed,
        }
    }

    /// The sample of a number, the same whenever and wherever it is drawn: a text for each given one.
    pub(super) fn sample(&self, number: u64) -> Vec<Marks> {
        let mut dice = ChaCha8Rng::seed_from_u64(self.seed);
        dice.set_stream(number);
        self.texts.iter().map(|(annotators, count)| self.text(*annotators, *count, &mut dice)).collect()
    }

    fn text(&self, annotators: usize, count: Spread, dice: &mut ChaCha8Rng) -> Marks {
        // Nothing to align would say nothing.
        let mut least = 1;
        let one = |_| {
            let count = normal(count, dice).trunc().abs().max(f64::from(least));
            least = 0;
            self.annotator(count, dice)
        };
        Marks((0..annotators).map(one).collect())
    }

    fn annotator(&self, count: f64, dice: &mut ChaCha8Rng) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut last = 0.0;
        while number(marks.len()) < count {
            let start = last + normal(self.gap, dice);
            let mut length = normal(self.length, dice).abs();
            while length < SHORTEST {
                length = normal(self.length, dice).abs();
            }
            let label = self.label(dice);
            marks.push(Mark { start, end: start + length, label });
            last = start + length;
        }
        marks
    }

    /// A label, as often as it occurs.
    fn label(&self, dice: &mut ChaCha8Rng) -> u32 {
        let count = u64::try_from(self.labels.len()).unwrap_or(u64::MAX);
        let place = (u128::from(dice.next_u64()) * u128::from(count)) >> 64;
        usize::try_from(place).ok().and_then(|place| self.labels.get(place)).copied().unwrap_or_default()
    }
}

/// A number from a normal distribution, by the transform of Box & Muller (1958): a crate's could draw
/// others in its next version.
fn normal(spread: Spread, dice: &mut ChaCha8Rng) -> f64 {
    let radius = (-2.0 * (1.0 - unit(dice)).ln()).sqrt();
    let angle = std::f64::consts::TAU * unit(dice);
    spread.mean + spread.deviation * radius * angle.cos()
}

/// A number from 0 up to 1, 1 not included, in steps of 2⁻³².
fn unit(dice: &mut ChaCha8Rng) -> f64 {
    f64::from(dice.next_u32()) / 4_294_967_296.0
}
