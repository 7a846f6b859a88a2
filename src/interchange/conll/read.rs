//! Columns as articles that arrive.

use super::schemes::{is_label, runs};
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Fields as _, Specimen, Wording, buffered,
};
use crate::interchange::jsonl::{AnnotatorLine, ArticleLine, MetaLine, RelationLine, SpanLine, TextLines};
use serde_json::Value;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Whether a file has columns of labels.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let is_row = |line: &str| {
        let cells: Vec<&str> = line.split_whitespace().collect();
        cells.len() > 1 && cells.last().is_some_and(|cell| is_label(cell))
    };
    let head = specimen.head.as_str();
    let rows = || head.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# "));
    head.starts_with("# columns = ")
        || head.starts_with("-DOCSTART-")
        || (rows().count() > 1 && rows().take(20).all(is_row))
}

/// The articles of a file, one after the other.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let stem = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = stem.split('.').next().unwrap_or_default().to_owned();
    let lines = TextLines::new(buffered(path)?);
    Ok(Box::new(Documents { lines, names: Vec::new(), begun: None, stem, count: 0 }))
}

/// See [`articles`].
struct Documents {
    lines: TextLines<BufReader<File>>,
    /// What the columns are called.
    names: Vec<String>,
    /// The document whose lines are read; nothing before the first.
    begun: Option<Columns>,
    /// What documents without a name are called, with their number.
    stem: String,
    count: usize,
}

impl Iterator for Documents {
    type Item = Result<Arrived, BadInput>;

    fn next(&mut self) -> Option<Self::Item> {
        let whole = self.whole().transpose()?;
        self.count += 1;
        Some(whole.map(|document| {
            let place = format!("line {}", document.line);
            let article = document.article(|| format!("{}-{}", self.stem, self.count));
            Arrived { article, place, wording: Wording::Here, counted: Counted::CODE_POINTS_FIRST }
        }))
    }
}

impl Documents {
    /// The next document of which all lines are read.
    fn whole(&mut self) -> Result<Option<Columns>, BadInput> {
        let place = |line: u64| format!("line {line}");
        while let Some((n, line)) =
            self.lines.line().map_err(|bad| BadInput::at(place(bad.line), bad.what))?
        {
            let begins = line.starts_with("# doc_id = ") || line.starts_with("-DOCSTART-");
            let mut before = None;
            if let Some(columns) = line.strip_prefix("# columns = ") {
                self.names = columns.split_whitespace().map(str::to_owned).collect();
            } else if begins || (self.begun.is_none() && !line.trim().is_empty()) {
                before = self.begun.replace(Columns { line: n, ..Columns::default() });
            }
            if let Some(document) = &mut self.begun {
                document.take(line, &self.names).map_err(|what| BadInput::at(place(n), what))?;
            }
            if before.is_some() {
                return Ok(before);
            }
        }
        Ok(self.begun.take())
    }
}

/// One document being read.
#[derive(Default)]
struct Columns {
    line: u64,
    id: Option<String>,
    text: Option<String>,
    meta: Option<MetaLine>,
    annotators: Vec<AnnotatorLine>,
    spans: Vec<SpanLine>,
    relations: Vec<RelationLine>,
    tokens: Vec<Token>,
    /// Whether a blank line stood before the next token.
    breaks: bool,
}

struct Token {
    words: String,
    at: Option<(u32, u32)>,
    labels: Vec<String>,
    /// Whether it is the first of a sentence.
    opens: bool,
}

