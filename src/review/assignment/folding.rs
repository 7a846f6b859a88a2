//! What hangs on by a single edge, folded away and unfolded again.
//!
//! A unit that has one edge only leaves the unit at its other end, the hub, something to fall back on.
//! So each other edge of the hub is worth what it gains over that, and none that gains nothing need be
//! looked at; where the hub is left over at last, it falls back. The sum stays the greatest.

use super::graph::Graph;
use super::taken::Taken;

/// An edge that was folded away.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fold {
    edge: u32,
    /// The unit that had no other.
    leaf: u32,
    /// The one that falls back on it.
    hub: u32,
}

/// Folds until nothing hangs on by a single edge. The folds come in the order in which they were made.
pub(super) fn fold(graph: &mut Graph) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut hanging: Vec<u32> = graph.each_unit().collect();
    let mut others = Vec::new();
    while let Some(leaf) = hanging.pop() {
        let Some((edge, hub)) = graph.only(leaf) else { continue };
        folds.push(Fold { edge, leaf, hub });
        let fallback = graph.worth(edge);
        graph.lower(edge, fallback);
        others.clear();
        others.extend(graph.around(hub));
        for (other, end) in &others {
            graph.lower(*other, fallback);
            hanging.extend((graph.worth(*other) == 0).then_some(*end));
        }
        hanging.extend((!others.is_empty()).then_some(hub));
    }
    folds
}

/// Takes what was folded away, the last first, where its hub is left over.
pub(super) fn unfold(folds: &[Fold], taken: &mut Taken) {
    for fold in folds.iter().rev() {
        if !taken.has(fold.hub) {
            taken.take(fold.edge, [fold.leaf, fold.hub]);
        }
    }
}
