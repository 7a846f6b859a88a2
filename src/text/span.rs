//! A checked, non-empty stretch of reading text.

use super::ByteOffset;
use thiserror::Error;

/// A stretch of reading text, half-open, in bytes.
///
/// ```text
/// The mayor said
///     ^^^^^        start 4, end 9
/// ```
///
/// Made by [`super::ReadingText::span`] alone, so it is in bounds, on character boundaries and not
/// empty. It does **not** say which text it was checked against: that is the holder's to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: ByteOffset,
    end: ByteOffset,
}

/// Why two positions make no span. Positions are in the unit in which they were given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SpanError {
    /// The text is shorter.
    #[error("position {at} is beyond the end of the text ({len})")]
    OutOfBounds {
        /// The position asked for.
        at: u32,
        /// The length of the text in the same unit.
        len: u32,
    },
    /// The position cuts a character in two.
    #[error("position {at} is inside a character")]
    InsideCharacter {
        /// The position asked for.
        at: u32,
    },
    /// The end does not come after the start.
    #[error("the span {start}–{end} is empty or ends before it starts")]
    Empty {
        /// Where it would start.
        start: u32,
        /// Where it would end.
        end: u32,
    },
}

impl Span {
    /// The caller has checked both ends against its text.
    pub(super) const fn checked(start: ByteOffset, end: ByteOffset) -> Self {
        Self { start, end }
    }

    /// A key that sorts before every span that starts at `at`; itself no span of any text.
    pub(crate) const fn before_all_at(at: ByteOffset) -> Self {
        Self { start: at, end: at }
    }

    /// The first byte.
    pub const fn start(self) -> ByteOffset {
        self.start
    }

    /// The byte after the last.
    pub const fn end(self) -> ByteOffset {
        self.end
    }

    /// The length in bytes; never 0.
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> usize {
        self.end.since(self.start)
    }

    /// Whether the character that starts at `at` is inside.
    pub fn contains(self, at: ByteOffset) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether a caret at `at` stands inside or at one of the ends.
    pub fn touches(self, at: ByteOffset) -> bool {
        self.start <= at && at <= self.end
    }

    /// Whether every byte of `other` is inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two overlap and neither covers the other.
    pub fn crosses(self, other: Self) -> bool {
        self.overlaps(other) && !self.covers(other) && !other.covers(self)
    }

    /// The smallest span that covers both, of the same text.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What both share, if anything.
    pub fn shared(self, other: Self) -> Option<Self> {
        self.overlaps(other)
            .then(|| Self { start: self.start.max(other.start), end: self.end.min(other.end) })
    }
}
