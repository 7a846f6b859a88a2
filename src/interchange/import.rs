//! Imports: articles and tags of others as files of our own; nothing that is there is written over.

mod archive;
mod fields;
mod gathering;
mod ledger;
mod listed;
mod merging;
mod placing;
mod reader;
mod remark;
mod shelf;
mod units;
mod unknown;

pub(super) use archive::{Zip, is_one as is_archive, opened};
pub(super) use fields::{Fields, json, json_lines, string_at};
pub(super) use gathering::{Gathering, Things};
pub use ledger::{Ledger, TakenBack};
pub(super) use listed::{each_object, objects};
pub use reader::BadInput;
pub(super) use reader::{
    Arrived, Articles, Counted, Specimen, Wording, begins_with_mark, buffered, files_ending, without_mark,
    words,
};
pub use remark::Remark;
pub use unknown::Unknown;

use super::jsonl::{ArticleLine, check};
use super::{Format, counted};
use crate::annotation::{AnnotationId, AnnotatorName, Tagset};
use crate::article::{self, Details, Reading};
use crate::chance::Chance;
use crate::progress::{Cancelled, Progress};
use crate::store::tagset_file;
use crate::text::ReadingText;
use placing::{Incoming, Supply, incoming};
use shelf::Shelf;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What to import, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Files of others, or folders where their format has several.
    pub files: Vec<PathBuf>,
    /// Their format; found by what is in them where it is not said.
    pub format: Option<Format>,
    /// The folder for articles and sidecars; made when missing.
    pub into: PathBuf,
    /// Whose the annotations are that name nobody.
    pub annotator: Option<AnnotatorName>,
    /// The tags that labels of the files stand for; other labels are kept as they are.
    pub mapping: BTreeMap<String, String>,
}

/// What was imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles that were written.
    pub written: usize,
    /// Articles that were there already.
    pub known_articles: usize,
    /// Annotations added in their places.
    pub placed: usize,
    /// Annotations whose places were found by their words, added or there already.
    pub anchored: usize,
    /// Annotations added that do not fit their text.
    pub unplaced: usize,
    /// Annotations that were there already.
    pub known: usize,
    /// Annotations that could not be added, since a sidecar must not be written.
    pub refused: usize,
    /// Labels, slots and values outside the tagset, and how often.
    pub unknown: BTreeMap<Unknown, usize>,
    /// What was written, to take it back.
    pub ledger: Ledger,
    /// What should be known, and from which place of which file.
    pub remarks: Vec<(PathBuf, String, Remark)>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { written, known_articles, placed, anchored, unplaced, .. } = self;
        let Self { known, refused, unknown, .. } = self;
        let articles = counted(written + known_articles, "article");
        write!(f, "{articles} ({written} written, {known_articles} there already), ")?;
        write!(f, "{} placed, {unplaced} unplaced, ", counted(*placed, "annotation"))?;
        f.write_str(&counted(unknown.len(), "unknown label"))?;
        if *anchored > 0 {
            write!(f, ", {} by their words", counted(*anchored, "place"))?;
        }
        if *known > 0 {
            write!(f, ", {} there already", counted(*known, "annotation"))?;
        }
        if *refused > 0 {
            write!(f, ", {} not imported", counted(*refused, "annotation"))?;
        }
        Ok(())
    }
}

/// Why an import stopped. What was written before stays; each file is whole.
#[derive(Debug, Error)]
pub enum ImportError {
    /// It was no longer wanted.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A file cannot be taken. Found before anything is written.
    #[error("{}: {source}; nothing was imported", path.display())]
    Bad {
        /// The file.
        path: PathBuf,
        /// Where in it, and what is wrong.
        source: BadInput,
    },
    /// The folder cannot be used.
    #[error("{}: {why}", path.display())]
    Into {
        /// The folder.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// A file of our own could not be written.
    #[error("{why}; what was imported before this stays, and the import can be made again")]
    Write {
        /// Which file, and what the system says.
        why: String,
    },
}

/// Imports all lines of all files.
///
/// Every line is read once before anything is written, so a file with a bad line changes nothing.
pub fn run(request: &Request, chance: &mut Chance, progress: &Progress) -> Result<Report, ImportError> {
    import(request, Conduct::Earnest, chance, progress)
}

/// What an import would do, as it stands. Nothing is written.
///
/// An article that comes several times is counted each time.
pub fn rehearse(request: &Request, chance: &mut Chance, progress: &Progress) -> Result<Report, ImportError> {
    import(request, Conduct::Rehearsal, chance, progress)
}

/// Whether files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Conduct {
    Earnest,
    Rehearsal,
}

