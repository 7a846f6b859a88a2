//! A glance at a sidecar: what a list of articles shows, without reading the annotations.

use super::sheet;
use crate::annotation::{AnnotatorName, Comment, Decision, State};
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
    /// What the annotator says to others.
    pub comments: Vec<Comment>,
    /// The text it was made for, if it says so.
    pub header: Option<ArticleHeader>,
    /// Its version; nothing for a file of another program.
    pub version: Option<u32>,
}

/// Glances at the file at a path. Damage is passed over.
pub fn peek(path: &Path) -> Result<Peek, ReadFileError> {
    let glance = Glance::at(path)?;
    let fields = glance.fields();
    let state = fields.value::<String>("state").map(|word| State::parse(&word));
    Ok(Peek {
        state: state.unwrap_or_default(),
        annotations: fields.find("annotations").map_or(0, |field| field.items.len()),
        comments: fields.items("comments").map(sheet::comment).collect(),
        header: fields.value::<ArticleRecord>("article").map(ArticleHeader::from),
        version: fields.value("copydesk"),
    })
}

/// Whose set the file at a path says it is, whatever its name; nothing where it says nothing that is a name.
pub fn annotator(path: &Path) -> Option<AnnotatorName> {
    AnnotatorName::new(&Glance::at(path).ok()?.fields().value::<String>("annotator")?).ok()
}

/// What the reviewer decided in the gold set at a path. Damage is passed over.
pub fn decisions(path: &Path) -> Result<Vec<Decision>, ReadFileError> {
    Ok(Glance::at(path)?.fields().items("decisions").map(sheet::decision).collect())
}

/// The words of a file.
struct Glance(String);

impl Glance {
    fn at(path: &Path) -> Result<Self, ReadFileError> {
        let bytes = file::read(path, LARGEST_SIDECAR)?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(Self(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()))
    }

    fn fields(&self) -> Fields<'_> {
        Fields { text: &self.0, fields: scan::fields(&self.0, scan::Layout::Ours).fields }
    }
}

/// The fields of a file, as they stand there.
struct Fields<'t> {
    text: &'t str,
    fields: Vec<scan::Field<'t>>,
}

impl<'t> Fields<'t> {
    fn find(&self, name: &str) -> Option<&scan::Field<'t>> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn value<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        record::parse(self.text.get(self.find(name)?.value.clone())?).0
    }

    /// The items of a list that can be read.
    fn items<T: DeserializeOwned>(&self, name: &str) -> impl Iterator<Item = T> {
        let items = self.find(name).into_iter().flat_map(|field| field.items.clone());
        items.filter_map(|item| record::parse(self.text.get(item)?).0)
    }
}
