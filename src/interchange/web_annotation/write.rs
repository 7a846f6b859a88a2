//! Records as annotations of the web.

use crate::interchange::export::{Finish, Output, STREAM, Unit, Writer};
use crate::interchange::{Record, RelationRow, SpanRow, carried, json};
use crate::text::{ByteOffset, ReadingText, Span};
use memchr::memmem;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io;

/// The page being written.
#[derive(Default)]
pub(in crate::interchange) struct Page {
    written: usize,
}

impl Writer for Page {
    type Part = Vec<Vec<u8>>;

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        let head: &[u8] = b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:copydesk:page\",\
                            \"type\":\"AnnotationPage\",\"items\":[";
        out.file(STREAM)?.write_all(head)
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Self::Part> {
        let spans = record.spans.iter().map(|row| span(record, row));
        let links = record.relations.iter().map(|row| link(record, row));
        let bytes = |value: Value| {
            let mut bytes = Vec::new();
            json::append(&mut bytes, &value);
            bytes
        };
        Ok(spans.chain(links).map(bytes).collect())
    }

    fn take(&mut self, part: Self::Part, out: &mut dyn Output) -> io::Result<()> {
        let file = out.file(STREAM)?;
        for item in part {
            file.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
            file.write_all(&item)?;
            self.written += 1;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        out.file(STREAM)?.write_all(b"\n]}\n")?;
        Ok(Finish::Whole)
    }
}

/// The name of an annotation, or of a link, for the whole world.
fn iri(record: &Record<'_>, kind: &str, id: &str) -> String {
    format!("urn:copydesk:{kind}:{}:{}", encoded(&record.source), encoded(id))
}

/// Words with every byte that a URN cannot have percent-encoded.
fn encoded(words: &str) -> String {
    words.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            // Writing to a string cannot fail.
            byte => write!(out, "%{byte:02X}").unwrap_or_default(),
        }
        out
    })
}

fn body(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "value": value})
}

fn span(record: &Record<'_>, row: &SpanRow<'_>) -> Value {
    let annotation = row.annotation;
    let mut bodies = vec![body("tagging", &annotation.tag)];
    bodies.extend(row.attributes.iter().map(
        |slot| json!({"type": "TextualBody", "purpose": "describing", "name": slot.key, "value": slot.value}),
    ));
    if !annotation.note.is_empty() {
        bodies.push(body("commenting", &annotation.note));
    }
    bodies.extend(record.details.url.as_deref().map(|url| body("identifying", url)));
    bodies.push(body("editing", &carried::span(record, row, Unit::CodePoints).to_string()));
    let (prefix, suffix) = context(record.text, annotation.extent());
    let mut selectors =
        vec![json!({"type": "TextQuoteSelector", "exact": row.text, "prefix": prefix, "suffix": suffix})];
    let pieces =
        if row.fragments.is_empty() { std::slice::from_ref(&row.at) } else { row.fragments.as_slice() };
    selectors.extend(
        pieces.iter().map(
            |(start, end)| json!({"type": "TextPositionSelector", "start": start.get(), "end": end.get()}),
        ),
    );
    let mut item = json!({
        "id": iri(record, "annotation", &row.id),
        "type": "Annotation",
        "motivation": "tagging",
        "creator": {"type": "Person", "name": row.annotator.as_str()},
        "body": bodies,
        "target": {"source": record.source, "selector": selectors},
    });
    if let Some(fields) =
        item.as_object_mut().filter(|_| annotation.edited.parse::<jiff::Timestamp>().is_ok())
    {
        fields.insert("modified".to_owned(), (&*annotation.edited).into());
    }
    item
}

fn link(record: &Record<'_>, row: &RelationRow<'_>) -> Value {
    json!({
        "id": iri(record, "link", &row.id),
        "type": "Annotation",
        "motivation": "linking",
        "creator": {"type": "Person", "name": row.annotator.as_str()},
        "body": [iri(record, "annotation", &row.from), body("tagging", row.kind)],
        "target": iri(record, "annotation", &row.to),
    })
}

/// What stands before and after a span, long enough for the three together to stand once in the text.
fn context(text: &ReadingText, span: Span) -> (&str, &str) {
    let mut reach = 32;
    loop {
        let from = text.floor(ByteOffset::at(span.start().index().saturating_sub(reach)));
        let until = ByteOffset::at(span.end().index().saturating_add(reach).min(text.end().index()));
        let until = if until == text.end() { until } else { text.floor(until).max(span.end()) };
        let whole = text.between(from, until);
        let all = from == ByteOffset::default() && until == text.end();
        let mut found = memmem::find_iter(text.as_str().as_bytes(), whole).take(2);
        if all || (found.next().is_some() && found.next().is_none()) {
            return (text.between(from, span.start()), text.between(span.end(), until));
        }
        reach = reach.saturating_mul(2);
    }
}
