//! One-to-one assignments of the greatest total gain, over few of all conceivable pairs.
//!
//! The Hungarian method with shortest augmenting paths (Edmonds & Karp 1972; Jonker & Volgenant
//! 1987), on lists of neighbours: where articles are tagged throughout, overlaps chain into
//! components of a thousand units, of which a square matrix would take seconds.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::{Add, Sub};

/// What a pair is worth. The first field decides, the next where it is equal, and so on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gain {
    /// One for each pair, where as many pairs as possible are wanted.
    pub(super) pairs: i64,
    /// What they share.
    pub(super) shared: i64,
    /// How early in the text they stand.
    pub(super) order: i64,
}

impl Gain {
    const NONE: Self = Self { pairs: 0, shared: 0, order: 0 };
}

impl Add for Gain {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            pairs: self.pairs + other.pairs,
            shared: self.shared + other.shared,
            order: self.order + other.order,
        }
    }
}

impl Sub for Gain {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            pairs: self.pairs - other.pairs,
            shared: self.shared - other.shared,
            order: self.order - other.order,
        }
    }
}

/// A pair that may be made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) gain: Gain,
}

/// A column with what is known of it.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    /// The candidate by which it is taken, as its place in the list.
    taken: Option<usize>,
    /// What a row loses by taking it; none while it is free.
    price: Gain,
    /// How it was reached in search number `search`: at which loss, by which candidate.
    search: usize,
    loss: Gain,
    by: usize,
    settled: bool,
}

/// A row with what is known of it.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    /// Where its candidates begin and end in the list.
    first: usize,
    end: usize,
    /// What it gains, less the price.
    profit: Gain,
}

/// The candidates of which each row and each column is in at most one, and whose total gain is the
/// greatest, as their places in the list.
///
/// `candidates` are sorted by row; gains are not negative. The answer is sorted and the same at
/// every run.
pub(super) fn assign(candidates: &[Candidate]) -> Vec<usize> {
    let mut market = Market::new(candidates);
    for row in 0..market.rows.len() {
        market.place(row);
    }
    let mut taken: Vec<usize> = market.columns.iter().filter_map(|column| column.taken).collect();
    taken.sort_unstable();
    taken
}

/// Rows that take columns at a price.
///
/// Invariant: no candidate gains more than its row’s profit and its column’s price together, and
/// those taken gain just as much.
struct Market<'c> {
    candidates: &'c [Candidate],
    rows: Vec<Row>,
    columns: Vec<Column>,
    searches: usize,
}

/// Where a search came out.
enum Exit {
    /// At a free column.
    Free(usize),
    /// At a row that does as well without any.
    Without(usize),
}

impl<'c> Market<'c> {
    fn new(candidates: &'c [Candidate]) -> Self {
        let columns = candidates.iter().map(|candidate| candidate.column + 1).max().unwrap_or(0);
        let mut rows = vec![Row::default(); candidates.last().map_or(0, |last| last.row + 1)];
        for (at, candidate) in candidates.iter().enumerate() {
            if let Some(row) = rows.get_mut(candidate.row) {
                row.first = if row.end == 0 { at } else { row.first };
                row.end = at + 1;
            }
        }
        Self { candidates, rows, columns: vec![Column::default(); columns], searches: 0 }
    }

    fn row(&self, row: usize) -> Row {
        self.rows.get(row).copied().unwrap_or_default()
    }

    fn column(&self, column: usize) -> Column {
        self.columns.get(column).copied().unwrap_or_default()
    }

