//! The picture notation: a text with its annotations drawn under the words.
//!
//! ```text
//! The mayor said the bridge is safe.
//!     |---|                          .speaker
//! |--------------------------------| claim certainty=possible
//!                |----------------| quote#q1! // "Check this."
//!     |---|                          .speaker = "Ada Byron"
//! She left.
//! ~ q1 disputes a1
//! ```
//!
//! * Any number of lines of text, each with the rows of what stands on it underneath. Common
//!   indentation, a first empty line and a last blank one do not count.
//! * A row covers columns with `|---|`, one column with `|`; several runs are several pieces. Where a
//!   piece comes from the line above or goes on below, its end is `<` or `>` (one column that does
//!   both: `+`). The line break is the column after the last word.
//! * A grapheme cluster is one column wide, or two where it is Han, Kana, Hangul or an emoji, as a
//!   terminal shows it. Right-to-left words are counted as they are read, not as they are shown.
//! * After the row: the tag; `#id` (given to several rows, it makes them one annotation; without it
//!   the annotations are `a1`, `a2`, …); `!` for a flag; slots without a place; `(origin)` unless by
//!   hand; `// "note"`.
//! * A row `.name` is a slot of the annotation above it, read from the words it covers; `#id.name` is
//!   that of any annotation. ` = value` where the value is not those words.
//! * `~ from kind to` is a link.
//! * In the text, `\t` `\r` `\\` `\u{2028}` are escapes; so is a backslash before the first or last
//!   character of a line, and `\.` is nothing, for an empty line at either end.
//!
//! A picture cannot show half a cluster, times, comments, the order of slots, or a slot whose
//! places are on different lines; [`draw`] panics at the first and last, and lists the unplaced.

use super::{NOW, text as reading_text};
use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Link, Origin, Pieces, Place, Slot,
};
use copydesk::text::{ByteOffset, ReadingText, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// The text and the set by `anna` that a picture shows.
pub fn parse(picture: &str) -> (ReadingText, AnnotationSet) {
    let rows = dedented(picture);
    let (drawn, words): (Vec<_>, Vec<_>) = rows.iter().partition(|row| is_drawn(row));
    drop(drawn);
    let words: Vec<String> =
        words.into_iter().map(|row| unescaped(row).into_iter().map(|(c, _)| c).collect()).collect();
    let text = reading_text(&words.join("\n"));
    let mut found = Found::default();
    let mut links = Vec::new();
    let mut line: Option<Line> = None;
    for row in &rows {
        if let Some(link) = row.strip_prefix('~') {
            links.push(link_of(link));
        } else if is_drawn(row) {
            found.row(row, line.as_ref().expect("a row stands under words"), &text);
        } else {
            line = Some(Line::new(line.map_or(0, |line| line.end + 1), unescaped(row)));
        }
    }
    let set = AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "small/1");
    let annotations = found.annotations.into_values().map(|annotation| annotation.finished(&text));
    (text.clone(), set.with(annotations.collect::<Vec<_>>(), [], links, []))
}

