//! Where a caret stops: at characters, words, sentences and paragraphs.
//!
//! Characters are extended grapheme clusters; every place that is found here is a boundary of one.
//! A paragraph is a line of the reading text. Nothing looks further than [`REACH`] bytes for a word
//! or a sentence, so that a megabyte without a line break costs no more than a paragraph.

use super::sentence::sentences;
use super::word::words;
use super::{ByteOffset, ReadingText};
use std::ops::Range;
use unicode_segmentation::GraphemeCursor;

/// How far, in bytes, the line around a place is looked at on each side.
const REACH: usize = 4 * 1024;

/// How far, in bytes, a caret looks for the next word or sentence before it stops anyway.
const FARTHEST: usize = 1024 * 1024;

/// What a caret moves by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// A grapheme cluster: what a reader takes for one character.
    Character,
    /// Forward to the end of a word, back to its start.
    Word,
    /// To the start of a sentence.
    Sentence,
    /// To the start of a paragraph, behind its indentation.
    Paragraph,
}

impl ReadingText {
    /// The next boundary after `at`; the end of the text if there is none.
    pub fn after(&self, at: ByteOffset, boundary: Boundary) -> ByteOffset {
        let at = at.min(self.end());
        match boundary {
            Boundary::Character => self.cluster_after(at),
            Boundary::Word => self.sought_on(at, Edge::End, words),
            Boundary::Sentence => self.sought_on(at, Edge::Start, sentences),
            Boundary::Paragraph => self.paragraph_after(at),
        }
    }

    /// The last boundary before `at`; the start of the text if there is none.
    pub fn before(&self, at: ByteOffset, boundary: Boundary) -> ByteOffset {
        let at = at.min(self.end());
        match boundary {
            Boundary::Character => self.cluster_before(at),
            Boundary::Word => self.sought_back(at, words),
            Boundary::Sentence => self.sought_back(at, sentences),
            Boundary::Paragraph => self.paragraph_before(at),
        }
    }

    /// Whether a grapheme cluster starts or the text ends at `at`.
    pub fn is_cluster_boundary(&self, at: ByteOffset) -> bool {
        let text = self.as_str();
        text.is_char_boundary(at.index())
            && GraphemeCursor::new(at.index(), text.len(), true).is_boundary(text, 0).unwrap_or(true)
    }

    /// The last cluster boundary at or before `at`.
    pub fn floor(&self, at: ByteOffset) -> ByteOffset {
        let at = ByteOffset::at(self.as_str().floor_char_boundary(at.index()));
        if self.is_cluster_boundary(at) { at } else { self.cluster_before(at) }
    }

    /// The first cluster boundary at or after `at`.
    pub(super) fn ceil(&self, at: ByteOffset) -> ByteOffset {
        let at = ByteOffset::at(self.as_str().ceil_char_boundary(at.index()));
        if self.is_cluster_boundary(at) { at } else { self.cluster_after(at) }
    }

    /// The line that holds `at`, without its line break, cut to some [`REACH`] on each side.
    pub(super) fn window(&self, at: ByteOffset) -> Range<usize> {
        let text = self.as_str();
        let at = text.floor_char_boundary(at.index());
        let from = self.cut(at.saturating_sub(REACH), at);
        let to = self.floor(ByteOffset::at(at.saturating_add(REACH))).index().max(at);
        let before = text.get(from..at).unwrap_or_default();
        let after = text.get(at..to).unwrap_or_default();
        let start = memchr::memrchr2(b'\n', b'\r', before.as_bytes()).map_or(from, |k| from + k + 1);
        let end = memchr::memchr2(b'\n', b'\r', after.as_bytes()).map_or(to, |k| at + k);
        start..end
    }

    /// The whole line that holds `at`, without its line break.
    pub(super) fn line(&self, at: ByteOffset) -> Range<usize> {
        let text = self.as_str();
        let at = text.floor_char_boundary(at.index());
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let start = memchr::memrchr2(b'\n', b'\r', before.as_bytes()).map_or(0, |k| k + 1);
        start..memchr::memchr2(b'\n', b'\r', after.as_bytes()).map_or(text.len(), |k| at + k)
    }

