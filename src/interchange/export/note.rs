//! What is said about the files of an export.

use std::fmt;
use std::path::Path;

/// What is wrong or odd with a file: which, what, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The whole message.
    pub message: String,
}

impl Note {
    /// A whole message.
    pub(super) fn new(message: String) -> Self {
        Self { message }
    }

    /// About the file at a path.
    pub(super) fn on(path: &Path, what: &impl fmt::Display) -> Self {
        Self { message: format!("{}: {what}", path.display()) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
