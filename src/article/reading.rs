//! The ways to read a file, each with its name and version.

use std::path::Path;

/// How the bytes of a file become reading text.
///
/// The version is part of the name: when a program reads differently, positions are anchored anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// The text as it stands.
    Plain,
    /// Markdown, rendered.
    Markdown,
    /// The headline, standfirst and body of a saved page.
    Html,
}

impl Reading {
    /// All readings.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Markdown, Self::Html];

    /// The name and version that sidecars record.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain/1",
            Self::Markdown => "markdown/1",
            Self::Html => "html/1",
        }
    }

    /// The reading of that name and version; nothing for a newer one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reading| reading.name() == name)
    }

    /// The reading that the extension of a file asks for, in any case; nothing for another one.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }
}
