//! XML at the border: characters that it cannot hold, and attributes whose line ends survive.

/// Whether XML 1.0 has no way to write a character.
pub(super) const fn is_refused(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Text for an attribute in double quotes.
///
/// Line ends and tabs are written as references, since a reader turns the characters themselves into
/// spaces; what XML cannot hold becomes a space, so that every position stays.
pub(super) fn attribute(value: &str) -> String {
    escaped(value, true)
}

/// Text between tags. A carriage return is written as a reference, since a reader makes it a line feed.
pub(super) fn content(value: &str) -> String {
    escaped(value, false)
}

fn escaped(value: &str, quoted: bool) -> String {
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
