//! The best choice of what cannot be folded, by the Hungarian method of a library.

use super::Worth;
use super::graph::Graph;
use super::taken::Taken;
use crate::review::lists::{set, value};
use pathfinding::prelude::{Weights, kuhn_munkres};

/// Takes the best choice among the edges that are in a graph, one connected part after another.
pub(super) fn take_best(graph: &Graph, taken: &mut Taken) {
    let mut places = vec![None; graph.units()];
    for unit in graph.each_first() {
        if value(&places, unit).is_some() || graph.around(unit).next().is_none() {
            continue;
        }
        let kernel = Kernel::around(unit, graph, &mut places);
        let (_, columns) = kuhn_munkres(&kernel);
        for (row, column) in columns.into_iter().enumerate() {
            if let Some(cell) = kernel.cell(row, column) {
                taken.take(cell.edge, graph.ends(cell.edge));
            }
        }
    }
}

/// Edges that hang together, as a matrix of what they are worth: a row for each unit of one annotator, a
/// column for each of the other, who has no fewer; and for each row a column of its own, worth nothing,
/// where its unit stays alone.
///
/// Only the cells of edges are kept: of a large matrix these are few. All others are worth less than
/// nothing: the method looks through everything that is equally good.
struct Kernel {
    cells: Vec<Cell>,
    /// Where each row starts, and at last where the last ends.
    starts: Vec<usize>,
    /// How many units the other annotator has.
    others: usize,
    /// What a cell is worth that is neither an edge nor staying alone.
    nothing: Worth,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    column: usize,
    worth: Worth,
    edge: u32,
}

impl Kernel {
    /// All that hangs together with a unit of the first annotator; gives each unit its row or column.
    fn around(unit: u32, graph: &Graph, places: &mut [Option<usize>]) -> Self {
        let (firsts, seconds) = hanging_together(unit, graph, places);
        let (rows, others) =
            if firsts.len() <= seconds.len() { (firsts, seconds.len()) } else { (seconds, firsts.len()) };
        let (mut cells, mut starts) = (Vec::new(), vec![0]);
        for row in rows {
            let from = cells.len();
            cells.extend(graph.around(row).filter_map(|(edge, end)| {
                Some(Cell { column: value(places, end)?, worth: graph.worth(edge), edge })
            }));
            cells.get_mut(from..).unwrap_or_default().sort_unstable_by_key(|cell| cell.column);
            starts.push(cells.len());
        }
        Self { cells, starts, others, nothing: -1 }
    }

    /// The cell of an edge.
    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let bounds = self.starts.get(row).zip(self.starts.get(row + 1));
        let cells = bounds.and_then(|(start, end)| self.cells.get(*start..*end)).unwrap_or_default();
        cells.get(cells.binary_search_by_key(&column, |cell| cell.column).ok()?)
    }
}

/// The units of both annotators that hang together with one of the first; notes the place of each among
/// its own.
fn hanging_together(unit: u32, graph: &Graph, places: &mut [Option<usize>]) -> (Vec<u32>, Vec<u32>) {
    let (mut firsts, mut seconds) = (vec![unit], Vec::new());
    set(places, unit, Some(0));
    let mut looked = 0;
    while let Some(first) = firsts.get(looked).copied() {
        looked += 1;
        for (_, second) in graph.around(first) {
            if value(places, second).is_some() {
                continue;
            }
            set(places, second, Some(seconds.len()));
            seconds.push(second);
            for (_, further) in graph.around(second) {
                if value(places, further).is_none() {
                    set(places, further, Some(firsts.len()));
                    firsts.push(further);
                }
            }
        }
    }
    (firsts, seconds)
}

impl Weights<Worth> for Kernel {
    fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    fn columns(&self) -> usize {
        self.others + self.rows()
    }

    fn at(&self, row: usize, column: usize) -> Worth {
        if column == self.others + row {
            return 0;
        }
        let cell = if column < self.others { self.cell(row, column) } else { None };
        cell.map_or(self.nothing, |cell| cell.worth)
    }

    fn neg(&self) -> Self {
        let cells = self.cells.iter().map(|cell| Cell { worth: -cell.worth, ..*cell }).collect();
        Self { cells, starts: self.starts.clone(), others: self.others, nothing: -self.nothing }
    }
}
