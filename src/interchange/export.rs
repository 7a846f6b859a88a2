//! Exports: the articles and sets asked for, read in parallel, written in order, whole or not at all.

mod note;
mod plan;
mod reading;
mod render;
mod staged;

pub use note::Note;
pub use plan::Sets;

use super::csv::{self, Flavour};
use super::{Format, LeftOut, counted};
use crate::progress::{Cancelled, Progress};
use plan::{Item, Plan};
use rayon::prelude::*;
use render::{CsvRows, JsonLines, Render};
use staged::{StagedFile, StagedFolder};
use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::PathBuf;
use thiserror::Error;

/// What to export, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Articles, sidecars and folders.
    pub paths: Vec<PathBuf>,
    /// The format.
    pub format: Format,
    /// The file, or the folder where the format has several files.
    pub out: PathBuf,
    /// Whose sets.
    pub sets: Sets,
    /// For whom tables are written.
    pub flavour: Flavour,
    /// The encoding of articles that do not say theirs.
    pub encoding: Option<String>,
    /// What becomes of what cannot be read.
    pub damaged: Damaged,
}

/// What becomes of an export when an article or a sidecar cannot be wholly read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Damaged {
    /// Nothing is written: a dataset says what the annotators said, or is not made.
    #[default]
    Stops,
    /// It is left out, and named.
    LeftOut,
}

/// What was exported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many articles.
    pub articles: usize,
    /// How many annotations.
    pub annotations: usize,
    /// How many links.
    pub relations: usize,
    /// What the format does not hold.
    pub left_out: LeftOut,
    /// How many texts were too long for a cell of a spreadsheet.
    pub left_out_texts: usize,
    /// What could not be read and was left out.
    pub faults: Vec<Note>,
    /// What is odd but was exported.
    pub remarks: Vec<Note>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { articles, annotations, relations, left_out, left_out_texts, faults, remarks: _ } = self;
        write!(f, "{}, ", counted(*articles, "article"))?;
        write!(f, "{}, {}", counted(*annotations, "annotation"), counted(*relations, "relation"))?;
        for (count, what) in [
            (left_out.unplaced, "annotation without a place"),
            (left_out.relations, "relation to what is not exported"),
            (left_out.places, "place of a slot that is not in the text"),
            (left_out.comments, "comment"),
            (*left_out_texts, "text too long for a cell"),
            (faults.len(), "fault"),
        ] {
            if count > 0 {
                let (one, rest) =
                    what.split_once(' ').map_or((what, ""), |(one, _)| what.split_at(one.len()));
                write!(f, "; left out: {}{rest}", counted(count, one))?;
            }
        }
        Ok(())
    }
}

/// Why nothing was exported.
#[derive(Debug, Error)]
pub enum ExportError {
    /// It was no longer wanted.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A path asked for cannot be read.
    #[error("{}: {why}", path.display())]
    Path {
        /// The path.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// There is no article where one was looked for.
    #[error("no article was found; name a .txt, .md or .html file, or a folder of them")]
    Nothing,
    /// The output would take the place of something else.
    #[error("{}: {why}", path.display())]
    Out {
        /// The output.
        path: PathBuf,
        /// Why it cannot be written there.
        why: &'static str,
    },
    /// Articles or sidecars that cannot be wholly read.
    #[error("nothing was written, since {}", listed(.0))]
    Faults(Vec<Note>),
    /// The output could not be written.
    #[error("{} cannot be written: {source}", path.display())]
    Write {
        /// The output, as it was asked for.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

fn listed(faults: &[Note]) -> String {
    const SHOWN: usize = 20;
    let lines: Vec<String> = faults.iter().take(SHOWN).map(|fault| format!("\n  {fault}")).collect();
    let more = faults.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    format!("{} files cannot be wholly read:{}{more}", faults.len(), lines.concat())
}

/// What an export will be, before it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// How many articles.
    pub articles: usize,
    /// How many sets of how many people: name and number of articles.
    pub annotators: Vec<(String, usize)>,
    /// The beginning of what will be written.
    pub sample: Sample,
    /// What the format does not hold.
    pub losses: &'static [&'static str],
    /// What of the articles shown cannot be read.
    pub faults: Vec<Note>,
}

/// The beginning of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sample {
    /// The first lines, cut to a few hundred characters each.
    Lines(Vec<String>),
    /// The first rows of the table of spans, its head first.
    Table(Vec<Vec<String>>),
}

/// Writes the dataset. Nothing stands at the request's `out` before all of it does.
pub fn run(request: &Request, progress: &Progress) -> Result<Report, ExportError> {
    let plan = Plan::of(request, progress)?;
    let place = staged::place(&request.out, request.format.shape())?;
    let failed = |source| ExportError::Write { path: request.out.clone(), source };
    match request.format {
        Format::Jsonl => {
            let mut file = StagedFile::beside(&place).map_err(failed)?;
            let report = stream(request, &plan, &JsonLines, &mut |line| file.write_all(&line), progress)?;
            progress.wanted()?;
            file.put().map_err(failed)?;
            Ok(report)
        }
        Format::Csv => {
            let folder = StagedFolder::beside(&place).map_err(failed)?;
            let (report, files) = tables(request, &plan, || folder.files(), progress)?;
            progress.wanted()?;
            folder.put(files).map_err(failed)?;
            Ok(report)
        }
    }
}

