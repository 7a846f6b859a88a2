//! Why cases are decided so, said before they are.

use crate::review::{Grounds, Ruling, Standing};
use std::collections::BTreeMap;

/// What was said of cases, by their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Said(BTreeMap<usize, Word>);

#[derive(Debug, Clone)]
struct Word {
    grounds: Grounds,
    /// Whether it has gone into a decision; it counts again where that is taken back.
    spent: bool,
}

impl Said {
    /// Why a case is decided as it stands, or is about to be.
    pub(super) fn shown(&self, at: usize, ruling: &Ruling) -> Grounds {
        on_record(ruling).or_else(|| self.open(at, ruling)).unwrap_or_default()
    }

    /// Why the reviewer is about to decide a case so. What a case was put off with is kept for its decision; what a
    /// decision was explained with counts for the one in its place.
    pub(super) fn to_come(&self, at: usize, ruling: &Ruling) -> Grounds {
        match on_record(ruling) {
            Some(on_record) if ruling.standing == Standing::Skipped => on_record,
            on_record => {
                let said = self.open(at, ruling);
                said.filter(|said| on_record.is_none_or(|on_record| on_record == *said)).unwrap_or_default()
            }
        }
    }

    /// What was said and has gone into no decision that stands.
    fn open(&self, at: usize, ruling: &Ruling) -> Option<Grounds> {
        let word = self.0.get(&at).filter(|word| !word.spent || ruling.decisions.is_empty());
        word.map(|word| word.grounds.clone())
    }

    /// Says it.
    pub(super) fn say(&mut self, at: usize, grounds: Grounds) {
        self.0.insert(at, Word { grounds, spent: false });
    }

    /// The case was decided.
    pub(super) fn spend(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(&at) {
            word.spent = true;
        }
    }

    /// What has gone into no decision, with the places of the cases.
    pub(super) fn unspent(&self) -> impl Iterator<Item = (usize, &Grounds)> {
        self.0.iter().filter(|(_, word)| !word.spent).map(|(at, word)| (*at, &word.grounds))
    }
}

/// The grounds of a decision that stands, or of what was put off.
fn on_record(ruling: &Ruling) -> Option<Grounds> {
    let stands = matches!(ruling.standing, Standing::Decided | Standing::Skipped);
    ruling.decisions.first().filter(|_| stands).map(Grounds::of)
}
