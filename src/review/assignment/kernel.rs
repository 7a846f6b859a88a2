//! The best choice of what cannot be folded, by shortest paths of a library.
//!
//! The units of the first annotator come one after another, and each shifts those before it along the
//! path that costs least (J. Edmonds, R. Karp, *Journal of the ACM* 19 (1972) 248; N. Tomizawa,
//! *Networks* 1 (1971) 173). A search stays among edges that hang together, and mostly near: parts need
//! not be told apart.

use super::Worth;
use super::graph::Graph;
use super::taken::Taken;
use crate::review::lists::{set, value};
use pathfinding::prelude::dijkstra_reach;

/// Takes the best choice among the edges that are in a graph.
pub(super) fn take_best(graph: &Graph, taken: &mut Taken) {
    let units = graph.units();
    let mut choice =
        Choice { graph, prices: vec![0; units], edges: vec![None; units], from: vec![None; units] };
    for unit in graph.each_first() {
        choice.add(unit);
    }
    for edge in graph.each_first().filter_map(|unit| value(&choice.edges, unit)) {
        taken.take(edge, graph.ends(edge));
    }
}

/// The best choice of the first annotator’s units that were added, with all of the second’s.
///
/// Invariant: no edge of a unit that was added is worth more than the prices of its ends together, and
/// one that is chosen is worth just as much. No price is below nothing, and a unit that is not chosen has none.
struct Choice<'g> {
    graph: &'g Graph,
    prices: Vec<Worth>,
    /// The edge by which each unit is chosen.
    edges: Vec<Option<u32>>,
    /// From where the last search came to each unit.
    from: Vec<Option<u32>>,
}

impl Choice<'_> {
    /// Adds a unit of the first annotator.
    fn add(&mut self, unit: u32) {
        // What is gained, and whether the other is free: then nobody need be shifted.
        let gains = self.graph.around(unit).map(|(edge, end)| {
            (self.graph.worth(edge) - self.price(end), value(&self.edges, end).is_none(), edge)
        });
        let Some((price, is_free, edge)) = gains.max().filter(|(gain, ..)| *gain > 0) else { return };
        set(&mut self.prices, unit, price);
        if is_free {
            self.graph.ends(edge).into_iter().for_each(|end| set(&mut self.edges, end, Some(edge)));
            return;
        }
        let onward = |at: &Option<u32>| at.iter().flat_map(|unit| self.onward(*unit)).collect::<Vec<_>>();
        // Where a path leads is a unit, or where one goes without: there it ends.
        let mut reached = Vec::new();
        let mut end = None;
        for step in dijkstra_reach(&Some(unit), onward) {
            let parent = step.parent.flatten();
            let Some(unit) = step.node else {
                end = Some((parent, step.total_cost));
                break;
            };
            reached.push((unit, parent, step.total_cost));
        }
        let Some((last, cost)) = end else { return };
        for (unit, parent, reached_at) in reached {
            set(&mut self.from, unit, parent);
            let rest = cost - reached_at;
            let more = if self.graph.is_first(unit) { -rest } else { rest };
            let price = self.price(unit) + more;
            set(&mut self.prices, unit, price);
        }
        self.shift(last);
    }

    fn price(&self, unit: u32) -> Worth {
        value(&self.prices, unit)
    }

    /// Where a path can go on to from a unit, and what that costs: from one of the first annotator’s to
    /// those it could have, from one of the second’s to the one that has it; or, if it may, nowhere.
    fn onward(&self, unit: u32) -> impl Iterator<Item = (Option<u32>, Worth)> {
        let is_first = self.graph.is_first(unit);
        let chosen = value(&self.edges, unit);
        let leads = move |edge: u32| is_first != (chosen == Some(edge));
        let to = self.graph.around(unit).filter(move |(edge, _)| leads(*edge));
        let costs =
            move |(edge, end)| (Some(end), self.price(unit) + self.price(end) - self.graph.worth(edge));
        let nowhere = (is_first || chosen.is_none()).then(|| (None, self.price(unit)));
        to.map(costs).chain(nowhere)
    }

    /// Gives each unit of the first annotator on a path what follows it there; the last may go without.
    fn shift(&mut self, last: Option<u32>) {
        let mut at = last;
        if let Some(unit) = last.filter(|unit| self.graph.is_first(*unit)) {
            set(&mut self.edges, unit, None);
        }
        while let Some(unit) = at {
            at = value(&self.from, unit);
            let Some(first) = at.filter(|_| !self.graph.is_first(unit)) else { continue };
            let edge = self.graph.around(first).find(|(_, end)| *end == unit).map(|(edge, _)| edge);
            set(&mut self.edges, unit, edge);
            set(&mut self.edges, first, edge);
        }
    }
}
