//! The three tables of a dataset: rows rendered by many threads, columns for all slots that occur.

use super::{FILES, Flavour, Tables};
use crate::interchange::export::{Finish, Output, Settings, Writer};
use crate::interchange::{NewWords, Record, Vocabulary};
use std::io;

/// The tables being written.
pub(in crate::interchange) struct CsvTables {
    vocabulary: Vocabulary,
    flavour: Flavour,
    new: NewWords,
}

/// The rows of a record for each of the tables, and the words that have no column yet.
pub(in crate::interchange) struct Rows {
    tables: [Vec<u8>; 3],
    new: NewWords,
}

impl CsvTables {
    /// Begins with columns for the slots of the tagsets.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        let vocabulary = settings.vocabulary.clone();
        Self { vocabulary, flavour: settings.options.flavour, new: NewWords::default() }
    }

    /// Begins without what spreadsheets need in plain text.
    pub(in crate::interchange) fn for_programs(settings: &Settings<'_>) -> Self {
        Self { flavour: Flavour::Programs, ..Self::new(settings) }
    }

    /// The first lines of the three tables.
    pub(in crate::interchange) fn heads(&self) -> io::Result<[Vec<u8>; 3]> {
        let mut heads = self.tables();
        heads.heads().map_err(io::Error::from)?;
        heads.finish()
    }

    /// The rows of a record for the three tables; the words that have no column yet are noted.
    pub(in crate::interchange) fn noted(&mut self, rows: Rows) -> [Vec<u8>; 3] {
        self.new.join(rows.new);
        rows.tables
    }

    fn tables(&self) -> Tables<Vec<u8>> {
        let slots = self.vocabulary.slots.iter().map(|slot| slot.name.clone()).collect();
        Tables::new([Vec::new(), Vec::new(), Vec::new()], slots, self.flavour)
    }
}

impl Writer for CsvTables {
    type Part = Rows;

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        let mark = match self.flavour {
            Flavour::Programs => "",
            Flavour::Excel => "\u{feff}",
        };
        for (name, head) in FILES.into_iter().zip(self.heads()?) {
            out.anew(name)?;
            out.file(name)?.write_all(&[mark.as_bytes(), &head].concat())?;
        }
        Ok(())
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Rows> {
        let mut tables = self.tables();
        tables.record(record).map_err(io::Error::from)?;
        Ok(Rows { tables: tables.finish()?, new: self.vocabulary.beyond(record) })
    }

    fn take(&mut self, part: Rows, out: &mut dyn Output) -> io::Result<()> {
        for (name, rows) in FILES.into_iter().zip(self.noted(part)) {
            out.file(name)?.write_all(&rows)?;
        }
        Ok(())
    }

    /// A slot outside the tagset has a column too. Which there are is known when all was read.
    fn finish(&mut self, _: &mut dyn Output) -> io::Result<Finish> {
        let slots = self.vocabulary.slots.len();
        self.vocabulary.learn(std::mem::take(&mut self.new));
        Ok(if self.vocabulary.slots.len() == slots { Finish::Whole } else { Finish::Again })
    }
}
