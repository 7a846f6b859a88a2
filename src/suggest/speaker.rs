//! Who may have said or done it: names known in this article, then names nearest before the statement.

mod names;

use crate::annotation::{AnnotationSet, Place};
use crate::text::{ReadingText, Span};
use std::collections::BTreeMap;

/// Somebody who may be the speaker, or fill another slot that holds a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The name, as it would be written into the slot.
    pub name: String,
    /// Where it was read from.
    pub at: Option<Span>,
}

/// At most `most` candidates for a slot of the annotation on `statement`.
///
/// First the values that the slot has in this article, the most frequent first; for other slots than
/// `speaker` then the speakers; then the capitalised names nearest to the statement. Looks at the
/// whole set: for the moment in which a list opens, not for every frame.
pub fn candidates(
    text: &ReadingText,
    set: &AnnotationSet,
    slot: &str,
    statement: Span,
    most: usize,
) -> Vec<Candidate> {
    let mut found = known(set, slot);
    let speakers = if slot == "speaker" { Vec::new() } else { known(set, "speaker") };
    let near = names::near(text, statement)
        .into_iter()
        .map(|name| Candidate { name: text.quote(name).to_owned(), at: Some(name) });
    for candidate in speakers.into_iter().chain(near) {
        if !found.iter().any(|held| held.name == candidate.name) {
            found.push(candidate);
        }
    }
    found.truncate(most);
    found
}

/// The values that a slot has in this article, the most frequent first.
fn known(set: &AnnotationSet, slot: &str) -> Vec<Candidate> {
    let mut counted: BTreeMap<&str, (usize, Option<Span>)> = BTreeMap::new();
    let held = set.iter().flat_map(|annotation| &annotation.slots);
    for held in held.filter(|held| &*held.name == slot && !held.value.trim().is_empty()) {
        let entry = counted.entry(&held.value).or_default();
        entry.0 += 1;
        entry.1 = entry.1.or_else(|| held.at.iter().find_map(Place::span));
    }
    let mut sorted: Vec<_> = counted.into_iter().collect();
    sorted.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    sorted.into_iter().map(|(name, (_, at))| Candidate { name: name.to_owned(), at }).collect()
}
