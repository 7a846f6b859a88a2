//! Saving by itself: soon after a change, when another article is opened, and before the window closes.

use super::Session;
use crate::annotation::{AnnotationId, AnnotationSet, AnnotatorName, Change, ParagraphIndex};
use crate::app::document::{Access, Document, File, Lineage, SaveState, paragraph_starts};
use crate::app::intent::{Pane, Request, Sheet};
use crate::app::task::{Poll, Task};
use crate::app::{Command, Notice, NoticeKind, Wake};
use crate::store::atomic::WriteError;
use crate::store::file::Stamp;
use crate::store::merge;
use crate::store::read::{self, LoadedSet};
use crate::store::save::{self, SaveError, Saved};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A pause in the work after which it is saved.
const IDLE: Duration = Duration::from_millis(600);
/// The longest that a change stays unsaved while the work goes on.
const LONGEST: Duration = Duration::from_millis(1500);
/// The pause before a save that failed is tried again.
const RETRY: Duration = Duration::from_secs(10);

/// The saves that are going on, and when the next is due.
#[derive(Debug, Default)]
pub(super) struct Saving {
    running: Vec<Running>,
    /// When the first and the last unsaved change were made.
    changed: Option<(Instant, Instant)>,
    /// Set by a change; the next tick says when it was.
    fresh: bool,
    retry_at: Option<Instant>,
    closing: bool,
    /// Files that somebody else has changed, being read.
    taking_in: Vec<(PathBuf, Task<TakenIn>)>,
}

/// What somebody else wrote: nothing where the file is gone, or why it cannot be read.
type TakenIn = Result<Option<LoadedSet>, String>;

#[derive(Debug)]
struct Running {
    /// The sidecar that is being written: an article may have the own set and gold open.
    path: PathBuf,
    version: (Lineage, u64),
    task: Task<Result<Saved, SaveError>>,
}

impl Session {
    /// Notes that the document was changed.
    pub(super) fn changed(&mut self) {
        self.saving.fresh = true;
        self.notices.retain(|notice| notice.kind != NoticeKind::Done);
        if self.annotator.is_none() {
            // Asked where it does not stand in the way; the tag is kept meanwhile.
            self.requests.push(Request::Focus(Pane::Status));
        }
    }

    /// Where the work on the open article is.
    pub fn save_state(&self) -> SaveState {
        let Some(document) = &self.document else { return SaveState::Untouched };
        let file = document.file();
        if self.annotator.is_none() && document.is_unsaved() {
            return SaveState::Nameless;
        }
        if self.saving.running.iter().any(|running| running.path == document.sidecar()) {
            return SaveState::Saving;
        }
        match (&file.failed, document.is_unsaved(), &file.saved_at) {
            (Some(why), true, _) => SaveState::Failed(why.clone()),
            (_, true, _) => SaveState::Unsaved,
            (_, false, Some(at)) => SaveState::Saved(at.clone()),
            (_, false, None) => SaveState::Untouched,
        }
    }

    /// Saves what is due. Returns how long until the next save is.
    pub(super) fn save_when_due(&mut self, now: Instant) -> Option<Duration> {
        self.poll_saving(now);
        if std::mem::take(&mut self.saving.fresh) {
            let first = self.saving.changed.map_or(now, |(first, _)| first);
            self.saving.changed = Some((first, now));
        }
        let due = match (self.saving.changed, self.saving.retry_at) {
            (Some((first, last)), _) => (last + IDLE).min(first + LONGEST),
            (None, Some(retry)) => retry,
            (None, None) => return None,
        };
        if now < due {
            return Some(due - now);
        }
        self.saving.changed = None;
        self.saving.retry_at = None;
        self.save_everything();
        None
    }

    /// Writes what is unsaved, without waiting.
    pub(super) fn save_now(&mut self) {
        self.saving.changed = None;
        if self.annotator.is_none() && self.document.as_ref().is_some_and(Document::is_unsaved) {
            self.requests.push(Request::Focus(Pane::Status));
        }
        self.save_everything();
    }

