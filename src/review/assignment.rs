//! The best one-to-one choice among pairs of two annotators’ units.
//!
//! The Hungarian method with shortest augmenting paths (Edmonds & Karp 1972; Jonker & Volgenant
//! 1987), on lists of neighbours: where articles are tagged throughout, pairs chain into
//! components of thousands of units, of which a square matrix would take seconds and gigabytes. A
//! search stays within its component by itself, so that components need not be told apart.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::{Add, Sub};

/// Two units that may go together.
pub(super) trait Edge: Copy {
    /// The place of the one among the first annotator’s units.
    fn a(&self) -> usize;
    /// The place of the other among the second’s.
    fn b(&self) -> usize;
}

/// What an edge is worth; nothing by default.
pub(super) trait Gain: Copy + Default + Ord + Add<Output = Self> + Sub<Output = Self> {}

impl<G: Copy + Default + Ord + Add<Output = G> + Sub<Output = G>> Gain for G {}

/// The edges of the choice with the greatest sum of what they are worth in which each unit is in at
/// most one.
///
/// `edges` are sorted by the first unit. The answer is in the same order, and the same at every run.
pub(super) fn best<E: Edge, G: Gain>(edges: &[E], worth: impl Fn(&E) -> G) -> Vec<E> {
    let mut market = Market::new(edges, worth);
    for buyer in 0..market.buyers.len() {
        market.place(buyer);
    }
    let mut chosen = Vec::with_capacity(market.buyers.len());
    chosen.extend(market.buyers.iter().filter_map(|buyer| edges.get(buyer.held?)).copied());
    chosen
}

/// A first unit: it takes one of the second units.
#[derive(Debug, Clone, Copy)]
struct Buyer<G> {
    /// Where its edges begin and end.
    first: usize,
    end: usize,
    /// What it gains, less the price.
    profit: G,
    /// The edge to what it has taken.
    held: Option<usize>,
}

/// An edge, with the buyer whose it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Purchase {
    edge: usize,
    buyer: usize,
}

/// A second unit.
#[derive(Debug, Clone, Copy, Default)]
struct Good<G> {
    /// By which buyer it is taken.
    taken: Option<usize>,
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
/// Invariant: no edge gains more than its buyer’s profit and its good’s price together, and those
/// taken gain just as much.
struct Market<'e, E, G, W> {
    edges: &'e [E],
    worth: W,
    buyers: Vec<Buyer<G>>,
    /// By the place of the second unit.
    goods: Vec<Good<G>>,
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

impl<'e, E: Edge, G: Gain, W: Fn(&E) -> G> Market<'e, E, G, W> {
    /// Opens with nothing taken.
    fn new(edges: &'e [E], worth: W) -> Self {
        let mut buyers = Vec::with_capacity(edges.last().map_or(0, |last| last.a() + 1));
        let mut first = 0;
        for own in edges.chunk_by(|one, next| one.a() == next.a()) {
            buyers.push(Buyer { first, end: first + own.len(), profit: G::default(), held: None });
            first += own.len();
        }
        let goods = edges.iter().map(|edge| edge.b() + 1).max().unwrap_or(0);
        Self {
            edges,
            worth,
            buyers,
            goods: vec![Good::default(); goods],
            searches: 0,
            waiting: BinaryHeap::new(),
            reached: Vec::new(),
            settled: Vec::new(),
        }
    }

