//! The tables of [`super::csv`] as sheets of one workbook, for Excel and LibreOffice.
//!
//! Words are written as words, so nothing is taken for a formula. Rows go to temporary files as they come.

use super::csv::{CsvTables, FILES, Rows};
use super::export::{Finish, Output, STREAM, Settings, Writer};
use super::{Facts, Loss, Record, Shape, Ways};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::io::{self, Seek as _};

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "xlsx",
    title: "Excel workbook",
    purpose: "One workbook with sheets of spans, relations and documents; for Excel and LibreOffice",
    shape: Shape::Stream,
    extension: "xlsx",
    ways: Ways::Out,
    companions: &[],
    losses: &[Loss::LongTexts],
};

/// The most rows of a sheet.
const MOST_ROWS: u32 = 1_048_576;
/// The most UTF-16 units of a cell.
const LONGEST_CELL: usize = 32_767;
/// The columns of numbers.
const NUMBERS: [&str; 3] = ["start", "end", "length"];

/// The workbook being written.
pub(super) struct Sheets {
    tables: CsvTables,
    workbook: Workbook,
    /// How many rows each sheet has.
    rows: [u32; 3],
    /// Which columns of each sheet are numbers.
    numbers: [Vec<bool>; 3],
}

impl Sheets {
    /// Begins with columns for the slots of the tagsets.
    pub(super) fn new(settings: &Settings<'_>) -> Self {
        let tables = CsvTables::for_programs(settings);
        Self {
            tables,
            workbook: Workbook::new(),
            rows: [0; 3],
            numbers: [Vec::new(), Vec::new(), Vec::new()],
        }
    }

    /// Writes the rows of a table to its sheet.
    fn write(&mut self, sheet: usize, table: &[u8], look: &Format) -> io::Result<()> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table);
        let worksheet = self.workbook.worksheet_from_index(sheet).map_err(io::Error::other)?;
        let (Some(rows), Some(numbers)) = (self.rows.get_mut(sheet), self.numbers.get_mut(sheet)) else {
            return Ok(());
        };
        for cells in reader.records() {
            let cells = cells.map_err(io::Error::from)?;
            if *rows == 0 {
                *numbers = cells.iter().map(|cell| NUMBERS.contains(&cell)).collect();
            } else if *rows >= MOST_ROWS {
                let what =
                    "a sheet holds 1,048,576 rows and there are more: export to csv, or fewer articles";
                return Err(io::Error::other(what));
            }
            for ((column, cell), is_number) in (0_u16..).zip(&cells).zip(numbers.iter()) {
                let number = cell.parse::<u32>().ok().filter(|_| *is_number && *rows > 0);
                let written = match number {
                    Some(number) => worksheet.write_number_with_format(*rows, column, number, look),
                    // Excel would refuse the whole file.
                    None if cell.encode_utf16().count() >= LONGEST_CELL => continue,
                    None => worksheet.write_string_with_format(*rows, column, cell, look),
                };
                written.map_err(|error: XlsxError| io::Error::other(error))?;
            }
            *rows += 1;
        }
        Ok(())
    }
}

impl Writer for Sheets {
    type Part = Rows;

    fn begin(&mut self, _: &mut dyn Output) -> io::Result<()> {
        self.workbook = Workbook::new();
        self.rows = [0; 3];
        let bold = Format::new().set_bold();
        for (sheet, name) in FILES.into_iter().enumerate() {
            let added = self.workbook.add_worksheet_with_constant_memory();
            let worksheet = added.map_err(io::Error::other)?;
            worksheet.set_name(name.trim_end_matches(".csv")).map_err(io::Error::other)?;
            worksheet.set_freeze_panes(1, 0).map_err(io::Error::other)?;
            let heads = self.tables.heads()?;
            if let Some(head) = heads.get(sheet) {
                self.write(sheet, head, &bold)?;
            }
        }
        Ok(())
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Rows> {
        self.tables.render(record)
    }

    fn take(&mut self, part: Rows, _: &mut dyn Output) -> io::Result<()> {
        let plain = Format::new();
        for (sheet, rows) in self.tables.noted(part).iter().enumerate() {
            self.write(sheet, rows, &plain)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        let finish = self.tables.finish(out)?;
        if finish == Finish::Whole {
            let mut whole = tempfile::tempfile()?;
            self.workbook.save_to_writer(&mut whole).map_err(io::Error::other)?;
            whole.rewind()?;
            io::copy(&mut whole, out.file(STREAM)?)?;
        }
        Ok(finish)
    }
}
