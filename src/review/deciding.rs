//! Deciding: what a reviewer says about a case, as a transaction on the gold set.

use super::case::{Answer, Case, CaseKind, Voice};
use super::correction::says_the_same;
use super::queue::Ruling;
use super::thread::Thread;
use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Comment, Decision, Gold,
    Link, Origin, Pieces, Review, Transaction,
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
        ruling: &Ruling,
        answer: &Answer,
        taking: Taking,
        grounds: &Grounds,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) -> Transaction {
        if case.kind == CaseKind::Added {
            return self.keep(case, ruling, grounds);
        }
        let verdict = match taking {
            Taking::AsItIs => Decision::TAKEN,
            Taking::ToEdit => Decision::EDITED,
        };
        let mut act = self.begin(ruling);
        let Some(voice) = answer.by.first() else { return act.named("take answer") };
        let mut standing = self.standing(ruling).into_iter();
        let mut results: Vec<AnnotationId> = Vec::new();
        for (nth, annotation) in voice.annotations.iter().enumerate() {
            // Who says the same twice has said it once.
            let twin = voice.annotations.iter().take(nth).position(|other| says_the_same(other, annotation));
            let known = twin.and_then(|at| results.get(at)).cloned();
            results.push(known.unwrap_or_else(|| {
                let before = standing.next();
                let id = before.as_ref().map_or_else(&mut *new_id, |before| before.id.clone());
                act.put(before, self.copy(annotation, id.clone(), annotation.pieces.clone()));
                id
            }));
        }
        act.remove(standing.collect());
        self.link(case, voice, verdict, &results, &mut act);
        for (nth, about) in Self::shared_out(case, voice).into_iter().enumerate() {
            let result = results.get(nth).map(ToString::to_string).unwrap_or_default();
            act.decide(self.decision(case, about, verdict, result, grounds));
        }
        act.named("take answer")
    }

    /// The boundaries of all answers blended, with tag and slots of the first; nothing where no word is left.
    pub fn blend(
        &self,
        case: &Case,
        ruling: &Ruling,
        blend: Blend,
        grounds: &Grounds,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) -> Option<Transaction> {
        if case.kind == CaseKind::Added {
            return Some(self.keep(case, ruling, grounds));
        }
        let (common, all) = case.common_and_all();
        let (pieces, name) = match blend {
            Blend::Union => (all?, "take the union"),
            Blend::Intersection => (common?, "take the intersection"),
        };
        let voice = case.answers.first()?.by.first()?;
        let mut act = self.begin(ruling);
        let mut standing = self.standing(ruling).into_iter();
        let before = standing.next();
        let id = before.as_ref().map_or_else(new_id, |before| before.id.clone());
        act.put(before, self.copy(voice.annotations.first()?, id.clone(), pieces));
        act.remove(standing.collect());
        self.link(case, voice, Decision::EDITED, std::slice::from_ref(&id), &mut act);
        let about = case.about().collect();
        act.decide(self.decision(case, about, Decision::EDITED, id.to_string(), grounds));
        Some(act.named(name))
    }

    /// An addition kept as it stood when the review was begun, with its links: what answers an objection to it.
    fn keep(&self, case: &Case, ruling: &Ruling, grounds: &Grounds) -> Transaction {
        let mut act = self.act();
        act.forget(&ruling.decisions);
        for (_, added) in case.members() {
            act.put(self.gold.get(&added.id).cloned(), Annotation::clone(added));
            let about = case.about().collect();
            act.decide(self.decision(case, about, Decision::TAKEN, added.id.to_string(), grounds));
        }
        act.named("keep the addition")
    }

    /// All answers rejected: a decision of its own, kept on record.
    pub fn reject(&self, case: &Case, ruling: &Ruling, grounds: &Grounds) -> Transaction {
        let mut act = self.begin(ruling);
        act.remove(self.standing(ruling));
        act.decide(self.decision(case, case.about().collect(), Decision::REJECTED, String::new(), grounds));
        act.named("reject all answers")
    }

    /// The case put off: on record as seen and not decided.
    pub fn skip(&self, case: &Case, ruling: &Ruling, grounds: &Grounds) -> Transaction {
        let mut act = self.begin(ruling);
        act.remove(self.standing(ruling));
        act.decide(self.decision(case, case.about().collect(), Decision::SKIPPED, String::new(), grounds));
        act.named("skip")
    }

    /// What was decided brought up to what the reviewer has made of it by hand: nothing left is a rejection, other words,
    /// tag or slots than any answer's are an edit. Nothing where it still says what stands there.
    pub fn settle(&self, case: &Case, ruling: &Ruling) -> Option<Transaction> {
        let given = |id: &AnnotationId| {
            let gold = self.gold.get(id);
            let mut answers = case.answers.iter().flat_map(Answer::annotations);
            gold.is_some_and(|gold| answers.any(|given| says_the_same(given, gold)))
        };
        if case.kind == CaseKind::Added && ruling.decisions.is_empty() {
            return self.settle_addition(case);
        }
        let mut act = self.act();
        for before in &ruling.decisions {
            let id = AnnotationId::new(before.result.as_str());
            let (verdict, result) = match self.gold.get(&id) {
                None if before.result.is_empty() => continue,
                None => (Decision::REJECTED, String::new()),
                // An edit that changed nothing has taken the answer.
                Some(_) if given(&id) && &*before.verdict == Decision::EDITED => {
                    (Decision::TAKEN, before.result.clone())
                }
                Some(_) if given(&id) => continue,
                Some(_) => (Decision::EDITED, before.result.clone()),
            };
            let by_hand = self.gold.get(&id).filter(|gold| *gold.edited > *before.edited);
            let remarks = self.remarks(&before.about, &before.result);
            let edited = by_hand.map_or(&*before.edited, |gold| remarks.last_time().max(&gold.edited)).into();
            let after = Decision { verdict: verdict.into(), result, edited, ..before.clone() };
            if after != *before {
                act.0.push(Change::Decision { before: Some(before.clone()), after: Some(after) });
            }
        }
        act.decides().then(|| act.named("edit the answer"))
    }

    /// The same for an addition that nothing was decided about yet.
    fn settle_addition(&self, case: &Case) -> Option<Transaction> {
        let mut act = self.act();
        for (_, added) in case.members() {
            let (verdict, result) = match self.gold.get(&added.id) {
                None => (Decision::REJECTED, String::new()),
                Some(gold) if says_the_same(gold, added) => continue,
                Some(gold) => (Decision::EDITED, gold.id.to_string()),
            };
            let about = case.about().collect();
            act.decide(self.decision(case, about, verdict, result, &Grounds::default()));
        }
        act.decides().then(|| act.named("edit the addition"))
    }

    /// Other grounds for what was decided; nothing where nothing was.
    pub fn explain(&self, ruling: &Ruling, grounds: &Grounds) -> Option<Transaction> {
        let mut act = self.act();
        for before in &ruling.decisions {
            let Grounds { reason, note } = grounds.clone();
            let after = Decision { reason, note, ..before.clone() };
            if after != *before {
                act.0.push(Change::Decision { before: Some(before.clone()), after: Some(after) });
            }
        }
        (!ruling.decisions.is_empty()).then(|| act.named("give a reason"))
    }

    /// A remark of the reviewer's, or an answer to one of an author's (`annotator/id`).
    pub fn remark(&self, id: Arc<str>, on: AnnotationRef, reply_to: String, text: String) -> Transaction {
        let mut act = self.act();
        let heard = self.remarks(std::slice::from_ref(&on), "");
        let edited = self.now.max(heard.last_time()).into();
        let comment = Comment { id, on, reply_to, text, edited };
        act.0.push(Change::Comment { before: None, after: Some(comment) });
        act.named("remark")
    }

    /// What everybody said about annotations and about what stands in gold for them.
    fn remarks(&self, about: &[AnnotationRef], result: &str) -> Thread {
        let mut about = about.to_vec();
        if !result.is_empty() {
            about.push(AnnotationRef::of(self.gold.annotator(), &AnnotationId::new(result)));
        }
        let sets: Vec<_> = self.sets.iter().map(|set| &**set).chain([self.gold]).collect();
        Thread::about(&about, &sets)
    }

    fn act(&self) -> Changes {
        let before = self.gold.gold().map(Gold::review);
        let after = Some(self.review.clone());
        Changes(if before == after { Vec::new() } else { vec![Change::Review { before, after }] })
    }

    /// An act that begins with taking back what was decided before, and the links of what came of it.
    fn begin(&self, ruling: &Ruling) -> Changes {
        let mut act = self.act();
        act.forget(&ruling.decisions);
        if ruling.results.is_empty() {
            return act;
        }
        let gone = |id: &AnnotationRef| id.annotator.is_none() && ruling.results.contains(&id.id);
        for link in self.gold.links().filter(|link| gone(&link.from) || gone(&link.to)) {
            act.0.push(Change::Link { before: Some(link.clone()), after: None });
        }
        act
    }

    /// What stands in gold of a case: what comes in its place keeps its ids, for what was said about it.
    fn standing(&self, ruling: &Ruling) -> Vec<Arc<Annotation>> {
        ruling.results.iter().filter_map(|id| self.gold.get(id)).cloned().collect()
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
        let remarks = self.remarks(&about, &result);
        let edited = self.now.max(latest).max(remarks.last_time()).into();
        let Grounds { reason, note } = grounds.clone();
        let by = self.review.by.clone();
        Decision { about, verdict: verdict.into(), result, reason, note, by, edited }
    }

    /// What each decision is about, where one annotation of the answer comes of each: the first is about all
    /// annotations that are not the answer's own, too.
    fn shared_out(case: &Case, voice: &Voice) -> Vec<Vec<AnnotationRef>> {
        let own: Vec<AnnotationRef> =
            voice.annotations.iter().map(|one| AnnotationRef::of(&voice.annotator, &one.id)).collect();
        let mut shares: Vec<Vec<AnnotationRef>> = own.iter().map(|one| vec![one.clone()]).collect();
        if let Some(first) = shares.first_mut() {
            first.extend(case.about().filter(|about| !own.contains(about)));
            first.sort();
        }
        shares
    }

    /// The links between what came of an answer and what came of other cases, whatever was decided first.
    ///
    /// From here lead the links of whose answer it is, and where answers were blended or edited those of everybody who
    /// gave the same tag; to here those of everybody whose own annotation stands so in gold at the other end.
    fn link(&self, case: &Case, voice: &Voice, verdict: &str, results: &[AnnotationId], act: &mut Changes) {
        let (Some(first), Some(one)) = (results.first(), voice.annotations.first()) else { return };
        let came_of = |id: &AnnotationId| {
            let at = voice.annotations.iter().position(|annotation| annotation.id == *id);
            at.and_then(|at| results.get(at)).cloned()
        };
        let set_of = |name: &AnnotatorName| self.sets.iter().find(|set| set.annotator() == name);
        let own = voice.annotations.iter().zip(results).map(|(one, result)| (&voice.annotator, one, result));
        let others = case.members().filter(|(name, other)| {
            verdict == Decision::EDITED && **name != voice.annotator && other.tag == one.tag
        });
        let others = others.map(|(name, other)| (name, other, first));
        for (name, annotation, result) in own.chain(others) {
            let Some(set) = set_of(name) else { continue };
            for link in set.links_from(&annotation.id) {
                let mine = link.to.annotator.is_none() && *name == voice.annotator;
                let here = mine.then(|| came_of(&link.to.id)).flatten();
                let to = here.or_else(|| Some(self.decided(&link.to.within(name), act)?.0));
                act.link(result, &link.kind, to);
            }
        }
        for (name, member) in case.members() {
            let Some(set) = set_of(name) else { continue };
            for link in set.links_to(&member.id).filter(|link| link.from.annotator.is_none()) {
                let Some((from, decision)) = self.decided(&link.from.within(name), act) else { continue };
                let stands = self.gold.get(&from).zip(set.get(&link.from.id)).is_some_and(|(gold, own)| {
                    let edited = &*decision.verdict == Decision::EDITED && gold.tag == own.tag;
                    edited || says_the_same(gold, own)
                });
                if stands {
                    let to = came_of(&member.id).unwrap_or_else(|| first.clone());
                    act.link(&from, &link.kind, Some(to));
                }
            }
        }
    }

    /// The gold annotation that came of an annotation, by its full name, with the decision.
    fn decided(&self, of: &AnnotationRef, act: &Changes) -> Option<(AnnotationId, &Decision)> {
        let decisions = &self.gold.gold()?.decisions;
        let held = decisions.iter().filter(|decision| decision.about.contains(of));
        let mut ids = held.map(|decision| (AnnotationId::new(decision.result.as_str()), decision));
        ids.find(|(id, _)| self.gold.get(id).is_some() && !act.removes(id))
    }
}