    fn save_everything(&mut self) {
        if self.annotator.is_none() {
            return;
        }
        for document in self.document.iter_mut().chain(&mut self.shelf) {
            let going_on = self.saving.running.iter().any(|running| running.path == document.sidecar());
            if document.is_unsaved() && !going_on && *document.access() == Access::Writable {
                match start(document, &self.wake) {
                    Ok(running) => self.saving.running.push(running),
                    Err(error) => document.file_mut().failed = Some(error.to_string()),
                }
            }
        }
    }

    fn poll_saving(&mut self, now: Instant) {
        for mut running in std::mem::take(&mut self.saving.running) {
            match running.task.poll() {
                Poll::Running => self.saving.running.push(running),
                Poll::Sent(outcome) => self.saved(&running.path, running.version, outcome, now),
                Poll::Ended => {
                    self.not_saved(&running.path, "the program made a mistake while saving", now);
                }
            }
        }
        self.poll_taking_in(now);
        if self.saving.closing && !self.is_saving() {
            self.close();
        }
    }

    fn saved(
        &mut self,
        path: &std::path::Path,
        (lineage, revision): (Lineage, u64),
        outcome: Result<Saved, SaveError>,
        now: Instant,
    ) {
        match outcome {
            Ok(saved) => {
                let saved_at = self.chance.now();
                let documents = self.document.iter_mut().chain(&mut self.shelf);
                let same =
                    |document: &&mut Document| document.sidecar() == path && document.version().0 == lineage;
                for document in documents.filter(same) {
                    document.saved(revision, saved.stamp, saved_at.clone());
                }
                self.notices.retain(|notice| notice.summary != NOT_SAVED);
                self.refresh_listing(path);
            }
            Err(SaveError::Write(WriteError::Changed { .. })) => self.take_in(path),
            Err(error) => self.not_saved(path, &error.to_string(), now),
        }
    }

    /// Reads what somebody else wrote into the file, to bring the own changes onto it.
    fn take_in(&mut self, sidecar: &std::path::Path) {
        let mut documents = self.document.iter().chain(&self.shelf);
        let Some(document) = documents.find(|document| document.sidecar() == sidecar) else { return };
        let (path, article) = (sidecar.to_owned(), Arc::clone(document.article()));
        let from = path.clone();
        let task = Task::start("read what changed", &self.wake, move |_, outbox| {
            outbox.send(read::sidecar(&from, &article.text).map_err(|error| error.to_string()));
        });
        self.saving.taking_in.extend(task.ok().map(|task| (path, task)));
    }

    fn poll_taking_in(&mut self, now: Instant) {
        for (path, mut task) in std::mem::take(&mut self.saving.taking_in) {
            match task.poll() {
                Poll::Running => self.saving.taking_in.push((path, task)),
                Poll::Sent(Ok(theirs)) => self.bring_onto(&path, theirs, now),
                Poll::Sent(Err(why)) => self.not_saved(&path, &why, now),
                Poll::Ended => self.not_saved(&path, "what was changed there could not be read", now),
            }
        }
    }

    /// Adds the own changes to what somebody else wrote, and saves both.
    fn bring_onto(&mut self, sidecar: &std::path::Path, theirs: Option<LoadedSet>, now: Instant) {
        if let Some(why) = theirs.as_ref().and_then(|theirs| theirs.read_only.first()) {
            self.not_saved(sidecar, &format!("the file was changed, and now {why}"), now);
            return;
        }
        let me = self.annotator.as_ref().map_or_else(String::new, ToString::to_string);
        let chance = &mut self.chance;
        let mut documents = self.document.iter_mut().chain(&mut self.shelf);
        let Some(document) = documents.find(|document| document.sidecar() == sidecar) else { return };
        let mut taken_over = None;
        match theirs {
            // Somebody took the file away: all of it is here still.
            None => document.file_mut().base = Stamp::ABSENT,
            Some(theirs) => {
                let by = theirs.set.gold().map(|review| review.by.clone()).unwrap_or_default();
                taken_over = Some(by).filter(|by| !by.is_empty() && *by != me);
                let mut new_id = || AnnotationId::from_bits(chance.bits());
                let mut mine = merge::onto(&theirs.set, &document.unsaved(), &mut new_id);
                if taken_over.is_some() {
                    // Gold has one writer at a time.
                    mine.changes.retain(|change| !matches!(change, Change::Review { .. }));
                }
                if let Err(error) = AnnotationSet::clone(&theirs.set).apply(&mine) {
                    let why = error.to_string();
                    self.not_saved(sidecar, &why, now);
                    return;
                }
                let index = ParagraphIndex::new(paragraph_starts(document.article()), &theirs.set);
                let (base, saved_revision) = (theirs.stamp, theirs.set.revision());
                let file = File { base, saved_revision, saved_at: theirs.saved_at, failed: None };
                let (selection, current) = (document.selection().clone(), document.current_id().cloned());
                document.adopt(Arc::new(theirs.set), index, Access::Writable, file);
                if !mine.changes.is_empty() && document.commit(mine).is_err() {
                    debug_assert!(false, "what was applied to a copy applies");
                }
                document.make_current(current);
                document.select(selection);
                if let Some(by) = &taken_over {
                    document.set_access(Access::Reserved(by.clone()));
                }
            }
        }
        self.follow_review();
        self.follow_corrections();
        if let Some(by) = taken_over {
            let why =
                format!("{by} has taken this review over; what you decided since is kept in this window");
            self.not_saved(sidecar, &why, now);
            return;
        }
        let name = sidecar.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let detail = "Your changes since the last save were added to it; nothing was overwritten";
        self.notify_once(Notice::caution(format!("{name} was changed outside this window"), detail));
        self.saving.fresh = true;
    }

