//! Sentences within a line, and clauses within a sentence.

use super::word::is_initials;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// Words that stand before a full stop which does not end a sentence, whatever follows.
const TITLES: &[&str] = &[
    "Adm", "Bros", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Ft", "Gen", "Gov", "Hon", "Insp", "Lt", "Maj",
    "Messrs", "Mr", "Mrs", "Ms", "Mt", "Pfc", "Ph.D", "Pres", "Prof", "Pvt", "Rep", "Reps", "Rev", "Sen",
    "Sens", "Sgt", "Sr", "Sra", "St", "Supt", "approx", "bzw", "ca", "cf", "e.g", "evtl", "ggf", "i.e",
    "inkl", "v", "vs",
];

/// Words that do so before a number alone: `No. 10`, `Jan. 5`.
const BEFORE_NUMBERS: &[&str] = &[
    "Abs", "Apr", "Art", "Aug", "Dec", "Feb", "Fig", "Figs", "Jan", "Jul", "Jun", "Mar", "No", "Nos", "Nov",
    "Nr", "Oct", "Op", "Sec", "Sep", "Sept", "Vol", "no", "nos", "nr", "p", "pp",
];

/// Words that do so unless the next begins a sentence: `Acme Inc. Chairman Doe`.
const INSIDE_NAMES: &[&str] = &["Co", "Corp", "Inc", "Jr", "Ltd", "Mio", "Mrd", "etc", "usw"];

/// Words with which an English or German sentence often begins, and a name hardly ever.
const OPENERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Also",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "But",
    "By",
    "Das",
    "Der",
    "Die",
    "During",
    "Er",
    "Es",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Many",
    "Meanwhile",
    "Most",
    "No",
    "On",
    "One",
    "Or",
    "Our",
    "She",
    "Since",
    "Sie",
    "Some",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Two",
    "Under",
    "We",
    "What",
    "When",
    "While",
    "With",
    "Yet",
    "You",
];

/// Words that follow a German ordinal: `3. Oktober`.
const AFTER_ORDINALS: &[&str] = &[
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jahrhundert",
    "Jahrhunderts",
    "Mal",
    "Klasse",
    "Platz",
];

/// The sentences of a line, in order, without the blanks between them.
///
/// Those of UAX #29, joined where it is misled: after an initial or an abbreviation, and where what
/// follows begins with a small letter (“Safe?” she asked).
pub(super) fn sentences(line: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for (at, sentence) in line.split_sentence_bound_indices() {
        let mut range = trimmed(sentence, at);
        let words = line.get(range.clone()).unwrap_or_default();
        if let Some((last, mark)) = sentences.last_mut().zip(closing_mark(words)) {
            last.end = range.start + mark;
            range = trimmed(words.get(mark..).unwrap_or_default(), last.end);
        }
        let next = line.get(range.clone()).unwrap_or_default();
        match sentences.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if goes_on(line.get(last.clone()).unwrap_or_default(), next) => last.end = range.end,
            _ => sentences.push(range),
        }
    }
    sentences
}

/// How long the closing mark is that French sets off by a blank: `« C’est fini. » Il part.`
fn closing_mark(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(['»', '›'])?;
    let sets_off = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ')' | ';' | ':');
    (rest.is_empty() || rest.starts_with(sets_off)).then_some(words.len() - rest.len())
}

/// The sentence around `at`, or the last before it, or else the first.
pub(super) fn sentence_at(line: &str, at: usize) -> Option<Range<usize>> {
    let sentences = sentences(line);
    sentences.iter().rfind(|sentence| sentence.start <= at).or(sentences.first()).cloned()
}

/// What stands around `at` between the marks that set off a clause, without the final full stop;
/// nothing on such a mark itself.
pub(super) fn clause_at(line: &str, at: usize) -> Option<Range<usize>> {
    let sentence = sentence_at(line, at)?;
    let words = line.get(sentence.clone())?;
    let (mut start, mut end) = (0, words.len());
    let mut marks = words.char_indices().peekable();
    let mut previous = ' ';
    while let Some((place, mark)) = marks.next() {
        let next = marks.peek().map_or(' ', |(_, next)| *next);
        if sets_off(previous, mark, next) {
            let after = place + mark.len_utf8();
            if sentence.start + place == at {
                return None;
            }
            if sentence.start + place > at {
                end = place;
                break;
            }
            start = after;
        }
        previous = mark;
    }
    let range = trimmed(words.get(start..end)?, sentence.start + start);
    let clause = line.get(range.clone())?;
    let bare = clause.trim_end_matches(['.', '!', '?', '…', '。', '！', '？', '؟', '۔']);
    let last = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
    let stop = usize::from(is_initials(last) && clause.len() > bare.len());
    Some(range.start..range.start + bare.len() + stop)
}

/// The part of `words` without blanks at its ends, given where `words` starts.
pub(super) fn trimmed(words: &str, start: usize) -> Range<usize> {
    let from = start + (words.len() - words.trim_start().len());
    from..from + words.trim().len()
}

/// Whether a clause ends here. A comma or colon inside a number or a time does not end one.
fn sets_off(previous: char, mark: char, next: char) -> bool {
    let blank_follows = next.is_whitespace() || matches!(next, '”' | '"' | '’' | '»' | '“');
    match mark {
        ',' | ':' | '–' => blank_follows,
        '-' => previous.is_whitespace() && blank_follows,
        // Hebrew abbreviations have it inside a word.
        '"' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
        ';' | '—' | '(' | ')' | '[' | ']' | '“' | '”' | '„' | '«' | '»' | '،' | '؛' | '，' | '、' | '；'
        | '：' | '（' | '）' | '「' | '」' | '『' | '』' => true,
        _ => false,
    }
}

/// Whether a sentence that seems to end goes on in what follows.
fn goes_on(sentence: &str, next: &str) -> bool {
    if next.starts_with(char::is_lowercase) {
        return true;
    }
    let Some(before) = sentence.strip_suffix('.') else { return false };
    let opens = |c: char| c.is_whitespace() || matches!(c, '“' | '„' | '«' | '‘' | '(' | '[' | '"' | '\'');
    let word = before.rsplit(opens).next().unwrap_or_default();
    let next_word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is = |list: &[&str]| list.contains(&word);
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I";
    let ordinal = word.len() < 3 && word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty();
    is(TITLES)
        || initial
        || is(BEFORE_NUMBERS) && next_word.starts_with(char::is_numeric)
        || ordinal && AFTER_ORDINALS.contains(&next_word)
        || (is(INSIDE_NAMES) || is_initials(word)) && !next_word.is_empty() && !OPENERS.contains(&next_word)
}
