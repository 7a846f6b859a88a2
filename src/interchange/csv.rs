//! CSV for spreadsheets and scripts: a folder of `spans.csv`, `relations.csv` and `documents.csv`.
//!
//! Positions are code points, half-open. Everything but numbers is quoted; records end with a line
//! feed. There is a column `attr.NAME` for every slot of the tagset, then for the others that occur;
//! `attributes` holds all slots as JSON, their places included.

mod read;
mod tables;

pub(super) use read::{articles, is_it};
pub(super) use tables::{CsvTables, Rows};

use super::{Facts, Record, Shape, SpanRow, Ways, jsonl};
use crate::text::{Context, ReadingText};
use csv::{QuoteStyle, ReaderBuilder, Writer, WriterBuilder};
use std::io::Write;

/// For whom the tables are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Flavour {
    /// For programs: every cell as it is.
    #[default]
    Programs,
    /// For double-clicking into a spreadsheet: a byte order mark, so that accents are shown, and an
    /// apostrophe before text that would be taken for a formula. A text too long for a cell is left out.
    Excel,
}

/// The names of the three tables.
pub const FILES: [&str; 3] = ["spans.csv", "relations.csv", "documents.csv"];

/// What is true of the format.
pub const FACTS: Facts = Facts {
    name: "csv",
    title: "CSV tables",
    purpose: "A folder of spans.csv, relations.csv and documents.csv; for spreadsheets and scripts",
    shape: Shape::Folder,
    extension: "csv",
    ways: Ways::OutAndIn,
    companions: &[FILES[1], FILES[2]],
    losses: &[],
};

/// The most UTF-16 units that a spreadsheet's cell holds.
const LONGEST_CELL: u32 = 32_767;

/// Whether a text is too long for a cell of a spreadsheet.
pub(super) fn is_too_long(text: &ReadingText) -> bool {
    text.utf16_units().get() >= LONGEST_CELL
}

/// The tables being written: to files, or to memory to be put together in order.
#[derive(Debug)]
pub struct Tables<W: Write> {
    spans: Writer<W>,
    relations: Writer<W>,
    documents: Writer<W>,
    slots: Vec<String>,
    flavour: Flavour,
}

impl<W: Write> Tables<W> {
    /// Tables without their heads, in the order of [`FILES`].
    pub fn new(outputs: [W; 3], slots: Vec<String>, flavour: Flavour) -> Self {
        let writer =
            |to| WriterBuilder::new().quote_style(QuoteStyle::NonNumeric).flexible(false).from_writer(to);
        let [spans, relations, documents] = outputs.map(writer);
        Self { spans, relations, documents, slots, flavour }
    }

    /// Writes the first lines, before any record.
    pub fn heads(&mut self) -> csv::Result<()> {
        let first = ["doc_id", "span_id", "start", "end", "label", "text", "annotator", "note", "attributes"];
        let last = ["context_before", "context_after", "title", "url"];
        let last = last.into_iter().chain(["flagged", "origin", "edited", "fragments"]);
        let slots = self.slots.iter().map(|slot| format!("attr.{slot}"));
        self.spans
            .write_record(first.map(str::to_owned).into_iter().chain(slots).chain(last.map(str::to_owned)))?;
        self.relations.write_record(["doc_id", "rel_id", "type", "from_span", "to_span", "annotator"])?;
        self.documents.write_record([
            "doc_id",
            "title",
            "byline",
            "outlet",
            "published",
            "url",
            "lang",
            "source",
            "reading",
            "sha256",
            "length",
            "annotators",
            "text",
        ])
    }

    /// Writes all rows of a record.
    pub fn record(&mut self, record: &Record<'_>) -> csv::Result<()> {
        for span in &record.spans {
            self.span(record, span)?;
        }
        for relation in &record.relations {
            let cells = [
                record.id.as_str(),
                &relation.id,
                relation.kind,
                &relation.from,
                &relation.to,
                relation.annotator.as_str(),
            ];
            for cell in cells {
                write_text(&mut self.relations, self.flavour, cell)?;
            }
            self.relations.write_record(None::<&[u8]>)?;
        }
        self.document(record)
    }

