//! What stands in gold and nobody marks, once there is a question about it: a case of one voice, that of the gold set.

use super::case::{Answer, Case, CaseKind, Details, Voice};
use crate::annotation::{Annotation, AnnotationRef, AnnotationSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The cases of gold annotations that stand in no case of [`cases`](super::cases) and are asked about, in the order of
/// the text: those that the reviewer added unasked and an author of `sets` has remarked on, since the objection would
/// reach nobody else; and those that came of an answer which all who gave it have taken back.
pub fn in_gold_alone(sets: &[Arc<AnnotationSet>], gold: &AnnotationSet) -> Vec<Case> {
    let spoken_about: BTreeSet<AnnotationRef> = sets
        .iter()
        .flat_map(|set| set.comments().map(|comment| comment.on.within(set.annotator())))
        .filter(|on| on.annotator.as_ref() == Some(gold.annotator()))
        .collect();
    let decisions = gold.gold().map_or(&[][..], |review| &review.decisions);
    let is_of_answer = |about: &AnnotationRef| about.annotator.as_ref() != Some(gold.annotator());
    // Of a set that is not at hand it is not known what it says now.
    let is_given = |about: &AnnotationRef| {
        let set = sets.iter().find(|set| about.annotator.as_ref() == Some(set.annotator()));
        set.is_none_or(|set| set.get(&about.id).is_some())
    };
    let (mut given, mut taken_back) = (BTreeSet::new(), BTreeSet::new());
    for decision in decisions {
        let mut answers = decision.about.iter().filter(|about| is_of_answer(about)).peekable();
        if answers.peek().is_some() {
            let results = if answers.any(is_given) { &mut given } else { &mut taken_back };
            results.insert(&*decision.result);
        }
    }
    let silent: Vec<_> = sets.iter().map(|set| set.annotator().clone()).collect();
    let alone = gold.iter().filter(|annotation| {
        let is_asked_about = spoken_about.contains(&AnnotationRef::of(gold.annotator(), &annotation.id));
        let id = annotation.id.as_str();
        (is_asked_about || taken_back.contains(id)) && !given.contains(id)
    });
    let case = |annotation: &Arc<Annotation>| {
        let voice = Voice { annotator: gold.annotator().clone(), annotations: vec![Arc::clone(annotation)] };
        Case {
            kind: CaseKind::InGoldAlone,
            extent: annotation.extent(),
            answers: vec![Answer { by: vec![voice] }],
            silent: silent.clone(),
            details: Details::Same,
        }
    };
    alone.map(case).collect()
}
