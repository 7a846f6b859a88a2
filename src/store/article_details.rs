//! Article details typed by hand or imported: `ARTICLE.article.ron`.

use super::atomic::{self, Over, WriteError};
use super::file::{self, ReadFileError, Stamp};
use super::sidecar::scan;
use super::{VERSION, clipped, names, write};
use crate::article::Details;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The largest details file, in bytes.
const LARGEST: u64 = 8 << 20;

/// Why details could not be read. The file is never written over then.
#[derive(Debug, Error)]
pub enum ReadDetailsError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] ReadFileError),
    /// Its bytes are no text.
    #[error("byte {at} is not valid UTF-8 ({})", path.display())]
    NotText {
        /// Which file.
        path: PathBuf,
        /// Where, in bytes.
        at: usize,
    },
    /// A newer program wrote it.
    #[error("a newer Copydesk wrote this file, version {version} ({})", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// It is not wholly understood.
    #[error("line {line}, column {column}: {problem} ({})", path.display())]
    Form {
        /// Which file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What was found.
        problem: String,
    },
    /// It has comments of a person, which saving would lose.
    #[error("the file has comments, which saving would lose ({})", path.display())]
    Comments {
        /// Which file.
        path: PathBuf,
    },
}

/// Why details could not be written. The file is as it was.
#[derive(Debug, Error)]
pub enum WriteDetailsError {
    /// What is there would be lost.
    #[error("what is there cannot be read and is left alone: {0}")]
    Unread(#[from] ReadDetailsError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The version, read by itself first: a newer file need not be understood.
#[derive(Deserialize)]
struct Version {
    copydesk: u32,
}

/// The file. An empty string is nothing.
#[derive(Default, Deserialize)]
#[serde(rename = "Details", deny_unknown_fields)]
struct DetailsRecord {
    #[serde(rename = "copydesk")]
    _version: u32,
    #[serde(default)]
    title: String,
    #[serde(default)]
    byline: String,
    #[serde(default)]
    outlet: String,
    #[serde(default)]
    published: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    language: String,
}

/// The details typed by hand about an article; none where there is no file.
pub fn read(article_path: &Path) -> Result<Details, ReadDetailsError> {
    Ok(load(&names::details(article_path))?.0)
}

/// Writes what is known about an article beside it.
///
/// Writes nothing where nothing would change, and never over a file that it cannot wholly read.
pub fn write(article_path: &Path, details: &Details) -> Result<(), WriteDetailsError> {
    let path = names::details(article_path);
    let (there, base) = load(&path)?;
    if there != *details {
        atomic::write(&path, to_string(details).as_bytes(), Over::Only(base))?;
    }
    Ok(())
}

fn load(path: &Path) -> Result<(Details, Stamp), ReadDetailsError> {
    let bytes = match file::read(path, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing() => return Ok((Details::default(), Stamp::ABSENT)),
        Err(error) => return Err(error.into()),
    };
    let text = str::from_utf8(&bytes)
        .map_err(|error| ReadDetailsError::NotText { path: path.to_owned(), at: error.valid_up_to() })?;
    Ok((parse(text.strip_prefix('\u{feff}').unwrap_or(text), path)?, Stamp::of(&bytes)))
}

fn parse(text: &str, path: &Path) -> Result<Details, ReadDetailsError> {
    let path = || path.to_owned();
    if let Ok(Version { copydesk: version }) = ron::from_str(text)
        && version > VERSION
    {
        return Err(ReadDetailsError::Newer { path: path(), version });
    }
    let record: DetailsRecord = ron::from_str(text).map_err(|error| ReadDetailsError::Form {
        path: path(),
        line: error.span.start.line,
        column: error.span.start.col,
        problem: clipped(&error.code.to_string()),
    })?;
    if scan::fields(text, scan::Layout::Any).comment.is_some() {
        return Err(ReadDetailsError::Comments { path: path() });
    }
    let DetailsRecord { _version, title, byline, outlet, published, url, language } = record;
    let said = |words: String| Some(words).filter(|words| !words.is_empty());
    Ok(Details {
        title: said(title),
        byline: said(byline),
        outlet: said(outlet),
        published: said(published),
        url: said(url),
        language: said(language),
    })
}

fn to_string(details: &Details) -> String {
    let Details { title, byline, outlet, published, url, language } = details;
    let fields = [
        ("title", title),
        ("byline", byline),
        ("outlet", outlet),
        ("published", published),
        ("url", url),
        ("language", language),
    ];
    let mut out = format!("(\n    copydesk: {VERSION},\n");
    for (name, words) in fields {
        write::line(&mut out, "    ", name, words.as_deref().unwrap_or_default());
    }
    out.push_str(")\n");
    out
}
