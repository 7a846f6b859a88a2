//! What a reviewer added unasked, once an author speaks about it: a case of one voice, that of the gold set.

use super::case::{Answer, Case, CaseKind, Details, Voice};
use crate::annotation::{Annotation, AnnotationRef, AnnotationSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The cases of gold annotations that came of nobody's answer and that an author of `sets` has remarked on, in the
/// order of the text.
///
/// What the reviewer added stands in no case of [`cases`](super::cases), since nobody under review marked it: without
/// these an objection to it would reach nobody.
pub fn additions(sets: &[Arc<AnnotationSet>], gold: &AnnotationSet) -> Vec<Case> {
    let spoken_about: BTreeSet<AnnotationRef> = sets
        .iter()
        .flat_map(|set| set.comments().map(|comment| comment.on.within(set.annotator())))
        .filter(|on| on.annotator.as_ref() == Some(gold.annotator()))
        .collect();
    let decisions = gold.gold().map_or(&[][..], |review| &review.decisions);
    let of_answers: BTreeSet<&str> = decisions
        .iter()
        .filter(|decision| {
            decision.about.iter().any(|about| about.annotator.as_ref() != Some(gold.annotator()))
        })
        .map(|decision| decision.result.as_str())
        .collect();
    let silent: Vec<_> = sets.iter().map(|set| set.annotator().clone()).collect();
    let added = gold.iter().filter(|annotation| {
        spoken_about.contains(&AnnotationRef::of(gold.annotator(), &annotation.id))
            && !of_answers.contains(annotation.id.as_str())
    });
    let case = |annotation: &Arc<Annotation>| {
        let voice = Voice { annotator: gold.annotator().clone(), annotations: vec![Arc::clone(annotation)] };
        Case {
            kind: CaseKind::Added,
            extent: annotation.extent(),
            answers: vec![Answer { by: vec![voice] }],
            silent: silent.clone(),
            details: Details::Same,
        }
    };
    added.map(case).collect()
}
