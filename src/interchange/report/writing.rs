//! From the files of an article to the file of its page.

use super::{Report, Shown};
use crate::annotation::AnnotationSet;
use crate::article::{Article, Reading};
use crate::interchange::export::Sets;
use crate::progress::{Cancelled, Progress};
use crate::store::atomic::{self, Over};
use crate::store::read::{self, ReadOnly};
use crate::store::{folder, open, tagset_file};
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
    /// The page would overwrite an article.
    #[error("{}: is an article with tags, and articles are never changed; choose another name", .0.display())]
    IsArticle(PathBuf),
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
        if Reading::of_path(out).is_some() && (out == self.article || !folder::sidecars_of(out).is_empty()) {
            return Err(PageError::IsArticle(out.to_owned()));
        }
        let page = self.page()?;
        progress.wanted()?;
        atomic::write(out, page.html.as_bytes(), Over::Anything)
            .map_err(|error| PageError::File(error.to_string()))?;
        Ok(page)
    }

    /// The sets that are shown, and how many annotations of each sidecar have no place.
    fn sets(&self, article: &Article) -> Result<(Vec<AnnotationSet>, Vec<Unplaced>), PageError> {
        let mut sidecars = folder::sidecars_of(&self.article);
        let has_gold = sidecars.iter().any(|(name, _)| name.is_gold());
        match &self.sets {
            Sets::All => {}
            Sets::From(names) => sidecars.retain(|(name, _)| names.contains(name)),
            Sets::Gold => sidecars.retain(|(name, _)| name.is_gold()),
            Sets::Decided => sidecars.retain(|(name, _)| name.is_gold() || !has_gold),
        }
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
