//! Annotation sets merged into gold by a strategy, with a record of every decision.

use super::slots::slots;
use super::{Strategy, count};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Decision, Gold, Link,
    Origin, Pieces, Review, Transaction,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Sets on the same text to be merged into a gold set, at one moment.
///
/// Only what nobody has decided is filled: an annotation that some decision is about stays as it was
/// decided, and what a decision rejected or put off comes back for no majority.
#[derive(Debug, Clone, Copy)]
pub struct Merging<'s> {
    /// The sets of all who have done the article, in the order of annotators: the first who has an
    /// annotation gives its words.
    pub sets: &'s [Arc<AnnotationSet>],
    /// What is decided so far.
    pub gold: &'s AnnotationSet,
    /// Who decides, and the files it rests on.
    pub review: &'s Review,
    /// The rule.
    pub strategy: Strategy,
    /// RFC 3339 in UTC.
    pub now: &'s str,
}

/// What a merging came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What it changes in gold; nothing where nothing new is decided.
    pub transaction: Option<Transaction>,
    /// How many answers it takes: an answer is an annotation, made by one or alike by several.
    pub taken: usize,
    /// How many answers nobody has decided on, after it.
    pub undecided: usize,
}

/// The annotations with the same tag on the same pieces, one and the same answer.
#[derive(Debug)]
struct Same<'s> {
    /// In the order of annotators.
    by: Vec<(&'s AnnotatorName, &'s Arc<Annotation>)>,
}

impl<'s> Same<'s> {
    fn about(&self) -> impl Iterator<Item = AnnotationRef> + '_ {
        self.by
            .iter()
            .map(|(annotator, a)| AnnotationRef { annotator: Some((*annotator).clone()), id: a.id.clone() })
    }

    /// What each annotator has of it.
    fn voices(&self) -> Vec<Vec<&'s Arc<Annotation>>> {
        let mut voices: Vec<(&AnnotatorName, Vec<&'s Arc<Annotation>>)> = Vec::new();
        for (annotator, annotation) in &self.by {
            match voices.last_mut().filter(|(last, _)| last == annotator) {
                Some((_, own)) => own.push(annotation),
                None => voices.push((annotator, vec![annotation])),
            }
        }
        voices.into_iter().map(|(_, own)| own).collect()
    }
}