impl Columns {
    fn take(&mut self, line: &str, names: &[String]) -> Result<(), String> {
        if let Some((what, said)) = line.strip_prefix("# ").and_then(|line| line.split_once(" = ")) {
            return self.comment(what, said);
        }
        if line.trim().is_empty() {
            self.breaks = true;
            return Ok(());
        }
        if line.starts_with("-DOCSTART-") || line.starts_with("# ") {
            return Ok(());
        }
        let cells: Vec<&str> =
            if line.contains('\t') { line.split('\t').collect() } else { line.split_whitespace().collect() };
        let [words, rest @ ..] = cells.as_slice() else { return Ok(()) };
        let numbered = names.get(1).is_some_and(|name| name == "start");
        let at = match rest {
            [start, end, ..] if numbered => {
                let number =
                    |cell: &str| cell.parse::<u32>().map_err(|_bad| format!("{cell:?} is no position"));
                Some((number(start)?, number(end)?))
            }
            _ => None,
        };
        let labels = rest.iter().filter(|cell| is_label(cell)).map(|cell| (*cell).to_owned()).collect();
        let opens = std::mem::take(&mut self.breaks);
        self.tokens.push(Token { words: (*words).to_owned(), at, labels, opens });
        Ok(())
    }

    fn comment(&mut self, what: &str, said: &str) -> Result<(), String> {
        let json = || serde_json::from_str::<Value>(said).map_err(|error| error.to_string());
        match what {
            "doc_id" => self.id = Some(said.to_owned()),
            "text" => self.text = json()?.as_str().map(str::to_owned),
            "meta" => self.meta = Some(MetaLine::of_fields(&json()?)),
            "annotators" => self.annotators = AnnotatorLine::of_value(Some(&json()?)),
            "span" => {
                let value = json()?;
                let span = SpanLine::of_value(&value).map_err(|error| error.to_string())?;
                let end = |key: &str| value.get("extent").and_then(|extent| extent.number(key));
                self.spans.push(SpanLine { start: end("start"), end: end("end"), ..span });
            }
            "relation" => {
                let value = json()?;
                let (Some(from), Some(to)) = (value.string("from"), value.string("to")) else {
                    return Err("a relation needs from and to".to_owned());
                };
                let annotator = value.string("annotator");
                self.relations.push(RelationLine { kind: value.string("type"), from, to, annotator });
            }
            _ => {}
        }
        Ok(())
    }

    fn article(self, name: impl FnOnce() -> String) -> ArticleLine {
        let carried = self.text.is_some();
        let (text, places) = match &self.text {
            Some(text) => (text.clone(), Vec::new()),
            None => laid(&self.tokens),
        };
        let spans = if carried { self.spans } else { of_columns(&self.tokens, &places) };
        ArticleLine {
            id: self.id.unwrap_or_else(name),
            text,
            meta: self.meta,
            annotators: self.annotators,
            spans,
            relations: self.relations,
        }
    }
}

/// A text made of tokens, and where each stands: at its position where it has one, else after a blank, on
/// a line of its own where a sentence begins.
fn laid(tokens: &[Token]) -> (String, Vec<(u32, u32)>) {
    let mut text = String::new();
    let mut length = 0_u32;
    let mut places = Vec::new();
    for token in tokens {
        let gap = match token.at {
            Some((start, _)) => start.saturating_sub(length),
            None => u32::from(length > 0),
        };
        for n in 0..gap {
            text.push(if token.opens && n == 0 && length > 0 { '\n' } else { ' ' });
        }
        length += gap;
        let end = length + u32::try_from(token.words.chars().count()).unwrap_or_default();
        text.push_str(&token.words);
        places.push((length, end));
        length = end;
    }
    (text, places)
}

fn of_columns(tokens: &[Token], places: &[(u32, u32)]) -> Vec<SpanLine> {
    let columns = tokens.iter().map(|token| token.labels.len()).max().unwrap_or_default();
    let mut spans = Vec::new();
    for column in 0..columns {
        let cells: Vec<&str> =
            tokens.iter().map(|token| token.labels.get(column).map_or("O", String::as_str)).collect();
        for (from, to, label) in runs(&cells) {
            let start = places.get(from).map(|place| place.0);
            let end = to.checked_sub(1).and_then(|last| places.get(last)).map(|place| place.1);
            spans.push(SpanLine { label: Some(label), start, end, ..SpanLine::default() });
        }
    }
    spans
}
