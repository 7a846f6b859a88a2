//! What a review says to an author: which annotations were accepted, changed, rejected or missed.

mod links;

pub use links::LinkCorrection;

use super::thread::{Remarks, Thread};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Decision, Link, Origin,
    Pieces, Transaction,
};
use crate::text::Span;
use links::Counterparts;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What the reviewer decided about something an author said, or did not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What happened to it.
    pub kind: CorrectionKind,
    /// The author's annotations; none for what the author missed.
    pub own: Vec<Arc<Annotation>>,
    /// What stands in gold instead; nothing for what was rejected.
    pub gold: Option<Arc<Annotation>>,
    /// The links in which the two differ.
    pub links: Vec<LinkCorrection>,
    /// The decision; nothing for what the reviewer added unasked.
    pub decision: Option<Decision>,
    /// What was said about it, back and forth.
    pub thread: Thread,
}

/// What happened to an author's annotation in a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// Gold has other words, another tag, other slots or links.
    Changed,
    /// Gold has nothing.
    Rejected,
    /// Gold has it, the author has not.
    Missed,
    /// Gold had it, the author spoke about it, and the reviewer took it back.
    Withdrawn,
    /// Gold has the same.
    Accepted,
}

impl CorrectionKind {
    /// All, in the order of the inbox.
    pub const ALL: [Self; 5] = [Self::Changed, Self::Rejected, Self::Missed, Self::Withdrawn, Self::Accepted];
}

/// So many decisions are looked at by one thread.
const FEW: usize = 256;

/// All that a gold set says to the author of `own`: by what happened, then in the order of the text.
///
/// What was skipped or not decided is not in it. What the author has since made equal to gold counts as accepted.
pub fn corrections(own: &AnnotationSet, gold: &AnnotationSet) -> Vec<Correction> {
    let decisions = gold.gold().map_or(&[][..], |review| &review.decisions);
    let alike = |annotation: &Annotation| {
        let start = annotation.extent().start();
        let mut here = own.starting_at(start).take_while(|mine| mine.extent().start() == start);
        here.find(|mine| says_the_same(mine, annotation)).cloned()
    };
    let counterparts = Counterparts::of(own, gold, decisions, alike);
    let remarks = Remarks::of([own, gold]);
    let spoken_about: HashSet<AnnotationRef> =
        own.comments().map(|comment| comment.on.within(own.annotator())).collect();
    let said =
        |annotations: &[Arc<Annotation>], result: Option<&Arc<Annotation>>, made: Option<&Decision>| {
            let mine = annotations.iter().map(|one| AnnotationRef::of(own.annotator(), &one.id));
            let theirs = result.map(|result| AnnotationRef::of(gold.annotator(), &result.id));
            let before = made.into_iter().flat_map(|made| made.in_gold(gold.annotator()));
            // Who has spoken about what somebody else has marked hears the answer.
            let others = made.into_iter().flat_map(|made| &made.about).filter(|on| spoken_about.contains(on));
            remarks.about(mine.chain(theirs).chain(before.chain(others).cloned()))
        };
    let mine = |about: &&AnnotationRef| about.annotator.as_ref() == Some(own.annotator());
    let of_decision = |decision: &Decision| {
        let about = decision.about.iter().filter(mine);
        let annotations: Vec<Arc<Annotation>> =
            about.filter_map(|about| own.get(&about.id)).cloned().collect();
        let result = gold.get(&AnnotationId::new(decision.result.as_str()));
        let thread = said(&annotations, result, Some(decision));
        let decided = Some(decision.clone());
        let Some(first) = annotations.first() else {
            let withdrawn = result.is_none() && thread.has_remark_of(own.annotator());
            return withdrawn.then_some(Correction::withdrawn(decided, thread));
        };
        let links = result.map(|result| counterparts.of_kept(first, result)).unwrap_or_default();
        let kind = match result {
            None => CorrectionKind::Rejected,
            Some(result)
                if matches!(annotations.as_slice(), [only] if says_the_same(only, result))
                    && links.is_empty() =>
            {
                CorrectionKind::Accepted
            }
            Some(_) => CorrectionKind::Changed,
        };
        Some(Correction { kind, own: annotations, gold: result.cloned(), links, decision: decided, thread })
    };
    let decided =
        decisions.par_iter().with_min_len(FEW).filter(|decision| &*decision.verdict != Decision::SKIPPED);
    let mut found: Vec<Correction> = decided.filter_map(of_decision).collect();
    let told: HashSet<AnnotationId> =
        found.iter().filter_map(|correction| correction.gold.as_ref()).map(|gold| gold.id.clone()).collect();
    // The first of two stays.
    let made: HashMap<&str, &Decision> =
        decisions.iter().rev().map(|decision| (decision.result.as_str(), decision)).collect();
    let missed =
        gold.iter().filter(|annotation| !told.contains(&annotation.id) && alike(annotation).is_none());
    found.extend(missed.map(|annotation| {
        let made = made.get(annotation.id.as_str()).copied();
        Correction {
            kind: CorrectionKind::Missed,
            own: Vec::new(),
            gold: Some(Arc::clone(annotation)),
            links: counterparts.of_missed(annotation),
            decision: made.cloned(),
            thread: said(&[], Some(annotation), made),
        }
    }));
    found.sort_by_key(Correction::order);
    found
}

/// How many of the author’s annotations say what gold says because the author accepted that.
pub fn taken_over(own: &AnnotationSet, gold: &AnnotationSet) -> usize {
    let accepted = own.iter().filter(|annotation| annotation.origin == Origin::Review);
    let stands = |annotation: &&Arc<Annotation>| {
        let start = annotation.extent().start();
        let mut here = gold.starting_at(start).take_while(|gold| gold.extent().start() == start);
        here.any(|gold| says_the_same(gold, annotation))
    };
    accepted.filter(stands).count()
}

