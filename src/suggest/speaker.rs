//! Who may have said it: speakers known in this article, then names nearest before the statement.

use crate::annotation::{AnnotationSet, Place};
use crate::text::{ByteOffset, ReadingText, Span};
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation as _;

/// Somebody who may be the speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The name, as it would be written into the slot.
    pub name: String,
    /// Where it was read from.
    pub at: Option<Span>,
}

/// How far before a statement names are looked for, in bytes.
const REACH: usize = 3000;

/// At most `most` candidates: those named before in the slot, the most frequent first, then the
/// capitalised names nearest before the statement.
pub fn candidates(
    text: &ReadingText,
    set: &AnnotationSet,
    slot: &str,
    statement: Span,
    most: usize,
) -> Vec<Candidate> {
    let mut found = known(set, slot);
    for name in names_before(text, statement) {
        let words = text.quote(name);
        if !found.iter().any(|candidate| candidate.name == words) {
            found.push(Candidate { name: words.to_owned(), at: Some(name) });
        }
    }
    found.truncate(most);
    found
}

/// The values that a slot has in this article, the most frequent first.
fn known(set: &AnnotationSet, slot: &str) -> Vec<Candidate> {
    let mut counted: BTreeMap<&str, (usize, Option<Span>)> = BTreeMap::new();
    for held in set.iter().flat_map(|annotation| &annotation.slots).filter(|held| &*held.name == slot) {
        let entry = counted.entry(&held.value).or_default();
        entry.0 += 1;
        entry.1 = entry.1.or_else(|| held.at.iter().find_map(Place::span));
    }
    let mut sorted: Vec<_> = counted.into_iter().collect();
    sorted.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    sorted.into_iter().map(|(name, (_, at))| Candidate { name: name.to_owned(), at }).collect()
}

/// Runs of capitalised words before a statement or in the sentence after it, nearest first.
///
/// A single capitalised word that only starts a sentence is no name; scripts without capitals have
/// none, and there the words are picked in the text.
fn names_before(text: &ReadingText, statement: Span) -> Vec<Span> {
    let from = text.floor(ByteOffset::at(statement.start().index().saturating_sub(REACH)));
    let to = text.floor(ByteOffset::at((statement.end().index() + 160).min(text.end().index())));
    let mut names: Vec<Span> = Vec::new();
    let mut run: Option<(ByteOffset, ByteOffset, usize, bool)> = None;
    let mut previous_end = from;
    for (at, word) in text.between(from, to).unicode_word_indices() {
        let (start, end) = (from.plus(at), from.plus(at + word.len()));
        let gap = text.between(previous_end, start);
        let starts_sentence =
            gap.contains(['.', '!', '?', '\n', '“', '”', '"', ':', '—']) || previous_end == from;
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let joined = gap == " " || gap == "-" || gap == ". ";
        run = match run {
            Some((begin, _, words, fresh)) if capital && joined && !starts_sentence => {
                Some((begin, end, words + 1, fresh))
            }
            Some((begin, _, words, fresh)) if gap == " " && PARTICLES.contains(&word) => {
                Some((begin, end, words, fresh))
            }
            ended => {
                names.extend(ended.and_then(|run| name(text, run)));
                capital.then_some((start, end, 1, starts_sentence))
            }
        };
        previous_end = end;
    }
    names.extend(run.and_then(|run| name(text, run)));
    names.retain(|name| !name.overlaps(statement));
    names.sort_by_key(|name| name.start().since(statement.end()) * 2 + statement.start().since(name.end()));
    let mut seen: Vec<&str> = Vec::new();
    names.retain(|name| {
        let words = text.quote(*name);
        let new = !seen.contains(&words);
        seen.push(words);
        new
    });
    names
}

/// Small words inside names.
const PARTICLES: [&str; 12] = ["de", "van", "von", "der", "den", "bin", "al", "el", "da", "di", "la", "le"];

/// Words that sentences begin with, and that are capitalised there alone.
const OPENERS: [&str; 40] = [
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "But",
    "And",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "This",
    "That",
    "These",
    "Those",
    "As",
    "With",
    "After",
    "Before",
    "When",
    "While",
    "If",
    "No",
    "Yes",
    "Not",
    "For",
    "From",
    "By",
    "To",
    "According",
    "Meanwhile",
    "However",
    "His",
    "Her",
    "Their",
    "There",
    "Until",
];

/// A run of capitalised words as a name, without an opener such as “The”.
fn name(
    text: &ReadingText,
    (start, end, words, fresh): (ByteOffset, ByteOffset, usize, bool),
) -> Option<Span> {
    let run = text.span(start, end).ok()?;
    let said = text.quote(run);
    let first = said.split([' ', '-']).next().unwrap_or_default();
    if OPENERS.contains(&first) {
        let rest = start.plus(first.len() + 1);
        return (words > 1 && rest < end).then(|| text.span(rest, end).ok()).flatten();
    }
    (words > 1 || !fresh || said.len() > 3).then_some(run)
}
