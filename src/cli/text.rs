//! `copydesk text ARTICLE`: the reading text, exactly.

use super::Surroundings;
use super::outcome::{Answer, Failure, print, unreadable};
use crate::store::open;
use std::path::PathBuf;

/// Print the reading text of an article, byte for byte: what all positions refer to.
#[derive(Debug, clap::Args)]
pub(super) struct Text {
    /// The article.
    article: PathBuf,
}

impl Text {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Result<Answer, Failure> {
        let article =
            open::article(&self.article, surroundings.encoding()).map_err(|error| unreadable(&error))?;
        print(article.text.as_str().as_bytes())?;
        Ok(Answer::Done)
    }
}
