//! Prodigy's tasks as articles that arrive, also those that Prodigy itself exports.

use crate::interchange::carried;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Fields as _, Specimen, Wording, json_lines, string_at,
};
use crate::interchange::jsonl::{AnnotatorLine, ArticleLine, MetaLine, RelationLine, SpanLine};
use serde_json::Value;
use std::path::Path;

/// Whether a file has Prodigy's tasks.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let named = ["token_start", "_task_hash", "_input_hash", "_annotator_id", "_session_id"];
    let answered = specimen.has_key("answer") && (specimen.has_key("spans") || specimen.has_key("tokens"));
    specimen.head.starts_with('{') && (answered || named.iter().any(|key| specimen.has_key(key)))
}

/// The articles of a file.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Box::new(json_lines(path)?.map(move |line| {
        let (number, task) = line?;
        let place = format!("line {number}");
        let article = article(&task, &stem, number).map_err(|what| BadInput::at(place.as_str(), what))?;
        Ok(Arrived { article, place, wording: Wording::Here, counted: Counted::CODE_POINTS_FIRST })
    })))
}

fn article(task: &Value, stem: &str, number: u64) -> Result<ArticleLine, String> {
    let text = task.string("text").ok_or("it has no text: only text tasks are read")?;
    let meta = task.get("meta").unwrap_or(&Value::Null);
    let annotator = task.string("_annotator_id").or_else(|| task.string("_session_id"));
    let is_taken = task.string("answer").is_none_or(|answer| answer == "accept");
    let mut article = ArticleLine {
        id: meta.string("id").or_else(|| task.string("id")).unwrap_or_else(|| format!("{stem}-{number}")),
        text,
        meta: Some(MetaLine::of_fields(meta)),
        annotators: AnnotatorLine::of_value(meta.get("annotators")),
        ..ArticleLine::default()
    };
    if !is_taken {
        // A task that was rejected or passed over says nothing about its spans.
        return Ok(article);
    }
    article.spans = task.list("spans").iter().map(|one| span(one, annotator.as_deref())).collect();
    let mut tails: Vec<(u64, String)> = Vec::new();
    for (n, (one, span)) in task.list("spans").iter().zip(&mut article.spans).enumerate() {
        let id = span.id.get_or_insert_with(|| format!("s{}", n + 1)).clone();
        tails.extend(one.get("token_end").and_then(Value::as_u64).map(|token| (token, id)));
    }
    for one in task.list("relations") {
        let end = |key: &str, token: &str| {
            let by_token = || {
                let token = one.get(token)?.as_u64()?;
                tails.iter().find(|(tail, _)| *tail == token).map(|(_, id)| id.clone())
            };
            one.string(key).or_else(by_token)
        };
        let kind = one.string("label");
        if let (Some(from), Some(to)) = (end("from", "head"), end("to", "child")) {
            let annotator = one.string("annotator").or_else(|| annotator.clone());
            article.relations.push(RelationLine { kind, from, to, annotator });
        } else {
            return Err(format!(
                "a relation of kind {} joins tokens that end no span",
                string_at(one, "label")
            ));
        }
    }
    Ok(article)
}

fn span(one: &Value, annotator: Option<&str>) -> SpanLine {
    let attributes = one.get("attributes").and_then(Value::as_object).into_iter().flatten();
    let attributes = attributes.flat_map(|(key, value)| match value {
        Value::Array(values) => {
            values.iter().filter_map(Value::as_str).map(|v| carried::attribute(key, v)).collect()
        }
        Value::String(value) => vec![carried::attribute(key, value)],
        Value::Null => Vec::new(),
        other => vec![carried::attribute(key, &other.to_string())],
    });
    let seen = SpanLine {
        id: one.string("id"),
        label: one.string("label"),
        start: one.number("start"),
        end: one.number("end"),
        text: one.string("text"),
        annotator: one.string("annotator").or_else(|| annotator.map(str::to_owned)),
        attributes: attributes.collect(),
        ..SpanLine::default()
    };
    carried::restored(seen, one.get(carried::NAME))
}
