//! The folder that an import fills: which texts are there, and where a new one goes.

use super::merging::{self, Renamed};
use super::{Conduct, ImportError, Ledger, Remark};
use crate::annotation::{AnnotationId, AnnotationSet, State};
use crate::article::{self, Article, Details, Reading};
use crate::interchange::naming;
use crate::progress::Progress;
use crate::store::file::Stamp;
use crate::store::read::{self, LoadedSet, ReadSidecarError};
use crate::store::{article_details, folder, names, new_article, open, save};
use crate::text::ReadingText;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// The articles of the folder, by the SHA-256 of their reading text.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    there: HashMap<String, Vec<Known>>,
    /// The articles that were there, by each of their names and by their address.
    called: HashMap<String, Vec<PathBuf>>,
    conduct: Conduct,
    ledger: Ledger,
    /// What this import has written or found, by wanted name and text: lines may go on with it.
    met: HashMap<(String, String), PathBuf>,
}

/// An article that is there.
#[derive(Debug)]
struct Known {
    path: PathBuf,
    /// Whether a line of this import was laid on it.
    claimed: bool,
}

/// How an article came to be in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// It was written now.
    Written,
    /// It was there.
    Known,
}

/// Where a line's article is.
#[derive(Debug)]
pub(super) struct Shelved {
    path: PathBuf,
    article: Article,
    pub(super) arrival: Arrival,
}

/// What was added to the sidecars of an article.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Added {
    pub(super) placed: usize,
    pub(super) unplaced: usize,
    pub(super) known: usize,
    pub(super) refused: usize,
}

fn failed(error: impl std::fmt::Display) -> ImportError {
    ImportError::Write { why: error.to_string() }
}

impl Shelf {
    /// Reads every article of the folder. Those that cannot be read have no text to compare.
    pub(super) fn of(
        into: &Path,
        conduct: Conduct,
        ledger: Ledger,
        progress: &Progress,
    ) -> Result<Self, ImportError> {
        // A rehearsal makes no folder.
        let listed = if into.exists() { folder::list(into, progress)?.articles } else { Vec::new() };
        let known: Vec<Option<Found>> = listed
            .into_par_iter()
            .map(|listed| {
                progress.wanted()?;
                Ok(Found::of(into, listed.path))
            })
            .collect::<Result<_, ImportError>>()?;
        let mut there: HashMap<String, Vec<Known>> = HashMap::new();
        let mut called: HashMap<String, Vec<PathBuf>> = HashMap::new();
        for Found { path, sha256, names } in known.into_iter().flatten() {
            for name in names {
                called.entry(name).or_default().push(path.clone());
            }
            there.entry(sha256).or_default().push(Known { path, claimed: false });
        }
        Ok(Self { folder: into.to_owned(), there, called, conduct, ledger, met: HashMap::new() })
    }

    /// What was written.
    pub(super) fn into_ledger(self) -> Ledger {
        self.ledger
    }

    /// The one article of the folder with this name, with or without its extension, or this address;
    /// nothing where there is none or there are several.
    pub(super) fn sought(&self, name: &str, url: Option<&str>) -> Result<Option<Shelved>, ImportError> {
        let safe = names::safe(name, "");
        let wanted = [url, Some(name), Some(&safe)].into_iter().flatten();
        let found = wanted.filter_map(|name| self.called.get(name)).find(|paths| paths.len() == 1);
        found.and_then(|paths| paths.first()).map(|path| shelved(path.clone(), Arrival::Known)).transpose()
    }

    /// The article for a line: the one that is there, or a new file.
    ///
    /// `bytes` is what a new file holds; it is read back as `text`.
    pub(super) fn place(
        &mut self,
        id: &str,
        text: &ReadingText,
        bytes: &str,
        details: &Details,
        remarks: &mut Vec<Remark>,
    ) -> Result<Shelved, ImportError> {
        let wanted = names::safe(id, ".txt");
        let key = (wanted.clone(), text.sha256().to_owned());
        if let Some(met) = self.met.get(&key) {
            return shelved(met.clone(), Arrival::Known);
        }
        if let Some(path) = self.known(id, text) {
            remarks.push(Remark::KnownText { path: path.clone() });
            self.met.insert(key, path.clone());
            return shelved(path, Arrival::Known);
        }
        if self.conduct == Conduct::Rehearsal {
            let article = article::read(bytes.as_bytes(), Reading::Plain, None).map_err(failed)?;
            return Ok(Shelved { path: self.folder.join(wanted), article, arrival: Arrival::Written });
        }
        let path = new_article::write_where(&self.folder, id, bytes, is_bare).map_err(failed)?;
        self.ledger.wrote(&path, None, Stamp::of(bytes.as_bytes()));
        let taken = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if taken != wanted {
            remarks.push(Remark::OtherFile { wanted, taken });
        }
        if !details.is_empty() {
            article_details::write(&path, details).map_err(failed)?;
            let written = names::details(&path);
            let bytes = fs::read(&written).map_err(failed)?;
            self.ledger.wrote(&written, None, Stamp::of(&bytes));
        }
        self.met.insert(key, path.clone());
        shelved(path, Arrival::Written)
    }

