//! CoNLL columns: a token a line, its position in code points, and a column for each tag and depth.
//!
//! The scheme is IOB2: the name of a column is its tag, the second layer of overlaps of a tag is `quote.2`.
//! Blank lines stand between sentences, never inside an annotation. White space is no token. Lines that
//! begin with `# ` say which article it is, and hold its text and its annotations as our own form has them,
//! so that nothing is lost on the way back; other readers pass over them. Files without them are read
//! too: IOB1, IOB2 and BIOES, with or without positions.

mod columns;
mod read;
mod schemes;
mod write;

pub(super) use read::{articles, is_it};
pub(super) use write::Conll;

use super::{Facts, Shape, Ways};

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "conll",
    title: "CoNLL (IOB2)",
    purpose: "One token a line, a column a tag; for training baselines and seqeval",
    shape: Shape::Stream,
    extension: "iob2.conll",
    ways: Ways::OutAndIn,
    companions: &[],
    losses: &[],
};