fn import(
    request: &Request,
    conduct: Conduct,
    chance: &mut Chance,
    progress: &Progress,
) -> Result<Report, ImportError> {
    let files = formats(request)?;
    let count = checked(&files, progress)?;
    let mut ledger = Ledger::default();
    let into = match conduct {
        Conduct::Earnest => folder(&request.into, &mut ledger)?,
        Conduct::Rehearsal => request.into.clone(),
    };
    let tagset = match tagset_file::read_in(&into, &[]) {
        Ok(loaded) => loaded.map_or_else(tagset_file::builtin, |loaded| loaded.value),
        Err(error) => return Err(ImportError::Into { path: into, why: error.to_string() }),
    };
    let mut shelf = Shelf::of(&into, conduct, ledger, progress)?;
    let nobody = request.annotator.clone().unwrap_or_else(|| AnnotatorName::imported(""));
    let now = chance.now();
    let mut new_id = || AnnotationId::from_bits(chance.bits());
    let mut report = Report::default();
    progress.expect(count);
    for (path, format) in &files {
        for arrived in articles(path, *format)? {
            progress.advance(1)?;
            let mut arrived = arrived.map_err(|source| ImportError::Bad { path: path.clone(), source })?;
            map_labels(&mut arrived.article, &request.mapping);
            let place = arrived.place.clone();
            let supply = Supply { tagset: &tagset.name, nobody: &nobody, now: &now, new_id: &mut new_id };
            let remarks = one(arrived, &mut shelf, supply, &tagset, &mut report)?;
            report.remarks.extend(remarks.into_iter().map(|remark| (path.clone(), place.clone(), remark)));
        }
    }
    report.ledger = shelf.into_ledger();
    Ok(report)
}

fn map_labels(article: &mut ArticleLine, mapping: &BTreeMap<String, String>) {
    for label in article.spans.iter_mut().filter_map(|span| span.label.as_mut()) {
        if let Some(tag) = mapping.get(label) {
            label.clone_from(tag);
        }
    }
}

/// The format of a file or folder, found by what is in it.
pub fn sniffed(path: &Path) -> Result<Format, BadInput> {
    reader::sniff(path)
}

/// Each file with its format, but for those that come with another.
fn formats(request: &Request) -> Result<Vec<(PathBuf, Format)>, ImportError> {
    let format = |path: &PathBuf| (path.clone(), request.format.map_or_else(|| reader::sniff(path), Ok));
    let all: Vec<(PathBuf, Result<Format, BadInput>)> = request.files.iter().map(format).collect();
    let known: Vec<(PathBuf, Format)> =
        all.iter().filter_map(|(path, format)| Some((path.clone(), *format.as_ref().ok()?))).collect();
    let own = all.into_iter().filter(|(path, _)| !comes_with_another(path, &known));
    own.map(|(path, format)| match format {
        Ok(format) => Ok((path, format)),
        Err(source) => Err(ImportError::Bad { path, source }),
    })
    .collect()
}

/// Whether a file stands beside one of `files` that it is read with, such as the table of links beside that
/// of spans.
fn comes_with_another(path: &Path, files: &[(PathBuf, Format)]) -> bool {
    let Some(name) = path.file_name() else { return false };
    files.iter().any(|(other, format)| {
        let companion = format.facts().companions.iter().any(|companion| name == *companion);
        // Each of brat’s files has its own.
        let text = *format == Format::Brat && other.with_extension("txt") == *path;
        other != path && (text || companion && other.parent() == path.parent())
    })
}

fn articles(path: &Path, format: Format) -> Result<Articles, ImportError> {
    reader::open(format, path).map_err(|source| ImportError::Bad { path: path.to_owned(), source })
}

