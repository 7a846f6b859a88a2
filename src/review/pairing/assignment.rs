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
    match aim {
        Aim::Pairs => best(overlaps, |_| 1_i64),
        Aim::BestPairs => best(overlaps, PairGain::of),
        Aim::Shared => best(overlaps, |overlap| overlap.iou_parts),
    }
}

/// The overlaps of the choice with the greatest sum of what they are worth.
fn best<G: Gain>(overlaps: &[Overlap], worth: impl Fn(&Overlap) -> G + Copy) -> Vec<Overlap> {
    let mut chosen = Vec::with_capacity(overlaps.len());
    let mut market = Market::new(worth);
    for closed in closed(overlaps) {
        match closed {
            [only] => chosen.push(*only),
            _ => market.trade(closed, &mut chosen),
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

/// What an overlap is worth; nothing by default.
trait Gain: Copy + Default + Ord + Add<Output = Self> + Sub<Output = Self> {}

impl<G: Copy + Default + Ord + Add<Output = G> + Sub<Output = G>> Gain for G {}

/// What an overlap is worth for [`Aim::BestPairs`]. The first field decides, the next where it is
/// equal, and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct PairGain {
    pairs: i64,
    iou_parts: i64,
    earliness: i64,
}

impl PairGain {
    fn of(overlap: &Overlap) -> Self {
        Self { pairs: 1, iou_parts: overlap.iou_parts, earliness: overlap.earliness }
    }
}

impl Add for PairGain {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            pairs: self.pairs + other.pairs,
            iou_parts: self.iou_parts + other.iou_parts,
            earliness: self.earliness + other.earliness,
        }
    }
}

impl Sub for PairGain {
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
struct Buyer<G> {
    /// Where its overlaps begin and end.
    first: usize,
    end: usize,
    /// What it gains, less the price.
    profit: G,
}

/// An overlap, with the buyer whose it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Purchase {
    overlap: usize,
    buyer: usize,
}

/// A second unit of overlaps.
#[derive(Debug, Clone, Copy, Default)]
struct Good<G> {
    /// By whom it is taken.
    taken: Option<Purchase>,
    /// What a buyer loses by taking it; nothing while it is free.
    price: G,
    /// In which search it was reached last, at which loss and how.
    search: usize,
    loss: G,
    by: Purchase,
    settled: bool,
}

/// Buyers that take goods at a price, at most one each.
///
/// Invariant: no overlap gains more than its buyer’s profit and its good’s price together, and those
/// taken gain just as much.
struct Market<'o, G, W> {
    overlaps: &'o [Overlap],
    worth: W,
    buyers: Vec<Buyer<G>>,
    /// By the place of the second unit, from this place on.
    goods: Vec<Good<G>>,
    first_good: usize,
    searches: usize,
    /// The goods that the search has reached and not settled, the smallest loss first.
    waiting: BinaryHeap<Reverse<(G, usize)>>,
    /// The buyers that the search has reached, and at which loss.
    reached: Vec<(usize, G)>,
    /// The goods that it has settled.
    settled: Vec<usize>,
}

/// Where a search came out.
enum Exit {
    /// At a free good.
    Free(usize),
    /// At a buyer that does as well without any.
    Without(usize),
}

impl<'o, G: Gain, W: Fn(&Overlap) -> G> Market<'o, G, W> {
    fn new(worth: W) -> Self {
        Self {
            overlaps: &[],
            worth,
            buyers: Vec::new(),
            goods: Vec::new(),
            first_good: 0,
            searches: 0,
            waiting: BinaryHeap::new(),
            reached: Vec::new(),
            settled: Vec::new(),
        }
    }

    /// Opens with nothing taken.
    fn open(&mut self, overlaps: &'o [Overlap]) {
        self.overlaps = overlaps;
        self.buyers.clear();
        let mut first = 0;
        for own in overlaps.chunk_by(|one, next| one.a == next.a) {
            self.buyers.push(Buyer { first, end: first + own.len(), profit: G::default() });
            first += own.len();
        }
        let goods = || overlaps.iter().map(|overlap| overlap.b);
        self.first_good = goods().min().unwrap_or(0);
        let last_good = goods().max().unwrap_or(0);
        self.goods.clear();
        self.goods.resize(last_good - self.first_good + 1, Good::default());
        self.searches = 0;
    }

    /// Adds the overlaps of the best choice among these.
    fn trade(&mut self, overlaps: &'o [Overlap], chosen: &mut Vec<Overlap>) {
        self.open(overlaps);
        for buyer in 0..self.buyers.len() {
            self.place(buyer);
        }
        let mut taken: Vec<usize> = self.goods.iter().filter_map(|good| Some(good.taken?.overlap)).collect();
        taken.sort_unstable();
        chosen.extend(taken.into_iter().filter_map(|at| overlaps.get(at)));
    }

    fn buyer(&self, buyer: usize) -> Buyer<G> {
        self.buyers.get(buyer).copied().unwrap_or_default()
    }

    fn good(&self, good: usize) -> Good<G> {
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
        // What is gained, whether the good is free, which overlap: at first nothing.
        let mut best = (G::default(), false, first);
        for (at, overlap) in (first..end).zip(own) {
            let Some(good) = self.goods.get(overlap.b - self.first_good) else { continue };
            let profit = (self.worth)(overlap) - good.price;
            let free = good.taken.is_none();
            // The first of several that are as good.
            if profit > best.0 || (profit == best.0 && free && !best.1) {
                best = (profit, free, at);
            }
        }
        let (profit, free, overlap) = best;
        if profit <= G::default() {
            return;
        }
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
        self.settled.clear();
        self.reached.clear();
        self.reached.push((root, G::default()));
        let mut without = (self.buyer(root).profit, root);
        let (mut buyer, mut loss) = (root, G::default());
        let (exit, total) = loop {
            if let Some(free) = self.look_around(buyer, loss) {
                break (Exit::Free(free), loss);
            }
            let Some((next_loss, good)) = self.nearest().filter(|(loss, _)| *loss < without.0) else {
                break (Exit::Without(without.1), without.0);
            };
            let Some(taken) = self.good(good).taken else { break (Exit::Free(good), next_loss) };
            self.settled.push(good);
            (buyer, loss) = (taken.buyer, next_loss);
            self.reached.push((buyer, loss));
            without = without.min((loss + self.buyer(buyer).profit, buyer));
        };
        self.set_prices(total);
        self.go(root, &exit);
    }

    /// Notes which goods a buyer reaches at a smaller loss than was known; ends at a free one that is
    /// reached at no further loss.
    fn look_around(&mut self, number: usize, loss: G) -> Option<usize> {
        let Buyer { first, end, profit } = self.buyer(number);
        let own = self.overlaps.get(first..end).unwrap_or_default();
        for (at, overlap) in (first..end).zip(own) {
            let number_of_good = overlap.b - self.first_good;
            let Some(good) = self.goods.get_mut(number_of_good) else { continue };
            let there = loss + profit + good.price - (self.worth)(overlap);
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
    fn nearest(&mut self) -> Option<(G, usize)> {
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

    fn set_prices(&mut self, total: G) {
        for (buyer, loss) in &self.reached {
            if let Some(buyer) = self.buyers.get_mut(*buyer) {
                buyer.profit = buyer.profit - (total - *loss);
            }
        }
        for good in &self.settled {
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