    /// The article with this text that was there before: of several, the one named like the line,
    /// else the first that no other line was laid on.
    fn known(&mut self, id: &str, text: &ReadingText) -> Option<PathBuf> {
        let candidates = self.there.get_mut(text.sha256())?;
        let name = names::safe(id, "");
        let at = candidates
            .iter()
            .position(|known| known.path.file_stem().is_some_and(|stem| stem.to_string_lossy() == name))
            .or_else(|| candidates.iter().position(|known| !known.claimed))
            .unwrap_or_default();
        let known = candidates.get_mut(at)?;
        known.claimed = true;
        Some(known.path.clone())
    }
}

/// What is kept of an article of the folder: not its text, since a folder may hold more than the memory.
struct Found {
    path: PathBuf,
    sha256: String,
    names: BTreeSet<String>,
}

impl Found {
    /// Nothing where it cannot be read: then there is no text to compare.
    fn of(folder: &Path, path: PathBuf) -> Option<Self> {
        let article = open::article(&path, None).ok()?;
        let names = names_of(folder, &path).into_iter().chain(article.details.url).collect();
        Some(Self { path, sha256: article.text.sha256().to_owned(), names })
    }
}

/// What an article of the folder may be called by others: its path or its name, with the extension or
/// without, each once.
fn names_of(folder: &Path, path: &Path) -> BTreeSet<String> {
    let inside = naming::slashed(path.strip_prefix(folder).unwrap_or(path));
    let bare = path.with_extension("");
    let bare_inside = naming::slashed(bare.strip_prefix(folder).unwrap_or(&bare));
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    [Some(inside), Some(bare_inside), name(path), name(&bare)].into_iter().flatten().collect()
}

fn shelved(path: PathBuf, arrival: Arrival) -> Result<Shelved, ImportError> {
    let article = open::article(&path, None).map_err(failed)?;
    Ok(Shelved { path, article, arrival })
}

/// Whether no file lies at `article` or belongs to an article of that name: a sidecar left behind
/// must not become the new article's.
fn is_bare(article: &Path) -> bool {
    !article.exists() && folder::sidecars_of(article).is_empty() && !names::details(article).exists()
}

impl Shelved {
    /// The article's reading text.
    pub(super) fn text(&self) -> &ReadingText {
        &self.article.text
    }

    /// What lies in the place of a sidecar; nothing beside an article that is new.
    fn there(&self, path: &Path) -> Result<Option<LoadedSet>, ReadSidecarError> {
        match self.arrival {
            Arrival::Written if !self.path.exists() => Ok(None),
            Arrival::Written | Arrival::Known => read::sidecar(path, &self.article.text),
        }
    }
}

impl Shelf {
    /// Writes the sets of an article as sidecars, or adds what is new to those that are there.
    pub(super) fn add(
        &mut self,
        to: &Shelved,
        sets: &[AnnotationSet],
        new_id: &mut dyn FnMut() -> AnnotationId,
        remarks: &mut Vec<Remark>,
    ) -> Result<Added, ImportError> {
        let mut added = Added::default();
        let mut renamed = Renamed::new();
        let mut there = Vec::with_capacity(sets.len());
        for set in sets {
            let path = names::sidecar(&to.path, set.annotator());
            let loaded = match to.there(&path) {
                Ok(None) => None,
                Ok(Some(loaded)) if loaded.is_writable() => {
                    let news = merging::news(&loaded.set, set, new_id, &mut renamed, remarks);
                    Some((loaded, news))
                }
                Ok(Some(loaded)) => {
                    let why = loaded.read_only.first().map(ToString::to_string).unwrap_or_default();
                    added.refused += refuse(path, why, set, remarks);
                    continue;
                }
                Err(error) => {
                    added.refused += refuse(path, error.to_string(), set, remarks);
                    continue;
                }
            };
            there.push((path, set, loaded));
        }
        for (path, set, loaded) in there {
            match loaded {
                None => {
                    let set = merging::with_links(set, &renamed);
                    self.write(to, &path, &set, Stamp::ABSENT)?;
                    added.placed += set.len();
                    added.unplaced += set.unplaced().len();
                }
                Some((loaded, news)) => {
                    added.known += news.known;
                    added.placed += news.placed();
                    added.unplaced += news.unplaced();
                    let LoadedSet { set: mut joined, stamp, .. } = loaded;
                    let (new, known) = (news.placed() + news.unplaced(), news.known);
                    if let Some(transaction) = merging::addition(&joined, set, news, &renamed) {
                        joined.apply(&transaction).map_err(failed)?;
                        self.write(to, &path, &joined, stamp)?;
                        remarks.push(Remark::Joined { path: path.clone(), added: new, known });
                    }
                    if joined.state() != set.state() && *set.state() != State::InProgress {
                        let imported = set.state().as_str().to_owned();
                        remarks.push(Remark::OtherState { path, imported });
                    }
                }
            }
        }
        Ok(added)
    }

    /// Writes a sidecar in place of `base`, and notes what was there.
    fn write(
        &mut self,
        to: &Shelved,
        path: &Path,
        set: &AnnotationSet,
        base: Stamp,
    ) -> Result<(), ImportError> {
        if self.conduct == Conduct::Rehearsal {
            return Ok(());
        }
        let before = base.is_present().then(|| fs::read(path)).transpose().map_err(failed)?;
        let saved = save::even_empty(&to.path, set, &to.article, base).map_err(failed)?;
        self.ledger.wrote(path, before, saved.stamp);
        Ok(())
    }
}

fn refuse(path: PathBuf, why: String, set: &AnnotationSet, remarks: &mut Vec<Remark>) -> usize {
    let lost = set.len() + set.unplaced().len();
    remarks.push(Remark::NotJoined { path, why, lost });
    lost
}
