//! A text cut into tokens for formats that speak of words: at the boundaries of words, and wherever an
//! annotation begins or ends.

use super::Record;
use crate::text::CharOffset;
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation as _;

/// A run of characters that are all blank or none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// The first code point.
    pub start: CharOffset,
    /// The code point after the last.
    pub end: CharOffset,
    /// The characters.
    pub words: &'t str,
}

impl Token<'_> {
    /// Whether it is white space.
    pub(super) fn is_blank(&self) -> bool {
        self.words.starts_with(is_blank)
    }
}

/// White space as Python has it: the separators U+001C to U+001F are blanks there.
pub(super) const fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Characters at which some reader of lines or fields breaks those.
pub(super) const fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Where annotations of a record begin and end, in code points; pieces count.
pub(super) fn ends(record: &Record<'_>) -> (BTreeSet<u32>, BTreeSet<u32>) {
    let pieces = record.spans.iter().flat_map(|row| row.fragments.iter().chain([&row.at]));
    pieces.map(|(start, end)| (start.get(), end.get())).unzip()
}

/// The tokens of a record's text, blank ones too: together they are the text.
///
/// Words are those of UAX #29, cut again between blank and other characters and at every end of an
/// annotation.
pub(super) fn tokens<'t>(record: &Record<'t>) -> Vec<Token<'t>> {
    let (starts, ends) = ends(record);
    let mut tokens = Vec::new();
    let mut at = 0_u32;
    for word in record.text.as_str().split_word_bounds() {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let mut length = 0;
            let mut count = 0_u32;
            for c in rest.chars() {
                let here = at + count;
                let cut = count > 0 && (starts.contains(&here) || ends.contains(&here));
                if cut || is_blank(c) != is_blank(first) {
                    break;
                }
                length += c.len_utf8();
                count += 1;
            }
            let (words, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            tokens.push(Token { start: CharOffset::new(at), end: CharOffset::new(at + count), words });
            at += count;
            rest = after;
        }
    }
    tokens
}
