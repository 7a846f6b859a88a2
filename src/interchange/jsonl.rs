//! JSON Lines, our own exchange form: one article a line, positions in code points, half-open.

mod read;
mod write;

pub use read::{
    AnnotatorLine, ArticleLine, AttributeLine, Fragment, Lines, MetaLine, ReadLineError, RelationLine,
    SpanLine, What,
};
pub(super) use write::attributes;
pub use write::line;
