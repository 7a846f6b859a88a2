//! From the files of an article to the file of its page.

use super::page::MADE_BY;
use super::{Report, Shown};
use crate::annotation::AnnotationSet;
use crate::article::{Article, Reading};
use crate::interchange::export::Sets;
use crate::progress::{Cancelled, Progress};
use crate::store::atomic::{self, Over};
use crate::store::names::Named;
use crate::store::read::{self, ReadOnly};
use crate::store::{folder, open, tagset_file};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Which page to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The article.
    pub article: PathBuf,
    /// How it is encoded, where it does not say so itself.
    pub encoding: Option<String>,
    /// Whose tags are shown.
    pub sets: Sets,
    /// What else is shown.
    pub shown: Shown,
}

/// A sidecar, and how many of its annotations have no place in the text.
pub type Unplaced = (PathBuf, usize);

/// A page that was made, and what could not be shown on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The whole page as HTML.
    pub html: String,
    /// The sidecars of which not all could be shown.
    pub unplaced: Vec<Unplaced>,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The article cannot be read.
    #[error(transparent)]
    Article(#[from] open::OpenError),
    /// A sidecar or the tagset cannot be read, or the page not written.
    #[error("{0}")]
    File(String),
    /// A part of a sidecar could not be shown, and a page that leaves it out would mislead.
    #[error("{}: {why}", path.display())]
    Hidden {
        /// The sidecar.
        path: PathBuf,
        /// What stands in the way.
        why: ReadOnly,
    },
    /// In its place stands an article, or a file that belongs to one.
    #[error("{}: is an article or belongs to one, and such files are never changed; choose another name", .0.display())]
    Taken(PathBuf),
    /// Somebody stopped it.
    #[error("cancelled, and nothing was written")]
    Cancelled(#[from] Cancelled),
}

impl Request {
    /// Makes the page.
    ///
    /// # Errors
    ///
    /// If the article, a sidecar or the tagset cannot be wholly read.
    pub fn page(&self) -> Result<Page, PageError> {
        let article = open::article(&self.article, self.encoding.as_deref())?;
        let (sets, unplaced) = self.sets(&article)?;
        let beside = self.article.parent().unwrap_or(Path::new(""));
        let tagset = tagset_file::read_in(beside, &[]).map_err(|error| PageError::File(error.to_string()))?;
        let tagset = tagset.map_or_else(tagset_file::builtin, |loaded| loaded.value);
        let html = Report::new(&article, &tagset, &sets, self.shown).page();
        Ok(Page { html, unplaced })
    }

    /// Makes the page and writes it, in place of what was there before, unless that is an article.
    ///
    /// # Errors
    ///
    /// As [`page`](Self::page); and if the page cannot be written, or is not wanted any more.
    pub fn write(&self, out: &Path, progress: &Progress) -> Result<Page, PageError> {
        if is_taken(out) {
            return Err(PageError::Taken(out.to_owned()));
        }
        let page = self.page()?;
        progress.wanted()?;
        atomic::write(out, page.html.as_bytes(), Over::Anything)
            .map_err(|error| PageError::File(error.to_string()))?;
        Ok(page)
    }

    /// The sets that are shown, and how many annotations of each sidecar have no place.
    fn sets(&self, article: &Article) -> Result<(Vec<AnnotationSet>, Vec<Unplaced>), PageError> {
        let sidecars = self.sets.chosen(folder::sidecars_of(&self.article).into_iter().collect());
        let mut sets = Vec::new();
        let mut unplaced = Vec::new();
        for (_, path) in sidecars {
            let loaded =
                read::sidecar(&path, &article.text).map_err(|error| PageError::File(error.to_string()))?;
            let Some(loaded) = loaded else { continue };
            if let Some(why) = loaded.read_only.iter().find(|why| ReadOnly::hides_something(why)) {
                return Err(PageError::Hidden { path, why: why.clone() });
            }
            match loaded.set.unplaced().len() {
                0 => {}
                count => unplaced.push((path, count)),
            }
            sets.push(loaded.set);
        }
        Ok((sets, unplaced))
    }
}

/// Whether a page would take the place of somebody's work: of an article, tagged or not, or of a file beside one.
fn is_taken(out: &Path) -> bool {
    let is_article = || Reading::of_path(out).is_some() && out.exists() && !is_page(out);
    Named::of(out).is_some() || is_article() || !folder::sidecars_of(out).is_empty()
}

/// Whether a file is a page that was made before.
fn is_page(file: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains(MADE_BY)
}

/// The bytes within which a page says by what it was made.
const HEAD: u64 = 1_024;
