//! An article with its annotations as Markdown, for a mail or a document: the words, then a list of what was said.
//!
//! Several articles follow one another in one file. It is for people: nothing reads it back.

use super::export::{Output, STREAM, Writer};
use super::{Facts, Loss, Record, Shape, Ways};
use crate::text::shortened;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "markdown",
    title: "Markdown",
    purpose: "The article’s words and a list of its tags; for a mail or a document",
    shape: Shape::Stream,
    extension: "md",
    ways: Ways::Out,
    companions: &[],
    losses: &[Loss::States, Loss::Ids, Loss::Pieces, Loss::Places, Loss::Origins, Loss::Times],
};

/// The text being written.
pub(super) struct Markdown;

impl Writer for Markdown {
    type Part = String;

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.file(STREAM).map(drop)
    }

    fn render(&self, record: &Record<'_>) -> io::Result<String> {
        Ok(written(record))
    }

    fn take(&mut self, part: String, out: &mut dyn Output) -> io::Result<()> {
        out.file(STREAM)?.write_all(part.as_bytes())
    }
}

fn written(record: &Record<'_>) -> String {
    let details = record.details;
    let mut out = format!("# {}\n\n", plain(details.title.as_deref().unwrap_or(&record.id)));
    let known = [&details.outlet, &details.byline, &details.published, &details.url].into_iter().flatten();
    let known: Vec<String> = known.map(|words| plain(words)).collect();
    // Writing to a string cannot fail.
    if !known.is_empty() {
        writeln!(out, "{}\n", known.join(" · ")).ok();
    }
    for line in record.text.as_str().lines() {
        let line = plain(line);
        writeln!(out, "{}", if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).ok();
    }
    out.push('\n');
    let numbers: HashMap<&str, usize> = record.spans.iter().map(|row| &*row.id).zip(1..).collect();
    for (row, number) in record.spans.iter().zip(1..) {
        let number: usize = number;
        let (tag, words) = (plain(&row.annotation.tag), plain(&shortened(row.text, 300)));
        write!(
            out,
            "{number}. **{tag}** “{words}” ({}–{}, {}",
            row.at.0,
            row.at.1,
            plain(row.annotator.as_str())
        )
        .ok();
        out.push_str(if row.annotation.flagged { ", flagged)\n" } else { ")\n" });
        for slot in row.attributes.iter().filter(|slot| !slot.value.is_empty()) {
            writeln!(out, "   - {}: {}", plain(slot.key), plain(slot.value)).ok();
        }
        for link in record.relations.iter().filter(|link| link.from == row.id) {
            let to = numbers.get(&*link.to).copied().unwrap_or_default();
            writeln!(out, "   - {} {to}", plain(link.kind)).ok();
        }
        if !row.annotation.note.is_empty() {
            writeln!(out, "   - note: {}", plain(&row.annotation.note)).ok();
        }
    }
    out.push('\n');
    out
}

/// Words on one line with every sign escaped that Markdown would take for markup.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '+' | '!' | '|' | '~'
            | '&' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
