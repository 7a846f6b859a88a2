//! The review: begun, decided case by case, left again.

mod reading;

use super::Session;
use crate::annotation::{AnnotationId, AnnotationRef, Change, Gold, Review, Transaction};
use crate::app::document::Access;
use crate::app::intent::{Pane, Request};
use crate::app::reviewing::{Act, Pile, Reviewing};
use crate::app::task::{Poll, Task};
use crate::app::{Command, Direction, Document, Extend, Mode, Notice};
use crate::review::{Batch, Blend, Case, Deciding, Finding, Grounds, REASONS, Taking};
use crate::text::ByteOffset;
use reading::{Read, Wanted};
use std::path::PathBuf;
use std::sync::Arc;

/// The review that goes on, and what is read for one.
#[derive(Debug, Default)]
pub(super) struct Reviews {
    going_on: Option<Reviewing>,
    reading: Option<Task<Box<Read>>>,
    /// Waiting until the own set is on disk; with sidecars from elsewhere.
    wanted: Option<Vec<PathBuf>>,
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
            self.notify_once(Notice::caution("Say who you are first", detail));
            return;
        }
        self.save_now();
        self.reviews.wanted = Some(from_elsewhere);
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
        if self.document.as_ref().is_none_or(|document| document.path() != path) {
            return;
        }
        if material.sets.is_empty() {
            let why = material.apart.first().map(|apart| format!("{}: {}", apart.name, apart.why));
            let detail = why.unwrap_or_else(|| "Nobody has tagged it yet".to_owned());
            self.notify_once(Notice::caution("There is nothing to review in this article", detail));
            return;
        }
        let Some(own) = &self.document else { return };
        let mut document =
            Document::new(path, Arc::clone(own.article()), Arc::clone(own.tagset()), Arc::clone(&gold));
        self.shelve();
        document.adopt(gold, index, access, file);
        super::opening::resume(&mut self.shelf, &mut document);
        document.show_others(others);
        for apart in &material.apart {
            self.notify_once(Notice::caution(format!("Not compared: {}", apart.name), apart.why.clone()));
        }
        if let (Access::Reserved(_), Some((what, remedy))) = (document.access(), document.access().refusal())
        {
            self.notify_once(Notice::caution(what, remedy).offering(Command::TakeOver));
        }
        self.reviews.going_on = Some(Reviewing::new(material, document.set()));
        self.mode = Mode::Reading;
        self.document = Some(document);
        self.take_batch(&Batch::Agreed, "take what all agree on");
        self.follow_review();
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.list(Pile::Left);
        }
        self.reveal_case();
        self.choose_sought();
    }

    /// Back to the own set.
    pub(super) fn leave_review(&mut self) {
        if self.reviews.going_on.take().is_none() {
            return;
        }
        let Some(path) = self.document.as_ref().map(|document| document.path().to_owned()) else { return };
        self.reread(&path);
    }

    /// Forgets the review: another article is opened.
    pub(super) fn end_review(&mut self) {
        self.reviews = Reviews::default();
    }

    /// Brings the review up to the gold set after any change of it.
    pub(super) fn follow_review(&mut self) {
        let (Some(reviewing), Some(document)) = (&mut self.reviews.going_on, &self.document) else { return };
        if reviewing.follow(document.set()) {
            self.reveal_case();
        }
    }

    /// Shows the current case, and makes what came of it the current annotation.
    fn reveal_case(&mut self) {
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &mut self.document) else { return };
        let Some((case, finding)) = reviewing.current() else {
            document.make_current(None);
            return;
        };
        document.make_current(finding.results.first().cloned());
        document.move_to(case.extent.start(), Extend::No);
        self.requests.push(Request::Reveal(case.extent));
    }

    pub(super) fn choose_case(&mut self, at: Option<usize>) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.choose(at);
            self.reveal_case();
        }
    }

    /// While cases are decided, the caret leads to the case of the words that it is put on.
    pub(super) fn case_under_caret(&mut self, at: ByteOffset, extend: Extend) {
        if extend == Extend::No && self.is_deciding() {
            let here = self.reviewing().and_then(|reviewing| reviewing.case_at(at));
            if let (Some(reviewing), Some(_)) = (&mut self.reviews.going_on, here) {
                reviewing.choose(here);
            }
        }
    }

    /// The reason after the one given, round the list.
    pub(super) fn next_reason(&mut self) {
        let Some(reviewing) = self.reviewing() else { return };
        let mut grounds = reviewing.grounds().clone();
        let at = REASONS.iter().position(|reason| *reason == grounds.reason);
        let next = at.map_or(0, |at| at + 1);
        grounds.reason = REASONS.get(next).copied().unwrap_or_default().to_owned();
        self.ground(grounds);
    }

    pub(super) fn neighbour_case(&mut self, direction: Direction) {
        let next = self.reviewing().and_then(|reviewing| reviewing.neighbour(direction));
        match next {
            Some(_) => self.choose_case(next),
            None => self.say("Nothing is left in this list".to_owned()),
        }
    }

    /// To the next case that is to be decided, whatever is listed.
    pub(super) fn next_undecided(&mut self, direction: Direction) {
        let Some(reviewing) = &mut self.reviews.going_on else { return };
        if reviewing.pile() == Pile::Left {
            self.neighbour_case(direction);
        } else {
            reviewing.list(Pile::Left);
            self.reveal_case();
        }
    }

    pub(super) fn list_cases(&mut self, pile: Pile) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.list(pile);
            self.reveal_case();
        }
    }

    pub(super) fn colour_by(&mut self) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            use crate::app::reviewing::Colours;
            reviewing.colour(match reviewing.colours() {
                Colours::OfTags => Colours::OfAnnotators,
                Colours::OfAnnotators => Colours::OfTags,
            });
        }
    }

    /// Takes the answer of a number, from 1.
    pub(super) fn take_answer(&mut self, number: usize, taking: Taking) {
        self.decide(|deciding, case, finding, grounds, new_id| {
            let answer = case.answers.get(number.checked_sub(1)?)?;
            Some(deciding.take(case, finding, answer, taking, grounds, new_id))
        });
    }

    pub(super) fn blend(&mut self, blend: Blend) {
        let could = self.decide(|deciding, case, finding, grounds, new_id| {
            deciding.blend(case, finding, blend, grounds, new_id)
        });
        if !could && self.is_deciding() {
            self.say("The answers have no word in common".to_owned());
        }
    }

    pub(super) fn reject_case(&mut self) {
        self.decide(|deciding, case, finding, grounds, _| Some(deciding.reject(case, finding, grounds)));
    }

    pub(super) fn skip_case(&mut self) {
        self.decide(|deciding, case, finding, grounds, _| Some(deciding.skip(case, finding, grounds)));
    }

    /// Goes on with an answer of the reviewer's own: with what was decided, else with the first answer.
    pub(super) fn edit_case(&mut self) {
        let Some((_, finding)) = self.reviewing().and_then(Reviewing::current) else { return };
        let has_result = !finding.results.is_empty();
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.turn_to(Act::Editing);
        }
        if !has_result {
            self.take_answer(1, Taking::ToEdit);
            self.follow_review();
        }
        let result = self.reviewing().and_then(|r| r.current()?.1.results.first().cloned());
        match result {
            Some(result) => self.make_current(Some(result)),
            None => self.end_editing(),
        }
    }

    /// Back from editing to deciding.
    pub(super) fn end_editing(&mut self) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.turn_to(Act::Deciding);
        }
        self.mode = Mode::Reading;
        self.requests.push(Request::Focus(Pane::Article));
    }

    /// Says why: kept for the decision to come, and given to the one that stands.
    pub(super) fn ground(&mut self, grounds: Grounds) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.ground(grounds.clone());
        }
        self.decide(|deciding, _, finding, _, _| deciding.explain(finding, &grounds));
    }

    /// Remarks something on an annotation, or answers an author.
    pub(super) fn remark(&mut self, on: AnnotationRef, reply_to: String, text: String) {
        let id: Arc<str> = AnnotationId::from_bits(self.chance.bits()).as_str().into();
        self.decide(|deciding, _, _, _, _| Some(deciding.remark(id, on, reply_to, text)));
    }

    /// Decides many cases as one.
    pub(super) fn take_batch(&mut self, batch: &Batch, name: &str) {
        let now = self.chance.now();
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &self.document) else { return };
        if *document.access() != Access::Writable {
            return;
        }
        let (cases, sets) = (Arc::clone(reviewing.cases()), reviewing.sets().to_vec());
        let (findings, review) = (reviewing.findings().to_vec(), reviewing.review().clone());
        let (gold, text) = (Arc::clone(document.set()), document.article().text.clone());
        let deciding = Deciding { gold: &gold, sets: &sets, review: &review, now: &now };
        let chosen = batch.chosen(&text, &cases, &findings);
        let transaction = deciding.take_all(chosen, name, &mut || self.new_id());
        // A set that is held twice would be copied for the change.
        drop(gold);
        if let Some(transaction) = transaction {
            self.commit(transaction);
        }
    }

    /// Becomes the one who decides, in place of who did.
    pub(super) fn take_over(&mut self) {
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &mut self.document) else { return };
        let before = document.set().gold().map(Gold::review);
        let after = Some(Review {
            by: reviewing.review().by.clone(),
            rests_on: before.clone().unwrap_or_default().rests_on,
        });
        document.unlock();
        self.notices.clear();
        self.commit(Transaction::new("take the review over", vec![Change::Review { before, after }]));
    }

    /// Commits what a reviewer says about the current case. Returns whether there was something to say.
    fn decide(
        &mut self,
        say: impl FnOnce(
            &Deciding<'_>,
            &Case,
            &Finding,
            &Grounds,
            &mut dyn FnMut() -> AnnotationId,
        ) -> Option<Transaction>,
    ) -> bool {
        let now = self.chance.now();
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &self.document) else {
            return false;
        };
        let Some((case, finding)) = reviewing.current() else { return false };
        let (case, finding, grounds) = (case.clone(), finding.clone(), reviewing.grounds().clone());
        let (sets, review) = (reviewing.sets().to_vec(), reviewing.review().clone());
        let gold = Arc::clone(document.set());
        let deciding = Deciding { gold: &gold, sets: &sets, review: &review, now: &now };
        let said = say(&deciding, &case, &finding, &grounds, &mut || self.new_id());
        // A set that is held twice would be copied for the change.
        drop(gold);
        said.is_some_and(|transaction| self.commit(transaction))
    }
}
