//! What the reviewer says: answers taken, blended, edited, rejected, put off, with reasons and remarks.

use super::super::Session;
use crate::annotation::{AnnotationId, AnnotationRef, Change, Decision, Gold, Review, Transaction};
use crate::app::document::Access;
use crate::app::intent::{Pane, Request};
use crate::app::reviewing::{Act, Pile, Reviewing};
use crate::app::{Direction, Document, Mode};
use crate::interchange::counted;
use crate::review::{Batch, Blend, Case, CaseKind, Deciding, Grounds, Ruling, Standing, Taking};
use std::sync::Arc;

/// How what was just decided is taken back.
const BACK: &str = " · Ctrl+Z takes it back";
/// What can be done with an answer of the reviewer's own.
const OWN: &str = "Your own answer · Esc goes back to the cases";

impl Session {
    /// Has the next letter choose one of the reasons.
    pub(in crate::app::session) fn pick_reason(&mut self) {
        if self.reviewing().and_then(Reviewing::at).is_some() {
            self.mode = Mode::PickingReason;
            self.say("Why? The letter of a reason · Esc leaves it open".to_owned());
        }
    }

    /// Puts the focus where an author is answered; where nobody has said anything, where the decision is explained: what
    /// is typed next is no command.
    pub(in crate::app::session) fn reply(&mut self) {
        let Some((reviewing, document)) = self.reviewing().zip(self.document.as_ref()) else { return };
        let Some(current) = reviewing.current() else { return };
        let said = reviewing.said_about(current, document.set());
        let pane = if said.remarks().is_empty() { Pane::Why } else { Pane::Reply };
        self.requests.push(Request::Focus(pane));
        if pane == Pane::Why {
            self.say("Nobody has remarked on this: the words go with your decision".to_owned());
        }
    }

    /// Takes the answer of a number, from 1.
    pub(in crate::app::session) fn take_answer(&mut self, number: usize, taking: Taking) {
        let current = self.reviewing().and_then(Reviewing::current);
        let answer = current.and_then(|(case, _)| case.answers.get(number.checked_sub(1)?));
        let givers: Vec<String> = answer
            .into_iter()
            .flat_map(|answer| &answer.by)
            .map(|voice| voice.annotator.to_string())
            .collect();
        let alone = current.is_some_and(|(case, _)| case.kind == CaseKind::InGoldAlone);
        let at = self.reviewing().and_then(Reviewing::at);
        let reason = at.zip(self.reviewing()).map(|(at, reviewing)| reviewing.grounds_to_come(at).reason);
        let reason = reason.unwrap_or_default();
        if answer.is_none() && self.is_deciding() {
            let count = current.map_or(0, |(case, _)| case.answers.len());
            self.say(format!("There is no answer {number}: this case has {count}"));
            return;
        }
        let taken = self.decide(|deciding, case, ruling, grounds, new_id| {
            let answer = case.answers.get(number.checked_sub(1)?)?;
            Some(deciding.take(case, ruling, answer, taking, grounds, new_id))
        });
        if taken && taking == Taking::AsItIs {
            let reason = if reason.is_empty() { reason } else { format!(": {reason}") };
            let what =
                if alone { "Stays in gold".to_owned() } else { format!("Taken from {}", givers.join(", ")) };
            self.say(format!("{what}{reason}{BACK}"));
        }
    }

    pub(in crate::app::session) fn blend(&mut self, blend: Blend) {
        let Some((case, _)) = self.reviewing().and_then(Reviewing::current) else { return };
        if case.answers.len() < 2 {
            self.say("There is one answer only: 1 takes it".to_owned());
            return;
        }
        if case.has_one_place() {
            self.say("All answers have the same words: a number takes one of them".to_owned());
            return;
        }
        let first = case.answers.first().and_then(|answer| answer.by.first());
        let giver = first.map(|voice| voice.annotator.to_string()).unwrap_or_default();
        let could = self.decide(|deciding, case, ruling, grounds, new_id| {
            deciding.blend(case, ruling, blend, grounds, new_id)
        });
        if could {
            let what = match blend {
                Blend::Union => "every word of the answers",
                Blend::Intersection => "the words all answers have",
            };
            self.say(format!("Taken: {what}, the rest from {giver}{BACK}"));
        } else if self.is_deciding() {
            self.say("The answers have no word in common".to_owned());
        }
    }

