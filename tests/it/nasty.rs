//! Texts and annotation sets made to break things: emoji, combining marks, CRLF, right-to-left, joiners.

use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Link, Origin, Pieces, Place,
    Sight, Slot, State,
};
use copydesk::article::Details;
use copydesk::text::{CharOffset, ReadingText, Span};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Stretches that have broken some reader of positions or of lines.
const STRETCHES: &[&str] = &[
    "a",
    "Z",
    " ",
    "word ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "é",
    "e\u{301}",
    "ß",
    "ﬁ",
    "“Have they?”",
    "—",
    "…",
    "世界",
    "が",
    "か\u{3099}",
    "😀",
    "👩\u{200d}👩\u{200d}👧",
    "🏳\u{fe0f}\u{200d}🌈",
    "🇮🇷",
    "👍🏽",
    "שלום ",
    "שָׁ",
    "\u{202e}abc\u{202c}",
    "\u{200f}",
    "سلام ",
    "می\u{200c}خواهم",
    "नमस्ते",
    "ไม่",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{b}",
    "\u{c}",
    "\u{1c}",
    "\u{1e}",
    "\0",
    "\u{7f}",
    "\"",
    "'",
    "\\",
    ",",
    ";",
    "=1+1",
    "@x",
    "{",
    "}",
    "null",
    "NA",
    "\u{fffd}",
    "\u{10ffff}",
];

/// A text of a few stretches; one that starts with a byte order mark is left to its own test.
pub(crate) fn text() -> impl Strategy<Value = String> {
    vec(select(STRETCHES), 0..40)
        .prop_map(|parts| parts.concat())
        .prop_filter("a mark at the start is no text", |text| !text.starts_with('\u{feff}'))
}

/// A short string for a note or a value.
pub(crate) fn words() -> impl Strategy<Value = String> {
    vec(select(STRETCHES), 0..6).prop_map(|parts| parts.concat())
}

/// A work: a text, what is known about it, and the sets of a few people.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    pub(crate) text: ReadingText,
    pub(crate) details: Details,
    pub(crate) sets: Vec<AnnotationSet>,
}

/// Two places of a text, in either order.
type Ends = (Index, Index);

#[derive(Debug, Clone)]
struct Draft {
    tag: &'static str,
    ends: Vec<Ends>,
    slots: Vec<(&'static str, String, Vec<Ends>)>,
    note: String,
    flagged: bool,
    origin: Origin,
}

fn draft() -> impl Strategy<Value = Draft> {
    let ends = || (any::<Index>(), any::<Index>());
    let slot = (select(&["speaker", "cue", "made-up"][..]), words(), vec(ends(), 0..3));
    let origin = select(vec![Origin::Hand, Origin::Suggested, Origin::Imported, Origin::Review]);
    let tag = select(&["claim", "quote", "event", "disputed", "böse,\"Marke\""][..]);
    (tag, vec(ends(), 1..4), vec(slot, 0..3), words(), any::<bool>(), origin).prop_map(
        |(tag, ends, slots, note, flagged, origin)| Draft { tag, ends, slots, note, flagged, origin },
    )
}

fn span(text: &ReadingText, (a, b): Ends) -> Option<Span> {
    let chars = usize::try_from(text.chars().get()).unwrap();
    let at = |index: Index| CharOffset::new(u32::try_from(index.index(chars + 1)).unwrap());
    text.span_of_chars(at(a).min(at(b)), at(a).max(at(b))).ok()
}

fn annotation(text: &ReadingText, n: usize, draft: Draft) -> Option<Annotation> {
    let pieces = Pieces::new(draft.ends.into_iter().filter_map(|ends| span(text, ends)))?;
    let slots = draft.slots.into_iter().map(|(name, value, at)| {
        let at = at.into_iter().filter_map(|ends| Some(Place::Found(span(text, ends)?))).collect();
        Slot { name: name.into(), value, at }
    });
    Some(Annotation {
        id: AnnotationId::new(format!("k{n}")),
        tag: draft.tag.into(),
        pieces,
        slots: slots.collect(),
        note: draft.note,
        flagged: draft.flagged,
        origin: draft.origin,
        edited: "2026-11-22T10:00:00Z".into(),
    })
}

fn set(text: &ReadingText, name: &str, drafts: Vec<Draft>, links: Vec<Ends>, state: State) -> AnnotationSet {
    let annotations: Vec<Annotation> =
        drafts.into_iter().enumerate().filter_map(|(n, draft)| annotation(text, n, draft)).collect();
    let links: Vec<Link> = links
        .into_iter()
        .filter(|_| !annotations.is_empty())
        .map(|(from, to)| Link {
            from: AnnotationRef::own(from.get(&annotations).id.clone()),
            kind: "same-as".into(),
            to: AnnotationRef::own(to.get(&annotations).id.clone()),
        })
        .collect();
    AnnotationSet::new(AnnotatorName::new(name).unwrap(), "news/1")
        .with(annotations, [], links, [])
        .with_header(state, Sight::Open, None, "{}")
}

fn details() -> impl Strategy<Value = Details> {
    let field =
        || proptest::option::of(words().prop_filter("an empty field is none", |w| !w.trim().is_empty()));
    (field(), field(), field(), field(), field(), field()).prop_map(
        |(title, byline, outlet, published, url, language)| Details {
            title,
            byline,
            outlet,
            published,
            url,
            language,
        },
    )
}

/// Works of up to two annotators, whose ids are often the same.
pub(crate) fn work() -> impl Strategy<Value = Work> {
    let state = || select(vec![State::InProgress, State::Done]);
    let one = || (vec(draft(), 0..6), vec((any::<Index>(), any::<Index>()), 0..3), state());
    (text(), details(), vec(one(), 0..3)).prop_map(|(text, details, people)| {
        let text = ReadingText::new(text).unwrap();
        let sets = ["anna", "ben", "carl"]
            .into_iter()
            .zip(people)
            .map(|(name, (drafts, links, state))| set(&text, name, drafts, links, state))
            .collect();
        Work { text, details, sets }
    })
}

/// The code points of `text` from `start` to `end`, counted the slow way.
pub(crate) fn slice(text: &str, start: u64, end: u64) -> String {
    let count = |at: u64| usize::try_from(at).unwrap();
    text.chars().skip(count(start)).take(count(end - start)).collect()
}
