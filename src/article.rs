//! Bytes of an article as its reading text, blocks and details.
//!
//! Reading is a function of the bytes, the [`Reading`] and the encoding alone: the same bytes read
//! the same everywhere, and what is read is never written back.

mod block;
mod decode;
mod details;
mod draft;
mod foreign;
mod front_matter;
mod glance;
mod html;
mod markdown;
mod markup;
mod plain;
mod read_error;
mod reading;
mod source_map;

pub use block::{Block, BlockKind, Mark, MarkKind};
pub use details::Details;
pub use foreign::ForeignFile;
pub use glance::{GLANCE, title as title_at_a_glance};
pub use html::TooMuch;
pub use read_error::ReadArticleError;
pub use reading::Reading;
pub use source_map::{Piece, SourceMap};

use crate::text::ReadingText;
use decode::Decoded;
use draft::Composed;

/// The largest article that is read, in bytes of its file.
pub const MAX_ARTICLE_BYTES: usize = 64 << 20;

/// An article as it is shown and tagged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What is shown and tagged.
    pub text: ReadingText,
    /// The parts of the text, in order, without overlap; line breaks alone stand between them.
    pub blocks: Vec<Block>,
    /// How words are set off; sorted by start, the longer first; they may nest and cross.
    pub marks: Vec<Mark>,
    /// What the article says of itself.
    pub details: Details,
    /// How it was read.
    pub reading: Reading,
    /// The encoding of the file: its WHATWG name in lower case, such as `utf-8` or `windows-1252`.
    pub encoding: String,
    /// Where the text stands in the decoded source, where the reading keeps that.
    pub sources: Option<SourceMap>,
}

/// Reads the bytes of an article.
///
/// `encoding` is what a person said of the file: any WHATWG label. Without it the encoding is that
/// of the byte order mark, else what a page declares, else UTF-8 where the bytes are valid; any
/// other is an error that names a guess, for the person to agree to. A file without a word is a
/// valid article.
pub fn read(bytes: &[u8], reading: Reading, encoding: Option<&str>) -> Result<Article, ReadArticleError> {
    if bytes.len() > MAX_ARTICLE_BYTES {
        return Err(ReadArticleError::TooLarge { bytes: bytes.len() });
    }
    if let Some(kind) = ForeignFile::of(bytes) {
        return Err(ReadArticleError::Foreign { kind });
    }
    let declared = match reading {
        Reading::Html => html::declared_encoding(bytes),
        Reading::Plain | Reading::Markdown => None,
    };
    let Decoded { text: source, encoding } = decode::decode(bytes, encoding, declared)?;
    let composed = match reading {
        Reading::Plain => plain::read(source),
        Reading::Markdown => markdown::read(&source),
        Reading::Html => html::read(source)?,
    };
    let Composed { text, blocks, marks, details, sources } = composed;
    let bytes = text.len();
    let text = ReadingText::new(text).map_err(|_too_long| ReadArticleError::TooLarge { bytes })?;
    Ok(Article {
        text,
        blocks,
        marks,
        details,
        reading,
        encoding: encoding.name().to_ascii_lowercase(),
        sources,
    })
}
