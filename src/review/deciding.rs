//! Deciding: what a reviewer says about a case, as a transaction on the gold set.

mod linking;

use super::case::{Answer, Case, CaseKind, Voice};
use super::correction::says_the_same;
use super::queue::{Ruling, Standing};
use super::thread::{Remarks, Thread};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Comment, Decision, Gold,
    Link, Origin, Pieces, Review, Transaction,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A reviewer's acts at one moment.
///
/// Each method looks at the gold set and returns the transaction that decides; none changes the set. What was decided
/// about the same case before is replaced, with what came of it.
#[derive(Debug, Clone)]
pub struct Deciding<'r> {
    gold: &'r AnnotationSet,
    sets: &'r [Arc<AnnotationSet>],
    review: &'r Review,
    now: &'r str,
    remarks: Remarks<'r>,
}

/// Why a reviewer decides so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    /// One of the words of [`REASONS`]; empty for none.
    pub reason: String,
    /// In words; empty for none.
    pub note: String,
}

impl Grounds {
    /// Those that a decision was given.
    pub fn of(decision: &Decision) -> Self {
        Self { reason: decision.reason.clone(), note: decision.note.clone() }
    }

    /// These; where they say nothing, those that the standing decision was given when it had this `verdict`: who stays
    /// with a decision stays with its reasons.
    #[must_use]
    pub fn or_those_of(&self, ruling: &Ruling, verdict: &str) -> Self {
        let same = ruling.decisions.first().filter(|decision| *decision.verdict == *verdict);
        match same {
            Some(decision) if *self == Self::default() => Self::of(decision),
            _ => self.clone(),
        }
    }
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

impl<'r> Deciding<'r> {
    /// Deciding on `gold`, about `sets`, by the one who leads the `review` and on the files that it names, at `now`: RFC
    /// 3339 in UTC.
    pub fn new(
        gold: &'r AnnotationSet,
        sets: &'r [Arc<AnnotationSet>],
        review: &'r Review,
        now: &'r str,
    ) -> Self {
        let remarks = Remarks::of(sets.iter().map(|set| &**set).chain([gold]));
        Self { gold, sets, review, now, remarks }
    }

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
        if case.kind == CaseKind::InGoldAlone {
            return self.keep(case, ruling, grounds);
        }
        let verdict = match taking {
            Taking::AsItIs => Decision::TAKEN,
            Taking::ToEdit => Decision::EDITED,
        };
        let mut act = self.act();
        self.take_into(&mut act, case, ruling, (answer, verdict), grounds, new_id);
        self.link(&mut act);
        act.named("take answer")
    }

    /// All cases that a batch chooses, decided as one; nothing where it chooses none.
    pub fn take_all<'c>(
        &self,
        chosen: impl Iterator<Item = (&'c Case, &'c Ruling, &'c Answer)>,
        name: &str,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) -> Option<Transaction> {
        let mut act = self.act();
        let mut replaced: BTreeSet<&'c Decision> = BTreeSet::new();
        for (case, ruling, answer) in chosen {
            // One decision about what has become two cases since is replaced with the first; the other stays to decide.
            if ruling.decisions.iter().any(|decision| replaced.contains(decision)) {
                continue;
            }
            replaced.extend(&ruling.decisions);
            let answer = (answer, Decision::TAKEN);
            self.take_into(&mut act, case, ruling, answer, &Grounds::default(), new_id);
        }
        self.link(&mut act);
        act.decides().then(|| act.named(name))
    }

    fn take_into(
        &self,
        act: &mut Changes,
        case: &Case,
        ruling: &Ruling,
        (answer, verdict): (&Answer, &str),
        grounds: &Grounds,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) {
        self.take_back(ruling, act);
        let Some(voice) = answer.by.first() else { return };
        let standing = self.standing(ruling);
        let stands = |one: &Arc<Annotation>| standing.iter().any(|stands| says_the_same(stands, one));
        let again = standing.len() == answer.annotations().len() && answer.annotations().iter().all(stands);
        let grounds = if again { &grounds.or_those_of(ruling, verdict) } else { grounds };
        let mut standing = standing.into_iter();
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
        let mut shares = Self::shared_out(case, voice);
        if let Some(first) = shares.first_mut() {
            self.hear(ruling, first);
        }
        for (nth, about) in shares.into_iter().enumerate() {
            let result = results.get(nth).map(ToString::to_string).unwrap_or_default();
            act.decide(self.decision(case, about, verdict, result, grounds));
        }
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
        if case.kind == CaseKind::InGoldAlone {
            return Some(self.keep(case, ruling, grounds));
        }
        let (common, all) = case.common_and_all();
        let (pieces, name) = match blend {
            Blend::Union => (all?, "take the union"),
            Blend::Intersection => (common?, "take the intersection"),
        };
        let voice = case.answers.first()?.by.first()?;
        let mut act = self.act();
        self.take_back(ruling, &mut act);
        let mut standing = self.standing(ruling).into_iter();
        let before = standing.next();
        let id = before.as_ref().map_or_else(new_id, |before| before.id.clone());
        let blended = self.copy(voice.annotations.first()?, id.clone(), pieces);
        let again = before.as_ref().is_some_and(|before| says_the_same(before, &blended));
        let grounds = if again { &grounds.or_those_of(ruling, Decision::EDITED) } else { grounds };
        act.put(before, blended);
        act.remove(standing.collect());
        let about = self.all_of(case, ruling);
        act.decide(self.decision(case, about, Decision::EDITED, id.to_string(), grounds));
        self.link(&mut act);
        Some(act.named(name))
    }

