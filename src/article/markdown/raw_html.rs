//! Raw HTML in Markdown: its tags go, its words stay.

use crate::article::draft::{Draft, Origin};
use crate::article::markup::{Markup, Scanner, Tag};
use crate::article::{BlockKind, MarkKind};
use std::ops::Range;

/// Elements whose content is not for reading.
const UNREAD: [&str; 5] = ["script", "style", "template", "title", "head"];

/// Elements that stand in lines of their own.
const BLOCKS: [&str; 29] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];

/// The longest entity that is looked for, in bytes.
const LONGEST_ENTITY: usize = 40;

/// The raw HTML of a Markdown source as the parser hands it over.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    /// The lines of the block that is open, each with its place in the source.
    lines: Vec<(String, Range<usize>)>,
    /// The element within a paragraph whose words are not for reading.
    unread: Option<String>,
}

impl RawHtml {
    /// Takes a line of a block of HTML.
    pub(super) fn gather(&mut self, line: &str, source: Range<usize>) {
        self.lines.push((line.to_owned(), source));
    }

    /// Whether words are inside an element that is not for reading.
    pub(super) fn swallows_words(&self) -> bool {
        self.unread.is_some()
    }

    /// An element that is not for reading ends with its paragraph at the latest.
    pub(super) fn end_of_words(&mut self) {
        self.unread = None;
    }

    /// A tag between words.
    pub(super) fn inline(&mut self, html: &str, source: &Range<usize>, draft: &mut Draft) {
        let Some(Markup::Tag(tag)) = Scanner::new(html.as_bytes()).next() else { return };
        if tag.is_any(&UNREAD) {
            self.unread = (!tag.closing).then(|| String::from_utf8_lossy(tag.name).to_ascii_lowercase());
        } else if self.unread.is_none() {
            in_line(&tag, source, draft);
        }
    }

    /// Writes the words of the block of HTML that ends here.
    pub(super) fn write(&mut self, source: &str, draft: &mut Draft) {
        let lines = std::mem::take(&mut self.lines);
        let mut html = String::new();
        let mut starts = Vec::with_capacity(lines.len());
        for (line, place) in lines {
            starts.push((html.len(), place));
            html.push_str(&line);
        }
        let mut writer = Writer { html: &html, starts: &starts, source, draft };
        writer.write();
    }
}

/// Writes the words of one block of HTML.
struct Writer<'a> {
    html: &'a str,
    /// Where each line begins in `html`, and its place in the source.
    starts: &'a [(usize, Range<usize>)],
    source: &'a str,
    draft: &'a mut Draft,
}

impl Writer<'_> {
    fn write(&mut self) {
        let html = self.html;
        let mut scanner = Scanner::new(html.as_bytes());
        let mut passed = 0;
        while let Some(markup) = scanner.next() {
            match markup {
                Markup::Other(range) => {
                    self.words(passed..range.start);
                    passed = range.end;
                }
                Markup::Tag(tag) => {
                    self.words(passed..tag.range.start);
                    passed = tag.range.end;
                    if tag.is_any(&UNREAD) && !tag.closing {
                        scanner.skip_to_end_of(tag.name);
                        // The end tag itself is found next and says nothing.
                        passed = scanner.position();
                    } else {
                        self.tag(&tag);
                    }
                }
            }
        }
        self.words(passed..html.len());
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let source = self.place(tag.range.start);
        if tag.is_any(&["td", "th"]) {
            if !tag.closing {
                self.draft.begin_cell(source);
            }
        } else if tag.is("tr") {
            self.draft.begin_row(BlockKind::Row { header: false });
        } else if tag.is("table") {
            self.draft.begin_table();
            self.draft.begin_prose();
        } else if let Some(level) = heading_level(tag).filter(|_| !tag.closing) {
            self.draft.begin(BlockKind::Heading(level));
        } else if tag.is_any(&BLOCKS) || heading_level(tag).is_some() {
            self.draft.begin_prose();
        } else {
            in_line(tag, &source, self.draft);
        }
    }

    /// Writes the text between tags, line by line, entity by entity.
    fn words(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let line_end = self.starts.get(self.line(at) + 1).map_or(self.html.len(), |(start, _)| *start);
            let end = range.end.min(line_end);
            self.run(at..end);
            at = end;
        }
    }

    /// Writes text of one line.
    fn run(&mut self, range: Range<usize>) {
        let Some(text) = self.html.get(range.clone()) else { return };
        let mut at = range.start;
        let mut rest = text;
        while let Some(from) = rest.find('&') {
            let (plain, entity) = rest.split_at(from);
            self.exact(plain, at);
            at += plain.len();
            let length =
                entity.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';').map_or(1, |end| end + 1);
            let (entity, after) = entity.split_at(length);
            let decoded = html_escape::decode_html_entities(entity);
            let place = self.place(at);
            let place = place.start..place.start + entity.len();
            self.draft.flowing(&decoded, &place, Origin::Rewritten);
            at += entity.len();
            rest = after;
        }
        self.exact(rest, at);
    }

    fn exact(&mut self, text: &str, at: usize) {
        let start = self.place(at).start;
        let place = start..start + text.len();
        let origin =
            if self.source.get(place.clone()) == Some(text) { Origin::Exact } else { Origin::Rewritten };
        self.draft.flowing(text, &place, origin);
    }

    /// Which line the byte `at` of the block is in.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|(start, _)| *start <= at).saturating_sub(1)
    }

    /// Where the byte `at` of the block stands in the source.
    fn place(&self, at: usize) -> Range<usize> {
        let place = self
            .starts
            .get(self.line(at))
            .map_or(0, |(start, place)| place.start + at.saturating_sub(*start));
        place..place
    }
}

/// A tag that does not end the paragraph: a line break, a picture's words, or nothing.
fn in_line(tag: &Tag<'_>, source: &Range<usize>, draft: &mut Draft) {
    if tag.closing {
        return;
    }
    if tag.is("br") {
        draft.line_break(source.clone());
    } else if tag.is("img")
        && let Some(words) = tag.attribute("alt")
    {
        let words = String::from_utf8_lossy(words);
        draft.hold(MarkKind::Image);
        draft.flowing(&html_escape::decode_html_entities(&words), source, Origin::Rewritten);
        draft.release();
    }
}

fn heading_level(tag: &Tag<'_>) -> Option<u8> {
    (1..=6).zip(["h1", "h2", "h3", "h4", "h5", "h6"]).find(|(_, name)| tag.is(name)).map(|(level, _)| level)
}
