//! The parts of an article as they are laid out: paragraphs, headings, items, rows, code.

use crate::text::ByteOffset;
use std::ops::Range;

/// A part of the reading text that is laid out by itself.
///
/// Blocks are in the order of the text and do not overlap; between them stand line breaks alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How many block quotations it stands in.
    pub quote_depth: u8,
    /// Where it stands in the reading text; never empty.
    pub range: Range<ByteOffset>,
    /// Where it stands in the source, in bytes of the decoded source, for plain text and Markdown.
    pub source: Option<Range<ByteOffset>>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline of the article.
    Title,
    /// The standfirst under the headline.
    Standfirst,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item {
        /// How deep the list is nested, from 1.
        depth: u8,
        /// Its number, in a numbered list; only on the item's first block.
        number: Option<u64>,
    },
    /// Preformatted text.
    Code,
    /// A row of a table, cells separated by a TAB.
    Row {
        /// Whether it names the columns.
        header: bool,
    },
    /// The words under a picture.
    Caption,
}

/// Emphasis and the like within the text: how it looks, never what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it holds.
    pub range: Range<ByteOffset>,
    /// What it is.
    pub kind: MarkKind,
}

/// A way in which words are set off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// Italic.
    Emphasis,
    /// Bold.
    Strong,
    /// Struck through.
    Strike,
    /// Fixed width.
    Code,
    /// A link; shown, never opened by itself.
    Link(String),
    /// The words that stand for a picture.
    Image,
}
