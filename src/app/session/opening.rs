//! Opening an article: the text at once, the annotations as soon as they are read.

use super::Session;
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotatorName, Change, Lints, ParagraphIndex, Tagset,
    Transaction,
};
use crate::app::document::{Access, Document, File, Lineage, paragraph_starts};
use crate::app::task::{Outbox, Poll, Task};
use crate::app::{Mode, Notice};
use crate::article::Article;
use crate::store::open::{self, OpenError};
use crate::store::read::{self, LoadedSet};
use crate::store::{names, tagset_file};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is being read.
#[derive(Debug, Default)]
pub(super) struct Opening {
    task: Option<Task<Stage>>,
    /// The annotation to show when the article is there.
    then: Option<AnnotationId>,
    linting: Option<Task<Linted>>,
    /// Lints that nobody needs any more; the next worker lets them go.
    stale_lints: Option<Lints>,
    /// The version that lints were last asked for.
    linted: Option<(Lineage, u64)>,
}

/// What was found in which version of a set.
type Linted = ((Lineage, u64), Lints);

/// What an opening has read so far.
#[derive(Debug)]
enum Stage {
    /// The text: it can be shown.
    Text { path: PathBuf, article: Arc<Article>, tagset: Arc<Tagset>, trouble: Vec<Notice> },
    /// The annotations: it can be tagged.
    Work(Box<Work>),
    /// It cannot be read.
    Failed { path: PathBuf, error: OpenError },
}

#[derive(Debug)]
struct Work {
    set: Arc<AnnotationSet>,
    index: ParagraphIndex,
    access: Access,
    file: File,
    trouble: Vec<Notice>,
}

impl Session {
    /// Opens an article in place of the one that is open; its work is saved and kept at hand.
    pub(super) fn open_article(&mut self, path: &Path, then: Option<AnnotationId>) {
        if self.document.as_ref().is_some_and(|document| document.path() == path) {
            if then.is_some() {
                self.make_current(then);
            }
            return;
        }
        self.read_article(path, None, then);
    }

    pub(super) fn read_as(&mut self, encoding: &str) {
        if let Some((path, _)) = self.unsure.take() {
            self.read_article(&path, Some(encoding.to_owned()), None);
        }
    }

    /// Reads the own set on the open article again, in the encoding that was agreed on.
    pub(super) fn reread(&mut self, path: &Path, encoding: &str) {
        self.read_article(path, Some(encoding.to_owned()), None);
    }

    /// Forgets what was linted: another set is open.
    pub(super) fn forget_lints(&mut self) {
        self.opening.linted = None;
        self.opening.linting = None;
    }

    fn read_article(&mut self, path: &Path, encoding: Option<String>, then: Option<AnnotationId>) {
        self.settle_edit();
        self.shelve();
        self.end_review();
        self.forget_corrections();
        self.unsure = None;
        let path = path.to_owned();
        let encoding = encoding.or_else(|| self.encoding.clone());
        let annotator = self.annotator.clone();
        let builtin = Arc::clone(&self.builtin);
        let name = format!("open {}", path.display());
        let task = Task::start(name, &self.wake, move |_, outbox| {
            read(&path, encoding.as_deref(), annotator.as_ref(), &builtin, outbox);
        });
        match task {
            Ok(task) => self.opening.task = Some(task),
            Err(error) => {
                self.notify_once(Notice::failure("The article could not be opened", error.to_string()));
            }
        }
        self.opening.then = then;
    }

    /// Reads the open article's set again, under the name given meanwhile; what was tagged without
    /// a name is carried over.
    pub(super) fn take_name(&mut self) {
        let Some(annotator) = self.annotator.clone() else { return };
        let Some(document) = &mut self.document else { return };
        let nameless = *document.set().annotator() == AnnotatorName::imported("");
        if !nameless || names::sidecar(document.path(), &annotator).exists() {
            let path = document.path().to_owned();
            // Another person's work stays in that person's file.
            self.carried = if nameless {
                document.set().iter().map(|annotation| Annotation::clone(annotation)).collect()
            } else {
                Vec::new()
            };
            if nameless {
                // It is carried over; everything else is kept on the shelf.
                self.document = None;
            }
            self.read_article(&path, None, None);
        } else {
            document.rename(annotator);
            self.changed();
        }
    }

