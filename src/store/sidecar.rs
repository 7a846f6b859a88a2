//! What a sidecar says, as plain values between the file and the annotation set.

pub(super) mod canonical;
pub(super) mod record;
pub(super) mod scan;

use crate::text::ReadingText;

/// Which text the positions of a sidecar refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleHeader {
    /// The file name of the article; shown, never opened.
    pub name: String,
    /// How the article was read: `markdown/1`.
    pub reading: String,
    /// The encoding it was decoded from.
    pub encoding: String,
    /// SHA-256 of the reading text as UTF-8, in lower-case hexadecimal.
    pub sha256: String,
    /// The length of the reading text in code points.
    pub length: u32,
}

impl ArticleHeader {
    /// The header of a reading text, read as `reading` from the file `name` in `encoding`.
    pub fn of(text: &ReadingText, name: &str, reading: &str, encoding: &str) -> Self {
        Self {
            name: name.to_owned(),
            reading: reading.to_owned(),
            encoding: encoding.to_owned(),
            sha256: text.sha256().to_owned(),
            length: text.chars().get(),
        }
    }
}

impl From<record::ArticleRecord> for ArticleHeader {
    fn from(record: record::ArticleRecord) -> Self {
        let record::ArticleRecord { name, reading, encoding, sha256, length } = record;
        Self { name, reading, encoding, sha256, length }
    }
}
