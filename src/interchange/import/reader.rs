//! What a reader of a format gives: articles as lines of our own form have them, or where the file is bad.

use super::archive;
use crate::interchange::jsonl::{self, ArticleLine};
use crate::interchange::{Format, Ways};
use crate::interchange::{brat, conll, csv, doccano, label_studio, prodigy, refi, uima, web_annotation};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// One article of a foreign file.
#[derive(Debug)]
pub(in crate::interchange) struct Arrived {
    /// What is said about it, with positions in one of the units `counted`.
    pub article: ArticleLine,
    /// Where in the file it stands, such as `line 3`; empty where the file holds one.
    pub place: String,
    /// Where its text is.
    pub wording: Wording,
    /// The units that the positions may be counted in, the likeliest first.
    pub counted: &'static [Counted],
}

/// Where the text of an arriving article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::interchange) enum Wording {
    /// In the file.
    Here,
    /// Not in the file: an article of the folder has the same name or address.
    Elsewhere,
}

/// What positions are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::interchange) enum Counted {
    /// Unicode code points.
    CodePoints,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
    /// Code points, CR LF as one of them.
    CodePointsOfLines,
    /// UTF-16 units, CR LF as one of them.
    Utf16OfLines,
}

impl Counted {
    /// For formats that count code points: the others are tried where those do not fit.
    pub(in crate::interchange) const CODE_POINTS_FIRST: &'static [Self] =
        &[Self::CodePoints, Self::Utf16, Self::CodePointsOfLines, Self::Utf16OfLines, Self::Bytes];
    /// For formats that count UTF-16 units.
    pub(in crate::interchange) const UTF16_FIRST: &'static [Self] =
        &[Self::Utf16, Self::CodePoints, Self::Utf16OfLines, Self::CodePointsOfLines, Self::Bytes];
}

/// What is wrong with a foreign file, and where.
#[derive(Debug, Error)]
#[error("{}{what}", lead(place))]
pub struct BadInput {
    /// Where in the file, such as `line 3`; empty where it is the whole.
    pub place: String,
    /// What is wrong, and what to do.
    pub what: String,
}

fn lead(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!("{place}: ") }
}

impl BadInput {
    /// Bad at a place.
    pub(in crate::interchange) fn at(place: impl Into<String>, what: impl fmt::Display) -> Self {
        let what = what.to_string();
        Self { place: place.into(), what }
    }

    /// Bad as a whole.
    pub(in crate::interchange) fn whole(what: impl fmt::Display) -> Self {
        Self::at("", what)
    }
}

impl From<io::Error> for BadInput {
    fn from(error: io::Error) -> Self {
        Self::whole(error)
    }
}

/// The articles of a file, one after the other. A bad one ends the import before anything is written.
pub(in crate::interchange) type Articles = Box<dyn Iterator<Item = Result<Arrived, BadInput>>>;

/// The most bytes of a file that is held as a whole.
pub(super) const LONGEST_FILE: u64 = 512 << 20;

/// Opens a file or folder for its articles; an archive as the folder that it holds.
pub(in crate::interchange) fn open(format: Format, path: &Path) -> Result<Articles, BadInput> {
    match format {
        // A project of this format is an archive itself.
        Format::Refi => refi::articles(path),
        _ if archive::is_one(path)? => archive::articles(path, |folder| open(format, folder)),
        Format::Jsonl => jsonl::articles(path),
        Format::LabelStudio => label_studio::articles(path),
        Format::Prodigy => prodigy::articles(path),
        Format::Doccano => doccano::articles(path),
        Format::UimaXmi => uima::of_xmi(path),
        Format::UimaJson => uima::of_json(path),
        Format::Brat => brat::articles(path),
        Format::Conll => conll::articles(path),
        Format::WebAnnotation => web_annotation::articles(path),
        Format::Csv => csv::articles(path),
        _ => Err(BadInput::whole("this format is written, not read")),
    }
}

/// A file opened to be read bit by bit.
pub(in crate::interchange) fn buffered(path: &Path) -> Result<BufReader<File>, BadInput> {
    // Looked at before it is opened: opening a pipe would wait for a writer, and it is read twice.
    if !fs::metadata(path)?.is_file() {
        return Err(BadInput::whole("it is not an ordinary file; save it as one"));
    }
    Ok(BufReader::with_capacity(1 << 20, File::open(path)?))
}

/// A file opened to be read bit by bit, behind its byte order mark.
pub(in crate::interchange) fn without_mark(path: &Path) -> Result<BufReader<File>, BadInput> {
    let mut reader = buffered(path)?;
    if reader.fill_buf()?.starts_with("\u{feff}".as_bytes()) {
        reader.consume("\u{feff}".len());
    }
    Ok(reader)
}

/// A file as a whole.
pub(in crate::interchange) fn bytes(path: &Path) -> Result<Vec<u8>, BadInput> {
    let mut bytes = Vec::new();
    buffered(path)?.take(LONGEST_FILE + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LONGEST_FILE) {
        return Err(BadInput::whole("it is longer than 512 MiB"));
    }
    Ok(bytes)
}

