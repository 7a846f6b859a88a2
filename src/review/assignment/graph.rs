//! Units, and edges between them that leave one by one.

use super::{Edge, Worth};
use crate::review::lists::{Lists, set, value};

/// The units of two annotators, numbered through: the first one’s, then the second’s.
#[derive(Debug)]
pub(super) struct Graph {
    /// The units at the ends of each edge, the first annotator’s and the second’s.
    ends: Vec<[u32; 2]>,
    /// The edges of each unit, also those that have left.
    around: Lists,
    /// What each edge is worth; 0 for one that has left.
    worth: Vec<Worth>,
    /// How many units the first annotator has.
    firsts: u32,
}

impl Graph {
    /// Of edges that are worth something.
    pub(super) fn of<E: Edge>(edges: &[E], worth: impl Fn(&E) -> Worth) -> Self {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let firsts = edges.iter().map(|edge| edge.a() + 1).max().unwrap_or(0);
        let seconds = edges.iter().map(|edge| edge.b() + 1).max().unwrap_or(0);
        let ends: Vec<_> = edges.iter().map(|edge| [number(edge.a()), number(firsts + edge.b())]).collect();
        Self {
            around: Lists::from_iter(&ends).turned(firsts + seconds),
            ends,
            worth: edges.iter().map(|edge| worth(edge).max(0)).collect(),
            firsts: number(firsts),
        }
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.around.len()
    }

    /// How many edges there were at first.
    pub(super) fn edges(&self) -> usize {
        self.ends.len()
    }

    /// All units.
    pub(super) fn each_unit(&self) -> impl Iterator<Item = u32> + use<> {
        self.around.ids()
    }

    /// The units of the first annotator.
    pub(super) fn each_first(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.firsts
    }

    /// Whether a unit is the first annotator’s.
    pub(super) fn is_first(&self, unit: u32) -> bool {
        unit < self.firsts
    }

    /// The units at the ends of an edge.
    pub(super) fn ends(&self, edge: u32) -> [u32; 2] {
        value(&self.ends, edge)
    }

    /// What an edge is worth; 0 for one that has left.
    pub(super) fn worth(&self, edge: u32) -> Worth {
        value(&self.worth, edge)
    }

    /// The edges of a unit that have not left, each with the unit at its other end.
    pub(super) fn around(&self, unit: u32) -> impl Iterator<Item = (u32, u32)> {
        let stays = |edge: &u32| self.worth(*edge) > 0;
        let with_end = move |edge| {
            let [first, second] = self.ends(edge);
            (edge, if first == unit { second } else { first })
        };
        self.around.of(unit).iter().copied().filter(stays).map(with_end)
    }

    /// The edge of a unit that has no other, and the unit at its other end.
    pub(super) fn only(&self, unit: u32) -> Option<(u32, u32)> {
        let mut around = self.around(unit);
        around.next().filter(|_| around.next().is_none())
    }

    /// Takes from what an edge is worth; it leaves where nothing remains.
    pub(super) fn lower(&mut self, edge: u32, by: Worth) {
        let worth = self.worth(edge);
        set(&mut self.worth, edge, (worth - by).max(0));
    }
}
