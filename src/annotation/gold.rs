//! What a review adds to an annotation set: who decided, on what grounds, and each decision.

use super::{AnnotationRef, AnnotatorName};
use std::cmp::Ordering;
use std::sync::Arc;

/// The record of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gold {
    /// Who reviews; one person at a time.
    pub by: String,
    /// The sidecars it rests on: annotator and SHA-256 of the file.
    pub rests_on: Vec<(String, String)>,
    /// Every act of adjudication, rejections included.
    ///
    /// In a set they are sorted, each there once: where one belongs depends on itself alone, so
    /// that what is undone and done again, or merged as text, stands where it stood.
    pub decisions: Vec<Decision>,
}

/// A review without its decisions: who leads it, and on what it rests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// Who reviews.
    pub by: String,
    /// The sidecars it rests on: annotator and SHA-256 of the file.
    pub rests_on: Vec<(String, String)>,
}

impl Review {
    /// The same, resting also on what the review `before` rests on and this does not know: a set that is not at hand
    /// stays on record, since decisions are about it.
    #[must_use]
    pub fn keeping(mut self, before: Option<&Gold>) -> Self {
        for (annotator, hash) in before.into_iter().flat_map(|before| &before.rests_on) {
            if self.rests_on.iter().all(|(known, _)| known != annotator) {
                self.rests_on.push((annotator.clone(), hash.clone()));
            }
        }
        self.rests_on.sort();
        self
    }
}

/// One act of adjudication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The annotations decided on.
    pub about: Vec<AnnotationRef>,
    /// `taken`, `edited`, `rejected` or `skipped`; other words are kept.
    pub verdict: Arc<str>,
    /// The annotation of the gold set that came of it; empty for none.
    pub result: String,
    /// Why, as one of the review's reasons; empty for none.
    pub reason: String,
    /// Why, in words.
    pub note: String,
    /// Who decided.
    pub by: String,
    /// When: RFC 3339 in UTC.
    pub edited: Arc<str>,
}

impl Decision {
    /// An answer was taken as it is.
    pub const TAKEN: &str = "taken";
    /// The reviewer made an answer of their own.
    pub const EDITED: &str = "edited";
    /// No answer is right.
    pub const REJECTED: &str = "rejected";
    /// Seen, and left for later.
    pub const SKIPPED: &str = "skipped";

    /// What it is about in the gold set of `gold` itself.
    pub fn in_gold<'d>(&'d self, gold: &'d AnnotatorName) -> impl Iterator<Item = &'d AnnotationRef> {
        self.about.iter().filter(move |about| about.annotator.as_ref() == Some(gold))
    }

    /// The reason and the words, on one line; empty where there are none.
    pub fn why(&self) -> String {
        let said = [self.reason.as_str(), self.note.as_str()].into_iter().filter(|words| !words.is_empty());
        said.collect::<Vec<_>>().join(": ")
    }
}

impl Gold {
    /// The record without its decisions.
    pub fn review(&self) -> Review {
        Review { by: self.by.clone(), rests_on: self.rests_on.clone() }
    }

    /// The record as a set holds it: decisions sorted, each once.
    pub(super) fn in_order(mut self) -> Self {
        self.decisions.sort_unstable();
        self.decisions.dedup();
        self
    }

    /// Puts a decision where it belongs; nothing where it is there already.
    pub(super) fn insert(&mut self, decision: &Decision) -> Option<()> {
        let at = self.decisions.binary_search(decision).err()?;
        self.decisions.insert(at, decision.clone());
        Some(())
    }

    /// Takes a decision away; nothing where it is not there.
    pub(super) fn remove(&mut self, decision: &Decision) -> Option<()> {
        let at = self.decisions.binary_search(decision).ok()?;
        self.decisions.remove(at);
        Some(())
    }
}

/// By what they are about, then by time: all that was decided on one thing stands together.
impl Ord for Decision {
    fn cmp(&self, other: &Self) -> Ordering {
        let Self { about, verdict, result, reason, note, by, edited } = self;
        about
            .cmp(&other.about)
            .then_with(|| edited.cmp(&other.edited))
            .then_with(|| verdict.cmp(&other.verdict))
            .then_with(|| result.cmp(&other.result))
            .then_with(|| (reason, note, by).cmp(&(&other.reason, &other.note, &other.by)))
    }
}

impl PartialOrd for Decision {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
