//! Names of the files we own, and safe file names from words that came from outside.

use super::tagset_file;
use crate::annotation::AnnotatorName;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The most bytes of a file name made of words from outside, its extension included.
pub const LONGEST_NAME: usize = 120;

/// What a file beside an article is, by its name alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// One annotation set, gold among them.
    Sidecar {
        /// The file name of the article.
        article: String,
        /// Whose set it is.
        annotator: AnnotatorName,
    },
    /// Article details typed by hand or imported.
    Details {
        /// The file name of the article.
        article: String,
    },
    /// The tagset of the folder.
    Tagset,
    /// A copy that a synchronising program or a merge left behind: never anybody's set.
    Conflict {
        /// The file name of the article.
        article: String,
        /// Whose set it is a copy of.
        annotator: AnnotatorName,
    },
}

/// How the name of an article's page ends: `story.md.report.html` stands beside `story.md`, and is no article.
pub const REPORT: &str = ".report.html";
/// What the name of an article's tags in Markdown ends with.
pub const MARKDOWN_REPORT: &str = ".report.md";

/// Whether a file is named as something that was written about articles: then it is none itself.
pub fn is_report(name: &str) -> bool {
    [REPORT, MARKDOWN_REPORT].into_iter().any(|end| name.ends_with(end))
}

impl Named {
    /// What a file name says, or nothing for a file that is not ours.
    ///
    /// `rising-lion.md.anna.ron` is anna's set on `rising-lion.md`. Names are lower case; others
    /// are not ours, since two files would stand for one annotator.
    pub fn parse(file_name: &str) -> Option<Self> {
        if file_name == tagset_file::NAME {
            return Some(Self::Tagset);
        }
        if let Some(original) = file_name.strip_suffix(".orig") {
            return match Self::parse(original)? {
                Self::Sidecar { article, annotator } => Some(Self::Conflict { article, annotator }),
                Self::Details { .. } | Self::Tagset | Self::Conflict { .. } => None,
            };
        }
        let (article, name) = file_name.strip_suffix(".ron")?.rsplit_once('.')?;
        if article.is_empty() {
            return None;
        }
        let article = article.to_owned();
        if name == "article" {
            return Some(Self::Details { article });
        }
        match AnnotatorName::as_written(name) {
            Some(annotator) => Some(Self::Sidecar { article, annotator }),
            None => conflict(&article, name),
        }
    }

    /// What the last component of a path says.
    pub fn of(path: &Path) -> Option<Self> {
        Self::parse(path.file_name()?.to_str()?)
    }
}

/// The copy that a part of a file name stands for.
///
/// Dropbox writes `anna (Ben's conflicted copy 2026-11-22)`, others `anna (1)`, `OneDrive`
/// `anna-LAPTOP`, Syncthing `anna.sync-conflict-20261122-101500-ABCDEFG`.
fn conflict(article: &str, name: &str) -> Option<Named> {
    let (article, owner) = if name.to_ascii_lowercase().starts_with("sync-conflict-") {
        article.rsplit_once('.').filter(|(article, _)| !article.is_empty())?
    } else if let Some((owner, _)) = name.split_once(" (").filter(|_| name.ends_with(')')) {
        (article, owner)
    } else {
        let (owner, host) = name.rsplit_once('-')?;
        (article, Some(owner).filter(|_| host.chars().any(|c| c.is_ascii_uppercase()))?)
    };
    Some(Named::Conflict { article: article.to_owned(), annotator: AnnotatorName::as_written(owner)? })
}

/// Where an annotator's set on an article lies.
pub fn sidecar(article: &Path, annotator: &AnnotatorName) -> PathBuf {
    beside(article, annotator.as_str())
}

/// Where the details of an article lie.
pub fn details(article: &Path) -> PathBuf {
    beside(article, "article")
}

fn beside(article: &Path, name: &str) -> PathBuf {
    let mut file = article.file_name().unwrap_or_else(|| OsStr::new("article")).to_owned();
    file.push(".");
    file.push(name);
    file.push(".ron");
    article.with_file_name(file)
}

/// The article that a sidecar or a details file lies beside, whether or not it is there.
pub fn article_of(path: &Path) -> Option<PathBuf> {
    match Named::of(path)? {
        Named::Sidecar { article, .. } | Named::Details { article } | Named::Conflict { article, .. } => {
            Some(path.with_file_name(article))
        }
        Named::Tagset => None,
    }
}

/// A file name made of words from outside, with an extension such as `.txt` or none.
///
/// The last component alone; without control and direction characters and what some system
/// reserves; not hidden, not a device, never empty, at most [`LONGEST_NAME`] bytes.
pub fn safe(outside: &str, extension: &str) -> String {
    let last = outside.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    let kept: String = last.chars().filter(|c| may_stand(*c)).collect();
    let mut name = kept.trim_start_matches(|c: char| matches!(c, '.' | '~') || c.is_whitespace()).to_owned();
    let room = LONGEST_NAME.saturating_sub(extension.len());
    if is_device(&name) {
        name.insert(0, '_');
    }
    name.truncate(name.floor_char_boundary(room));
    // A system that drops trailing dots and blanks would make another name of it.
    name.truncate(name.trim_end_matches(|c: char| c == '.' || c.is_whitespace()).len());
    if name.is_empty() {
        "untitled".clone_into(&mut name);
    }
    name + extension
}

fn may_stand(c: char) -> bool {
    let reserved = matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*');
    !(c.is_control() || reserved || super::deceives(c))
}

/// Whether Windows would open a device under this name, whatever follows the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| {
            n.chars().count() == 1 && n.chars().all(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'))
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM")
        || numbered("LPT")
}
