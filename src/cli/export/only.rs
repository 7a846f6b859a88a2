//! Which annotations go into a dataset and whose they are called, from the command line.

use crate::annotation::State;
use crate::interchange::export::Only;

/// Filters of annotations.
#[derive(Debug, clap::Args)]
pub(super) struct Wanted {
    /// Only annotations with these tags.
    #[arg(long = "tag", value_name = "T,U", value_delimiter = ',')]
    tags: Vec<String>,
    /// Only the sets in these states: done, in-progress.
    #[arg(long = "state", value_name = "S", value_delimiter = ',')]
    states: Vec<String>,
    /// Without annotations that were suggested, also where a person has accepted them.
    #[arg(long)]
    without_suggested: bool,
    /// Call annotators annotator-1, annotator-2 and so on; gold stays gold.
    #[arg(long)]
    pub(super) pseudonyms: bool,
}

impl Wanted {
    /// As the export knows it.
    pub(super) fn only(self) -> Only {
        let Self { tags, states, without_suggested, pseudonyms: _ } = self;
        Only { tags, states: states.iter().map(|state| State::parse(state)).collect(), without_suggested }
    }
}
