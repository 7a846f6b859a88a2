//! Records as a project.

use super::guid::guid;
use super::{PROJECT, SPACE, codebook, description};
use crate::interchange::export::{Finish, Output, STREAM, Settings, Writer};
use crate::interchange::line_ends::LfText;
use crate::interchange::{NewWords, Record, Vocabulary, xml};
use crate::text::shortened;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Seek as _, Write};
use tempfile::SpooledTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The project being written.
pub(in crate::interchange) struct Project {
    name: String,
    vocabulary: Vocabulary,
    new: NewWords,
    users: BTreeSet<String>,
    begun: Option<Begun>,
}

/// What grows with every article, on the disk: the project file has users and codes before them, which
/// are known at the end.
struct Begun {
    zip: ZipWriter<File>,
    sources: SpooledTempFile,
    links: SpooledTempFile,
}

/// So many bytes are held in memory before they go to the disk.
const IN_MEMORY: usize = 1 << 20;

/// What an article is in the project.
pub(in crate::interchange) struct Part {
    guid: String,
    text: String,
    users: BTreeSet<String>,
    source: String,
    links: String,
    new: NewWords,
}

impl Project {
    /// Begins with the words of the tagsets.
    pub(in crate::interchange) fn new(settings: &Settings<'_>) -> Self {
        Self {
            name: settings.name.to_owned(),
            vocabulary: settings.vocabulary.clone(),
            new: NewWords::default(),
            users: BTreeSet::new(),
            begun: None,
        }
    }

    /// The project file up to its sources.
    fn head(&self) -> String {
        let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project xmlns=\"{SPACE}\" ");
        let name = xml::attribute(&self.name);
        // Writing to a string cannot fail.
        writeln!(out, "name=\"{name}\" origin=\"Copydesk\" creationDateTime=\"{NO_TIME}\">").ok();
        if !self.users.is_empty() {
            out.push_str("  <Users>\n");
            for user in &self.users {
                let (guid, name) = (guid(&["user", user]), xml::attribute(user));
                writeln!(out, "    <User guid=\"{guid}\" name=\"{name}\"/>").ok();
            }
            out.push_str("  </Users>\n");
        }
        if !self.vocabulary.tags.is_empty() {
            writeln!(out, "  <CodeBook>\n{}  </CodeBook>", codebook::codes(&self.vocabulary, "    ")).ok();
        }
        out
    }
}

/// Writes an element of what was put aside, where there is any.
fn element(out: &mut impl Write, name: &str, content: &mut SpooledTempFile) -> io::Result<()> {
    if content.stream_position()? == 0 {
        return Ok(());
    }
    content.rewind()?;
    writeln!(out, "  <{name}>")?;
    io::copy(content, out)?;
    writeln!(out, "  </{name}>")
}

fn not_begun() -> io::Error {
    io::Error::other("the project was not begun")
}

/// When something was made of which nobody noted when: some programs stop at a missing time.
const NO_TIME: &str = "1970-01-01T00:00:00Z";

impl Writer for Project {
    type Part = Part;

    fn begin(&mut self, _: &mut dyn Output) -> io::Result<()> {
        self.begun = Some(Begun {
            zip: ZipWriter::new(tempfile::tempfile()?),
            sources: SpooledTempFile::new(IN_MEMORY),
            links: SpooledTempFile::new(IN_MEMORY),
        });
        Ok(())
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Part> {
        let there = LfText::of(record.text.as_str());
        let own = guid(&["source", &record.id]);
        let mut part = Part {
            guid: own.clone(),
            users: record.annotators.iter().map(|row| row.name.to_string()).collect(),
            source: String::new(),
            links: String::new(),
            new: self.vocabulary.beyond(record),
            text: String::new(),
        };
        let name = xml::attribute(&record.id);
        writeln!(
            part.source,
            "    <TextSource guid=\"{own}\" name=\"{name}\" plainTextPath=\"internal://{own}.txt\" \
             creationDateTime=\"{NO_TIME}\">"
        )
        .map_err(io::Error::other)?;
        let guids: HashMap<&str, String> =
            record.spans.iter().map(|row| (&*row.id, guid(&["selection", &record.id, &row.id]))).collect();
        for row in &record.spans {
            let guid = guids.get(&*row.id).map_or("", String::as_str);
            selection(&mut part.source, row, there.place(row.at), guid);
        }
        part.source.push_str("    </TextSource>\n");
        for row in &record.relations {
            let (Some(from), Some(to)) = (guids.get(&*row.from), guids.get(&*row.to)) else { continue };
            let (own, kind) = (guid(&["link", &record.id, &row.id]), xml::attribute(row.kind));
            writeln!(
                part.links,
                "    <Link guid=\"{own}\" name=\"{kind}\" direction=\"OneWay\" originGUID=\"{from}\" targetGUID=\"{to}\"/>"
            )
            .map_err(io::Error::other)?;
        }
        part.text = there.text;
        Ok(part)
    }

    fn take(&mut self, mut part: Part, _: &mut dyn Output) -> io::Result<()> {
        self.new.join(part.new);
        self.users.append(&mut part.users);
        let Begun { zip, sources, links } = self.begun.as_mut().ok_or_else(not_begun)?;
        sources.write_all(part.source.as_bytes())?;
        links.write_all(part.links.as_bytes())?;
        zip.start_file(format!("sources/{}.txt", part.guid), options()).map_err(io::Error::other)?;
        zip.write_all(part.text.as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        self.vocabulary.learn(std::mem::take(&mut self.new));
        let Begun { mut zip, mut sources, mut links } = self.begun.take().ok_or_else(not_begun)?;
        zip.start_file(PROJECT, options()).map_err(io::Error::other)?;
        zip.write_all(self.head().as_bytes())?;
        element(&mut zip, "Sources", &mut sources)?;
        element(&mut zip, "Links", &mut links)?;
        zip.write_all(b"</Project>\n")?;
        let mut whole = zip.finish().map_err(io::Error::other)?;
        whole.rewind()?;
        io::copy(&mut whole, out.file(STREAM)?)?;
        Ok(Finish::Whole)
    }
}

/// Without times, so that the same project is the same file.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn selection(out: &mut String, row: &crate::interchange::SpanRow<'_>, (start, end): (u32, u32), own: &str) {
    let annotation = row.annotation;
    let user = guid(&["user", row.annotator.as_str()]);
    let is_time = annotation.edited.parse::<jiff::Timestamp>().is_ok();
    let time = if is_time { &*annotation.edited } else { NO_TIME };
    let name = xml::attribute(&shortened(row.text, 60));
    // Writing to a string cannot fail.
    writeln!(
        out,
        "      <PlainTextSelection guid=\"{own}\" name=\"{name}\" startPosition=\"{start}\" endPosition=\"{end}\" \
         creatingUser=\"{user}\" creationDateTime=\"{time}\">"
    )
    .ok();
    let slots = row.attributes.iter().map(|slot| (slot.key, slot.value));
    let said = description::written(&annotation.note, slots);
    if !said.is_empty() {
        writeln!(out, "        <Description>{}</Description>", xml::content(&said)).ok();
    }
    let (coding, code) = (guid(&["coding", own]), guid(&["code", &annotation.tag]));
    writeln!(
        out,
        "        <Coding guid=\"{coding}\" creatingUser=\"{user}\" creationDateTime=\"{time}\">\
         <CodeRef targetGUID=\"{code}\"/></Coding>\n      </PlainTextSelection>"
    )
    .ok();
}