/// The picture of a set, without indentation.
pub fn draw(text: &ReadingText, set: &AnnotationSet) -> String {
    let mut picture = String::new();
    let mut numbers: BTreeMap<&AnnotationId, usize> = BTreeMap::new();
    let lines = lines_of(text);
    let last = lines.len() - 1;
    for (number, (line, written)) in lines.iter().enumerate() {
        let edge = number == 0 || number == last;
        picture += if edge && written.is_empty() { "\\." } else { written };
        picture.push('\n');
        for annotation in set.iter() {
            let runs = line.runs(annotation.pieces.iter());
            let slots: Vec<_> = annotation.slots.iter().filter_map(|slot| line.slot(slot, text)).collect();
            let named = lines.iter().filter(|(line, _)| line.shows(annotation)).count() > 1;
            if !runs.is_empty() {
                let next = numbers.len() + 1;
                let first = !numbers.contains_key(&annotation.id);
                let number = *numbers.entry(&annotation.id).or_insert(next);
                let named = named || annotation.id.as_str() != format!("a{number}");
                write!(picture, "{} {}", row(&runs), word(&annotation.tag)).unwrap();
                if named {
                    write!(picture, "#{}", word(annotation.id.as_str())).unwrap();
                }
                if first {
                    picture += &particulars(annotation);
                }
                picture.push('\n');
            }
            for (slot_runs, name, value) in slots {
                let of = if runs.is_empty() {
                    format!("#{}", word(annotation.id.as_str()))
                } else {
                    String::new()
                };
                writeln!(picture, "{} {of}.{}{value}", row(&slot_runs), word(name)).unwrap();
            }
        }
    }
    for link in set.links() {
        let (from, to) = (link.from.to_string(), link.to.to_string());
        writeln!(picture, "~ {} {} {}", word(&from), word(&link.kind), word(&to)).unwrap();
    }
    for unplaced in set.unplaced() {
        writeln!(picture, "~ unplaced {} {}: {}", unplaced.id, unplaced.tag, unplaced.why).unwrap();
    }
    picture
}

/// A picture as [`draw`] would lay it out, to compare with: labels need not stand in a column.
pub fn dedent(picture: &str) -> String {
    let tidy = |row: &String| {
        let label = if is_drawn(row) { runs_of(row).1 } else { "" };
        match row.strip_suffix(label) {
            Some(runs) if !label.is_empty() && !row.starts_with('~') => {
                format!("{} {label}\n", runs.trim_end())
            }
            _ => format!("{row}\n"),
        }
    };
    dedented(picture).iter().map(tidy).collect()
}

fn dedented(picture: &str) -> Vec<String> {
    let picture = picture.strip_prefix('\n').unwrap_or(picture);
    let mut rows: Vec<&str> = picture.split('\n').collect();
    if rows.len() > 1 && rows.last().is_some_and(|row| row.trim_matches(' ').is_empty()) {
        rows.pop();
    }
    let indents = rows
        .iter()
        .filter(|row| !row.trim_matches(' ').is_empty())
        .map(|row| row.len() - row.trim_start_matches(' ').len());
    let indent = indents.min().unwrap_or(0);
    rows.into_iter().map(|row| row.get(indent..).unwrap_or_default().to_owned()).collect()
}

/// Whether a row is drawn under words rather than words itself.
fn is_drawn(row: &str) -> bool {
    row.starts_with('~') || row.trim_start_matches(' ').starts_with(['|', '<', '>', '+'])
}

fn link_of(written: &str) -> Link {
    let mut label = Label(written.trim());
    let from = AnnotationRef::parse(&label.word());
    let kind = label.blank().word().into();
    let to = AnnotationRef::parse(&label.blank().word());
    assert!(label.0.is_empty(), "this cannot be read in a picture: {written:?}");
    Link { from, kind, to }
}

/// The particulars of an annotation that follow its tag.
fn particulars(annotation: &Annotation) -> String {
    let mut written = String::new();
    if annotation.flagged {
        written.push('!');
    }
    for slot in annotation.slots.iter().filter(|slot| slot.at.is_empty()) {
        write!(written, " {}={}", word(&slot.name), word(&slot.value)).unwrap();
    }
    if annotation.origin != Origin::Hand {
        write!(written, " ({})", word(annotation.origin.as_str())).unwrap();
    }
    if !annotation.note.is_empty() {
        write!(written, " // {}", quoted(&annotation.note)).unwrap();
    }
    written
}

/// What was read of an annotation so far.
#[derive(Default)]
struct Read {
    annotation: Option<Annotation>,
    pieces: Vec<Span>,
    /// Slots with places.
    placed: Vec<(String, Option<String>, Vec<Span>)>,
}

impl Read {
    fn finished(self, text: &ReadingText) -> Annotation {
        let mut annotation = self.annotation.expect("every slot is one of an annotation");
        annotation.pieces = Pieces::new(self.pieces).expect("an annotation has a row");
        for (name, value, spans) in self.placed {
            let words = || spans.iter().map(|span| text.quote(*span)).collect::<Vec<_>>().join(" ");
            let value = value.unwrap_or_else(words);
            let at = spans.into_iter().map(Place::Found).collect();
            annotation.slots.push(Slot { name: name.into(), value, at });
        }
        annotation
    }
}

