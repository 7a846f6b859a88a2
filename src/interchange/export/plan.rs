//! What an export reads: the articles that the paths name, the sidecars chosen of each, and the ids.

use super::choosing::Choosing;
use super::note::Note;
use super::options::{Ids, Parted};
use super::{ExportError, Request};
use crate::annotation::AnnotatorName;
use crate::interchange::{Vocabulary, naming};
use crate::progress::Progress;
use crate::store::folder::{self, FolderWarning};
use crate::store::names::{self, Named};
use crate::store::tagset_file;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// Whose sets are exported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sets {
    /// Of each article the gold set where there is one, else all.
    #[default]
    Decided,
    /// The gold sets.
    Gold,
    /// All sets, gold too.
    All,
    /// The sets of these annotators.
    From(Vec<AnnotatorName>),
}

impl Sets {
    /// Those of an article's sidecars that are meant.
    pub(in crate::interchange) fn chosen(
        &self,
        mut sidecars: BTreeMap<AnnotatorName, PathBuf>,
    ) -> BTreeMap<AnnotatorName, PathBuf> {
        match self {
            Self::Decided if sidecars.keys().any(AnnotatorName::is_gold) => {
                sidecars.retain(|name, _| name.is_gold());
            }
            Self::Decided | Self::All => {}
            Self::Gold => sidecars.retain(|name, _| name.is_gold()),
            Self::From(names) => sidecars.retain(|name, _| names.contains(name)),
        }
        sidecars
    }
}

/// One article to be exported.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) path: PathBuf,
    /// Its path inside the exported folder, with `/`.
    pub(super) name: String,
    /// Unique among the articles exported.
    pub(super) id: String,
    /// The id as a name of a file; unique too, and safe on every system.
    pub(super) file: String,
    /// Those chosen, sorted by annotator.
    pub(super) sidecars: BTreeMap<AnnotatorName, PathBuf>,
    /// The size of the article's file in bytes, as the system says.
    size: u64,
}

/// All articles to be exported, in order.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) items: Vec<Item>,
    /// Folders that could not be read.
    pub(super) faults: Vec<Note>,
    /// What was left out of the folders as it should be.
    pub(super) remarks: Vec<Note>,
}

/// A part of the dataset.
#[derive(Debug)]
pub(super) struct Portion {
    /// What its file or folder is called; nothing where it is the whole.
    pub(super) name: Option<String>,
    /// Which split it is, where the dataset is split.
    pub(super) split: Option<&'static str>,
    pub(super) items: Vec<Item>,
}

/// The most articles in memory at once.
const BATCH: usize = 256;
/// The most bytes of articles in memory at once, unless a single one has more.
const BATCH_BYTES: u64 = 16 << 20;

impl Plan {
    /// Looks at the paths of a request; reads no article.
    pub(super) fn of(request: &Request, progress: &Progress) -> Result<Self, ExportError> {
        let mut plan = Self::default();
        let mut seen: HashMap<PathBuf, usize> = HashMap::new();
        for path in &request.paths {
            for mut item in plan.items(path, &request.sets, progress)? {
                if request.options.ids == Ids::Path && !path.is_dir() {
                    item.name = naming::slashed(path);
                }
                let place = fs::canonicalize(&item.path).unwrap_or_else(|_| item.path.clone());
                // The same article named twice is exported once, with all sets that were named.
                if let Some(known) = seen.get(&place).and_then(|at| plan.items.get_mut(*at)) {
                    known.sidecars.extend(item.sidecars);
                } else {
                    seen.insert(place, plan.items.len());
                    plan.items.push(item);
                }
            }
        }
        if plan.items.is_empty() {
            return Err(ExportError::Nothing);
        }
        let names: Vec<String> = plan.items.iter().map(|item| item.name.clone()).collect();
        for (item, id) in plan.items.iter_mut().zip(naming::ids(&names)) {
            item.id = id;
        }
        let ids: Vec<String> = plan.items.iter().map(|item| item.id.clone()).collect();
        for (item, file) in plan.items.iter_mut().zip(naming::files(&ids)) {
            item.file = file;
        }
        Ok(plan)
    }

    /// The plan for its first articles alone.
    pub(super) fn first(&self, articles: usize) -> Self {
        Self { items: self.items.iter().take(articles).cloned().collect(), ..Self::default() }
    }

    /// How many articles each annotator's set is exported of.
    pub(super) fn annotators(&self) -> BTreeMap<AnnotatorName, usize> {
        let mut counts = BTreeMap::new();
        for name in self.items.iter().flat_map(|item| item.sidecars.keys()) {
            *counts.entry(name.clone()).or_default() += 1;
        }
        counts
    }

