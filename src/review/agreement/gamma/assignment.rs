//! The best alignment of two annotators: an assignment in a sparse graph.
//!
//! Successive shortest augmenting paths (Jonker & Volgenant 1987) that visit only marks near to one
//! another. A dense matrix of 1,000 × 1,000 would cost a hundred times the budget.

use super::lists::{add, at, set, value};
use super::near::Near;
use crate::progress::{Cancelled, Progress};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// How unlike the marks of each pair are in the best alignment of the first annotator's marks with
/// `others` marks of the second, in units of δ.
///
/// `near` lists for each mark of the first those of the second, numbered from `offset`. A pair saves
/// 2 − d against both standing alone.
pub(super) fn cheapest(
    near: &[Vec<Near>],
    offset: u32,
    others: usize,
    progress: &Progress,
) -> Result<Vec<f64>, Cancelled> {
    let edges: Vec<Vec<Edge>> = near
        .iter()
        .map(|list| {
            let edge = |near: &Near| Edge { to: near.mark - offset, unlike: near.unlike };
            list.iter().map(edge).filter(|edge| edge.cost() < 0.0).collect()
        })
        .collect();
    let mut assignment = Assignment {
        edges: &edges,
        pair_of_row: vec![None; edges.len()],
        row_of: vec![None; others],
        row_prices: vec![0.0; edges.len()],
        prices: vec![0.0; others],
        path: vec![Step::default(); others],
        touched: Vec::new(),
    };
    for row in (0..).take(edges.len()) {
        if row % 256 == 0 {
            progress.wanted()?;
        }
        assignment.place(row);
    }
    Ok(assignment.pair_of_row.iter().flatten().map(|edge| edge.unlike).collect())
}

/// A pair that saves something: its cost is below that of standing alone, which is 0.
#[derive(Debug, Clone, Copy)]
struct Edge {
    to: u32,
    unlike: f64,
}

impl Edge {
    /// What the pair costs more than standing alone.
    fn cost(self) -> f64 {
        self.unlike - 2.0
    }
}

/// How the search came to a column.
#[derive(Debug, Clone, Copy)]
struct Step {
    far: f64,
    row: u32,
    edge: Edge,
    is_final: bool,
}

impl Default for Step {
    fn default() -> Self {
        Self { far: f64::INFINITY, row: 0, edge: Edge { to: 0, unlike: 0.0 }, is_final: false }
    }
}

/// Where a search ended: at a free column, or with a row that is better off alone.
#[derive(Debug, Clone, Copy)]
enum End {
    Column(u32),
    Alone(u32),
}

struct Assignment<'e> {
    edges: &'e [Vec<Edge>],
    /// The pair that each row has at present.
    pair_of_row: Vec<Option<Edge>>,
    row_of: Vec<Option<u32>>,
    /// Invariant: cost ≥ row price + column price, equal for pairs, and 0 ≥ the row price of a pair.
    row_prices: Vec<f64>,
    prices: Vec<f64>,
    path: Vec<Step>,
    /// The columns of which the path says something.
    touched: Vec<u32>,
}

/// A column at a distance.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Reached(f64, u32);

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Assignment<'_> {
    /// Finds the cheapest place for a row; others may move along.
    fn place(&mut self, start: u32) {
        let (end, far) = self.search(start);
        self.reprice(start, far);
        self.shift(end);
        for column in self.touched.drain(..) {
            set(&mut self.path, column, Step::default());
        }
    }

    /// Looks for the cheapest end, nearest columns first.
    fn search(&mut self, start: u32) -> (End, f64) {
        let mut waiting = BinaryHeap::new();
        let (mut row, mut far) = (start, 0.0);
        let mut alone = (f64::INFINITY, start);
        loop {
            let price = value(&self.row_prices, row);
            if far - price < alone.0 {
                alone = (far - price, row);
            }
            for edge in self.edges.get(at(row)).into_iter().flatten() {
                let reached = far + edge.cost() - price - value(&self.prices, edge.to);
                let Some(step) = self.path.get_mut(at(edge.to)).filter(|step| !step.is_final) else {
                    continue;
                };
                if reached < step.far {
                    if step.far.is_infinite() {
                        self.touched.push(edge.to);
                    }
                    *step = Step { far: reached, row, edge: *edge, is_final: false };
                    waiting.push(Reverse(Reached(reached, edge.to)));
                }
            }
            let Some(column) = self.nearest(&mut waiting, alone.0) else {
                return (End::Alone(alone.1), alone.0);
            };
            far = value(&self.path, column).far;
            match value(&self.row_of, column) {
                Some(next) => row = next,
                None => return (End::Column(column), far),
            }
        }
    }

    /// The nearest column that is nearer than `limit`, from now on final unless it is free.
    fn nearest(&mut self, waiting: &mut BinaryHeap<Reverse<Reached>>, limit: f64) -> Option<u32> {
        while let Some(Reverse(Reached(far, column))) = waiting.pop() {
            if far >= limit {
                return None;
            }
            // One that was reached again on a shorter way still waits at its first distance.
            let Some(step) = self.path.get_mut(at(column)).filter(|step| !step.is_final) else { continue };
            step.is_final = value(&self.row_of, column).is_some();
            return Some(column);
        }
        None
    }

    /// Moves the prices so that all pairs on the way stay the cheapest.
    fn reprice(&mut self, start: u32, far: f64) {
        add(&mut self.row_prices, start, far);
        for column in &self.touched {
            let step = value(&self.path, *column);
            let Some(row) = value(&self.row_of, *column).filter(|_| step.is_final) else { continue };
            add(&mut self.row_prices, row, far - step.far);
            add(&mut self.prices, *column, step.far - far);
        }
    }

    /// Moves every row on the way from the end back to the start to the column it came by.
    fn shift(&mut self, end: End) {
        let mut column = match end {
            End::Column(column) => Some(column),
            End::Alone(row) => self.pair_of_row.get_mut(at(row)).and_then(Option::take).map(|edge| edge.to),
        };
        while let Some(to) = column {
            let step = value(&self.path, to);
            set(&mut self.row_of, to, Some(step.row));
            let pair = self.pair_of_row.get_mut(at(step.row));
            column = pair.and_then(|pair| pair.replace(step.edge)).map(|edge| edge.to);
        }
    }
}
