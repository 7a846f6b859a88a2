//! JSON Lines, our own exchange form: one article a line, positions in code points, half-open.

mod arriving;
mod read;
mod stream;
mod write;

use super::{Facts, Shape, Ways};

pub(super) use arriving::{articles, is_it};
pub use read::{
    AnnotatorLine, ArticleLine, AttributeLine, Fragment, Lines, MetaLine, ReadLineError, RelationLine,
    SpanLine, What,
};
pub(super) use stream::JsonLines;
pub(super) use write::attributes;
pub use write::line;

/// What is true of the format.
pub const FACTS: Facts = Facts {
    name: "jsonl",
    title: "JSON Lines",
    purpose: "One article a line with all its tags; for scripts and datasets, and to import again",
    shape: Shape::Stream,
    extension: "jsonl",
    ways: Ways::OutAndIn,
    losses: &[],
};
