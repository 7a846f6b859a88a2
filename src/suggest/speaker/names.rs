//! Names around a statement, told by their capitals.
//!
//! Scripts without capitals have none to be told by: there the words are picked in the text.

use crate::suggest::cue;
use crate::text::{Boundary, ByteOffset, ReadingText, Span};
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation as _;

/// How far before a statement names are looked for, in bytes.
const REACH_BEFORE: usize = 3000;

/// How far after a statement names are looked for, in bytes: as far as “…, said the name of somebody”.
const REACH_AFTER: usize = 160;

/// The most words in a name; a longer run is a headline.
const LONGEST: usize = 5;

/// A run of capitalised words.
#[derive(Clone, Copy)]
struct Run {
    start: ByteOffset,
    /// The end of the last capitalised word: a particle after it belongs to the sentence.
    end: ByteOffset,
    words: usize,
    doubt: Doubt,
    voice: Voice,
}

/// Whether a reporting verb stands at a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    Silent,
    Speaks,
}

/// A name without a reporting verb counts as so much farther, in bytes: about a sentence.
const SILENT: usize = 120;

/// Whether the capital of a run may be that of its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// The word stands inside a sentence, or before a reporting verb.
    None,
    /// The word begins a sentence.
    Opener,
}

/// The names before a statement and right after it, nearest first, each once.
pub(super) fn near(text: &ReadingText, statement: Span) -> Vec<Span> {
    let from = statement.start().index().saturating_sub(REACH_BEFORE);
    let from = if from == 0 {
        ByteOffset::default()
    } else {
        text.after(text.floor(ByteOffset::at(from)), Boundary::Word).min(statement.start())
    };
    let to = text.floor(statement.end().plus(REACH_AFTER).min(text.end()));
    let mut runs = runs(text, from, statement.start());
    runs.extend(runs_after(text, statement, to));

    let sure: BTreeSet<&str> =
        runs.iter().filter(|run| run.doubt == Doubt::None).map(|run| words_of(text, *run)).collect();
    // “Netanyahu” that begins a sentence is a name where “Benjamin Netanyahu” stands.
    let surnames: BTreeSet<&str> = runs
        .iter()
        .filter(|run| (2..=LONGEST).contains(&run.words))
        .filter_map(|run| words_of(text, *run).rsplit(' ').next())
        .collect();
    let is_known = |words: &str| sure.contains(words) || surnames.contains(words);
    let mut names: Vec<(usize, Span)> = runs
        .iter()
        .filter(|run| run.words <= LONGEST)
        .filter(|run| run.doubt == Doubt::None || run.words > 1 || is_known(words_of(text, **run)))
        .filter_map(|run| Some((distance(*run, statement), text.span(run.start, run.end).ok()?)))
        .collect();
    names.sort_by_key(|(distance, _)| *distance);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    names.into_iter().map(|(_, name)| name).filter(|name| seen.insert(text.quote(*name))).collect()
}

/// How far a name is from a statement, in bytes; what stands after it counts twice.
fn distance(run: Run, statement: Span) -> usize {
    let bytes = run.start.since(statement.end()) * 2 + statement.start().since(run.end);
    match run.voice {
        Voice::Speaks => bytes,
        Voice::Silent => bytes + SILENT,
    }
}

fn words_of(text: &ReadingText, run: Run) -> &str {
    text.between(run.start, run.end)
}

fn runs_after(text: &ReadingText, statement: Span, to: ByteOffset) -> Vec<Run> {
    let mut after = runs(text, statement.end(), to);
    // The last word may be cut by the reach.
    after.retain(|run| run.end < to || to == text.end());
    after
}

/// The runs of capitalised words between two places, in the order of the text.
fn runs(text: &ReadingText, from: ByteOffset, to: ByteOffset) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    let mut previous = (from, "");
    for (at, word) in text.between(from, to).unicode_word_indices() {
        let start = from.plus(at);
        let gap = text.between(previous.0, start);
        let begins = begins_sentence(gap, previous.1) || (start == from && from == ByteOffset::default());
        let near = matches!(gap, " " | "-" | "‑") || (gap == ". " && is_abbreviation(previous.1));
        if cue::reports(word)
            && matches!(gap, " " | ", ")
            && let Some(run) = open.as_mut()
        {
            run.voice = Voice::Speaks;
            run.doubt = if gap == " " { Doubt::None } else { run.doubt };
        }
        let joined = open.filter(|_| near && !begins);
        let name = possessor(word);
        let capital = word.chars().next().is_some_and(char::is_uppercase)
            && (joined.is_some() || !(OPENERS.contains(&word) || CALENDAR.contains(&word)));
        let end = with_full_stop(text, start.plus(name.len()), name).min(to);
        match joined {
            Some(run) if capital => open = Some(Run { end, words: run.words + 1, ..run }),
            Some(_) if PARTICLES.contains(&word) => {}
            _ => {
                found.extend(open.take());
                let doubt = if begins { Doubt::Opener } else { Doubt::None };
                let told = gap == " " && cue::reports(previous.1) && !HEARD.contains(&previous.1);
                let voice = if told { Voice::Speaks } else { Voice::Silent };
                open = capital.then_some(Run { start, end, words: 1, doubt, voice });
            }
        }
        if name.len() < word.len() {
            found.extend(open.take());
        }
        previous = (start.plus(word.len()), word);
    }
    found.extend(open);
    found
}

fn begins_sentence(gap: &str, previous: &str) -> bool {
    let stops = gap.contains(['.', '!', '?', '…']) && !is_abbreviation(previous);
    stops || gap.contains(['\n', '“', '”', '"', '«', '»', ':', '—'])
}

/// An initial, or a title that is written short.
fn is_abbreviation(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || word.contains('.') || TITLES.contains(&word)
}

/// The word without the ’s of a possessive.
fn possessor(word: &str) -> &str {
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}

/// With the last full stop of “U.S.”, which is no word for the Unicode rules.
fn with_full_stop(text: &ReadingText, end: ByteOffset, word: &str) -> ByteOffset {
    let stop = word.contains('.') && text.between(end, end.plus(1)) == ".";
    if stop { end.plus(1) } else { end }
}

/// Reporting verbs after which stands who is spoken to.
const HEARD: [&str; 14] = [
    "told",
    "tells",
    "asked",
    "asks",
    "warned",
    "warns",
    "urged",
    "urges",
    "accused",
    "accuses",
    "accusing",
    "called",
    "calling",
    "dismissed",
];

/// Small words inside names.
const PARTICLES: [&str; 14] =
    ["de", "van", "von", "der", "den", "bin", "ibn", "al", "el", "da", "di", "la", "le", "of"];

/// Titles that are written short.
const TITLES: [&str; 16] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Maj", "Capt", "Sen", "Rep", "Gov", "Rev",
    "St",
];

/// Capitalised words that are no names: days and months.
const CALENDAR: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words that sentences begin with, and that are capitalised there alone.
const OPENERS: [&str; 66] = [
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "But",
    "And",
    "Or",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
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
    "Its",
    "Their",
    "Our",
    "My",
    "There",
    "Until",
    "Since",
    "Although",
    "Though",
    "Because",
    "So",
    "Some",
    "Many",
    "Most",
    "All",
    "Both",
    "Each",
    "One",
    "Two",
    "Three",
    "Last",
    "Next",
    "Earlier",
    "Later",
    "Who",
    "What",
    "Where",
];
