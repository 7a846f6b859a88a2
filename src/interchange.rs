//! Files of others: what goes out to other programs, and what comes in from them.

mod brat;
mod carried;
mod claim_review;
mod conll;
pub mod csv;
#[cfg(feature = "parquet")]
mod dataset;
mod doccano;
pub mod export;
mod format;
pub mod import;
mod json;
pub mod jsonl;
mod label_studio;
mod line_ends;
mod loss;
mod markdown;
mod naming;
mod prodigy;
mod record;
mod refi;
pub mod report;
pub mod split;
mod token;
mod uima;
mod vocabulary;
mod web_annotation;
mod xlsx;
mod xml;

pub use format::{Facts, Format, Shape, Ways};
pub use loss::{Loss, Losses};
pub use record::{AnnotatorRow, AttributeRow, LeftOut, Record, RelationRow, SpanRow, Stretch};
pub use vocabulary::{NewWords, SlotWord, TagWord, Vocabulary};

/// A number of things, in words: `1 article`, `2 articles`.
pub(crate) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
