//! What a selection snaps and grows to: words, clauses, quotes, sentences, paragraphs.

use super::quotation::{Quotations, closing};
use super::sentence::{clause_at, sentence_at, trimmed};
use super::word::words;
use super::{Boundary, ByteOffset, ReadingText, Span};
use std::ops::Range;

/// The most paragraphs that a quotation is followed over, on each side.
const MOST_PARAGRAPHS: usize = 32;

/// The longest line, in bytes, in which quotation marks are paired.
const LONGEST_LINE: usize = 64 * 1024;

/// What a selection grows to, from small to large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stretch {
    /// A word.
    Word,
    /// What stands between commas, colons, dashes or brackets.
    Clause,
    /// From an opening to its closing quotation mark, marks included; over paragraphs where each
    /// opens anew and the last alone closes.
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
    /// The stretch around `at`; a caret at the end of a word still means that word.
    pub fn stretch_at(&self, at: ByteOffset, stretch: Stretch) -> Option<Span> {
        let at = self.floor(at);
        let window = self.window(at);
        let line = self.as_str().get(window.clone())?;
        let inside = at.index() - window.start;
        let range = match stretch {
            Stretch::Word => word_at(line, inside),
            Stretch::Clause => clause_at(line, inside),
            Stretch::Quote => return self.quote_around(at..self.after(at, Boundary::Character)),
            Stretch::Sentence => sentence_at(line, inside),
            Stretch::Paragraph => {
                let line = self.line(at);
                let words = trimmed(self.as_str().get(line.clone())?, line.start);
                return self.snapped(ByteOffset::at(words.start), ByteOffset::at(words.end));
            }
        }?;
        self.snapped(ByteOffset::at(window.start + range.start), ByteOffset::at(window.start + range.end))
    }

    /// The next larger stretch that holds all of `span`; nothing where it is a whole paragraph.
    ///
    /// Never narrower than the span given: where it reaches over several words or sentences, so
    /// does the answer.
    pub fn grown(&self, span: Span) -> Option<Span> {
        let last = self.before(span.end(), Boundary::Character).max(span.start());
        let around = |stretch| match stretch {
            Stretch::Quote => self.quote_around(span.start()..span.end()),
            Stretch::Word | Stretch::Clause | Stretch::Sentence | Stretch::Paragraph => {
                // Where one end stands between two of them, the other says how far it goes.
                let ends = [self.stretch_at(span.start(), stretch), self.stretch_at(last, stretch)];
                ends.into_iter().flatten().reduce(Span::joined).map(|around| around.joined(span))
            }
        };
        let larger = |stretch| around(stretch).filter(|grown| grown.covers(span) && *grown != span);
        let within = [Stretch::Word, Stretch::Clause, Stretch::Quote];
        // A quote of several sentences comes before the sentence in which it begins.
        let smallest = within.into_iter().filter_map(larger).min_by_key(|grown| grown.len());
        smallest.or_else(|| larger(Stretch::Sentence)).or_else(|| larger(Stretch::Paragraph))
    }

    /// The span from `start` to `end`, in either order, widened to whole grapheme clusters.
    pub fn snapped(&self, start: ByteOffset, end: ByteOffset) -> Option<Span> {
        let (start, end) = (start.min(end).min(self.end()), start.max(end).min(self.end()));
        self.span(self.floor(start), self.ceil(end)).ok()
    }

    /// The span from `start` to `end`, in either order, widened to whole words.
    ///
    /// Blanks at its ends are left out, unless there is nothing else.
    pub fn snapped_to_words(&self, start: ByteOffset, end: ByteOffset) -> Option<Span> {
        let chosen = self.snapped(start, end)?;
        let words = trimmed(self.quote(chosen), chosen.start().index());
        let span = self.snapped(ByteOffset::at(words.start), ByteOffset::at(words.end)).unwrap_or(chosen);
        let last = self.before(span.end(), Boundary::Character);
        let holding = |at: ByteOffset| self.stretch_at(at, Stretch::Word).filter(|word| word.contains(at));
        let first = holding(span.start()).map_or(span, |word| word.joined(span));
        Some(holding(last).map_or(first, |word| word.joined(first)))
    }

    /// The innermost quotation that holds a range and is not the range itself.
    fn quote_around(&self, range: Range<ByteOffset>) -> Option<Span> {
        let (start, end) = (range.start.index(), range.end.index());
        let line = self.line_of_quotes(range.start)?;
        let holds = |quote: &Range<usize>| quote.start <= start && end <= quote.end && *quote != (start..end);
        let within = line.quotes.closed.iter().map(|quote| quote.start + line.start..quote.end + line.start);
        let innermost = within.filter(holds).min_by_key(Range::len);
        let found = innermost.or_else(|| self.quote_over_paragraphs(line).filter(holds))?;
        self.snapped(ByteOffset::at(found.start), ByteOffset::at(found.end))
    }

    /// The quotation of which a line is one of several paragraphs.
    fn quote_over_paragraphs(&self, mut line: LineOfQuotes) -> Option<Range<usize>> {
        for _ in 0..MOST_PARAGRAPHS {
            let before = self.as_str().get(..line.start)?.trim_end();
            let Some(previous) =
                self.line_of_quotes(ByteOffset::at(before.len())).filter(|_| !before.is_empty())
            else {
                break;
            };
            if !line.goes_on_from(&previous) {
                break;
            }
            line = previous;
        }
        let (opens, mark) = *line.quotes.open.first()?;
        let start = line.start + opens;
        for _ in 0..MOST_PARAGRAPHS {
            let after = self.as_str().get(line.end..)?;
            let next = line.end + (after.len() - after.trim_start().len());
            let next = self.line_of_quotes(ByteOffset::at(next))?;
            if !next.goes_on_from(&line) {
                return None;
            }
            if let Some(end) = next.first_closes() {
                return Some(start..end);
            }
            if next.first.map(|(_, first)| first) != Some(mark) {
                return None;
            }
            line = next;
        }
        None
    }

    fn line_of_quotes(&self, at: ByteOffset) -> Option<LineOfQuotes> {
        let line = self.line(at);
        let words = self.as_str().get(line.clone()).filter(|words| words.len() <= LONGEST_LINE)?;
        let lead = words.len() - words.trim_start().len();
        let first = words.trim_start().chars().next().filter(|mark| !closing(*mark).is_empty());
        let first = first.map(|mark| (lead, mark));
        Some(LineOfQuotes { start: line.start, end: line.end, first, quotes: Quotations::of(words) })
    }
}

/// A line with its quotation marks paired.
struct LineOfQuotes {
    start: usize,
    end: usize,
    /// The mark with which it begins, if it begins with one.
    first: Option<(usize, char)>,
    /// In bytes from the start of the line.
    quotes: Quotations,
}

impl LineOfQuotes {
    /// Whether it begins with the mark that the line before it leaves open.
    fn goes_on_from(&self, previous: &Self) -> bool {
        let left_open = previous.quotes.open.first().map(|(_, mark)| *mark);
        left_open.is_some() && self.first.map(|(_, mark)| mark) == left_open
    }

    /// Where the quotation that begins the line closes, if it does.
    fn first_closes(&self) -> Option<usize> {
        let (lead, _) = self.first?;
        self.quotes.closed.iter().find(|quote| quote.start == lead).map(|quote| self.start + quote.end)
    }
}

/// The word around `at`, or that which ends there.
fn word_at(line: &str, at: usize) -> Option<Range<usize>> {
    let words = words(line);
    let holds = |word: &&Range<usize>| word.start <= at && at < word.end;
    words.iter().find(holds).or_else(|| words.iter().find(|word| word.end == at)).cloned()
}
