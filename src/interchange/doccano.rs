//! doccano's JSON Lines: one example a line, in ASCII, since doccano guesses encodings.
//!
//! Positions are UTF-16 units, as its window counts, or code points where that is asked for: then the
//! line says so in `offsets`. Ids of entities are numbers, unique over the file. Whatever else stands in
//! a line becomes the example's metadata.

mod read;
mod write;

pub(super) use read::{articles, is_it};
pub(super) use write::Doccano;

use super::{Facts, Loss, Shape, Ways};

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "doccano",
    title: "doccano",
    purpose: "Texts with entities and relations; for doccano, where overlaps must be allowed in the project",
    shape: Shape::Stream,
    extension: "jsonl",
    ways: Ways::OutAndIn,
    companions: &[],
    losses: &[
        Loss::States,
        Loss::Annotators,
        Loss::Ids,
        Loss::Pieces,
        Loss::Slots,
        Loss::Places,
        Loss::Notes,
        Loss::Flags,
        Loss::Origins,
        Loss::Times,
        Loss::RelationAnnotators,
    ],
};

/// What a line says that counts code points.
const CODE_POINTS: &str = "code points";
