//! The tagset as a file: the built-in one, and `tagset.ron` in a folder.

use super::atomic::{self, Over, WriteError};
use super::file::{self, ReadFileError, Stamp};
use super::{Loaded, VERSION, clipped};
use crate::annotation::{Colour, LinkKind, Pattern, Rgb, SlotKind, SlotRule, Tag, Tagset};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thiserror::Error;

/// The name of the file in a folder that replaces the built-in tagset.
pub const NAME: &str = "tagset.ron";

/// The built-in tagset as it is written into a folder.
pub const BUILTIN: &str = include_str!("../../assets/tagset/news-1.ron");

/// The largest tagset file, in bytes.
const LARGEST: u64 = 4 << 20;

/// The built-in tagset, `news/1`.
pub fn builtin() -> Tagset {
    match parse(BUILTIN, &[]) {
        Ok(loaded) => loaded.value,
        Err(broken) => {
            debug_assert!(false, "the built-in tagset: {broken}");
            Tagset { name: "news/1".into(), tags: Vec::new(), links: Vec::new() }
        }
    }
}

/// Why a tagset file cannot be used. The built-in tagset serves meanwhile.
#[derive(Debug, Error)]
pub enum ReadTagsetError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] ReadFileError),
    /// Its bytes are no text.
    #[error("byte {at} of the tagset is not valid UTF-8 ({})", path.display())]
    NotText {
        /// Which file.
        path: PathBuf,
        /// Where, in bytes.
        at: usize,
    },
    /// What it says is no tagset.
    #[error("{source} ({})", path.display())]
    Bad {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: TagsetError,
    },
}

/// Why a text is no tagset.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TagsetError {
    /// The text does not have the form of a tagset.
    #[error("line {line}, column {column}: {problem}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What was found.
        problem: String,
    },
    /// A newer program wrote it.
    #[error("it has version {0}, this program knows version {VERSION}")]
    Newer(u32),
    /// More tags than a tagset may have.
    #[error("it has {0} tags, at most {most} are possible", most = Tagset::MOST_TAGS)]
    TooManyTags(usize),
    /// More slots than a tag may have.
    #[error("the tag “{tag}” has {slots} slots, at most {} are possible", Tagset::MOST_SLOTS)]
    TooManySlots {
        /// Which tag.
        tag: String,
        /// How many.
        slots: usize,
    },
    /// Two tags, or two slots of one tag, have one name; or a name is empty.
    #[error("the name “{0}” is there twice, or empty")]
    Name(String),
    /// A word stands where only certain words may.
    #[error("{what} “{word}” of “{of}”: expected {expected}")]
    Word {
        /// What the word is for.
        what: &'static str,
        /// The word.
        word: String,
        /// The tag or slot it belongs to.
        of: String,
        /// What may stand there.
        expected: String,
    },
}

/// What a tagset says that is not followed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TagsetWarning {
    /// The letter belongs to a command; the tag's digit serves.
    #[error("the key “{key}” of “{tag}” belongs to a command; use the tag's digit")]
    CommandKey {
        /// The tag.
        tag: Arc<str>,
        /// The letter.
        key: char,
    },
    /// An earlier tag has the letter.
    #[error("the key “{key}” of “{tag}” belongs to an earlier tag; use the tag's digit")]
    TwinKey {
        /// The tag.
        tag: Arc<str>,
        /// The letter.
        key: char,
    },
    /// A key that is not a single small letter.
    #[error("the key “{key}” of “{of}” is not a single small letter")]
    OddKey {
        /// The tag or link kind.
        of: Arc<str>,
        /// What stands there.
        key: String,
    },
    /// A link kind names a tag that there is not.
    #[error("links of kind “{kind}” name the tag “{tag}”, which there is not")]
    UnknownTag {
        /// The kind of link.
        kind: Arc<str>,
        /// The tag.
        tag: Arc<str>,
    },
    /// A slot to choose a value for, without values.
    #[error("the slot “{slot}” of “{tag}” has no choices")]
    NoChoices {
        /// The tag.
        tag: Arc<str>,
        /// The slot.
        slot: Arc<str>,
    },
}

