//! A graph made smaller, step by step, until no rule says what a best choice has.
//!
//! Where a unit has one edge only, the edge is *folded*: the unit leaves the one at the other end, the
//! hub, something to fall back on. So each other edge of the hub is worth what it gains over that, and
//! none that gains nothing need be looked at; where the hub is left over at last, it falls back. And
//! where an edge is in a best choice whatever else is ([`exchange`]), its rivals leave. The sum stays
//! the greatest.

use super::graph::Graph;
use super::taken::Taken;
use super::{Worth, exchange};
use crate::review::lists::{set, value};

/// An edge that was folded away.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fold {
    edge: u32,
    /// The unit that had no other.
    leaf: u32,
    /// The one that falls back on it.
    hub: u32,
}

/// Folds until no rule says more. The folds come in the order in which they were made.
pub(super) fn fold(graph: &mut Graph) -> Vec<Fold> {
    let units = graph.each_unit();
    let mut folding = Folding {
        folds: Vec::new(),
        leaves: Vec::new(),
        knots: Waiting { units: Vec::new(), has: vec![false; graph.units()] },
        around: Vec::new(),
        graph,
    };
    // From the start of the text on: there least is around a unit that was not looked at before.
    units.rev().for_each(|unit| folding.touch(unit));
    loop {
        if let Some(unit) = folding.leaves.pop() {
            folding.fold(unit);
        } else if let Some(unit) = folding.knots.pop() {
            folding.settle(unit);
        } else {
            return folding.folds;
        }
    }
}

/// Takes what was folded away, the last first, where its hub is left over.
pub(super) fn unfold(folds: &[Fold], taken: &mut Taken) {
    for fold in folds.iter().rev() {
        if !taken.has(fold.hub) {
            taken.take(fold.edge, [fold.leaf, fold.hub]);
        }
    }
}

/// A graph in the making.
struct Folding<'g> {
    graph: &'g mut Graph,
    folds: Vec<Fold>,
    /// Units with one edge, when they were touched.
    leaves: Vec<u32>,
    /// Units with several.
    knots: Waiting,
    /// Room for the edges of a unit.
    around: Vec<(u32, u32)>,
}

impl Folding<'_> {
    /// Has a unit looked at, where there is something around it.
    fn touch(&mut self, unit: u32) {
        match self.graph.around(unit).take(2).count() {
            0 => {}
            1 => self.leaves.push(unit),
            _ => self.knots.push(unit),
        }
    }

    fn fold(&mut self, unit: u32) {
        let Some((_, hub)) = self.graph.only(unit) else { return };
        let leaves = self.graph.around(hub).filter(|(_, end)| self.graph.only(*end).is_some());
        // Of several that hang on the same hub, the one that is worth most leaves none of the others.
        let Some((edge, leaf)) = leaves.max_by_key(|(edge, _)| self.graph.worth(*edge)) else { return };
        self.folds.push(Fold { edge, leaf, hub });
        self.lower_around(hub, self.graph.worth(edge), None);
        self.touch(hub);
    }

    /// Makes rivals leave that an edge of the unit does without.
    fn settle(&mut self, unit: u32) {
        let Some(edge) = exchange::settled(unit, self.graph) else { return };
        for end in self.graph.ends(edge) {
            self.lower_around(end, self.graph.worth(edge), Some(edge));
        }
        self.touch(unit);
    }

    /// Takes from what the edges of a unit are worth, but for one; has those looked at that lose one.
    fn lower_around(&mut self, unit: u32, by: Worth, but: Option<u32>) {
        let mut around = std::mem::take(&mut self.around);
        around.extend(self.graph.around(unit).filter(|(edge, _)| Some(*edge) != but));
        for (edge, end) in around.drain(..) {
            self.graph.lower(edge, by);
            if self.graph.worth(edge) == 0 {
                self.touch(end);
            }
        }
        self.around = around;
    }
}

/// Units that wait, each once; the last first.
struct Waiting {
    units: Vec<u32>,
    has: Vec<bool>,
}

impl Waiting {
    fn push(&mut self, unit: u32) {
        if !value(&self.has, unit) {
            set(&mut self.has, unit, true);
            self.units.push(unit);
        }
    }

    fn pop(&mut self) -> Option<u32> {
        let unit = self.units.pop()?;
        set(&mut self.has, unit, false);
        Some(unit)
    }
}
