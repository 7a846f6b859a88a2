//! Records as columns.

use super::columns::{layers, name};
use crate::interchange::export::{Finish, Output, STREAM, Settings, Unit, Writer};
use crate::interchange::token::tokens;
use crate::interchange::{NewWords, Record, Vocabulary, carried, json};
use crate::text::{Boundary, ByteOffset};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

/// The columns being written.
pub(in crate::interchange) struct Conll {
    vocabulary: Vocabulary,
    new: NewWords,
    /// How many columns each tag has.
    depths: BTreeMap<String, usize>,
    needed: BTreeMap<String, usize>,
}

/// The lines of a record, and what they would need.
pub(in crate::interchange) struct Part {
    lines: String,
    new: NewWords,
    needed: BTreeMap<String, usize>,
}

impl Conll {
    /// Begins with one column for each tag of the tagsets.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        let vocabulary = settings.vocabulary.clone();
        Self { vocabulary, new: NewWords::default(), depths: BTreeMap::new(), needed: BTreeMap::new() }
    }

    /// The columns after those of the token: tag and depth, from 1.
    fn columns(&self) -> Vec<(&str, usize)> {
        let tags = self.vocabulary.tags.iter().map(|tag| tag.name.as_str());
        tags.flat_map(|tag| (1..=self.depths.get(tag).copied().unwrap_or(1)).map(move |depth| (tag, depth)))
            .collect()
    }
}

impl Writer for Conll {
    type Part = Part;

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        let names: Vec<String> = self.columns().into_iter().map(|(tag, depth)| name(tag, depth)).collect();
        out.anew(STREAM)?;
        writeln!(out.file(STREAM)?, "# columns = token start end {}\n", names.join(" "))
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Part> {
        let mut lines = comments(record);
        let layers = layers(record);
        let none = Vec::new();
        let columns: Vec<(String, &Vec<(u32, u32)>)> = self
            .columns()
            .into_iter()
            .map(|(tag, depth)| {
                (name(tag, 1), layers.get(tag).and_then(|of| of.get(depth - 1)).unwrap_or(&none))
            })
            .collect();
        let ends = sentence_ends(record);
        let mut sentence = 0;
        let mut is_first = true;
        for token in tokens(record).iter().filter(|token| !token.is_blank()) {
            let (start, end) = (token.start.get(), token.end.get());
            let here = ends.partition_point(|end| *end <= start);
            if here != sentence && !is_first {
                lines.push('\n');
            }
            (sentence, is_first) = (here, false);
            // Writing to a string cannot fail.
            write!(lines, "{}\t{start}\t{end}", token.words).ok();
            for (label, spans) in &columns {
                let at = spans.partition_point(|(_, end)| *end <= start);
                match spans.get(at).filter(|(from, _)| *from <= start) {
                    // The first token inside it: all between are blank.
                    Some((from, _)) if !has_token(record, *from, start) => write!(lines, "\tB-{label}").ok(),
                    Some(_) => write!(lines, "\tI-{label}").ok(),
                    None => write!(lines, "\tO").ok(),
                };
            }
            lines.push('\n');
        }
        lines.push('\n');
        let needed = layers.iter().map(|(tag, columns)| ((*tag).to_owned(), columns.len())).collect();
        Ok(Part { lines, needed, new: self.vocabulary.beyond(record) })
    }

    fn take(&mut self, part: Part, out: &mut dyn Output) -> io::Result<()> {
        self.new.join(part.new);
        for (tag, depth) in part.needed {
            let known = self.needed.entry(tag).or_default();
            *known = depth.max(*known);
        }
        out.file(STREAM)?.write_all(part.lines.as_bytes())
    }

    fn finish(&mut self, _: &mut dyn Output) -> io::Result<Finish> {
        let before: Vec<(String, usize)> =
            self.columns().into_iter().map(|(tag, depth)| (tag.to_owned(), depth)).collect();
        self.vocabulary.learn(std::mem::take(&mut self.new));
        self.depths = std::mem::take(&mut self.needed);
        let now = self.columns();
        let same = now
            .iter()
            .map(|(tag, depth)| (*tag, *depth))
            .eq(before.iter().map(|(tag, depth)| (tag.as_str(), *depth)));
        Ok(if same { Finish::Whole } else { Finish::Again })
    }
}

/// Whether a character that is not blank stands between two code points.
fn has_token(record: &Record<'_>, from: u32, to: u32) -> bool {
    let (from, to) = (crate::text::CharOffset::new(from), crate::text::CharOffset::new(to));
    let between = record.text.span_of_chars(from, to).map(|span| record.text.quote(span)).unwrap_or_default();
    between.chars().any(|c| !crate::interchange::token::is_blank(c))
}

/// What other readers pass over: the article, its text, its annotations.
fn comments(record: &Record<'_>) -> String {
    let mut out = format!("# doc_id = {}\n", record.id.replace(['\n', '\r'], " "));
    let mut say = |what: &str, value: &serde_json::Value| {
        out.push_str("# ");
        out.push_str(what);
        out.push_str(" = ");
        out.push_str(&String::from_utf8_lossy(&json::line(value)));
    };
    say("text", &record.text.as_str().into());
    say("meta", &serde_json::Value::Object(carried::details(record)));
    say("annotators", &carried::annotators(record));
    for row in &record.spans {
        say("span", &carried::span(record, row, Unit::CodePoints));
    }
    for row in &record.relations {
        say(
            "relation",
            &json!({"type": row.kind, "from": row.from, "to": row.to, "annotator": row.annotator.as_str()}),
        );
    }
    out
}

/// The code points at which sentences end, but for those inside an annotation.
fn sentence_ends(record: &Record<'_>) -> Vec<u32> {
    let text = record.text;
    let mut ends = Vec::new();
    let mut at = ByteOffset::default();
    while at < text.end() {
        let next = text.after(at, Boundary::Sentence);
        if next <= at {
            break;
        }
        at = next;
        ends.extend(text.char_offset(at).map(crate::text::CharOffset::get));
    }
    let mut reach = 0;
    let mut rows = record.spans.iter().peekable();
    ends.retain(|end| {
        while let Some(row) = rows.next_if(|row| row.at.0.get() < *end) {
            reach = row.at.1.get().max(reach);
        }
        *end >= reach
    });
    ends
}