    pub(in crate::app::session) fn reject_case(&mut self) {
        let Some(at) = self.reviewing().and_then(Reviewing::at) else { return };
        let Some((_, ruling)) = self.reviewing().and_then(|reviewing| reviewing.case(at)) else { return };
        let given = self.reviewing().map(|reviewing| reviewing.grounds_to_come(at)).unwrap_or_default();
        let why = given.or_those_of(ruling, Decision::REJECTED);
        let rejected =
            self.decide_case(at, |deciding, case, ruling, _, _| Some(deciding.reject(case, ruling, &why)));
        if rejected {
            self.say(match (&*why.reason, &*why.note) {
                ("", "") => "Rejected without a reason · Backspace goes back, to give one".to_owned(),
                ("", note) => format!("Rejected: {note}{BACK}"),
                (reason, _) => format!("Rejected: {reason}{BACK}"),
            });
        }
    }

    pub(in crate::app::session) fn skip_case(&mut self) {
        let Some((_, ruling)) = self.reviewing().and_then(Reviewing::current) else { return };
        match ruling.standing {
            Standing::Open => {
                self.decide(|deciding, case, ruling, grounds, _| Some(deciding.skip(case, ruling, grounds)));
                self.say("Left for later · it comes again after the others".to_owned());
            }
            // What was decided, or put off before, stays as it is.
            Standing::Skipped | Standing::Changed | Standing::Contested | Standing::Decided => {
                self.neighbour_case(Direction::On);
            }
        }
    }

