//! XML at the border: characters that it cannot hold, attributes whose line ends survive, no DOCTYPE.

use super::import::BadInput;

/// Whether XML 1.0 has no way to write a character.
pub(super) const fn is_refused(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Text for an attribute in double quotes.
///
/// Line ends and tabs are written as references, since a reader turns the characters themselves into
/// spaces; what XML cannot hold becomes a space, so that every position stays.
pub(super) fn attribute(value: &str) -> String {
    escaped(value, Place::Attribute)
}

/// Text between tags. A carriage return is written as a reference, since a reader makes it a line feed.
pub(super) fn content(value: &str) -> String {
    escaped(value, Place::Content)
}

/// Where text is to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Attribute,
    Content,
}

fn escaped(value: &str, place: Place) -> String {
    let quoted = place == Place::Attribute;
    let mut out = String::with_capacity(value.len() + value.len() / 16);
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if quoted => out.push_str("&quot;"),
            '\n' if quoted => out.push_str("&#10;"),
            '\t' if quoted => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            // XML 1.1 and some readers of 1.0 take these for line ends.
            '\u{85}' => out.push_str("&#133;"),
            '\u{2028}' => out.push_str("&#8232;"),
            c if is_refused(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A document as a tree. One with a DOCTYPE is refused: it may name files, or grow without end.
pub(super) fn parse(words: &str) -> Result<roxmltree::Document<'_>, BadInput> {
    // Deeper trees are nobody's annotations, and would overflow the stack of a reader.
    const DEEPEST: usize = 200;
    let depth = |node: roxmltree::Node<'_, '_>| node.ancestors().count();
    let document = roxmltree::Document::parse(words).map_err(|error| match error {
        roxmltree::Error::DtdDetected => {
            BadInput::whole("it has a DOCTYPE, which is refused: take that line out and import again")
        }
        error => {
            let at = error.pos();
            BadInput::at(format!("line {}, column {}", at.row, at.col), error)
        }
    })?;
    if document.descendants().any(|node| depth(node) > DEEPEST) {
        return Err(BadInput::whole("it is nested more than 200 deep"));
    }
    Ok(document)
}
