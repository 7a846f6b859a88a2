//! The choice of disjoint candidates that saves most, proved to be the best.
//!
//! A set packing. Prices ([`super::prices`]) bound what any choice can save; a first choice is made of
//! what loses least. What loses more by itself than the whole choice is in no better one, so it goes;
//! what is left falls apart into small parts, each with a loss of its own, and so on, until a search
//! has tried everything in a part. The result is the exact optimum, up to rounding.

use super::Stop;
use super::lists::{set, value};
use super::packing::{Names, Packing, Part, in_whole};
use super::prices::Prices;
use super::search::{SAME, search};
use crate::progress::Progress;

/// The first choice is made of candidates that lose no more than this.
const CHEAP: f64 = 0.05;

/// The steps of a search that only wants a good choice.
const FEW_STEPS: u64 = 1000;

/// The choice that saves most.
pub(super) fn best(packing: &Packing, progress: &Progress) -> Result<Vec<u32>, Stop> {
    let prices = Prices::annealed(packing, progress)?;
    let mut choosing = Choosing { progress, names: Names::default() };
    let chosen = sorted(choosing.first(packing, &prices)?);
    choosing.proved(packing, &prices, chosen, 0)
}

struct Choosing<'p> {
    progress: &'p Progress,
    names: Names,
}

