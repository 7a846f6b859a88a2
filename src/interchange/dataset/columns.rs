//! Records as columns of Arrow: one schema, whatever is in them.

use crate::interchange::{AttributeRow, Record, Stretch};
use arrow_array::{ArrayRef, BooleanArray, Int32Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use std::sync::Arc;

/// The names of the columns of words about the article, in order.
const META: [&str; 9] =
    ["title", "byline", "outlet", "published", "url", "lang", "source", "reading", "sha256"];

/// Rows gathered for a part of a file.
#[derive(Debug, Default)]
pub(in crate::interchange) struct Columns {
    id: Vec<String>,
    text: Vec<String>,
    meta: [Vec<Option<String>>; 9],
    annotators: Lists<Annotators>,
    spans: Lists<Spans>,
    relations: Lists<Relations>,
}

/// The ends of the lists of a column, and what all of them hold.
#[derive(Debug, Default)]
struct Lists<T> {
    lengths: Vec<usize>,
    items: T,
}

#[derive(Debug, Default)]
struct Annotators {
    name: Vec<String>,
    state: Vec<String>,
}

#[derive(Debug, Default)]
struct Stretches {
    start: Vec<i32>,
    end: Vec<i32>,
}

#[derive(Debug, Default)]
struct Attributes {
    key: Vec<String>,
    value: Vec<String>,
    start: Vec<Option<i32>>,
    end: Vec<Option<i32>>,
}

#[derive(Debug, Default)]
struct Spans {
    id: Vec<String>,
    at: Stretches,
    label: Vec<String>,
    text: Vec<String>,
    annotator: Vec<String>,
    note: Vec<String>,
    flagged: Vec<bool>,
    origin: Vec<String>,
    edited: Vec<String>,
    fragments: Lists<Stretches>,
    attributes: Lists<Attributes>,
}

#[derive(Debug, Default)]
struct Relations {
    id: Vec<String>,
    kind: Vec<String>,
    from: Vec<String>,
    to: Vec<String>,
    annotator: Vec<String>,
}

fn number(at: crate::text::CharOffset) -> i32 {
    // A text has at most 64 MiB.
    i32::try_from(at.get()).unwrap_or(i32::MAX)
}

impl Stretches {
    fn push(&mut self, (start, end): Stretch) {
        self.start.push(number(start));
        self.end.push(number(end));
    }
}

impl Attributes {
    fn push(&mut self, row: &AttributeRow<'_>) {
        self.key.push(row.key.to_owned());
        self.value.push(row.value.to_owned());
        let extent = row.extent();
        self.start.push(extent.map(|at| number(at.0)));
        self.end.push(extent.map(|at| number(at.1)));
    }
}

impl Columns {
    /// The columns of one record.
    pub(super) fn of(record: &Record<'_>) -> Self {
        let mut all = Self {
            id: vec![record.id.clone()],
            text: vec![record.text.as_str().to_owned()],
            ..Self::default()
        };
        let [title, byline, outlet, published, url, lang] = record.details.fields();
        let own = [Some(record.source.as_str()), Some(record.reading), Some(record.text.sha256())];
        let words = [title, byline, outlet, published, url, lang].into_iter().chain(own);
        for (column, value) in all.meta.iter_mut().zip(words) {
            column.push(value.map(str::to_owned));
        }
        all.annotators.lengths.push(record.annotators.len());
        for row in &record.annotators {
            all.annotators.items.name.push(row.name.to_string());
            all.annotators.items.state.push(row.state.as_str().to_owned());
        }
        all.spans.lengths.push(record.spans.len());
        for row in &record.spans {
            let items = &mut all.spans.items;
            items.id.push(row.id.to_string());
            items.at.push(row.at);
            items.label.push(row.annotation.tag.to_string());
            items.text.push(row.text.to_owned());
            items.annotator.push(row.annotator.to_string());
            items.note.push(row.annotation.note.clone());
            items.flagged.push(row.annotation.flagged);
            items.origin.push(row.origin().to_owned());
            items.edited.push(row.annotation.edited.to_string());
            items.fragments.lengths.push(row.fragments.len());
            row.fragments.iter().for_each(|at| items.fragments.items.push(*at));
            items.attributes.lengths.push(row.attributes.len());
            row.attributes.iter().for_each(|slot| items.attributes.items.push(slot));
        }
        all.relations.lengths.push(record.relations.len());
        for row in &record.relations {
            let items = &mut all.relations.items;
            items.id.push(row.id.clone());
            items.kind.push(row.kind.to_owned());
            items.from.push(row.from.to_string());
            items.to.push(row.to.to_string());
            items.annotator.push(row.annotator.to_string());
        }
        all
    }

    /// The language of the first row, where it is known.
    pub(super) fn language(&self) -> Option<&str> {
        self.meta.get(5)?.first()?.as_deref()
    }

    /// Adds the rows of another after these.
    pub(super) fn append(&mut self, mut other: Self) {
        self.id.append(&mut other.id);
        self.text.append(&mut other.text);
        for (column, more) in self.meta.iter_mut().zip(&mut other.meta) {
            column.append(more);
        }
        self.annotators.lengths.append(&mut other.annotators.lengths);
        self.annotators.items.name.append(&mut other.annotators.items.name);
        self.annotators.items.state.append(&mut other.annotators.items.state);
        self.spans.append(other.spans);
        self.relations.lengths.append(&mut other.relations.lengths);
        let (items, more) = (&mut self.relations.items, &mut other.relations.items);
        for (column, more) in [
            (&mut items.id, &mut more.id),
            (&mut items.kind, &mut more.kind),
            (&mut items.from, &mut more.from),
            (&mut items.to, &mut more.to),
            (&mut items.annotator, &mut more.annotator),
        ] {
            column.append(more);
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.id.len()
    }

    /// The rows as Arrow has them.
    pub(super) fn batch(self) -> Result<RecordBatch, ArrowError> {
        let Self { id, text, meta, annotators, spans, relations } = self;
        let mut arrays: Vec<ArrayRef> = vec![words(id), words(text)];
        arrays.extend(meta.into_iter().map(|column| -> ArrayRef { Arc::new(StringArray::from(column)) }));
        let Annotators { name, state } = annotators.items;
        arrays.push(list(annotators_fields(), vec![words(name), words(state)], annotators.lengths)?);
        arrays.push(spans.array()?);
        let Relations { id, kind, from, to, annotator } = relations.items;
        let columns = [id, kind, from, to, annotator].map(words).into();
        arrays.push(list(relation_fields(), columns, relations.lengths)?);
        RecordBatch::try_new(schema(), arrays)
    }
}

impl Lists<Spans> {
    fn append(&mut self, mut other: Self) {
        self.lengths.append(&mut other.lengths);
        let (items, mut more) = (&mut self.items, other.items);
        for (column, more) in [
            (&mut items.id, &mut more.id),
            (&mut items.label, &mut more.label),
            (&mut items.text, &mut more.text),
            (&mut items.annotator, &mut more.annotator),
            (&mut items.note, &mut more.note),
            (&mut items.origin, &mut more.origin),
            (&mut items.edited, &mut more.edited),
            (&mut items.attributes.items.key, &mut more.attributes.items.key),
            (&mut items.attributes.items.value, &mut more.attributes.items.value),
        ] {
            column.append(more);
        }
        items.at.start.append(&mut more.at.start);
        items.at.end.append(&mut more.at.end);
        items.flagged.append(&mut more.flagged);
        items.fragments.lengths.append(&mut more.fragments.lengths);
        items.fragments.items.start.append(&mut more.fragments.items.start);
        items.fragments.items.end.append(&mut more.fragments.items.end);
        items.attributes.lengths.append(&mut more.attributes.lengths);
        items.attributes.items.start.append(&mut more.attributes.items.start);
        items.attributes.items.end.append(&mut more.attributes.items.end);
    }

    fn array(self) -> Result<ArrayRef, ArrowError> {
        let Self { lengths, items } = self;
        let Stretches { start, end } = items.fragments.items;
        let fragments = list(stretch_fields(), vec![numbers(start), numbers(end)], items.fragments.lengths)?;
        let Attributes { key, value, start, end } = items.attributes.items;
        let optional = |column: Vec<Option<i32>>| -> ArrayRef { Arc::new(Int32Array::from(column)) };
        let columns = vec![words(key), words(value), optional(start), optional(end)];
        let attributes = list(attribute_fields(), columns, items.attributes.lengths)?;
        let columns: Vec<ArrayRef> = vec![
            words(items.id),
            numbers(items.at.start),
            numbers(items.at.end),
            words(items.label),
            words(items.text),
            words(items.annotator),
            words(items.note),
            Arc::new(BooleanArray::from(items.flagged)),
            words(items.origin),
            words(items.edited),
            fragments,
            attributes,
        ];
        list(span_fields(), columns, lengths)
    }
}

fn words(column: Vec<String>) -> ArrayRef {
    Arc::new(StringArray::from(column))
}

fn numbers(column: Vec<i32>) -> ArrayRef {
    Arc::new(Int32Array::from(column))
}

fn list(fields: Fields, columns: Vec<ArrayRef>, lengths: Vec<usize>) -> Result<ArrayRef, ArrowError> {
    let items = StructArray::try_new(fields.clone(), columns, None)?;
    let element = Arc::new(Field::new("element", DataType::Struct(fields), true));
    let list = ListArray::try_new(element, OffsetBuffer::from_lengths(lengths), Arc::new(items), None)?;
    Ok(Arc::new(list))
}

fn of_words(names: &[&str]) -> Vec<Field> {
    names.iter().map(|name| Field::new(*name, DataType::Utf8, true)).collect()
}

fn position(name: &str) -> Field {
    Field::new(name, DataType::Int32, true)
}

fn listed(name: &str, fields: Fields) -> Field {
    let element = Field::new("element", DataType::Struct(fields), true);
    Field::new(name, DataType::List(Arc::new(element)), true)
}

fn annotators_fields() -> Fields {
    of_words(&["name", "state"]).into()
}

fn stretch_fields() -> Fields {
    vec![position("start"), position("end")].into()
}

fn attribute_fields() -> Fields {
    [of_words(&["key", "value"]), vec![position("start"), position("end")]].concat().into()
}

fn span_fields() -> Fields {
    let mut fields = of_words(&["id"]);
    fields.extend([position("start"), position("end")]);
    fields.extend(of_words(&["label", "text", "annotator", "note"]));
    fields.push(Field::new("flagged", DataType::Boolean, true));
    fields.extend(of_words(&["origin", "edited"]));
    fields.extend([listed("fragments", stretch_fields()), listed("attributes", attribute_fields())]);
    fields.into()
}

fn relation_fields() -> Fields {
    of_words(&["id", "type", "from", "to", "annotator"]).into()
}

/// The schema of every file.
pub(super) fn schema() -> SchemaRef {
    let mut fields = of_words(&["id", "text"]);
    fields.extend(of_words(&META));
    fields.push(listed("annotators", annotators_fields()));
    fields.push(listed("spans", span_fields()));
    fields.push(listed("relations", relation_fields()));
    Arc::new(Schema::new(fields))
}
