//! Where characters, words, clauses, quotes, sentences and paragraphs begin and end.
//!
//! Characters are extended grapheme clusters, words and sentences those of UAX #29, with the
//! abbreviations of English news put right. Nothing here looks further than [`REACH`] bytes, so a
//! megabyte without a line break costs no more than a paragraph.

use super::{ByteOffset, ReadingText, Span};
use std::ops::Range;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// How far, in bytes, a boundary is looked for on each side.
const REACH: usize = 16 * 1024;

/// What a caret moves by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// A grapheme cluster: what a reader takes for one character.
    Character,
    /// Forward to the end of a word, back to its start.
    Word,
    /// To the start of a sentence.
    Sentence,
    /// To the start of a paragraph, that is of a line of the reading text.
    Paragraph,
}

/// What a selection grows to, from small to large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stretch {
    /// A word.
    Word,
    /// What stands between commas, colons, dashes or brackets.
    Clause,
    /// From an opening to its closing quotation mark, marks included.
    Quote,
    /// A sentence.
    Sentence,
    /// A line of the reading text.
    Paragraph,
}

impl Stretch {
    /// From small to large.
    pub const ALL: [Self; 5] = [Self::Word, Self::Clause, Self::Quote, Self::Sentence, Self::Paragraph];
}

impl ReadingText {
    /// The next boundary after `at`; the end of the text if there is none.
    pub fn after(&self, at: ByteOffset, boundary: Boundary) -> ByteOffset {
        let window = self.window(at);
        let found = match boundary {
            Boundary::Character => self.cluster_after(at),
            Boundary::Word => self.words(&window).map(|w| w.end).find(|end| *end > at.index()),
            Boundary::Sentence => {
                self.sentences(&window).into_iter().map(|s| s.start).find(|start| *start > at.index())
            }
            Boundary::Paragraph => None,
        };
        found.map_or_else(|| self.line_after(at, &window, boundary), ByteOffset::at)
    }

    /// The last boundary before `at`; the start of the text if there is none.
    pub fn before(&self, at: ByteOffset, boundary: Boundary) -> ByteOffset {
        let window = self.window(at);
        let found = match boundary {
            Boundary::Character => self.cluster_before(at),
            Boundary::Word => {
                self.words(&window).map(|w| w.start).take_while(|start| *start < at.index()).last()
            }
            Boundary::Sentence => {
                self.sentences(&window).into_iter().map(|s| s.start).rfind(|start| *start < at.index())
            }
            Boundary::Paragraph => (window.start < at.index()).then_some(window.start),
        };
        if let Some(found) = found {
            return ByteOffset::at(found);
        }
        // At the start of a line: the same within the line before it, over empty lines.
        let before = self.as_str().get(..window.start).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let line_end = ByteOffset::at(before.len());
        if line_end >= at || before.is_empty() {
            return ByteOffset::default();
        }
        self.before(line_end, boundary)
    }

    /// The stretch around `at`; a caret at the end of a word still means that word.
    pub fn stretch_at(&self, at: ByteOffset, stretch: Stretch) -> Option<Span> {
        let window = self.window(at);
        let index = at.index();
        let holds = |r: &Range<usize>| r.start <= index && index < r.end;
        let range = match stretch {
            Stretch::Word => {
                let touching: Vec<_> = self
                    .words(&window)
                    .skip_while(|w| w.end < index)
                    .take_while(|w| w.start <= index)
                    .collect();
                touching.iter().find(|w| holds(w)).or(touching.first()).cloned()
            }
            Stretch::Clause => self.clause(&self.sentence(&window, index)?, index),
            Stretch::Quote => self.quoted(&window, index),
            Stretch::Sentence => self.sentence(&window, index),
            Stretch::Paragraph => {
                let line = self.as_str().get(window.clone())?;
                Some(trimmed(line, window.start))
            }
        }?;
        self.span(ByteOffset::at(range.start), ByteOffset::at(range.end)).ok()
    }

    /// The next larger stretch that holds all of `span`.
    ///
    /// Never narrower than the span given: where it reaches over several words or sentences, so
    /// does the answer.
    pub fn grown(&self, span: Span) -> Option<Span> {
        let last = self.before(span.end(), Boundary::Character);
        Stretch::ALL
            .iter()
            .filter_map(|stretch| {
                let first = self.stretch_at(span.start(), *stretch)?;
                let last = self.stretch_at(last, *stretch)?;
                (*stretch != Stretch::Quote || first == last).then(|| first.joined(last))
            })
            .filter(|grown| grown.covers(span) && *grown != span)
            .min_by_key(|grown| grown.len())
    }

