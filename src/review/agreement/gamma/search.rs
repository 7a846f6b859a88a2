//! The best choice from a small packing, by trying: cheapest first, given up as soon as too much is
//! lost.

use super::Stop;
use super::lists::{at, set, value};
use super::packing::Packing;
use super::prices::Prices;
use crate::progress::Progress;

/// Losses that differ by less are the same.
pub(super) const SAME: f64 = 1e-10;

/// What a search came to.
#[derive(Debug)]
pub(super) struct Found {
    /// A choice that loses less than the limit, the best that was seen.
    pub(super) chosen: Option<Vec<u32>>,
    /// Whether everything was tried that could lose less.
    pub(super) complete: bool,
}

/// Looks for the choice that loses least, and less than `limit`; tries at most so many steps.
pub(super) fn search(
    packing: &Packing,
    prices: &Prices,
    limit: f64,
    steps: u64,
    progress: &Progress,
) -> Result<Found, Stop> {
    let moves = packing.each_unit().map(|unit| moves(packing, prices, unit, limit)).collect();
    let covered = vec![false; packing.units()];
    let mut search =
        Search { packing, moves, covered, chosen: Vec::new(), best: None, limit, steps, progress };
    search.go_on(0.0)?;
    Ok(Found { chosen: search.best, complete: search.steps > 0 })
}

/// What may become of a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move {
    /// The candidate that takes it; nothing where it stays alone.
    pub(super) candidate: Option<u32>,
    /// What that loses.
    pub(super) loss: f64,
}

/// What may become of a unit for less than `limit`, that which loses least first.
pub(super) fn moves(packing: &Packing, prices: &Prices, unit: u32, limit: f64) -> Vec<Move> {
    let alone = Move { candidate: None, loss: prices.price(unit) };
    let taken = packing
        .touching(unit)
        .iter()
        .map(|candidate| Move { candidate: Some(*candidate), loss: prices.slack(*candidate) });
    let mut moves: Vec<Move> = taken.chain([alone]).filter(|one| one.loss < limit).collect();
    moves.sort_by(|a, b| a.loss.total_cmp(&b.loss));
    moves
}

struct Search<'p> {
    packing: &'p Packing,
    /// The moves of each unit, that which loses least first.
    moves: Vec<Vec<Move>>,
    covered: Vec<bool>,
    chosen: Vec<u32>,
    best: Option<Vec<u32>>,
    limit: f64,
    steps: u64,
    progress: &'p Progress,
}

impl Search<'_> {
    /// Decides on all units that are not covered, after so much is lost.
    fn go_on(&mut self, lost: f64) -> Result<(), Stop> {
        self.steps = self.steps.saturating_sub(1);
        if self.steps.is_multiple_of(1024) {
            self.progress.wanted()?;
        }
        if self.steps == 0 {
            return Ok(());
        }
        let Some(unit) = self.narrowest(lost) else {
            self.limit = lost;
            self.best = Some(self.chosen.clone());
            return Ok(());
        };
        for place in 0.. {
            let Some(next) = self.moves.get(at(unit)).and_then(|moves| moves.get(place)).copied() else {
                break;
            };
            if lost + next.loss >= self.limit - SAME {
                break;
            }
            match next.candidate {
                None => {
                    set(&mut self.covered, unit, true);
                    self.go_on(lost + next.loss)?;
                    set(&mut self.covered, unit, false);
                }
                Some(candidate) if self.is_free(candidate) => {
                    self.take(candidate);
                    self.go_on(lost + next.loss)?;
                    self.give_back(candidate);
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// The unit with the fewest moves left of those that are not covered; nothing when all are.
    fn narrowest(&self, lost: f64) -> Option<u32> {
        let mut narrowest = None;
        let mut fewest = usize::MAX;
        for (unit, (moves, covered)) in (0..).zip(self.moves.iter().zip(&self.covered)) {
            if *covered {
                continue;
            }
            let affordable = moves.iter().take_while(|next| lost + next.loss < self.limit - SAME);
            let open = affordable.filter(|next| next.candidate.is_none_or(|c| self.is_free(c)));
            let count = open.take(fewest).count();
            if count < fewest {
                (narrowest, fewest) = (Some(unit), count);
                if count == 0 {
                    break;
                }
            }
        }
        narrowest
    }

    fn is_free(&self, candidate: u32) -> bool {
        self.packing.members(candidate).iter().all(|unit| !value(&self.covered, *unit))
    }

    fn take(&mut self, candidate: u32) {
        for unit in self.packing.members(candidate) {
            set(&mut self.covered, *unit, true);
        }
        self.chosen.push(candidate);
    }

    fn give_back(&mut self, candidate: u32) {
        for unit in self.packing.members(candidate) {
            set(&mut self.covered, *unit, false);
        }
        self.chosen.pop();
    }
}