/// What was read of a picture so far.
#[derive(Default)]
struct Found {
    annotations: BTreeMap<AnnotationId, Read>,
    /// How many annotations have begun.
    begun: usize,
    above: Option<AnnotationId>,
}

impl Found {
    fn row(&mut self, row: &str, line: &Line, text: &ReadingText) {
        let (runs, label) = runs_of(row);
        let from_above = row.trim_start_matches(' ').starts_with(['<', '+']);
        let spans: Vec<Span> = runs
            .iter()
            .map(|run| {
                let goes_on = row[..run.end].ends_with(['>', '+']);
                assert!(
                    !goes_on || line.byte_of(run.end) == Some(line.end + 1),
                    "a row that goes on covers the line break: {row}"
                );
                let ends = line.byte_of(run.start).zip(line.byte_of(run.end));
                let (start, end) = ends.unwrap_or_else(|| panic!("a row leaves the words: {row}"));
                text.span(ByteOffset::at(start), ByteOffset::at(end)).unwrap()
            })
            .collect();
        let mut label = Label(label);
        let tag = if label.0.starts_with(['#', '.']) { None } else { Some(label.word()) };
        let id = label.after('#').map(|mut label_| {
            let id = label_.word();
            label = label_;
            AnnotationId::new(id)
        });
        if let Some(mut slot) = label.after('.') {
            let id = id.or(self.above.clone()).expect("a slot of an annotation");
            let name = slot.word();
            let value = slot.blank().after('=').map(|mut value| value.blank().word());
            let placed = &mut self.annotations.entry(id).or_default().placed;
            match placed.iter_mut().rev().find(|(held, ..)| from_above && *held == name) {
                Some((_, _, held)) => {
                    let mut spans = spans.into_iter();
                    let (last, more) = (held.pop(), spans.next());
                    held.extend(last.zip(more).map(|(last, more)| last.joined(more)));
                    held.extend(spans);
                }
                None => placed.push((name, value, spans)),
            }
            return;
        }
        let id = id.unwrap_or_else(|| AnnotationId::new(format!("a{}", self.begun + 1)));
        let read = self.annotations.entry(id.clone()).or_default();
        let annotation = read.annotation.get_or_insert_with(|| {
            self.begun += 1;
            let tag = tag.as_deref().expect("an annotation has a tag").into();
            Annotation {
                id: id.clone(),
                tag,
                pieces: Pieces::one(spans[0]),
                slots: Vec::new(),
                note: String::new(),
                flagged: false,
                origin: Origin::Hand,
                edited: NOW.into(),
            }
        });
        label.particulars(annotation);
        read.pieces.extend(spans);
        self.above = Some(id);
    }
}

/// The rest of a label that is being read.
#[derive(Clone, Copy)]
struct Label<'p>(&'p str);

impl Label<'_> {
    fn blank(&mut self) -> &mut Self {
        self.0 = self.0.trim_start_matches(' ');
        self
    }

    fn after(&self, sign: char) -> Option<Self> {
        self.0.strip_prefix(sign).map(Self)
    }

    /// A plain word, or anything in quotation marks.
    fn word(&mut self) -> String {
        let Some(quoted) = self.after('"') else {
            let end = self.0.find(|c| !is_plain(c)).unwrap_or(self.0.len());
            assert!(end > 0, "a word should stand here in the picture: {:?}", self.0);
            let (word, rest) = self.0.split_at(end);
            self.0 = rest;
            return word.to_owned();
        };
        let mut escaped = false;
        let end = quoted.0.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let (word, rest) = quoted.0.split_at(end.expect("a quotation mark closes"));
        self.0 = &rest[1..];
        unescaped(word).into_iter().map(|(c, _)| c).collect()
    }

    fn particulars(mut self, annotation: &mut Annotation) {
        if let Some(rest) = self.after('!') {
            annotation.flagged = true;
            self = rest;
        }
        loop {
            self.blank();
            if self.0.is_empty() {
                return;
            } else if let Some(mut origin) = self.after('(') {
                annotation.origin = Origin::parse(&origin.word());
                self = origin.after(')').expect("a bracket closes");
            } else if let Some(note) = self.after('/') {
                self = note.after('/').expect("a note begins with two strokes");
                annotation.note = self.blank().word();
            } else {
                let name = self.word().into();
                self = self.after('=').expect("a slot has a value");
                annotation.slots.push(Slot { name, value: self.word(), at: Vec::new() });
            }
        }
    }
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '/')
}

