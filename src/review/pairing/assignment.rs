//! The best one-to-one choice among overlaps.
//!
//! The Hungarian method with shortest augmenting paths (Edmonds & Karp 1972; Jonker & Volgenant
//! 1987), on lists of neighbours: where articles are tagged throughout, overlaps chain into
//! components of a thousand units, of which a square matrix would take seconds. A search stays within
//! its component by itself.

use super::Overlap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::{Add, Sub};

/// What a one-to-one choice among overlaps is to have the most of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Pairs.
    Pairs,
    /// Pairs; among choices with as many, the greatest sum of intersection over union, then the
    /// earliest in the text.
    BestPairs,
    /// The sum of intersection over union.
    Shared,
}

/// The overlaps of the best choice in which each unit is in at most one.
///
/// `overlaps` are sorted by the first unit, as [`super::overlaps`] gives them, or some of these. The
/// answer is in the same order, and the same at every run.
pub fn one_to_one(overlaps: &[Overlap], aim: Aim) -> Vec<Overlap> {
    let mut chosen = Vec::with_capacity(overlaps.len());
    for closed in closed(overlaps) {
        match closed {
            [only] => chosen.push(*only),
            _ => Market::new(closed, aim).trade(&mut chosen),
        }
    }
    chosen
}

/// The overlaps in runs that have no unit in common: small ones, unless overlaps chain.
fn closed(overlaps: &[Overlap]) -> impl Iterator<Item = &[Overlap]> {
    let smallest = |least: &mut usize, overlap: &Overlap| {
        *least = overlap.b.min(*least);
        Some(*least)
    };
    // The smallest second unit from each overlap on.
    let mut least_from: Vec<usize> = overlaps.iter().rev().scan(usize::MAX, smallest).collect();
    let mut rest = overlaps;
    std::iter::from_fn(move || {
        let mut greatest = 0;
        let ends = |(place, overlap): (usize, &Overlap)| {
            least_from.pop();
            greatest = overlap.b.max(greatest);
            let next = rest.get(place + 1)?;
            let apart = next.a != overlap.a && least_from.last().is_some_and(|least| greatest < *least);
            apart.then_some(place + 1)
        };
        let end = rest.iter().enumerate().find_map(ends).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(run).filter(|run| !run.is_empty())
    })
}

/// What an overlap is worth. The first field decides, the next where it is equal, and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Gain {
    pairs: i64,
    iou_parts: i64,
    earliness: i64,
}

impl Gain {
    const NONE: Self = Self { pairs: 0, iou_parts: 0, earliness: 0 };

    fn of(overlap: &Overlap, aim: Aim) -> Self {
        let Overlap { iou_parts, earliness, .. } = *overlap;
        match aim {
            Aim::Pairs => Self { pairs: 1, iou_parts: 0, earliness: 0 },
            Aim::BestPairs => Self { pairs: 1, iou_parts, earliness },
            Aim::Shared => Self { pairs: 0, iou_parts, earliness: 0 },
        }
    }
}

impl Add for Gain {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            pairs: self.pairs + other.pairs,
            iou_parts: self.iou_parts + other.iou_parts,
            earliness: self.earliness + other.earliness,
        }
    }
}

impl Sub for Gain {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            pairs: self.pairs - other.pairs,
            iou_parts: self.iou_parts - other.iou_parts,
            earliness: self.earliness - other.earliness,
        }
    }
}

/// A first unit of overlaps: it takes one of the second units.
#[derive(Debug, Clone, Copy, Default)]
struct Buyer {
    /// Where its overlaps begin and end.
    first: usize,
    end: usize,
    /// What it gains, less the price.
    profit: Gain,
}

/// An overlap, with the buyer whose it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Purchase {
    overlap: usize,
    buyer: usize,
}

/// A second unit of overlaps.
#[derive(Debug, Clone, Copy, Default)]
struct Good {
    /// By whom it is taken.
    taken: Option<Purchase>,
    /// What a buyer loses by taking it; nothing while it is free.
    price: Gain,
    /// In which search it was reached last, at which loss and how.
    search: usize,
    loss: Gain,
    by: Purchase,
    settled: bool,
}

/// Buyers that take goods at a price, at most one each.
///
/// Invariant: no overlap gains more than its buyer’s profit and its good’s price together, and those
/// taken gain just as much.
struct Market<'o> {
    overlaps: &'o [Overlap],
    aim: Aim,
    buyers: Vec<Buyer>,
    /// By the place of the second unit, from this place on.
    goods: Vec<Good>,
    first_good: usize,
    searches: usize,
    /// The goods that the search has reached and not settled, the smallest loss first.
    waiting: BinaryHeap<Reverse<(Gain, usize)>>,
}

/// Where a search came out.
enum Exit {
    /// At a free good.
    Free(usize),
    /// At a buyer that does as well without any.
    Without(usize),
}

impl<'o> Market<'o> {
    fn new(overlaps: &'o [Overlap], aim: Aim) -> Self {
        let mut buyers = Vec::with_capacity(overlaps.len());
        let mut first = 0;
        for own in overlaps.chunk_by(|one, next| one.a == next.a) {
            buyers.push(Buyer { first, end: first + own.len(), profit: Gain::NONE });
            first += own.len();
        }
        let first_good = overlaps.iter().map(|overlap| overlap.b).min().unwrap_or(0);
        let last_good = overlaps.iter().map(|overlap| overlap.b).max().unwrap_or(0);
        let goods = vec![Good::default(); last_good - first_good + 1];
        Self { overlaps, aim, buyers, goods, first_good, searches: 0, waiting: BinaryHeap::new() }
    }