    /// The span from `start` to `end`, in either order, widened to whole grapheme clusters.
    pub fn snapped(&self, start: ByteOffset, end: ByteOffset) -> Option<Span> {
        let (start, end) = (start.min(end).min(self.end()), start.max(end).min(self.end()));
        let start = self.floor(start);
        let end = if self.is_cluster_boundary(end) {
            end
        } else {
            self.after(self.floor(end), Boundary::Character)
        };
        self.span(start, end).ok()
    }

    /// The span from `start` to `end`, in either order, widened to whole words.
    pub fn snapped_to_words(&self, start: ByteOffset, end: ByteOffset) -> Option<Span> {
        let span = self.snapped(start, end)?;
        let last = self.before(span.end(), Boundary::Character);
        let holding = |at: ByteOffset| self.stretch_at(at, Stretch::Word).filter(|word| word.contains(at));
        let first = holding(span.start()).map_or(span, |word| word.joined(span));
        Some(holding(last).map_or(first, |word| word.joined(first)))
    }

    /// Whether a grapheme cluster starts or the text ends at `at`.
    pub fn is_cluster_boundary(&self, at: ByteOffset) -> bool {
        let text = self.as_str();
        text.is_char_boundary(at.index())
            && GraphemeCursor::new(at.index(), text.len(), true).is_boundary(text, 0).unwrap_or(true)
    }

    /// The last cluster boundary at or before `at`.
    pub fn floor(&self, at: ByteOffset) -> ByteOffset {
        let text = self.as_str();
        let mut index = at.index().min(text.len());
        while !text.is_char_boundary(index) {
            index -= 1;
        }
        let at = ByteOffset::at(index);
        if self.is_cluster_boundary(at) { at } else { self.before(at, Boundary::Character) }
    }

    fn cluster_after(&self, at: ByteOffset) -> Option<usize> {
        let text = self.as_str();
        GraphemeCursor::new(at.index(), text.len(), true).next_boundary(text, 0).ok().flatten()
    }

    fn cluster_before(&self, at: ByteOffset) -> Option<usize> {
        let text = self.as_str();
        GraphemeCursor::new(at.index(), text.len(), true).prev_boundary(text, 0).ok().flatten()
    }

    /// The line that holds `at`, without its line break, cut to [`REACH`] on each side.
    fn window(&self, at: ByteOffset) -> Range<usize> {
        let text = self.as_str();
        let at = self.nearest_char(at.index());
        let from = self.nearest_char(at.saturating_sub(REACH));
        let to = self.nearest_char(at.saturating_add(REACH));
        let before = text.get(from..at).unwrap_or_default();
        let after = text.get(at..to).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(from, |k| from + k + 1);
        let end = memchr::memchr(b'\n', after.as_bytes()).map_or(to, |k| at + k);
        let line = text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches('\r').len().max(at - start)
    }

    fn nearest_char(&self, index: usize) -> usize {
        let text = self.as_str();
        let mut index = index.min(text.len());
        while !text.is_char_boundary(index) {
            index -= 1;
        }
        index
    }

