//! The annotations of a whole folder, as rows to filter, jump from and copy.

use super::Session;
use crate::annotation::{AnnotationId, AnnotationSet, AnnotatorName, Sight};
use crate::app::document::paragraph_starts;
use crate::app::task::{Outbox, Poll, Task};
use crate::article::Article;
use crate::progress::{Cancelled, Progress};
use crate::store::folder::{ListedSet, Listing};
use crate::store::{open, read};
use crate::text::shortened;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One annotation as a row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The article's file.
    pub article: PathBuf,
    /// The article's title, or its file name.
    pub title: Arc<str>,
    /// Whose annotation.
    pub annotator: AnnotatorName,
    /// Which annotation.
    pub id: AnnotationId,
    /// Its tag.
    pub tag: Arc<str>,
    /// Its words on one line, shortened.
    pub words: String,
    /// Who speaks; empty where nobody is named.
    pub speaker: String,
    /// The paragraph in which it starts, from 1.
    pub paragraph: usize,
    /// Its note.
    pub note: String,
}

/// How many characters of an annotation a row shows.
const WORDS: usize = 160;

/// The annotations of a set as rows, in the order of the text.
pub fn rows(path: &Path, article: &Article, set: &AnnotationSet) -> Vec<Row> {
    let name = || path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title: Arc<str> = article.details.title.clone().unwrap_or_else(name).into();
    let starts = paragraph_starts(article);
    set.iter()
        .map(|annotation| Row {
            article: path.to_owned(),
            title: Arc::clone(&title),
            annotator: set.annotator().clone(),
            id: annotation.id.clone(),
            tag: Arc::clone(&annotation.tag),
            words: shortened(&annotation.pieces.quote(&article.text), WORDS),
            speaker: annotation.slot("speaker").map(|slot| slot.value.clone()).unwrap_or_default(),
            paragraph: starts.partition_point(|start| *start <= annotation.extent().start()),
            note: annotation.note.clone(),
        })
        .collect()
}

/// The rows of the folder, as far as they are read.
#[derive(Debug, Default)]
pub(super) struct FolderRows {
    task: Option<Task<Vec<Row>>>,
    rows: Arc<Vec<Row>>,
}

impl Session {
    /// The annotations of the folder, by everybody, as far as they are read.
    pub fn folder_rows(&self) -> &Arc<Vec<Row>> {
        &self.folder_rows.rows
    }

    /// Articles read, and of how many, while the folder's annotations are being listed.
    pub fn listing_progress(&self) -> Option<(u64, u64)> {
        self.folder_rows.task.as_ref().map(|task| task.progress().counts())
    }

    /// Reads the annotations of the folder anew.
    pub(super) fn list_folder(&mut self) {
        let Some(folder) = &self.folder else { return };
        let listing = Arc::clone(&folder.listing);
        let me = self.annotator.clone();
        self.folder_rows.rows = Arc::default();
        self.folder_rows.task = Task::start("Listing annotations", &self.wake, move |progress, outbox| {
            // Cancelled: what was sent stays.
            read_all(&listing, me.as_ref(), progress, outbox).ok();
        })
        .ok();
    }

    pub(super) fn poll_listing(&mut self) {
        while let Some(task) = &mut self.folder_rows.task {
            match task.poll() {
                Poll::Running => return,
                Poll::Sent(rows) => Arc::make_mut(&mut self.folder_rows.rows).extend(rows),
                Poll::Ended => self.folder_rows.task = None,
            }
        }
    }

    pub(super) fn is_listing(&self) -> bool {
        self.folder_rows.task.is_some()
    }
}

fn read_all(
    listing: &Listing,
    me: Option<&AnnotatorName>,
    progress: &Progress,
    outbox: &Outbox<Vec<Row>>,
) -> Result<(), Cancelled> {
    progress.expect(u64::try_from(listing.articles.len()).unwrap_or(u64::MAX));
    for file in &listing.articles {
        progress.advance(1)?;
        if file.sets.is_empty() {
            continue;
        }
        // What cannot be read is said where it is opened.
        let Ok(article) = open::article(&file.path, None) else { continue };
        let read = |listed: &ListedSet| Some(read::sidecar(&listed.path, &article.text).ok()??.set);
        let own = me.and_then(|me| file.set_of(me)).and_then(read);
        // Who reads an article blind sees nobody else's tags of it here either.
        let blind = own.is_some_and(|own| own.sight() == Sight::Blind);
        for listed in file.sets.iter().filter(|listed| !blind || Some(&listed.annotator) == me) {
            if let Some(set) = read(listed) {
                outbox.send(rows(&file.path, &article, &set));
            }
        }
    }
    Ok(())
}
