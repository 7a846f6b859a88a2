//! `copydesk report`: a page of one article to read, print and send.

use super::Surroundings;
use super::outcome::{Answer, Failure, print, say, unreadable};
use crate::interchange::report::{PageError, Request, Shown};
use crate::progress::Progress;
use std::path::{Path, PathBuf};

/// Write a page of an article with its tags: one file that needs nothing else.
///
/// Where the article has a gold set, that set is shown, else all are.
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// The article.
    #[arg(value_name = "ARTICLE")]
    article: PathBuf,
    /// The page to write; - is standard output.
    #[arg(long, value_name = "PAGE.html")]
    out: PathBuf,
    #[command(flatten)]
    sets: super::export::Chosen,
    /// Show notes and comments.
    #[arg(long)]
    notes: bool,
    /// Call annotators by their names.
    #[arg(long)]
    names: bool,
}

impl Report {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Result<Answer, Failure> {
        let request = Request {
            article: self.article.clone(),
            encoding: surroundings.encoding().map(str::to_owned),
            sets: self.sets.sets(),
            shown: Shown { notes: self.notes, names: self.names },
        };
        let to_output = self.out == Path::new("-");
        let made = if to_output { request.page() } else { request.write(&self.out, &Progress::new()) };
        let page = made.map_err(|error| match error {
            PageError::Article(error) => unreadable(&error),
            PageError::Taken(_) => Failure::Usage(error.to_string()),
            _ => Failure::File(error.to_string()),
        })?;
        for (path, count) in &page.unplaced {
            say(&format!("{}: {count} annotations without a place are left out", path.display()));
        }
        if to_output {
            print(page.html.as_bytes())?;
        }
        Ok(Answer::Done)
    }
}
