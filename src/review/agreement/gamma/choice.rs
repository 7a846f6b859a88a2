//! The choice of disjoint candidates that saves most, proved to be the best.
//!
//! A set packing. Prices ([`super::prices`]) bound what any choice can save; a first choice is made of
//! what loses least. What loses more by itself than the whole choice is in no better one, so it goes;
//! what is left falls apart into parts, each with a loss of its own, and so on, until a part hangs
//! together: that one is an integer program ([`super::program`]), after sharper prices where it is
//! large. The result is the exact optimum, up to rounding.

use super::Stop;
use super::packing::{Names, Packing, in_part, in_whole};
use super::prices::Prices;
use super::program;
use crate::progress::Progress;

/// The first choice is made of candidates that lose no more than this.
const CHEAP: f64 = 0.05;

/// Losses that differ by less are the same.
const SAME: f64 = 1e-10;

/// An integer program with more candidates takes longer than prices that rule most of them out.
const LARGE: usize = 500;

/// Prices that were sharpened so often rule out hardly more.
const SHARPEST: u32 = 2;

/// The choice that saves most.
pub(super) fn best(packing: &Packing, progress: &Progress) -> Result<Vec<u32>, Stop> {
    let prices = Prices::annealed(packing, progress)?;
    let mut choosing = Choosing { progress, names: Names::default() };
    let chosen = choosing.first(packing, &prices)?;
    choosing.proved(packing, &prices, Goal { chosen, needed: 0.0, sharpened: 0 })
}

/// What there is to improve on.
struct Goal {
    /// A choice, sorted.
    chosen: Vec<u32>,
    /// What a better one must save more than.
    needed: f64,
    /// How often the prices were sharpened.
    sharpened: u32,
}

struct Choosing<'p> {
    progress: &'p Progress,
    names: Names,
}

impl Choosing<'_> {
    /// The best choice of what loses little; sorted.
    fn first(&mut self, packing: &Packing, prices: &Prices) -> Result<Vec<u32>, Stop> {
        let mut chosen = Vec::new();
        for (units, candidates) in packing.connected(&prices.within(CHEAP)) {
            let part = packing.part(units, candidates, &mut self.names);
            chosen.extend(in_whole(&part, &program::best(&part.packing, self.progress)?));
        }
        chosen.sort_unstable();
        Ok(chosen)
    }

    /// The best choice; or any, where none saves more than is needed.
    fn proved(&mut self, packing: &Packing, prices: &Prices, goal: Goal) -> Result<Vec<u32>, Stop> {
        let Goal { chosen, needed, sharpened } = goal;
        let needed = needed.max(packing.saved(&chosen));
        // What can be hoped for: what was saved in parts that are done, the bound in all others.
        let mut hoped = prices.bound();
        if hoped - needed <= SAME {
            return Ok(chosen);
        }
        let mut best = Vec::with_capacity(chosen.len());
        for (units, candidates) in packing.connected(&prices.within(hoped - needed + SAME)) {
            let part = packing.part(units, candidates, &mut self.names);
            let in_part = in_part(&part, &chosen);
            let prices = prices.of_part(&part);
            let bound = prices.bound();
            let goal = Goal { chosen: in_part, needed: needed - (hoped - bound), sharpened };
            let whole = part.packing.units() == packing.units();
            let done = if whole {
                self.solved(&part.packing, prices, goal)?
            } else {
                self.proved(&part.packing, &prices, goal)?
            };
            hoped -= bound - part.packing.saved(&done);
            best.extend(in_whole(&part, &done));
        }
        best.sort_unstable();
        Ok(if hoped > packing.saved(&chosen) { best } else { chosen })
    }

    /// As [`Self::proved`], where nothing falls apart any more.
    fn solved(&mut self, packing: &Packing, prices: Prices, goal: Goal) -> Result<Vec<u32>, Stop> {
        if packing.candidates() <= LARGE || goal.sharpened == SHARPEST {
            return program::best(packing, self.progress);
        }
        let prices = prices.sharpened(packing, goal.sharpened, self.progress)?;
        let anew = self.first(packing, &prices)?;
        let chosen = if packing.saved(&anew) > packing.saved(&goal.chosen) { anew } else { goal.chosen };
        self.proved(packing, &prices, Goal { chosen, sharpened: goal.sharpened + 1, ..goal })
    }
}
