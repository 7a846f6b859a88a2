//! One article with its annotations as a line of our own form has it: what every reader of a format yields.

use serde::{Deserialize, Deserializer};

/// One article as a line has it. Only `id` and `text` must be there; unknown keys are ignored.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ArticleLine {
    /// The article's name among others.
    #[serde(deserialize_with = "word")]
    pub id: String,
    /// The reading text.
    pub text: String,
    /// What is known about the article.
    #[serde(default)]
    pub meta: Option<MetaLine>,
    /// Who worked on it, and how far they are.
    #[serde(default, deserialize_with = "list")]
    pub annotators: Vec<AnnotatorLine>,
    /// The annotations.
    #[serde(default, deserialize_with = "list")]
    pub spans: Vec<SpanLine>,
    /// The links.
    #[serde(default, deserialize_with = "list")]
    pub relations: Vec<RelationLine>,
}

/// Title, byline and the like.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct MetaLine {
    /// The headline.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub byline: Option<String>,
    /// Where it appeared.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub outlet: Option<String>,
    /// When it appeared.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub published: Option<String>,
    /// Where it can be found.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub url: Option<String>,
    /// Its language.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub lang: Option<String>,
}

/// A person and how far they are.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AnnotatorLine {
    /// Who.
    #[serde(deserialize_with = "word")]
    pub name: String,
    /// How far.
    #[serde(default)]
    pub state: Option<String>,
}

/// One annotation.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SpanLine {
    /// Its name; one is made where there is none.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub id: Option<String>,
    /// The tag.
    #[serde(default)]
    pub label: Option<String>,
    /// The first code point.
    #[serde(default)]
    pub start: Option<u32>,
    /// The code point after the last.
    #[serde(default)]
    pub end: Option<u32>,
    /// The words from start to end; where given, they are compared with the text.
    #[serde(default)]
    pub text: Option<String>,
    /// The pieces, of an annotation with several.
    #[serde(default, deserialize_with = "list")]
    pub fragments: Vec<Fragment>,
    /// Whose it is.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub annotator: Option<String>,
    /// Free text.
    #[serde(default)]
    pub note: Option<String>,
    /// Whether it is marked for a second look.
    #[serde(default)]
    pub flagged: Option<bool>,
    /// How it came to be.
    #[serde(default)]
    pub origin: Option<String>,
    /// When it was last changed.
    #[serde(default)]
    pub edited: Option<String>,
    /// The slots.
    #[serde(default, deserialize_with = "list")]
    pub attributes: Vec<AttributeLine>,
    /// What other formats say stands before the words.
    #[serde(skip)]
    pub prefix: Option<String>,
    /// What other formats say stands after the words.
    #[serde(skip)]
    pub suffix: Option<String>,
    /// Whether its position was found by its words.
    #[serde(skip)]
    pub anchored: bool,
}

impl SpanLine {
    /// A span as JSON has it.
    pub(in crate::interchange) fn of_value(value: &serde_json::Value) -> Result<Self, serde_json::Error> {
        Self::deserialize(value)
    }
}

/// A piece, in code points, half-open.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Fragment {
    /// The first code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
}

/// One slot value.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AttributeLine {
    /// The slot's name.
    pub key: String,
    /// Its value.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub value: Option<String>,
    /// The first code point of the words it was read from.
    #[serde(default)]
    pub start: Option<u32>,
    /// The code point after the last.
    #[serde(default)]
    pub end: Option<u32>,
    /// The places, of a value read from several.
    #[serde(default, deserialize_with = "list")]
    pub fragments: Vec<Fragment>,
}

/// One link.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RelationLine {
    /// The kind of link.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// The id of the span it starts at.
    #[serde(deserialize_with = "word")]
    pub from: String,
    /// The id of the span it points to.
    #[serde(deserialize_with = "word")]
    pub to: String,
    /// Who drew it; else whoever made `from`.
    #[serde(default, deserialize_with = "word_or_nothing")]
    pub annotator: Option<String>,
}

/// A string, or what others write in its place: their ids are often numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Word {
    Text(String),
    Number(serde_json::Number),
    Truth(bool),
}

impl From<Word> for String {
    fn from(word: Word) -> Self {
        match word {
            Word::Text(text) => text,
            Word::Number(number) => number.to_string(),
            Word::Truth(truth) => truth.to_string(),
        }
    }
}

fn word<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Word::deserialize(from).map(String::from)
}

fn word_or_nothing<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Word>::deserialize(from)?.map(String::from))
}

/// A list, or `null` for an empty one.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(from)?.unwrap_or_default())
}
