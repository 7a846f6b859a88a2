//! A record as a common analysis structure.

use super::cas::{Cas, Feature, Structure};
use super::layer::{ANNOTATOR, ARTICLE, DETAILS, RELATION, SPAN, feature};
use crate::interchange::export::Unit;
use crate::interchange::{Record, SpanRow, carried};
use std::collections::HashMap;

/// The number of the first structure: the sofa has the one before.
pub(super) const FIRST: u32 = 2;

/// The structures of a record, numbered.
pub(super) fn cas(record: &Record<'_>) -> Cas {
    let mut structures = vec![document(record), article(record)];
    structures.extend(record.annotators.iter().map(|row| Structure {
        kind: ANNOTATOR.to_owned(),
        features: vec![text("name", row.name.as_str()), text("state", row.state.as_str())],
        ..Structure::default()
    }));
    let first_span = structures.len();
    structures.extend(record.spans.iter().map(|row| span(record, row)));
    let number = |n: usize| FIRST.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
    let place: HashMap<&str, usize> = record.spans.iter().enumerate().map(|(n, row)| (&*row.id, n)).collect();
    for row in &record.relations {
        let (Some(from), Some(to)) = (place.get(&*row.from), place.get(&*row.to)) else { continue };
        let at = record.spans.get(*to).map(|to| carried::positions(record, to.at, Unit::Utf16));
        let end = |name: &str, n: usize| (name.to_owned(), Feature::Reference(number(first_span + n)));
        structures.push(Structure {
            kind: RELATION.to_owned(),
            at,
            features: vec![
                end("Governor", *from),
                end("Dependent", *to),
                text("label", row.kind),
                text("annotator", row.annotator.as_str()),
                text("identifier", &row.id),
            ],
            ..Structure::default()
        });
    }
    for (n, structure) in structures.iter_mut().enumerate() {
        structure.id = number(n);
    }
    Cas { text: record.text.as_str().to_owned(), structures }
}

fn text(name: &str, value: &str) -> (String, Feature) {
    (name.to_owned(), Feature::Text(value.to_owned()))
}

/// What every UIMA program expects of a text.
fn document(record: &Record<'_>) -> Structure {
    let language = record.details.language.as_deref().unwrap_or("x-unspecified");
    Structure {
        kind: "uima.tcas.DocumentAnnotation".to_owned(),
        at: Some((0, record.text.utf16_units().get())),
        features: vec![text("language", language)],
        ..Structure::default()
    }
}

fn article(record: &Record<'_>) -> Structure {
    let known = DETAILS.into_iter().zip(record.details.fields());
    let details = known.filter_map(|(name, value)| Some(text(name, value?)));
    Structure {
        kind: ARTICLE.to_owned(),
        features: std::iter::once(text("identifier", &record.id)).chain(details).collect(),
        ..Structure::default()
    }
}

fn span(record: &Record<'_>, row: &SpanRow<'_>) -> Structure {
    let mut features = vec![
        text("label", &row.annotation.tag),
        text("annotator", row.annotator.as_str()),
        text("note", &row.annotation.note),
    ];
    let slots = carried::slots_of(row);
    features.extend(slots.iter().map(|(key, values)| text(&feature(key), &values.join(JOINED))));
    features.push(text(carried::NAME, &carried::span(record, row, Unit::Utf16).to_string()));
    let at = Some(carried::positions(record, row.at, Unit::Utf16));
    Structure { kind: SPAN.to_owned(), at, features, ..Structure::default() }
}

/// What stands between the values of a slot that has several.
pub(super) const JOINED: &str = "; ";
