//! Tables as articles that arrive: our own three, or one table of spans with a head.

use super::FILES;
use crate::interchange::carried;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Gathering, Specimen, Wording, begins_with_mark, without_mark,
};
use crate::interchange::jsonl::{
    AnnotatorLine, ArticleLine, AttributeLine, Fragment, MetaLine, RelationLine, SpanLine,
};
use csv::{Reader, ReaderBuilder, StringRecord};
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

/// Whether a file or folder has tables of spans.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let head = specimen.head.lines().next().unwrap_or_default().to_lowercase();
    let has = |column: &str| head.split([',', ';', '\t']).any(|cell| cell.trim_matches('"') == column);
    specimen.has_file(FILES[0])
        || (has("start") && has("end") && ["doc_id", "document", "doc", "label", "tag"].into_iter().any(has))
}

/// The articles of a folder of tables, or of one table of spans beside which the others may lie, in the order of their
/// names: the rows of one are brought together on the disk.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let [spans, relations, documents] = FILES;
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let spans_file = if path.is_dir() { path.join(spans) } else { path.to_owned() };
    let beside = |name: &str| Some(folder.join(name)).filter(|file| file.is_file());
    let tables: [(_, _, Take); 3] = [
        (beside(documents), documents, |one, row| {
            one.document(row);
            Ok(())
        }),
        (Some(spans_file), spans, One::span),
        (beside(relations), relations, One::relation),
    ];
    let there = tables.into_iter().filter_map(|(file, name, take)| Some((file?, name, take)));
    let tables: Vec<Table> =
        there.map(|(file, name, take)| Table::of(&file, name, take)).collect::<Result<_, _>>()?;
    let mut rows = Gathering::new()?;
    for (number, table) in tables.iter().enumerate() {
        table.gather(number, &mut rows)?;
    }
    Ok(Box::new(rows.things()?.map(move |thing| {
        let (id, rows) = thing?;
        let mut one = One::called(id);
        for Kept { table, line, cells } in rows {
            let Some(table) = tables.get(table) else { continue };
            let row = Row { table, cells: &cells.into() };
            (table.take)(&mut one, &row).map_err(|what| table.bad_line(line, what))?;
        }
        let wording = if one.has_text { Wording::Here } else { Wording::Elsewhere };
        let place = one.article.id.clone();
        Ok(Arrived { article: one.article, place, wording, counted: Counted::CODE_POINTS_FIRST })
    })))
}

/// A row until all rows of its article are known.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Which of the tables has it.
    table: usize,
    line: u64,
    cells: Vec<String>,
}

/// Takes a row into its article.
type Take = fn(&mut One, &Row<'_>) -> Result<(), String>;

/// The most bytes of a first line that are looked at for what divides cells.
const LONGEST_HEAD: u64 = 1 << 20;

/// A table with its head.
struct Table {
    path: PathBuf,
    name: &'static str,
    delimiter: u8,
    head: StringRecord,
    /// Whether it was written for spreadsheets: then apostrophes stand before what is no formula.
    for_sheets: bool,
    take: Take,
}

impl Table {
    fn of(path: &Path, name: &'static str, take: Take) -> Result<Self, BadInput> {
        let for_sheets = begins_with_mark(path)?;
        let mut head = String::new();
        let first = without_mark(path)?.take(LONGEST_HEAD).read_line(&mut head);
        first.map_err(|_bad| BadInput::at("line 1", "it is not UTF-8: write the file as UTF-8"))?;
        let count = |c: char| head.matches(c).count();
        let delimiter = [(b'\t', count('\t')), (b';', count(';')), (b',', count(','))];
        let delimiter = delimiter.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign);
        let head = StringRecord::new();
        let mut table = Self { path: path.to_owned(), name, delimiter, head, for_sheets, take };
        table.head = table.reader()?.headers().map_err(|error| table.bad(&error))?.clone();
        Ok(table)
    }

    fn reader(&self) -> Result<Reader<BufReader<File>>, BadInput> {
        let file = without_mark(&self.path)?;
        Ok(ReaderBuilder::new().delimiter(self.delimiter).flexible(true).from_reader(file))
    }

    /// Puts every row to its article; the table is that with this `number`.
    fn gather(&self, number: usize, rows: &mut Gathering<Kept>) -> Result<(), BadInput> {
        let mut reader = self.reader()?;
        let mut cells = StringRecord::new();
        while reader.read_record(&mut cells).map_err(|error| self.bad(&error))? {
            let line = cells.position().map_or(0, csv::Position::line);
            let row = Row { table: self, cells: &cells };
            let id = row.document().map_err(|what| self.bad_line(line, what))?;
            let cells = cells.iter().map(str::to_owned).collect();
            rows.put(id, &Kept { table: number, line, cells })?;
        }
        Ok(())
    }

    fn bad(&self, error: &csv::Error) -> BadInput {
        match (error.kind(), error.position()) {
            (csv::ErrorKind::Utf8 { .. }, Some(at)) => {
                self.bad_line(at.line(), "it is not UTF-8: write the file as UTF-8")
            }
            _ => BadInput::at(self.name, error),
        }
    }

    fn bad_line(&self, line: u64, what: impl Display) -> BadInput {
        BadInput::at(format!("{}: line {line}", self.name), what)
    }
}

