//! Generators of what breaks programs about text: letters of many scripts, marks, joiners, line ends.

use super::tagset;
use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Comment, Decision, Gold, Link,
    Origin, Pieces, Place, Sight, Slot, State, Unplaced, Why,
};
use copydesk::text::{ByteOffset, CharOffset, ReadingText, Span, shortened};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation as _;

/// Each is hard for somebody: two ways to write é, wide signs, joined emoji, a flag, right-to-left words,
/// a joiner inside a word, every line end, a blank that is none, marks that look alike.
const CHUNKS: [&str; 44] = [
    "a",
    "Bc",
    " ",
    " ",
    ".",
    ", ",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "\u{301}",
    "漢",
    "字です",
    "한국",
    "🧔🏽\u{200d}♂\u{fe0f}",
    "👩\u{200d}👩\u{200d}👧",
    "🇩🇪",
    "😀",
    "שלום",
    "שָׁלוֹם",
    "السلام",
    "می\u{200c}خواهم",
    "\u{202b}",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{a0}",
    "“",
    "”",
    "‘it’s’",
    "\"",
    "'",
    "«",
    "\u{2028}",
    "\u{85}",
    "\t",
    "\u{feff}",
    "\0",
    "\\",
    "𝒳",
    "…",
    "| ~ # .",
];

/// A string of anything.
pub fn words() -> impl Strategy<Value = String> {
    vec(select(CHUNKS.as_slice()), 0..8).prop_map(|chunks| chunks.concat())
}

/// A text of anything, empty ones too.
pub fn text() -> impl Strategy<Value = ReadingText> {
    prop_oneof![
        19 => vec(select(CHUNKS.as_slice()), 0..40),
        // Longer than the steps by which positions are counted.
        1 => vec(select(CHUNKS.as_slice()), 400..700),
    ]
    .prop_map(|chunks| super::text(&chunks.concat()))
}

/// Two ends anywhere in a text.
pub type Ends = (Index, Index);

/// Two ends anywhere, seldom far apart.
pub fn ends() -> impl Strategy<Value = Ends> {
    any::<Ends>()
}

/// The span between two of the positions given, if they differ.
fn span(text: &ReadingText, positions: &[usize], (one, other): Ends) -> Option<Span> {
    let (one, other) = (positions[one.index(positions.len())], positions[other.index(positions.len())]);
    text.span(ByteOffset::at(one.min(other)), ByteOffset::at(one.max(other))).ok()
}

