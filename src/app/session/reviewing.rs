//! The review: begun, decided case by case, left again.

mod reading;

use super::Session;
use crate::annotation::{AnnotationId, AnnotationRef, AnnotatorName, Change, Gold, Review, Transaction};
use crate::app::document::Access;
use crate::app::intent::{Pane, Request};
use crate::app::reviewing::{Act, Colours, Pile, Reviewing};
use crate::app::task::{Poll, Task};
use crate::app::{Command, Direction, Document, Extend, Mode, Notice};
use crate::review::{Batch, Blend, Case, Deciding, Grounds, REASONS, Ruling, Standing, Taking};
use crate::store::names;
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
            self.notify_once(Notice::caution("Say who you are first", detail));
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
        if let Some(first) = material.apart.first() {
            let names: Vec<&str> = material.apart.iter().map(|apart| apart.name.as_str()).collect();
            let why =
                if names.len() > 1 { format!("{}: {}", first.name, first.why) } else { first.why.clone() };
            self.notify_once(Notice::caution(format!("Not compared: {}", names.join(", ")), why));
        }
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

    /// Shows the current case, and makes what came of it the current annotation.
    fn reveal_case(&mut self) {
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &mut self.document) else { return };
        let Some((case, ruling)) = reviewing.current() else {
            document.make_current(None);
            return;
        };
        document.make_current(ruling.results.first().cloned());
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
        let Some(at) = reviewing.at() else { return };
        let mut grounds = reviewing.grounds(at);
        let given = REASONS.iter().position(|reason| *reason == grounds.reason);
        let next = given.map_or(0, |given| given + 1);
        REASONS.get(next).copied().unwrap_or_default().clone_into(&mut grounds.reason);
        self.ground(at, &grounds);
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

    pub(super) fn next_pile(&mut self) {
        if let Some(pile) = self.reviewing().map(Reviewing::next_pile) {
            self.list_cases(pile);
        }
    }

    pub(super) fn list_cases(&mut self, pile: Pile) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.list(pile);
            self.reveal_case();
        }
    }

    pub(super) fn colour_by(&mut self) {
        self.reviews.colours = match self.reviews.colours {
            Colours::OfTags => Colours::OfAnnotators,
            Colours::OfAnnotators => Colours::OfTags,
        };
    }

    /// Takes the answer of a number, from 1.
    pub(super) fn take_answer(&mut self, number: usize, taking: Taking) {
        self.decide(|deciding, case, ruling, grounds, new_id| {
            let answer = case.answers.get(number.checked_sub(1)?)?;
            Some(deciding.take(case, ruling, answer, taking, grounds, new_id))
        });
    }

    pub(super) fn blend(&mut self, blend: Blend) {
        let could = self.decide(|deciding, case, ruling, grounds, new_id| {
            deciding.blend(case, ruling, blend, grounds, new_id)
        });
        if !could && self.is_deciding() {
            self.say("The answers have no word in common".to_owned());
        }
    }

    pub(super) fn reject_case(&mut self) {
        self.decide(|deciding, case, ruling, grounds, _| Some(deciding.reject(case, ruling, grounds)));
    }

    pub(super) fn skip_case(&mut self) {
        let Some((_, ruling)) = self.reviewing().and_then(Reviewing::current) else { return };
        match ruling.standing {
            Standing::Open => {
                self.decide(|deciding, case, ruling, grounds, _| Some(deciding.skip(case, ruling, grounds)));
            }
            // What was decided, or put off before, stays as it is.
            Standing::Skipped | Standing::Changed | Standing::Contested | Standing::Decided => {
                self.neighbour_case(Direction::On);
            }
        }
    }

    /// Goes on with an answer of the reviewer's own: with what was decided, else with the first answer.
    pub(super) fn edit_case(&mut self) {
        let Some((_, ruling)) = self.reviewing().and_then(Reviewing::current) else { return };
        let has_result = !ruling.results.is_empty();
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

    /// Back from editing to deciding: the decision says what was made of the answer, and the next case is up.
    pub(super) fn end_editing(&mut self) {
        self.follow_review();
        self.decide(|deciding, case, ruling, _, _| deciding.settle(case, ruling));
        self.follow_review();
        self.mode = Mode::Reading;
        self.requests.push(Request::Focus(Pane::Article));
        let Some(reviewing) = &mut self.reviews.going_on else { return };
        reviewing.turn_to(Act::Deciding);
        let decided = reviewing.current().is_some_and(|(case, ruling)| !ruling.is_left(case));
        if decided && reviewing.pile() == Pile::Left {
            let next = reviewing.neighbour(Direction::On);
            self.choose_case(next);
        }
    }

    /// Says why a case is decided: kept for the decision to come, or given to the one that stands.
    pub(super) fn ground(&mut self, at: usize, grounds: &Grounds) {
        let Some(reviewing) = &mut self.reviews.going_on else { return };
        let decided = reviewing.case(at).is_some_and(|(_, ruling)| !ruling.decisions.is_empty());
        reviewing.ground(at, (!decided).then(|| grounds.clone()));
        if !decided {
            return;
        }
        self.decide_case(at, |deciding, _, ruling, _, _| deciding.explain(ruling, grounds));
    }

    /// Remarks something on an annotation, or answers an author.
    pub(super) fn remark(&mut self, on: AnnotationRef, reply_to: String, text: String) {
        let id: Arc<str> = AnnotationId::from_bits(self.chance.bits()).as_str().into();
        self.decide(|deciding, _, _, _, _| Some(deciding.remark(id, on, reply_to, text)));
    }

    /// Takes what all agree on, as the first act of a reviewer: who only looks decides nothing.
    pub(super) fn take_agreed(&mut self) {
        self.take_batch(&Batch::Agreed, "take what all agree on");
        self.follow_review();
    }

    /// Decides many cases as one, after what all agree on.
    pub(super) fn decide_batch(&mut self, batch: &Batch) {
        self.take_agreed();
        self.take_batch(batch, "decide many at once");
    }

    fn take_batch(&mut self, batch: &Batch, name: &str) {
        let now = self.chance.now();
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &self.document) else { return };
        if *document.access() != Access::Writable {
            return;
        }
        let (cases, sets) = (Arc::clone(reviewing.cases()), reviewing.sets().to_vec());
        let (rulings, review) = (reviewing.rulings().to_vec(), reviewing.review().clone());
        let (gold, text) = (Arc::clone(document.set()), document.article().text.clone());
        let deciding = Deciding { gold: &gold, sets: &sets, review: &review, now: &now };
        let chosen = batch.chosen(&text, &cases, &rulings);
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
        if !matches!(document.access(), Access::Reserved(_)) {
            return;
        }
        let before = document.set().gold().map(Gold::review);
        let after = Some(Review {
            by: reviewing.review().by.clone(),
            rests_on: before.clone().unwrap_or_default().rests_on,
        });
        document.set_access(Access::Writable);
        self.notices.clear();
        self.commit(Transaction::new("take the review over", vec![Change::Review { before, after }]));
    }

    /// Commits what a reviewer says about the current case. Returns whether there was something to say.
    fn decide(&mut self, say: impl Saying) -> bool {
        let Some(at) = self.reviewing().and_then(Reviewing::at) else { return false };
        self.decide_case(at, say)
    }

    fn decide_case(&mut self, at: usize, say: impl Saying) -> bool {
        self.take_agreed();
        let now = self.chance.now();
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &self.document) else {
            return false;
        };
        let Some((case, ruling)) = reviewing.case(at) else { return false };
        let (case, ruling, grounds) = (case.clone(), ruling.clone(), reviewing.grounds(at));
        let (sets, review) = (reviewing.sets().to_vec(), reviewing.review().clone());
        let gold = Arc::clone(document.set());
        let deciding = Deciding { gold: &gold, sets: &sets, review: &review, now: &now };
        let said = say(&deciding, &case, &ruling, &grounds, &mut || self.new_id());
        // A set that is held twice would be copied for the change.
        drop(gold);
        said.is_some_and(|transaction| self.commit(transaction))
    }
}

/// What a reviewer says about a case, for the grounds given, with ids for what comes of it.
trait Saying:
    FnOnce(&Deciding<'_>, &Case, &Ruling, &Grounds, &mut dyn FnMut() -> AnnotationId) -> Option<Transaction>
{
}

impl<F> Saying for F where
    F: FnOnce(
        &Deciding<'_>,
        &Case,
        &Ruling,
        &Grounds,
        &mut dyn FnMut() -> AnnotationId,
    ) -> Option<Transaction>
{
}
