//! REFI-QDA projects (`.qdpx`): a zip of plain texts and one XML of users, codes, selections and links;
//! and codebooks (`.qdc`), which are an XML of the codes alone.
//!
//! Positions are code points of the text, whose line ends are LF, as QualCoder reads them; programs that
//! count UTF-16 units differ after a character beyond the BMP. A tag is a code, an annotator a user, an
//! annotation a selection with one coding; slots and note stand in the selection's description.

mod codebook;
mod description;
mod guid;
mod read;
mod write;

pub(super) use codebook::Codebook;
pub(super) use read::{articles, is_it};
pub(super) use write::Project;

use super::{Facts, Loss, Shape, Ways};

/// What is true of a project.
pub(super) const FACTS: Facts = Facts {
    name: "refi-qda",
    title: "REFI-QDA",
    purpose: "A project for NVivo, MAXQDA, ATLAS.ti, QualCoder and other programs of qualitative research",
    shape: Shape::Stream,
    extension: "qdpx",
    ways: Ways::OutAndIn,
    companions: &[],
    losses: &[
        Loss::LineEnds,
        Loss::Details,
        Loss::States,
        Loss::Ids,
        Loss::Pieces,
        Loss::Places,
        Loss::Flags,
        Loss::Origins,
        Loss::RelationAnnotators,
    ],
};

/// What is true of a codebook.
pub(super) const CODEBOOK: Facts = Facts {
    name: "refi-codebook",
    title: "REFI-QDA codebook",
    purpose: "The tags and their rules alone; for NVivo, MAXQDA, ATLAS.ti and QualCoder, to begin a project with",
    shape: Shape::Stream,
    extension: "qdc",
    ways: Ways::Out,
    companions: &[],
    losses: &[Loss::Text, Loss::Details, Loss::States, Loss::Annotations, Loss::Relations],
};

/// What should be known of an article in a project: programs differ in how they count some characters.
pub(super) fn remark(record: &super::Record<'_>) -> Option<String> {
    let wide = record.text.as_str().chars().any(|c| u32::from(c) > 0xFFFF);
    wide.then(|| {
        let what = "holds characters such as emoji, which QualCoder counts as one";
        format!("{}: {what}; in NVivo, MAXQDA and ATLAS.ti what stands after them may be off", record.source)
    })
}

/// The namespace of the project file.
const SPACE: &str = "urn:QDA-XML:project:1.0";
/// The project file in the zip.
const PROJECT: &str = "project.qde";
