//! Files of others: what goes out to other programs, and what comes in from them.

pub mod csv;
mod json;
pub mod jsonl;
mod record;

pub use record::{AnnotatorRow, AttributeRow, LeftOut, Record, RelationRow, SpanRow, Stretch};
