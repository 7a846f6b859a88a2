//! What is asked of an export.

use super::{Options, Parted, Sets};
use crate::interchange::csv::Flavour;
use crate::interchange::{Format, Loss, Shape};
use std::path::PathBuf;

/// What to export, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Articles, sidecars and folders.
    pub paths: Vec<PathBuf>,
    /// The format.
    pub format: Format,
    /// The file, or the folder where the format has several files.
    pub out: PathBuf,
    /// Whose sets.
    pub sets: Sets,
    /// What the formats leave to choose.
    pub options: Options,
    /// The encoding of articles that do not say theirs.
    pub encoding: Option<String>,
    /// What becomes of what cannot be read.
    pub damaged: Damaged,
}

/// What becomes of an export when an article or a sidecar cannot be wholly read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Damaged {
    /// Nothing is written: a dataset says what the annotators said, or is not made.
    #[default]
    Stops,
    /// It is left out, and named.
    LeftOut,
}

impl Request {
    /// Whether it becomes one file or a folder of them.
    pub fn shape(&self) -> Shape {
        match (self.options.parted, &self.options.split) {
            (Parted::Not, None) => self.format.shape(),
            _ => Shape::Folder,
        }
    }

    /// What will be lost.
    pub fn losses(&self) -> impl Iterator<Item = Loss> {
        let for_a_sheet = self.format == Format::Csv && self.options.flavour == Flavour::Excel;
        self.format.losses().chain(for_a_sheet.then_some(Loss::LongTexts))
    }
}
