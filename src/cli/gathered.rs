//! The articles that a command line names, each with the sidecars that are meant.

use super::outcome::{Failure, say};
use crate::annotation::AnnotatorName;
use crate::progress::Progress;
use crate::store::folder::{self, FolderWarning, Listing};
use crate::store::names::{self, Named};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// Whether the gold sets beside articles are meant; one that is named always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gold {
    LeftOut,
    Meant,
}

/// An article with the sidecars that are meant.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) article: PathBuf,
    pub(super) sidecars: BTreeMap<AnnotatorName, PathBuf>,
}

/// The articles of some paths, in order, each once.
///
/// An article or a folder means all sidecars beside the articles, a sidecar only itself. What a walk
/// leaves out is said.
pub(super) fn gather(paths: &[PathBuf], gold: Gold) -> Result<Vec<Gathered>, Failure> {
    let mut all: Vec<Gathered> = Vec::new();
    let mut seen: HashMap<PathBuf, usize> = HashMap::new();
    for gathered in paths.iter().map(|path| of_path(path, gold)) {
        for gathered in gathered? {
            let place = fs::canonicalize(&gathered.article).unwrap_or_else(|_| gathered.article.clone());
            if let Some(known) = seen.get(&place).and_then(|at| all.get_mut(*at)) {
                known.sidecars.extend(gathered.sidecars);
            } else {
                seen.insert(place, all.len());
                all.push(gathered);
            }
        }
    }
    if all.is_empty() {
        return Err(Failure::Usage("no article is there".to_owned()));
    }
    Ok(all)
}

fn of_path(path: &Path, gold: Gold) -> Result<Vec<Gathered>, Failure> {
    let there = fs::metadata(path).map_err(|error| Failure::file(path, error))?;
    if there.is_dir() {
        let listing =
            folder::list(path, &Progress::new()).map_err(|error| Failure::File(error.to_string()))?;
        return of_listing(listing, gold);
    }
    let one = match Named::of(path) {
        None => {
            let sidecars = folder::sidecars_of(path).into_iter().collect();
            Gathered { article: path.to_owned(), sidecars: meant(sidecars, gold) }
        }
        Some(Named::Sidecar { annotator, .. }) => {
            let article = names::article_of(path).filter(|article| article.exists());
            let article =
                article.ok_or_else(|| Failure::file(path, "the article of this sidecar is not there"))?;
            Gathered { article, sidecars: BTreeMap::from([(annotator, path.to_owned())]) }
        }
        Some(Named::Details { .. } | Named::Tagset | Named::Conflict { .. }) => {
            return Err(Failure::file(path, "is neither an article nor an annotator's sidecar"));
        }
    };
    Ok(vec![one])
}

fn of_listing(listing: Listing, gold: Gold) -> Result<Vec<Gathered>, Failure> {
    for warning in &listing.warnings {
        match warning {
            FolderWarning::Unreadable { .. } | FolderWarning::Sidecar(_) => {
                return Err(Failure::File(warning.to_string()));
            }
            FolderWarning::TooDeep { .. }
            | FolderWarning::ConflictCopy { .. }
            | FolderWarning::NoAnnotator { .. }
            | FolderWarning::OddName { .. } => say(&warning.to_string()),
        }
    }
    for orphan in &listing.orphans {
        say(&format!("{}: its article is not there; left out", orphan.display()));
    }
    let gathered = listing.articles.into_iter().map(|listed| {
        let sidecars = listed.sets.into_iter().map(|set| (set.annotator, set.path)).collect();
        Gathered { article: listed.path, sidecars: meant(sidecars, gold) }
    });
    Ok(gathered.collect())
}

fn meant(mut sidecars: BTreeMap<AnnotatorName, PathBuf>, gold: Gold) -> BTreeMap<AnnotatorName, PathBuf> {
    match gold {
        Gold::LeftOut => sidecars.retain(|annotator, _| !annotator.is_gold()),
        Gold::Meant => {}
    }
    sidecars
}
