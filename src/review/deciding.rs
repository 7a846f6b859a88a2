//! Deciding: what a reviewer says about a case, as a transaction on the gold set.

use super::case::{Answer, Case, Voice, reference};
use super::queue::Finding;
use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, Change, Comment, Decision, Gold, Link, Origin,
    Pieces, Review, Transaction,
};
use std::sync::Arc;

/// A reviewer's acts at one moment.
///
/// Each method looks at the gold set and returns the transaction that decides; none changes the set. What was decided
/// about the same case before is replaced, with what came of it.
#[derive(Debug, Clone, Copy)]
pub struct Deciding<'r> {
    /// The set that is being decided.
    pub gold: &'r AnnotationSet,
    /// The sets under review.
    pub sets: &'r [Arc<AnnotationSet>],
    /// Who reviews, and the files that the decisions rest on.
    pub review: &'r Review,
    /// RFC 3339 in UTC.
    pub now: &'r str,
}

/// Why a reviewer decides so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    /// One of the words of [`REASONS`]; empty for none.
    pub reason: String,
    /// In words; empty for none.
    pub note: String,
}

/// The reasons to choose from, as they stand in files.
pub const REASONS: [&str; 6] = ["boundary", "label", "not in the rules", "missed", "attribute", "other"];

/// How the boundaries of several answers become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blend {
    /// Every word that any answer has.
    Union,
    /// The words that all answers have.
    Intersection,
}

/// What becomes of an answer that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// It stays as it is.
    AsItIs,
    /// It is the start of an answer of the reviewer's own.
    ToEdit,
}

