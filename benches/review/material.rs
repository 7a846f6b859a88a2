//! An article that several have tagged, linked and remarked on, the same at every run.

use crate::coded::{Density, Size, continuum};
use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Comment, Link, Origin, Pieces,
};
use copydesk::review::Unit;
use copydesk::text::ReadingText;
use std::sync::Arc;

/// What is reviewed, and the gold set before anything is decided.
pub(crate) struct Desk {
    pub(crate) text: ReadingText,
    pub(crate) sets: Vec<Arc<AnnotationSet>>,
    pub(crate) gold: AnnotationSet,
}

impl Desk {
    /// Every third annotation has a link to the next, every twentieth a remark.
    pub(crate) fn new(size: Size, density: Density) -> Self {
        let continuum = continuum(size, density);
        let length = usize::try_from(continuum.length()).unwrap();
        let words: String = "news ".chars().cycle().take(length).collect();
        let text = ReadingText::new(words).unwrap();
        let labels = continuum.labels();
        let annotation = |(n, unit): (usize, &Unit)| {
            let span = text.span_of_chars(unit.extent().start, unit.extent().end).unwrap();
            Annotation {
                id: AnnotationId::new(format!("a{n:07}")),
                tag: Arc::clone(&labels[unit.label().index()]),
                pieces: Pieces::one(span),
                slots: Vec::new(),
                note: String::new(),
                flagged: false,
                origin: Origin::Hand,
                edited: "2026-11-23T10:00:00Z".into(),
            }
        };
        let sets = continuum.annotators().iter().map(|annotator| {
            let units = annotator.units.as_deref().unwrap();
            let annotations: Vec<_> = units.iter().enumerate().map(annotation).collect();
            let own = |n: usize| AnnotationRef::own(annotations[n].id.clone());
            let linked = (0..annotations.len() - 1).step_by(3);
            let links: Vec<_> =
                linked.map(|n| Link { from: own(n), kind: "same-as".into(), to: own(n + 1) }).collect();
            let remarked = (0..annotations.len()).step_by(20);
            let comment = |n: usize| Comment {
                id: format!("c{n}").into(),
                on: own(n),
                reply_to: String::new(),
                text: "Is it?".to_owned(),
                edited: "2026-11-23T11:00:00Z".into(),
            };
            let comments: Vec<_> = remarked.map(comment).collect();
            let set = AnnotationSet::new(AnnotatorName::new(&annotator.name).unwrap(), "news/1");
            Arc::new(set.with(annotations, [], links, comments))
        });
        let sets = sets.collect();
        Self { text, sets, gold: AnnotationSet::new(AnnotatorName::gold(), "news/1") }
    }
}