    /// Goes on with an answer of the reviewer's own: with what was decided, else with the first answer.
    pub(in crate::app::session) fn edit_case(&mut self) {
        let Some((_, ruling)) = self.reviewing().and_then(Reviewing::current) else { return };
        let has_result = !ruling.results.is_empty();
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.turn_to(Act::Editing);
        }
        if !has_result {
            let steps =
                |session: &Self| session.document.as_ref().map_or(0, |document| document.history().len());
            let before = steps(self);
            self.take_answer(1, Taking::ToEdit);
            self.follow_review();
            let version = self.document.as_ref().map(Document::version);
            self.reviews.begun = version.map(|version| (version, steps(self).saturating_sub(before)));
        }
        let result = self.reviewing().and_then(|r| r.current()?.1.results.first().cloned());
        match result {
            Some(result) => {
                self.make_current(Some(result));
                self.say(OWN.to_owned());
            }
            None => self.end_editing(),
        }
    }

    /// Back from editing to deciding, and on to the next case where this one is decided.
    pub(in crate::app::session) fn end_editing(&mut self) {
        self.settle_edit();
        self.requests.push(Request::Focus(Pane::Article));
        let Some(reviewing) = self.reviewing() else { return };
        if reviewing.current().is_none_or(|(case, ruling)| ruling.is_left(case)) {
            self.say("Nothing was changed: this is still to decide".to_owned());
            return;
        }
        let here = reviewing.at();
        if matches!(reviewing.pile(), Pile::Left | Pile::Behind) {
            let next = reviewing.neighbour(Direction::On);
            self.choose_case(next);
        }
        let went_on = self.reviewing().is_some_and(|reviewing| reviewing.at() != here);
        let back = if went_on { " · Backspace goes back to it" } else { "" };
        self.say(format!("Your answer is kept{back}"));
    }

    /// Back to deciding, where an answer is being edited: the decision says what was made of it. One that was taken to
    /// be edited, and was not, is given back.
    pub(in crate::app::session) fn settle_edit(&mut self) {
        if self.reviewing().is_none_or(|reviewing| reviewing.act() != Act::Editing) {
            return;
        }
        self.follow_review();
        let begun = self.reviews.begun.take();
        let version = self.document.as_ref().map(Document::version);
        if let Some((_, steps)) = begun.filter(|(begun, _)| Some(*begun) == version) {
            // What all agree on went into gold with it.
            (0..steps).for_each(|_| self.undo());
        } else {
            self.decide(|deciding, case, ruling, _, _| deciding.settle(case, ruling));
        }
        self.follow_review();
        self.mode = Mode::Reading;
        let Some(reviewing) = &mut self.reviews.going_on else { return };
        reviewing.turn_to(Act::Deciding);
        let decided = reviewing.current().is_some_and(|(case, ruling)| !ruling.is_left(case));
        if let Some(at) = reviewing.at().filter(|_| decided) {
            reviewing.leave_behind(at);
        }
    }

    /// Says why a case is decided: kept for the decision to come, or given to the one that stands.
    pub(in crate::app::session) fn ground(&mut self, at: usize, grounds: &Grounds) {
        if self.mode == Mode::PickingReason {
            self.mode = Mode::Reading;
            self.say(if grounds.reason.is_empty() {
                "No reason".to_owned()
            } else {
                format!("Why: {}", grounds.reason)
            });
        }
        let Some(reviewing) = &mut self.reviews.going_on else { return };
        // What is to be decided anew is not explained as it was decided before.
        let stands = reviewing
            .case(at)
            .is_some_and(|(_, ruling)| matches!(ruling.standing, Standing::Decided | Standing::Skipped));
        reviewing.ground(at, grounds.clone());
        if stands {
            self.take_agreed();
            self.say_of_case(at, |deciding, _, ruling, _, _| deciding.explain(ruling, grounds));
        }
    }

    /// Remarks something on an annotation, or answers an author. Who only remarks decides nothing.
    pub(in crate::app::session) fn remark(&mut self, on: AnnotationRef, reply_to: String, text: String) {
        let id: Arc<str> = AnnotationId::from_bits(self.chance.bits()).as_str().into();
        let Some(at) = self.reviewing().and_then(Reviewing::at) else { return };
        let answers = !reply_to.is_empty();
        let stands = self.reviewing().and_then(|reviewing| reviewing.case(at)).is_some_and(|(_, ruling)| {
            ruling.decisions.first().is_some_and(|decision| &*decision.verdict != Decision::SKIPPED)
        });
        let said = self.say_of_case(at, |deciding, _, _, _, _| Some(deciding.remark(id, on, reply_to, text)));
        if said && answers {
            let decided =
                if stands { "the decision stands · Tab goes on" } else { "this is still to decide" };
            self.say(format!("Answered, and {decided}{BACK}"));
        }
    }

    /// Takes what all agree on, as the first act of a reviewer: who only looks decides nothing.
    pub(in crate::app::session) fn take_agreed(&mut self) {
        self.take_batch(&Batch::Agreed, "take what all agree on");
        self.follow_review();
    }

    /// Decides many cases as one, after what all agree on.
    pub(in crate::app::session) fn decide_batch(&mut self, batch: &Batch) {
        self.take_agreed();
        let chosen = self.reviewing().zip(self.document.as_ref()).map_or(0, |(reviewing, document)| {
            batch.chosen(&document.article().text, reviewing.cases(), reviewing.rulings()).count()
        });
        if self.take_batch(batch, "decide many at once") {
            self.say(format!("{} decided{BACK}", counted(chosen, "case")));
        }
    }

    fn take_batch(&mut self, batch: &Batch, name: &str) -> bool {
        let now = self.chance.now();
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &self.document) else {
            return false;
        };
        if *document.access() != Access::Writable {
            return false;
        }
        let (cases, sets) = (Arc::clone(reviewing.cases()), reviewing.sets().to_vec());
        let (rulings, review) = (reviewing.rulings().to_vec(), reviewing.review().clone());
        let (gold, text) = (Arc::clone(document.set()), document.article().text.clone());
        let deciding = Deciding::new(&gold, &sets, &review, &now);
        let chosen = batch.chosen(&text, &cases, &rulings);
        let transaction = deciding.take_all(chosen, name, &mut || self.new_id());
        // A set that is held twice would be copied for the change.
        drop(gold);
        transaction.is_some_and(|transaction| self.commit(transaction))
    }

    /// Becomes the one who decides, in place of who did.
    pub(in crate::app::session) fn take_over(&mut self) {
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
        let decided = self.say_of_case(at, say);
        if let Some(reviewing) = self.reviews.going_on.as_mut().filter(|_| decided) {
            reviewing.note_decided(at);
        }
        decided
    }

    fn say_of_case(&mut self, at: usize, say: impl Saying) -> bool {
        let now = self.chance.now();
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &self.document) else {
            return false;
        };
        let Some((case, ruling)) = reviewing.case(at) else { return false };
        let (case, ruling, grounds) = (case.clone(), ruling.clone(), reviewing.grounds_to_come(at));
        let (sets, review) = (reviewing.sets().to_vec(), reviewing.review().clone());
        let gold = Arc::clone(document.set());
        let deciding = Deciding::new(&gold, &sets, &review, &now);
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
