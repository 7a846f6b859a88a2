//! Lines read one by one, each with its number, and errors that say which line and what.

use super::ArticleLine;
use crate::text::shortened;
use serde::de::DeserializeOwned;
use std::io::{BufRead, Read as _};
use thiserror::Error;

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

/// The lines of a file of UTF-8, each with its number from 1.
#[derive(Debug)]
pub(in crate::interchange) struct TextLines<R> {
    from: R,
    line: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> TextLines<R> {
    /// Reads from the start of a file.
    pub(in crate::interchange) fn new(from: R) -> Self {
        Self { from, line: 0, buffer: Vec::new() }
    }

    /// The next line without its end, for as long as no other is asked for.
    pub(in crate::interchange) fn line(&mut self) -> Result<Option<(u64, &str)>, ReadLineError> {
        let read = self.advance();
        let line = self.line;
        let words = read.and_then(|read| if read { self.words().map(Some) } else { Ok(None) });
        words
            .map(|words| words.map(|words| (line, words.trim_end_matches(['\r', '\n']))))
            .map_err(|what| ReadLineError { line, what })
    }

    /// The next line that is not blank, for as long as no other is asked for.
    fn read(&mut self) -> Result<Option<&str>, What> {
        while self.advance()? {
            if !self.buffer.trim_ascii().is_empty() {
                return self.words().map(Some);
            }
        }
        Ok(None)
    }

    /// Reads the next line; false behind the last.
    fn advance(&mut self) -> Result<bool, What> {
        self.buffer.clear();
        self.line += 1;
        let read = self.from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.buffer)?;
        if !self.buffer.ends_with(b"\n") && u64::try_from(read).is_ok_and(|read| read == LONGEST_LINE) {
            return Err(What::TooLong);
        }
        Ok(read > 0)
    }

    /// The line that was read last.
    fn words(&self) -> Result<&str, What> {
        let mut bytes = self.buffer.as_slice();
        if self.line == 1 {
            bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        }
        std::str::from_utf8(bytes).map_err(|error| What::NotUtf8 { at: error.valid_up_to() + 1 })
    }

    /// The next line made into something else.
    fn parsed<T>(
        &mut self,
        parse: impl FnOnce(&str) -> Result<T, What>,
    ) -> Option<Result<(u64, T), ReadLineError>> {
        let parsed = self.read().and_then(|line| line.map(parse).transpose());
        let line = self.line;
        parsed
            .map(|parsed| parsed.map(|parsed| (line, parsed)))
            .map_err(|what| ReadLineError { line, what })
            .transpose()
    }
}

/// The JSON of every line of a file.
#[derive(Debug)]
pub(in crate::interchange) struct JsonOfLines<R>(TextLines<R>);

impl<R: BufRead> JsonOfLines<R> {
    /// Reads from the start of a file.
    pub(in crate::interchange) fn new(from: R) -> Self {
        Self(TextLines::new(from))
    }
}

impl<R: BufRead> Iterator for JsonOfLines<R> {
    type Item = Result<(u64, serde_json::Value), ReadLineError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.parsed(parsed)
    }
}

/// The articles of a file, line by line; empty lines are passed over.
#[derive(Debug)]
pub struct Lines<R>(TextLines<R>);

impl<R: BufRead> Lines<R> {
    /// Reads from the start of a file.
    pub fn new(from: R) -> Self {
        Self(TextLines::new(from))
    }

    /// The number of the line last read, from 1.
    pub fn line(&self) -> u64 {
        self.0.line
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<ArticleLine, ReadLineError>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.0.parsed(|line| {
            let article: ArticleLine = parsed(line)?;
            check(&article)?;
            Ok(article)
        });
        read.map(|read| read.map(|(_, article)| article))
    }
}

/// The JSON of one line.
fn parsed<T: DeserializeOwned>(line: &str) -> Result<T, What> {
    serde_json::from_str(line).map_err(|error| {
        let said = error.to_string();
        // Every line is line 1 to the reader of JSON; the true number is ours to say.
        let message = said.rsplit_once(" at line ").map_or(said.as_str(), |(message, _)| message);
        let surrogate =
            if message.contains("hex escape") { ": half of a surrogate pair is no text" } else { "" };
        let message = format!("{}{surrogate}", shortened(message, 200));
        What::Json { message, column: error.column() }
    })
}

/// Whether an article of others has a name and is no longer than what is kept.
pub(in crate::interchange) fn check(article: &ArticleLine) -> Result<(), What> {
    if article.id.trim().is_empty() {
        return Err(What::NoId);
    }
    if article.text.len() > LONGEST_TEXT {
        return Err(What::TooMuch { what: "the text", limit: "64 MiB" });
    }
    if article.spans.len() > MOST_SPANS {
        return Err(What::TooMuch { what: "the list of spans", limit: "1,000,000" });
    }
    if strings(article).any(|string| string.len() > LONGEST_STRING) {
        return Err(What::TooMuch { what: "a string", limit: "1 MiB" });
    }
    Ok(())
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
