//! A glance at a sidecar: what a list of articles shows, without reading the annotations.

use crate::annotation::State;
use crate::store::LARGEST_SIDECAR;
use crate::store::file::{self, ReadFileError};
use crate::store::sidecar::record::{self, ArticleRecord};
use crate::store::sidecar::{ArticleHeader, scan};
use serde::de::DeserializeOwned;
use std::path::Path;

/// What a sidecar says at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peek {
    /// How far the annotator is.
    pub state: State,
    /// How many annotations there seem to be, placed or not: they are counted by their lines, not read.
    pub annotations: usize,
    /// The text it was made for, if it says so.
    pub header: Option<ArticleHeader>,
    /// Its version; nothing for a file of another program.
    pub version: Option<u32>,
}

/// Glances at the file at a path. Damage is passed over.
pub fn peek(path: &Path) -> Result<Peek, ReadFileError> {
    let bytes = file::read(path, LARGEST_SIDECAR)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let scan = scan::fields(text, scan::Layout::Ours);
    let field = |name: &str| scan.fields.iter().find(|field| field.name == name);
    Ok(Peek {
        state: value::<String>(text, field("state")).map(|word| State::parse(&word)).unwrap_or_default(),
        annotations: field("annotations").map_or(0, |field| field.items.len()),
        header: value::<ArticleRecord>(text, field("article")).map(ArticleHeader::from),
        version: value(text, field("copydesk")),
    })
}

fn value<T: DeserializeOwned>(text: &str, field: Option<&scan::Field<'_>>) -> Option<T> {
    record::parse(text.get(field?.value.clone())?).0
}
