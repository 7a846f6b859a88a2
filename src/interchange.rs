//! Files of others: what goes out to other programs, and what comes in from them.

pub mod csv;
pub mod export;
mod format;
pub mod import;
mod json;
pub mod jsonl;
mod naming;
mod record;

pub use format::{Format, Shape};
pub use record::{AnnotatorRow, AttributeRow, LeftOut, Record, RelationRow, SpanRow, Stretch};

/// A number of things, in words: `1 article`, `2 articles`.
pub(crate) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
