//! The review: begun, decided case by case, left again.

mod deciding;
mod going;
mod reading;
mod telling;

use super::Session;
use crate::annotation::AnnotatorName;
use crate::app::document::{Access, Lineage};
use crate::app::intent::{Pane, Request};
use crate::app::reviewing::{Act, Colours, Pile, Reviewing};
use crate::app::task::{Poll, Task};
use crate::app::{Command, Document, Mode, Notice};
use crate::store::names;
use reading::{Read, Wanted};
use std::path::PathBuf;
use std::sync::Arc;

/// The notice that asks a reviewer without a name for one.
const NAMELESS: &str = "Say who you are first";

/// The review that goes on, and what is read for one.
#[derive(Debug, Default)]
pub(super) struct Reviews {
    going_on: Option<Reviewing>,
    reading: Option<Task<Box<Read>>>,
    /// Waiting until the own set is on disk; with sidecars from elsewhere.
    wanted: Option<Vec<PathBuf>>,
    /// The sidecars from elsewhere of a review that nobody by name asked for.
    of_nobody: Vec<PathBuf>,
    /// The gold set as it was when an answer had been taken to be edited, and how many steps that was.
    begun: Option<((Lineage, u64), usize)>,
    /// The same in every article, until it is changed.
    colours: Colours,
}

impl Reviews {
    pub(super) fn is_going_on(&self) -> bool {
        self.going_on.is_some()
    }
}

impl Session {
    /// The review that goes on.
    pub fn reviewing(&self) -> Option<&Reviewing> {
        self.reviews.going_on.as_ref()
    }

    /// What colours tell in a review.
    pub fn colours(&self) -> Colours {
        self.reviews.colours
    }

    /// Whether letters and digits decide cases at the moment.
    pub fn is_deciding(&self) -> bool {
        self.reviewing().is_some_and(|reviewing| reviewing.act() == Act::Deciding)
    }

    /// Begins a review of the open article, or leaves the one that goes on.
    pub(super) fn toggle_review(&mut self) {
        if self.reviews.going_on.is_some() {
            self.leave_review();
        } else {
            self.want_review(Vec::new());
        }
    }

    /// Compares one more sidecar, wherever it lies.
    pub(super) fn review_file(&mut self, sidecar: PathBuf) {
        let mut files = self.reviewing().map(|r| r.from_elsewhere().to_vec()).unwrap_or_default();
        files.retain(|file| *file != sidecar);
        files.push(sidecar);
        self.want_review(files);
    }

    /// Reviews the article that is being opened, once it is there.
    pub(super) fn want_review_of_what_opens(&mut self) {
        self.reviews.wanted = Some(Vec::new());
    }

    pub(super) fn want_review(&mut self, from_elsewhere: Vec<PathBuf>) {
        if self.document.is_none() {
            return;
        }
        if self.annotator.is_none() {
            self.requests.push(Request::Focus(Pane::Status));
            let detail = "Every decision of a review is kept with the name of who decided";
            self.notify_once(Notice::caution(NAMELESS, detail));
            self.reviews.of_nobody = from_elsewhere;
            self.measuring.forget_sought();
            return;
        }
        if self.is_hiding_others() {
            let detail = "A review shows them: reveal them first, or review when the reading is over";
            self.notify_once(Notice::caution("You read this article without others’ tags", detail));
            self.measuring.forget_sought();
            return;
        }
        self.save_now();
        self.reviews.wanted = Some(from_elsewhere);
    }

    /// Begins the review that was asked for by who had not said who they are, where that still stands to be read.
    pub(super) fn begin_review_of_who_has_a_name_now(&mut self) {
        let before = self.notices.len();
        self.notices.retain(|notice| notice.summary != NAMELESS);
        let from_elsewhere = std::mem::take(&mut self.reviews.of_nobody);
        if self.notices.len() < before {
            self.want_review(from_elsewhere);
        }
    }

