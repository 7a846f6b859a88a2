//! `copydesk completions SHELL`: a script that completes the command line.

use super::outcome::{Answer, Failure, print};
use clap_complete::Shell;

/// Print a script that completes the command line, for your shell's configuration.
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// For which shell.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, mut command: clap::Command) -> Result<Answer, Failure> {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut command, "copydesk", &mut out);
        print(&out)?;
        Ok(Answer::Done)
    }
}