    fn span(&mut self, record: &Record<'_>, row: &SpanRow<'_>) -> csv::Result<()> {
        let Self { spans: out, flavour, slots, .. } = self;
        let annotation = row.annotation;
        write_text(out, *flavour, &record.id)?;
        write_text(out, *flavour, &row.id)?;
        out.write_field(row.at.0.to_string())?;
        out.write_field(row.at.1.to_string())?;
        for cell in [&annotation.tag, row.text, row.annotator.as_str(), &annotation.note] {
            write_text(out, *flavour, cell)?;
        }
        let mut attributes = Vec::new();
        jsonl::attributes(&mut attributes, &row.attributes);
        out.write_field(attributes)?;
        for slot in slots {
            let values: Vec<&str> =
                row.attributes.iter().filter(|a| a.key == *slot).map(|a| a.value).collect();
            write_text(out, *flavour, &values.join("; "))?;
        }
        let extent = annotation.extent();
        let context = Context::of(record.text, extent, extent);
        let details = record.details;
        for cell in [
            context.prefix,
            context.suffix,
            details.title.as_deref().unwrap_or_default(),
            details.url.as_deref().unwrap_or_default(),
        ] {
            write_text(out, *flavour, cell)?;
        }
        out.write_field(if annotation.flagged { "true" } else { "false" })?;
        write_text(out, *flavour, row.origin())?;
        write_text(out, *flavour, &annotation.edited)?;
        let fragments: Vec<String> =
            row.fragments.iter().map(|(start, end)| format!("{start}:{end}")).collect();
        out.write_field(fragments.join(","))?;
        out.write_record(None::<&[u8]>)
    }

    fn document(&mut self, record: &Record<'_>) -> csv::Result<()> {
        let Self { documents: out, flavour, .. } = self;
        let details = record.details;
        write_text(out, *flavour, &record.id)?;
        for cell in [
            &details.title,
            &details.byline,
            &details.outlet,
            &details.published,
            &details.url,
            &details.language,
        ] {
            write_text(out, *flavour, cell.as_deref().unwrap_or_default())?;
        }
        for cell in [&record.source, record.reading, record.text.sha256()] {
            write_text(out, *flavour, cell)?;
        }
        out.write_field(record.text.chars().to_string())?;
        let annotators: Vec<String> =
            record.annotators.iter().map(|row| format!("{}: {}", row.name, row.state.as_str())).collect();
        write_text(out, *flavour, &annotators.join("; "))?;
        let too_long = *flavour == Flavour::Excel && is_too_long(record.text);
        write_text(out, *flavour, if too_long { "" } else { record.text.as_str() })?;
        out.write_record(None::<&[u8]>)
    }

    /// The outputs in the order of [`FILES`], with everything written to them.
    pub fn finish(self) -> std::io::Result<[W; 3]> {
        let Self { spans, relations, documents, .. } = self;
        let done = |writer: Writer<W>| writer.into_inner().map_err(csv::IntoInnerError::into_error);
        Ok([done(spans)?, done(relations)?, done(documents)?])
    }
}

/// The first rows of a table, its head among them.
pub(super) fn rows(table: &[u8], count: usize) -> Vec<Vec<String>> {
    let table = table.strip_prefix("\u{feff}".as_bytes()).unwrap_or(table);
    let rows = ReaderBuilder::new().has_headers(false).from_reader(table).into_records();
    // What we wrote ourselves can be read.
    rows.take(count).flatten().map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// Writes a cell of words; numbers are never put through this.
fn write_text<W: Write>(out: &mut Writer<W>, flavour: Flavour, cell: &str) -> csv::Result<()> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if flavour == Flavour::Excel && formula {
        out.write_field(format!("'{cell}"))
    } else {
        out.write_field(cell)
    }
}
