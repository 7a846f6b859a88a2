//! Looking for words in the reading text.

use crate::progress::{Cancelled, Progress};
use crate::text::{ByteOffset, ReadingText, Span};
use regex::RegexBuilder;
use std::sync::Arc;

/// Words looked for, and where they stand.
#[derive(Debug, Clone, Default)]
pub struct Find {
    /// What is looked for.
    pub words: String,
    /// Every place, in the order of the text, without overlaps; at most [`Find::MOST`].
    pub hits: Arc<Vec<Span>>,
    /// The hit that was gone to last.
    pub at: Option<usize>,
    /// Whether the hits are marked in the text: from looking for them until Esc.
    pub marked: bool,
}

impl Find {
    /// No more hits are kept than this.
    pub const MOST: usize = 100_000;

    /// The hits to mark in the text.
    pub fn marks(&self) -> &[Span] {
        if self.marked { &self.hits } else { &[] }
    }

    /// The hit after or before a place; round the ends of the article.
    pub fn next_from(&self, caret: ByteOffset, direction: super::Direction) -> Option<usize> {
        let last = self.hits.len().checked_sub(1)?;
        Some(match (direction, self.at) {
            (super::Direction::On, Some(at)) => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            (super::Direction::Back, Some(at)) => at.checked_sub(1).unwrap_or(last),
            (super::Direction::On, None) => {
                let next = self.hits.partition_point(|hit| hit.start() < caret);
                if next > last { 0 } else { next }
            }
            (super::Direction::Back, None) => {
                self.hits.partition_point(|hit| hit.start() < caret).checked_sub(1).unwrap_or(last)
            }
        })
    }
}

/// Every place where the words stand, whatever the case of their letters.
pub(super) fn places(text: &ReadingText, words: &str, progress: &Progress) -> Result<Vec<Span>, Cancelled> {
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    // Escaped words are a pattern that always compiles, unless they are absurdly long.
    let Ok(pattern) = RegexBuilder::new(&regex::escape(words)).case_insensitive(true).build() else {
        return Ok(Vec::new());
    };
    let mut hits = Vec::new();
    for hit in pattern.find_iter(text.as_str()).take(Find::MOST) {
        if hits.len() % 1024 == 0 {
            progress.wanted()?;
        }
        hits.extend(text.span(ByteOffset::at(hit.start()), ByteOffset::at(hit.end())));
    }
    Ok(hits)
}
