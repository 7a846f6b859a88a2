//! Prices of units: a bound on what any choice of candidates can save.
//!
//! The linear dual of a [`Packing`]: prices of units, none below 0, such that the members of every
//! candidate cost at least what it saves. Their sum is then at least what any choice saves. The
//! *slack* of a candidate is what its members cost beyond that, the slack of a unit left alone its
//! price: the sum of the slacks of a choice is how far it stays behind the bound.

use super::packing::{Names, Packing, Part};
use super::{Stop, number};
use crate::progress::Progress;
use crate::review::lists::{add, value};

/// Terms below this power of e are left out of a sum in which the largest is 1.
const NEGLIGIBLE: f64 = 16.0;

/// How much further than needed a price is moved, most of the time.
const OVERSHOT: f64 = 1.5;

/// The most rounds at one temperature.
const MOST_ROUNDS: u32 = 1000;

/// Prices of the units of a packing, and the slack of its candidates.
#[derive(Debug, Clone)]
pub(super) struct Prices {
    units: Vec<f64>,
    slack: Vec<f64>,
}

impl Prices {
    /// Good prices, found at falling temperatures.
    ///
    /// At a temperature *t* the sum of prices plus *t*·Σ exp(−slack/*t*) is made small, price by price,
    /// which (unlike the same at 0) leads close to the least sum. Candidates with much slack are put
    /// aside as it gets cooler. Stops at a temperature when a round gains little.
    pub(super) fn annealed(packing: &Packing, progress: &Progress) -> Result<Self, Stop> {
        const COOLING: [(f64, f64); 8] = [
            (0.1, 1.0),
            (0.05, 0.7),
            (0.02, 0.4),
            (0.01, 0.3),
            (0.005, 0.2),
            (0.002, 0.15),
            (0.001, 0.15),
            (0.0005, 0.15),
        ];
        let mut prices = Self::of(packing, vec![0.75; packing.units()]);
        prices.cool(packing, &COOLING, 0.01, progress)?;
        Ok(prices)
    }

    /// Better prices: cooled once more, with more patience each time.
    pub(super) fn sharpened(self, packing: &Packing, times: u32, progress: &Progress) -> Result<Self, Stop> {
        const COOLING: [(f64, f64); 6] =
            [(0.02, 0.5), (0.01, 0.3), (0.005, 0.2), (0.002, 0.15), (0.001, 0.15), (0.0005, 0.15)];
        let mut prices = self;
        prices.cool(packing, &COOLING, 0.0003 / f64::from(1_u32 << (2 * times.min(8))), progress)?;
        Ok(prices)
    }

    /// These prices of units, as they stand.
    fn of(packing: &Packing, units: Vec<f64>) -> Self {
        let slack = packing.each_candidate().map(|candidate| {
            let cost: f64 = packing.members(candidate).iter().map(|unit| value(&units, *unit)).sum();
            cost - packing.saves(candidate)
        });
        let slack = slack.collect();
        Self { units, slack }
    }

    /// The prices in a part of what they are for.
    pub(super) fn of_part(&self, part: &Part) -> Self {
        Self {
            units: part.units.iter().map(|unit| self.price(*unit)).collect(),
            slack: part.candidates.iter().map(|candidate| self.slack(*candidate)).collect(),
        }
    }

    /// The price of a unit: what is lost when it stands alone.
    pub(super) fn price(&self, unit: u32) -> f64 {
        value(&self.units, unit)
    }

    /// What is lost when a candidate is chosen.
    pub(super) fn slack(&self, candidate: u32) -> f64 {
        value(&self.slack, candidate)
    }

    /// The most that any choice can save.
    pub(super) fn bound(&self) -> f64 {
        self.units.iter().sum()
    }

    /// The candidates that lose no more than so much.
    pub(super) fn within(&self, loss: f64) -> Vec<u32> {
        (0..).zip(&self.slack).filter(|(_, slack)| **slack <= loss).map(|(candidate, _)| candidate).collect()
    }

    /// Goes through temperatures, each with the slack up to which candidates count.
    fn cool(
        &mut self,
        packing: &Packing,
        cooling: &[(f64, f64)],
        patience: f64,
        progress: &Progress,
    ) -> Result<(), Stop> {
        let mut names = Names::default();
        for (temperature, counts) in cooling {
            let mut counted = self.within(*counts);
            loop {
                let part = packing.part(packing.each_unit().collect(), counted.clone(), &mut names);
                let mut near = self.of_part(&part);
                near.settle(&part.packing, *temperature, patience, progress)?;
                let priced = Self::of(packing, near.units);
                if priced.within(-temperature).is_empty() {
                    *self = priced;
                    self.mend(packing);
                    break;
                }
                // Too much was put aside: prices went where other candidates save more than they cost.
                counted.extend(priced.within(0.0));
                counted.sort_unstable();
                counted.dedup();
            }
        }
        Ok(())
    }

    /// Rounds at one temperature, until they gain less than `patience` asks of each unit.
    fn settle(
        &mut self,
        packing: &Packing,
        temperature: f64,
        patience: f64,
        progress: &Progress,
    ) -> Result<(), Stop> {
        let little = patience * temperature * number(packing.units());
        let (mut bound, mut overshot) = (self.bound(), OVERSHOT);
        for pass in 0..MOST_ROUNDS / 2 {
            progress.wanted()?;
            self.round(packing, temperature, overshot);
            self.round(packing, temperature, overshot);
            let before = std::mem::replace(&mut bound, self.bound());
            if pass > 0 && bound > before + little {
                // Where many candidates share units, going too far never comes to rest.
                overshot = 1.0;
            } else if (before - bound).abs() < little {
                break;
            }
        }
        // Two rounds without overshooting: after one, no candidate saves more than it costs.
        self.round(packing, temperature, 1.0);
        self.round(packing, temperature, 1.0);
        Ok(())
    }

    /// Moves every price to where the candidates of its unit weigh 1 together, `overshot` times as far.
    fn round(&mut self, packing: &Packing, temperature: f64, overshot: f64) {
        for (unit, price) in (0..).zip(&mut self.units) {
            let touching = packing.touching(unit);
            let least = touching.iter().fold(*price, |least, c| least.min(value(&self.slack, *c)));
            let limit = least + temperature * NEGLIGIBLE;
            let weight = |slack: f64| {
                if slack < limit { ((least - slack) / temperature).exp() } else { 0.0 }
            };
            let sum: f64 = touching.iter().map(|c| weight(value(&self.slack, *c))).sum();
            let by = overshot * (temperature * (sum + weight(*price)).ln() - least);
            *price += by;
            for candidate in touching {
                add(&mut self.slack, *candidate, by);
            }
        }
    }

    /// Raises prices where a candidate saves more than its members cost.
    fn mend(&mut self, packing: &Packing) {
        for candidate in packing.each_candidate() {
            let (missing, Some(unit)) = (-self.slack(candidate), packing.members(candidate).first()) else {
                continue;
            };
            if missing <= 0.0 {
                continue;
            }
            add(&mut self.units, *unit, missing);
            for other in packing.touching(*unit) {
                add(&mut self.slack, *other, missing);
            }
        }
    }
}
