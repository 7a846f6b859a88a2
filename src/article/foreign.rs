//! Files that hold articles but no text: known by their first bytes, refused with a way out.

use memchr::memmem;
use std::fmt;

/// How far into an archive the name of its first part is looked for.
const ARCHIVE_HEAD: usize = 64 << 10;

/// A kind of file that is not read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignFile {
    /// A PDF.
    Pdf,
    /// A Word document of today.
    Docx,
    /// A document of old Office programs.
    OldOffice,
    /// Rich text.
    Rtf,
    /// An e-book, an `OpenDocument` text or another archive.
    Archive,
}

impl ForeignFile {
    /// The kind that the first bytes announce.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(b"PK\x03\x04") {
            let head = bytes.get(..ARCHIVE_HEAD).unwrap_or(bytes);
            Some(if memmem::find(head, b"word/").is_some() { Self::Docx } else { Self::Archive })
        } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            Some(Self::OldOffice)
        } else if bytes.starts_with(br"{\rtf1") {
            Some(Self::Rtf)
        } else {
            None
        }
    }
}

impl fmt::Display for ForeignFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "PDF files",
            Self::Docx => "Word documents (DOCX)",
            Self::OldOffice => "Word documents (DOC)",
            Self::Rtf => "rich text files (RTF)",
            Self::Archive => "archives and e-books (ZIP, ODT, EPUB)",
        })
    }
}
