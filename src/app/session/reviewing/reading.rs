//! Reading what a review compares: the gold set and everybody’s sidecars.

use crate::annotation::{AnnotationSet, AnnotatorName, ParagraphIndex, Review, Tagset};
use crate::app::document::{Access, File, Other, paragraph_starts};
use crate::app::reviewing::{Apart, Material};
use crate::article::Article;
use crate::progress::{Cancelled, Progress};
use crate::review;
use crate::review::agreement::{Coded, measure};
use crate::store::folder;
use crate::store::names::{self, Named};
use crate::store::read::{self, LoadedSet, ReadOnly};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be read.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) path: PathBuf,
    pub(super) article: Arc<Article>,
    pub(super) tagset: Arc<Tagset>,
    /// Who reviews.
    pub(super) by: AnnotatorName,
    /// Sidecars from other folders.
    pub(super) from_elsewhere: Vec<PathBuf>,
}

/// What was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) path: PathBuf,
    pub(super) gold: Arc<AnnotationSet>,
    pub(super) index: ParagraphIndex,
    pub(super) access: Access,
    pub(super) file: File,
    pub(super) others: Vec<Other>,
    pub(super) material: Material,
}

/// Reads the gold set and all others, and finds the cases.
pub(super) fn read(wanted: Wanted, progress: &Progress) -> Result<Read, Cancelled> {
    let Wanted { path, article, tagset, by, from_elsewhere } = wanted;
    let (gold, access, file) = gold(&path, &article, &tagset, &by);
    let mut found = Found { article: file_name(&path), ..Found::default() };
    for (annotator, sidecar) in folder::sidecars_of(&path) {
        progress.wanted()?;
        if !annotator.is_gold() {
            found.add(file_name(&sidecar), &annotator, &sidecar, &article);
        }
    }
    for sidecar in &from_elsewhere {
        progress.wanted()?;
        let name = file_name(sidecar);
        // What came by mail may have any name: only one of this article tells whose it is before the words do.
        let annotator = match Named::of(sidecar) {
            Some(Named::Sidecar { article, annotator }) if article == found.article => Some(annotator),
            Some(Named::Sidecar { annotator, .. }) => read::annotator(sidecar).or(Some(annotator)),
            _ => read::annotator(sidecar),
        };
        match annotator {
            Some(annotator) => found.add(name, &annotator, sidecar, &article),
            None => found.leave(name, "neither its name nor its words say whose tags these are"),
        }
    }
    let Found { sets, files, apart, article: _ } = found;
    let review = Review { by: by.to_string(), rests_on: files }.keeping(gold.gold());
    let absent = absent(&path, &review, &sets);
    let mut cases = review::cases(&article.text, &sets);
    cases.extend(review::in_gold_alone(&sets, &gold));
    cases.sort_by_key(|case| (case.extent, case.kind));
    let named: Vec<_> = sets.iter().map(|set| (Arc::from(set.annotator().as_str()), Some(&**set))).collect();
    let report = measure(&[Coded::of_sets(&article.text, &named)]);
    progress.wanted()?;
    let starts = || paragraph_starts(&article);
    let others = sets
        .iter()
        .map(|set| Other { set: Arc::clone(set), index: Arc::new(ParagraphIndex::new(starts(), set)) });
    Ok(Read {
        index: ParagraphIndex::new(starts(), &gold),
        others: others.collect(),
        path,
        gold: Arc::new(gold),
        access,
        file,
        material: Material { sets, review, apart, absent, from_elsewhere, cases, report },
    })
}

/// Whose sets a review rests on that are neither at hand nor beside the article.
fn absent(article: &Path, review: &Review, sets: &[Arc<AnnotationSet>]) -> Vec<String> {
    let mut absent = folder::not_beside(article, &review.rests_on);
    absent.retain(|name| sets.iter().all(|set| set.annotator() != name));
    absent.iter().map(ToString::to_string).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The sets on this text, and what is not one.
#[derive(Debug, Default)]
struct Found {
    sets: Vec<Arc<AnnotationSet>>,
    /// Annotator and SHA-256 of the file.
    files: Vec<(String, String)>,
    apart: Vec<Apart>,
    /// The file name of the article.
    article: String,
}

impl Found {
    fn add(&mut self, name: String, annotator: &AnnotatorName, sidecar: &Path, article: &Article) {
        if annotator.is_gold() {
            return self.leave(name, "it holds what a review decided, not an annotator’s tags");
        }
        if self.sets.iter().any(|set| set.annotator() == annotator) {
            return self
                .leave(name, &format!("there is a set of {annotator} already; rename one of the files"));
        }
        let loaded = match read::sidecar_by(annotator, sidecar, &article.text) {
            Ok(Some(loaded)) => loaded,
            Ok(None) => return self.leave(name, "the file is gone"),
            Err(error) => return self.leave(name, &error.to_string()),
        };
        match loaded.comparable() {
            Ok(()) => {}
            Err(ReadOnly::ArticleChanged) if loaded.header.name != self.article => {
                let why = format!("it belongs to another article: {}", loaded.header.name);
                return self.leave(name, &why);
            }
            Err(ReadOnly::ArticleChanged) => {
                return self.leave(name, "it was made on another version of the article; its annotator finds the places anew by opening it here");
            }
            Err(why) => {
                return self.leave(
                    name,
                    &format!("only part of it could be read: {why}; mend the file or ask for it again"),
                );
            }
        }
        if self.sets.len() >= MOST {
            return self.leave(name, &format!("at most {MOST} annotators are compared"));
        }
        self.files.push((annotator.to_string(), loaded.stamp.sha256().unwrap_or_default()));
        self.sets.push(Arc::new(loaded.set));
    }

    fn leave(&mut self, name: String, why: &str) {
        self.apart.push(Apart { name, why: why.to_owned() });
    }
}

/// More annotators than this are not compared at once.
const MOST: usize = 8;

/// The gold set, or the beginning of one.
fn gold(
    path: &Path,
    article: &Article,
    tagset: &Tagset,
    by: &AnnotatorName,
) -> (AnnotationSet, Access, File) {
    let empty = || AnnotationSet::new(AnnotatorName::gold(), Arc::clone(&tagset.name));
    match read::sidecar(&names::sidecar(path, &AnnotatorName::gold()), &article.text) {
        Ok(None) => (empty(), Access::Writable, File::default()),
        Ok(Some(LoadedSet { set, read_only, stamp, saved_at, .. })) => {
            let writer = set.gold().map(|review| review.by.clone()).filter(|writer| !writer.is_empty());
            let access = match (read_only.first(), writer) {
                (Some(why), _) => Access::ReadOnly(format!("Read-only: {why}"), why.remedy().to_owned()),
                (None, Some(writer)) if writer != by.as_str() => Access::Reserved(writer),
                (None, _) => Access::Writable,
            };
            let file = File { base: stamp, saved_revision: set.revision(), saved_at, failed: None };
            (set, access, file)
        }
        Err(error) => {
            let remedy = "Nothing is written over it: mend or move the file, then begin the review again";
            (empty(), Access::ReadOnly(format!("Read-only: {error}"), remedy.to_owned()), File::default())
        }
    }
}
