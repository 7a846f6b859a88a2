//! JSON Lines, our own exchange form: one article a line, positions in code points, half-open.

mod arriving;
mod article_line;
mod lines;
mod stream;
mod write;

use super::{Facts, Shape, Ways};

pub(super) use arriving::{articles, is_it};
pub use article_line::{
    AnnotatorLine, ArticleLine, AttributeLine, Fragment, MetaLine, RelationLine, SpanLine,
};
pub(super) use lines::{JsonOfLines, TextLines, check};
pub use lines::{Lines, ReadLineError, What};
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
    companions: &[],
    losses: &[],
};

/// The JSON Schema of a line.
pub const SCHEMA: &str = include_str!("../../assets/export/jsonl.schema.json");
