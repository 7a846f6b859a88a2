//! Articles with their sidecars, read for comparison.

use crate::annotation::{AnnotationSet, AnnotatorName, State};
use crate::cli::gathered::Gathered;
use crate::cli::outcome::{Failure, unreadable};
use crate::interchange::counted;
use crate::progress::Progress;
use crate::review::agreement::Coded;
use crate::review::taken_over;
use crate::store::open;
use crate::store::read::{self, LoadedSet, ReadOnly};
use crate::text::ReadingText;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) coded: Vec<Coded>,
    /// Sidecars whose annotators are not done.
    pub(super) in_progress: Vec<String>,
    /// What was left out, and why.
    pub(super) remarks: Vec<String>,
}

/// Reads articles and their sidecars. What a program could only read in part is not compared: it would
/// say something else than the annotator did.
pub(super) fn read(
    gathered: &[Gathered],
    encoding: Option<&str>,
    progress: &Progress,
) -> Result<Read, Failure> {
    let everybody: BTreeSet<&AnnotatorName> = gathered.iter().flat_map(|one| one.sidecars.keys()).collect();
    progress.expect(u64::try_from(gathered.len()).unwrap_or(u64::MAX));
    let read = gathered.par_iter().map(|one| {
        progress.advance(1).map_err(|error| Failure::File(error.to_string()))?;
        article(one, &everybody, encoding)
    });
    let mut all = Read::default();
    for read in read.collect::<Vec<_>>() {
        let Read { coded, in_progress, remarks } = read?;
        all.coded.extend(coded);
        all.in_progress.extend(in_progress);
        all.remarks.extend(remarks);
    }
    Ok(all)
}

fn article(
    gathered: &Gathered,
    everybody: &BTreeSet<&AnnotatorName>,
    encoding: Option<&str>,
) -> Result<Read, Failure> {
    let article = open::article(&gathered.article, encoding).map_err(|error| unreadable(&error))?;
    let mut read = Read::default();
    let gold = read::gold_of(&gathered.article, &article.text);
    let mut sets: BTreeMap<&AnnotatorName, AnnotationSet> = BTreeMap::new();
    for (annotator, path) in &gathered.sidecars {
        let loaded = read::sidecar(path, &article.text).map_err(|error| Failure::File(error.to_string()))?;
        let loaded = loaded.ok_or_else(|| Failure::file(path, "it has gone meanwhile"))?;
        if let Some(set) = read.judge(path, loaded)? {
            let taken_over = gold.as_ref().map_or(0, |gold| taken_over(&set, gold));
            if taken_over > 0 && !annotator.is_gold() {
                let what = counted(taken_over, "annotation");
                read.remarks.push(format!(
                    "{}: {what} taken over from the review; they count as the annotator's own",
                    path.display()
                ));
            }
            sets.insert(annotator, set);
        }
    }
    read.coded.push(coded(&article.text, &sets, everybody));
    Ok(read)
}

impl Read {
    /// The set, where it can be compared.
    fn judge(&mut self, path: &Path, loaded: LoadedSet) -> Result<Option<AnnotationSet>, Failure> {
        if let Some(why) = loaded.read_only.iter().find(|why| why.hides_something()) {
            return Err(Failure::file(path, why));
        }
        let name = path.display();
        if loaded.read_only.contains(&ReadOnly::ArticleChanged) {
            self.remarks.push(format!("{name}: made on another version of the article; left out"));
            return Ok(None);
        }
        let set = loaded.set;
        match set.unplaced().len() {
            0 => {}
            unplaced => {
                let what = counted(unplaced, "annotation");
                self.remarks.push(format!("{name}: {what} not where the file says; left out"));
            }
        }
        match set.state() {
            State::Done => {}
            State::InProgress | State::Other(_) => self.in_progress.push(name.to_string()),
        }
        Ok(Some(set))
    }
}

fn coded(
    text: &ReadingText,
    sets: &BTreeMap<&AnnotatorName, AnnotationSet>,
    everybody: &BTreeSet<&AnnotatorName>,
) -> Coded {
    let named = everybody.iter().map(|name| (Arc::from(name.as_str()), sets.get(name)));
    Coded::of_sets(text, &named.collect::<Vec<_>>())
}
