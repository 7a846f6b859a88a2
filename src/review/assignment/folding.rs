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
    let mut around = Vec::new();
    while let Some(unit) = hanging.pop() {
        let Some((_, hub)) = graph.only(unit) else { continue };
        around.clear();
        around.extend(graph.around(hub));
        // Of several that hang on the same hub, the one that is worth most leaves none of the others.
        let leaves = around.iter().filter(|(_, end)| graph.only(*end).is_some());
        let Some((edge, leaf)) = leaves.copied().max_by_key(|(edge, _)| graph.worth(*edge)) else { continue };
        folds.push(Fold { edge, leaf, hub });
        let fallback = graph.worth(edge);
        for (edge, end) in &around {
            graph.lower(*edge, fallback);
            hanging.extend((graph.worth(*edge) == 0).then_some(*end));
        }
        hanging.push(hub);
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