/// The changes of one act, in order.
struct Changes(Vec<Change>);

impl Changes {
    /// An annotation new, or in the place of one that stood there.
    fn put(&mut self, before: Option<Arc<Annotation>>, annotation: Annotation) {
        let same = before
            .as_ref()
            .is_some_and(|before| says_the_same(before, &annotation) && before.note == annotation.note);
        if !same {
            self.0.push(Change::Annotation { before, after: Some(Arc::new(annotation)) });
        }
    }

    fn remove(&mut self, annotations: Vec<Arc<Annotation>>) {
        let gone = |annotation| Change::Annotation { before: Some(annotation), after: None };
        self.0.extend(annotations.into_iter().map(gone));
    }

    fn forget(&mut self, decisions: &[Decision]) {
        let gone = |decision: &Decision| Change::Decision { before: Some(decision.clone()), after: None };
        self.0.extend(decisions.iter().map(gone));
    }

    fn decide(&mut self, decision: Decision) {
        self.0.push(Change::Decision { before: None, after: Some(decision) });
    }

    fn link(&mut self, from: &AnnotationId, kind: &Arc<str>, to: Option<AnnotationId>) {
        let Some(to) = to.filter(|to| to != from) else { return };
        let (from, to) = (AnnotationRef::own(from.clone()), AnnotationRef::own(to));
        let change = Change::Link { before: None, after: Some(Link { from, kind: Arc::clone(kind), to }) };
        if !self.0.contains(&change) {
            self.0.push(change);
        }
    }

    fn decides(&self) -> bool {
        self.0.iter().any(|change| matches!(change, Change::Decision { .. }))
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
