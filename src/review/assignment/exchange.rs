//! Edges that no exchange makes better: they are in a best choice, whatever else is.

use super::graph::Graph;
use std::cmp::Reverse;

/// An edge of a unit that is in a best choice, where that can be seen from what is around it.
///
/// In a choice without the edge, other edges may hold its ends. To take it, and in their place what
/// there is between the units that they leave, must be worth no less, whichever they are.
pub(super) fn settled(unit: u32, graph: &Graph) -> Option<u32> {
    // Of those that are worth most the one whose other end is least wanted.
    let wanted = |end: u32| graph.around(end).count();
    let best = graph.around(unit).max_by_key(|(edge, end)| (graph.worth(*edge), Reverse(wanted(*end))));
    let (edge, end) = best?;
    let worth = graph.worth(edge);
    let is_kept = graph.around(end).filter(|(rival, _)| *rival != edge).all(|(rival, left_first)| {
        let lost = graph.worth(rival);
        let instead = |left: u32| {
            let mut between = graph.around(left_first).filter(|(_, end)| *end == left);
            between.next().map_or(0, |(edge, _)| graph.worth(edge))
        };
        let mut others = graph.around(unit).filter(|(other, _)| *other != edge);
        lost <= worth && others.all(|(other, left)| graph.worth(other) + lost <= worth + instead(left))
    });
    is_kept.then_some(edge)
}
