//! The description of a selection: the note, then after a blank line a line `slot=value` for each slot.

use std::fmt::Write as _;

/// What is written. Characters that XML cannot hold, and those that would be taken for something else,
/// are written as `\u{HEX}`.
pub(super) fn written<'s>(note: &str, slots: impl IntoIterator<Item = (&'s str, &'s str)>) -> String {
    let lines: Vec<String> = slots
        .into_iter()
        .map(|(name, value)| {
            format!("{}={}", escaped(name, &['=', '\n', '\r']), escaped(value, &['\n', '\r']))
        })
        .collect();
    let note = escaped(note, &['\r']);
    if lines.is_empty() && !note.contains("\n\n") {
        return note;
    }
    format!("{note}\n\n{}", lines.join("\n"))
}

/// The note and the slots of a description.
pub(super) fn read(description: &str) -> (String, Vec<(String, String)>) {
    let Some((note, lines)) = description.rsplit_once("\n\n") else {
        return (plain(description), Vec::new());
    };
    let slots: Option<Vec<(&str, &str)>> = match lines {
        "" => Some(Vec::new()),
        lines => lines.split('\n').map(|line| line.split_once('=')).collect(),
    };
    match slots {
        Some(slots) => {
            let slots = slots.into_iter().map(|(name, value)| (plain(name), plain(value)));
            (plain(note), slots.collect())
        }
        // Somebody else's description, with a paragraph of its own.
        None => (plain(description), Vec::new()),
    }
}

fn escaped(words: &str, more: &[char]) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let begins_like_one = rest.starts_with("\\u{");
        if begins_like_one || more.contains(&c) || crate::interchange::xml::is_refused(c) {
            // Writing to a string cannot fail.
            write!(out, "\\u{{{:x}}}", u32::from(c)).ok();
        } else {
            out.push(c);
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("\\u{") {
        out.push_str(before);
        let code = after.split_once('}').and_then(|(hex, rest)| {
            let c = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
            Some((c, rest))
        });
        if let Some((c, after)) = code {
            out.push(c);
            rest = after;
        } else {
            out.push_str("\\u{");
            rest = after;
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{read, written};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_written_is_read(
            note in "([a=\\\\u{}1\n\u{1}]|.){0,12}",
            slots in proptest::collection::vec(("[a=\n ]{1,4}", "([a=\\\\u{}\n\r\u{1}]|.){0,8}"), 0..3),
        ) {
            let pairs = slots.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            prop_assert_eq!(read(&written(&note, pairs)), (note, slots));
        }
    }

    #[test]
    fn a_description_of_others_is_a_note() {
        assert_eq!(read("One.\n\nTwo."), ("One.\n\nTwo.".to_owned(), Vec::new()));
    }
}