    /// The place in the next line that has words, to which a motion beyond this one leads.
    fn line_after(&self, at: ByteOffset, window: &Range<usize>, boundary: Boundary) -> ByteOffset {
        let rest = self.as_str().get(window.end..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches(['\n', '\r', ' ', '\t']).len();
        let next = ByteOffset::at(window.end + blank);
        if boundary == Boundary::Word && next > at && next < self.end() {
            return self.after(next, boundary);
        }
        if next > at { next } else { self.end() }
    }

    /// Runs of letters and digits; in scripts without blanks, what UAX #29 gives.
    fn words(&self, window: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let from = window.start;
        self.as_str()
            .get(window.clone())
            .unwrap_or_default()
            .unicode_word_indices()
            .map(move |(at, word)| from + at..from + at + word.len())
    }

    /// The sentences of a line, without the blanks between them.
    fn sentences(&self, window: &Range<usize>) -> Vec<Range<usize>> {
        let line = self.as_str().get(window.clone()).unwrap_or_default();
        let mut sentences: Vec<Range<usize>> = Vec::new();
        for (at, sentence) in line.split_sentence_bound_indices() {
            let range = trimmed(sentence, window.start + at);
            if range.is_empty() {
                continue;
            }
            match sentences.last_mut() {
                Some(last) if goes_on(self.as_str().get(last.clone()).unwrap_or_default()) => {
                    last.end = range.end;
                }
                _ => sentences.push(range),
            }
        }
        sentences
    }

    fn sentence(&self, window: &Range<usize>, index: usize) -> Option<Range<usize>> {
        let sentences = self.sentences(window);
        sentences.iter().rfind(|s| s.start <= index).or(sentences.first()).cloned()
    }

    /// What stands around `index` between the marks that set off a clause.
    fn clause(&self, sentence: &Range<usize>, index: usize) -> Option<Range<usize>> {
        let words = self.as_str().get(sentence.clone())?;
        let mut start = 0;
        let mut end = words.len();
        let mut marks = words.char_indices().peekable();
        while let Some((at, mark)) = marks.next() {
            let next = marks.peek().map(|(_, c)| *c);
            if !sets_off(mark, next) {
                continue;
            }
            let after = at + mark.len_utf8();
            if sentence.start + after <= index {
                start = after;
            } else {
                end = at.max(start);
                break;
            }
        }
        let clause = words.get(start..end)?;
        let range = trimmed(clause, sentence.start + start);
        let clause = self.as_str().get(range.clone())?.trim_end_matches(['.', '!', '?', '。', '！', '？']);
        Some(range.start..range.start + clause.len())
    }

    /// The innermost pair of quotation marks around `index`.
    fn quoted(&self, window: &Range<usize>, index: usize) -> Option<Range<usize>> {
        let line = self.as_str().get(window.clone())?;
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut previous = ' ';
        let mut marks = line.char_indices().peekable();
        while let Some((at, mark)) = marks.next() {
            let next = marks.peek().map_or(' ', |(_, c)| *c);
            let here = window.start + at;
            let apostrophe =
                matches!(mark, '’' | '\'') && previous.is_alphanumeric() && next.is_alphanumeric();
            let closes = open.iter().rposition(|(_, opener)| closing(*opener).contains(&mark));
            if apostrophe {
                // A letter of its word.
            } else if let Some(level) = closes {
                let end = here + mark.len_utf8();
                let start = open.get(level)?.0;
                open.truncate(level);
                if start <= index && index <= end && end > index {
                    return Some(start..end);
                }
            } else if !closing(mark).is_empty() {
                open.push((here, mark));
            }
            previous = mark;
        }
        None
    }
}

/// The part of `words` without blanks at its ends, given where `words` starts.
fn trimmed(words: &str, start: usize) -> Range<usize> {
    let from = start + (words.len() - words.trim_start().len());
    from..from + words.trim().len()
}

/// The marks that may close a quotation opened by `mark`; none if it opens none.
fn closing(mark: char) -> &'static [char] {
    match mark {
        '“' => &['”'],
        '„' => &['“', '”'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '«' => &['»'],
        '»' => &['«'],
        '‹' => &['›'],
        '"' => &['"'],
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        '﹁' => &['﹂'],
        _ => &[],
    }
}

/// Whether a clause ends here. A comma or colon inside a number or a time does not end one.
fn sets_off(mark: char, next: Option<char>) -> bool {
    let blank_follows = next.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '"' | '’' | '»'));
    match mark {
        ',' | ':' | '–' => blank_follows,
        ';' | '—' | '(' | ')' | '[' | ']' | '،' | '؛' | '，' | '、' | '；' | '：' | '“' | '”' => {
            true
        }
        _ => false,
    }
}

/// Whether a sentence that seems to end here goes on: after an initial or an abbreviation.
fn goes_on(sentence: &str) -> bool {
    const ABBREVIATED: [&str; 25] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Maj", "Capt", "Sen", "Rep", "Gov",
        "Rev", "Hon", "Pres", "St", "Mt", "Ft", "vs", "No", "Nos", "approx", "cf",
    ];
    let Some(before) = sentence.strip_suffix('.') else { return false };
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '“' | '(' | '"')).next().unwrap_or_default();
    // “No.” by itself is an answer, not a number.
    let alone = word.len() == before.len();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    initial || initials || (!alone && ABBREVIATED.contains(&word) && !before.ends_with("“No"))
}