    /// Adds what was tagged before the name was known to the set that was read.
    fn carry_over(&mut self) {
        let carried = std::mem::take(&mut self.carried);
        if carried.is_empty() {
            return;
        }
        let mut changes = Vec::with_capacity(carried.len());
        for mut annotation in carried {
            annotation.id = self.new_id();
            changes.push(Change::Annotation { before: None, after: Some(Arc::new(annotation)) });
        }
        self.commit(Transaction::new("tag before the name was known", changes));
    }

    pub(super) fn poll_opening(&mut self) {
        while let Some(task) = &mut self.opening.task {
            match task.poll() {
                Poll::Running => break,
                Poll::Sent(Stage::Text { path, article, tagset, trouble }) => {
                    self.notices.retain(Notice::is_about_no_article);
                    self.notices.extend(trouble);
                    self.mode = Mode::Reading;
                    self.find = crate::app::Find::default();
                    let annotator = self.annotator.clone().unwrap_or_else(|| AnnotatorName::imported(""));
                    let set = Arc::new(AnnotationSet::new(annotator, Arc::clone(&tagset.name)));
                    self.settings.remember(&path);
                    self.document = Some(Document::new(path, article, tagset, set));
                }
                Poll::Sent(Stage::Work(work)) => self.take_work(*work),
                Poll::Sent(Stage::Failed { path, error }) => self.not_opened(path, &error),
                Poll::Ended => self.opening.task = None,
            }
        }
        self.poll_lints();
    }

    pub(super) fn is_opening_article(&self) -> bool {
        self.opening.task.is_some()
    }

    pub(super) fn is_opening(&self) -> bool {
        self.opening.task.is_some() || self.opening.linting.is_some() || self.wants_lints()
    }

    fn take_work(&mut self, work: Work) {
        let Work { set, index, access, file, trouble } = work;
        self.notices.extend(trouble);
        self.opening.linted = None;
        let Some(document) = &mut self.document else { return };
        document.adopt(set, index, access, file);
        resume(&mut self.shelf, document);
        self.carry_over();
        if let Some(id) = self.opening.then.take() {
            self.make_current(Some(id));
        }
        if self.is_blind() {
            // What was shown of another article must not be shown of this one.
            self.others = super::OthersShown::Hidden;
        }
        self.read_others();
        self.read_corrections();
    }

    fn not_opened(&mut self, path: PathBuf, error: &OpenError) {
        if let Some(guess) = error.guessed_encoding() {
            self.unsure = Some((path, guess.to_owned()));
            return;
        }
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        self.notify_once(Notice::failure(format!("“{name}” could not be opened"), error.to_string()));
    }

    /// The article whose encoding has to be agreed on, and the guess.
    pub fn unsure_encoding(&self) -> Option<(&Path, &str)> {
        self.unsure.as_ref().map(|(path, guess)| (path.as_path(), guess.as_str()))
    }

    /// Keeps the open document, with its history, for when it is opened again.
    pub(super) fn shelve(&mut self) {
        self.save_now();
        self.shelf.extend(self.document.take());
        while self.shelf.len() > SHELF {
            let Some(at) = self.shelf.iter().position(|document| !document.is_unsaved()) else { break };
            self.shelf.remove(at);
        }
    }

    /// Whether the set has changed since lints were last asked for.
    fn wants_lints(&self) -> bool {
        self.document.as_ref().is_some_and(|document| {
            *document.access() != Access::Reading && self.opening.linted != Some(document.version())
        })
    }

    /// Asks for the lints of the set as it is now, unless that is going on.
    fn poll_lints(&mut self) {
        if let Some(task) = &mut self.opening.linting {
            match task.poll() {
                Poll::Running => return,
                Poll::Sent((version, lints)) => {
                    self.opening.stale_lints = Some(match &mut self.document {
                        Some(document) => document.take_lints(version, lints),
                        None => lints,
                    });
                }
                Poll::Ended => {}
            }
            self.opening.linting = None;
        }
        // A lint holds the set, and a change meanwhile would have to copy it: it waits for a pause.
        if self.has_fresh_changes() || !self.wants_lints() {
            return;
        }
        let Some(document) = &self.document else { return };
        let version = document.version();
        let (set, tagset) = (Arc::clone(document.set()), Arc::clone(document.tagset()));
        self.opening.linted = Some(version);
        let stale = self.opening.stale_lints.take();
        self.opening.linting = Task::start("lint", &self.wake, move |_, outbox| {
            outbox.send((version, Lints::of(&set, &tagset)));
            drop(stale);
        })
        .ok();
    }
}