/// Whether two annotations have the same words, tag and slots.
pub fn says_the_same(a: &Annotation, b: &Annotation) -> bool {
    fn slots(of: &Annotation) -> impl Iterator<Item = (&str, &str)> {
        of.slots.iter().filter(|slot| !slot.value.is_empty()).map(|slot| (&*slot.name, slot.value.as_str()))
    }
    // Mostly they stand in one order: then no set of them is made.
    let same_slots = || slots(a).eq(slots(b)) || slots(a).collect::<BTreeSet<_>>() == slots(b).collect();
    a.tag == b.tag && a.pieces == b.pieces && same_slots()
}

impl Correction {
    fn withdrawn(decision: Option<Decision>, thread: Thread) -> Self {
        let kind = CorrectionKind::Withdrawn;
        Self { kind, own: Vec::new(), gold: None, links: Vec::new(), decision, thread }
    }

    /// Where it stands in the inbox.
    pub fn order(&self) -> (CorrectionKind, Option<Span>) {
        (self.kind, self.extent())
    }

    /// Where it is.
    pub fn extent(&self) -> Option<Span> {
        self.own.iter().chain(&self.gold).map(|annotation| annotation.extent()).reduce(Span::joined)
    }

    /// Whether it was decided about an annotation of the author’s that is there no more.
    pub fn is_gone(&self, author: &AnnotatorName) -> bool {
        let mut about = self.decision.iter().flat_map(|decision| &decision.about);
        self.own.is_empty() && about.any(|about| about.annotator.as_ref() == Some(author))
    }

    /// The words that author and gold both have, where they do not have the same.
    pub fn words_of_both(&self) -> Option<Pieces> {
        let own = Pieces::new(self.own.iter().flat_map(|annotation| annotation.pieces.iter()))?;
        let gold = &self.gold.as_ref()?.pieces;
        if own == *gold { None } else { own.shared(gold) }
    }

    /// Whether the author has something to answer: it differs, and the author has not spoken last. What was decided
    /// anew after the author spoke is the reviewer's answer.
    pub fn is_open(&self) -> bool {
        self.differs() && !self.thread.waits_for_reviewer(self.decided())
    }

    /// Whether the author’s set says something else than gold.
    pub fn differs(&self) -> bool {
        !matches!(self.kind, CorrectionKind::Accepted | CorrectionKind::Withdrawn)
    }

    /// Whether the author has spoken of it and the reviewer since, in words or by deciding anew. What the author has then
    /// accepted is no answer any more.
    pub fn is_answered(&self) -> bool {
        let author_spoke = self.thread.remarks().iter().any(|remark| !remark.by.is_gold());
        let acted = || self.own.iter().any(|own| *own.edited > *self.last_time());
        let accepted = self.kind == CorrectionKind::Accepted && acted();
        author_spoke && !accepted && !self.thread.waits_for_reviewer(self.decided())
    }

    /// When something was said or decided about it last; empty for never.
    pub fn last_time(&self) -> &str {
        self.thread.last_time().max(self.decided())
    }

    fn decided(&self) -> &str {
        self.decision.as_ref().map_or("", |decision| &decision.edited)
    }

    /// What the author's remarks about it are attached to; nothing for what was withdrawn.
    pub fn subject(&self, gold: &AnnotationSet) -> Option<AnnotationRef> {
        let theirs = |annotation: &Arc<Annotation>| AnnotationRef::of(gold.annotator(), &annotation.id);
        let mine = self.own.first().map(|annotation| AnnotationRef::own(annotation.id.clone()));
        mine.or_else(|| self.gold.as_ref().map(theirs))
    }

    /// The author's set made to say what gold says: the transaction that accepts.
    pub fn acceptance(&self, own: &AnnotationSet, new_id: AnnotationId, now: &str) -> Option<Transaction> {
        let mut changes = Vec::new();
        let mut rest = self.own.iter();
        let mut here = None;
        if let Some(gold) = &self.gold {
            let before = rest.next();
            let Annotation { tag, pieces, slots, .. } = Annotation::clone(gold);
            let (id, note, flagged, origin) = before.map_or_else(
                || (new_id, gold.note.clone(), false, Origin::Review),
                |own| (own.id.clone(), own.note.clone(), own.flagged, Origin::Review),
            );
            here = Some(AnnotationRef::own(id.clone()));
            let after = Annotation { id, tag, pieces, slots, note, flagged, origin, edited: now.into() };
            if before.is_none_or(|before| !says_the_same(before, gold)) {
                changes.push(Change::Annotation { before: before.cloned(), after: Some(Arc::new(after)) });
            }
        }
        let rest: Vec<_> = rest.collect();
        let of_those = rest.iter().flat_map(|gone| own.links_from(&gone.id).chain(own.links_to(&gone.id)));
        let not_there = self.links.iter().filter_map(LinkCorrection::gone);
        // A link between two that go goes once.
        let gone: BTreeSet<&Link> = of_those.chain(not_there).collect();
        changes.extend(gone.into_iter().map(|link| Change::Link { before: Some(link.clone()), after: None }));
        for gone in rest {
            changes.push(Change::Annotation { before: Some(Arc::clone(gone)), after: None });
        }
        let drawn = here.iter().flat_map(|here| self.links.iter().filter_map(|link| link.drawn(here)));
        changes.extend(drawn.map(|link| Change::Link { before: None, after: Some(link) }));
        (!changes.is_empty()).then(|| Transaction::new("accept the correction", changes))
    }
}
