//! The command line: one file a subcommand; without one, the window is asked for.

mod adjudicate;
mod agree;
mod check;
mod completions;
mod export;
mod formats;
mod gathered;
mod import;
mod man;
mod outcome;
mod progress_line;
mod report;
mod spans;
mod surroundings;
mod tag;
mod text;

pub use surroundings::Surroundings;

use crate::annotation::AnnotatorName;
use clap::{CommandFactory as _, Parser, Subcommand};
use outcome::{Answer, Failure, printable};
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// Tag claims, quotes, events and disputed assertions in news articles.
///
/// Without a subcommand, the window opens on the articles or the folder given.
#[derive(Debug, Parser)]
#[command(
    name = "copydesk",
    version,
    after_help = "Exit status: 0 done, 1 the answer is no, 2 usage, 3 a file cannot be read or written.",
    disable_help_subcommand = true
)]
struct Arguments {
    /// Articles or a folder to open in the window.
    #[arg(value_name = "ARTICLE | FOLDER")]
    paths: Vec<PathBuf>,
    /// Who I am; else the variable `COPYDESK_ANNOTATOR`, else the settings.
    #[arg(long, global = true, value_name = "NAME")]
    annotator: Option<String>,
    /// The encoding of articles that do not say theirs, such as windows-1252.
    #[arg(long, global = true, value_name = "NAME")]
    encoding: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Text(text::Text),
    Tag(tag::Tag),
    Check(check::Check),
    Export(export::Export),
    Import(import::Import),
    Agree(agree::Agree),
    Adjudicate(adjudicate::Adjudicate),
    Report(report::Report),
    Formats(formats::Formats),
    Completions(completions::Completions),
    Man(man::Man),
}

/// What the command line asked for.
#[derive(Debug)]
pub enum Asked {
    /// The window.
    Window(WindowRequest),
    /// Something that is done now; the exit status.
    Done(u8),
}

/// What the window opens with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WindowRequest {
    /// Articles, or a folder; none for the empty start.
    pub paths: Vec<PathBuf>,
    /// Who works, where the command line or the environment says so.
    pub annotator: Option<AnnotatorName>,
    /// The encoding of articles that do not say theirs.
    pub encoding: Option<String>,
}

/// Does what the arguments ask for, the program's name first among them.
///
/// Everything but the window is done when this returns, its answer on standard output, its
/// messages on standard error.
pub fn run(arguments: impl IntoIterator<Item = OsString>, surroundings: Surroundings) -> Asked {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Where even the usage cannot be shown, the status still tells.
            error.print().ok();
            return Asked::Done(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match carry_out(arguments, surroundings) {
        Ok(asked) => asked,
        Err(Failure::BrokenPipe) => Asked::Done(0),
        Err(failure) => {
            // Nobody reads the message of a closed terminal.
            writeln!(io::stderr(), "copydesk: {}", printable(&failure.to_string())).ok();
            Asked::Done(failure.status())
        }
    }
}

fn carry_out(arguments: Arguments, mut surroundings: Surroundings) -> Result<Asked, Failure> {
    let Arguments { paths, annotator, encoding, command } = arguments;
    surroundings.told(annotator.as_deref(), encoding.as_deref())?;
    let Some(command) = command else {
        let annotator = surroundings.annotator_told();
        return Ok(Asked::Window(WindowRequest { paths, annotator, encoding }));
    };
    let answer = match command {
        Command::Text(text) => text.run(&surroundings),
        Command::Tag(tag) => tag.run(&mut surroundings),
        Command::Check(check) => check.run(&surroundings),
        Command::Export(export) => export.run(&surroundings),
        Command::Import(import) => import.run(&mut surroundings),
        Command::Agree(agree) => agree.run(&surroundings),
        Command::Adjudicate(adjudicate) => adjudicate.run(&mut surroundings),
        Command::Report(report) => report.run(&surroundings),
        Command::Formats(formats) => formats.run(),
        Command::Completions(completions) => completions.run(Arguments::command()),
        Command::Man(man) => man.run(Arguments::command()),
    }?;
    Ok(Asked::Done(match answer {
        Answer::Done => 0,
        Answer::No => 1,
    }))
}
