//! `copydesk man`: the manual page, one for all subcommands.

use super::outcome::{Answer, Failure, print};
use clap_mangen::Man as Page;
use std::io;

/// Print the manual page, for `man -l -`.
#[derive(Debug, clap::Args)]
pub(super) struct Man {}

/// What stands at the end of the page.
const REST: &str = "\
.SH EXIT STATUS
.TP
0
Done.
.TP
1
The answer is no: a check found a problem, or a sidecar must not be written.
.TP
2
The command line makes no sense; the message says what would.
.TP
3
A file cannot be read or written.
.SH ENVIRONMENT
.TP
COPYDESK_ANNOTATOR
Who I am, where \\-\\-annotator does not say; else the settings do.
.SH FILES
.TP
ARTICLE.NAME.ron
The annotations of NAME on ARTICLE; NAME is gold for what a review decided.
Positions are Unicode code points of the reading text, which copydesk text prints, half\\-open.
.TP
ARTICLE.article.ron
Title, byline and the like, where the article cannot hold them.
.TP
tagset.ron
The tags of a folder, in place of those built in.
";

impl Man {
    pub(super) fn run(&self, mut command: clap::Command) -> Result<Answer, Failure> {
        let Self {} = self;
        command.build();
        let page = Page::new(command.clone());
        let mut out = Vec::new();
        page.render_title(&mut out)?;
        page.render_name_section(&mut out)?;
        page.render_synopsis_section(&mut out)?;
        page.render_description_section(&mut out)?;
        page.render_options_section(&mut out)?;
        out.extend_from_slice(b".SH COMMANDS\n");
        for subcommand in command.get_subcommands() {
            out.extend_from_slice(format!(".SS copydesk {}\n", subcommand.get_name()).as_bytes());
            let page = Page::new(subcommand.clone());
            out.extend(body(|to| page.render_synopsis_section(to))?);
            out.extend_from_slice(b".PP\n");
            out.extend(body(|to| page.render_description_section(to))?);
            out.extend(body(|to| page.render_options_section(to))?);
        }
        out.extend_from_slice(REST.as_bytes());
        print(&out)?;
        Ok(Answer::Done)
    }
}

/// A section without its heading, to stand under that of a subcommand.
fn body(render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut section = Vec::new();
    render(&mut section)?;
    let heading = |line: &&[u8]| [b".ie ".as_slice(), b".el ", b".SH "].iter().any(|h| line.starts_with(h));
    Ok(section
        .split_inclusive(|byte| *byte == b'\n')
        .filter(|line| !heading(line))
        .flatten()
        .copied()
        .collect())
}
