//! Folders walked: their articles, each with what lies beside it.

mod reviewed;

use super::article_details;
use super::file::ReadFileError;
use super::names::{self, Named};
use super::read::{self, Peek};
use crate::annotation::AnnotatorName;
use crate::article::{GLANCE, Reading, title_at_a_glance};
use crate::progress::{Cancelled, Progress};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{fs, io};
use thiserror::Error;

/// Folders further down than this are left out.
const DEEPEST: usize = 32;

/// What a folder holds, in byte order of the paths below it.
#[derive(Debug, Default)]
pub struct Listing {
    /// The articles, each with what lies beside it.
    pub articles: Vec<Listed>,
    /// Sidecars whose article is gone.
    pub orphans: Vec<PathBuf>,
    /// What was left out, and why.
    pub warnings: Vec<FolderWarning>,
}

/// An article with what lies beside it.
#[derive(Debug)]
pub struct Listed {
    /// Where it is.
    pub path: PathBuf,
    /// The annotation sets on it, by annotator; gold among them.
    pub sets: Vec<ListedSet>,
    /// The file of article details, where there is one.
    pub details: Option<PathBuf>,
    /// Its title at a glance; nothing after [`list`], or where the first bytes show none.
    pub title: Option<String>,
    /// How often an author has spoken last about what was reviewed; 0 after [`list`].
    pub waiting: usize,
    /// How many annotations are new, other or gone since the review was done; 0 after [`list`].
    pub changed: usize,
}

impl Listed {
    /// The set that the review decided, where there is one.
    pub fn gold(&self) -> Option<&ListedSet> {
        self.sets.iter().find(|set| set.annotator.is_gold())
    }

    /// The set of one annotator.
    pub fn set_of(&self, annotator: &AnnotatorName) -> Option<&ListedSet> {
        self.sets.iter().find(|set| set.annotator == *annotator)
    }
}

/// A sidecar beside an article.
#[derive(Debug)]
pub struct ListedSet {
    /// Whose it is.
    pub annotator: AnnotatorName,
    /// Where it is.
    pub path: PathBuf,
    /// What it says at a glance; nothing after [`list`], or where it cannot be read.
    pub peek: Option<Peek>,
}

/// What was left out of a listing.
#[derive(Debug, Error)]
pub enum FolderWarning {
    /// A folder could not be read.
    #[error("the folder cannot be read: {source} ({})", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A sidecar could not be read.
    #[error(transparent)]
    Sidecar(ReadFileError),
    /// A folder lies too deep.
    #[error("the folder lies deeper than {DEEPEST} levels and is left out ({})", path.display())]
    TooDeep {
        /// Which.
        path: PathBuf,
    },
    /// A copy that a synchronising program or a merge left behind.
    #[error("this copy of a sidecar of “{annotator}” is left out; compare the two and remove it ({})", path.display())]
    ConflictCopy {
        /// Which.
        path: PathBuf,
        /// Whose set it is a copy of.
        annotator: AnnotatorName,
    },
    /// A file that looks like a sidecar, but names no annotator.
    #[error("the file name names no annotator: expected ARTICLE.NAME.ron, the name in a–z, 0–9, - and _ ({})", path.display())]
    NoAnnotator {
        /// Which.
        path: PathBuf,
    },
    /// A name that is no Unicode, beside which no sidecar could be told.
    #[error("the file name is not valid Unicode; rename the file ({})", path.display())]
    OddName {
        /// Which.
        path: PathBuf,
    },
}

/// Walks a folder, and glances at every sidecar and at the first bytes of every article.
///
/// Names that begin with `.` or `~`, links, and folders deeper than 32 levels are left out. A
/// folder that cannot be read is a warning. Progress counts sidecars.
pub fn walk(folder: &Path, progress: &Progress) -> Result<Listing, Cancelled> {
    let mut listing = list(folder, progress)?;
    listing.articles.par_iter_mut().try_for_each(|article| {
        progress.wanted()?;
        article.title = title(article);
        Ok(())
    })?;
    let sets: Vec<&mut ListedSet> =
        listing.articles.iter_mut().flat_map(|article| &mut article.sets).collect();
    progress.expect(u64::try_from(sets.len()).unwrap_or(u64::MAX));
    let glances: Vec<Option<ReadFileError>> = sets
        .into_par_iter()
        .map(|set| {
            progress.advance(1)?;
            Ok(match read::peek(&set.path) {
                Ok(peek) => {
                    set.peek = Some(peek);
                    None
                }
                Err(error) => Some(error),
            })
        })
        .collect::<Result<_, Cancelled>>()?;
    listing.warnings.extend(glances.into_iter().flatten().map(FolderWarning::Sidecar));
    listing.articles.par_iter_mut().try_for_each(|article| {
        progress.wanted()?;
        article.waiting = reviewed::waiting(article);
        article.changed = reviewed::changed(article);
        Ok(())
    })?;
    Ok(listing)
}

/// The title that a person gave an article, or that its first bytes show.
fn title(article: &Listed) -> Option<String> {
    let given = || article_details::read(&article.path).ok()?.title;
    let shown = || {
        let mut head = Vec::with_capacity(GLANCE);
        let file = fs::File::open(&article.path).ok()?;
        file.take(u64::try_from(GLANCE).unwrap_or(u64::MAX)).read_to_end(&mut head).ok()?;
        title_at_a_glance(&head, Reading::of_path(&article.path)?)
    };
    article.details.as_ref().and_then(|_| given()).or_else(shown)
}

