//! Where reading text stands in the source it was read from.

use crate::text::ByteOffset;
use std::ops::Range;

/// From a position of the reading text to a position of the decoded source.
///
/// The source is counted in bytes of its UTF-8, whatever the file's encoding, without a byte order
/// mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceMap {
    /// The source is the reading text.
    Same,
    /// Piece by piece, in the order of the text.
    ///
    /// Invariant: pieces are sorted and do not overlap. What no piece covers was added between them.
    Pieces(Vec<Piece>),
}

/// A stretch of reading text and the stretch of source that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// In the reading text; never empty.
    pub text: Range<ByteOffset>,
    /// In the source.
    pub source: Range<ByteOffset>,
    /// Whether both are the same bytes, so that positions inside match one to one.
    pub exact: bool,
}

impl SourceMap {
    /// Where the position `at` of the reading text stands in the source.
    ///
    /// Inside an entity or another piece that was rewritten it is the start of that piece; between
    /// pieces the end of the one before. Nothing before the first piece.
    pub fn source_of(&self, at: ByteOffset) -> Option<ByteOffset> {
        match self {
            Self::Same => Some(at),
            Self::Pieces(pieces) => {
                let next = pieces.partition_point(|piece| piece.text.start <= at);
                let piece = pieces.get(next.checked_sub(1)?)?;
                Some(if at >= piece.text.end {
                    piece.source.end
                } else if piece.exact {
                    piece.source.start.plus(at.since(piece.text.start))
                } else {
                    piece.source.start
                })
            }
        }
    }
}