impl Merging<'_> {
    /// Decides what the strategy takes and nobody has decided. `new_id` gives ids that the gold set
    /// does not use.
    pub fn merged(&self, new_id: &mut dyn FnMut() -> AnnotationId) -> Merged {
        let mut record = Record::of(self.gold);
        let mut act = Act::default();
        let mut undecided = 0;
        for position in self.positions() {
            let voices: Vec<u32> = position.iter().map(|same| count(same.voices().len())).collect();
            let taken = self.strategy.taken(&voices, count(self.sets.len()));
            for (same, taken) in position.iter().zip(taken) {
                let open: Vec<AnnotationRef> =
                    same.about().filter(|about| !record.decided.contains(about)).collect();
                if open.is_empty() {
                    continue;
                }
                let Some(result) = taken.then(|| record.result(same)).flatten() else {
                    undecided += 1;
                    continue;
                };
                self.take(same, open, result, &mut act, &mut record, new_id);
            }
        }
        self.link(&record, &mut act);
        let Act { annotations, links, decisions, .. } = act;
        let taken = decisions.len();
        let changes = [annotations, links, decisions].concat();
        let transaction = (!changes.is_empty()).then(|| {
            let before = self.gold.gold().map(Gold::review);
            let after = Some(self.grown(before.as_ref()));
            let review = (before != after).then_some(Change::Review { before, after });
            Transaction::new(
                format!("merge by {}", self.strategy),
                review.into_iter().chain(changes).collect(),
            )
        });
        Merged { transaction, taken, undecided }
    }

    /// All answers, by position in the order of the text, and there by tag.
    fn positions(&self) -> Vec<Vec<Same<'_>>> {
        let mut positions: BTreeMap<Vec<crate::text::Span>, BTreeMap<&str, Same<'_>>> = BTreeMap::new();
        for set in self.sets {
            for annotation in set.iter() {
                let position = positions.entry(annotation.pieces.as_slice().to_vec()).or_default();
                let same = position.entry(&*annotation.tag).or_insert_with(|| Same { by: Vec::new() });
                same.by.push((set.annotator(), annotation));
            }
        }
        positions.into_values().map(|tags| tags.into_values().collect()).collect()
    }

    /// Notes that an answer is taken, and makes its annotation unless gold has it.
    fn take(
        &self,
        same: &Same<'_>,
        about: Vec<AnnotationRef>,
        result: Result<AnnotationId, &Arc<Annotation>>,
        act: &mut Act,
        record: &mut Record<'_>,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) {
        let id = result.unwrap_or_else(|first| {
            let id = new_id();
            let annotation = Annotation {
                id: id.clone(),
                slots: slots(&same.voices(), self.strategy),
                flagged: false,
                origin: Origin::Review,
                edited: self.now.into(),
                ..(**first).clone()
            };
            act.annotations.push(Change::Annotation { before: None, after: Some(Arc::new(annotation)) });
            id
        });
        // A clock that goes after an author's would leave the answer undecided for ever.
        let latest = same.by.iter().map(|(_, annotation)| &*annotation.edited).max().unwrap_or_default();
        for about in &about {
            record.results.insert(about.clone(), id.clone());
            act.new.insert(about.clone());
        }
        let decision = Decision {
            about,
            verdict: Decision::TAKEN.into(),
            result: id.to_string(),
            reason: self.strategy.to_string(),
            note: String::new(),
            by: self.review.by.clone(),
            edited: self.now.max(latest).into(),
        };
        act.decisions.push(Change::Decision { before: None, after: Some(decision) });
    }

    /// The links both ends of which are taken, one of them just now: what a person took away between
    /// others stays away.
    fn link(&self, record: &Record<'_>, act: &mut Act) {
        let mut seen: HashSet<Link> = HashSet::new();
        for set in self.sets {
            let named = |end: &AnnotationRef| AnnotationRef {
                annotator: Some(end.annotator.clone().unwrap_or_else(|| set.annotator().clone())),
                id: end.id.clone(),
            };
            for link in set.links() {
                let (from, to) = (named(&link.from), named(&link.to));
                let ends = record.results.get(&from).zip(record.results.get(&to));
                let is_new = act.new.contains(&from) || act.new.contains(&to);
                let Some((from, to)) = ends.filter(|(from, to)| is_new && from != to) else { continue };
                let own = |id: &AnnotationId| AnnotationRef::own(id.clone());
                let link = Link { from: own(from), kind: Arc::clone(&link.kind), to: own(to) };
                if !self.gold.has_link(&link) && seen.insert(link.clone()) {
                    act.links.push(Change::Link { before: None, after: Some(link) });
                }
            }
        }
    }

    /// The review with the files that it rests on now, those of others too, by annotator.
    fn grown(&self, before: Option<&Review>) -> Review {
        let mut rests_on: BTreeMap<String, String> =
            before.into_iter().flat_map(|review| review.rests_on.iter().cloned()).collect();
        rests_on.extend(self.review.rests_on.iter().cloned());
        Review { by: self.review.by.clone(), rests_on: rests_on.into_iter().collect() }
    }
}

/// What is done, in the order in which it must be.
#[derive(Debug, Default)]
struct Act {
    annotations: Vec<Change>,
    links: Vec<Change>,
    decisions: Vec<Change>,
    /// The annotations that are decided by it.
    new: HashSet<AnnotationRef>,
}

/// What is decided.
#[derive(Debug)]
struct Record<'g> {
    /// Everything that some decision is about.
    decided: HashSet<AnnotationRef>,
    /// What of it came to be which annotation of gold.
    results: HashMap<AnnotationRef, AnnotationId>,
    /// What gold has, by place and tag.
    held: HashMap<(&'g Pieces, &'g str), &'g AnnotationId>,
}

impl<'g> Record<'g> {
    fn of(gold: &'g AnnotationSet) -> Self {
        let decisions = gold.gold().map_or(&[][..], |review| &review.decisions);
        let mut record = Self {
            decided: decisions.iter().flat_map(|decision| decision.about.iter().cloned()).collect(),
            results: HashMap::new(),
            held: gold.iter().map(|a| ((&a.pieces, &*a.tag), &a.id)).collect(),
        };
        for decision in decisions {
            let result = AnnotationId::new(decision.result.as_str());
            if gold.get(&result).is_some() {
                record.results.extend(decision.about.iter().map(|about| (about.clone(), result.clone())));
            }
        }
        record
    }

    /// What comes of an answer: the annotation that gold has of it already, else a copy of the first;
    /// nothing where the same answer by others was decided against.
    fn result<'s>(&self, same: &Same<'s>) -> Option<Result<AnnotationId, &'s Arc<Annotation>>> {
        let (_, first) = same.by.first()?;
        if let Some(held) = self.held.get(&(&first.pieces, &*first.tag)) {
            return Some(Ok((*held).clone()));
        }
        let decided = same.about().any(|about| self.decided.contains(&about));
        (!decided).then_some(Err(*first))
    }
}
