//! Reading text and the positions in it.
//!
//! Positions are bytes in memory, Unicode code points in files, UTF-16 units where a foreign format
//! demands them. Each unit is a type, and only this layer converts between them.

mod boundary;
mod excerpt;
mod offset;
mod quotation;
mod reading_text;
mod sentence;
mod span;
mod stretch;
mod word;

pub use boundary::Boundary;
pub use excerpt::{CONTEXT, Context, shortened};
pub use offset::{ByteOffset, CharOffset, Utf16Offset};
pub use reading_text::{ReadingText, TextTooLong};
pub use span::{Span, SpanError};
pub use stretch::Stretch;
