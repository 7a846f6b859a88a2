//! What several subjects share: the picture notation, a small tagset, generators of hard cases.

pub mod article;
pub mod nasty;
pub mod picture;
pub mod rasteriser;
pub mod reviewed;

pub use picture::{draw, parse};

use copydesk::annotation::{
    AnnotationSet, Colour, Edit, LinkKind, Pattern, Rgb, SlotKind, SlotRule, Tag, Tagset,
};
use copydesk::text::{ByteOffset, ReadingText, Span};

/// The time at which everything in a picture was last changed.
pub const NOW: &str = "2026-11-23T10:00:00Z";

/// The text, or a failed test.
pub fn text(words: &str) -> ReadingText {
    ReadingText::new(words).expect("a test has no 4 GiB")
}

/// Where `words` first stand.
pub fn find(text: &ReadingText, words: &str) -> Span {
    let Some(at) = text.as_str().find(words) else { panic!("{words:?} is not in the text") };
    text.span(ByteOffset::at(at), ByteOffset::at(at + words.len())).expect("found words are a span")
}

/// The edits of a set under the small tagset.
pub fn edit<'s>(set: &'s AnnotationSet, tagset: &'s Tagset) -> Edit<'s> {
    Edit::new(set, tagset, NOW)
}

/// A tagset of three tags: enough slots of every kind, and one kind of link with ends of its own.
pub fn tagset() -> Tagset {
    let slot = |name: &str, kind, choices: &[&str]| SlotRule {
        name: name.into(),
        kind,
        choices: choices.iter().map(|choice| (*choice).into()).collect(),
        proposed: String::new(),
    };
    let tag = |name: &str, key, pattern, slots| Tag {
        name: name.into(),
        title: format!("{}{}", name[..1].to_uppercase(), &name[1..]),
        key: Some(key),
        colour: Colour { light: Rgb(0, 103, 163), dark: Rgb(108, 185, 236) },
        pattern,
        rule: format!("When to tag as {name}."),
        slots,
    };
    let certainty = || slot("certainty", SlotKind::Choice, &["certain", "possible"]);
    let speaker = || slot("speaker", SlotKind::Place, &[]);
    let kind = |name: &str, key, from: &[&str], to: &[&str]| LinkKind {
        name: name.into(),
        key: Some(key),
        from: from.iter().map(|tag| (*tag).into()).collect(),
        to: to.iter().map(|tag| (*tag).into()).collect(),
    };
    Tagset {
        name: "small/1".into(),
        tags: vec![
            tag("claim", 'c', Pattern::Solid, vec![speaker(), certainty()]),
            tag(
                "quote",
                'q',
                Pattern::Double,
                vec![
                    speaker(),
                    slot("cue", SlotKind::Place, &[]),
                    slot("form", SlotKind::Choice, &["direct", "mixed"]),
                ],
            ),
            tag(
                "event",
                'e',
                Pattern::Dotted,
                vec![
                    slot("date", SlotKind::Date, &[]),
                    slot("dead", SlotKind::Number, &[]),
                    slot("about", SlotKind::Text, &[]),
                ],
            ),
        ],
        links: vec![kind("disputes", 'd', &["claim", "quote"], &["claim"]), kind("same-as", 's', &[], &[])],
    }
}