impl Deciding<'_> {
    /// An answer taken into gold. `new_id` gives ids that the gold set does not use.
    pub fn take(
        &self,
        case: &Case,
        finding: &Finding,
        answer: &Answer,
        taking: Taking,
        grounds: &Grounds,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) -> Transaction {
        let verdict = match taking {
            Taking::AsItIs => Decision::TAKEN,
            Taking::ToEdit => Decision::EDITED,
        };
        let mut act = self.begin(finding);
        let Some(voice) = answer.by.first() else { return act.named("take answer") };
        let mut results = Vec::new();
        for annotation in &voice.annotations {
            let id = new_id();
            act.add(self.copy(annotation, id.clone(), annotation.pieces.clone()));
            results.push(id);
        }
        self.link(voice, &results, &mut act);
        for (nth, about) in self.shared_out(case, voice).into_iter().enumerate() {
            let result = results.get(nth).map(ToString::to_string).unwrap_or_default();
            act.decide(self.decision(case, about, verdict, result, grounds));
        }
        act.named("take answer")
    }

    /// The boundaries of all answers blended, with tag and slots of the first; nothing where no word is left.
    pub fn blend(
        &self,
        case: &Case,
        finding: &Finding,
        blend: Blend,
        grounds: &Grounds,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) -> Option<Transaction> {
        let (common, all) = case.common_and_all();
        let (pieces, name) = match blend {
            Blend::Union => (all?, "take the union"),
            Blend::Intersection => (common?, "take the intersection"),
        };
        let voice = case.answers.first()?.by.first()?;
        let mut act = self.begin(finding);
        let id = new_id();
        act.add(self.copy(voice.annotations.first()?, id.clone(), pieces));
        self.link(voice, std::slice::from_ref(&id), &mut act);
        let about = case.about().collect();
        act.decide(self.decision(case, about, Decision::EDITED, id.to_string(), grounds));
        Some(act.named(name))
    }

    /// All answers rejected: a decision of its own, kept on record.
    pub fn reject(&self, case: &Case, finding: &Finding, grounds: &Grounds) -> Transaction {
        let mut act = self.begin(finding);
        act.decide(self.decision(case, case.about().collect(), Decision::REJECTED, String::new(), grounds));
        act.named("reject all answers")
    }

    /// The case put off: on record as seen and not decided.
    pub fn skip(&self, case: &Case, finding: &Finding, grounds: &Grounds) -> Transaction {
        let mut act = self.begin(finding);
        act.decide(self.decision(case, case.about().collect(), Decision::SKIPPED, String::new(), grounds));
        act.named("skip")
    }

    /// Other grounds for what was decided; nothing where nothing was.
    pub fn explain(&self, finding: &Finding, grounds: &Grounds) -> Option<Transaction> {
        let mut act = self.act();
        for before in &finding.decisions {
            let Grounds { reason, note } = grounds.clone();
            let after = Decision { reason, note, ..before.clone() };
            if after != *before {
                act.0.push(Change::Decision { before: Some(before.clone()), after: Some(after) });
            }
        }
        (!finding.decisions.is_empty()).then(|| act.named("give a reason"))
    }

    /// A remark of the reviewer's, or an answer to one of an author's (`annotator/id`).
    pub fn remark(&self, id: Arc<str>, on: AnnotationRef, reply_to: String, text: String) -> Transaction {
        let mut act = self.act();
        let comment = Comment { id, on, reply_to, text, edited: self.now.into() };
        act.0.push(Change::Comment { before: None, after: Some(comment) });
        act.named("remark")
    }

    fn act(&self) -> Act {
        let before = self.gold.gold().map(Gold::review);
        let after = Some(self.review.clone());
        Act(if before == after { Vec::new() } else { vec![Change::Review { before, after }] })
    }

    /// An act that begins with taking back what was decided before.
    fn begin(&self, finding: &Finding) -> Act {
        let mut act = self.act();
        for decision in &finding.decisions {
            act.0.push(Change::Decision { before: Some(decision.clone()), after: None });
        }
        let gone = |id: &AnnotationRef| id.annotator.is_none() && finding.results.contains(&id.id);
        for link in self.gold.links().filter(|link| gone(&link.from) || gone(&link.to)) {
            act.0.push(Change::Link { before: Some(link.clone()), after: None });
        }
        for result in finding.results.iter().filter_map(|id| self.gold.get(id)) {
            act.0.push(Change::Annotation { before: Some(Arc::clone(result)), after: None });
        }
        act
    }

    fn copy(&self, of: &Annotation, id: AnnotationId, pieces: Pieces) -> Annotation {
        let Annotation { tag, slots, note, .. } = of.clone();
        Annotation {
            id,
            tag,
            pieces,
            slots,
            note,
            flagged: false,
            origin: Origin::Review,
            edited: self.now.into(),
        }
    }

    fn decision(
        &self,
        case: &Case,
        about: Vec<AnnotationRef>,
        verdict: &str,
        result: String,
        grounds: &Grounds,
    ) -> Decision {
        // A clock that goes after an author's would leave the case undecided for ever.
        let latest = case.members().map(|(_, annotation)| &*annotation.edited).max().unwrap_or_default();
        let Grounds { reason, note } = grounds.clone();
        let by = self.review.by.clone();
        let edited = self.now.max(latest).into();
        Decision { about, verdict: verdict.into(), result, reason, note, by, edited }
    }

    /// What each decision is about, where one annotation of the answer comes of each: the first is about all
    /// annotations that are not the answer's own, too.
    fn shared_out(&self, case: &Case, voice: &Voice) -> Vec<Vec<AnnotationRef>> {
        let own: Vec<AnnotationRef> =
            voice.annotations.iter().map(|annotation| reference(&voice.annotator, annotation)).collect();
        let mut shares: Vec<Vec<AnnotationRef>> = own.iter().map(|one| vec![one.clone()]).collect();
        if let Some(first) = shares.first_mut() {
            first.extend(case.about().filter(|about| !own.contains(about)));
            first.sort();
        }
        shares
    }

    /// The links of an answer, between what came of it and what came of their other ends.
    fn link(&self, voice: &Voice, results: &[AnnotationId], act: &mut Act) {
        let Some(set) = self.sets.iter().find(|set| *set.annotator() == voice.annotator) else { return };
        for (annotation, result) in voice.annotations.iter().zip(results) {
            for link in set.links_from(&annotation.id) {
                if let Some(to) = self.result_of(&link.to, voice, results, act) {
                    act.link(Link {
                        from: AnnotationRef::own(result.clone()),
                        kind: Arc::clone(&link.kind),
                        to,
                    });
                }
            }
            for link in set.links_to(&annotation.id) {
                if let Some(from) = self.result_of(&link.from, voice, results, act) {
                    let to = AnnotationRef::own(result.clone());
                    act.link(Link { from, kind: Arc::clone(&link.kind), to });
                }
            }
        }
    }

    /// The gold annotation that came of an annotation of the voice's set.
    fn result_of(
        &self,
        of: &AnnotationRef,
        voice: &Voice,
        results: &[AnnotationId],
        act: &Act,
    ) -> Option<AnnotationRef> {
        if of.annotator.is_none()
            && let Some(at) = voice.annotations.iter().position(|annotation| annotation.id == of.id)
        {
            return results.get(at).cloned().map(AnnotationRef::own);
        }
        let mut full = of.clone();
        full.annotator.get_or_insert_with(|| voice.annotator.clone());
        let decisions = &self.gold.gold()?.decisions;
        let held = decisions.iter().filter(|decision| decision.about.contains(&full));
        let mut ids = held.map(|decision| AnnotationId::new(decision.result.as_str()));
        ids.find(|id| self.gold.get(id).is_some() && !act.removes(id)).map(AnnotationRef::own)
    }
}

/// The changes of one act, in order.
struct Act(Vec<Change>);

impl Act {
    fn add(&mut self, annotation: Annotation) {
        self.0.push(Change::Annotation { before: None, after: Some(Arc::new(annotation)) });
    }

    fn decide(&mut self, decision: Decision) {
        self.0.push(Change::Decision { before: None, after: Some(decision) });
    }

    fn link(&mut self, link: Link) {
        let change = Change::Link { before: None, after: Some(link) };
        if !self.0.contains(&change) {
            self.0.push(change);
        }
    }

    fn removes(&self, id: &AnnotationId) -> bool {
        self.0.iter().any(|change| {
            matches!(change, Change::Annotation { before: Some(before), after: None } if before.id == *id)
        })
    }

    fn named(self, name: &str) -> Transaction {
        Transaction::new(name, self.0)
    }
}
