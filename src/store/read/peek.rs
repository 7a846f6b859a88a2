//! A glance at a sidecar: what a list of articles shows, without reading the annotations.

use super::sheet;
use crate::annotation::{AnnotationId, AnnotatorName, Comment, Decision, State};
use crate::store::LARGEST_SIDECAR;
use crate::store::file::{self, ReadFileError};
use crate::store::sidecar::record::{self, AnnotationRecord, ArticleRecord};
use crate::store::sidecar::{ArticleHeader, scan};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::ops::Range;
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

/// What a set has, and what was decided in it: that of an author decides nothing.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// The decisions.
    pub decisions: Vec<Decision>,
    /// The files that they rest on, by annotator: their SHA-256.
    pub rests_on: Vec<(String, String)>,
    /// The annotations.
    pub annotations: Vec<Told>,
}

/// An annotation at a glance.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its name.
    pub id: AnnotationId,
    /// When it was changed last.
    pub edited: String,
    /// What it says.
    pub saying: Saying,
}

/// What an annotation says: its tag, its pieces in code points, and its slots that have a value.
pub type Saying = (String, Vec<(u32, u32)>, BTreeSet<(String, String)>);

impl From<AnnotationRecord<'_>> for Told {
    fn from(record: AnnotationRecord<'_>) -> Self {
        let slots = record.slots.into_iter().filter(|slot| !slot.value.is_empty());
        let slots = slots.map(|slot| (slot.name.into_owned(), slot.value.into_owned()));
        Self {
            id: AnnotationId::new(&*record.id),
            edited: record.edited.into_owned(),
            saying: (record.tag.into_owned(), record.pieces, slots.collect()),
        }
    }
}

/// What the set at a path has, and what was decided in it. Damage is passed over.
pub fn decided(path: &Path) -> Result<Decided, ReadFileError> {
    let glance = Glance::at(path)?;
    let fields = glance.fields();
    Ok(Decided {
        decisions: fields.items("decisions").map(sheet::decision).collect(),
        rests_on: fields.items("rests_on").collect(),
        annotations: fields.items::<AnnotationRecord<'static>>("annotations").map(Told::from).collect(),
    })
}

/// The words of a file.
struct Glance(String);

impl Glance {
    fn at(path: &Path) -> Result<Self, ReadFileError> {
        let bytes = file::read(path, LARGEST_SIDECAR)?;
        Ok(Self(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn fields(&self) -> Fields<'_> {
        let text = self.0.strip_prefix('\u{feff}').unwrap_or(&self.0);
        Fields { text, fields: scan::fields(text, scan::Layout::Ours).fields }
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
        let read = |item: Range<usize>| record::parse(self.text.get(item)?).0;
        let all = |field: &scan::Field<'_>| field.items.iter().cloned().map(read).collect::<Option<Vec<T>>>();
        let found = self.find(name).map(|field| {
            all(field).unwrap_or_else(|| {
                // Another program has laid it out anew, or an item is damaged.
                let anyhow = scan::fields(self.text, scan::Layout::Any).fields;
                let field = anyhow.into_iter().find(|field| field.name == name);
                field.into_iter().flat_map(|field| field.items).filter_map(read).collect()
            })
        });
        found.unwrap_or_default().into_iter()
    }
}
