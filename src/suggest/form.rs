//! Whether a quote is direct or mixed, from what its marks hold.

use crate::annotation::Pieces;
use crate::text::{ByteOffset, ReadingText, Span};

/// `direct` where the marks hold a sentence or clause, `mixed` where they hold a fragment; nothing
/// where the words stand in no quotation marks.
///
/// A quote begins like a sentence with a capital, or with a letter of a script that has none. It
/// ends like one with a mark that ends a sentence or with a comma, inside the closing mark, or
/// outside it where the quote stands by itself, as in: “It was late”, she said.
pub fn from_marks(text: &ReadingText, pieces: &Pieces) -> Option<&'static str> {
    let first = pieces.iter().next()?;
    text.quote(first).chars().next().filter(|c| is_mark(*c))?;
    let whole = pieces.iter().any(|piece| ends_inside(text.quote(piece)) || stands_alone(text, piece));
    // Where “she said” breaks a quote, its pieces are parts of sentences.
    let begins = pieces.len() > 1 || begins_a_sentence(text.quote(first));
    Some(if whole && begins { "direct" } else { "mixed" })
}

fn begins_a_sentence(words: &str) -> bool {
    words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

fn ends_inside(words: &str) -> bool {
    let inside = words.trim_end_matches(is_mark);
    inside.len() < words.len() && inside.ends_with(ENDS)
}

/// Whether the words before the quote lead up to it, and a comma or stop follows its closing mark.
fn stands_alone(text: &ReadingText, piece: Span) -> bool {
    let before = text.between(ByteOffset::default(), piece.start());
    let before = before.trim_end_matches(' ');
    let led = before.is_empty() || before.ends_with([',', ':', '\n', '.', '،', '：']);
    let follows = text.between(piece.end(), text.end()).starts_with(ENDS);
    led && follows && text.quote(piece).ends_with(is_mark)
}

/// Marks after which a sentence or clause is complete.
const ENDS: [char; 13] = ['.', '!', '?', ',', '…', '—', '–', '。', '！', '？', '،', '؟', '۔'];

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '„'
            | '‟'
            | '"'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '\''
            | '「'
            | '」'
            | '『'
            | '』'
    )
}
