//! Tasks as articles that arrive, also those that Label Studio itself exports, old and new.

use super::{TASKS, slot};
use crate::interchange::carried;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Fields as _, Specimen, Wording, objects,
};
use crate::interchange::jsonl::{
    AnnotatorLine, ArticleLine, AttributeLine, MetaLine, RelationLine, SpanLine,
};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// Whether a file or folder has Label Studio's tasks.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let worked = ["annotations", "completions", "predictions"].iter().any(|key| specimen.has_key(key));
    let task = specimen.head.trim_start().starts_with(['[', '{']) && specimen.has_key("data") && worked;
    specimen.has_file(TASKS) || task
}

/// The articles of a file, or of the tasks in a folder.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let file = if path.is_dir() { path.join(TASKS) } else { path.to_owned() };
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Box::new(objects(&file, "task")?.map(move |task| {
        let (n, task) = task?;
        let place = format!("task {n}");
        let article = article(&task, &stem, n).map_err(|what| BadInput::at(place.as_str(), what))?;
        Ok(Arrived { article, place, wording: Wording::Here, counted: Counted::CODE_POINTS_FIRST })
    })))
}

fn article(task: &Value, stem: &str, number: usize) -> Result<ArticleLine, &'static str> {
    let data = task.get("data").ok_or("it has no data: export it from Label Studio as JSON")?;
    let longest = || {
        let fields = data.as_object()?.values().filter_map(Value::as_str);
        fields.max_by_key(|words| words.len()).map(str::to_owned)
    };
    let mut article = ArticleLine {
        id: data
            .string("id")
            .unwrap_or_else(|| format!("{stem}-{}", task.string("id").unwrap_or(number.to_string()))),
        text: data.string("text").or_else(longest).ok_or("its data has no text: only text tasks are read")?,
        meta: Some(MetaLine::of_fields(data)),
        ..ArticleLine::default()
    };
    let worked = task.list("annotations").iter().chain(task.list("completions"));
    for entry in worked.filter(|entry| entry.get("was_cancelled") != Some(&Value::Bool(true))) {
        let annotator = annotator(entry);
        article
            .annotators
            .extend(annotator.clone().map(|name| AnnotatorLine { name, state: entry.string("state") }));
        spans(entry, annotator.as_deref(), &mut article);
    }
    let across = task.pointer("/meta/copydesk/relations").and_then(Value::as_array).into_iter().flatten();
    article.relations.extend(across.filter_map(|row| {
        let (from, to) = (row.string("from")?, row.string("to")?);
        Some(RelationLine { kind: row.string("type"), from, to, annotator: row.string("annotator") })
    }));
    Ok(article)
}

/// Who worked: the name of our own, else the address or number that Label Studio has.
fn annotator(entry: &Value) -> Option<String> {
    let by = entry.get("completed_by");
    let address =
        || by?.string("email").map(|address| address.split('@').next().unwrap_or_default().to_owned());
    let number = || {
        let number = by?.as_u64().or_else(|| by?.get("id")?.as_u64())?;
        Some(format!("user-{number}"))
    };
    entry.string("annotator").or_else(address).or_else(number)
}

fn spans(entry: &Value, annotator: Option<&str>, article: &mut ArticleLine) {
    let result = entry.list("result");
    let mut slots: HashMap<String, Vec<AttributeLine>> = HashMap::new();
    for item in result {
        let (Some(id), Some(key)) = (item.string("id"), item.string("from_name")) else { continue };
        let value = item.get("value").unwrap_or(&Value::Null);
        let values: Vec<String> = match item.string("type").as_deref() {
            Some("choices") => words(value, "choices"),
            Some("textarea") => words(value, "text"),
            Some("rating" | "number") => {
                value.string("rating").or_else(|| value.string("number")).into_iter().collect()
            }
            Some("datetime") => value.string("datetime").into_iter().collect(),
            _ => continue,
        };
        let attributes = values.iter().map(|value| carried::attribute(slot(&key), value));
        slots.entry(id).or_default().extend(attributes);
    }
    for item in result {
        let value = item.get("value").unwrap_or(&Value::Null);
        let labels = match item.string("type").as_deref() {
            Some(kind @ ("labels" | "hypertextlabels" | "paragraphlabels")) => words(value, kind),
            Some("relation") => {
                article.relations.extend(relation(item, annotator));
                continue;
            }
            _ => continue,
        };
        let id = item.string("id");
        let meta = item.get("meta");
        for label in labels {
            let seen = SpanLine {
                id: id.clone(),
                label: Some(label),
                start: value.number("start"),
                end: value.number("end"),
                text: value.string("text"),
                note: Some(meta.map(|meta| words(meta, "text").join("\n")).unwrap_or_default()),
                annotator: annotator.map(str::to_owned),
                attributes: id.as_ref().and_then(|id| slots.get(id)).cloned().unwrap_or_default(),
                ..SpanLine::default()
            };
            article.spans.push(carried::restored(seen, meta.and_then(|meta| meta.get(carried::NAME))));
        }
    }
}

/// A list of strings, or one of them by itself.
fn words(value: &Value, key: &str) -> Vec<String> {
    let list = value.list(key).iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    if list.is_empty() { value.string(key).into_iter().collect() } else { list }
}

fn relation(item: &Value, annotator: Option<&str>) -> Option<RelationLine> {
    let (from, to) = (item.string("from_id")?, item.string("to_id")?);
    let (from, to) =
        if item.string("direction").as_deref() == Some("left") { (to, from) } else { (from, to) };
    let kind = item.list("labels").iter().find_map(Value::as_str).map(str::to_owned);
    Some(RelationLine { kind, from, to, annotator: annotator.map(str::to_owned) })
}