    /// The words of the tagsets of all folders, in order.
    pub(super) fn vocabulary(&self) -> Vocabulary {
        let folders: BTreeSet<&Path> = self.items.iter().filter_map(|item| item.path.parent()).collect();
        let mut vocabulary = Vocabulary::default();
        for folder in folders {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            // A tagset that cannot be read gives no words; those that occur are there anyway.
            let tagset = tagset_file::read_in(folder, &[]).ok().flatten();
            vocabulary.add(&tagset.map_or_else(tagset_file::builtin, |loaded| loaded.value));
        }
        vocabulary
    }

    /// The whole, as one portion.
    pub(super) fn whole(self) -> Portion {
        Portion { name: None, split: None, items: self.items }
    }
}

impl Portion {
    /// Its parts that get a file or folder each.
    pub(super) fn parted(self, by: Parted, choosing: &Choosing) -> Vec<Self> {
        if by == Parted::Not {
            return vec![self];
        }
        let annotators: BTreeSet<&AnnotatorName> =
            self.items.iter().flat_map(|item| item.sidecars.keys()).collect();
        let part = |annotator: &AnnotatorName| {
            let called = choosing.called(annotator);
            let name =
                self.name.as_ref().map_or_else(|| called.to_string(), |name| format!("{name}/{called}"));
            let items = self.items.iter().filter_map(|item| item.by(annotator)).collect();
            Self { name: Some(name), split: self.split, items }
        };
        annotators.into_iter().map(part).collect()
    }
}

impl Portion {
    /// The articles in order, in runs that fit into memory together.
    pub(super) fn batches(&self) -> impl Iterator<Item = &[Item]> {
        let mut rest = self.items.as_slice();
        std::iter::from_fn(move || {
            let mut bytes = 0;
            let fits = |item: &&Item| {
                bytes += item.size;
                bytes <= BATCH_BYTES
            };
            let count = rest.iter().take(BATCH).take_while(fits).count().max(1);
            let (batch, after) = rest.split_at_checked(count)?;
            rest = after;
            Some(batch)
        })
    }
}

impl Item {
    /// The article with the set of one annotator alone, where there is one.
    fn by(&self, annotator: &AnnotatorName) -> Option<Self> {
        let (name, path) = self.sidecars.get_key_value(annotator)?;
        Some(Self { sidecars: BTreeMap::from([(name.clone(), path.clone())]), ..self.clone() })
    }
}

impl Plan {
    /// The articles of one path of a request.
    fn items(&mut self, path: &Path, sets: &Sets, progress: &Progress) -> Result<Vec<Item>, ExportError> {
        let failed = |why: String| ExportError::Path { path: path.to_owned(), why };
        let there = fs::metadata(path).map_err(|error| failed(error.to_string()))?;
        if there.is_dir() {
            let listing = folder::list(path, progress)?;
            self.warned(listing.warnings);
            return Ok(listing
                .articles
                .into_iter()
                .map(|listed| {
                    let inside = listed.path.strip_prefix(path).unwrap_or(&listed.path);
                    let sidecars = listed.sets.into_iter().map(|set| (set.annotator, set.path)).collect();
                    item(&listed.path, naming::slashed(inside), sets.chosen(sidecars))
                })
                .collect());
        }
        let (article, sidecars) = match Named::of(path) {
            None => (path.to_owned(), sets.chosen(folder::sidecars_of(path).into_iter().collect())),
            Some(Named::Sidecar { annotator, .. }) => {
                let article = names::article_of(path).filter(|article| article.exists());
                let article =
                    article.ok_or_else(|| failed("the article of this sidecar is not there".to_owned()))?;
                let one = BTreeMap::from([(annotator, path.to_owned())]);
                // A sidecar that is named is meant.
                let sidecars = match sets {
                    Sets::Decided | Sets::All => one,
                    Sets::Gold | Sets::From(_) => sets.chosen(one),
                };
                (article, sidecars)
            }
            Some(Named::Details { .. } | Named::Tagset | Named::Conflict { .. }) => {
                return Err(failed("is neither an article nor an annotator's sidecar".to_owned()));
            }
        };
        let name = article.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(vec![item(&article, name, sidecars)])
    }

    /// Notes what a walk has left out.
    fn warned(&mut self, warnings: Vec<FolderWarning>) {
        for warning in warnings {
            let note = Note { message: warning.to_string() };
            match warning {
                FolderWarning::Unreadable { .. } | FolderWarning::Sidecar(_) => self.faults.push(note),
                FolderWarning::TooDeep { .. }
                | FolderWarning::ConflictCopy { .. }
                | FolderWarning::NoAnnotator { .. }
                | FolderWarning::OddName { .. } => self.remarks.push(note),
            }
        }
    }
}

fn item(path: &Path, name: String, sidecars: BTreeMap<AnnotatorName, PathBuf>) -> Item {
    let size = fs::metadata(path).map_or(0, |there| there.len());
    Item { path: path.to_owned(), id: name.clone(), file: String::new(), name, sidecars, size }
}
