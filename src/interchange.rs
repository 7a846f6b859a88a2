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