/// Reads all articles without doing anything; how many there are.
fn checked(files: &[(PathBuf, Format)], progress: &Progress) -> Result<u64, ImportError> {
    let mut count = 0;
    for (path, format) in files {
        for arrived in articles(path, *format)? {
            progress.wanted()?;
            let bad = |source| ImportError::Bad { path: path.clone(), source };
            let Arrived { article, place, wording, .. } = arrived.map_err(bad)?;
            check(&article).map_err(|what| bad(BadInput::at(place.as_str(), what)))?;
            if wording == Wording::Here {
                let bytes = written(&article.text);
                article::read(bytes.as_bytes(), Reading::Plain, None).map_err(|error| {
                    bad(BadInput::at(place, format!("the text cannot be an article: {error}")))
                })?;
            }
            count += 1;
        }
    }
    Ok(count)
}

/// The folder, made when missing, links resolved.
fn folder(into: &Path, ledger: &mut Ledger) -> Result<PathBuf, ImportError> {
    let failed = |error: io::Error| ImportError::Into { path: into.to_owned(), why: error.to_string() };
    if !into.exists() {
        ledger.made(into);
    }
    fs::create_dir_all(into).map_err(failed)?;
    let into = fs::canonicalize(into).map_err(failed)?;
    if into.is_dir() { Ok(into) } else { Err(failed(io::ErrorKind::NotADirectory.into())) }
}

/// The bytes of the file that is read as `text`: a mark at the start would be taken for the file's.
fn written(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with('\u{feff}') { format!("\u{feff}{text}").into() } else { text.into() }
}

/// Imports one article; returns what should be known about it.
fn one(
    arrived: Arrived,
    shelf: &mut Shelf,
    mut supply: Supply<'_>,
    tagset: &Tagset,
    report: &mut Report,
) -> Result<Vec<Remark>, ImportError> {
    let Arrived { article: mut line, wording, counted, .. } = arrived;
    let failed = |error: &dyn fmt::Display| ImportError::Write { why: error.to_string() };
    let sought = match wording {
        Wording::Here => None,
        Wording::Elsewhere => {
            let url = line.meta.as_ref().and_then(|meta| meta.url.as_deref());
            let Some(shelved) = shelf.sought(&line.id, url)? else {
                report.refused += line.spans.len();
                return Ok(vec![Remark::NoArticle { id: line.id, lost: line.spans.len() }]);
            };
            Some(shelved)
        }
    };
    let text = match &sought {
        Some(shelved) => shelved.text().clone(),
        None => ReadingText::new(line.text.as_str()).map_err(|error| failed(&error))?,
    };
    units::settle(&mut line, &text, counted);
    report.anchored += line.spans.iter().filter(|span| span.anchored).count();
    let Incoming { sets, mut remarks } = incoming(&line, &text, &mut supply);
    for set in &sets {
        unknown::count(set, tagset, &mut report.unknown);
    }
    let shelved = match sought {
        Some(shelved) => shelved,
        None => shelf.place(&line.id, &text, &written(&line.text), &details(&line), &mut remarks)?,
    };
    match shelved.arrival {
        shelf::Arrival::Written => report.written += 1,
        shelf::Arrival::Known => report.known_articles += 1,
    }
    let added = shelf.add(&shelved, &sets, supply.new_id, &mut remarks)?;
    report.placed += added.placed;
    report.unplaced += added.unplaced;
    report.known += added.known;
    report.refused += added.refused;
    Ok(remarks)
}

fn details(line: &ArticleLine) -> Details {
    let Some(meta) = line.meta.clone() else { return Details::default() };
    let some = |field: Option<String>| field.filter(|words| !words.is_empty());
    Details {
        title: some(meta.title),
        byline: some(meta.byline),
        outlet: some(meta.outlet),
        published: some(meta.published),
        url: some(meta.url),
        language: some(meta.lang),
    }
}

/// An id that is not taken.
fn free_id(new_id: &mut dyn FnMut() -> AnnotationId, taken: impl Fn(&AnnotationId) -> bool) -> AnnotationId {
    loop {
        let id = new_id();
        if !taken(&id) {
            return id;
        }
    }
}
