//! The tags as codes: in a project, and as a codebook (`.qdc`) of their own.

use super::guid::guid;
use crate::annotation::Rgb;
use crate::interchange::export::{Finish, Output, STREAM, Settings, Writer};
use crate::interchange::{NewWords, Record, Vocabulary, xml};
use std::fmt::Write as _;
use std::io;

/// The namespace of a codebook that stands alone.
const SPACE: &str = "urn:QDA-XML:codebook:1.0";

/// The codebook being written.
pub(in crate::interchange) struct Codebook {
    vocabulary: Vocabulary,
    new: NewWords,
}

impl Codebook {
    /// Begins with the words of the tagsets.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        Self { vocabulary: settings.vocabulary.clone(), new: NewWords::default() }
    }
}

impl Writer for Codebook {
    type Part = NewWords;

    fn render(&self, record: &Record<'_>) -> io::Result<NewWords> {
        Ok(self.vocabulary.beyond(record))
    }

    fn take(&mut self, part: NewWords, _: &mut dyn Output) -> io::Result<()> {
        self.new.join(part);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        self.vocabulary.learn(std::mem::take(&mut self.new));
        write!(
            out.file(STREAM)?,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook xmlns=\"{SPACE}\" origin=\"Copydesk\">\n{}</CodeBook>\n",
            codes(&self.vocabulary, "  "),
        )?;
        Ok(Finish::Whole)
    }
}

/// The element `Codes`, each line after so much of an indent. A tag is the same code in a project and in
/// a codebook; its rule is the description.
pub(super) fn codes(vocabulary: &Vocabulary, indent: &str) -> String {
    let mut out = format!("{indent}<Codes>\n");
    for tag in &vocabulary.tags {
        let (guid, name) = (guid(&["code", &tag.name]), xml::attribute(&tag.name));
        let colour = tag.colour.map_or_else(String::new, |colour| {
            let Rgb(r, g, b) = colour.light;
            format!(" color=\"#{r:02X}{g:02X}{b:02X}\"")
        });
        // Writing to a string cannot fail.
        write!(out, "{indent}  <Code guid=\"{guid}\" name=\"{name}\" isCodable=\"true\"{colour}").ok();
        if tag.rule.is_empty() {
            out.push_str("/>\n");
        } else {
            let rule = xml::content(&tag.rule);
            writeln!(out, ">\n{indent}    <Description>{rule}</Description>\n{indent}  </Code>").ok();
        }
    }
    out + indent + "</Codes>\n"
}
