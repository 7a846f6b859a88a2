//! What a format has no place for, carried in a field of our own that others keep and do not read.
//!
//! The field holds the span as our own form has it, without its extent and words, positions in the
//! format's unit. On the way back it counts only where what the others could change still says the same.

use super::export::Unit;
use super::jsonl::{AttributeLine, SpanLine};
use super::{Record, SpanRow, Stretch};
use crate::text::CharOffset;
use serde_json::{Map, Value, json};

/// What the field or key is called.
pub(super) const NAME: &str = "copydesk";

/// A position of a record in a unit.
pub(super) fn position(record: &Record<'_>, at: CharOffset, unit: Unit) -> u32 {
    match unit {
        Unit::CodePoints => at.get(),
        Unit::Utf16 => {
            let byte = record.text.byte_offset(at);
            byte.and_then(|at| record.text.utf16_offset(at)).map_or(0, crate::text::Utf16Offset::get)
        }
    }
}

/// Start and end of a stretch in a unit.
pub(super) fn positions(record: &Record<'_>, at: Stretch, unit: Unit) -> (u32, u32) {
    (position(record, at.0, unit), position(record, at.1, unit))
}

/// What is carried of a span, positions in a unit.
pub(super) fn span(record: &Record<'_>, row: &SpanRow<'_>, unit: Unit) -> Value {
    span_at(row, &|at| positions(record, at, unit))
}

/// What is carried of a span, with each stretch where `place` has it.
pub(super) fn span_at(row: &SpanRow<'_>, place: &dyn Fn(Stretch) -> (u32, u32)) -> Value {
    let stretch = |at: &Stretch| {
        let (start, end) = place(*at);
        json!({"start": start, "end": end})
    };
    let attributes = row.attributes.iter().map(|slot| {
        let places: Vec<Value> = slot.places.iter().map(stretch).collect();
        json!({"key": slot.key, "value": slot.value, "fragments": places})
    });
    let annotation = row.annotation;
    json!({
        "id": row.id,
        "label": &*annotation.tag,
        "annotator": row.annotator.as_str(),
        "note": annotation.note,
        "flagged": annotation.flagged,
        "origin": row.origin(),
        "edited": &*annotation.edited,
        "fragments": row.fragments.iter().map(stretch).collect::<Vec<_>>(),
        "extent": stretch(&row.at),
        "attributes": attributes.collect::<Vec<_>>(),
    })
}

/// The slots of a span by name, the values of one name in their order.
pub(super) fn slots<'s>(
    attributes: impl IntoIterator<Item = (&'s str, &'s str)>,
) -> Vec<(&'s str, Vec<&'s str>)> {
    let mut slots: Vec<(&str, Vec<&str>)> = Vec::new();
    for (key, value) in attributes {
        match slots.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => slots.push((key, vec![value])),
        }
    }
    slots
}

/// The slots of a row by name.
pub(super) fn slots_of<'s>(row: &'s SpanRow<'_>) -> Vec<(&'s str, Vec<&'s str>)> {
    slots(row.attributes.iter().map(|slot| (slot.key, slot.value)))
}

/// What a reader could see of a span, with what was carried beside it where the two agree.
///
/// Positions are in one unit in both. A span whose extent was changed loses its pieces and the places of
/// its slots, not what else was carried.
pub(super) fn restored(seen: SpanLine, carried: Option<&Value>) -> SpanLine {
    let Some(value) = carried else { return seen };
    let Ok(mut span) = SpanLine::of_value(value) else { return seen };
    let same_slots = sorted(&seen.attributes) == sorted(&span.attributes);
    let stays = |key: &str, now: Option<u32>| {
        value.pointer(&format!("/extent/{key}")) == now.map(Value::from).as_ref()
    };
    if !(stays("start", seen.start) && stays("end", seen.end)) {
        span.fragments.clear();
        span.attributes.iter_mut().for_each(|slot| slot.fragments.clear());
    }
    if !same_slots {
        span.attributes.clone_from(&seen.attributes);
    }
    SpanLine {
        label: seen.label,
        start: seen.start,
        end: seen.end,
        text: seen.text,
        note: seen.note.or(span.note),
        annotator: seen.annotator.or(span.annotator),
        ..span
    }
}

fn sorted(attributes: &[AttributeLine]) -> Vec<(String, String)> {
    let pair = |slot: &AttributeLine| (plain(&slot.key), plain(slot.value.as_deref().unwrap_or_default()));
    let mut pairs: Vec<(String, String)> = attributes.iter().map(pair).collect();
    pairs.sort_unstable();
    pairs
}

/// Words as XML can hold them: what it cannot is a blank to it.
pub(super) fn plain(words: &str) -> String {
    words.chars().map(|c| if super::xml::is_refused(c) { ' ' } else { c }).collect()
}

/// An attribute without places.
pub(super) fn attribute(key: &str, value: &str) -> AttributeLine {
    AttributeLine { key: key.to_owned(), value: Some(value.to_owned()), ..AttributeLine::default() }
}

/// The details of a record that are known, by the names that our own form has for them.
pub(super) fn details(record: &Record<'_>) -> Map<String, Value> {
    let names = ["title", "byline", "outlet", "published", "url", "lang"];
    let known = names.into_iter().zip(record.details.fields());
    known.filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?)))).collect()
}

/// Who has worked on a record, and how far they are.
pub(super) fn annotators(record: &Record<'_>) -> Value {
    let rows = record.annotators.iter();
    rows.map(|row| json!({"name": row.name.as_str(), "state": row.state.as_str()})).collect()
}

/// Links that a format has no place for, as our own form has them.
pub(super) fn relations<'r>(rows: impl IntoIterator<Item = &'r super::RelationRow<'r>>) -> Value {
    let relation = |row: &super::RelationRow<'_>| json!({"id": row.id, "type": row.kind, "from": row.from, "to": row.to, "annotator": row.annotator.as_str()});
    rows.into_iter().map(relation).collect()
}