fn word(word: &str) -> String {
    if word.is_empty() || !word.chars().all(is_plain) { quoted(word) } else { word.to_owned() }
}

fn quoted(words: &str) -> String {
    let escaped = |c| match c {
        '"' => "\\\"".to_owned(),
        '\n' => "\\u{a}".to_owned(),
        c => written(c),
    };
    format!("\"{}\"", words.chars().map(escaped).collect::<String>())
}

/// A character as it stands in a picture.
fn written(c: char) -> String {
    match c {
        '\\' => "\\\\".to_owned(),
        '\t' => "\\t".to_owned(),
        '\r' => "\\r".to_owned(),
        '\u{a0}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => format!("\\u{{{:x}}}", u32::from(c)),
        c if c.is_control() => format!("\\u{{{:x}}}", u32::from(c)),
        c => c.to_string(),
    }
}

/// A character as it stands at either end of a line of a picture.
fn written_at_edge(c: char) -> String {
    match c {
        ' ' | '|' | '<' | '>' | '+' | '~' => format!("\\{c}"),
        c => written(c),
    }
}

/// The characters of written words, each with its width where it is an escape.
fn unescaped(written: &str) -> Vec<(char, Option<usize>)> {
    let mut characters = Vec::new();
    let mut rest = written.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            characters.push((c, None));
            continue;
        }
        let before = rest.as_str().len();
        let c = match rest.next().expect("an escape says what") {
            't' => '\t',
            'r' => '\r',
            '.' => continue,
            'u' => {
                let (code, after) = rest.as_str()[1..].split_once('}').expect("a code point in braces");
                rest = after.chars();
                char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()
            }
            c => c,
        };
        characters.push((c, Some(1 + before - rest.as_str().len())));
    }
    characters
}

/// A line of text and the columns of its clusters.
struct Line {
    /// Where each cluster starts: byte in the text, column in the picture. The last is the line break.
    cells: Vec<(usize, usize)>,
    /// Where the line break stands, or the text ends.
    end: usize,
}

impl Line {
    fn new(start: usize, characters: Vec<(char, Option<usize>)>) -> Self {
        let words: String = characters.iter().map(|(c, _)| c).collect();
        let mut characters = characters.into_iter();
        let (mut byte, mut column) = (start, 0);
        let mut cells = Vec::new();
        for cluster in words.graphemes(true) {
            cells.push((byte, column));
            byte += cluster.len();
            let escapes: Vec<Option<usize>> =
                characters.by_ref().take(cluster.chars().count()).map(|(_, width)| width).collect();
            column += if escapes.iter().all(Option::is_none) {
                1 + usize::from(cluster.chars().next().is_some_and(is_wide))
            } else {
                escapes.into_iter().map(|width| width.unwrap_or(1)).sum()
            };
        }
        cells.push((byte, column));
        Self { cells, end: byte }
    }

    fn byte_of(&self, column: usize) -> Option<usize> {
        let break_at = self.cells.last()?.1;
        if column == break_at + 1 {
            return Some(self.end + 1);
        }
        self.cells.iter().find(|(_, at)| *at == column).map(|(byte, _)| *byte)
    }

