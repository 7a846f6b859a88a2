//! Records as tasks.

use super::config::config;
use super::{CONFIG, TASKS, control};
use crate::interchange::export::{Finish, Output, Settings, Unit, Writer};
use crate::interchange::{NewWords, Record, RelationRow, SpanRow, Vocabulary, carried, json};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io;

/// The tasks being written.
pub(in crate::interchange) struct Tasks {
    vocabulary: Vocabulary,
    new: NewWords,
    written: usize,
}

impl Tasks {
    /// Begins with the words of the tagsets.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        Self { vocabulary: settings.vocabulary.clone(), new: NewWords::default(), written: 0 }
    }
}

impl Writer for Tasks {
    type Part = (Vec<u8>, NewWords);

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.file(TASKS)?.write_all(b"[")
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Self::Part> {
        let mut bytes = Vec::new();
        json::append(&mut bytes, &task(record, &self.vocabulary));
        Ok((bytes, self.vocabulary.beyond(record)))
    }

    fn take(&mut self, (task, new): Self::Part, out: &mut dyn Output) -> io::Result<()> {
        let file = out.file(TASKS)?;
        file.write_all(if self.written == 0 { b"\n" } else { b",\n" })?;
        file.write_all(&task)?;
        self.written += 1;
        self.new.join(new);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        out.file(TASKS)?.write_all(b"\n]\n")?;
        self.vocabulary.learn(std::mem::take(&mut self.new));
        out.put(CONFIG, config(&self.vocabulary).as_bytes())?;
        Ok(Finish::Whole)
    }
}

fn task(record: &Record<'_>, vocabulary: &Vocabulary) -> Value {
    let makers: HashMap<&str, &str> =
        record.spans.iter().map(|row| (&*row.id, row.annotator.as_str())).collect();
    // A link between the tags of two people, or drawn by a third, has no place in one person's result.
    let is_own = |row: &&RelationRow<'_>| {
        let maker = |id: &str| makers.get(id).copied();
        let drawn = Some(row.annotator.as_str());
        maker(&row.from) == drawn && maker(&row.to) == drawn
    };
    let (own, across): (Vec<&RelationRow<'_>>, Vec<&RelationRow<'_>>) =
        record.relations.iter().partition(is_own);
    let annotations = record.annotators.iter().map(|annotator| {
        let mine = record.spans.iter().filter(|row| row.annotator == annotator.name);
        let mut result: Vec<Value> = mine.flat_map(|row| region(record, row, vocabulary)).collect();
        let drawn = own.iter().filter(|row| row.annotator == annotator.name);
        result.extend(drawn.map(|row| {
            json!({"type": "relation", "from_id": row.from, "to_id": row.to, "direction": "right", "labels": [row.kind]})
        }));
        json!({
            "result": result,
            "was_cancelled": false,
            "ground_truth": annotator.name.is_gold(),
            "annotator": annotator.name.as_str(),
            "state": annotator.state.as_str(),
        })
    });
    let mut data = carried::details(record);
    data.insert("text".to_owned(), record.text.as_str().into());
    data.insert("id".to_owned(), record.id.as_str().into());
    json!({
        "data": data,
        "annotations": annotations.collect::<Vec<_>>(),
        "predictions": [],
        "meta": {carried::NAME: {"relations": carried::relations(across)}},
    })
}

/// The region of a span, and what its controls say.
fn region(record: &Record<'_>, row: &SpanRow<'_>, vocabulary: &Vocabulary) -> Vec<Value> {
    let (start, end) = (row.at.0.get(), row.at.1.get());
    let note: Vec<&str> =
        Some(row.annotation.note.as_str()).into_iter().filter(|note| !note.is_empty()).collect();
    let mut items = vec![json!({
        "id": row.id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": {"start": start, "end": end, "text": row.text, "labels": [&*row.annotation.tag]},
        "meta": {
            "text": note,
            "annotator": row.annotator.as_str(),
            carried::NAME: carried::span(record, row, Unit::CodePoints),
        },
    })];
    for (key, values) in carried::slots_of(row) {
        let is_choice = vocabulary.slot(key).is_some_and(|slot| !slot.choices.is_empty());
        let (kind, field) = if is_choice { ("choices", "choices") } else { ("textarea", "text") };
        items.push(json!({
            "id": row.id,
            "from_name": control(key),
            "to_name": "text",
            "type": kind,
            "origin": "manual",
            "value": {"start": start, "end": end, field: values},
        }));
    }
    items
}