    fn not_saved(&mut self, path: &std::path::Path, why: &str, now: Instant) {
        let documents = self.document.iter_mut().chain(&mut self.shelf);
        for document in documents.filter(|document| document.sidecar() == path) {
            document.file_mut().failed = Some(why.to_owned());
        }
        self.saving.retry_at = Some(now + RETRY);
        self.notices.retain(|notice| notice.summary != NOT_SAVED);
        self.notices.push(
            Notice::failure(NOT_SAVED, format!("{why}. It is kept in the window and tried again"))
                .offering(Command::Save),
        );
        if std::mem::take(&mut self.saving.closing) {
            self.show(Sheet::Unsaved);
        }
    }

    /// Whether something would be lost if the window closed now.
    pub fn is_unsaved(&self) -> bool {
        self.document.iter().chain(&self.shelf).any(Document::is_unsaved)
    }

    /// Whether there are changes that no save has been tried for.
    pub(super) fn has_fresh_changes(&self) -> bool {
        self.saving.fresh || self.saving.changed.is_some()
    }

    pub(super) fn is_saving(&self) -> bool {
        !self.saving.running.is_empty() || !self.saving.taking_in.is_empty()
    }

    /// Closes the window when all is safe; saves first, and asks where it cannot.
    pub(super) fn close(&mut self) {
        self.save_settings();
        if !self.is_unsaved() {
            self.saving.closing = false;
            self.requests.push(Request::Close);
        } else if self.annotator.is_none() {
            self.show(Sheet::Unsaved);
        } else {
            let failed_before = std::mem::replace(&mut self.saving.closing, true);
            self.save_now();
            if !self.is_saving() && (failed_before || self.is_unsaved()) {
                self.saving.closing = false;
                self.show(Sheet::Unsaved);
            }
        }
    }

    /// Takes the name of who annotates, and gives it to what was tagged before.
    pub(super) fn set_annotator(&mut self, name: &str) {
        match AnnotatorName::new(name.trim()) {
            Ok(annotator) => {
                self.settings.annotator = Some(annotator.to_string());
                self.save_settings();
                let changed = self.annotator.as_ref() != Some(&annotator);
                self.annotator = Some(annotator);
                if changed {
                    self.take_name();
                }
                self.begin_review_of_who_has_a_name_now();
            }
            Err(error) => self.notify_once(Notice::caution("This name cannot be used", error.to_string())),
        }
    }
}

/// How a failed save is announced.
const NOT_SAVED: &str = "Your tags could not be saved";

fn start(document: &Document, wake: &Wake) -> std::io::Result<Running> {
    let path = document.sidecar();
    let set = Arc::clone(document.set());
    let article = Arc::clone(document.article());
    let base = document.file().base;
    let version = document.version();
    let target = document.path().to_owned();
    let task = Task::start("save", wake, move |_, outbox| {
        outbox.send(save::sidecar(&target, &set, &article, base));
    })?;
    Ok(Running { path, version, task })
}
