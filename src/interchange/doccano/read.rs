//! doccano's lines as articles that arrive: with entities and relations, or with lists of labels.

use super::CODE_POINTS;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Fields as _, Specimen, Wording, json_lines,
};
use crate::interchange::jsonl::{ArticleLine, MetaLine, RelationLine, SpanLine};
use serde_json::Value;
use std::path::Path;

/// Whether a file has doccano's lines.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let labelled = ["label", "labels"].iter().any(|key| specimen.has_key(key)) && !specimen.has_key("spans");
    let entities = specimen.has_key("start_offset") || specimen.has_key("entities");
    specimen.head.starts_with('{') && specimen.has_key("text") && (entities || labelled)
}

/// The articles of a file.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Box::new(json_lines(path)?.map(move |line| {
        let (number, example) = line?;
        let place = format!("line {number}");
        let counted = match example.string("offsets").as_deref() {
            Some(CODE_POINTS) => Counted::CODE_POINTS_FIRST,
            _ => Counted::UTF16_FIRST,
        };
        let article = article(&example, &stem, number).ok_or_else(|| {
            BadInput::at(place.as_str(), "it has no text: doccano’s lines have the key text")
        })?;
        Ok(Arrived { article, place, wording: Wording::Here, counted })
    })))
}

fn article(example: &Value, stem: &str, number: u64) -> Option<ArticleLine> {
    let own = example.string("article_id");
    let meta = example.get("meta").filter(|meta| meta.is_object()).unwrap_or(example);
    let mut article = ArticleLine {
        id: own.or_else(|| meta.string("article_id")).unwrap_or_else(|| format!("{stem}-{number}")),
        text: example.string("text").or_else(|| example.string("data"))?,
        meta: Some(MetaLine::of_fields(meta)),
        ..ArticleLine::default()
    };
    let entity = |one: &Value| SpanLine {
        id: one.string("id"),
        label: one.string("label"),
        start: one.number("start_offset"),
        end: one.number("end_offset"),
        ..SpanLine::default()
    };
    article.spans = example.list("entities").iter().map(entity).collect();
    // `[start, end, label]`, under one of two names.
    let lists = example.list("label").iter().chain(example.list("labels"));
    let position = |of: &Value| of.as_u64().and_then(|at| u32::try_from(at).ok());
    article.spans.extend(lists.filter_map(|list| {
        let [start, end, label] = list.as_array()?.as_slice() else { return None };
        let (start, end) = (position(start), position(end));
        Some(SpanLine { label: label.as_str().map(str::to_owned), start, end, ..SpanLine::default() })
    }));
    article.relations = example
        .list("relations")
        .iter()
        .filter_map(|one| {
            let (from, to) = (one.string("from_id")?, one.string("to_id")?);
            Some(RelationLine { kind: one.string("type"), from, to, annotator: None })
        })
        .collect();
    Some(article)
}
