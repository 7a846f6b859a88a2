//! Lines read one by one, each with its number, and errors that say which line and what.

use crate::text::shortened;
use serde::{Deserialize, Deserializer};
use std::io::{BufRead, Read as _};
use thiserror::Error;

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

/// The longest line that is read, in bytes.
const LONGEST_LINE: u64 = 512 << 20;
/// The longest reading text, in bytes.
const LONGEST_TEXT: usize = 64 << 20;
/// The longest of all other strings, in bytes.
const LONGEST_STRING: usize = 1 << 20;
/// The most spans of one article.
const MOST_SPANS: usize = 1_000_000;

/// A line that cannot be taken.
#[derive(Debug, Error)]
#[error("line {line}: {what}")]
pub struct ReadLineError {
    /// Counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub what: What,
}

/// What is wrong with a line.
#[derive(Debug, Error)]
pub enum What {
    /// The file could not be read on.
    #[error("cannot be read ({0})")]
    Io(#[from] std::io::Error),
    /// It has more bytes than any article needs.
    #[error("longer than {} MiB", LONGEST_LINE >> 20)]
    TooLong,
    /// It is not UTF-8.
    #[error("byte {at} is not UTF-8: write the file as UTF-8")]
    NotUtf8 {
        /// Counted from 1 within the line.
        at: usize,
    },
    /// It is not JSON, or not of the form described.
    #[error("{message} (column {column})")]
    Json {
        /// What the reader of JSON says.
        message: String,
        /// Counted from 1, in bytes.
        column: usize,
    },
    /// Something in it is longer than we keep.
    #[error("{what} is longer than {limit}")]
    TooMuch {
        /// What it is.
        what: &'static str,
        /// How much is allowed.
        limit: &'static str,
    },
    /// It has no name.
    #[error("the id is empty: every article needs one")]
    NoId,
}

/// The articles of a file, line by line; empty lines are passed over.
#[derive(Debug)]
pub struct Lines<R> {
    from: R,
    line: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// Reads from the start of a file.
    pub fn new(from: R) -> Self {
        Self { from, line: 0, buffer: Vec::new() }
    }

    /// The number of the line last read, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    fn read(&mut self) -> Result<Option<ArticleLine>, What> {
        loop {
            self.buffer.clear();
            self.line += 1;
            let read = self.from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.buffer)?;
            if read == 0 {
                return Ok(None);
            }
            if !self.buffer.ends_with(b"\n") && u64::try_from(read).is_ok_and(|read| read == LONGEST_LINE) {
                return Err(What::TooLong);
            }
            let mut bytes = self.buffer.as_slice();
            if self.line == 1 {
                bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            }
            let line =
                std::str::from_utf8(bytes).map_err(|error| What::NotUtf8 { at: error.valid_up_to() + 1 })?;
            if !line.trim().is_empty() {
                return article(line).map(Some);
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<ArticleLine, ReadLineError>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read();
        read.map_err(|what| ReadLineError { line: self.line, what }).transpose()
    }
}

/// Reads one line without its number.
fn article(line: &str) -> Result<ArticleLine, What> {
    let article: ArticleLine = serde_json::from_str(line).map_err(|error| {
        let said = error.to_string();
        // Every line is line 1 to the reader of JSON; the true number is ours to say.
        let message = said.rsplit_once(" at line ").map_or(said.as_str(), |(message, _)| message);
        let surrogate =
            if message.contains("hex escape") { ": half of a surrogate pair is no text" } else { "" };
        let message = format!("{}{surrogate}", shortened(message, 200));
        What::Json { message, column: error.column() }
    })?;
    if article.id.trim().is_empty() {
        return Err(What::NoId);
    }
    if article.text.len() > LONGEST_TEXT {
        return Err(What::TooMuch { what: "the text", limit: "64 MiB" });
    }
    if article.spans.len() > MOST_SPANS {
        return Err(What::TooMuch { what: "the list of spans", limit: "1,000,000" });
    }
    if strings(&article).any(|string| string.len() > LONGEST_STRING) {
        return Err(What::TooMuch { what: "a string", limit: "1 MiB" });
    }
    Ok(article)
}

/// All strings that are kept, but for the text and the words of the spans, which are its own.
fn strings(article: &ArticleLine) -> impl Iterator<Item = &String> {
    let spans = article.spans.iter().flat_map(|span| {
        let own = [&span.id, &span.label, &span.annotator, &span.note, &span.origin, &span.edited];
        let slots = span.attributes.iter().flat_map(|slot| [Some(&slot.key), slot.value.as_ref()]);
        own.into_iter().map(Option::as_ref).chain(slots)
    });
    let meta = article.meta.iter().flat_map(|meta| {
        [&meta.title, &meta.byline, &meta.outlet, &meta.published, &meta.url, &meta.lang].map(Option::as_ref)
    });
    let relations = article.relations.iter().flat_map(|relation| {
        [relation.kind.as_ref(), Some(&relation.from), Some(&relation.to), relation.annotator.as_ref()]
    });
    let annotators =
        article.annotators.iter().flat_map(|annotator| [Some(&annotator.name), annotator.state.as_ref()]);
    std::iter::once(Some(&article.id)).chain(spans).chain(meta).chain(relations).chain(annotators).flatten()
}
