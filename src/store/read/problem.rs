//! What can be wrong with a sidecar: what makes it read-only, and what is merely said.

use crate::annotation::AnnotationId;
use std::sync::Arc;
use thiserror::Error;

/// Why a sidecar is shown but never written: to write it would lose what could not be read.
///
/// Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadOnly {
    /// It is no sidecar: the field `copydesk` is missing.
    #[error("this is not a Copydesk file: the field `copydesk` is missing")]
    NotOurs,
    /// A newer program wrote it.
    #[error("a newer Copydesk wrote this file (version {version})")]
    Newer {
        /// Its version.
        version: u32,
    },
    /// The name inside is another than in the file name.
    #[error("the file name says it is by “{expected}”, the file itself says “{inside}”")]
    OtherAnnotator {
        /// The name in the file name.
        expected: String,
        /// The name in the file.
        inside: String,
    },
    /// It was made for another text.
    #[error("the article has changed since it was tagged")]
    ArticleChanged,
    /// A merge was left half done.
    #[error(
        "line {line}: a merge was left half done; finish it in your version control, then open the file again"
    )]
    Conflict {
        /// Where the first marker stands.
        line: usize,
    },
    /// Its form is broken.
    #[error("line {line}, column {column}: {problem}")]
    Damaged {
        /// Where.
        line: usize,
        /// Where in the line.
        column: usize,
        /// What was found.
        problem: String,
    },
    /// Bytes that are no text.
    #[error("byte {at} is not valid UTF-8")]
    NotText {
        /// Where, in bytes from the start of the file.
        at: usize,
    },
    /// One item could not be read; the others were.
    #[error("line {line}, column {column}: an item of `{list}` cannot be read: {problem}")]
    BadItem {
        /// The list.
        list: &'static str,
        /// Where.
        line: usize,
        /// Where in the line.
        column: usize,
        /// What was found.
        problem: String,
    },
    /// One field of the file could not be read; the others were.
    #[error("line {line}, column {column}: the field `{field}` cannot be read: {problem}")]
    BadField {
        /// The field.
        field: &'static str,
        /// Where.
        line: usize,
        /// Where in the line.
        column: usize,
        /// What was found.
        problem: String,
    },
    /// A field that this program does not know.
    #[error("line {line}: the field `{field}` is unknown")]
    UnknownField {
        /// The field.
        field: String,
        /// Where.
        line: usize,
    },
    /// Comments of a person, which a rewriting would lose.
    #[error("line {line}: the file has comments, which saving would lose")]
    Comments {
        /// Where the first stands.
        line: usize,
    },
}

impl ReadOnly {
    /// Whether what could be read may say something else than the annotator did.
    pub const fn hides_something(&self) -> bool {
        match self {
            Self::NotOurs
            | Self::Newer { .. }
            | Self::OtherAnnotator { .. }
            | Self::Conflict { .. }
            | Self::Damaged { .. }
            | Self::NotText { .. }
            | Self::BadItem { .. }
            | Self::BadField { .. } => true,
            Self::ArticleChanged | Self::UnknownField { .. } | Self::Comments { .. } => false,
        }
    }

    /// What a person can do about it, as a sentence.
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NotOurs => "Give the file another name, or open the article under another annotator",
            Self::Newer { .. } => "Update Copydesk to go on with it",
            Self::OtherAnnotator { .. } => "Rename the file, or correct the name in it with a text editor",
            Self::ArticleChanged => "Bring back the article as it was to go on with its tags",
            Self::Conflict { .. } => "Finish the merge in your version control, then open the article again",
            Self::Comments { .. } => {
                "Move the comments into notes with a text editor, then open the article again"
            }
            Self::UnknownField { .. } => "Update Copydesk, or move the field into `ext` with a text editor",
            Self::Damaged { .. } | Self::NotText { .. } | Self::BadItem { .. } | Self::BadField { .. } => {
                "Mend the file with a text editor, or bring back an older copy, then open the article again"
            }
        }
    }
}

/// What was odd in a sidecar, and what was done instead. The file stays writable.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadWarning {
    /// Two annotations had one id; the later was given another.
    #[error("the id “{id}” is there twice; the later annotation is now “{renamed}”")]
    TwinId {
        /// The id in the file.
        id: AnnotationId,
        /// The new one.
        renamed: AnnotationId,
    },
    /// Two comments had one id; the later was given another.
    #[error("the comment “{id}” is there twice; the later is now “{renamed}”")]
    TwinComment {
        /// The id in the file.
        id: Arc<str>,
        /// The new one.
        renamed: Arc<str>,
    },
    /// A link was there twice.
    #[error("{times} links are there more than once; one of each is kept")]
    TwinLinks {
        /// How many were left out.
        times: usize,
    },
    /// Pieces overlapped, touched or were out of order, and are now sorted and joined.
    #[error("the pieces of “{id}” overlap, touch or are out of order; they were joined")]
    PiecesJoined {
        /// The annotation.
        id: AnnotationId,
    },
    /// The words fit, but not what stands before or after them.
    #[error("the words around “{id}” differ from the file; its own words fit")]
    OtherContext {
        /// The annotation.
        id: AnnotationId,
    },
    /// The words that a slot was read from are not where the file says; kept as they stand.
    #[error("the words of the slot “{slot}” of “{id}” are not where the file says")]
    PlaceLost {
        /// The annotation.
        id: AnnotationId,
        /// The slot.
        slot: Arc<str>,
    },
}
