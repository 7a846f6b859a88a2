//! `copydesk import`: articles and tags of others as files of our own.

use super::export::format;
use super::outcome::{Answer, Failure, print, say};
use super::{Surroundings, progress_line};
use crate::interchange::Format;
use crate::interchange::import::{self, Request};
use crate::progress::Progress;
use std::path::PathBuf;

/// Read articles and tags from files of others into a folder.
///
/// An article that is there already gets only the new tags; no file is written over.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// Files of others, or folders where their format has several files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The format of the files; found by what is in them where it is not said.
    #[arg(long, value_name = "F", value_parser = format)]
    format: Option<Format>,
    /// The folder for articles and sidecars; made when missing.
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,
    /// A label of the files and the tag that it stands for; other labels are kept as they are.
    #[arg(long = "map", value_name = "LABEL=TAG", value_parser = mapped)]
    mapping: Vec<(String, String)>,
    /// Say what would be done, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// A label and its tag, for the reader of the command line.
fn mapped(words: &str) -> Result<(String, String), String> {
    match words.split_once('=') {
        Some((label, tag)) if !label.is_empty() && !tag.is_empty() => Ok((label.to_owned(), tag.to_owned())),
        _ => Err("write LABEL=TAG, such as Assertion=claim".to_owned()),
    }
}

impl Import {
    pub(super) fn run(self, surroundings: &mut Surroundings) -> Result<Answer, Failure> {
        let Self { files, format, into, mapping, dry_run } = self;
        if let Some(format) = format.filter(|format| !format.is_read()) {
            let read = Format::ALL.iter().copied().filter(|format| format.is_read()).map(Format::name);
            let read = read.collect::<Vec<_>>().join(", ");
            return Err(Failure::Usage(format!("--format {format}: is written, not read; read are {read}")));
        }
        let annotator = surroundings.annotator();
        let request = Request { files, format, into, annotator, mapping: mapping.into_iter().collect() };
        let work = if dry_run { import::rehearse } else { import::run };
        let progress = Progress::new();
        let outcome = progress_line::shown(&progress, "importing articles", || {
            work(&request, &mut surroundings.chance, &progress)
        });
        let report = outcome.map_err(|error| Failure::File(error.to_string()))?;
        for (path, place, remark) in &report.remarks {
            let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
            say(&format!("{}: {place}{remark}", path.display()));
        }
        for (word, times) in &report.unknown {
            say(&format!("not in the tagset: {word} ({times} times); kept as it is"));
        }
        print(format!("{report}\n").as_bytes())?;
        Ok(if report.refused == 0 { Answer::Done } else { Answer::No })
    }
}