    /// A place near `from`, before `at`, where no word is cut: behind a blank, if there is one.
    fn cut(&self, from: usize, at: usize) -> usize {
        if from == 0 {
            return 0;
        }
        let from = self.floor(ByteOffset::at(from)).index();
        let near = self.as_str().get(from..at).unwrap_or_default();
        let blank = near.char_indices().take(REACH / 16).find(|(_, c)| c.is_whitespace());
        from + blank.map_or(0, |(at, _)| at)
    }

    fn cluster_after(&self, at: ByteOffset) -> ByteOffset {
        let text = self.as_str();
        let from = text.floor_char_boundary(at.index());
        let next = GraphemeCursor::new(from, text.len(), true).next_boundary(text, 0);
        next.ok().flatten().map_or(self.end(), ByteOffset::at)
    }

    fn cluster_before(&self, at: ByteOffset) -> ByteOffset {
        let text = self.as_str();
        let from = text.ceil_char_boundary(at.index());
        let previous = GraphemeCursor::new(from, text.len(), true).prev_boundary(text, 0);
        previous.ok().flatten().map_or(ByteOffset::default(), ByteOffset::at)
    }

    /// The first edge after `at` of what `parts` finds in a line, over lines without any.
    fn sought_on(&self, at: ByteOffset, edge: Edge, parts: fn(&str) -> Vec<Range<usize>>) -> ByteOffset {
        let mut window = self.window(at);
        loop {
            let line = self.as_str().get(window.clone()).unwrap_or_default();
            let mut edges = parts(line).into_iter().map(|part| match edge {
                Edge::Start => self.floor(ByteOffset::at(window.start + part.start)),
                Edge::End => self.ceil(ByteOffset::at(window.start + part.end)),
            });
            if let Some(found) = edges.find(|edge| *edge > at) {
                return found;
            }
            let rest = self.as_str().get(window.end..).unwrap_or_default();
            let words = rest.trim_start();
            let next = ByteOffset::at(window.end + (rest.len() - words.len()));
            if words.is_empty() {
                return self.end();
            }
            if next.since(at) > FARTHEST {
                return self.ceil(next);
            }
            window = self.window(next);
        }
    }

    /// The last start before `at` of what `parts` finds in a line, over lines without any.
    fn sought_back(&self, at: ByteOffset, parts: fn(&str) -> Vec<Range<usize>>) -> ByteOffset {
        let mut window = self.window(at);
        loop {
            let line = self.as_str().get(window.clone()).unwrap_or_default();
            let parts = parts(line).into_iter().rev();
            let mut starts = parts.map(|part| self.floor(ByteOffset::at(window.start + part.start)));
            if let Some(found) = starts.find(|start| *start < at) {
                return found;
            }
            let before =
                ByteOffset::at(self.as_str().get(..window.start).unwrap_or_default().trim_end().len());
            if before == ByteOffset::default() || at.since(before) > FARTHEST {
                return self.floor(before);
            }
            window = self.window(before);
        }
    }

    fn paragraph_after(&self, at: ByteOffset) -> ByteOffset {
        let mut line = self.line(at);
        loop {
            if let Some(start) = self.paragraph_start(&line).filter(|start| *start > at) {
                return start;
            }
            let rest = self.as_str().get(line.end..).unwrap_or_default();
            let words = rest.trim_start();
            if words.is_empty() {
                return self.end();
            }
            line = self.line(ByteOffset::at(line.end + (rest.len() - words.len())));
        }
    }

    fn paragraph_before(&self, at: ByteOffset) -> ByteOffset {
        let mut line = self.line(at);
        loop {
            if let Some(start) = self.paragraph_start(&line).filter(|start| *start < at) {
                return start;
            }
            let before = self.as_str().get(..line.start).unwrap_or_default().trim_end();
            if before.is_empty() {
                return ByteOffset::default();
            }
            line = self.line(ByteOffset::at(before.len()));
        }
    }

    /// Where the words of a line begin, if it has any.
    fn paragraph_start(&self, line: &Range<usize>) -> Option<ByteOffset> {
        let line_words = self.as_str().get(line.clone())?;
        let words = line_words.trim_start();
        (!words.is_empty()).then(|| self.floor(ByteOffset::at(line.start + (line_words.len() - words.len()))))
    }
}

/// At which end of what is sought a caret stops.
#[derive(Debug, Clone, Copy)]
enum Edge {
    Start,
    End,
}
