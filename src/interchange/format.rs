//! The formats that are written and read, by name. What is true of one stands in its own file.

#[cfg(feature = "parquet")]
use super::dataset;
use super::{
    Loss, Record, brat, claim_review, conll, csv, doccano, jsonl, label_studio, markdown, prodigy, refi,
    uima, web_annotation, xlsx,
};
use std::fmt;

/// A format of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One article a line, everything in it.
    Jsonl,
    /// Tables.
    Csv,
    /// The tables as one workbook.
    Xlsx,
    /// Parquet files with a card.
    #[cfg(feature = "parquet")]
    Dataset,
    /// Label Studio's tasks and its configuration.
    LabelStudio,
    /// UIMA's structures as XMI, with their type system.
    UimaXmi,
    /// UIMA's structures as JSON.
    UimaJson,
    /// brat's standoff.
    Brat,
    /// Prodigy's tasks.
    Prodigy,
    /// doccano's lines.
    Doccano,
    /// Columns of labels.
    Conll,
    /// Annotations of the web.
    WebAnnotation,
    /// Words and a list of tags, for people.
    Markdown,
    /// A project of qualitative research.
    Refi,
    /// The tags alone, as the codes of such a project.
    RefiCodebook,
    /// Claims with a verdict, as schema.org has them.
    ClaimReview,
}

/// What is true of a format, for menus, help and reports.
#[derive(Debug)]
pub struct Facts {
    /// The word on the command line.
    pub name: &'static str,
    /// What it is called in the window.
    pub title: &'static str,
    /// Who reads it, in one sentence.
    pub purpose: &'static str,
    /// What it is written to.
    pub shape: Shape,
    /// The extension of its file, or of the file of an article where it has one for each.
    pub extension: &'static str,
    /// Whether `import` reads it.
    pub ways: Ways,
    /// Files that are written beside the others and say nothing by themselves: they are read with those,
    /// or not needed.
    pub companions: &'static [&'static str],
    /// What it cannot hold, beyond what none can ([`Loss::EVERYWHERE`]).
    pub losses: &'static [Loss],
}

/// What a format is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One file, or standard output.
    Stream,
    /// Several files in a folder.
    Folder,
}

/// In which directions a format goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ways {
    /// Out alone.
    Out,
    /// Out and in.
    OutAndIn,
}

impl Format {
    /// All of them, in the order in which they are listed.
    pub const ALL: &'static [Self] = &[
        Self::Jsonl,
        Self::Csv,
        Self::Xlsx,
        #[cfg(feature = "parquet")]
        Self::Dataset,
        Self::LabelStudio,
        Self::UimaXmi,
        Self::UimaJson,
        Self::Brat,
        Self::Prodigy,
        Self::Doccano,
        Self::Conll,
        Self::WebAnnotation,
        Self::Refi,
        Self::RefiCodebook,
        Self::ClaimReview,
        Self::Markdown,
    ];

    /// What is true of it.
    pub const fn facts(self) -> &'static Facts {
        match self {
            Self::Jsonl => &jsonl::FACTS,
            Self::Csv => &csv::FACTS,
            Self::Xlsx => &xlsx::FACTS,
            #[cfg(feature = "parquet")]
            Self::Dataset => &dataset::FACTS,
            Self::LabelStudio => &label_studio::FACTS,
            Self::UimaXmi => &uima::XMI,
            Self::UimaJson => &uima::JSON,
            Self::Brat => &brat::FACTS,
            Self::Prodigy => &prodigy::FACTS,
            Self::Doccano => &doccano::FACTS,
            Self::Conll => &conll::FACTS,
            Self::WebAnnotation => &web_annotation::FACTS,
            Self::Refi => &refi::FACTS,
            Self::RefiCodebook => &refi::CODEBOOK,
            Self::Markdown => &markdown::FACTS,
            Self::ClaimReview => &claim_review::FACTS,
        }
    }

    /// The word on the command line.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// The format of a word on the command line.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// What it is called in the window.
    pub const fn title(self) -> &'static str {
        self.facts().title
    }

    /// Who it is for, in one sentence.
    pub const fn purpose(self) -> &'static str {
        self.facts().purpose
    }

    /// What it is written to.
    pub const fn shape(self) -> Shape {
        self.facts().shape
    }

    /// The extension of its file; none for a folder.
    pub const fn extension(self) -> Option<&'static str> {
        match self.shape() {
            Shape::Stream => Some(self.facts().extension),
            Shape::Folder => None,
        }
    }

    /// Whether `import` reads it.
    pub const fn is_read(self) -> bool {
        matches!(self.facts().ways, Ways::OutAndIn)
    }

    /// Whether the splits of a dataset stand beside one another in its one folder.
    pub(super) fn has_splits(self) -> bool {
        self.name() == "dataset"
    }

    /// What should be known of an article that is written in it.
    pub(super) fn remark(self, record: &Record<'_>) -> Option<String> {
        match self {
            Self::Refi => refi::remark(record),
            _ => None,
        }
    }

    /// What it cannot hold.
    pub fn losses(self) -> impl Iterator<Item = Loss> {
        Loss::EVERYWHERE.into_iter().chain(self.facts().losses.iter().copied())
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
