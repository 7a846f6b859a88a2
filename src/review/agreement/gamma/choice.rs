//! The choice of disjoint candidates that saves most, proved to be the best.
//!
//! A set packing. Prices ([`super::prices`]) bound what any choice can save; a first choice is made of
//! what loses least. What loses more by itself than the whole choice is in no better one, so it goes;
//! what is left falls apart into small parts, each with a loss of its own, and so on, until a search
//! has tried everything in a part, or branch and bound has. The result is the exact optimum, up to
//! rounding.

use super::Stop;
use super::lists::{set, value};
use super::packing::{Names, Packing, Part, in_part, in_whole};
use super::prices::Prices;
use super::search::{SAME, moves, search};
use crate::progress::Progress;

/// The first choice is made of candidates that lose no more than this.
const CHEAP: f64 = 0.05;

/// A first choice that loses no more is good enough to begin with.
const GOOD: f64 = 0.2;

/// The steps of a search that only wants a good choice.
const FEW_STEPS: u64 = 1000;

/// The choice that saves most.
pub(super) fn best(packing: &Packing, progress: &Progress) -> Result<Vec<u32>, Stop> {
    let prices = Prices::annealed(packing, progress)?;
    let mut choosing = Choosing { progress, names: Names::default() };
    let chosen = sorted(choosing.first(packing, &prices)?);
    let chosen = choosing.bettered(packing, &prices, &chosen, GOOD)?;
    choosing.proved(packing, &prices, chosen, 0.0, 0)
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

    /// A better choice among candidates that lose little, unless it loses less than `enough`.
    fn bettered(
        &mut self,
        packing: &Packing,
        prices: &Prices,
        chosen: &[u32],
        enough: f64,
    ) -> Result<Vec<u32>, Stop> {
        const NEAR: f64 = 0.3;
        let near = sorted(prices.within(NEAR).into_iter().chain(chosen.iter().copied()).collect());
        let part = packing.part(packing.each_unit().collect(), near, &mut self.names);
        let mut held = in_part(&part, chosen);
        let prices = prices.of_part(&part);
        let mut loss = prices.bound() - part.packing.saved(&held);
        while loss >= enough {
            held = self.moved(&part.packing, &prices, &held)?;
            let before = std::mem::replace(&mut loss, prices.bound() - part.packing.saved(&held));
            if before - loss < enough / 10.0 {
                break;
            }
        }
        Ok(in_whole(&part, &held))
    }

    /// A better choice: around every unit where something is lost, the best that those near to it can
    /// do among themselves.
    fn moved(&mut self, packing: &Packing, prices: &Prices, chosen: &[u32]) -> Result<Vec<u32>, Stop> {
        const WORTH: f64 = 1e-3;
        let mut taken_by: Vec<Option<u32>> = vec![None; packing.units()];
        assign(packing, chosen, &mut taken_by);
        for unit in packing.each_unit() {
            self.progress.wanted()?;
            let lost = value(&taken_by, unit).map_or(prices.price(unit), |candidate| prices.slack(candidate));
            if lost < WORTH {
                continue;
            }
            let around = around(packing, prices, unit, &taken_by);
            let before = sorted(around.iter().filter_map(|unit| value(&taken_by, *unit)).collect());
            let part = self.region(packing, prices, around, &before);
            let in_part = prices.of_part(&part);
            let limit = in_part.bound() - packing.saved(&before);
            let found = search(&part.packing, &in_part, limit, FEW_STEPS / 5, self.progress)?;
            if let Some(better) = found.chosen {
                part.units.iter().for_each(|unit| set(&mut taken_by, *unit, None));
                assign(packing, &in_whole(&part, &better), &mut taken_by);
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

    /// The best choice, given one; or any, where none saves more than `needed`.
    fn proved(
        &mut self,
        packing: &Packing,
        prices: &Prices,
        chosen: Vec<u32>,
        needed: f64,
        sharpened: u32,
    ) -> Result<Vec<u32>, Stop> {
        let needed = needed.max(packing.saved(&chosen));
        // What can be hoped for: what was saved in parts that are done, the bound in all others.
        let mut hoped = prices.bound();
        if hoped - needed <= SAME {
            return Ok(chosen);
        }
        let mut best = Vec::with_capacity(chosen.len());
        for (units, candidates) in packing.connected(&prices.within(hoped - needed + SAME)) {
            let part = packing.part(units, candidates, &mut self.names);
            let held = in_part(&part, &chosen);
            let in_part = prices.of_part(&part);
            let bound = in_part.bound();
            let enough = needed - (hoped - bound);
            let whole = part.packing.units() == packing.units();
            let done = if whole {
                self.tried(&part.packing, in_part, held, enough, sharpened)?
            } else {
                self.proved(&part.packing, &in_part, held, enough, sharpened)?
            };
            hoped -= bound - part.packing.saved(&done);
            best.extend(in_whole(&part, &done));
        }
        Ok(if hoped > packing.saved(&chosen) { sorted(best) } else { chosen })
    }

    /// As [`Self::proved`], where nothing falls apart any more: by a search; where that takes too long,
    /// with sharper prices; where that helps no more, by branching.
    fn tried(
        &mut self,
        packing: &Packing,
        prices: Prices,
        chosen: Vec<u32>,
        needed: f64,
        sharpened: u32,
    ) -> Result<Vec<u32>, Stop> {
        const SMALL: usize = 100;
        const SHARPEST: u32 = 2;
        let mut chosen = chosen;
        if packing.units() <= SMALL {
            let limit = prices.bound() - needed.max(packing.saved(&chosen));
            let found = search(packing, &prices, limit, FEW_STEPS, self.progress)?;
            chosen = found.chosen.map_or(chosen, sorted);
            if found.complete {
                return Ok(chosen);
            }
        }
        if sharpened == SHARPEST {
            return self.branched(packing, &prices, chosen, needed);
        }
        let prices = prices.sharpened(packing, sharpened, self.progress)?;
        let anew = sorted(self.first(packing, &prices)?);
        let chosen = if packing.saved(&anew) > packing.saved(&chosen) { anew } else { chosen };
        let chosen = self.bettered(packing, &prices, &chosen, GOOD / 20.0)?;
        self.proved(packing, &prices, chosen, needed, sharpened + 1)
    }

    /// As [`Self::proved`], by trying everything that may become of one unit, the rest priced anew each
    /// time.
    fn branched(
        &mut self,
        packing: &Packing,
        prices: &Prices,
        chosen: Vec<u32>,
        needed: f64,
    ) -> Result<Vec<u32>, Stop> {
        let mut best = chosen;
        let mut needed = needed.max(packing.saved(&best));
        let limit = prices.bound() - needed;
        let mut taken_by: Vec<Option<u32>> = vec![None; packing.units()];
        assign(packing, &best, &mut taken_by);
        let lost = |unit: &u32| {
            value(&taken_by, *unit).map_or(prices.price(*unit), |candidate| prices.slack(candidate))
        };
        // Where most is lost, every way out costs something.
        let Some(unit) = packing.each_unit().max_by(|a, b| lost(a).total_cmp(&lost(b))) else {
            return Ok(best);
        };
        for next in moves(packing, prices, unit, limit) {
            if prices.bound() - next.loss <= needed + SAME {
                break;
            }
            let taken = next.candidate.map_or(std::slice::from_ref(&unit), |taken| packing.members(taken));
            let left = packing.each_unit().filter(|unit| !taken.contains(unit)).collect();
            let free = |candidate: &u32| !packing.members(*candidate).iter().any(|unit| taken.contains(unit));
            let part = packing.part(left, packing.each_candidate().filter(free).collect(), &mut self.names);
            let saves = next.candidate.map_or(0.0, |taken| packing.saves(taken));
            let rest = prices.of_part(&part).adapted(&part.packing, self.progress)?;
            let held = in_part(&part, &best);
            let done = self.proved(&part.packing, &rest, held, needed - saves, 1)?;
            let all = saves + part.packing.saved(&done);
            if all > needed {
                needed = all;
                best = sorted(in_whole(&part, &done).into_iter().chain(next.candidate).collect());
            }
        }
        Ok(best)
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
