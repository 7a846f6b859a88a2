//! One article and the chosen sets, read from the disk.

use super::choosing::Choosing;
use super::note::Note;
use super::plan::Item;
use crate::annotation::AnnotationSet;
use crate::article::Article;
use crate::interchange::Record;
use crate::store::read::{self, ReadOnly};
use crate::store::{article_details, open};
use std::path::Path;

/// What was read of an item.
#[derive(Debug, Default)]
pub(super) struct Work {
    article: Option<Article>,
    sets: Vec<AnnotationSet>,
    pub(super) faults: Vec<Note>,
    pub(super) remarks: Vec<Note>,
}

/// Reads an article and its chosen sets.
pub(super) fn read(item: &Item, encoding: Option<&str>, choosing: &Choosing) -> Work {
    let mut work = Work::default();
    let article = match open::article(&item.path, encoding) {
        Ok(article) => article,
        Err(error) => {
            work.faults.push(Note { message: error.to_string() });
            return work;
        }
    };
    // An article opens without the details that were typed about it; a dataset must not.
    if let Err(error) = article_details::read(&item.path) {
        work.faults.push(Note { message: error.to_string() });
    }
    for path in item.sidecars.values() {
        work.set(path, &article, choosing);
    }
    work.article = Some(article);
    work
}

impl Work {
    /// The article as a record; nothing where it could not be read.
    pub(super) fn record<'a>(&'a self, item: &Item) -> Option<Record<'a>> {
        let article = self.article.as_ref()?;
        let sets: Vec<&AnnotationSet> = self.sets.iter().collect();
        let parts = (&article.text, &article.details, article.reading.name());
        Some(Record::new((item.id.clone(), item.file.clone()), item.name.clone(), parts, &sets))
    }

    fn set(&mut self, path: &Path, article: &Article, choosing: &Choosing) {
        let loaded = match read::sidecar(path, &article.text) {
            Ok(Some(loaded)) => loaded,
            Ok(None) => return self.faults.push(Note::on(path, &"it has gone meanwhile")),
            Err(error) => return self.faults.push(Note { message: error.to_string() }),
        };
        let (hidden, odd): (Vec<&ReadOnly>, Vec<&ReadOnly>) =
            loaded.read_only.iter().partition(|why| why.hides_something());
        self.faults.extend(hidden.iter().map(|why| Note::on(path, why)));
        self.remarks.extend(odd.iter().map(|why| Note::on(path, why)));
        if hidden.is_empty() {
            self.sets.extend(choosing.chosen(loaded.set));
        }
    }
}
