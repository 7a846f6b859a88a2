//! Why an article could not be read.

use super::{ForeignFile, MAX_ARTICLE_BYTES, TooMuch};
use thiserror::Error;

/// Why an article could not be read. Offsets are bytes of the file, lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadArticleError {
    /// The file is larger than [`MAX_ARTICLE_BYTES`].
    #[error(
        "the article has {} MiB, and more than {} are not read; split it into parts",
        bytes.div_ceil(1 << 20),
        MAX_ARTICLE_BYTES >> 20
    )]
    TooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// A kind of file that is not read yet.
    #[error(
        "{kind} are not read yet; save it as text or HTML, or copy its words and paste them as a new article"
    )]
    Foreign {
        /// Which kind.
        kind: ForeignFile,
    },
    /// A label that names no encoding.
    #[error(
        "no encoding is called “{label}”; try utf-8, windows-1252, utf-16le or another name of the WHATWG list"
    )]
    UnknownEncoding {
        /// The label, shortened.
        label: String,
    },
    /// The file says nothing of its encoding and is not UTF-8.
    #[error(
        "the encoding is not stated, and byte {at} (line {line}) is not UTF-8; it looks like {guess}: if that is right, open it with the encoding {guess}"
    )]
    EncodingUnclear {
        /// The likeliest encoding: its WHATWG name in lower case.
        guess: String,
        /// The first byte that is not UTF-8; 0 where the file as a whole looks like UTF-16.
        at: usize,
        /// Its line.
        line: usize,
    },
    /// A byte that does not exist in the encoding that the file or a person states.
    #[error(
        "the article should be {encoding}, but byte {at} (line {line}) does not exist in that encoding; repair it, or open the article with another encoding"
    )]
    Malformed {
        /// The encoding: its WHATWG name in lower case.
        encoding: String,
        /// The byte.
        at: usize,
        /// Its line.
        line: usize,
    },
    /// Bytes that are no text in any encoding.
    #[error("byte {at} is NUL, and the rest does not read as text either; the file is damaged or no article")]
    NotText {
        /// The first NUL.
        at: usize,
    },
    /// A page built to be too much for any reader.
    #[error("the page is too complex: {0}; copy its words and paste them as a new article")]
    PageTooComplex(TooMuch),
    /// A page that is read for longer than anyone would wait.
    #[error(
        "the page is too complex: it is not read after {seconds} seconds; copy its words and paste them as a new article"
    )]
    PageTooSlow {
        /// How long it was tried.
        seconds: u64,
    },
    /// A page that its reader gave up on.
    #[error("the page could not be read; copy its words and paste them as a new article")]
    PageUnreadable,
}