impl Choosing<'_> {
    /// A choice of what loses little, part by part.
    fn first(&mut self, packing: &Packing, prices: &Prices) -> Result<Vec<u32>, Stop> {
        let mut chosen = Vec::new();
        for (units, candidates) in packing.connected(&prices.within(CHEAP)) {
            if candidates.is_empty() {
                continue;
            }
            let part = packing.part(units, candidates, &mut self.names);
            let in_part = prices.of_part(&part);
            let found = search(&part.packing, &in_part, f64::INFINITY, FEW_STEPS, self.progress)?;
            chosen.extend(in_whole(&part, &found.chosen.unwrap_or_default()));
        }
        Ok(chosen)
    }

    /// A better choice: around every unit in turn, the best that those near to it can do among
    /// themselves.
    fn bettered(&mut self, packing: &Packing, prices: &Prices, chosen: &[u32]) -> Result<Vec<u32>, Stop> {
        const ENOUGH: f64 = 0.2;
        let mut taken_by: Vec<Option<u32>> = vec![None; packing.units()];
        assign(packing, chosen, &mut taken_by);
        let mut loss = prices.bound() - packing.saved(chosen);
        for _ in 0..3 {
            if loss < ENOUGH {
                break;
            }
            for unit in packing.each_unit() {
                self.progress.wanted()?;
                let around = around(packing, prices, unit, &taken_by);
                let before = sorted(around.iter().filter_map(|unit| value(&taken_by, *unit)).collect());
                let part = self.region(packing, prices, around, &before);
                let in_part = prices.of_part(&part);
                let limit = in_part.bound() - packing.saved(&before);
                if limit <= SAME {
                    continue;
                }
                let found = search(&part.packing, &in_part, limit, FEW_STEPS / 5, self.progress)?;
                if let Some(better) = found.chosen {
                    part.units.iter().for_each(|unit| set(&mut taken_by, *unit, None));
                    assign(packing, &in_whole(&part, &better), &mut taken_by);
                }
            }
            let now = sorted(taken_by.iter().copied().flatten().collect());
            let before = std::mem::replace(&mut loss, prices.bound() - packing.saved(&now));
            if before - loss < ENOUGH / 10.0 {
                break;
            }
        }
        Ok(sorted(taken_by.into_iter().flatten().collect()))
    }

    /// Some units with the candidates that have no others and lose less than they do now.
    fn region(&mut self, packing: &Packing, prices: &Prices, around: Vec<u32>, chosen: &[u32]) -> Part {
        let loss = around.iter().map(|unit| prices.price(*unit)).sum::<f64>() - packing.saved(chosen);
        let inside = |candidate: &u32| {
            prices.slack(*candidate) < loss
                && packing.members(*candidate).iter().all(|unit| around.binary_search(unit).is_ok())
        };
        // Each once: with its first member.
        let candidates = around.iter().flat_map(|unit| {
            let firsts = packing.touching(*unit).iter().copied();
            firsts.filter(move |candidate| packing.members(*candidate).first() == Some(unit))
        });
        let candidates = candidates.filter(inside).collect();
        packing.part(around, candidates, &mut self.names)
    }

    /// The best choice of all, given one that is good.
    fn proved(
        &mut self,
        packing: &Packing,
        prices: &Prices,
        chosen: Vec<u32>,
        sharpened: u32,
    ) -> Result<Vec<u32>, Stop> {
        let loss = prices.bound() - packing.saved(&chosen);
        if loss <= SAME {
            return Ok(chosen);
        }
        let mut best = Vec::with_capacity(chosen.len());
        for (units, candidates) in packing.connected(&prices.within(loss + SAME)) {
            let part = packing.part(units, candidates, &mut self.names);
            let in_part = prices.of_part(&part);
            let held: Vec<u32> = (0..)
                .zip(&part.candidates)
                .filter(|(_, candidate)| chosen.binary_search(candidate).is_ok())
                .map(|(name, _)| name)
                .collect();
            let whole = part.packing.units() == packing.units();
            let done = if whole {
                self.tried(&part.packing, in_part, held, sharpened)?
            } else {
                self.proved(&part.packing, &in_part, held, sharpened)?
            };
            best.extend(in_whole(&part, &done));
        }
        Ok(sorted(best))
    }

    /// The best choice where nothing falls apart any more.
    ///
    /// A part that is too large to be tried gets sharper prices first; with each time, more may be
    /// tried, so this ends.
    fn tried(
        &mut self,
        packing: &Packing,
        prices: Prices,
        chosen: Vec<u32>,
        sharpened: u32,
    ) -> Result<Vec<u32>, Stop> {
        const SMALL: usize = 100;
        let mut chosen = chosen;
        if packing.units() <= SMALL << sharpened.min(16) {
            let limit = prices.bound() - packing.saved(&chosen);
            let steps = FEW_STEPS << (2 * sharpened.min(20));
            let found = search(packing, &prices, limit, steps, self.progress)?;
            chosen = found.chosen.map_or(chosen, sorted);
            if found.complete {
                return Ok(chosen);
            }
        }
        let prices = prices.sharpened(packing, sharpened, self.progress)?;
        let anew = sorted(self.first(packing, &prices)?);
        let chosen = if packing.saved(&anew) > packing.saved(&chosen) { anew } else { chosen };
        let chosen = self.bettered(packing, &prices, &chosen)?;
        self.proved(packing, &prices, chosen, sharpened + 1)
    }
}

/// The units near to one, sorted: those it may go with for little, and whom they go with now.
fn around(packing: &Packing, prices: &Prices, unit: u32, taken_by: &[Option<u32>]) -> Vec<u32> {
    const LITTLE: f64 = 0.2;
    let cheap = packing.touching(unit).iter().filter(|candidate| prices.slack(**candidate) < LITTLE);
    let mut near: Vec<u32> = cheap.flat_map(|candidate| packing.members(*candidate)).copied().collect();
    near.push(unit);
    let near = sorted(near);
    let now = near.iter().filter_map(|unit| value(taken_by, *unit));
    let with: Vec<u32> = now.flat_map(|candidate| packing.members(candidate)).copied().collect();
    sorted(near.into_iter().chain(with).collect())
}

/// Notes for every unit of a choice which candidate has it.
fn assign(packing: &Packing, chosen: &[u32], taken_by: &mut [Option<u32>]) {
    for candidate in chosen {
        for unit in packing.members(*candidate) {
            set(taken_by, *unit, Some(*candidate));
        }
    }
}

/// In order, each once.
fn sorted(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