/// Whether a file begins with a byte order mark of UTF-8.
pub(in crate::interchange) fn begins_with_mark(path: &Path) -> Result<bool, BadInput> {
    let mut first = Vec::new();
    buffered(path)?.take(3).read_to_end(&mut first)?;
    Ok(first == "\u{feff}".as_bytes())
}

/// A file of UTF-8 as a whole, without a byte order mark.
pub(in crate::interchange) fn words(path: &Path) -> Result<String, BadInput> {
    let bytes = bytes(path)?;
    let words = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to() + 1;
        BadInput::whole(format!("byte {at} is not UTF-8: write the file as UTF-8"))
    })?;
    Ok(words.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(words))
}

/// The files below a folder whose names end so, in the order of their paths; no hidden ones, no links.
pub(in crate::interchange) fn files_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, BadInput> {
    /// Deeper folders are left out, as elsewhere.
    const DEEPEST: usize = 32;
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let (kind, name) = (entry.file_type()?, entry.file_name().to_string_lossy().into_owned());
            if kind.is_dir() && depth < DEEPEST && !name.starts_with(['.', '~']) {
                folders.push((entry.path(), depth + 1));
            } else if kind.is_file() && name.ends_with(ending) && !name.starts_with(['.', '~']) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A file or folder that is looked at to find out its format.
#[derive(Debug, Default)]
pub(in crate::interchange) struct Specimen {
    /// The paths of the files in a folder or an archive; empty for another file.
    pub names: Vec<String>,
    /// The beginning of a file; empty for a folder.
    pub head: String,
    /// The beginning of the first JSON file of a folder; empty where there is none.
    pub first: String,
}

impl Specimen {
    /// How much of a file is looked at.
    const HEAD: u64 = 64 << 10;

    fn of(path: &Path) -> Result<Self, BadInput> {
        if archive::is_one(path)? {
            let zip = archive::opened(path)?;
            let names = zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
            return Ok(Self { names, ..Self::default() });
        }
        if fs::metadata(path)?.is_dir() {
            let files = files_ending(path, "")?;
            let first = files.iter().find(|file| file.extension().is_some_and(|e| e == "json"));
            let first = first.map(|file| Self::of(file)).transpose()?.map(|one| one.head).unwrap_or_default();
            let names = files.iter().map(|file| file.display().to_string()).collect();
            return Ok(Self { names, head: String::new(), first });
        }
        let mut head = Vec::new();
        buffered(path)?.take(Self::HEAD).read_to_end(&mut head)?;
        let head = String::from_utf8_lossy(&head).trim_start_matches('\u{feff}').to_owned();
        Ok(Self { head, ..Self::default() })
    }

    /// Whether it is a folder with a file whose name ends so.
    pub(in crate::interchange) fn has_file(&self, ending: &str) -> bool {
        self.names.iter().any(|name| name.ends_with(ending))
    }

    /// Whether the beginning of the first JSON file of the folder has a JSON key.
    pub(in crate::interchange) fn first_has_key(&self, key: &str) -> bool {
        self.first.contains(&format!("\"{key}\""))
    }

    /// Whether the beginning of the file has a JSON key.
    pub(in crate::interchange) fn has_key(&self, key: &str) -> bool {
        self.head.contains(&format!("\"{key}\""))
    }
}

/// The format of a file or folder, by what is in it.
pub(in crate::interchange) fn sniff(path: &Path) -> Result<Format, BadInput> {
    let specimen = Specimen::of(path)?;
    if archive::is_one(path)? && !refi::is_it(&specimen) {
        return sniff(archive::unpacked(path)?.path());
    }
    // Our own form is the plainest of all, and asked last.
    let read = Format::ALL.iter().copied().rev().filter(|format| format.facts().ways == Ways::OutAndIn);
    let found = read.into_iter().find(|format| is_of(*format, &specimen));
    found.ok_or_else(|| BadInput::whole("its format is not known (on the command line, --format names it)"))
}

/// Whether a file or folder looks like a format; the more telling formats are asked first.
fn is_of(format: Format, specimen: &Specimen) -> bool {
    match format {
        Format::Jsonl => jsonl::is_it(specimen),
        Format::LabelStudio => label_studio::is_it(specimen),
        Format::Prodigy => prodigy::is_it(specimen),
        Format::Doccano => doccano::is_it(specimen),
        Format::UimaXmi => uima::is_xmi(specimen),
        Format::UimaJson => uima::is_json(specimen),
        Format::Brat => brat::is_it(specimen),
        Format::Conll => conll::is_it(specimen),
        Format::WebAnnotation => web_annotation::is_it(specimen),
        Format::Refi => refi::is_it(specimen),
        Format::Csv => csv::is_it(specimen),
        _ => false,
    }
}
