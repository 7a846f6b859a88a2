//! The items of a sidecar as they stand in the file, checked for nothing but their form.

use crate::store::LONGEST_STRING;
use ron::error::{Position, SpannedError};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;

/// An annotation. Positions are in code points.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename = "Annotation", deny_unknown_fields)]
pub(in crate::store) struct AnnotationRecord<'t> {
    pub(in crate::store) id: Cow<'t, str>,
    pub(in crate::store) tag: Cow<'t, str>,
    pub(in crate::store) pieces: Vec<(u32, u32)>,
    #[serde(default)]
    pub(in crate::store) exact: Vec<Cow<'t, str>>,
    #[serde(default)]
    pub(in crate::store) prefix: Cow<'t, str>,
    #[serde(default)]
    pub(in crate::store) suffix: Cow<'t, str>,
    #[serde(default)]
    pub(in crate::store) slots: Vec<SlotRecord<'t>>,
    #[serde(default)]
    pub(in crate::store) note: Cow<'t, str>,
    #[serde(default)]
    pub(in crate::store) flagged: bool,
    #[serde(default = "by_hand")]
    pub(in crate::store) origin: Cow<'t, str>,
    #[serde(default)]
    pub(in crate::store) edited: Cow<'t, str>,
}

fn by_hand() -> Cow<'static, str> {
    "hand".into()
}

/// A slot, with the places it was read from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename = "Slot", deny_unknown_fields)]
pub(in crate::store) struct SlotRecord<'t> {
    pub(in crate::store) name: Cow<'t, str>,
    pub(in crate::store) value: Cow<'t, str>,
    #[serde(default)]
    pub(in crate::store) at: Vec<(u32, u32, Cow<'t, str>)>,
}

/// A link.
#[derive(Debug, Deserialize)]
#[serde(rename = "Link", deny_unknown_fields)]
pub(in crate::store) struct LinkRecord {
    pub(in crate::store) from: String,
    pub(in crate::store) kind: String,
    pub(in crate::store) to: String,
}

/// A comment.
#[derive(Debug, Deserialize)]
#[serde(rename = "Comment", deny_unknown_fields)]
pub(in crate::store) struct CommentRecord {
    pub(in crate::store) id: String,
    pub(in crate::store) on: String,
    #[serde(default)]
    pub(in crate::store) reply_to: String,
    pub(in crate::store) text: String,
    #[serde(default)]
    pub(in crate::store) edited: String,
}

/// An act of adjudication.
#[derive(Debug, Deserialize)]
#[serde(rename = "Decision", deny_unknown_fields)]
pub(in crate::store) struct DecisionRecord {
    pub(in crate::store) about: Vec<String>,
    pub(in crate::store) verdict: String,
    #[serde(default)]
    pub(in crate::store) result: String,
    #[serde(default)]
    pub(in crate::store) reason: String,
    #[serde(default)]
    pub(in crate::store) note: String,
    #[serde(default)]
    pub(in crate::store) by: String,
    #[serde(default)]
    pub(in crate::store) edited: String,
}

/// The text that positions refer to.
#[derive(Debug, Deserialize)]
#[serde(rename = "Article", deny_unknown_fields)]
pub(in crate::store) struct ArticleRecord {
    pub(in crate::store) name: String,
    pub(in crate::store) reading: String,
    #[serde(default)]
    pub(in crate::store) encoding: String,
    pub(in crate::store) sha256: String,
    #[serde(default)]
    pub(in crate::store) length: u32,
}

/// What is wrong with one record, at a byte of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Flaw {
    pub(in crate::store) at: usize,
    pub(in crate::store) kind: FlawKind,
}

/// Kinds of what is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum FlawKind {
    /// A field that this program does not know; the rest was read.
    Unknown(String),
    /// The record could not be read.
    Bad(String),
}

/// The most unknown fields looked past in one record.
const MOST_UNKNOWN: usize = 32;

/// Reads one record. Unknown fields are reported and looked past.
pub(in crate::store) fn parse<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Flaw>) {
    let mut text = Cow::Borrowed(text);
    let mut flaws = Vec::new();
    loop {
        let error = match ron::from_str(&text) {
            Ok(value) => return (Some(value), flaws),
            Err(error) => error,
        };
        let at = byte_of(&text, error.span.start);
        if let Some((name, field)) = unknown_field(&text, &error, at)
            && flaws.len() < MOST_UNKNOWN
        {
            flaws.push(Flaw { at, kind: FlawKind::Unknown(name) });
            text = Cow::Owned(blanked(&text, field));
        } else {
            let problem = crate::store::clipped(&error.code.to_string());
            flaws.push(Flaw { at, kind: FlawKind::Bad(problem) });
            return (None, flaws);
        }
    }
}

/// The name of the unknown field that an error is about, and where it lies with its value.
fn unknown_field(text: &str, error: &SpannedError, at: usize) -> Option<(String, Range<usize>)> {
    let ron::Error::NoSuchStructField { found, .. } = &error.code else { return None };
    let end = super::scan::field_end(text, at)?;
    Some((crate::store::clipped(found), at..end))
}

/// The text with a stretch made blank, so that all positions and lines stay.
fn blanked(text: &str, stretch: Range<usize>) -> String {
    let part = |range| text.get(range).unwrap_or_default();
    let blanks = part(stretch.clone()).bytes().map(|b| if b == b'\n' { '\n' } else { ' ' });
    let mut out = String::with_capacity(text.len());
    out.push_str(part(0..stretch.start));
    out.extend(blanks);
    out.push_str(part(stretch.end..text.len()));
    out
}

/// The byte at a line and column, both from 1, columns in characters.
fn byte_of(text: &str, position: Position) -> usize {
    let line = match position.line.checked_sub(2) {
        None => 0,
        Some(nth) => text.match_indices('\n').nth(nth).map_or(text.len(), |(at, _)| at + 1),
    };
    let rest = text.get(line..).unwrap_or_default();
    rest.char_indices().nth(position.col.saturating_sub(1)).map_or(text.len(), |(at, _)| line + at)
}

impl AnnotationRecord<'_> {
    /// The first field whose words are longer than a person may write.
    ///
    /// Words of the article are not counted: an annotation may cover all of it.
    pub(in crate::store) fn overlong(&self) -> Option<&'static str> {
        let Self { id, tag, pieces: _, exact: _, prefix, suffix, slots, note, flagged: _, origin, edited } =
            self;
        let fields = [
            ("id", id),
            ("tag", tag),
            ("prefix", prefix),
            ("suffix", suffix),
            ("note", note),
            ("origin", origin),
            ("edited", edited),
        ];
        let long = |words: &str| words.len() > LONGEST_STRING;
        let slot = |slot: &SlotRecord<'_>| long(&slot.name) || long(&slot.value);
        fields
            .into_iter()
            .find(|(_, words)| long(words))
            .map(|(name, _)| name)
            .or_else(|| slots.iter().any(slot).then_some("slots"))
    }
}
