//! Records as Prodigy's tasks.

use crate::interchange::export::{Output, STREAM, Unit, Writer};
use crate::interchange::json::line;
use crate::interchange::token::{self, Token};
use crate::interchange::{Record, RelationRow, SpanRow, carried};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io;

/// The tasks being written.
pub(in crate::interchange) struct Prodigy;

impl Writer for Prodigy {
    type Part = Vec<u8>;

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.file(STREAM).map(drop)
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Vec<u8>> {
        Ok(line(&task(record)))
    }

    fn take(&mut self, part: Vec<u8>, out: &mut dyn Output) -> io::Result<()> {
        out.file(STREAM)?.write_all(&part)
    }
}

fn task(record: &Record<'_>) -> Value {
    let cut = spoken(record);
    let first: HashMap<u32, usize> =
        cut.iter().enumerate().map(|(n, (token, _))| (token.start.get(), n)).collect();
    let last: HashMap<u32, usize> =
        cut.iter().enumerate().map(|(n, (token, _))| (token.end.get(), n)).collect();
    let place = |row: &SpanRow<'_>| (first.get(&row.at.0.get()).copied(), last.get(&row.at.1.get()).copied());
    let mut meta = carried::details(record);
    meta.insert("id".to_owned(), Value::from(record.id.as_str()));
    meta.insert("annotators".to_owned(), carried::annotators(record));
    let tokens: Vec<Value> = cut
        .iter()
        .enumerate()
        .map(|(n, (token, followed))| {
            json!({"id": n, "text": token.words, "start": token.start.get(), "end": token.end.get(), "ws": followed})
        })
        .collect();
    let rows: HashMap<&str, &SpanRow<'_>> = record.spans.iter().map(|row| (&*row.id, row)).collect();
    let spans: Vec<Value> = record.spans.iter().map(|row| span(record, row, place(row))).collect();
    let relations: Vec<Value> = record
        .relations
        .iter()
        .filter_map(|row| relation(row, *rows.get(&*row.from)?, *rows.get(&*row.to)?, place))
        .collect();
    json!({
        "text": record.text.as_str(),
        "meta": meta,
        "tokens": tokens,
        "spans": spans,
        "relations": relations,
        "answer": "accept",
    })
}

/// The tokens, each with whether one blank follows it that is no token of its own.
fn spoken<'t>(record: &Record<'t>) -> Vec<(Token<'t>, bool)> {
    let (starts, ends) = token::ends(record);
    let mut cut: Vec<(Token<'t>, bool)> = Vec::new();
    for token in token::tokens(record) {
        let own = starts.contains(&token.start.get()) || ends.contains(&token.end.get());
        match cut.last_mut() {
            Some((before, followed)) if token.words == " " && !own && !before.is_blank() => *followed = true,
            _ => cut.push((token, false)),
        }
    }
    cut
}

fn span(record: &Record<'_>, row: &SpanRow<'_>, (first, last): (Option<usize>, Option<usize>)) -> Value {
    let mut attributes = Map::new();
    for (key, values) in carried::slots_of(row) {
        let value = match values.as_slice() {
            [only] => Value::from(*only),
            several => several.to_vec().into(),
        };
        attributes.insert(key.to_owned(), value);
    }
    json!({
        "start": row.at.0.get(),
        "end": row.at.1.get(),
        "label": &*row.annotation.tag,
        "token_start": first,
        "token_end": last,
        "id": row.id,
        "text": row.text,
        "annotator": row.annotator.as_str(),
        "attributes": attributes,
        carried::NAME: carried::span(record, row, Unit::CodePoints),
    })
}

fn relation(
    row: &RelationRow<'_>,
    from: &SpanRow<'_>,
    to: &SpanRow<'_>,
    place: impl Fn(&SpanRow<'_>) -> (Option<usize>, Option<usize>),
) -> Option<Value> {
    let end = |row: &SpanRow<'_>| {
        let (first, last) = place(row);
        json!({"start": row.at.0.get(), "end": row.at.1.get(), "label": &*row.annotation.tag,
               "token_start": first, "token_end": last})
    };
    Some(json!({
        "head": place(from).1?,
        "child": place(to).1?,
        "label": row.kind,
        "head_span": end(from),
        "child_span": end(to),
        "id": row.id,
        "from": row.from,
        "to": row.to,
        "annotator": row.annotator.as_str(),
    }))
}