/// Reads the tagset of a folder, where there is one.
///
/// `commands` are the letters that commands have: as a tag's key they are ignored.
pub fn read_in(
    folder: &Path,
    commands: &[char],
) -> Result<Option<Loaded<Tagset, TagsetWarning>>, ReadTagsetError> {
    match read(&folder.join(NAME), commands) {
        Ok(loaded) => Ok(Some(loaded)),
        Err(ReadTagsetError::File(error)) if error.is_missing() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a tagset file.
pub fn read(path: &Path, commands: &[char]) -> Result<Loaded<Tagset, TagsetWarning>, ReadTagsetError> {
    let bytes = file::read(path, LARGEST)?;
    let text = str::from_utf8(&bytes)
        .map_err(|error| ReadTagsetError::NotText { path: path.to_owned(), at: error.valid_up_to() })?;
    parse(text, commands).map_err(|source| ReadTagsetError::Bad { path: path.to_owned(), source })
}

/// Writes the built-in tagset into a folder, where it can be edited; returns where. A tagset that is
/// there already stays as it is.
pub fn copy_builtin(folder: &Path) -> Result<PathBuf, WriteError> {
    let path = folder.join(NAME);
    atomic::write(&path, BUILTIN.as_bytes(), Over::Only(Stamp::ABSENT))?;
    Ok(path)
}

/// The tagset that a text describes.
pub fn parse(text: &str, commands: &[char]) -> Result<Loaded<Tagset, TagsetWarning>, TagsetError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let form = |problem: ron::error::SpannedError| TagsetError::Form {
        line: problem.span.start.line,
        column: problem.span.start.col,
        problem: clipped(&problem.code.to_string()),
    };
    // The version is read by itself first: a newer file need not be understood.
    if let Ok(Version { copydesk }) = ron::from_str(text)
        && copydesk > VERSION
    {
        return Err(TagsetError::Newer(copydesk));
    }
    let file: TagsetRecord = ron::from_str(text).map_err(form)?;
    if file.tags.len() > Tagset::MOST_TAGS {
        return Err(TagsetError::TooManyTags(file.tags.len()));
    }
    unique(file.tags.iter().map(|tag| &tag.name))?;
    let mut warnings = Vec::new();
    let mut tags: Vec<Tag> = Vec::with_capacity(file.tags.len());
    for record in file.tags {
        let mut tag = record.checked(&mut warnings)?;
        if let Some(key) = tag.key {
            if commands.contains(&key) {
                warnings.push(TagsetWarning::CommandKey { tag: Arc::clone(&tag.name), key });
                tag.key = None;
            } else if tags.iter().any(|earlier| earlier.key == Some(key)) {
                warnings.push(TagsetWarning::TwinKey { tag: Arc::clone(&tag.name), key });
                tag.key = None;
            }
        }
        tags.push(tag);
    }
    let links: Vec<LinkKind> = file.links.into_iter().map(|link| link.checked(&mut warnings)).collect();
    for kind in &links {
        for tag in kind.from.iter().chain(&kind.to).filter(|name| tags.iter().all(|t| t.name != **name)) {
            let unknown = TagsetWarning::UnknownTag { kind: Arc::clone(&kind.name), tag: Arc::clone(tag) };
            warnings.push(unknown);
        }
    }
    Ok(Loaded { value: Tagset { name: file.name.into(), tags, links }, warnings })
}

/// The form of the file, version alone.
#[derive(Deserialize)]
struct Version {
    copydesk: u32,
}

#[derive(Deserialize)]
#[serde(rename = "Tagset", deny_unknown_fields)]
struct TagsetRecord {
    #[serde(rename = "copydesk")]
    _version: u32,
    name: String,
    tags: Vec<TagRecord>,
    #[serde(default)]
    links: Vec<LinkRecord>,
}

#[derive(Deserialize)]
#[serde(rename = "Tag", deny_unknown_fields)]
struct TagRecord {
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    key: String,
    colour: ColourRecord,
    #[serde(default)]
    pattern: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    slots: Vec<SlotRecord>,
}

#[derive(Deserialize)]
#[serde(rename = "Colour", deny_unknown_fields)]
struct ColourRecord {
    light: String,
    dark: String,
}

#[derive(Deserialize)]
#[serde(rename = "Slot", deny_unknown_fields)]
struct SlotRecord {
    name: String,
    kind: String,
    #[serde(default)]
    choices: Vec<String>,
    #[serde(default)]
    proposed: String,
}

#[derive(Deserialize)]
#[serde(rename = "Link", deny_unknown_fields)]
struct LinkRecord {
    kind: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
}

impl TagRecord {
    fn checked(self, warnings: &mut Vec<TagsetWarning>) -> Result<Tag, TagsetError> {
        let Self { name, title, key, colour, pattern, rule, slots } = self;
        if slots.len() > Tagset::MOST_SLOTS {
            return Err(TagsetError::TooManySlots { tag: name, slots: slots.len() });
        }
        unique(slots.iter().map(|slot| &slot.name))?;
        let rgb = |what, hex: String| {
            Rgb::parse(&hex).ok_or_else(|| TagsetError::Word {
                what,
                word: clipped(&hex),
                of: name.clone(),
                expected: "#RRGGBB".to_owned(),
            })
        };
        let colour = Colour { light: rgb("colour", colour.light)?, dark: rgb("colour", colour.dark)? };
        let pattern = match pattern.as_str() {
            "" => Pattern::Solid,
            word => one_of("pattern", word, &name, &Pattern::WORDS)?,
        };
        let title = if title.is_empty() { name.clone() } else { title };
        let name: Arc<str> = name.into();
        let slots = slots
            .into_iter()
            .map(|slot| slot.checked(&name, warnings))
            .collect::<Result<Vec<_>, TagsetError>>()?;
        let key = letter(&name, &key, warnings);
        Ok(Tag { name, title, key, colour, pattern, rule, slots })
    }
}

impl SlotRecord {
    fn checked(self, tag: &Arc<str>, warnings: &mut Vec<TagsetWarning>) -> Result<SlotRule, TagsetError> {
        let Self { name, kind, choices, proposed } = self;
        let kind = one_of("kind", &kind, &name, &SlotKind::WORDS)?;
        let name: Arc<str> = name.into();
        if kind == SlotKind::Choice && choices.is_empty() {
            warnings.push(TagsetWarning::NoChoices { tag: Arc::clone(tag), slot: Arc::clone(&name) });
        }
        Ok(SlotRule { name, kind, choices: shared(choices), proposed })
    }
}

impl LinkRecord {
    fn checked(self, warnings: &mut Vec<TagsetWarning>) -> LinkKind {
        let name: Arc<str> = self.kind.into();
        let key = letter(&name, &self.key, warnings);
        LinkKind { name, key, from: shared(self.from), to: shared(self.to) }
    }
}

fn shared(words: Vec<String>) -> Vec<Arc<str>> {
    words.into_iter().map(Into::into).collect()
}

fn letter(of: &Arc<str>, key: &str, warnings: &mut Vec<TagsetWarning>) -> Option<char> {
    let mut letters = key.chars();
    match (letters.next(), letters.next()) {
        (None, _) => None,
        (Some(letter), None) if letter.is_lowercase() => Some(letter),
        _ => {
            warnings.push(TagsetWarning::OddKey { of: Arc::clone(of), key: clipped(key) });
            None
        }
    }
}

fn one_of<T: Copy>(
    what: &'static str,
    word: &str,
    of: &str,
    words: &[(T, &'static str)],
) -> Result<T, TagsetError> {
    words.iter().find(|(_, known)| *known == word).map(|(value, _)| *value).ok_or_else(|| {
        let expected: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        TagsetError::Word {
            what,
            word: clipped(word),
            of: clipped(of),
            expected: format!("one of {}", expected.join(", ")),
        }
    })
}

fn unique<N: AsRef<str> + Ord>(names: impl Iterator<Item = N>) -> Result<(), TagsetError> {
    let mut seen = BTreeSet::new();
    for name in names {
        let word = clipped(name.as_ref());
        if name.as_ref().is_empty() || !seen.insert(name) {
            return Err(TagsetError::Name(word));
        }
    }
    Ok(())
}
