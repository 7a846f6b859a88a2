//! The formats that are written and read, by name.

use std::fmt;

/// A format of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// One article a line, everything in it.
    Jsonl,
    /// Tables.
    Csv,
}

/// What a format is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One file, or standard output.
    Stream,
    /// Several files in a folder.
    Folder,
}

impl Format {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Jsonl, Self::Csv];

    /// The word on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }

    /// The format of a word on the command line.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What it is called in the window.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Jsonl => "JSON Lines",
            Self::Csv => "CSV tables",
        }
    }

    /// Who it is for, in one sentence.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Jsonl => {
                "One article a line with all its tags; for scripts and datasets, and to import again"
            }
            Self::Csv => "A folder of spans.csv, relations.csv and documents.csv; for spreadsheets",
        }
    }

    /// What it is written to.
    pub const fn shape(self) -> Shape {
        match self {
            Self::Jsonl => Shape::Stream,
            Self::Csv => Shape::Folder,
        }
    }

    /// The extension of its file; none for a folder.
    pub const fn extension(self) -> Option<&'static str> {
        match self {
            Self::Jsonl => Some("jsonl"),
            Self::Csv => None,
        }
    }

    /// Whether `import` reads it.
    pub const fn is_read(self) -> bool {
        match self {
            Self::Jsonl => true,
            Self::Csv => false,
        }
    }

    /// What it cannot hold, each as a sentence for a person.
    pub const fn losses(self) -> &'static [&'static str] {
        match self {
            Self::Jsonl => &[
                "Annotations without a place in the text are left out",
                "Links to annotations that are not exported are left out",
                "Comments and the record of a review are left out",
                "Blocks, emphasis and links of the article are left out: its reading text is written",
            ],
            Self::Csv => &[
                "Annotations without a place in the text are left out",
                "Links to annotations that are not exported are left out",
                "Comments and the record of a review are left out",
                "Blocks, emphasis and links of the article are left out: its reading text is written",
                "It cannot be imported again",
            ],
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