    pub(super) fn poll_review(&mut self) {
        self.begin_wanted_review();
        let Some(task) = &mut self.reviews.reading else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(read) => self.begin_review(*read),
            Poll::Ended => self.reviews.reading = None,
        }
    }

    pub(super) fn is_reading_review(&self) -> bool {
        self.reviews.reading.is_some() || self.reviews.wanted.is_some()
    }

    /// Reads what is to be reviewed, once the own tags are on disk: they are compared too.
    fn begin_wanted_review(&mut self) {
        if self.reviews.wanted.is_none() || self.is_saving() || self.is_opening_article() {
            return;
        }
        let (Some(from_elsewhere), Some(by)) = (self.reviews.wanted.take(), self.annotator.clone()) else {
            return;
        };
        let Some(document) = &self.document else { return };
        if document.is_unsaved() && *document.access() == Access::Writable {
            // The failed save is said already.
            return;
        }
        let wanted = Wanted {
            path: document.path().to_owned(),
            article: Arc::clone(document.article()),
            tagset: Arc::clone(document.tagset()),
            by,
            from_elsewhere,
        };
        self.reviews.reading = Task::start("read a review", &self.wake, move |progress, outbox| {
            if let Ok(read) = reading::read(wanted, progress) {
                outbox.send(Box::new(read));
            }
        })
        .ok();
    }

    fn begin_review(&mut self, read: Read) {
        let Read { path, gold, index, access, file, others, material } = read;
        let Some(open) = self.document.as_mut().filter(|document| document.path() == path) else { return };
        let sidecar = names::sidecar(&path, &AnnotatorName::gold());
        let known = std::iter::once(&*open).chain(&self.shelf).find(|document| document.sidecar() == sidecar);
        // What was read while a save went on may be older than what was saved.
        let stale = known.is_some_and(|known| !known.is_unsaved() && known.file().base != file.base);
        if self.is_saving() || stale {
            self.reviews.wanted = Some(material.from_elsewhere);
            return;
        }
        if material.sets.is_empty() {
            let why = material.apart.first().map(|apart| format!("{}: {}", apart.name, apart.why));
            let detail = why.unwrap_or_else(|| "Nobody has tagged it yet".to_owned());
            self.notify_once(Notice::caution("There is nothing to review in this article", detail));
            self.measuring.forget_sought();
            return;
        }
        let Some(open) = &mut self.document else { return };
        open.note_others_seen();
        let mut document =
            Document::new(path, Arc::clone(open.article()), Arc::clone(open.tagset()), Arc::clone(&gold));
        self.shelve();
        document.adopt(gold, index, access.clone(), file);
        super::opening::resume(&mut self.shelf, &mut document);
        // Who may write is for the file to say, not for what was so before.
        document.set_access(access);
        document.show_others(others);
        self.say_who_is_compared(&material);
        if let (Access::Reserved(_), Some((what, remedy))) = (document.access(), document.access().refusal())
        {
            self.notify_once(Notice::caution(what, remedy).offering(Command::TakeOver));
        }
        self.forget_corrections();
        self.forget_lints();
        self.reviews.going_on = Some(Reviewing::new(material, &document));
        self.mode = Mode::Reading;
        self.document = Some(document);
        if let Some(reviewing) = &mut self.reviews.going_on {
            if let Some(said) = self.kept_grounds.remove(&sidecar) {
                reviewing.remember(&said);
            }
            reviewing.list(Pile::Left);
        }
        self.reveal_case();
        self.choose_sought();
    }

    /// Back to the own set: to that on the shelf, else to the file.
    pub(super) fn leave_review(&mut self) {
        if self.reviews.going_on.is_none() {
            return;
        }
        self.settle_edit();
        let Some(document) = &self.document else { return };
        let (path, encoding) = (document.path().to_owned(), document.article().encoding.clone());
        let own = self.annotator.as_ref().map(|me| names::sidecar(&path, me));
        let at = self.shelf.iter().position(|shelved| Some(shelved.sidecar()) == own);
        self.end_review();
        self.forget_lints();
        match at.map(|at| self.shelf.remove(at)) {
            Some(own) => {
                self.shelve();
                self.mode = Mode::Reading;
                self.document = Some(own);
                self.read_others();
                self.read_corrections();
            }
            None => self.reread(&path, &encoding),
        }
    }

    /// Forgets the review: another article is opened.
    pub(super) fn end_review(&mut self) {
        if let (Some(reviewing), Some(document)) =
            (&self.reviews.going_on, self.shelf.last().or(self.document.as_ref()))
        {
            let sidecar = names::sidecar(document.path(), &AnnotatorName::gold());
            self.kept_grounds.insert(sidecar, reviewing.undecided_grounds());
        }
        self.reviews = Reviews { colours: self.reviews.colours, ..Reviews::default() };
        self.notices.retain(|notice| !notice.offers.contains(&Command::TakeOver));
    }

    /// Brings the review up to the gold set after any change of it.
    pub(super) fn follow_review(&mut self) {
        let (Some(reviewing), Some(document)) = (&mut self.reviews.going_on, &self.document) else { return };
        if reviewing.follow(document) {
            self.reveal_case();
        }
    }
}
