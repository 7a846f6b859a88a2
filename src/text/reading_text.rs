//! The plain text that is shown and tagged.

use super::offset::OffsetTable;
use super::{ByteOffset, CharOffset, Span, SpanError, Utf16Offset};
use sha2::{Digest as _, Sha256};
use std::fmt::{self, Write as _};
use std::sync::{Arc, OnceLock};
use thiserror::Error;

/// The text that all positions refer to.
///
/// Never changes, and is cheap to clone. It is held as decoded: no Unicode normalisation, no
/// changed line ends, since either would move every offset behind it.
#[derive(Clone)]
pub struct ReadingText(Arc<Inner>);

struct Inner {
    text: Box<str>,
    table: OffsetTable,
    sha256: OnceLock<String>,
}

/// A text of 4 GiB or more, whose positions would not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the text has {bytes} bytes, more than positions can count")]
pub struct TextTooLong {
    /// How long it is.
    pub bytes: usize,
}

impl ReadingText {
    /// Takes the text as it is and counts it once.
    pub fn new(text: impl Into<Box<str>>) -> Result<Self, TextTooLong> {
        let text = text.into();
        if u32::try_from(text.len()).is_err() {
            return Err(TextTooLong { bytes: text.len() });
        }
        let table = OffsetTable::new(&text);
        Ok(Self(Arc::new(Inner { text, table, sha256: OnceLock::new() })))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The position after the last byte.
    pub fn end(&self) -> ByteOffset {
        ByteOffset::at(self.0.text.len())
    }

    /// The length in code points.
    pub fn chars(&self) -> CharOffset {
        self.0.table.chars()
    }

    /// The length in UTF-16 units.
    pub fn utf16_units(&self) -> Utf16Offset {
        self.0.table.units()
    }

    /// The SHA-256 of the text as UTF-8, in lower-case hexadecimal; computed when first asked for.
    pub fn sha256(&self) -> &str {
        self.0.sha256.get_or_init(|| {
            Sha256::digest(self.0.text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
                // Writing to a string cannot fail.
                write!(hex, "{byte:02x}").ok();
                hex
            })
        })
    }

    /// The span between two byte positions.
    pub fn span(&self, start: ByteOffset, end: ByteOffset) -> Result<Span, SpanError> {
        let len = self.end();
        for at in [start, end] {
            if at > len {
                return Err(SpanError::OutOfBounds { at: at.get(), len: len.get() });
            }
            if !self.0.text.is_char_boundary(at.index()) {
                return Err(SpanError::InsideCharacter { at: at.get() });
            }
        }
        if start >= end {
            return Err(SpanError::Empty { start: start.get(), end: end.get() });
        }
        Ok(Span::checked(start, end))
    }

    /// The span between two code point positions.
    pub fn span_of_chars(&self, start: CharOffset, end: CharOffset) -> Result<Span, SpanError> {
        if start >= end {
            return Err(SpanError::Empty { start: start.get(), end: end.get() });
        }
        let byte = |at: CharOffset| {
            self.byte_offset(at).ok_or(SpanError::OutOfBounds { at: at.get(), len: self.chars().get() })
        };
        Ok(Span::checked(byte(start)?, byte(end)?))
    }

    /// The span between two UTF-16 positions.
    pub fn span_of_utf16(&self, start: Utf16Offset, end: Utf16Offset) -> Result<Span, SpanError> {
        if start >= end {
            return Err(SpanError::Empty { start: start.get(), end: end.get() });
        }
        let len = self.utf16_units();
        let byte = |at: Utf16Offset| {
            if at > len {
                return Err(SpanError::OutOfBounds { at: at.get(), len: len.get() });
            }
            self.byte_of_utf16(at).ok_or(SpanError::InsideCharacter { at: at.get() })
        };
        Ok(Span::checked(byte(start)?, byte(end)?))
    }

    /// The words of a span; empty if the span is of another text.
    pub fn quote(&self, span: Span) -> &str {
        let words = self.0.text.get(span.start().index()..span.end().index());
        debug_assert!(words.is_some(), "a span was used with a text it was not made from");
        words.unwrap_or_default()
    }

    /// The text between two positions; empty where they are no boundaries or in the wrong order.
    pub fn between(&self, start: ByteOffset, end: ByteOffset) -> &str {
        self.0.text.get(start.index()..end.index()).unwrap_or_default()
    }

    /// A span without the blanks at its ends; nothing where it has only blanks.
    pub fn trimmed(&self, span: Span) -> Option<Span> {
        let words = self.quote(span);
        let start = span.start().plus(words.len() - words.trim_start().len());
        self.span(start, start.plus(words.trim().len())).ok()
    }

    /// The code points before `at`; nothing beyond the text or inside a character.
    pub fn char_offset(&self, at: ByteOffset) -> Option<CharOffset> {
        self.0.table.char_at(self.as_str(), at)
    }

    /// The UTF-16 units before `at`; nothing beyond the text or inside a character.
    pub fn utf16_offset(&self, at: ByteOffset) -> Option<Utf16Offset> {
        self.0.table.unit_at(self.as_str(), at)
    }

    /// The byte at which the code point `at` starts; nothing beyond the text.
    pub fn byte_offset(&self, at: CharOffset) -> Option<ByteOffset> {
        self.0.table.byte_of_char(self.as_str(), at)
    }

    /// The byte at which the UTF-16 unit `at` starts; nothing beyond the text or inside a pair.
    pub fn byte_of_utf16(&self, at: Utf16Offset) -> Option<ByteOffset> {
        self.0.table.byte_of_unit(self.as_str(), at)
    }

    /// Start and end of a span of this text in code points.
    pub fn chars_of(&self, span: Span) -> (CharOffset, CharOffset) {
        let chars = |at| self.char_offset(at).unwrap_or_default();
        (chars(span.start()), chars(span.end()))
    }
}

impl fmt::Debug for ReadingText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadingText").field("bytes", &self.0.text.len()).finish_non_exhaustive()
    }
}

impl PartialEq for ReadingText {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl Eq for ReadingText {}
