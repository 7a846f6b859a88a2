//! From case to case: by keys, by the caret, by the lists.

use super::super::Session;
use crate::app::intent::Request;
use crate::app::reviewing::{Act, Behind, Colours, Pile, Reviewing};
use crate::app::{Direction, Document, Extend, Mode};
use crate::review::{CaseKind, Ruling};
use crate::text::ByteOffset;

impl Session {
    /// Shows the current case, and makes what came of it the current annotation.
    pub(in crate::app::session) fn reveal_case(&mut self) {
        if self.mode == Mode::PickingReason {
            self.mode = Mode::Reading;
        }
        let (Some(reviewing), Some(document)) = (&self.reviews.going_on, &mut self.document) else { return };
        let Some((case, ruling)) = reviewing.current() else {
            document.make_current(None);
            return;
        };
        document.make_current(ruling.results.first().cloned());
        document.move_to(case.extent.start(), Extend::No);
        self.requests.push(Request::Reveal(case.extent));
    }

    pub(in crate::app::session) fn choose_case(&mut self, at: Option<usize>) {
        self.settle_edit();
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.choose(at);
            self.reveal_case();
        }
    }

    /// After an undo: to the one case that is decided otherwise now, else to that whose result was changed, where following
    /// has not led on.
    pub(in crate::app::session) fn go_with_review(&mut self) {
        let Some(reviewing) = self.reviewing().filter(|reviewing| reviewing.act() == Act::Deciding) else {
            return;
        };
        let (here, before) = (reviewing.at(), reviewing.rulings().to_vec());
        self.follow_review();
        let current = self.document.as_ref().and_then(Document::current_id).cloned();
        let Some(reviewing) = &mut self.reviews.going_on else { return };
        if reviewing.at() != here {
            return;
        }
        let rulings = reviewing.rulings().iter().zip(reviewing.cases().iter()).enumerate();
        let asked = rulings.filter(|(_, (_, case))| case.kind != CaseKind::Agreed);
        let asked: Vec<(usize, &Ruling)> = asked.map(|(at, (ruling, _))| (at, ruling)).collect();
        let differs =
            |at: usize, now: &Ruling| before.get(at).is_some_and(|before| before.decisions != now.decisions);
        let other: Vec<usize> =
            asked.iter().filter(|(at, now)| differs(*at, now)).map(|(at, _)| *at).collect();
        let of_current = || {
            let current = current.as_ref()?;
            asked.iter().find(|(_, ruling)| ruling.results.contains(current)).map(|(at, _)| *at)
        };
        let to = match other[..] {
            [only] => Some(only),
            [] => of_current(),
            _ => None,
        };
        if let Some(to) = to.filter(|to| Some(*to) != here) {
            reviewing.choose_in_its_list(to);
            self.reveal_case();
        }
    }

    /// While cases are decided, the caret leads to the case of the words that it is put on.
    pub(in crate::app::session) fn case_under_caret(&mut self, at: ByteOffset, extend: Extend) {
        if extend == Extend::No && self.is_deciding() {
            let here = self.reviewing().and_then(|reviewing| reviewing.case_at(at));
            if let (Some(reviewing), Some(_)) = (&mut self.reviews.going_on, here) {
                reviewing.choose(here);
            }
        }
    }

    pub(in crate::app::session) fn neighbour_case(&mut self, direction: Direction) {
        let next = self.reviewing().and_then(|reviewing| reviewing.neighbour(direction));
        // Where nothing is left, what words have settled goes out of the list, too.
        self.choose_case(next);
        if next.is_none() {
            self.say("Nothing is left in this list".to_owned());
        }
    }

    /// To the next case that is to be decided, whatever is listed.
    pub(in crate::app::session) fn next_undecided(&mut self, direction: Direction) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.turn_over(Pile::Left);
        }
        self.neighbour_case(direction);
    }

    /// Back to the case that was decided or put off last: to give a reason, to decide otherwise.
    pub(in crate::app::session) fn back_to_decided(&mut self) {
        let Some(reviewing) = &mut self.reviews.going_on else { return };
        match reviewing.decided_before() {
            Some(at) => {
                reviewing.choose_in_its_list(at);
                self.reveal_case();
            }
            None => self.say("Nothing was decided before this".to_owned()),
        }
    }

    pub(in crate::app::session) fn next_pile(&mut self) {
        if let Some(pile) = self.reviewing().map(Reviewing::next_pile) {
            self.list_cases(pile);
        }
    }

    pub(in crate::app::session) fn list_cases(&mut self, pile: Pile) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.list(pile);
            self.reveal_case();
        }
    }

    pub(in crate::app::session) fn list_behind(&mut self, behind: Behind) {
        if let Some(reviewing) = &mut self.reviews.going_on {
            reviewing.list_behind(behind);
            self.reveal_case();
        }
    }

    pub(in crate::app::session) fn colour_by(&mut self) {
        self.reviews.colours = match self.reviews.colours {
            Colours::OfTags => Colours::OfAnnotators,
            Colours::OfAnnotators => Colours::OfTags,
        };
    }
}
