//! Sidecars read: what could be read is shown, and what would be lost in writing is protected.

mod chunk;
mod peek;
mod place;
mod problem;
mod sheet;
mod twins;

pub use peek::{Decided, Peek, Saying, Told, annotator, decided, peek};
pub use problem::{ReadOnly, ReadWarning};

use super::file::{self, ReadFileError, Stamp};
use super::names::{self, Named};
use super::sidecar::ArticleHeader;
use super::{LARGEST_SIDECAR, MOST_ANNOTATIONS};
use crate::annotation::{AnnotationSet, AnnotatorName};
use crate::text::ReadingText;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// An annotation set with all that is known of the file it came from.
#[derive(Debug, Clone)]
pub struct LoadedSet {
    /// What could be read.
    pub set: AnnotationSet,
    /// Why it must not be written; empty if it may be.
    pub read_only: Vec<ReadOnly>,
    /// What was odd, and what was done instead.
    pub warnings: Vec<ReadWarning>,
    /// The text that the file was made for.
    pub header: ArticleHeader,
    /// What lay on the disk.
    pub stamp: Stamp,
    /// When the file was last written, as the system says: RFC 3339 in UTC, to the second.
    pub saved_at: Option<String>,
}

impl LoadedSet {
    /// Whether the set says what its annotator says about this text, and can be compared with others: not where it was
    /// made on another text, or could be read in part alone.
    pub fn comparable(&self) -> Result<(), &ReadOnly> {
        let spoils = |why: &&ReadOnly| why.hides_something() || **why == ReadOnly::ArticleChanged;
        self.read_only.iter().find(spoils).map_or(Ok(()), Err)
    }

    /// Whether the set may be written back.
    pub fn is_writable(&self) -> bool {
        self.read_only.is_empty()
    }
}

/// Why nothing of a sidecar could be read.
#[derive(Debug, Error)]
pub enum ReadSidecarError {
    /// The file could not be read at all.
    #[error(transparent)]
    File(#[from] ReadFileError),
    /// The file name names no annotator.
    #[error("the file name does not say whose annotations these are: expected ARTICLE.NAME.ron ({})", path.display())]
    NoAnnotator {
        /// Which file.
        path: PathBuf,
    },
    /// More items in one list than this program holds.
    #[error("the file has {found} {list}, at most {} are read ({})", MOST_ANNOTATIONS, path.display())]
    TooMany {
        /// Which file.
        path: PathBuf,
        /// Of what.
        list: &'static str,
        /// How many.
        found: usize,
    },
}

/// What a review decided on the article at a path, where that was on this very text. A damaged file is the reviewer's affair: here
/// it decides nothing.
pub fn gold_of(article: &Path, text: &ReadingText) -> Option<AnnotationSet> {
    let loaded = sidecar(&names::sidecar(article, &AnnotatorName::gold()), text).ok()??;
    (loaded.header.sha256 == text.sha256()).then_some(loaded.set)
}

/// Reads the sidecar at a path, whose name says by whom it is; nothing where there is no file.
pub fn sidecar(path: &Path, text: &ReadingText) -> Result<Option<LoadedSet>, ReadSidecarError> {
    let Some(Named::Sidecar { annotator, .. }) = Named::of(path) else {
        return Err(ReadSidecarError::NoAnnotator { path: path.to_owned() });
    };
    sidecar_by(&annotator, path, text)
}

/// Reads the sidecar by `annotator` at a path, whatever its name; nothing where there is no file.
pub fn sidecar_by(
    annotator: &AnnotatorName,
    path: &Path,
    text: &ReadingText,
) -> Result<Option<LoadedSet>, ReadSidecarError> {
    let bytes = match file::read(path, LARGEST_SIDECAR) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let (stamp, read) = rayon::join(|| Stamp::of(&bytes), || from_bytes(&bytes, annotator, text));
    match read {
        Ok(loaded) => Ok(Some(LoadedSet { stamp, saved_at: file::modified(path), ..loaded })),
        Err(TooMany { list, found }) => Err(ReadSidecarError::TooMany { path: path.to_owned(), list, found }),
    }
}

/// More items in one list than this program holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{found} {list} are more than {}", MOST_ANNOTATIONS)]
pub struct TooMany {
    /// Of what.
    pub list: &'static str,
    /// How many.
    pub found: usize,
}

/// Reads the bytes of a sidecar by `annotator` on `text`. Bytes that are no text are shown as `�`.
fn from_bytes(bytes: &[u8], annotator: &AnnotatorName, text: &ReadingText) -> Result<LoadedSet, TooMany> {
    match str::from_utf8(bytes) {
        Ok(sidecar) => from_str(sidecar, annotator, text),
        Err(error) => {
            let mut loaded = from_str(&String::from_utf8_lossy(bytes), annotator, text)?;
            loaded.read_only.insert(0, ReadOnly::NotText { at: error.valid_up_to() });
            Ok(loaded)
        }
    }
}

/// Reads the words of a sidecar by `annotator` on `text`, without any file: the stamp is
/// [`Stamp::ABSENT`].
pub fn from_str(sidecar: &str, annotator: &AnnotatorName, text: &ReadingText) -> Result<LoadedSet, TooMany> {
    sheet::read(sidecar, annotator, text)
}
