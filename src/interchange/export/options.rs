//! What a person can choose about a dataset beside its articles, its annotators and its format.

use crate::annotation::State;
use crate::interchange::Vocabulary;
use crate::interchange::csv::Flavour;
use crate::interchange::split::Split;

/// Choices that some formats have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// For whom tables are written.
    pub flavour: Flavour,
    /// The unit of positions, where a format leaves the choice.
    pub unit: Option<Unit>,
    /// Who is answerable for verdicts, instead of the annotators.
    pub organisation: Option<String>,
    /// Under which licence the texts may be used: an SPDX name or words.
    pub licence: Option<String>,
    /// Whether parts of the dataset get a file or folder each.
    pub parted: Parted,
    /// Into which splits the articles go, where they do.
    pub split: Option<Split>,
    /// Which annotations go in.
    pub only: Only,
    /// Whether annotators are called by other names.
    pub pseudonymous: bool,
    /// What the ids of articles are made of.
    pub ids: Ids,
}

/// Which annotations go into a dataset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Only {
    /// Those with these tags; none for all.
    pub tags: Vec<String>,
    /// Those of sets in these states; none for all.
    pub states: Vec<State>,
    /// Leave out those that were suggested, also where a person has accepted them.
    pub without_suggested: bool,
}

/// What the id of an article is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ids {
    /// Its path inside the exported folder, or its name.
    #[default]
    Inside,
    /// Its path as it was given, for streams whose parts are written by several processes.
    Path,
}

/// In what positions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points, as Python counts.
    CodePoints,
    /// UTF-16 code units, as browsers and Java count.
    Utf16,
}

/// Which parts of a dataset get a file or folder each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Parted {
    /// It is one.
    #[default]
    Not,
    /// One for each annotator, with the articles that they have a set on.
    ByAnnotator,
}

/// What a writer is told before the first record.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "shards and splits are the dataset's alone"))]
pub(in crate::interchange) struct Settings<'s> {
    /// The words of the tagsets.
    pub(in crate::interchange) vocabulary: &'s Vocabulary,
    /// What was chosen.
    pub(in crate::interchange) options: &'s Options,
    /// What the dataset is called: the name of the first path.
    pub(in crate::interchange) name: &'s str,
    /// The split that is being written, where there are several.
    pub(in crate::interchange) split: Option<&'s str>,
    /// The names of all splits; none where the dataset is one.
    pub(in crate::interchange) splits: &'s [String],
    /// How many articles there will be.
    pub(in crate::interchange) articles: usize,
}
