//! Whether a quote is direct or mixed, from what its marks hold.

use crate::annotation::Pieces;
use crate::text::ReadingText;

/// `direct` where the marks hold a sentence or clause, `mixed` where they hold a fragment; nothing
/// where the words stand in no quotation marks.
///
/// A quote counts as a sentence when it ends with a mark that ends one, or with a comma before the
/// closing mark, as in “It was late,” she said.
pub fn from_marks(text: &ReadingText, pieces: &Pieces) -> Option<&'static str> {
    let mut quoted = pieces.iter().map(|piece| text.quote(piece)).peekable();
    let first = *quoted.peek()?;
    first.chars().next().filter(|c| is_mark(*c))?;
    let ends_a_sentence = |words: &str| {
        let inside = words.trim_end_matches(is_mark);
        inside.len() < words.len() && inside.ends_with(['.', '!', '?', ',', '…', '。', '！', '？', '،', '؟'])
    };
    let capital = first.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    let sentence = quoted.any(ends_a_sentence) && (capital || pieces.len() > 1 || !first.is_ascii());
    Some(if sentence { "direct" } else { "mixed" })
}

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
