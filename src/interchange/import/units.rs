//! Positions of others made our own: the unit that fits all words is found by trying, and what fits in
//! none is found by its words where they stand once.

use super::reader::Counted;
use crate::interchange::jsonl::{ArticleLine, Fragment, SpanLine};
use crate::text::{ByteOffset, CharOffset, ReadingText, Utf16Offset};
use memchr::memmem;

/// Converts all positions of an article to code points of `text`.
///
/// A span that fits has no words left to compare; one that was found by its words is marked. What
/// fits nowhere keeps its words, and its positions as the likeliest unit has them.
pub(super) fn settle(article: &mut ArticleLine, text: &ReadingText, counted: &[Counted]) {
    let rulers: Vec<Ruler<'_>> = counted.iter().map(|unit| Ruler::new(text, *unit)).collect();
    let Some(first) = rulers.first() else { return };
    let mut best = (0, first);
    for ruler in &rulers {
        let fits = article.spans.iter().filter(|span| ruler.fits(span)).count();
        if fits > best.0 {
            best = (fits, ruler);
        }
        if fits == article.spans.len() {
            break;
        }
    }
    let (_, ruler) = best;
    for span in &mut article.spans {
        if ruler.fits(span) {
            span.text = None;
            ruler.convert(span);
            continue;
        }
        let found = span.text.as_deref().and_then(|words| only_place(text, words, span));
        ruler.convert(span);
        if let Some((start, end)) = found {
            (span.start, span.end) = (Some(start.get()), Some(end.get()));
            span.fragments.clear();
            span.text = None;
            span.anchored = true;
        }
    }
}

/// Where words stand in the text, where that is one place; what is said to stand before and after them
/// tells several places apart.
fn only_place(text: &ReadingText, words: &str, span: &SpanLine) -> Option<(CharOffset, CharOffset)> {
    /// Words that stand more often than this are not worth telling apart.
    const MOST: usize = 10_000;
    if words.trim().is_empty() {
        return None;
    }
    let whole = text.as_str();
    let before = span.prefix.as_deref().unwrap_or_default();
    let after = span.suffix.as_deref().unwrap_or_default();
    let places: Vec<usize> = memmem::find_iter(whole.as_bytes(), words).take(MOST).collect();
    let neighbours = |at: &&usize| {
        let start = whole.get(..**at).unwrap_or_default();
        let rest = whole.get(**at + words.len()..).unwrap_or_default();
        start.ends_with(before) && rest.starts_with(after)
    };
    let at = match places.as_slice() {
        [only] => *only,
        [] => return None,
        several => {
            let mut told = several.iter().filter(neighbours);
            match (told.next(), told.next()) {
                (Some(only), None) => *only,
                _ => return None,
            }
        }
    };
    let start = ByteOffset::at(at);
    Some((text.char_offset(start)?, text.char_offset(start.plus(words.len()))?))
}

/// A text with one unit of counting.
struct Ruler<'t> {
    text: &'t ReadingText,
    unit: Counted,
    /// For units that take CR LF as one: at which of them each pair's LF stands.
    pairs: Vec<u32>,
}

impl<'t> Ruler<'t> {
    fn new(text: &'t ReadingText, unit: Counted) -> Self {
        let inner = match unit {
            Counted::CodePointsOfLines => Some(Counted::CodePoints),
            Counted::Utf16OfLines => Some(Counted::Utf16),
            Counted::CodePoints | Counted::Utf16 | Counted::Bytes => None,
        };
        let mut pairs = Vec::new();
        if let Some(inner) = inner {
            let mut at = 0_u32;
            let mut before = None;
            for c in text.as_str().chars() {
                if (before, c) == (Some('\r'), '\n') {
                    // The pair counts as one: its LF is not counted.
                    pairs.push(at);
                } else {
                    at += if inner == Counted::Utf16 { u32::from(c.len_utf16() == 2) + 1 } else { 1 };
                }
                before = Some(c);
            }
        }
        Self { text, unit, pairs }
    }

    /// The code point at a position; nothing where there is none.
    fn chars(&self, at: u32) -> Option<CharOffset> {
        let unfolded = || {
            let pairs = self.pairs.partition_point(|pair| *pair <= at.saturating_sub(1) && at > 0);
            at.checked_add(u32::try_from(pairs).ok()?)
        };
        match self.unit {
            Counted::CodePoints => Some(CharOffset::new(at)).filter(|at| *at <= self.text.chars()),
            Counted::Utf16 => self.of_utf16(at),
            Counted::Bytes => self.text.char_offset(ByteOffset::new(at)),
            Counted::CodePointsOfLines => {
                unfolded().map(CharOffset::new).filter(|at| *at <= self.text.chars())
            }
            Counted::Utf16OfLines => self.of_utf16(unfolded()?),
        }
    }

    fn of_utf16(&self, at: u32) -> Option<CharOffset> {
        self.text.char_offset(self.text.byte_of_utf16(Utf16Offset::new(at))?)
    }

    /// The words between two positions.
    fn words(&self, start: u32, end: u32) -> Option<&'t str> {
        let span = self.text.span_of_chars(self.chars(start)?, self.chars(end)?).ok()?;
        Some(self.text.quote(span))
    }

    /// Whether the words of a span stand at its position; white space is as good as any other.
    fn fits(&self, span: &SpanLine) -> bool {
        let Some(expected) = span.text.as_deref() else { return true };
        let pieces: Vec<Fragment> = pieces(span);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
        let extent = self.words(first.start, last.end);
        if extent.is_some_and(|words| words == expected || is_alike(words, expected)) {
            return true;
        }
        // Some write the words of the pieces, with a blank between.
        let joined: Option<Vec<&str>> =
            pieces.iter().map(|piece| self.words(piece.start, piece.end)).collect();
        pieces.len() > 1 && joined.is_some_and(|words| is_alike(&words.join(" "), expected))
    }

    /// Converts the positions of a span; one that is none stays as it is.
    fn convert(&self, span: &mut SpanLine) {
        let convert = |at: &mut u32| *at = self.chars(*at).map_or(*at, CharOffset::get);
        span.start.iter_mut().chain(span.end.iter_mut()).for_each(convert);
        for slot in &mut span.attributes {
            slot.start.iter_mut().chain(slot.end.iter_mut()).for_each(convert);
            slot.fragments.iter_mut().flat_map(|at| [&mut at.start, &mut at.end]).for_each(convert);
        }
        span.fragments.iter_mut().flat_map(|at| [&mut at.start, &mut at.end]).for_each(convert);
    }
}

/// The pieces of a span, in order.
fn pieces(span: &SpanLine) -> Vec<Fragment> {
    match (span.fragments.as_slice(), span.start, span.end) {
        ([], Some(start), Some(end)) => vec![Fragment { start, end }],
        (fragments, ..) => {
            let mut fragments = fragments.to_vec();
            fragments.sort_by_key(|piece| (piece.start, piece.end));
            fragments
        }
    }
}

/// Whether two strings have the same words, whatever white space stands between them.
fn is_alike(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}