    /// The candidates of a row, with their places in the list.
    fn of_row(&self, row: Row) -> impl Iterator<Item = (usize, Candidate)> + use<'c> {
        let own = self.candidates.get(row.first..row.end).unwrap_or_default();
        (row.first..).zip(own.iter().copied())
    }

    /// Gives a row the column that is best for all placed so far, or none.
    fn place(&mut self, number: usize) {
        let row = self.row(number);
        let worth = |candidate: Candidate| candidate.gain - self.column(candidate.column).price;
        let best = self.of_row(row).map(|(at, candidate)| (worth(candidate), Reverse(at))).max();
        let Some((profit, Reverse(at))) = best.filter(|(profit, _)| *profit > Gain::NONE) else { return };
        if let Some(row) = self.rows.get_mut(number) {
            row.profit = profit;
        }
        let Some(candidate) = self.candidates.get(at) else { return };
        match self.columns.get_mut(candidate.column) {
            Some(free) if free.taken.is_none() => free.taken = Some(at),
            _ => self.search(number),
        }
    }

    /// Finds the cheapest way to make room for a row, and goes it.
    fn search(&mut self, root: usize) {
        self.searches += 1;
        let mut waiting = BinaryHeap::new();
        let mut reached: Vec<(usize, Gain)> = vec![(root, Gain::NONE)];
        let mut settled: Vec<usize> = Vec::new();
        let mut without = (self.row(root).profit, root);
        let (mut row, mut loss) = (root, Gain::NONE);
        let (exit, total) = loop {
            self.look_around(row, loss, &mut waiting);
            let next = std::iter::from_fn(|| waiting.pop()).find(|Reverse((loss, column))| {
                let known = self.column(*column);
                !known.settled && known.loss == *loss
            });
            let Some(Reverse((next_loss, column))) = next.filter(|Reverse((loss, _))| *loss < without.0)
            else {
                break (Exit::Without(without.1), without.0);
            };
            let Some(taken) = self.column(column).taken.and_then(|at| self.candidates.get(at)) else {
                break (Exit::Free(column), next_loss);
            };
            if let Some(column) = self.columns.get_mut(column) {
                column.settled = true;
            }
            settled.push(column);
            (row, loss) = (taken.row, next_loss);
            reached.push((row, loss));
            without = without.min((loss + self.row(row).profit, row));
        };
        self.set_prices(&reached, &settled, total);
        self.go(root, &exit);
    }

    /// Notes which columns a row reaches at a smaller loss than was known.
    fn look_around(&mut self, number: usize, loss: Gain, waiting: &mut BinaryHeap<Reverse<(Gain, usize)>>) {
        let row = self.row(number);
        for (at, candidate) in self.of_row(row) {
            let Some(column) = self.columns.get_mut(candidate.column) else { continue };
            let there = loss + row.profit + column.price - candidate.gain;
            if column.search != self.searches {
                (column.search, column.settled) = (self.searches, false);
            } else if column.settled || column.loss <= there {
                continue;
            }
            (column.loss, column.by) = (there, at);
            waiting.push(Reverse((there, candidate.column)));
        }
    }

    fn set_prices(&mut self, reached: &[(usize, Gain)], settled: &[usize], total: Gain) {
        for (row, loss) in reached {
            if let Some(row) = self.rows.get_mut(*row) {
                row.profit = row.profit - (total - *loss);
            }
        }
        for column in settled {
            if let Some(column) = self.columns.get_mut(*column) {
                column.price = column.price + (total - column.loss);
            }
        }
    }

    /// Hands the columns on, from where the search came out back to the row it began with.
    fn go(&mut self, root: usize, exit: &Exit) {
        let mut free = match exit {
            Exit::Free(column) => Some(*column),
            Exit::Without(row) => self.given_up(*row, root),
        };
        while let Some(column) = free {
            let by = self.column(column).by;
            let Some(candidate) = self.candidates.get(by) else { return };
            // The column that this row held until now is free for the row before it.
            free = self.given_up(candidate.row, root);
            if let Some(column) = self.columns.get_mut(column) {
                column.taken = Some(by);
            }
        }
    }

    /// The column that a row holds and gives up; none for the row that holds none yet.
    fn given_up(&self, row: usize, root: usize) -> Option<usize> {
        if row == root {
            return None;
        }
        let held = |(at, candidate): &(usize, Candidate)| self.column(candidate.column).taken == Some(*at);
        self.of_row(self.row(row)).find(held).map(|(_, candidate)| candidate.column)
    }
}
