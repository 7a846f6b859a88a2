//! JSON of others, looked into field by field: what is missing or of another kind is nothing.

use super::reader::{BadInput, buffered, words};
use crate::interchange::jsonl::{AnnotatorLine, JsonOfLines, MetaLine};
use serde_json::Value;
use std::path::Path;

/// Fields of a JSON object.
pub(in crate::interchange) trait Fields {
    /// A string; numbers and truths are words too, as others write ids.
    fn string(&self, key: &str) -> Option<String>;
    /// A position.
    fn number(&self, key: &str) -> Option<u32>;
    /// A list; no list is an empty one.
    fn list(&self, key: &str) -> &[Value];
}

impl Fields for Value {
    fn string(&self, key: &str) -> Option<String> {
        match self.get(key)? {
            Self::String(words) => Some(words.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Bool(truth) => Some(truth.to_string()),
            Self::Null | Self::Array(_) | Self::Object(_) => None,
        }
    }

    fn number(&self, key: &str) -> Option<u32> {
        let number = self.get(key)?;
        let written = || number.as_str()?.trim().parse().ok();
        number.as_u64().and_then(|number| u32::try_from(number).ok()).or_else(written)
    }

    fn list(&self, key: &str) -> &[Value] {
        self.get(key).and_then(Self::as_array).map_or(&[], Vec::as_slice)
    }
}

/// A field for a message: its words, or a dash.
pub(in crate::interchange) fn string_at(value: &Value, key: &str) -> String {
    value.string(key).unwrap_or_else(|| "–".to_owned())
}

impl MetaLine {
    /// Title, byline and the like from the fields of an object.
    pub(in crate::interchange) fn of_fields(fields: &Value) -> Self {
        Self {
            title: fields.string("title"),
            byline: fields.string("byline").or_else(|| fields.string("author")),
            outlet: fields.string("outlet").or_else(|| fields.string("publisher")),
            published: fields.string("published").or_else(|| fields.string("date")),
            url: fields.string("url"),
            lang: fields.string("lang").or_else(|| fields.string("language")),
        }
    }
}

impl AnnotatorLine {
    /// A list of annotators with their states; those without a name are none.
    pub(in crate::interchange) fn of_value(list: Option<&Value>) -> Vec<Self> {
        let rows = list.and_then(Value::as_array).into_iter().flatten();
        rows.filter_map(|row| Some(Self { name: row.string("name")?, state: row.string("state") })).collect()
    }
}

/// The objects of a file of JSON Lines, with the numbers of their lines.
pub(in crate::interchange) fn json_lines(
    path: &Path,
) -> Result<impl Iterator<Item = Result<(u64, Value), BadInput>> + use<>, BadInput> {
    let lines = JsonOfLines::new(buffered(path)?);
    Ok(lines.map(|line| line.map_err(|error| BadInput::at(format!("line {}", error.line), error.what))))
}

/// The JSON of a file as a whole.
pub(in crate::interchange) fn json(path: &Path) -> Result<Value, BadInput> {
    serde_json::from_str(&words(path)?).map_err(BadInput::whole)
}
