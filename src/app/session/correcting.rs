//! The author’s side of a review: corrections read from the gold set, accepted, contested, asked about.

use super::Session;
use crate::annotation::{AnnotationId, AnnotationSet, Change, Comment, Transaction};
use crate::app::Direction;
use crate::app::correcting::{Correcting, InboxShown};
use crate::app::intent::{Pane, Request};
use crate::app::task::{Poll, Task};
use crate::review::{Correction, Objection, time_of_answer};
use crate::store::read;
use crate::text::shortened;
use std::sync::Arc;

/// How many clusters of what an author speaks about are quoted.
const QUOTED: usize = 60;

/// The corrections to the open set, and what is read for them.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    found: Option<Correcting>,
    reading: Option<Task<Arc<AnnotationSet>>>,
}

impl Session {
    /// What a review says about the open set, where there is one.
    pub fn correcting(&self) -> Option<&Correcting> {
        self.corrections.found.as_ref()
    }

    /// Whether the corrections stand beside the article.
    pub fn corrections_shown(&self) -> bool {
        self.correcting().is_some_and(|correcting| correcting.shown() == InboxShown::Yes)
    }

    /// Reads what a review decided about the open set; not while colleagues' tags are hidden on purpose.
    pub(super) fn read_corrections(&mut self) {
        self.corrections = Corrections::default();
        let Some(document) = &self.document else { return };
        // Who has tagged nothing has nothing to correct.
        let author = document.file().base.is_present() && !document.set().annotator().is_gold();
        if !author || self.is_hiding_others() {
            return;
        }
        let me = document.set().annotator().to_string();
        let (path, article) = (document.path().to_owned(), Arc::clone(document.article()));
        self.corrections.reading = Task::start("read corrections", &self.wake, move |_, outbox| {
            let gold = read::gold_of(&path, &article.text);
            let of_another = gold.filter(|gold| gold.gold().is_none_or(|review| review.by != me));
            if let Some(gold) = of_another {
                outbox.send(Arc::new(gold));
            }
        })
        .ok();
    }

    /// Forgets what a review said about the set that was open.
    pub(super) fn forget_corrections(&mut self) {
        self.corrections = Corrections::default();
    }

    pub(super) fn poll_corrections(&mut self) {
        let Some(task) = &mut self.corrections.reading else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(gold) => {
                let Some(document) = self.document.as_ref().filter(|d| !d.set().annotator().is_gold()) else {
                    return;
                };
                let correcting = Correcting::new(gold, document);
                let any = !correcting.all().is_empty();
                self.corrections.found = any.then_some(correcting);
            }
            Poll::Ended => self.corrections.reading = None,
        }
    }

    pub(super) fn is_reading_corrections(&self) -> bool {
        self.corrections.reading.is_some()
    }

    pub(super) fn follow_corrections(&mut self) {
        if let (Some(correcting), Some(document)) = (&mut self.corrections.found, &self.document) {
            correcting.follow(document);
        }
    }

    /// After an undo: where that has led to another correction, it is shown.
    pub(super) fn go_with_corrections(&mut self) {
        let at = |session: &Self| session.correcting().and_then(Correcting::at);
        let before = at(self);
        self.follow_corrections();
        if self.corrections_shown() && at(self) != before {
            self.reveal_correction();
        }
    }

    pub(super) fn toggle_corrections(&mut self) {
        let Some(correcting) = &mut self.corrections.found else { return };
        match correcting.shown() {
            InboxShown::No => {
                correcting.show(InboxShown::Yes);
                self.requests.push(Request::Focus(Pane::Cards));
                self.reveal_correction();
            }
            InboxShown::Yes => {
                correcting.show(InboxShown::No);
                self.requests.push(Request::Focus(Pane::Article));
            }
        }
    }

    pub(super) fn choose_correction(&mut self, at: Option<usize>) {
        if let Some(correcting) = &mut self.corrections.found {
            correcting.show(InboxShown::Yes);
            correcting.choose(at);
            self.reveal_correction();
        }
    }

    /// To the next case to decide, or the next correction to answer.
    pub(super) fn next_to_answer(&mut self, direction: Direction) {
        if self.reviewing().is_some() {
            self.next_undecided(direction);
            return;
        }
        let Some(correcting) = &mut self.corrections.found else { return };
        // The first time it shows where one is; then it goes on.
        let here = correcting.at().filter(|_| correcting.current().is_some_and(Correction::is_open));
        let next = match correcting.shown() {
            InboxShown::No if here.is_some() => here,
            InboxShown::No | InboxShown::Yes => correcting.neighbour(direction),
        };
        correcting.show(InboxShown::Yes);
        if next.is_none() {
            self.say("Every correction is answered".to_owned());
            return;
        }
        self.requests.push(Request::Focus(Pane::Cards));
        self.choose_correction(next);
    }

    /// Shows the words that the current correction is about.
    fn reveal_correction(&mut self) {
        let Some(correction) = self.correcting().and_then(Correcting::current) else { return };
        let own = correction.own.first().map(|annotation| annotation.id.clone());
        let extent = correction.extent();
        if let Some(document) = &mut self.document {
            document.make_current(own);
        }
        self.requests.extend(extent.map(Request::Reveal));
    }

    pub(super) fn accept_correction(&mut self) {
        let (id, now) = (self.new_id(), self.chance.now());
        let Some(correction) = self.correcting().and_then(Correcting::current) else { return };
        let Some(document) = &self.document else { return };
        let accepted = correction.acceptance(document.set(), id, &now);
        if let Some(transaction) = accepted
            && self.commit(transaction)
        {
            self.say("Accepted: your tags now say what the review says".to_owned());
            self.follow_corrections();
            self.reveal_correction();
        }
    }

    /// Asks for the words of an objection, in the card of the correction.
    pub(super) fn ask_for_words(&mut self, objection: Objection) {
        if self.correcting().is_some_and(|correcting| correcting.current().is_some()) {
            self.requests.push(Request::Object(objection));
        }
    }

    /// Objects to the current correction, or asks about it: a comment in the own set.
    pub(super) fn object(&mut self, objection: Objection, words: &str) {
        let id: Arc<str> = AnnotationId::from_bits(self.chance.bits()).as_str().into();
        let now = self.chance.now();
        let Some(correcting) = self.correcting() else { return };
        let Some(correction) = correcting.current() else { return };
        let Some(on) = correction.subject(correcting.gold()) else { return };
        let reply_to = correction.thread.last().unwrap_or_default();
        let edited = time_of_answer(&now, correction.last_time()).into();
        let missed = correction.gold.as_ref().filter(|_| correction.own.is_empty());
        let about = missed
            .zip(self.document.as_ref())
            .map(|(missed, document)| shortened(&missed.pieces.quote(&document.article().text), QUOTED));
        let text = objection.remark(words, about.as_deref());
        let comment = Comment { id, on, reply_to, text, edited };
        let change = Change::Comment { before: None, after: Some(comment) };
        let (name, said) = match objection {
            Objection::Contest => ("contest a correction", "Contested"),
            Objection::Ask => ("ask about a correction", "Asked"),
        };
        if self.commit(Transaction::new(name, vec![change])) {
            self.say(format!("{said}: the reviewer finds it in your file"));
            self.follow_corrections();
            self.reveal_correction();
        }
    }
}
