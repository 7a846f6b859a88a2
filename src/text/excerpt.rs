//! Short stretches of text: the context kept beside an annotation, and what fits in a list.

use super::{ByteOffset, ReadingText, Span};
use unicode_segmentation::UnicodeSegmentation as _;

/// How many code points of context a sidecar keeps on each side.
pub const CONTEXT: usize = 32;

/// What stands immediately before and after an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context<'t> {
    /// Up to [`CONTEXT`] code points that end where the annotation starts.
    pub prefix: &'t str,
    /// Up to [`CONTEXT`] code points that start where it ends.
    pub suffix: &'t str,
}

impl<'t> Context<'t> {
    /// The context of the extent from the start of `first` to the end of `last`.
    pub fn of(text: &'t ReadingText, first: Span, last: Span) -> Self {
        let before = text.between(ByteOffset::default(), first.start());
        let after = text.between(last.end(), text.end());
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Self { prefix: before.get(from..).unwrap_or_default(), suffix: after.get(..to).unwrap_or_default() }
    }
}

/// The words on one line, at most `clusters` grapheme clusters, with an ellipsis where cut.
///
/// White space of any kind becomes single blanks.
pub fn shortened(words: &str, clusters: usize) -> String {
    // Looks at no more than could be shown: an annotation may cover megabytes.
    let limit = words.char_indices().nth(clusters.saturating_mul(16)).map_or(words.len(), |(at, _)| at);
    let mut line = String::new();
    for word in words.get(..limit).unwrap_or_default().split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let whole = limit == words.len();
    match line.grapheme_indices(true).nth(clusters) {
        None if whole => line,
        cut => {
            let end = cut.map_or(line.len(), |(at, _)| at);
            line.truncate(end);
            line.truncate(line.trim_end().len());
            line.push('…');
            line
        }
    }
}
