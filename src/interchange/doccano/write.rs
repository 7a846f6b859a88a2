//! Records as doccano's lines.

use super::CODE_POINTS;
use crate::interchange::export::{Output, STREAM, Settings, Unit, Writer};
use crate::interchange::{Record, carried, json};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::io;

/// The lines being written.
pub(in crate::interchange) struct Doccano {
    unit: Unit,
    /// The number of the last entity, and of the last relation.
    entities: usize,
    relations: usize,
}

/// A record before its entities have their numbers.
pub(in crate::interchange) struct Example {
    fields: Map<String, Value>,
    entities: Vec<(u32, u32, String)>,
    /// From which entity to which, by their places in the list, and of what type.
    relations: Vec<(usize, usize, String)>,
}

impl Doccano {
    /// Begins at number one.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        Self { unit: settings.options.unit.unwrap_or(Unit::Utf16), entities: 0, relations: 0 }
    }
}

impl Writer for Doccano {
    type Part = Example;

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.file(STREAM).map(drop)
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Example> {
        let mut fields = carried::details(record);
        fields.insert("text".to_owned(), record.text.as_str().into());
        fields.insert("article_id".to_owned(), record.id.as_str().into());
        if self.unit == Unit::CodePoints {
            fields.insert("offsets".to_owned(), CODE_POINTS.into());
        }
        let entity = |row: &crate::interchange::SpanRow<'_>| {
            let (start, end) = carried::positions(record, row.at, self.unit);
            (start, end, row.annotation.tag.to_string())
        };
        let place: HashMap<&str, usize> =
            record.spans.iter().enumerate().map(|(n, row)| (&*row.id, n)).collect();
        let relations = record
            .relations
            .iter()
            .filter_map(|row| Some((*place.get(&*row.from)?, *place.get(&*row.to)?, row.kind.to_owned())));
        Ok(Example {
            fields,
            entities: record.spans.iter().map(entity).collect(),
            relations: relations.collect(),
        })
    }

    fn take(&mut self, part: Example, out: &mut dyn Output) -> io::Result<()> {
        let Example { mut fields, entities, relations } = part;
        let first = self.entities + 1;
        self.entities += entities.len();
        let entities = entities.into_iter().enumerate().map(|(n, (start, end, label))| {
            json!({"id": first + n, "start_offset": start, "end_offset": end, "label": label})
        });
        fields.insert("entities".to_owned(), entities.collect());
        let number = self.relations + 1;
        self.relations += relations.len();
        let relations = relations.into_iter().enumerate().map(|(n, (from, to, kind))| {
            json!({"id": number + n, "from_id": first + from, "to_id": first + to, "type": kind})
        });
        fields.insert("relations".to_owned(), relations.collect());
        out.file(STREAM)?.write_all(&json::ascii(&Value::Object(fields)))
    }
}
