//! `copydesk formats`: what can be written and read.

use super::outcome::{Answer, Failure, print};
use crate::interchange::{Format, Shape, jsonl};
use std::fmt::Write as _;

/// List the formats that can be exported and imported, and what each leaves out.
#[derive(Debug, clap::Args)]
pub(super) struct Formats {
    /// Print the JSON Schema of a line of our own JSON Lines instead.
    #[arg(long)]
    schema: bool,
}

impl Formats {
    pub(super) fn run(&self) -> Result<Answer, Failure> {
        let Self { schema } = self;
        if *schema {
            print(jsonl::SCHEMA.as_bytes())?;
            return Ok(Answer::Done);
        }
        let mut out = String::new();
        for &format in Format::ALL {
            let to = match format.shape() {
                Shape::Stream => "a file or -",
                Shape::Folder => "a folder",
            };
            let ways = if format.is_read() { "export, import" } else { "export" };
            // Writing to a string cannot fail.
            writeln!(out, "{:<15} {ways:<15} {to:<12} {}", format.name(), format.purpose()).ok();
            for loss in format.losses() {
                writeln!(out, "                - {}", loss.sentence()).ok();
            }
        }
        print(out.as_bytes())?;
        Ok(Answer::Done)
    }
}
