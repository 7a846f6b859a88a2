//! Tables as articles that arrive: our own three, or one table of spans with a head.

use super::FILES;
use crate::interchange::carried;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Specimen, Wording, begins_with_mark, without_mark,
};
use crate::interchange::jsonl::{
    AnnotatorLine, ArticleLine, AttributeLine, Fragment, MetaLine, RelationLine, SpanLine,
};
use csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeMap;
use std::io::{BufRead as _, Read as _};
use std::path::{Path, PathBuf};

/// Whether a file or folder has tables of spans.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let head = specimen.head.lines().next().unwrap_or_default().to_lowercase();
    let has = |column: &str| head.split([',', ';', '\t']).any(|cell| cell.trim_matches('"') == column);
    specimen.has_file(FILES[0])
        || (has("start") && has("end") && ["doc_id", "document", "doc", "label", "tag"].into_iter().any(has))
}

/// The articles of a folder of tables, or of one table of spans beside which the others may lie.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let [spans, relations, documents] = FILES;
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let spans_file = if path.is_dir() { path.join(spans) } else { path.to_owned() };
    let mut all = Tables::default();
    let beside = |name: &str| Some(folder.join(name)).filter(|file| file.is_file());
    if let Some(file) = beside(documents) {
        Table::of(&file)?.each(documents, |row| all.document(row))?;
    }
    Table::of(&spans_file)?.each(spans, |row| all.span(row))?;
    if let Some(file) = beside(relations) {
        Table::of(&file)?.each(relations, |row| all.relation(row))?;
    }
    Ok(Box::new(all.articles.into_values().map(|one| {
        let wording = if one.has_text { Wording::Here } else { Wording::Elsewhere };
        let place = one.article.id.clone();
        Ok(Arrived { article: one.article, place, wording, counted: Counted::CODE_POINTS_FIRST })
    })))
}

/// The most bytes of a first line that are looked at for what divides cells.
const LONGEST_HEAD: u64 = 1 << 20;

/// A table with its head.
struct Table {
    path: PathBuf,
    delimiter: u8,
    /// Whether it was written for spreadsheets: then apostrophes stand before what is no formula.
    for_sheets: bool,
}

impl Table {
    fn of(path: &Path) -> Result<Self, BadInput> {
        let for_sheets = begins_with_mark(path)?;
        let mut head = String::new();
        let first = without_mark(path)?.take(LONGEST_HEAD).read_line(&mut head);
        first.map_err(|_bad| BadInput::at("line 1", "it is not UTF-8: write the file as UTF-8"))?;
        let count = |c: char| head.matches(c).count();
        let delimiter = [(b'\t', count('\t')), (b';', count(';')), (b',', count(','))];
        let delimiter = delimiter.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign);
        Ok(Self { path: path.to_owned(), delimiter, for_sheets })
    }

    fn each(&self, name: &str, mut take: impl FnMut(&Row<'_>) -> Result<(), String>) -> Result<(), BadInput> {
        let file = without_mark(&self.path)?;
        let mut reader = ReaderBuilder::new().delimiter(self.delimiter).flexible(true).from_reader(file);
        let bad = |error: csv::Error| match (error.kind(), error.position()) {
            (csv::ErrorKind::Utf8 { .. }, Some(at)) => BadInput::at(
                format!("{name}: line {}", at.line()),
                "it is not UTF-8: write the file as UTF-8",
            ),
            _ => BadInput::at(name, error),
        };
        let head = reader.headers().map_err(bad)?.clone();
        let mut cells = StringRecord::new();
        while reader.read_record(&mut cells).map_err(bad)? {
            let line = cells.position().map_or(0, csv::Position::line);
            let row = Row { head: &head, cells: &cells, for_sheets: self.for_sheets };
            take(&row).map_err(|what| BadInput::at(format!("{name}: line {line}"), what))?;
        }
        Ok(())
    }
}

/// A row with the names of its cells.
struct Row<'r> {
    head: &'r StringRecord,
    cells: &'r StringRecord,
    for_sheets: bool,
}

impl Row<'_> {
    /// A cell by the first of its names that there is; an empty one is nothing.
    fn cell(&self, names: &[&str]) -> Option<&str> {
        let cell = names.iter().find_map(|name| {
            let at = self.head.iter().position(|known| known.trim().eq_ignore_ascii_case(name))?;
            self.cells.get(at)
        })?;
        Some(self.plain(cell)).filter(|cell| !cell.is_empty())
    }

    fn plain<'c>(&self, cell: &'c str) -> &'c str {
        let bare = cell.strip_prefix('\'').filter(|bare| bare.starts_with(['=', '+', '-', '@', '\t', '\r']));
        bare.filter(|_| self.for_sheets).unwrap_or(cell)
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

#[derive(Default)]
struct Tables {
    articles: BTreeMap<String, One>,
}

#[derive(Default)]
struct One {
    article: ArticleLine,
    has_text: bool,
}

impl Tables {
    fn one(&mut self, id: &str) -> &mut One {
        self.articles.entry(id.to_owned()).or_insert_with(|| One {
            article: ArticleLine { id: id.to_owned(), ..ArticleLine::default() },
            has_text: false,
        })
    }

    fn document(&mut self, row: &Row<'_>) -> Result<(), String> {
        let one = self.one(row.document()?);
        one.article.meta = Some(MetaLine {
            title: row.words(&["title"]),
            byline: row.words(&["byline"]),
            outlet: row.words(&["outlet"]),
            published: row.words(&["published"]),
            url: row.words(&["url"]),
            lang: row.words(&["lang"]),
        });
        let text = row.cell(&["text"]);
        // A text that was too long for a cell is left out; one of no length is none.
        one.has_text = text.is_some() || row.cell(&["length"]) == Some("0");
        text.unwrap_or_default().clone_into(&mut one.article.text);
        let annotators = row.cell(&["annotators"]).into_iter().flat_map(|cell| cell.split("; "));
        one.article.annotators = annotators
            .map(|one| match one.split_once(": ") {
                Some((name, state)) => AnnotatorLine { name: name.to_owned(), state: Some(state.to_owned()) },
                None => AnnotatorLine { name: one.to_owned(), state: None },
            })
            .collect();
        Ok(())
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
        let url = row.words(&["url"]);
        let id = row.document()?.to_owned();
        let one = self.one(&id);
        if one.article.meta.is_none() {
            one.article.meta = Some(MetaLine { url, ..MetaLine::default() });
        }
        one.article.spans.push(span);
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
        self.one(row.document()?).article.relations.push(relation);
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
    let columns = row.head.iter().zip(row.cells);
    let slots = columns.filter_map(|(name, cell)| Some((name.strip_prefix("attr.")?, row.plain(cell))));
    Ok(slots
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(name, cell)| carried::attribute(name, cell))
        .collect())
}
