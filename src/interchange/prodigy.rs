//! Prodigy's JSON Lines: one task a line, with tokens; positions in code points, half-open, the last token
//! of a span included.
//!
//! An article is one task. Beyond what Prodigy reads, spans carry `id`, `text`, `annotator` and `attributes`,
//! and in `copydesk` what it has no place for. `to_spacy.py` makes spaCy's binary documents of it.

mod read;
mod write;

pub(super) use read::{articles, is_it};
pub(super) use write::Prodigy;

use super::{Facts, Shape, Ways};

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "prodigy",
    title: "Prodigy",
    purpose: "One task a line with tokens; for Prodigy, and for spaCy by the script to_spacy.py",
    shape: Shape::Stream,
    extension: "jsonl",
    ways: Ways::OutAndIn,
    companions: &[],
    losses: &[],
};