    /// A buyer’s edges, with their places among all.
    fn own(&self, buyer: &Buyer<G>) -> impl Iterator<Item = (usize, &'e E)> + use<'e, E, G, W> {
        let own = self.edges.get(buyer.first..buyer.end).unwrap_or_default();
        (buyer.first..buyer.end).zip(own)
    }

    /// Which good an edge is about.
    fn good_of(&self, edge: usize) -> Option<usize> {
        self.edges.get(edge).map(Edge::b)
    }

    /// Gives a buyer the good that is best for all placed so far, or none.
    fn place(&mut self, number: usize) {
        let Some(buyer) = self.buyers.get(number) else { return };
        // What is gained, whether the good is free, which edge: at first nothing.
        let mut best = (G::default(), false, buyer.first);
        for (at, edge) in self.own(buyer) {
            let Some(good) = self.goods.get(edge.b()) else { continue };
            let profit = (self.worth)(edge) - good.price;
            let free = good.taken.is_none();
            // The first of several that are as good.
            if profit > best.0 || (profit == best.0 && free && !best.1) {
                best = (profit, free, at);
            }
        }
        let (profit, free, edge) = best;
        if profit <= G::default() {
            return;
        }
        if let Some(buyer) = self.buyers.get_mut(number) {
            buyer.profit = profit;
        }
        if free {
            self.take(Purchase { edge, buyer: number });
        } else {
            self.search(number);
        }
    }

    fn take(&mut self, purchase: Purchase) {
        let good = self.good_of(purchase.edge);
        if let (Some(good), Some(buyer)) =
            (good.and_then(|good| self.goods.get_mut(good)), self.buyers.get_mut(purchase.buyer))
        {
            (good.taken, buyer.held) = (Some(purchase.buyer), Some(purchase.edge));
        }
    }

    /// Finds the cheapest way to make room for a buyer, and goes it.
    fn search(&mut self, root: usize) {
        let profit_of = |market: &Self, buyer: usize| {
            market.buyers.get(buyer).map(|buyer| buyer.profit).unwrap_or_default()
        };
        self.searches += 1;
        self.waiting.clear();
        self.settled.clear();
        self.reached.clear();
        self.reached.push((root, G::default()));
        let mut without = (profit_of(self, root), root);
        let (mut buyer, mut loss) = (root, G::default());
        let (exit, total) = loop {
            if let Some(free) = self.look_around(buyer, loss) {
                break (Exit::Free(free), loss);
            }
            let Some((next_loss, good)) = self.nearest().filter(|(loss, _)| *loss < without.0) else {
                break (Exit::Without(without.1), without.0);
            };
            let taken = self.goods.get(good).and_then(|good| good.taken);
            let Some(taken) = taken else { break (Exit::Free(good), next_loss) };
            self.settled.push(good);
            (buyer, loss) = (taken, next_loss);
            self.reached.push((buyer, loss));
            without = without.min((loss + profit_of(self, buyer), buyer));
        };
        self.set_prices(total);
        self.go(&exit);
    }

    /// Notes which goods a buyer reaches at a smaller loss than was known; ends at a free one that is
    /// reached at no further loss.
    fn look_around(&mut self, number: usize, loss: G) -> Option<usize> {
        let buyer = *self.buyers.get(number)?;
        for (at, edge) in self.own(&buyer) {
            let Some(good) = self.goods.get_mut(edge.b()) else { continue };
            let there = loss + buyer.profit + good.price - (self.worth)(edge);
            if good.search == self.searches && (good.settled || good.loss <= there) {
                continue;
            }
            (good.search, good.settled) = (self.searches, false);
            (good.loss, good.by) = (there, Purchase { edge: at, buyer: number });
            if good.taken.is_none() && there == loss {
                return Some(edge.b());
            }
            self.waiting.push(Reverse((there, edge.b())));
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
    fn go(&mut self, exit: &Exit) {
        let mut free = match exit {
            Exit::Free(good) => Some(*good),
            Exit::Without(buyer) => self.give_up(*buyer),
        };
        while let Some(by) = free.and_then(|good| self.goods.get(good)).map(|good| good.by) {
            // What this buyer held until now is free for the one before it.
            free = self.give_up(by.buyer);
            self.take(by);
        }
    }

    /// The good that a buyer holds and gives up; none for the one that the search began with.
    fn give_up(&mut self, buyer: usize) -> Option<usize> {
        let held = self.buyers.get_mut(buyer)?.held.take()?;
        self.good_of(held)
    }
}