/// Walks a folder as [`walk`] does, but reads no more than the names.
pub fn list(folder: &Path, progress: &Progress) -> Result<Listing, Cancelled> {
    let mut listing = Listing::default();
    let mut waiting = vec![(folder.to_owned(), 0_usize)];
    while let Some((folder, depth)) = waiting.pop() {
        progress.wanted()?;
        match Names::in_folder(&folder) {
            Ok(names) => {
                for inner in &names.folders {
                    if depth < DEEPEST {
                        waiting.push((inner.clone(), depth + 1));
                    } else {
                        listing.warnings.push(FolderWarning::TooDeep { path: inner.clone() });
                    }
                }
                names.sort_into(&mut listing);
            }
            Err(source) => listing.warnings.push(FolderWarning::Unreadable { path: folder, source }),
        }
    }
    listing.articles.sort_by_cached_key(|article| order(folder, &article.path));
    listing.orphans.sort_by_cached_key(|path| order(folder, path));
    Ok(listing)
}

/// Whether a file begins like a sidecar and then is none.
fn is_damaged(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    read.is_ok() && head.windows(b"copydesk".len()).any(|word| word == b"copydesk")
}

/// The bytes of a path below a folder, with `/` between its parts.
fn order(folder: &Path, path: &Path) -> Vec<u8> {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<&[u8]> = below.iter().map(OsStr::as_encoded_bytes).collect();
    parts.join(&b'/')
}

/// The sidecars that lie beside an article, by annotator; none where the folder cannot be read.
pub fn sidecars_of(article: &Path) -> Vec<(AnnotatorName, PathBuf)> {
    let folder = match article.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = article.file_name().and_then(OsStr::to_str);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = entries
        .flatten()
        .filter_map(|entry| match Named::parse(entry.file_name().to_str()?)? {
            Named::Sidecar { article: of, annotator } if Some(of.as_str()) == name => {
                Some((annotator.clone(), names::sidecar(article, &annotator)))
            }
            Named::Sidecar { .. } | Named::Details { .. } | Named::Tagset | Named::Conflict { .. } => None,
        })
        .collect();
    found.sort();
    found
}

/// Those a review `rests_on`, by name and hash, whose sidecars do not lie beside the article.
pub fn not_beside(article: &Path, rests_on: &[(String, String)]) -> Vec<AnnotatorName> {
    let names = rests_on.iter().filter_map(|(name, _)| AnnotatorName::new(name).ok());
    names.filter(|name| !names::sidecar(article, name).exists()).collect()
}

/// Who tagged an article, gold among them.
pub fn annotators_of(article: &Path) -> Vec<AnnotatorName> {
    sidecars_of(article).into_iter().map(|(annotator, _)| annotator).collect()
}

/// What lies in one folder, by kind.
#[derive(Default)]
struct Names {
    folders: Vec<PathBuf>,
    /// By file name.
    articles: BTreeMap<String, PathBuf>,
    /// All other files, by name.
    others: BTreeMap<String, PathBuf>,
    odd: Vec<PathBuf>,
}

impl Names {
    fn in_folder(folder: &Path) -> io::Result<Self> {
        let mut names = Self::default();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, name, kind) = (entry.path(), entry.file_name(), entry.file_type()?);
            let hidden = matches!(name.as_encoded_bytes().first(), Some(b'.' | b'~'));
            if hidden || kind.is_symlink() {
                continue;
            }
            if kind.is_dir() {
                names.folders.push(path);
            } else if kind.is_file() {
                match (name.into_string(), Reading::of_path(&path)) {
                    (Ok(name), _) if names::is_report(&name) => {}
                    (Ok(name), Some(_)) => drop(names.articles.insert(name, path)),
                    (Ok(name), None) => drop(names.others.insert(name, path)),
                    (Err(_), Some(_)) => names.odd.push(path),
                    // Neither an article nor ours.
                    (Err(_), None) => {}
                }
            }
        }
        names.folders.sort();
        Ok(names)
    }

    fn sort_into(self, listing: &mut Listing) {
        let Self { folders: _, articles, others, odd } = self;
        listing.warnings.extend(odd.into_iter().map(|path| FolderWarning::OddName { path }));
        let mut beside: BTreeMap<&str, Listed> = articles
            .iter()
            .map(|(name, path)| {
                (
                    name.as_str(),
                    Listed {
                        path: path.clone(),
                        sets: Vec::new(),
                        details: None,
                        title: None,
                        waiting: 0,
                        changed: 0,
                    },
                )
            })
            .collect();
        for (name, path) in others {
            match Named::parse(&name) {
                Some(Named::Sidecar { article, annotator }) => match beside.get_mut(article.as_str()) {
                    Some(listed) => listed.sets.push(ListedSet { annotator, path, peek: None }),
                    None => listing.orphans.extend(orphan(path, &article)),
                },
                Some(Named::Details { article }) => {
                    if let Some(listed) = beside.get_mut(article.as_str()) {
                        listed.details = Some(path);
                    }
                }
                Some(Named::Conflict { annotator, .. }) => {
                    listing.warnings.push(FolderWarning::ConflictCopy { path, annotator });
                }
                Some(Named::Tagset) => {}
                None => {
                    let stem = name.strip_suffix(".ron").and_then(|name| name.rsplit_once('.'));
                    if stem.is_some_and(|(article, _)| beside.contains_key(article)) {
                        listing.warnings.push(FolderWarning::NoAnnotator { path });
                    }
                }
            }
        }
        listing.articles.extend(beside.into_values());
    }
}

/// A sidecar without an article, if it is ours: other programs write `NAME.NAME.ron` too, and an
/// article that was named by hand may have any name.
fn orphan(path: PathBuf, article: &str) -> Option<PathBuf> {
    let gone = !path.with_file_name(article).exists();
    let ours = || read::peek(&path).is_ok_and(|peek| peek.version.is_some()) || is_damaged(&path);
    (gone && ours()).then_some(path)
}
