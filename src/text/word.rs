//! Words within a line.

use super::{ByteOffset, ReadingText, Span};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

impl ReadingText {
    /// All words in order, as UAX #29 has them: the tokens of agreement by token.
    pub fn words(&self) -> impl Iterator<Item = Span> + '_ {
        let mut start = 0;
        let lines = self.as_str().split_inclusive('\n').map(move |line| {
            let words = words(line).into_iter().map(move |word| start + word.start..start + word.end);
            start += line.len();
            words
        });
        lines
            .flatten()
            .filter_map(|word| self.span(ByteOffset::at(word.start), ByteOffset::at(word.end)).ok())
    }
}

/// The words of a line, in order: runs of letters and digits as UAX #29 has them.
///
/// Where a script sets no blanks between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) a
/// dictionary tells them apart. Initials keep their last full stop: `U.S.` is one word.
pub(super) fn words(line: &str) -> Vec<Range<usize>> {
    if line.chars().any(is_unspaced) {
        return words_by_dictionary(line);
    }
    let word = |(at, word): (usize, &str)| {
        let end = at + word.len();
        let stop = is_initials(word) && line.get(end..).is_some_and(|rest| rest.starts_with('.'));
        at..end + usize::from(stop)
    };
    line.unicode_word_indices().map(word).collect()
}

fn words_by_dictionary(line: &str) -> Vec<Range<usize>> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut words = Vec::new();
    let mut start = 0;
    for (end, kind) in segmenter.segment_str(line).iter_with_word_type() {
        if kind.is_word_like() {
            words.push(start..end);
        }
        start = end;
    }
    words
}

/// Whether it is single letters with full stops between, two at least: `U.S`, `p.m`, `z.B`.
pub(super) fn is_initials(word: &str) -> bool {
    let mut letters = word.split('.');
    word.contains('.')
        && letters.all(|letter| letter.chars().count() == 1 && !letter.starts_with(char::is_numeric))
}

fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}
