//! Records as bytes of a format: rendered by many threads, written by one.

use crate::interchange::csv::{Flavour, Tables};
use crate::interchange::{Record, jsonl};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// How records become bytes.
pub(super) trait Render: Sync {
    /// A rendered record.
    type Part: Send;

    /// Renders a record.
    fn render(&self, record: &Record<'_>) -> io::Result<Self::Part>;
}

/// One line a record.
pub(super) struct JsonLines;

impl Render for JsonLines {
    type Part = Vec<u8>;

    fn render(&self, record: &Record<'_>) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        jsonl::line(&mut line, record);
        Ok(line)
    }
}

/// Rows in three tables.
pub(super) struct CsvRows {
    pub(super) slots: Vec<String>,
    pub(super) flavour: Flavour,
}

/// Rows for each of the three tables.
#[derive(Default)]
pub(super) struct Rows {
    tables: [Vec<u8>; 3],
    /// How many texts were too long for a cell.
    pub(super) left_out_texts: usize,
    /// The slots that have no column.
    pub(super) other_slots: BTreeSet<String>,
}

impl CsvRows {
    fn tables(&self) -> Tables<Vec<u8>> {
        Tables::new([Vec::new(), Vec::new(), Vec::new()], self.slots.clone(), self.flavour)
    }

    /// The first lines of the tables, with a byte order mark where that is wanted.
    pub(super) fn heads(&self) -> io::Result<Rows> {
        let mut heads = self.tables();
        heads.heads().map_err(io::Error::from)?;
        let mark = match self.flavour {
            Flavour::Programs => "",
            Flavour::Excel => "\u{feff}",
        };
        let tables = heads.finish()?.outputs.map(|head| [mark.as_bytes(), &head].concat());
        Ok(Rows { tables, ..Rows::default() })
    }
}

impl Render for CsvRows {
    type Part = Rows;

    fn render(&self, record: &Record<'_>) -> io::Result<Rows> {
        let mut tables = self.tables();
        tables.record(record).map_err(io::Error::from)?;
        let written = tables.finish()?;
        let used = record.spans.iter().flat_map(|span| &span.attributes).map(|attribute| attribute.key);
        let other_slots =
            used.filter(|key| !self.slots.iter().any(|slot| slot == key)).map(str::to_owned).collect();
        Ok(Rows { tables: written.outputs, left_out_texts: written.left_out_texts, other_slots })
    }
}

impl Rows {
    /// Writes the rows of each table to its output.
    pub(super) fn write_to<W: Write>(&self, outputs: &mut [W; 3]) -> io::Result<()> {
        for (out, rows) in outputs.iter_mut().zip(&self.tables) {
            out.write_all(rows)?;
        }
        Ok(())
    }
}
