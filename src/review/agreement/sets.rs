//! Annotation sets as the numbers see them.

use super::Coded;
use super::slots::Values;
use crate::annotation::{Annotation, AnnotationSet};
use crate::review::{Continuum, Unit};
use crate::text::ReadingText;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Coded {
    /// An article with the sets of its annotators by name; no set for one who has not done it.
    ///
    /// Labels are in the order of their names. The same place with the same tag counts once, with the slots of the
    /// first. Tokens are the words of the text.
    pub fn of_sets(text: &ReadingText, sets: &[(Arc<str>, Option<&AnnotationSet>)]) -> Self {
        let mut continuum = Continuum::new(text.chars().get());
        let all = sets.iter().filter_map(|(_, set)| *set).flat_map(AnnotationSet::iter);
        for tag in all.map(|annotation| &*annotation.tag).collect::<BTreeSet<&str>>() {
            continuum.label(tag);
        }
        let mut slots = Vec::with_capacity(sets.len());
        for (name, set) in sets {
            let marked = set.map(|set| {
                let unit = |one: &Arc<Annotation>| Some((continuum.unit(text, one)?, values(one)));
                set.iter().rev().filter_map(unit).collect::<BTreeMap<Unit, Values>>()
            });
            continuum.add(Arc::clone(name), marked.as_ref().map(|marked| marked.keys().cloned().collect()));
            slots.push(marked.unwrap_or_default());
        }
        let tokens = text.words().map(|word| {
            let (start, end) = text.chars_of(word);
            crate::review::Extent { start, end }
        });
        Self { tokens: Some(tokens.collect()), continuum, slots }
    }
}

fn values(annotation: &Annotation) -> Values {
    let mut values = Values::new();
    for slot in annotation.slots.iter().filter(|slot| !slot.value.is_empty()) {
        values.entry(Arc::clone(&slot.name)).or_default().insert(slot.value.clone());
    }
    values
}