    fn column_of(&self, byte: usize) -> usize {
        if byte == self.end + 1 {
            return self.cells[self.cells.len() - 1].1 + 1;
        }
        let cell = self.cells.iter().find(|(at, _)| *at == byte);
        cell.map(|(_, column)| *column).expect("a picture cannot show half a cluster")
    }

    /// What of some spans stands on this line.
    fn runs(&self, spans: impl Iterator<Item = Span>) -> Vec<Run> {
        let (start, end) = (self.cells[0].0, self.end + 1);
        let here = spans.filter(|span| span.start().index() < end && start < span.end().index());
        here.map(|span| Run {
            columns: self.column_of(span.start().index().max(start))
                ..self.column_of(span.end().index().min(end)),
            from_above: span.start().index() < start,
            goes_on: span.end().index() > end,
        })
        .collect()
    }

    /// A slot whose places are on this line: the row, its name, and its value where it is other words.
    fn slot<'s>(&self, slot: &'s Slot, text: &ReadingText) -> Option<(Vec<Run>, &'s str, String)> {
        let found = |place: &Place| place.span().expect("a picture cannot show a place that is lost");
        let spans: Vec<Span> = slot.at.iter().map(found).collect();
        let runs = self.runs(spans.iter().copied());
        let first = runs.first()?;
        assert!(spans.len() == runs.len() || spans.len() == 1, "a slot with places on several lines");
        let words: Vec<&str> = spans.iter().map(|span| text.quote(*span)).collect();
        let other = !first.from_above && words.join(" ") != slot.value;
        let value = if other { format!(" = {}", word(&slot.value)) } else { String::new() };
        Some((runs, &slot.name, value))
    }

    fn shows(&self, annotation: &Annotation) -> bool {
        let places = annotation.slots.iter().flat_map(|slot| &slot.at).filter_map(Place::span);
        !self.runs(annotation.pieces.iter().chain(places)).is_empty()
    }
}

fn lines_of(text: &ReadingText) -> Vec<(Line, String)> {
    let mut start = 0;
    text.as_str()
        .split('\n')
        .map(|words| {
            let last = words.chars().count().saturating_sub(1);
            let drawn: String = words
                .chars()
                .enumerate()
                .map(|(n, c)| if n == 0 || n == last { written_at_edge(c) } else { written(c) })
                .collect();
            let line = Line::new(start, unescaped(&drawn));
            start = line.end + 1;
            (line, drawn)
        })
        .collect()
}

/// A stretch of columns, and whether it is part of something longer.
struct Run {
    columns: Range<usize>,
    from_above: bool,
    goes_on: bool,
}

/// The runs of a row, drawn.
fn row(runs: &[Run]) -> String {
    let mut row = String::new();
    for run in runs {
        let Range { start, end } = run.columns;
        assert!(start >= row.len() && start < end, "runs that overlap cannot be drawn in one row");
        row += &" ".repeat(start - row.len());
        row += match (end - start, run.from_above, run.goes_on) {
            (1, true, true) => "+",
            (_, true, _) => "<",
            (1, false, true) => ">",
            (_, false, _) => "|",
        };
        if end - start > 1 {
            row += &"-".repeat(end - start - 2);
            row.push(if run.goes_on { '>' } else { '|' });
        }
    }
    row
}

/// The columns of a row's runs, and the label after them.
fn runs_of(row: &str) -> (Vec<Range<usize>>, &str) {
    let mut runs = Vec::new();
    let mut at = 0;
    loop {
        let start = at + row[at..].len() - row[at..].trim_start_matches(' ').len();
        let run = &row[start..];
        if !run.starts_with(['|', '<', '>', '+']) {
            return (runs, run.trim_end());
        }
        let filled = run[1..].len() - run[1..].trim_start_matches('-').len();
        let closed = run.starts_with(['|', '<']) && run[1 + filled..].starts_with(['|', '>']);
        assert!(closed || filled == 0, "a run of a picture ends with | or >: {row}");
        at = start + 1 + filled + usize::from(closed);
        runs.push(start..at);
    }
}

/// Whether a terminal gives it two columns.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD)
}
