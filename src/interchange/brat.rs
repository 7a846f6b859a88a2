//! brat's standoff: a text and an `.ann` file an article, with the configuration of the collection.
//!
//! Positions are code points of the text, whose line ends are LF. An annotation is a text-bound line, cut
//! where its words have a line break or TAB; who tagged is the attribute `annotator`. A slot value of one
//! token is an attribute, any other stands in the annotation's note. What brat has no line for stands in a
//! note of the kind `copydesk`, which brat keeps and does not read.

mod config;
mod fragments;
mod lines;
mod names;
mod read;
mod write;

pub(super) use read::{articles, is_it};
pub(super) use write::Brat;

use super::{Facts, Loss, Shape, Ways};

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "brat",
    title: "brat",
    purpose: "A folder of .txt and .ann files with their configuration; for brat and many converters",
    shape: Shape::Folder,
    extension: "ann",
    ways: Ways::OutAndIn,
    companions: &["annotation.conf", "visual.conf"],
    losses: &[Loss::LineEnds, Loss::Breaks, Loss::Details, Loss::States],
};

/// The attribute that says who tagged.
const ANNOTATOR: &str = "annotator";
/// The kind of a note that a person reads.
const NOTES: &str = "AnnotatorNotes";
