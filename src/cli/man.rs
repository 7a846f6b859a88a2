//! `copydesk man`: the manual page.

use super::outcome::{Answer, Failure, print};
use clap_mangen::Man as Page;

/// Print the manual page, for `man -l -`.
#[derive(Debug, clap::Args)]
pub(super) struct Man {}

impl Man {
    pub(super) fn run(&self, command: clap::Command) -> Result<Answer, Failure> {
        let Self {} = self;
        let mut out = Vec::new();
        let mut command = command;
        command.build();
        Page::new(command.clone()).render(&mut out)?;
        for subcommand in command.get_subcommands() {
            let page = Page::new(subcommand.clone());
            out.extend_from_slice(format!(".SH copydesk {}\n", subcommand.get_name()).as_bytes());
            page.render_synopsis_section(&mut out)?;
            page.render_description_section(&mut out)?;
            page.render_options_section(&mut out)?;
        }
        print(&out)?;
        Ok(Answer::Done)
    }
}
