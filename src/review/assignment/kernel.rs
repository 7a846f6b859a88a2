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

/// Edges that hang together, as a matrix of what they are worth: a row for each unit of the first
/// annotator, a column for each of the second. Columns that stay empty are added until there are no
/// fewer than rows.
///
/// Only cells that are not empty are kept: of a large matrix these are few.
struct Kernel {
    cells: Vec<Cell>,
    /// Where each row starts, and at last where the last ends.
    starts: Vec<usize>,
    columns: usize,
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
        set(places, unit, Some(0));
        let (mut rows, mut columns) = (vec![unit], 0);
        let (mut cells, mut starts) = (Vec::new(), vec![0]);
        while let Some(unit) = rows.get(starts.len() - 1).copied() {
            for (edge, end) in graph.around(unit) {
                let column = value(places, end).unwrap_or(columns);
                if column == columns {
                    columns += 1;
                    set(places, end, Some(column));
                    for (_, further) in graph.around(end) {
                        if value(places, further).is_none() {
                            set(places, further, Some(rows.len()));
                            rows.push(further);
                        }
                    }
                }
                cells.push(Cell { column, worth: graph.worth(edge), edge });
            }
            starts.push(cells.len());
        }
        Self { cells, columns: columns.max(rows.len()), starts }
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let bounds = self.starts.get(row).zip(self.starts.get(row + 1));
        let cells = bounds.and_then(|(start, end)| self.cells.get(*start..*end)).unwrap_or_default();
        cells.iter().find(|cell| cell.column == column)
    }
}

impl Weights<Worth> for Kernel {
    fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    fn columns(&self) -> usize {
        self.columns
    }

    fn at(&self, row: usize, column: usize) -> Worth {
        self.cell(row, column).map_or(0, |cell| cell.worth)
    }

    fn neg(&self) -> Self {
        let cells = self.cells.iter().map(|cell| Cell { worth: -cell.worth, ..*cell }).collect();
        Self { cells, starts: self.starts.clone(), columns: self.columns }
    }
}
