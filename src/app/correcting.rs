//! What a review says about the own tags, and which of it is being answered.

use super::{Direction, Document, Lineage};
use crate::annotation::{AnnotationSet, Pieces};
use crate::review::{Correction, CorrectionKind, corrections};
use std::sync::Arc;

/// The corrections of a review to the own set.
#[derive(Debug)]
pub struct Correcting {
    gold: Arc<AnnotationSet>,
    all: Vec<Correction>,
    /// The version of the own set that they are of.
    version: (Lineage, u64),
    at: Option<usize>,
    shown: InboxShown,
}

/// Whether the corrections stand beside the article, in place of the cards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InboxShown {
    /// They do not.
    #[default]
    No,
    /// They do.
    Yes,
}

impl Correcting {
    /// What a gold set says about the own one.
    pub fn new(gold: Arc<AnnotationSet>, own: &Document) -> Self {
        let all = corrections(own.set(), &gold);
        let at = all.iter().position(Correction::is_open);
        Self { gold, all, version: own.version(), at, shown: InboxShown::default() }
    }

    /// What the review decided.
    pub fn gold(&self) -> &Arc<AnnotationSet> {
        &self.gold
    }

    /// All corrections, in the order of the inbox.
    pub fn all(&self) -> &[Correction] {
        &self.all
    }

    /// The one that is being answered, by its place.
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// The one that is being answered.
    pub fn current(&self) -> Option<&Correction> {
        self.all.get(self.at?)
    }

    /// The words that are answered about, where no annotation of the author’s has them.
    pub fn framed(&self) -> Option<&Pieces> {
        let asked = self.current().filter(|asked| self.shown == InboxShown::Yes && asked.own.is_empty());
        asked.and_then(|asked| asked.gold.as_ref()).map(|gold| &gold.pieces)
    }

    /// Whether they stand beside the article.
    pub fn shown(&self) -> InboxShown {
        self.shown
    }

    /// How many there are of a kind.
    pub fn count(&self, kind: CorrectionKind) -> usize {
        self.all.iter().filter(|correction| correction.kind == kind).count()
    }

    /// How many wait for the author.
    pub fn open(&self) -> usize {
        self.all.iter().filter(|correction| correction.is_open()).count()
    }

    /// Shows or hides them.
    pub fn show(&mut self, shown: InboxShown) {
        self.shown = shown;
    }

    /// Makes one the current one.
    pub fn choose(&mut self, at: Option<usize>) {
        self.at = at.filter(|at| *at < self.all.len());
    }

    /// The next that waits for the author, round the ends.
    pub fn neighbour(&self, direction: Direction) -> Option<usize> {
        let open = |at: &usize| self.all.get(*at).is_some_and(Correction::is_open);
        let here = self.at.unwrap_or(0);
        let all = || 0..self.all.len();
        match direction {
            Direction::On => all().find(|at| *at > here && open(at)).or_else(|| all().find(open)),
            Direction::Back => all().rfind(|at| *at < here && open(at)).or_else(|| all().rfind(open)),
        }
    }

    /// Brings them up to the own set; goes on to the next where the current one was answered, and back to one whose
    /// answer was taken back.
    pub fn follow(&mut self, own: &Document) {
        if self.version == own.version() {
            return;
        }
        let before = self.current().map(Correction::order);
        let open = |correction: &&Correction| correction.is_open();
        let open_before: Vec<_> = self.all.iter().filter(open).map(Correction::extent).collect();
        self.all = corrections(own.set(), &self.gold);
        self.version = own.version();
        // An answered one may be gone from the list: what stood there, or comes next, is next.
        let next = self.all.iter().position(|c| c.is_open() && Some(c.order()) >= before);
        // What was taken back is to be answered again.
        let reopened = self.all.iter().position(|c| c.is_open() && !open_before.contains(&c.extent()));
        self.at = reopened.or(next).or_else(|| self.all.iter().position(Correction::is_open)).or(self.at);
        self.choose(self.at);
    }
}
