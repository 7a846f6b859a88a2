//! How far a review is: for each case, what the gold set says about it.

use super::case::{Case, CaseKind};
use super::correction::says_the_same;
use super::thread::Remarks;
use crate::annotation::{Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Decision};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// What the gold set says about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Whether there is something to decide.
    pub standing: Standing,
    /// The decisions about it, as they stand.
    pub decisions: Vec<Decision>,
    /// The gold annotations that came of them, each once.
    pub results: Vec<AnnotationId>,
}

impl Ruling {
    /// What stands in gold of the case and, where something was said about it, what stood there before it was decided
    /// anew: by their full names in the gold set of `gold`.
    pub fn in_gold<'r>(&'r self, gold: &'r AnnotatorName) -> impl Iterator<Item = AnnotationRef> + use<'r> {
        let before = self.decisions.iter().flat_map(|decision| decision.in_gold(gold)).cloned();
        let results = self.decisions.iter().filter(|decision| !decision.result.is_empty());
        let made =
            results.map(|decision| AnnotationRef::of(gold, &AnnotationId::new(decision.result.as_str())));
        before.chain(made).chain(self.results.iter().map(|id| AnnotationRef::of(gold, id)))
    }

    /// Whether the reviewer is asked about the case: not where all agree and nobody has decided otherwise.
    pub fn is_left(&self, case: &Case) -> bool {
        let agreed = case.kind == CaseKind::Agreed && self.standing == Standing::Open;
        self.standing != Standing::Decided && !agreed
    }
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

/// What is known of every case, in the order of the cases.
///
/// A decision holds for an annotation until that is changed after it, and for one that comes to the case not at all,
/// unless it says what stands in gold, as after an author has accepted a correction. One that took an answer holds until
/// nobody gives that any more: it is gone, or says something else in a file that is not the one that gold rests on.
/// None holds whose result is not in gold.
/// `files` are the files as they are, by annotator. Times are compared as they stand: what an author changes whose clock
/// is slow may be passed over, unless it is the answer that was taken.
pub fn rulings(
    cases: &[Case],
    sets: &[Arc<AnnotationSet>],
    gold: &AnnotationSet,
    files: &[(String, String)],
) -> Vec<Ruling> {
    let decisions = gold.gold().map_or(&[][..], |review| &review.decisions);
    let mut about: HashMap<&AnnotationRef, Vec<usize>> = HashMap::new();
    for (at, decision) in decisions.iter().enumerate() {
        for annotation in &decision.about {
            about.entry(annotation).or_default().push(at);
        }
    }
    let remarks = Remarks::of(sets.iter().map(|set| &**set).chain([gold]));
    let rests_on = gold.gold().map_or(&[][..], |review| &review.rests_on);
    let other_files = files.iter().any(|file| !rests_on.contains(file));
    let files = if other_files { Files::Other } else { Files::Same };
    let ruling = |case| ruling(case, decisions, &about, (gold, files), &remarks);
    cases.par_iter().with_min_len(FEW).map(ruling).collect()
}

/// So many cases are looked at by one thread.
const FEW: usize = 256;

fn ruling(
    case: &Case,
    decisions: &[Decision],
    about: &HashMap<&AnnotationRef, Vec<usize>>,
    (gold, files): (&AnnotationSet, Files),
    remarks: &Remarks<'_>,
) -> Ruling {
    let mut found: Vec<usize> = Vec::new();
    let mut later: Vec<&Annotation> = Vec::new();
    for (reference, (_, annotation)) in case.about().zip(case.members()) {
        let here = about.get(&reference).map_or(&[][..], Vec::as_slice);
        // What no decision is about came later, whatever its time.
        let latest = here.iter().filter_map(|at| decisions.get(*at)).map(|decision| &*decision.edited).max();
        let is_later = latest.is_none_or(|latest| latest < &*annotation.edited);
        later.extend(is_later.then_some(&**annotation));
        found.extend(here);
    }
    if case.kind == CaseKind::InGoldAlone {
        let made =
            |decision: &Decision| case.members().any(|(_, alone)| alone.id.as_str() == &*decision.result);
        found.extend(decisions.iter().enumerate().filter(|(_, decision)| made(decision)).map(|(at, _)| at));
    }
    found.sort_unstable();
    found.dedup();
    let decisions: Vec<Decision> = found.iter().filter_map(|at| decisions.get(*at)).cloned().collect();
    let mut results: Vec<AnnotationId> = decisions
        .iter()
        .map(|decision| AnnotationId::new(decision.result.as_str()))
        .filter(|id| gold.get(id).is_some())
        .collect();
    results.sort();
    results.dedup();
    if case.kind == CaseKind::InGoldAlone {
        return of_gold_alone(case, decisions, results, gold, remarks);
    }
    let stands =
        |one: &Annotation| results.iter().filter_map(|id| gold.get(id)).any(|gold| says_the_same(gold, one));
    // Of an answer whose annotator’s file is not at hand it is not known whether it is still given.
    let at_hand = |about: &AnnotationRef| {
        let named = |name: &AnnotatorName| about.annotator.as_ref() == Some(name);
        case.silent.iter().any(named) || case.members().any(|(name, _)| named(name))
    };
    let taken = || {
        let taken = decisions.iter().filter(|decision| &*decision.verdict == Decision::TAKEN);
        taken.filter_map(|decision| decision.about.first()).filter(|about| at_hand(about))
    };
    let is_gone = |about: &AnnotationRef| !case.about().any(|here| here == *about);
    let given = case.answers.iter().any(|answer| answer.annotations().iter().all(|one| stands(one)));
    // One that is there still may say something else at its old time, in a file that is another.
    let withdrawn = !given && (taken().any(is_gone) || files == Files::Other && taken().next().is_some());
    // As after an undo that has not yet brought it back.
    let lacks = |decision: &Decision| {
        !decision.result.is_empty() && gold.get(&AnnotationId::new(decision.result.as_str())).is_none()
    };
    let changed = withdrawn || decisions.iter().any(lacks) || later.into_iter().any(|one| !stands(one));
    let standing = if decisions.is_empty() {
        Standing::Open
    } else if decisions.iter().all(|decision| &*decision.verdict == Decision::SKIPPED) {
        Standing::Skipped
    } else if changed {
        Standing::Changed
    } else if is_contested(case, &results, &decisions, gold, remarks) {
        Standing::Contested
    } else {
        Standing::Decided
    };
    Ruling { standing, decisions, results }
}

/// What stands in gold alone stays, decided about or not, until an author speaks about it; unless it came of an answer,
/// which then nobody gives any more.
fn of_gold_alone(
    case: &Case,
    decisions: Vec<Decision>,
    decided: Vec<AnnotationId>,
    gold: &AnnotationSet,
    remarks: &Remarks<'_>,
) -> Ruling {
    let itself = || case.members().map(|(_, added)| added.id.clone()).filter(|id| gold.get(id).is_some());
    let results = if decisions.is_empty() { itself().collect() } else { decided };
    let contested = is_contested(case, &results, &decisions, gold, remarks);
    let is_answer = |about: &AnnotationRef| about.annotator.as_ref() != Some(gold.annotator());
    let was_given = decisions.iter().any(|decision| decision.about.iter().any(is_answer));
    let standing = match (contested, was_given) {
        (true, _) => Standing::Contested,
        (false, true) => Standing::Changed,
        (false, false) => Standing::Decided,
    };
    Ruling { standing, decisions, results }
}

/// Whether an author has spoken last about a case, and after it was decided.
fn is_contested(
    case: &Case,
    results: &[AnnotationId],
    decisions: &[Decision],
    gold: &AnnotationSet,
    remarks: &Remarks<'_>,
) -> bool {
    let before = decisions.iter().flat_map(|decision| decision.in_gold(gold.annotator())).cloned();
    let results = results.iter().map(|id| AnnotationRef::of(gold.annotator(), id)).chain(before);
    let decided = decisions.iter().map(|decision| &*decision.edited).max().unwrap_or_default();
    remarks.about(case.about().chain(results)).waits_for_reviewer(decided)
}

/// Whether the files are those that gold rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Files {
    Same,
    Other,
}

/// How many cases there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Workload {
    /// Still to be decided.
    pub left: usize,
    /// On which all agree: taken without a question, with the first decision.
    pub agreed: usize,
    /// Decided by a person.
    pub decided: usize,
}

impl Workload {
    /// Counts.
    pub fn of(cases: &[Case], rulings: &[Ruling]) -> Self {
        let mut workload = Self::default();
        for (case, ruling) in cases.iter().zip(rulings) {
            match (ruling.is_left(case), case.kind) {
                (true, _) => workload.left += 1,
                (false, CaseKind::Agreed) => workload.agreed += 1,
                (false, _) => workload.decided += 1,
            }
        }
        workload
    }
}
