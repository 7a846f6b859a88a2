//! Records as a text and standoff lines.

use super::config::{Values, annotation_conf, visual_conf};
use super::fragments::{unbroken, words};
use super::names::name;
use super::{ANNOTATOR, NOTES};
use crate::interchange::export::{Finish, Output, Settings, Writer};
use crate::interchange::line_ends::LfText;
use crate::interchange::token::{is_blank, is_line_break as is_break};
use crate::interchange::{NewWords, Record, RelationRow, SpanRow, Vocabulary, carried};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;

/// The files being written.
pub(in crate::interchange) struct Brat {
    vocabulary: Vocabulary,
    new: NewWords,
    values: Values,
}

/// The files of an article.
pub(in crate::interchange) struct Part {
    file: String,
    text: String,
    lines: String,
    new: NewWords,
    values: Values,
}

impl Brat {
    /// Begins with the words of the tagsets.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        Self { vocabulary: settings.vocabulary.clone(), new: NewWords::default(), values: Values::default() }
    }
}

impl Writer for Brat {
    type Part = Part;

    fn render(&self, record: &Record<'_>) -> io::Result<Part> {
        let there = LfText::of(record.text.as_str());
        let mut standoff = Standoff::new(&there);
        for row in &record.spans {
            standoff.span(row);
        }
        for row in &record.relations {
            standoff.relation(row);
        }
        let Standoff { lines, values, .. } = standoff;
        let new = self.vocabulary.beyond(record);
        Ok(Part { file: record.file.clone(), lines, values, new, text: there.text })
    }

    fn take(&mut self, part: Part, out: &mut dyn Output) -> io::Result<()> {
        self.new.join(part.new);
        self.values.join(part.values);
        out.put(&format!("{}.txt", part.file), part.text.as_bytes())?;
        out.put(&format!("{}.ann", part.file), part.lines.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        self.vocabulary.learn(std::mem::take(&mut self.new));
        out.put("annotation.conf", annotation_conf(&self.vocabulary, &self.values).as_bytes())?;
        out.put("visual.conf", visual_conf(&self.vocabulary).as_bytes())?;
        Ok(Finish::Whole)
    }
}

/// The lines of an article being written.
struct Standoff<'r> {
    there: &'r LfText,
    chars: Vec<char>,
    lines: String,
    values: Values,
    /// The numbers of the annotations that have a line.
    numbers: HashMap<String, usize>,
    attributes: usize,
    relations: usize,
    notes: usize,
}

impl<'r> Standoff<'r> {
    fn new(there: &'r LfText) -> Self {
        Self {
            there,
            chars: there.text.chars().collect(),
            lines: String::new(),
            values: Values::default(),
            numbers: HashMap::new(),
            attributes: 0,
            relations: 0,
            notes: 0,
        }
    }

    fn span(&mut self, row: &SpanRow<'_>) {
        let pieces = if row.fragments.is_empty() { vec![row.at] } else { row.fragments.clone() };
        let place = |at| self.there.place(at);
        let pieces: Vec<(u32, u32)> = pieces.into_iter().map(place).collect();
        let fragments = unbroken(&self.chars, &pieces);
        if fragments.is_empty() {
            return;
        }
        let number = self.numbers.len() + 1;
        self.numbers.insert(row.id.to_string(), number);
        let at: Vec<String> = fragments.iter().map(|(start, end)| format!("{start} {end}")).collect();
        let (at, said) = (at.join(";"), words(&self.chars, &fragments));
        // Writing to a string cannot fail.
        writeln!(self.lines, "T{number}\t{} {at}\t{said}", name(&row.annotation.tag)).ok();
        self.attribute(ANNOTATOR, number, row.annotator.as_str());
        let mut note = vec![one_line(&row.annotation.note)];
        note.retain(|note| !note.is_empty());
        for (slot, values) in carried::slots_of(row) {
            match values.as_slice() {
                [token] if is_token(token) => self.attribute(&name(slot), number, token),
                values => {
                    note.extend(values.iter().map(|value| format!("{}={}", name(slot), one_line(value))));
                }
            }
        }
        if !note.is_empty() {
            self.note(NOTES, &format!("T{number}"), &note.join(" | "));
        }
        let carried = carried::span_at(row, &place).to_string();
        self.note(carried::NAME, &format!("T{number}"), &carried);
    }

    fn attribute(&mut self, key: &str, of: usize, value: &str) {
        self.attributes += 1;
        self.values.add(key, value);
        writeln!(self.lines, "A{}\t{key} T{of} {value}", self.attributes).ok();
    }

    fn note(&mut self, kind: &str, of: &str, said: &str) {
        self.notes += 1;
        // A string of JSON may hold what breaks lines elsewhere.
        let said: String = said
            .chars()
            .map(|c| if is_break(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() })
            .collect();
        writeln!(self.lines, "#{}\t{kind} {of}\t{said}", self.notes).ok();
    }

    fn relation(&mut self, row: &RelationRow<'_>) {
        let number = |id: &str| self.numbers.get(id).copied();
        let (Some(from), Some(to)) = (number(&row.from), number(&row.to)) else { return };
        self.relations += 1;
        let id = format!("R{}", self.relations);
        writeln!(self.lines, "{id}\t{} Arg1:T{from} Arg2:T{to}", name(row.kind)).ok();
        let said = serde_json::json!({"type": row.kind, "annotator": row.annotator.as_str()});
        self.note(carried::NAME, &id, &said.to_string());
    }
}

/// Words on one line.
pub(super) fn one_line(words: &str) -> String {
    words.chars().map(|c| if is_break(c) { ' ' } else { c }).collect::<String>().trim().to_owned()
}

/// Whether a value can be an attribute's: one token.
fn is_token(value: &str) -> bool {
    !value.is_empty() && !value.chars().any(|c| is_blank(c) || is_break(c) || c.is_control())
}