    /// What stands in gold alone kept as it stood when the review was begun, with its links: what answers an objection
    /// to it.
    fn keep(&self, case: &Case, ruling: &Ruling, grounds: &Grounds) -> Transaction {
        let grounds = &grounds.or_those_of(ruling, Decision::TAKEN);
        let mut act = self.act();
        act.forget(&ruling.decisions);
        for (_, added) in case.members() {
            act.put(self.gold.get(&added.id).cloned(), Annotation::clone(added));
            let about = case.about().collect();
            act.decide(self.decision(case, about, Decision::TAKEN, added.id.to_string(), grounds));
        }
        act.named("keep what stands in gold")
    }

    /// All answers rejected: a decision of its own, kept on record.
    pub fn reject(&self, case: &Case, ruling: &Ruling, grounds: &Grounds) -> Transaction {
        let mut act = self.act();
        self.take_back(ruling, &mut act);
        act.remove(self.standing(ruling));
        let about = self.all_of(case, ruling);
        act.decide(self.decision(case, about, Decision::REJECTED, String::new(), grounds));
        act.named("reject all answers")
    }

    /// The case put off: on record as seen and not decided.
    pub fn skip(&self, case: &Case, ruling: &Ruling, grounds: &Grounds) -> Transaction {
        let mut act = self.act();
        self.take_back(ruling, &mut act);
        act.remove(self.standing(ruling));
        let about = self.all_of(case, ruling);
        act.decide(self.decision(case, about, Decision::SKIPPED, String::new(), grounds));
        act.named("skip")
    }

    /// What was decided brought up to what the reviewer has made of it by hand: nothing left is a rejection, other words,
    /// tag or slots than any answer's are an edit. Where something has changed since, an answer of the reviewer's own
    /// stays, decided anew. Nothing where the decision still says what stands there.
    pub fn settle(&self, case: &Case, ruling: &Ruling) -> Option<Transaction> {
        // Whose answer it is that stands in gold; the one that it was made of, if they still say so.
        let giver = |id: &AnnotationId, about: &[AnnotationRef]| {
            let gold = self.gold.get(id)?;
            let alike = case.members().filter(|(_, given)| says_the_same(given, gold));
            let givers: Vec<_> = alike.map(|(name, given)| AnnotationRef::of(name, &given.id)).collect();
            about.iter().chain(&givers).find(|about| givers.contains(about)).cloned()
        };
        if case.kind == CaseKind::InGoldAlone && ruling.decisions.is_empty() {
            return self.settle_alone(case);
        }
        let mut act = self.act();
        let mut came_later = came_later(case, ruling);
        for before in &ruling.decisions {
            let id = AnnotationId::new(before.result.as_str());
            let mut about = before.about.clone();
            about.append(&mut came_later);
            let (verdict, result) = match (self.gold.get(&id), giver(&id, &about)) {
                (None, _) if before.result.is_empty() => continue,
                (None, _) => {
                    self.hear(ruling, &mut about);
                    (Decision::REJECTED, String::new())
                }
                (Some(_), Some(giver))
                    if &*before.verdict == Decision::TAKEN && about.first() == Some(&giver) =>
                {
                    continue;
                }
                // An edit that changed nothing has taken the answer.
                (Some(_), Some(giver)) => {
                    about.sort_by_key(|about| *about != giver);
                    (Decision::TAKEN, before.result.clone())
                }
                (Some(_), None) => (Decision::EDITED, before.result.clone()),
            };
            let by_hand = self.gold.get(&id).filter(|gold| *gold.edited > *before.edited);
            let heard = self.heard(&about, &before.result);
            // What was deleted by hand tells no time.
            let rejected = result.is_empty() && !before.result.is_empty();
            let by_hand = by_hand.map(|gold| &*gold.edited).or_else(|| rejected.then_some(self.now));
            let by_hand = by_hand.or_else(|| (ruling.standing == Standing::Changed).then_some(self.now));
            let edited =
                by_hand.map_or(&*before.edited, |at| latest(case).max(heard.last_time()).max(at)).into();
            let after = Decision { about, verdict: verdict.into(), result, edited, ..before.clone() };
            if after != *before {
                act.0.push(Change::Decision { before: Some(before.clone()), after: Some(after) });
            }
        }
        act.decides().then(|| act.named("edit the answer"))
    }

