//! Annotations that could be read but not placed on the text.

use super::{AnnotationId, Origin, Slot};
use crate::text::{CharOffset, SpanError};
use std::sync::Arc;
use thiserror::Error;

/// An annotation whose positions do not fit the text.
///
/// Kept exactly as it stands in the file, through every save, until a person places or deletes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// Its name in the set.
    pub id: AnnotationId,
    /// The tag's name.
    pub tag: Arc<str>,
    /// The positions in the file, in code points, whether they fit or not.
    pub pieces: Vec<(CharOffset, CharOffset)>,
    /// The words in the file, piece by piece.
    pub exact: Vec<String>,
    /// What the file says stands before.
    pub prefix: String,
    /// What the file says stands after.
    pub suffix: String,
    /// Named values.
    pub slots: Vec<Slot>,
    /// Free text.
    pub note: String,
    /// Whether it is marked for a second look.
    pub flagged: bool,
    /// How it came to be.
    pub origin: Origin,
    /// When it was last changed.
    pub edited: Arc<str>,
    /// Why it could not be placed.
    pub why: Why,
}

/// Why an annotation could not be placed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    /// A piece makes no span of this text.
    #[error(transparent)]
    NoSpan(#[from] SpanError),
    /// It has no pieces at all.
    #[error("it has no position")]
    NoPieces,
    /// The words at the position are not those in the file.
    #[error("the text has “{found}” where the file has “{expected}”")]
    OtherWords {
        /// The words in the file, shortened.
        expected: String,
        /// The words in the text, shortened.
        found: String,
    },
    /// The numbers of pieces and of quoted words differ.
    #[error("it has {pieces} pieces but quotes {quotes}")]
    Uneven {
        /// How many positions.
        pieces: usize,
        /// How many quotes.
        quotes: usize,
    },
}
