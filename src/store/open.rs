//! Articles opened: the file read, and what was typed by hand about it added.

use super::file::{self, ReadFileError};
use super::{article_details, folder, read};
use crate::article::{self, Article, MAX_ARTICLE_BYTES, ReadArticleError, Reading};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why an article could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] ReadFileError),
    /// Its bytes are no article.
    #[error("{source} ({})", path.display())]
    Article {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: ReadArticleError,
    },
}

impl OpenError {
    /// The encoding that the article seems to have, where a person has to agree to it.
    pub fn guessed_encoding(&self) -> Option<&str> {
        match self {
            Self::Article { source: ReadArticleError::EncodingUnclear { guess, .. }, .. } => Some(guess),
            Self::Article { .. } | Self::File(_) => None,
        }
    }
}

/// Opens an article in the encoding that a person named, if one did.
///
/// The extension says how it is read; any other file that was named by hand is plain text. Where
/// the encoding is unclear, the one to which somebody agreed before is taken from a sidecar, if it
/// gives the text that was tagged. Details typed by hand stand before the article's own; a details
/// file that cannot be read counts for nothing here, and says why when it is to be edited.
pub fn article(path: &Path, encoding: Option<&str>) -> Result<Article, OpenError> {
    let limit = u64::try_from(MAX_ARTICLE_BYTES).unwrap_or(u64::MAX);
    let bytes = file::read(path, limit)?;
    let reading = Reading::of_path(path).unwrap_or(Reading::Plain);
    let read = match article::read(&bytes, reading, encoding) {
        Err(unclear @ ReadArticleError::EncodingUnclear { .. }) => {
            agreed_before(path, &bytes, reading).ok_or(unclear)
        }
        read => read,
    };
    let mut article = read.map_err(|source| OpenError::Article { path: path.to_owned(), source })?;
    if let Ok(details) = article_details::read(path) {
        article.details = details.or(std::mem::take(&mut article.details));
    }
    Ok(article)
}

/// The article in the encoding of a sidecar that was made for this very text.
fn agreed_before(path: &Path, bytes: &[u8], reading: Reading) -> Option<Article> {
    folder::sidecars_of(path).into_iter().find_map(|(_, sidecar)| {
        let header = read::peek(&sidecar).ok()?.header?;
        let article = article::read(bytes, reading, Some(&header.encoding)).ok()?;
        (article.text.sha256() == header.sha256).then_some(article)
    })
}
