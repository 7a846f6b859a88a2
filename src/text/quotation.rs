//! Quotation marks in pairs, in the manners of many languages.

use std::ops::Range;

/// The quotations of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Quotations {
    /// Those that close in the line, marks included: the inner before the outer.
    pub(super) closed: Vec<Range<usize>>,
    /// Those that do not: where they open and with which mark, the outer before the inner.
    pub(super) open: Vec<(usize, char)>,
}

impl Quotations {
    /// Pairs the marks of a line.
    ///
    /// A mark that also serves as apostrophe, inch or gershayim counts by what stands beside it.
    pub(super) fn of(line: &str) -> Self {
        let mut found = Self::default();
        let mut previous = ' ';
        let mut marks = line.char_indices().peekable();
        while let Some((at, mark)) = marks.next() {
            let next = marks.peek().map_or(' ', |(_, next)| *next);
            let closes = found.open.iter().rposition(|(_, opener)| closing(*opener).contains(&mark));
            if let Some(level) = closes.filter(|_| may_close(previous, mark, next)) {
                found.closed.extend(found.open.get(level).map(|(start, _)| *start..at + mark.len_utf8()));
                found.open.truncate(level);
            } else if !closing(mark).is_empty() && may_open(previous, mark, next) {
                found.open.push((at, mark));
            }
            previous = mark;
        }
        found
    }
}

/// The marks that may close a quotation opened by `mark`; none if it opens none.
pub(super) fn closing(mark: char) -> &'static [char] {
    match mark {
        // The Swedes and Finns have the same mark on both sides.
        '“' | '”' => &['”'],
        '„' => &['“', '”'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‹' => &['›'],
        '›' => &['‹'],
        '"' => &['"'],
        '\'' => &['\''],
        '「' => &['」'],
        '『' => &['』'],
        '﹁' => &['﹂'],
        '﹃' => &['﹄'],
        '〝' => &['〞', '〟'],
        _ => &[],
    }
}

/// Whether the mark stands alike on both sides of a word.
fn is_ambiguous(mark: char) -> bool {
    matches!(mark, '"' | '\'' | '’' | '”' | '»' | '›')
}

fn may_open(previous: char, mark: char, next: char) -> bool {
    let before = previous.is_whitespace() || previous == '\u{feff}' || is_opening(previous);
    !is_ambiguous(mark) || before && !next.is_whitespace()
}

fn may_close(previous: char, mark: char, next: char) -> bool {
    // A letter of its word: it’s, צה"ל.
    let inside_word = previous.is_alphanumeric() && next.is_alphanumeric();
    let looks_on = previous.is_whitespace() && next.is_alphanumeric();
    !matches!(mark, '’' | '\'' | '"') || !(inside_word || looks_on)
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '—' | '–' | '-' | '/') || !closing(c).is_empty()
}