/// Every position between characters.
pub fn char_boundaries(text: &ReadingText) -> Vec<usize> {
    let text = text.as_str();
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Every position between what readers take for characters.
pub fn cluster_boundaries(text: &ReadingText) -> Vec<usize> {
    let text = text.as_str();
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

/// A text and some spans of it.
pub fn text_and_spans() -> impl Strategy<Value = (ReadingText, Vec<Span>)> {
    (text(), vec(ends(), 0..8)).prop_map(|(text, ends)| {
        let positions = char_boundaries(&text);
        let spans = ends.into_iter().filter_map(|ends| span(&text, &positions, ends)).collect();
        (text, spans)
    })
}

/// A text and a set on it that holds everything a set can hold.
pub fn text_and_set() -> impl Strategy<Value = (ReadingText, AnnotationSet)> {
    text().prop_flat_map(|text| {
        let set = set_on(&text);
        (Just(text), set)
    })
}

/// A set that holds everything a set can hold.
pub fn set_on(text: &ReadingText) -> impl Strategy<Value = AnnotationSet> + use<> {
    let annotations = vec(annotation_on(text), 0..6).prop_map(|found| found.into_iter().flatten().collect());
    let unplaced = vec(unplaced_on(text), 0..3).prop_map(|found| found.into_iter().flatten().collect());
    let header = (state(), select(&[Sight::Open, Sight::Blind][..]), proptest::option::of(gold()));
    (annotations, unplaced, vec((any::<Ends>(), kind(), foreign()), 0..4), vec(comment(), 0..3), header)
        .prop_map(|(annotations, unplaced, arrows, comments, (state, sight, gold))| {
            let (annotations, unplaced) = without_twins(annotations, unplaced);
            let ids: Vec<AnnotationId> = annotations
                .iter()
                .map(|a| a.id.clone())
                .chain(unplaced.iter().map(|u| u.id.clone()))
                .collect();
            let links: Vec<Link> = arrows
                .into_iter()
                .filter(|_| !ids.is_empty())
                .map(|((from, to), kind, foreign)| Link {
                    from: AnnotationRef::own(from.get(&ids).clone()),
                    kind: kind.into(),
                    to: foreign.unwrap_or_else(|| AnnotationRef::own(to.get(&ids).clone())),
                })
                .collect();
            let name = if gold.is_some() { AnnotatorName::gold() } else { annotator("anna") };
            AnnotationSet::new(name, "small/1")
                .with(annotations, unplaced, links, comments)
                .with_header(state, sight, gold, "{}")
        })
}

/// A text and annotations on it that a picture can show wholly.
pub fn pictured() -> impl Strategy<Value = (ReadingText, AnnotationSet)> {
    let annotation =
        (vec(ends(), 1..3), vec((ends(), words()), 0..3), words(), any::<bool>(), origin(), id());
    (vec(select(CHUNKS.as_slice()), 0..40), vec(annotation, 0..4)).prop_map(|(chunks, seeds)| {
        let text = super::text(&chunks.concat());
        let positions: Vec<usize> = cluster_boundaries(&text)
            .into_iter()
            .filter(|at| !text.as_str()[..*at].ends_with('\r') || !text.as_str()[*at..].starts_with('\n'))
            .collect();
        let annotations = seeds.into_iter().filter_map(|(pieces, places, note, flagged, origin, id)| {
            let pieces = Pieces::new(pieces.into_iter().filter_map(|ends| span(&text, &positions, ends)))?;
            let mut placed: Vec<(Span, String)> = places
                .into_iter()
                .filter_map(|(ends, value)| Some((span(&text, &positions, ends)?, value)))
                .collect();
            placed.sort();
            let free = Slot { name: "form".into(), value: note.clone(), at: Vec::new() };
            let placed = placed.into_iter().enumerate().map(|(number, (span, value))| Slot {
                name: format!("cue-{number}").into(),
                value,
                at: vec![Place::Found(span)],
            });
            Some(Annotation {
                id,
                tag: "claim".into(),
                pieces,
                slots: [free].into_iter().chain(placed).collect(),
                note,
                flagged,
                origin,
                edited: super::NOW.into(),
            })
        });
        let (annotations, _) = without_twins(annotations.collect(), Vec::new());
        let set = AnnotationSet::new(annotator("anna"), "small/1");
        (text, set.with(annotations, [], [], []))
    })
}

/// The annotator of a name that fits.
pub fn annotator(name: &str) -> AnnotatorName {
    AnnotatorName::new(name).unwrap()
}

fn id() -> impl Strategy<Value = AnnotationId> {
    prop_oneof![
        8 => any::<u64>().prop_map(AnnotationId::from_bits),
        // Others choose theirs differently. A stroke would name an annotator.
        1 => select(&["1", "Ü 2", "a\"b", "x\\y", "{}", "名"][..]).prop_map(AnnotationId::new),
    ]
}

fn tag() -> impl Strategy<Value = String> {
    select(&["claim", "quote", "event", "no such tag", "é“"][..]).prop_map(str::to_owned)
}

fn kind() -> impl Strategy<Value = String> {
    select(&["disputes", "same-as", "no \"such\" kind"][..]).prop_map(str::to_owned)
}

fn origin() -> impl Strategy<Value = Origin> {
    select(&["hand", "suggested", "imported", "review", "by magic"][..]).prop_map(Origin::parse)
}

fn state() -> impl Strategy<Value = State> {
    select(&["in-progress", "done", "half \"done\""][..]).prop_map(State::parse)
}

fn edited() -> impl Strategy<Value = String> {
    select(&[super::NOW, "2019-02-28T23:59:59Z", ""][..]).prop_map(str::to_owned)
}

fn foreign() -> impl Strategy<Value = Option<AnnotationRef>> {
    proptest::option::of(id().prop_map(|id| AnnotationRef { annotator: Some(annotator("ben")), id }))
}

fn comment() -> impl Strategy<Value = Comment> {
    (id(), foreign(), id(), words(), words(), edited()).prop_map(
        |(id, foreign, own, reply_to, text, edited)| Comment {
            id: id.as_str().into(),
            on: foreign.unwrap_or_else(|| AnnotationRef::own(own)),
            reply_to,
            text,
            edited: edited.into(),
        },
    )
}

fn gold() -> impl Strategy<Value = Gold> {
    let decision =
        (vec(foreign(), 0..3), words(), words(), edited()).prop_map(|(about, reason, note, edited)| {
            Decision {
                about: about.into_iter().flatten().collect(),
                verdict: "taken".into(),
                result: String::new(),
                reason,
                note,
                by: "carla".to_owned(),
                edited: edited.into(),
            }
        });
    (vec(decision, 0..3), words()).prop_map(|(decisions, hash)| Gold {
        by: "carla".to_owned(),
        rests_on: vec![("anna".to_owned(), hash)],
        decisions,
    })
}

/// A slot before its places are on a text: name, value, found places, a lost one.
type SlotSeed = (String, String, Vec<Ends>, Option<(u32, u32, String)>);

fn slot() -> impl Strategy<Value = SlotSeed> {
    let known: Vec<String> =
        tagset().tags.iter().flat_map(|tag| &tag.slots).map(|slot| slot.name.to_string()).collect();
    let name = prop_oneof![9 => select(known), 1 => words()];
    (name, words(), vec(ends(), 0..3), proptest::option::weighted(0.1, any::<(u32, u32, String)>()))
}

fn placed(text: &ReadingText, positions: &[usize], (name, value, places, lost): SlotSeed) -> Slot {
    let lost = lost.map(|(start, end, words)| {
        let (start, end) = (CharOffset::new(start), CharOffset::new(end));
        // Words that stand at their place are not lost.
        let words = format!("{words}¿");
        Place::Lost { start, end, words }
    });
    let found = places.into_iter().filter_map(|ends| span(text, positions, ends)).map(Place::Found);
    Slot { name: name.into(), value, at: found.chain(lost).collect() }
}

fn annotation_on(text: &ReadingText) -> impl Strategy<Value = Option<Annotation>> + use<> {
    let text = text.clone();
    let positions = char_boundaries(&text);
    (id(), tag(), vec(ends(), 1..4), vec(slot(), 0..4), words(), any::<bool>(), origin(), edited()).prop_map(
        move |(id, tag, pieces, slots, note, flagged, origin, edited)| {
            let pieces = pieces.into_iter().filter_map(|ends| span(&text, &positions, ends));
            Some(Annotation {
                id,
                tag: tag.into(),
                pieces: Pieces::new(pieces)?,
                slots: slots.into_iter().map(|slot| placed(&text, &positions, slot)).collect(),
                note,
                flagged,
                origin,
                edited: edited.into(),
            })
        },
    )
}

fn unplaced_on(text: &ReadingText) -> impl Strategy<Value = Option<Unplaced>> + use<> {
    let text = text.clone();
    let positions = char_boundaries(&text);
    let most = text.chars().get() + 2;
    let piece = (0..=most, 0..=most).prop_map(|(start, end)| (CharOffset::new(start), CharOffset::new(end)));
    let words = (words(), words(), words(), words());
    (id(), tag(), vec(piece, 0..3), vec(words, 0..3), vec(slot(), 0..2), any::<bool>(), origin(), edited())
        .prop_map(move |(id, tag, pieces, quotes, slots, flagged, origin, edited)| {
            let exact: Vec<String> = quotes.iter().map(|quote| quote.0.clone()).collect();
            let why = why(&text, &pieces, &exact)?;
            let (_, prefix, suffix, note) = quotes.into_iter().next().unwrap_or_default();
            Some(Unplaced {
                id,
                tag: tag.into(),
                pieces,
                exact,
                prefix,
                suffix,
                slots: slots.into_iter().map(|slot| placed(&text, &positions, slot)).collect(),
                note,
                flagged,
                origin,
                edited: edited.into(),
                why,
            })
        })
}

/// Why an annotation cannot stand here; nothing if it can.
pub fn why(text: &ReadingText, pieces: &[(CharOffset, CharOffset)], exact: &[String]) -> Option<Why> {
    if pieces.is_empty() {
        return Some(Why::NoPieces);
    }
    if pieces.len() != exact.len() {
        return Some(Why::Uneven { pieces: pieces.len(), quotes: exact.len() });
    }
    pieces.iter().zip(exact).find_map(|((start, end), expected)| match text.span_of_chars(*start, *end) {
        Err(error) => Some(Why::NoSpan(error)),
        Ok(span) if text.quote(span) == expected => None,
        Ok(span) => Some(Why::OtherWords {
            expected: shortened(expected, 40),
            found: shortened(text.quote(span), 40),
        }),
    })
}

/// Only the first of each id.
fn without_twins(annotations: Vec<Annotation>, unplaced: Vec<Unplaced>) -> (Vec<Annotation>, Vec<Unplaced>) {
    let mut ids = BTreeSet::new();
    let annotations = annotations.into_iter().filter(|a| ids.insert(a.id.clone())).collect();
    let unplaced = unplaced.into_iter().filter(|u| ids.insert(u.id.clone())).collect();
    (annotations, unplaced)
}
