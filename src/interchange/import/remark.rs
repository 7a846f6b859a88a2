//! What a person should know about an import that went well.

use crate::annotation::{AnnotationId, AnnotatorName, Why};
use std::fmt;
use std::path::PathBuf;

/// Something in a line that was kept, but not as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A name that no annotator can bear.
    Folded {
        /// The name in the file.
        original: String,
        /// The name it became.
        name: AnnotatorName,
    },
    /// An annotation that does not fit the text: kept, listed as unplaced.
    Unplaced {
        /// Whose it is.
        annotator: AnnotatorName,
        /// Its id.
        id: AnnotationId,
        /// Why it does not fit.
        why: Why,
    },
    /// An annotation that stood elsewhere than the file says: its words stand in the text once.
    Anchored {
        /// Whose it is.
        annotator: AnnotatorName,
        /// Its id.
        id: AnnotationId,
    },
    /// The file has no text, and no article of the folder has its name or address.
    NoArticle {
        /// The article's name in the file.
        id: String,
        /// How many annotations were therefore not imported.
        lost: usize,
    },
    /// An id that stands for something else already.
    Renamed {
        /// Whose annotation it is.
        annotator: AnnotatorName,
        /// The id in the file.
        wanted: AnnotationId,
        /// The id it became.
        id: AnnotationId,
    },
    /// A relation with an end that is not in the line: kept.
    Dangling {
        /// Where it starts, as written.
        from: String,
        /// Where it points, as written.
        to: String,
    },
    /// A file of that name was there, with another text.
    OtherFile {
        /// The name wanted.
        wanted: String,
        /// The name taken.
        taken: String,
    },
    /// An article with this text was there.
    KnownText {
        /// Where.
        path: PathBuf,
    },
    /// A sidecar was there: what was new was added to it.
    Joined {
        /// The sidecar.
        path: PathBuf,
        /// How many annotations were added.
        added: usize,
        /// How many it had already.
        known: usize,
    },
    /// A sidecar was there that must not be written.
    NotJoined {
        /// The sidecar.
        path: PathBuf,
        /// Why not.
        why: String,
        /// How many annotations were therefore not imported.
        lost: usize,
    },
    /// A sidecar was there with another state, which stays.
    OtherState {
        /// The sidecar.
        path: PathBuf,
        /// The state in the line.
        imported: String,
    },
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folded { original, name } => write!(f, "annotator {original:?} is written as “{name}”"),
            Self::Unplaced { annotator, id, why } => {
                write!(f, "{annotator}/{id} is kept as unplaced: {why}")
            }
            Self::Anchored { annotator, id } => {
                write!(f, "{annotator}/{id} was found by its words: they do not stand where the file says")
            }
            Self::NoArticle { id, lost } => write!(
                f,
                "no one article of the folder is called {id:?}, and the file has no text: \
                 {lost} annotations not imported; put the article there and import again"
            ),
            Self::Renamed { annotator, wanted, id } => {
                write!(f, "{annotator}/{wanted} is called {annotator}/{id}: the id was taken or cannot stand")
            }
            Self::Dangling { from, to } => {
                write!(f, "the relation from {from:?} to {to:?} leads out of the line; it is kept")
            }
            Self::OtherFile { wanted, taken } => {
                write!(f, "{wanted} is there with another text; written as {taken}")
            }
            Self::KnownText { path } => write!(f, "the text is there already: {}", path.display()),
            Self::Joined { path, added, known } => {
                write!(f, "{} was there: {added} added, {known} known", path.display())
            }
            Self::NotJoined { path, why, lost } => {
                write!(f, "{} must not be written ({why}): {lost} annotations not imported", path.display())
            }
            Self::OtherState { path, imported } => {
                write!(f, "{} keeps its state; the line says {imported:?}", path.display())
            }
        }
    }
}
