//! An annotation set saved: only if something was said, only if it reads back, only over what it
//! came from.

use super::atomic::{self, Over, WriteError};
use super::file::Stamp;
use super::sidecar::ArticleHeader;
use super::{LARGEST_SIDECAR, MOST_ANNOTATIONS, names, read, write};
use crate::annotation::{AnnotationSet, Sight, State};
use crate::article::Article;
use crate::text::ReadingText;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What a save did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// What lies on the disk now: the base of the next save.
    pub stamp: Stamp,
    /// Whether anything was written.
    pub outcome: Outcome,
}

/// Whether anything was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The file is new.
    Written,
    /// The file says the same already, or there is nothing to say and no file.
    Unchanged,
}

/// Why a set was not saved. The file is as it was.
#[derive(Debug, Error)]
pub enum SaveError {
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The file would not be read again.
    #[error("the annotations are more than a file holds: {annotations}, in {mib} MiB ({})", path.display())]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// How many annotations there are.
        annotations: usize,
        /// How long the file would be.
        mib: usize,
    },
    /// The file would not say the same. A fault of the program, caught in time.
    #[error("the annotations would not be read back as they are: {problem} ({})", path.display())]
    WouldDiffer {
        /// Which file.
        path: PathBuf,
        /// The first difference.
        problem: String,
    },
}

/// Saves a set beside its article, in place of `base`: what was last read or written there.
///
/// Writes nothing where the file would not change. A set in which nothing was ever said makes no
/// file; one that is done does, even when it is empty.
pub fn sidecar(
    article_path: &Path,
    set: &AnnotationSet,
    article: &Article,
    base: Stamp,
) -> Result<Saved, SaveError> {
    if !base.is_present() && says_nothing(set) {
        return Ok(Saved { stamp: base, outcome: Outcome::Unchanged });
    }
    even_empty(article_path, set, article, base)
}

/// Saves a set as [`sidecar`] does, but makes a file even where nothing was said: that somebody has
/// begun may be worth keeping.
pub fn even_empty(
    article_path: &Path,
    set: &AnnotationSet,
    article: &Article,
    base: Stamp,
) -> Result<Saved, SaveError> {
    let path = names::sidecar(article_path, set.annotator());
    let name = article_path.file_name().unwrap_or_default().to_string_lossy();
    let header = ArticleHeader::of(&article.text, &name, article.reading.name(), &article.encoding);
    let sidecar = write::to_string(set, &article.text, &header);
    if Stamp::of(sidecar.as_bytes()) == base {
        return Ok(Saved { stamp: base, outcome: Outcome::Unchanged });
    }
    let annotations = set.len() + set.unplaced().len();
    if annotations > MOST_ANNOTATIONS || u64::try_from(sidecar.len()).is_ok_and(|n| n > LARGEST_SIDECAR) {
        return Err(SaveError::TooLarge { path, annotations, mib: sidecar.len() >> 20 });
    }
    if let Some(problem) = difference(set, &sidecar, &article.text, &header) {
        return Err(SaveError::WouldDiffer { path, problem });
    }
    let stamp = atomic::write(&path, sidecar.as_bytes(), Over::Only(base))?;
    Ok(Saved { stamp, outcome: Outcome::Written })
}

fn says_nothing(set: &AnnotationSet) -> bool {
    set.is_empty()
        && *set.state() == State::InProgress
        && set.sight() == Sight::Open
        && set.gold().is_none()
        && &**set.ext() == "{}"
}

/// What would be lost if `sidecar` were all that is left of the set.
fn difference(
    set: &AnnotationSet,
    sidecar: &str,
    text: &ReadingText,
    header: &ArticleHeader,
) -> Option<String> {
    let loaded = match read::from_str(sidecar, set.annotator(), text) {
        Ok(loaded) => loaded,
        Err(error) => return Some(error.to_string()),
    };
    if let Some(reason) = loaded.read_only.first() {
        return Some(reason.to_string());
    }
    // Sets that differ in what they know of an unplaced annotation still say the same.
    let same = loaded.set == *set || write::to_string(&loaded.set, text, header) == sidecar;
    (!same).then(|| "it would say something else".to_owned())
}
