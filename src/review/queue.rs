//! How far a review is: for each case, what the gold set says about it.

use super::case::{Case, CaseKind};
use crate::annotation::{AnnotationId, AnnotationRef, AnnotationSet, Comment, Decision};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What the gold set says about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether there is something to decide.
    pub standing: Standing,
    /// The decisions about it, as they stand.
    pub decisions: Vec<Decision>,
    /// The gold annotations that came of them.
    pub results: Vec<AnnotationId>,
}

/// Whether there is something to decide about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nobody has decided.
    Open,
    /// The reviewer has seen it and put it off.
    Skipped,
    /// It was decided, and since then an annotation has changed or come to it.
    Changed,
    /// It was decided, and an author has objected or asks.
    Contested,
    /// It is decided.
    Decided,
}

impl Standing {
    /// Whether the reviewer is asked.
    pub fn is_left(self) -> bool {
        self != Self::Decided
    }
}

/// What is known of every case, in the order of the cases.
///
/// A decision holds for an annotation as long as the annotation was not changed after it: the file hashes of
/// [`crate::annotation::Gold::rests_on`] say whether anything changed at all, the times say what.
pub fn findings(cases: &[Case], sets: &[Arc<AnnotationSet>], gold: &AnnotationSet) -> Vec<Finding> {
    let decisions = gold.gold().map_or(&[][..], |review| &review.decisions);
    let mut about: HashMap<&AnnotationRef, Vec<usize>> = HashMap::new();
    for (at, decision) in decisions.iter().enumerate() {
        for annotation in &decision.about {
            about.entry(annotation).or_default().push(at);
        }
    }
    let unanswered = unanswered(sets, gold);
    cases.iter().map(|case| finding(case, decisions, &about, gold, &unanswered)).collect()
}

fn finding(
    case: &Case,
    decisions: &[Decision],
    about: &HashMap<&AnnotationRef, Vec<usize>>,
    gold: &AnnotationSet,
    unanswered: &HashMap<AnnotationRef, &str>,
) -> Finding {
    let mut found: Vec<usize> = Vec::new();
    let mut open = 0_usize;
    let mut changed = false;
    for (reference, (_, annotation)) in case.about().zip(case.members()) {
        let here = about.get(&reference).map_or(&[][..], Vec::as_slice);
        open += usize::from(here.is_empty());
        let latest = here.iter().filter_map(|at| decisions.get(*at)).map(|decision| &*decision.edited).max();
        changed |= latest.is_some_and(|latest| latest < &*annotation.edited);
        found.extend(here);
    }
    found.sort_unstable();
    found.dedup();
    let decisions: Vec<Decision> = found.iter().filter_map(|at| decisions.get(*at)).cloned().collect();
    let results: Vec<AnnotationId> = decisions
        .iter()
        .map(|decision| AnnotationId::new(decision.result.as_str()))
        .filter(|id| gold.get(id).is_some())
        .collect();
    let subjects = case.about().chain(
        results.iter().map(|id| AnnotationRef { annotator: Some(gold.annotator().clone()), id: id.clone() }),
    );
    let latest = decisions.iter().map(|decision| &*decision.edited).max().unwrap_or_default();
    let contested =
        subjects.into_iter().any(|subject| unanswered.get(&subject).is_some_and(|at| *at > latest));
    let standing = if decisions.is_empty() {
        Standing::Open
    } else if decisions.iter().all(|decision| &*decision.verdict == Decision::SKIPPED) {
        Standing::Skipped
    } else if open > 0 || changed {
        Standing::Changed
    } else if contested {
        Standing::Contested
    } else {
        Standing::Decided
    };
    Finding { standing, decisions, results }
}

/// What authors have last remarked without an answer by the reviewer: about what, and when.
fn unanswered<'s>(sets: &'s [Arc<AnnotationSet>], gold: &AnnotationSet) -> HashMap<AnnotationRef, &'s str> {
    let answered: HashSet<&str> = gold.comments().map(|comment| comment.reply_to.as_str()).collect();
    let mut found: HashMap<AnnotationRef, &str> = HashMap::new();
    for set in sets {
        for comment in set.comments() {
            let name = format!("{}/{}", set.annotator(), comment.id);
            if answered.contains(name.as_str()) {
                continue;
            }
            let at = found.entry(subject(comment, set)).or_default();
            *at = (*at).max(&*comment.edited);
        }
    }
    found
}

/// What a comment is about, by its full name.
fn subject(comment: &Comment, set: &AnnotationSet) -> AnnotationRef {
    let mut on = comment.on.clone();
    on.annotator.get_or_insert_with(|| set.annotator().clone());
    on
}

/// How many cases there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Still to be decided.
    pub left: usize,
    /// On which all agreed, taken without a question.
    pub agreed: usize,
    /// Decided by a person.
    pub decided: usize,
}

impl Progress {
    /// Counts.
    pub fn of(cases: &[Case], findings: &[Finding]) -> Self {
        let mut progress = Self::default();
        for (case, finding) in cases.iter().zip(findings) {
            match (finding.standing.is_left(), case.kind) {
                (true, _) => progress.left += 1,
                (false, CaseKind::Agreed) => progress.agreed += 1,
                (false, _) => progress.decided += 1,
            }
        }
        progress
    }
}
