//! Bytes of an article as its reading text, blocks and details.

mod block;
mod details;

pub use block::{Block, BlockKind, Mark, MarkKind};
pub use details::Details;