/// A row with the names of its cells.
struct Row<'r> {
    table: &'r Table,
    cells: &'r StringRecord,
}

impl Row<'_> {
    /// A cell by the first of its names that there is; an empty one is nothing.
    fn cell(&self, names: &[&str]) -> Option<&str> {
        let cell = names.iter().find_map(|name| {
            let at = self.table.head.iter().position(|known| known.trim().eq_ignore_ascii_case(name))?;
            self.cells.get(at)
        })?;
        Some(self.plain(cell)).filter(|cell| !cell.is_empty())
    }

    fn plain<'c>(&self, cell: &'c str) -> &'c str {
        let bare = cell.strip_prefix('\'').filter(|bare| bare.starts_with(['=', '+', '-', '@', '\t', '\r']));
        bare.filter(|_| self.table.for_sheets).unwrap_or(cell)
    }

    fn words(&self, names: &[&str]) -> Option<String> {
        self.cell(names).map(str::to_owned)
    }

    fn number(&self, name: &str) -> Result<Option<u32>, String> {
        let cell = self.cell(&[name]).map(str::trim).filter(|cell| !cell.is_empty());
        cell.map(|cell| cell.parse().map_err(|_bad| format!("{name}: {cell:?} is no position"))).transpose()
    }

    fn document(&self) -> Result<&str, String> {
        self.cell(&["doc_id", "document", "doc", "id"]).ok_or_else(|| "it has no doc_id".to_owned())
    }
}

/// An article as far as its rows are read.
struct One {
    article: ArticleLine,
    has_text: bool,
}

impl One {
    fn called(id: String) -> Self {
        Self { article: ArticleLine { id, ..ArticleLine::default() }, has_text: false }
    }

    fn document(&mut self, row: &Row<'_>) {
        self.article.meta = Some(MetaLine {
            title: row.words(&["title"]),
            byline: row.words(&["byline"]),
            outlet: row.words(&["outlet"]),
            published: row.words(&["published"]),
            url: row.words(&["url"]),
            lang: row.words(&["lang"]),
        });
        let text = row.cell(&["text"]);
        // A text that was too long for a cell is left out; one of no length is none.
        self.has_text = text.is_some() || row.cell(&["length"]) == Some("0");
        text.unwrap_or_default().clone_into(&mut self.article.text);
        let annotators = row.cell(&["annotators"]).into_iter().flat_map(|cell| cell.split("; "));
        self.article.annotators = annotators
            .map(|one| match one.split_once(": ") {
                Some((name, state)) => AnnotatorLine { name: name.to_owned(), state: Some(state.to_owned()) },
                None => AnnotatorLine { name: one.to_owned(), state: None },
            })
            .collect();
    }

    fn span(&mut self, row: &Row<'_>) -> Result<(), String> {
        let span = SpanLine {
            id: row.words(&["span_id", "id"]),
            label: row.words(&["label", "tag"]),
            start: row.number("start")?,
            end: row.number("end")?,
            text: row.words(&["text", "words", "quote"]),
            fragments: fragments(row.cell(&["fragments"]).unwrap_or_default())?,
            annotator: row.words(&["annotator"]),
            note: row.words(&["note"]),
            flagged: row.cell(&["flagged"]).map(|cell| cell == "true"),
            origin: row.words(&["origin"]),
            edited: row.words(&["edited"]),
            attributes: attributes(row)?,
            ..SpanLine::default()
        };
        self.article.meta.get_or_insert_with(|| MetaLine { url: row.words(&["url"]), ..MetaLine::default() });
        self.article.spans.push(span);
        Ok(())
    }

    fn relation(&mut self, row: &Row<'_>) -> Result<(), String> {
        let end = |name: &str| row.words(&[name]).ok_or_else(|| format!("it has no {name}"));
        let relation = RelationLine {
            kind: row.words(&["type"]),
            from: end("from_span")?,
            to: end("to_span")?,
            annotator: row.words(&["annotator"]),
        };
        self.article.relations.push(relation);
        Ok(())
    }
}

fn fragments(cell: &str) -> Result<Vec<Fragment>, String> {
    let bad = || format!("fragments: {cell:?} is no list of START:END");
    let pieces = cell.split(',').filter(|piece| !piece.trim().is_empty());
    pieces
        .map(|piece| {
            let (start, end) = piece.split_once(':').ok_or_else(bad)?;
            let number = |part: &str| part.trim().parse().map_err(|_no_number| bad());
            Ok(Fragment { start: number(start)?, end: number(end)? })
        })
        .collect()
}

/// The slots: from the column of JSON where there is one, else from the columns of single slots.
fn attributes(row: &Row<'_>) -> Result<Vec<AttributeLine>, String> {
    if let Some(json) = row.cell(&["attributes"]) {
        return serde_json::from_str(json).map_err(|error| format!("attributes: {error}"));
    }
    let columns = row.table.head.iter().zip(row.cells);
    let slots = columns.filter_map(|(name, cell)| Some((name.strip_prefix("attr.")?, row.plain(cell))));
    Ok(slots
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(name, cell)| carried::attribute(name, cell))
        .collect())
}