    /// The same for what stands in gold alone and nothing was decided about yet.
    fn settle_alone(&self, case: &Case) -> Option<Transaction> {
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
        act.decides().then(|| act.named("edit what stands in gold"))
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
        let heard = self.remarks.about([on.clone()]);
        let edited = self.now.max(heard.last_time()).into();
        let comment = Comment { id, on, reply_to, text, edited };
        act.0.push(Change::Comment { before: None, after: Some(comment) });
        act.named("remark")
    }

    /// What everybody said about annotations and about what stands in gold for them.
    fn heard(&self, about: &[AnnotationRef], result: &str) -> Thread {
        let result = AnnotationRef::of(self.gold.annotator(), &AnnotationId::new(result));
        self.remarks.about(about.iter().cloned().chain([result]))
    }

    /// All that a decision on a case is about.
    fn all_of(&self, case: &Case, ruling: &Ruling) -> Vec<AnnotationRef> {
        let mut about = case.about().collect();
        self.hear(ruling, &mut about);
        about
    }

    /// Adds what stands or stood in gold where something was said about it, so that a remark stays in hearing when that
    /// goes; and what the decisions before were about of sets that are not at hand.
    fn hear(&self, ruling: &Ruling, about: &mut Vec<AnnotationRef>) {
        for on in ruling.in_gold(self.gold.annotator()) {
            if !about.contains(&on) && !self.remarks.about([on.clone()]).remarks().is_empty() {
                about.push(on);
            }
        }
        let known =
            |name: &AnnotatorName| name.is_gold() || self.sets.iter().any(|set| set.annotator() == name);
        let before = ruling.decisions.iter().flat_map(|decision| &decision.about);
        for on in before.filter(|on| on.annotator.as_ref().is_some_and(|name| !known(name))) {
            if !about.contains(on) {
                about.push(on.clone());
            }
        }
    }

    fn act(&self) -> Changes {
        let before = self.gold.gold().map(Gold::review);
        let after = Some(self.review.clone());
        Changes(if before == after { Vec::new() } else { vec![Change::Review { before, after }] })
    }

    /// Takes back what was decided before, and the links of what came of it.
    fn take_back(&self, ruling: &Ruling, act: &mut Changes) {
        act.forget(&ruling.decisions);
        if ruling.results.is_empty() {
            return;
        }
        let gone = |id: &AnnotationRef| id.annotator.is_none() && ruling.results.contains(&id.id);
        for link in self.gold.links().filter(|link| gone(&link.from) || gone(&link.to)) {
            act.unlink(link);
        }
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
        let heard = self.heard(&about, &result);
        let edited = self.now.max(latest(case)).max(heard.last_time()).into();
        let Grounds { reason, note } = grounds.clone();
        let by = self.review.by.clone();
        Decision { about, verdict: verdict.into(), result, reason, note, by, edited }
    }

    /// What each decision is about, where one annotation of the answer comes of each: that first, since it says from
    /// whom; the first decision is about all annotations that are not the answer's own, too.
    fn shared_out(case: &Case, voice: &Voice) -> Vec<Vec<AnnotationRef>> {
        let own: Vec<AnnotationRef> =
            voice.annotations.iter().map(|one| AnnotationRef::of(&voice.annotator, &one.id)).collect();
        let mut shares: Vec<Vec<AnnotationRef>> = own.iter().map(|one| vec![one.clone()]).collect();
        if let Some(first) = shares.first_mut() {
            first.extend(case.about().filter(|about| !own.contains(about)));
        }
        shares
    }
}

/// What has come to a decided case since, that no decision is about.
fn came_later(case: &Case, ruling: &Ruling) -> Vec<AnnotationRef> {
    let known = |on: &AnnotationRef| ruling.decisions.iter().any(|decision| decision.about.contains(on));
    case.about().filter(|on| ruling.standing == Standing::Changed && !known(on)).collect()
}

/// When an annotation of a case was changed last.
fn latest(case: &Case) -> &str {
    case.members().map(|(_, annotation)| &*annotation.edited).max().unwrap_or_default()
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

    fn unlink(&mut self, link: &Link) {
        let gone = Change::Link { before: Some(link.clone()), after: None };
        // Between two that are decided anew at once it goes once.
        if !self.0.contains(&gone) {
            self.0.push(gone);
        }
    }

    fn decides(&self) -> bool {
        self.0.iter().any(|change| matches!(change, Change::Decision { .. }))
    }

    fn named(self, name: &str) -> Transaction {
        Transaction::new(name, self.0)
    }
}