/// Goes on with the history of a document that was put aside, where the file is as it was left.
pub(super) fn resume(shelf: &mut Vec<Document>, document: &mut Document) {
    let Some(at) = shelf.iter().position(|shelved| shelved.sidecar() == document.sidecar()) else { return };
    let shelved = shelf.remove(at);
    // What is on no disk goes on whatever the file says by now: saving it adds it to that.
    let goes_on = shelved.is_unsaved() || shelved.set() == document.set();
    if goes_on && shelved.article().text == document.article().text {
        document.resume(shelved);
    } else if shelved.is_unsaved() {
        shelf.push(shelved);
    }
}

/// Documents kept with their history beside the open one.
const SHELF: usize = 8;

fn read(
    path: &Path,
    encoding: Option<&str>,
    annotator: Option<&AnnotatorName>,
    builtin: &Arc<Tagset>,
    outbox: &Outbox<Stage>,
) {
    let article = match open::article(path, encoding) {
        Ok(article) => Arc::new(article),
        Err(error) => return outbox.send(Stage::Failed { path: path.to_owned(), error }),
    };
    let mut trouble = Vec::new();
    let tagset = folder_tagset(path, builtin, &mut trouble);
    outbox.send(Stage::Text {
        path: path.to_owned(),
        article: Arc::clone(&article),
        tagset: Arc::clone(&tagset),
        trouble,
    });
    outbox.send(Stage::Work(Box::new(work(path, &article, annotator, &tagset))));
}

/// The tagset of the article's folder, else the built-in one.
fn folder_tagset(article: &Path, builtin: &Arc<Tagset>, trouble: &mut Vec<Notice>) -> Arc<Tagset> {
    let Some(file) =
        article.parent().map(|folder| folder.join(tagset_file::NAME)).filter(|file| file.exists())
    else {
        return Arc::clone(builtin);
    };
    match tagset_file::read(&file, &crate::app::Command::letters().collect::<Vec<_>>()) {
        Ok(loaded) => {
            for warning in loaded.warnings {
                trouble.push(Notice::caution("The folder’s tagset has a fault", warning.to_string()));
            }
            Arc::new(loaded.value)
        }
        Err(error) => {
            trouble.push(Notice::caution(
                "The folder’s tagset cannot be used, so the built-in one is",
                error.to_string(),
            ));
            Arc::clone(builtin)
        }
    }
}

fn work(
    path: &Path,
    article: &Arc<Article>,
    annotator: Option<&AnnotatorName>,
    tagset: &Arc<Tagset>,
) -> Work {
    let empty = |annotator: &AnnotatorName| AnnotationSet::new(annotator.clone(), Arc::clone(&tagset.name));
    let new = |set: AnnotationSet, access: Access, trouble: Vec<Notice>, file: File| Work {
        index: ParagraphIndex::new(paragraph_starts(article), &set),
        set: Arc::new(set),
        access,
        file,
        trouble,
    };
    let Some(annotator) = annotator else {
        return new(empty(&AnnotatorName::imported("")), Access::Writable, Vec::new(), File::default());
    };
    match read::sidecar(&names::sidecar(path, annotator), &article.text) {
        Ok(Some(LoadedSet { set, warnings, read_only, header: _, stamp, saved_at })) => {
            let mut trouble: Vec<Notice> = Vec::new();
            if let Some(first) = warnings.first() {
                let more = warnings.len() - 1;
                let detail = if more == 0 { first.to_string() } else { format!("{first}, and {more} more") };
                trouble.push(Notice::caution("Your sidecar has something odd", detail));
            }
            let access = match read_only.first() {
                None => Access::Writable,
                Some(why) => Access::ReadOnly(format!("Read-only: {why}"), why.remedy().to_owned()),
            };
            let file = File { base: stamp, saved_revision: set.revision(), saved_at, failed: None };
            new(set, access, trouble, file)
        }
        Ok(None) => new(empty(annotator), Access::Writable, Vec::new(), File::default()),
        Err(error) => {
            let access = Access::ReadOnly(
                format!("Read-only: {error}"),
                "Nothing is written over it: mend or move the file, then open the article again".to_owned(),
            );
            new(empty(annotator), access, Vec::new(), File::default())
        }
    }
}
