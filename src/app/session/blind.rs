//! Blind reading: colleagues’ tags stay hidden until they are revealed, and the set says that it was so.

use super::{OthersShown, Session};
use crate::annotation::{Change, Sight, Transaction};

/// The name under which a blind reading is undone.
pub(super) const READ_BLIND: &str = "read blind";

impl Session {
    /// Whether the open set is, or was, made without seeing colleagues' tags.
    pub fn is_blind(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.set().sight() == Sight::Blind)
    }

    /// Whether colleagues' tags, and what a review says, are hidden on purpose.
    pub fn is_hiding_others(&self) -> bool {
        self.is_blind() && self.others == OthersShown::Hidden
    }

    /// Begins a blind reading: only before anybody's tags were shown.
    pub(super) fn read_blind(&mut self) {
        let change = Change::Sight { before: Sight::Open, after: Sight::Blind };
        if self.commit(Transaction::new(READ_BLIND, vec![change])) {
            self.others = OthersShown::Hidden;
            self.forget_others();
            self.read_corrections();
            self.say("Others’ tags stay hidden until you reveal them".to_owned());
        }
    }

    /// Shows colleagues' tags. The set still says that it was made blind.
    pub(super) fn reveal_others(&mut self) {
        self.others = OthersShown::Shown;
        self.read_others();
        self.read_corrections();
    }
}