    /// Adds the overlaps of the best choice.
    fn trade(mut self, chosen: &mut Vec<Overlap>) {
        for buyer in 0..self.buyers.len() {
            self.place(buyer);
        }
        let mut taken: Vec<usize> = self.goods.iter().filter_map(|good| Some(good.taken?.overlap)).collect();
        taken.sort_unstable();
        chosen.extend(taken.into_iter().filter_map(|at| self.overlaps.get(at)));
    }

    fn buyer(&self, buyer: usize) -> Buyer {
        self.buyers.get(buyer).copied().unwrap_or_default()
    }

    fn good(&self, good: usize) -> Good {
        self.goods.get(good).copied().unwrap_or_default()
    }

    /// Which good an overlap is about.
    fn good_of(&self, purchase: Purchase) -> usize {
        self.overlaps.get(purchase.overlap).map_or(0, |overlap| overlap.b - self.first_good)
    }

    /// Gives a buyer the good that is best for all placed so far, or none.
    fn place(&mut self, number: usize) {
        let Buyer { first, end, .. } = self.buyer(number);
        let own = self.overlaps.get(first..end).unwrap_or_default();
        let worth = |(at, overlap): (usize, &Overlap)| {
            let good = self.good(overlap.b - self.first_good);
            (Gain::of(overlap, self.aim) - good.price, good.taken.is_none(), Reverse(at))
        };
        let best = (first..end).zip(own).map(worth).max();
        let Some((profit, free, Reverse(overlap))) = best.filter(|(profit, ..)| *profit > Gain::NONE) else {
            return;
        };
        if let Some(buyer) = self.buyers.get_mut(number) {
            buyer.profit = profit;
        }
        let purchase = Purchase { overlap, buyer: number };
        if free {
            self.take(purchase);
        } else {
            self.search(number);
        }
    }

    fn take(&mut self, purchase: Purchase) {
        let good = self.good_of(purchase);
        if let Some(good) = self.goods.get_mut(good) {
            good.taken = Some(purchase);
        }
    }

    /// Finds the cheapest way to make room for a buyer, and goes it.
    fn search(&mut self, root: usize) {
        self.searches += 1;
        self.waiting.clear();
        let mut reached: Vec<(usize, Gain)> = vec![(root, Gain::NONE)];
        let mut settled: Vec<usize> = Vec::new();
        let mut without = (self.buyer(root).profit, root);
        let (mut buyer, mut loss) = (root, Gain::NONE);
        let (exit, total) = loop {
            if let Some(free) = self.look_around(buyer, loss) {
                break (Exit::Free(free), loss);
            }
            let Some((next_loss, good)) = self.nearest().filter(|(loss, _)| *loss < without.0) else {
                break (Exit::Without(without.1), without.0);
            };
            let Some(taken) = self.good(good).taken else { break (Exit::Free(good), next_loss) };
            settled.push(good);
            (buyer, loss) = (taken.buyer, next_loss);
            reached.push((buyer, loss));
            without = without.min((loss + self.buyer(buyer).profit, buyer));
        };
        self.set_prices(&reached, &settled, total);
        self.go(root, &exit);
    }

    /// Notes which goods a buyer reaches at a smaller loss than was known; ends at a free one that is
    /// reached at no further loss.
    fn look_around(&mut self, number: usize, loss: Gain) -> Option<usize> {
        let Buyer { first, end, profit } = self.buyer(number);
        let own = self.overlaps.get(first..end).unwrap_or_default();
        for (at, overlap) in (first..end).zip(own) {
            let number_of_good = overlap.b - self.first_good;
            let Some(good) = self.goods.get_mut(number_of_good) else { continue };
            let there = loss + profit + good.price - Gain::of(overlap, self.aim);
            if good.search == self.searches && (good.settled || good.loss <= there) {
                continue;
            }
            (good.search, good.settled) = (self.searches, false);
            (good.loss, good.by) = (there, Purchase { overlap: at, buyer: number });
            if good.taken.is_none() && there == loss {
                return Some(number_of_good);
            }
            self.waiting.push(Reverse((there, number_of_good)));
        }
        None
    }

    /// Settles the good that is reached at the smallest loss.
    fn nearest(&mut self) -> Option<(Gain, usize)> {
        while let Some(Reverse((loss, number))) = self.waiting.pop() {
            let good = self.goods.get_mut(number)?;
            // A good that was reached twice waits twice, the first time in vain.
            if !good.settled && good.loss == loss {
                good.settled = true;
                return Some((loss, number));
            }
        }
        None
    }

    fn set_prices(&mut self, reached: &[(usize, Gain)], settled: &[usize], total: Gain) {
        for (buyer, loss) in reached {
            if let Some(buyer) = self.buyers.get_mut(*buyer) {
                buyer.profit = buyer.profit - (total - *loss);
            }
        }
        for good in settled {
            if let Some(good) = self.goods.get_mut(*good) {
                good.price = good.price + (total - good.loss);
            }
        }
    }

    /// Hands the goods on, from where the search came out back to the buyer it began with.
    fn go(&mut self, root: usize, exit: &Exit) {
        let mut free = match exit {
            Exit::Free(good) => Some(*good),
            Exit::Without(buyer) => self.given_up(*buyer, root),
        };
        while let Some(good) = free {
            let purchase = self.good(good).by;
            // What this buyer held until now is free for the one before it.
            free = self.given_up(purchase.buyer, root);
            self.take(purchase);
        }
    }

    /// The good that a buyer holds and gives up; none for the one that holds none yet.
    fn given_up(&self, buyer: usize, root: usize) -> Option<usize> {
        let Buyer { first, end, .. } = self.buyer(buyer);
        let held = |overlap: usize| {
            let purchase = Purchase { overlap, buyer };
            let good = self.good_of(purchase);
            (self.good(good).taken == Some(purchase)).then_some(good)
        };
        if buyer == root { None } else { (first..end).find_map(held) }
    }
}
