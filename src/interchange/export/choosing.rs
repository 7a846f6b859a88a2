//! What of a set goes into a dataset: by tag, state and origin, under its annotator's name or another.

use super::options::{Only, Options};
use crate::annotation::{Annotation, AnnotationRef, AnnotationSet, AnnotatorName, Link, Origin};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was chosen, and who is called what.
#[derive(Debug, Default)]
pub(super) struct Choosing {
    only: Only,
    pseudonyms: BTreeMap<AnnotatorName, AnnotatorName>,
}

impl Choosing {
    /// For a dataset with sets of these annotators; gold stays gold.
    pub(super) fn new(options: &Options, annotators: impl Iterator<Item = AnnotatorName>) -> Self {
        let people = annotators.filter(|name| options.pseudonymous && !name.is_gold());
        let called = |n: usize| AnnotatorName::imported(&format!("annotator-{n}"));
        let pseudonyms = people.zip(1..).map(|(name, n)| (name, called(n))).collect();
        Self { only: options.only.clone(), pseudonyms }
    }

    /// What an annotator is called.
    pub(super) fn called(&self, name: &AnnotatorName) -> AnnotatorName {
        self.pseudonyms.get(name).unwrap_or(name).clone()
    }

    /// What of a set is wanted; nothing where its state is not.
    pub(super) fn chosen(&self, set: AnnotationSet) -> Option<AnnotationSet> {
        let Only { tags, states, without_suggested } = &self.only;
        if !states.is_empty() && !states.contains(set.state()) {
            return None;
        }
        if tags.is_empty() && !without_suggested && self.pseudonyms.is_empty() {
            return Some(set);
        }
        let wanted = |tag: &str, origin: &Origin| {
            (tags.is_empty() || tags.iter().any(|known| known == tag))
                && !(*without_suggested && *origin == Origin::Suggested)
        };
        let annotations =
            set.iter().filter(|one| wanted(&one.tag, &one.origin)).map(|one| Annotation::clone(one));
        let unplaced = set.unplaced().filter(|one| wanted(&one.tag, &one.origin)).map(|one| (**one).clone());
        let end = |of: &AnnotationRef| {
            let annotator = of.annotator.as_ref().map(|name| self.called(name));
            AnnotationRef { annotator, id: of.id.clone() }
        };
        let links = set.links().map(|link| Link {
            from: end(&link.from),
            kind: Arc::clone(&link.kind),
            to: end(&link.to),
        });
        let name = self.called(set.annotator());
        let chosen = AnnotationSet::new(name, Arc::clone(set.tagset()))
            .with(annotations, unplaced, links, set.comments().cloned())
            .with_header(set.state().clone(), set.sight(), set.gold().cloned(), Arc::clone(set.ext()));
        Some(chosen)
    }
}
