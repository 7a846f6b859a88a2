//! The caret and the selected words.

use super::command::Extend;
use crate::text::{ByteOffset, ReadingText, Span};

/// A caret, and what is selected between it and a fixed end.
///
/// ```text
/// The mayor said
///     |----^         anchor 4, head 9
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    anchor: ByteOffset,
    head: ByteOffset,
    /// What the selection was before it grew, smallest first.
    grown_from: Vec<(ByteOffset, ByteOffset)>,
}

impl Selection {
    /// A caret.
    pub fn caret(at: ByteOffset) -> Self {
        Self { anchor: at, head: at, grown_from: Vec::new() }
    }

    /// From the fixed to the moving end, in either order.
    pub fn new(anchor: ByteOffset, head: ByteOffset) -> Self {
        Self { anchor, head, grown_from: Vec::new() }
    }

    /// The whole of a span, with the caret at its end.
    pub fn of(span: Span) -> Self {
        Self::new(span.start(), span.end())
    }

    /// The fixed end.
    pub fn anchor(&self) -> ByteOffset {
        self.anchor
    }

    /// The moving end: the caret.
    pub fn head(&self) -> ByteOffset {
        self.head
    }

    /// Whether nothing is selected.
    pub fn is_caret(&self) -> bool {
        self.anchor == self.head
    }

    /// What is selected, if anything.
    pub fn span(&self, text: &ReadingText) -> Option<Span> {
        text.snapped(self.anchor, self.head)
    }

    /// With the caret somewhere else.
    #[must_use]
    pub fn moved(&self, to: ByteOffset, extend: Extend) -> Self {
        match extend {
            Extend::No => Self::caret(to),
            Extend::Selection => Self::new(self.anchor, to),
        }
    }

    /// Grown to the next larger stretch; nothing where there is none.
    ///
    /// A caret grows to the word it is in or touches.
    pub fn grown(&self, text: &ReadingText) -> Option<Self> {
        let grown = match self.span(text) {
            Some(span) => text.grown(span)?,
            None => text.stretch_at(self.head, crate::text::Stretch::Word)?,
        };
        let mut grown_from = self.grown_from.clone();
        grown_from.push((self.anchor, self.head));
        Some(Self { grown_from, ..Self::of(grown) })
    }

    /// As it was before it grew; nothing if it did not.
    pub fn shrunk(&self) -> Option<Self> {
        let mut grown_from = self.grown_from.clone();
        let (anchor, head) = grown_from.pop()?;
        Some(Self { anchor, head, grown_from })
    }
}