/// Writes a dataset of one stream as JSON Lines, such as to standard output.
///
/// What was printed cannot be taken back, so nothing is before the whole is known to be good.
pub fn run_to(request: &Request, out: &mut dyn Write, progress: &Progress) -> Result<Report, ExportError> {
    let failed = |source| ExportError::Write { path: request.out.clone(), source };
    let plan = Plan::of(request, progress)?;
    let mut whole = BufWriter::with_capacity(1 << 20, tempfile::tempfile().map_err(failed)?);
    let report = stream(request, &plan, &JsonLines, &mut |line| whole.write_all(&line), progress)?;
    let mut whole = whole.into_inner().map_err(|error| failed(error.into_error()))?;
    whole.rewind().and_then(|()| io::copy(&mut whole, out)).and_then(|_| out.flush()).map_err(failed)?;
    Ok(report)
}

/// Renders the tables, heads and rows, to three outputs that `begin` makes empty.
///
/// A slot outside the tagset has a column too. Which there are is known when all was read: then
/// everything is rendered again.
fn tables<W: Write>(
    request: &Request,
    plan: &Plan,
    begin: impl Fn() -> io::Result<[W; 3]>,
    progress: &Progress,
) -> Result<(Report, [W; 3]), ExportError> {
    let failed = |source| ExportError::Write { path: request.out.clone(), source };
    let mut rows = CsvRows { slots: plan.slots(), flavour: request.flavour };
    loop {
        let mut outputs = begin().map_err(failed)?;
        rows.heads().and_then(|heads| heads.write_to(&mut outputs)).map_err(failed)?;
        let (mut left_out_texts, mut others) = (0, BTreeSet::new());
        let mut take = |mut rows: render::Rows| {
            left_out_texts += rows.left_out_texts;
            others.append(&mut rows.other_slots);
            rows.write_to(&mut outputs)
        };
        let report = stream(request, plan, &rows, &mut take, progress)?;
        if others.is_empty() {
            return Ok((Report { left_out_texts, ..report }, outputs));
        }
        rows.slots.extend(others);
    }
}

/// The first rows of the first `articles` as they will be written, and how much there is.
///
/// Reads no other article.
pub fn preview(request: &Request, articles: usize, progress: &Progress) -> Result<Preview, ExportError> {
    let plan = Plan::of(request, progress)?;
    let first = plan.first(articles);
    let lenient = Request { damaged: Damaged::LeftOut, ..request.clone() };
    let (sample, report) = match request.format {
        Format::Jsonl => {
            let mut lines = Vec::new();
            let report = stream(&lenient, &first, &JsonLines, &mut |line| lines.write_all(&line), progress)?;
            let lines = String::from_utf8_lossy(&lines);
            let cut = |line: &str| line.chars().take(SHOWN_CHARACTERS).collect();
            (Sample::Lines(lines.lines().take(SHOWN_ROWS).map(cut).collect()), report)
        }
        Format::Csv => {
            let empty = || Ok([Vec::new(), Vec::new(), Vec::new()]);
            let (report, [spans, ..]) = tables(&lenient, &first, empty, progress)?;
            (Sample::Table(csv::rows(&spans, SHOWN_ROWS)), report)
        }
    };
    Ok(Preview {
        articles: plan.items.len(),
        annotators: plan.annotators(),
        sample,
        losses: request.format.losses(),
        faults: report.faults,
    })
}

/// The most rows of a preview.
const SHOWN_ROWS: usize = 20;
/// The most characters of a line in a preview.
const SHOWN_CHARACTERS: usize = 600;

/// An item on its way from the disk to the output.
struct Rendered<P> {
    /// Nothing where the article could not be read.
    part: Option<P>,
    annotations: usize,
    relations: usize,
    left_out: LeftOut,
    faults: Vec<Note>,
    remarks: Vec<Note>,
}

/// Reads and renders all items in parallel, a batch at a time, and hands them on in order.
fn stream<R: Render>(
    request: &Request,
    plan: &Plan,
    render: &R,
    take: &mut dyn FnMut(R::Part) -> io::Result<()>,
    progress: &Progress,
) -> Result<Report, ExportError> {
    let failed = |source| ExportError::Write { path: request.out.clone(), source };
    let mut report =
        Report { faults: plan.faults.clone(), remarks: plan.remarks.clone(), ..Report::default() };
    let (done, _) = progress.counts();
    progress.expect(done.saturating_add(u64::try_from(plan.items.len()).unwrap_or(u64::MAX)));
    for batch in plan.batches() {
        let rendered: Vec<Rendered<R::Part>> = batch
            .par_iter()
            .map(|item| {
                progress.advance(1)?;
                rendered(item, request, render).map_err(failed)
            })
            .collect::<Result<_, ExportError>>()?;
        for Rendered { part, annotations, relations, left_out, faults, remarks } in rendered {
            report.annotations += annotations;
            report.relations += relations;
            report.left_out.add(left_out);
            report.faults.extend(faults);
            report.remarks.extend(remarks);
            let wanted = request.damaged == Damaged::LeftOut || report.faults.is_empty();
            if let Some(part) = part.filter(|_| wanted) {
                report.articles += 1;
                take(part).map_err(failed)?;
            }
        }
    }
    match request.damaged {
        Damaged::Stops if !report.faults.is_empty() => Err(ExportError::Faults(report.faults)),
        Damaged::Stops | Damaged::LeftOut => Ok(report),
    }
}

fn rendered<R: Render>(item: &Item, request: &Request, render: &R) -> io::Result<Rendered<R::Part>> {
    let work = reading::read(item, request.encoding.as_deref());
    let record = work.record(item);
    let rendered = Rendered {
        part: record.as_ref().map(|record| render.render(record)).transpose()?,
        annotations: record.as_ref().map_or(0, |record| record.spans.len()),
        relations: record.as_ref().map_or(0, |record| record.relations.len()),
        left_out: record.as_ref().map(|record| record.left_out).unwrap_or_default(),
        faults: Vec::new(),
        remarks: Vec::new(),
    };
    drop(record);
    Ok(Rendered { faults: work.faults, remarks: work.remarks, ..rendered })
}
