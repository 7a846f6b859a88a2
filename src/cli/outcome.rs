//! How a subcommand ends, and how what it says is written.

use crate::store::open::OpenError;
use std::io::{self, Write as _};
use std::path::Path;
use thiserror::Error;

/// How a subcommand ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Done; or yes.
    Done,
    /// The answer is no.
    No,
}

/// Why a subcommand could not do its work.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// It was asked for something that makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A file could not be read or written.
    #[error("{0}")]
    File(String),
    /// Whoever read the output has gone: no fault.
    #[error("the output was closed")]
    BrokenPipe,
}

impl Failure {
    /// The exit status.
    pub(super) fn status(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::File(_) => 3,
            Self::BrokenPipe => 0,
        }
    }

    /// A file that could not be read or written, and why.
    pub(super) fn file(path: &Path, why: impl std::fmt::Display) -> Self {
        Self::File(format!("{}: {why}", path.display()))
    }
}

impl From<io::Error> for Failure {
    /// A failure of standard output.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::File(format!("standard output: {error}")),
        }
    }
}

/// An article that could not be opened, and which option would open it.
pub(super) fn unreadable(error: &OpenError) -> Failure {
    Failure::File(match error.guessed_encoding() {
        Some(guess) => format!("{error}; to agree, give --encoding {guess}"),
        None => error.to_string(),
    })
}

/// Writes to standard output, all of it.
pub(super) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Writes a line to standard error.
pub(super) fn say(line: &str) {
    // Nobody reads the message of a closed terminal.
    writeln!(io::stderr(), "{}", printable(line)).ok();
}

/// A message in which no file name or tag can move the cursor or turn the writing round.
pub(super) fn printable(message: &str) -> String {
    message
        .chars()
        .map(|c| if c != '\n' && (c.is_control() || crate::store::deceives(c)) { '\u{fffd}' } else { c })
        .collect()
}
