//! `copydesk tag`: one annotation, added from a script.

use super::Surroundings;
use super::outcome::{Answer, Failure, print, unreadable};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, Change, Origin, Pieces, Slot, SlotKind, Tagset, Transaction,
};
use crate::store::file::Stamp;
use crate::store::{names, open, read, save, tagset_file};
use crate::text::{CharOffset, ReadingText};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Add one annotation to my set on an article, and print its id.
#[derive(Debug, clap::Args)]
pub(super) struct Tag {
    /// The article.
    article: PathBuf,
    /// The tag, one of the tagset.
    #[arg(long = "tag", value_name = "T")]
    label: String,
    /// Where it stands in the reading text: code points, half-open; several pieces with commas.
    #[arg(long, value_name = "START:END", value_delimiter = ',', required = true, value_parser = stretch)]
    at: Vec<(CharOffset, CharOffset)>,
    /// A slot and its value; may be given again.
    #[arg(long, value_name = "NAME=VALUE", value_parser = slot)]
    slot: Vec<(String, String)>,
    /// A note.
    #[arg(long, value_name = "N", default_value = "")]
    note: String,
}

fn stretch(written: &str) -> Result<(CharOffset, CharOffset), String> {
    let parsed = written.split_once(':').and_then(|(start, end)| {
        let at = |digits: &str| digits.trim().parse().map(CharOffset::new).ok();
        Some((at(start)?, at(end)?))
    });
    parsed.ok_or_else(|| "write START:END, two numbers of code points, such as 10:25".to_owned())
}

fn slot(written: &str) -> Result<(String, String), String> {
    match written.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("write NAME=VALUE, such as speaker=\"the mayor\"".to_owned()),
    }
}

impl Tag {
    pub(super) fn run(self, surroundings: &mut Surroundings) -> Result<Answer, Failure> {
        let Some(annotator) = surroundings.annotator() else {
            return Err(Failure::Usage(
                "whose annotation is it? Give --annotator NAME, or set COPYDESK_ANNOTATOR".to_owned(),
            ));
        };
        let article =
            open::article(&self.article, surroundings.encoding()).map_err(|error| unreadable(&error))?;
        let tagset = folder_tagset(&self.article)?;
        let pieces = pieces(&self.at, &article.text)?;
        self.check(&tagset)?;
        let path = names::sidecar(&self.article, &annotator);
        let article_path = self.article.clone();
        let (mut set, stamp) = match read::sidecar(&path, &article.text) {
            Ok(None) => (AnnotationSet::new(annotator, Arc::clone(&tagset.name)), Stamp::ABSENT),
            Ok(Some(loaded)) => {
                if let Some(why) = loaded.read_only.first() {
                    return Err(Failure::file(&path, format!("nothing was added: {why}")));
                }
                (loaded.set, loaded.stamp)
            }
            Err(error) => return Err(Failure::File(error.to_string())),
        };
        let id = std::iter::repeat_with(|| AnnotationId::from_bits(surroundings.chance.bits()))
            .find(|id| !set.knows(id))
            .ok_or_else(|| Failure::File("no id is left".to_owned()))?;
        let added = self.annotation(id.clone(), pieces, &surroundings.chance.now());
        let change = Change::Annotation { before: None, after: Some(Arc::new(added)) };
        set.apply(&Transaction::new("tag", vec![change]))
            .map_err(|error| Failure::File(error.to_string()))?;
        save::sidecar(&article_path, &set, &article, stamp)
            .map_err(|error| Failure::File(error.to_string()))?;
        print(format!("{id}\n").as_bytes())?;
        Ok(Answer::Done)
    }

    fn annotation(self, id: AnnotationId, pieces: Pieces, now: &str) -> Annotation {
        let slots = self.slot.into_iter();
        Annotation {
            id,
            tag: self.label.into(),
            pieces,
            slots: slots.map(|(name, value)| Slot { name: name.into(), value, at: Vec::new() }).collect(),
            note: self.note,
            flagged: false,
            origin: Origin::Hand,
            edited: now.into(),
        }
    }

    /// Whether the tagset knows the tag, its slots and their choices: a slip of the pen is no tag.
    fn check(&self, tagset: &Tagset) -> Result<(), Failure> {
        let Some(tag) = tagset.tag(&self.label) else {
            let known: Vec<&str> = tagset.tags.iter().map(|tag| &*tag.name).collect();
            return Err(Failure::Usage(format!(
                "--tag {:?}: the tagset {} has no such tag; it has {}",
                self.label,
                tagset.name,
                list(&known)
            )));
        };
        for (name, value) in &self.slot {
            let Some(rule) = tag.slot(name) else {
                let known: Vec<&str> = tag.slots.iter().map(|slot| &*slot.name).collect();
                return Err(Failure::Usage(format!(
                    "--slot {name:?}: the tag {} has no such slot; it has {}",
                    tag.name,
                    list(&known)
                )));
            };
            if rule.kind == SlotKind::Choice && !rule.choices.iter().any(|choice| **choice == **value) {
                let known: Vec<&str> = rule.choices.iter().map(|choice| &**choice).collect();
                return Err(Failure::Usage(format!(
                    "--slot {name}={value}: no such choice; there are {}",
                    list(&known)
                )));
            }
        }
        Ok(())
    }
}

fn list(words: &[&str]) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

fn pieces(at: &[(CharOffset, CharOffset)], text: &ReadingText) -> Result<Pieces, Failure> {
    let mut spans = Vec::with_capacity(at.len());
    for (start, end) in at {
        let span = text
            .span_of_chars(*start, *end)
            .map_err(|error| Failure::Usage(format!("--at {start}:{end}: {error}")))?;
        spans.push(span);
    }
    Pieces::new(spans).ok_or_else(|| Failure::Usage("--at: a position is needed".to_owned()))
}

/// The tagset of the article's folder, else the built-in one.
pub(super) fn folder_tagset(article: &Path) -> Result<Tagset, Failure> {
    let folder = article.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let loaded = tagset_file::read_in(folder, &[]).map_err(|error| Failure::File(error.to_string()))?;
    Ok(loaded.map_or_else(tagset_file::builtin, |loaded| loaded.value))
}
