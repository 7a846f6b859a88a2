//! JSON by hand: strings escaped so that no reader breaks a line inside them.

use std::io::Write as _;

/// Bytes looked at together, with vector instructions where the machine has them.
const RUN: usize = 32;

/// Whether a byte starts a character that is, or may have to be, escaped.
///
/// 0xC2 begins U+0085, 0xE2 begins U+2028 and U+2029, among many others.
fn special(byte: u8) -> bool {
    matches!(byte, 0..0x20 | b'"' | b'\\' | 0xC2 | 0xE2)
}

/// How many bytes stand before the first special one.
fn plain(bytes: &[u8]) -> usize {
    let runs = bytes.chunks(RUN).take_while(|run| !run.iter().fold(false, |any, b| any | special(*b)));
    let before = runs.map(<[u8]>::len).sum();
    let rest = bytes.get(before..).unwrap_or_default();
    before + rest.iter().position(|byte| special(*byte)).unwrap_or(rest.len())
}

/// Appends a string with its quotes.
///
/// Beyond what JSON demands, U+0085, U+2028 and U+2029 are escaped: some readers of JSON Lines
/// break the line at them.
pub(super) fn string(out: &mut Vec<u8>, value: &str) {
    out.push(b'"');
    let mut rest = value.as_bytes();
    while !rest.is_empty() {
        let (before, from) = rest.split_at_checked(plain(rest)).unwrap_or((rest, &[]));
        out.extend_from_slice(before);
        rest = special_character(out, from);
    }
    out.push(b'"');
}

/// Appends the first character of `bytes`, escaped where it must be; returns what follows it.
fn special_character<'b>(out: &mut Vec<u8>, bytes: &'b [u8]) -> &'b [u8] {
    match bytes {
        [b'"', rest @ ..] => {
            out.extend_from_slice(b"\\\"");
            rest
        }
        [b'\\', rest @ ..] => {
            out.extend_from_slice(b"\\\\");
            rest
        }
        [b'\n', rest @ ..] => {
            out.extend_from_slice(b"\\n");
            rest
        }
        [b'\r', rest @ ..] => {
            out.extend_from_slice(b"\\r");
            rest
        }
        [b'\t', rest @ ..] => {
            out.extend_from_slice(b"\\t");
            rest
        }
        [0xC2, 0x85, rest @ ..] => {
            out.extend_from_slice(b"\\u0085");
            rest
        }
        [0xE2, 0x80, 0xA8, rest @ ..] => {
            out.extend_from_slice(b"\\u2028");
            rest
        }
        [0xE2, 0x80, 0xA9, rest @ ..] => {
            out.extend_from_slice(b"\\u2029");
            rest
        }
        [control @ 0..0x20, rest @ ..] => {
            // Writing to a vector cannot fail.
            write!(out, "\\u{control:04x}").ok();
            rest
        }
        [lead, rest @ ..] => {
            out.push(*lead);
            rest
        }
        [] => bytes,
    }
}

/// Appends a string, or `null` for none.
pub(super) fn string_or_null(out: &mut Vec<u8>, value: Option<&str>) {
    match value {
        Some(value) => string(out, value),
        None => out.extend_from_slice(b"null"),
    }
}

/// A value as one line, with its line feed; strings are escaped as [`string`] does.
pub(super) fn line(value: &serde_json::Value) -> Vec<u8> {
    let mut out = Vec::new();
    append(&mut out, value);
    out.push(b'\n');
    out
}

/// A value as one line of ASCII, with its line feed.
pub(super) fn ascii(value: &serde_json::Value) -> Vec<u8> {
    let mut out = String::new();
    for c in value.to_string().chars() {
        if c.is_ascii() && c != '\u{7f}' {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            std::fmt::Write::write_fmt(&mut out, format_args!("\\u{unit:04x}")).ok();
        }
    }
    out.push('\n');
    out.into_bytes()
}

/// Appends a value.
pub(super) fn append(out: &mut Vec<u8>, value: &serde_json::Value) {
    match value {
        serde_json::Value::String(words) => string(out, words),
        serde_json::Value::Array(items) => list(out, items, append),
        serde_json::Value::Object(fields) => {
            out.push(b'{');
            for (n, (key, value)) in fields.iter().enumerate() {
                if n > 0 {
                    out.push(b',');
                }
                string(out, key);
                out.push(b':');
                append(out, value);
            }
            out.push(b'}');
        }
        // Writing to a vector cannot fail.
        plain => write!(out, "{plain}").unwrap_or_default(),
    }
}

/// Appends a number.
pub(super) fn number(out: &mut Vec<u8>, value: u32) {
    // Writing to a vector cannot fail.
    write!(out, "{value}").ok();
}

/// Appends `items` between brackets, with commas between.
pub(super) fn list<T>(
    out: &mut Vec<u8>,
    items: impl IntoIterator<Item = T>,
    mut item: impl FnMut(&mut Vec<u8>, T),
) {
    out.push(b'[');
    for (n, one) in items.into_iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        item(out, one);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    use super::string;
    use proptest::prelude::*;

    fn written(value: &str) -> String {
        let mut out = Vec::new();
        string(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn a_json_reader_reads_what_was_written(value in ".*") {
            prop_assert_eq!(serde_json::from_str::<String>(&written(&value)).unwrap(), value);
        }
    }

    #[test]
    fn every_character_survives() {
        for c in '\0'..=char::MAX {
            let value = format!("a{c}b");
            assert_eq!(serde_json::from_str::<String>(&written(&value)).unwrap(), value);
        }
    }

    #[test]
    fn what_breaks_lines_elsewhere_is_escaped() {
        let written = written("\u{2028}\u{2029}\u{85}\u{b}\u{c}\u{1c}\u{1d}\u{1e}\n\r");
        assert_eq!(written, r#""\u2028\u2029\u0085\u000b\u000c\u001c\u001d\u001e\n\r""#);
    }

    #[test]
    fn neighbours_of_the_separators_stay() {
        assert_eq!(written("“…” \u{a0}\u{2027}\u{202a}"), "\"“…” \u{a0}\u{2027}\u{202a}\"");
    }
}
