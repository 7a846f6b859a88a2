//! Exports: the articles and sets asked for, read in parallel, written in order, whole or not at all.

mod choosing;
mod note;
mod options;
mod plan;
mod reading;
mod request;
mod splitting;
mod staged;
mod writer;

pub use note::Note;
pub(super) use options::Settings;
pub use options::{Ids, Only, Options, Parted, Unit};
pub use plan::Sets;
pub use request::{Damaged, Request};
pub(super) use writer::{Finish, Output, STREAM, Writer};

use super::brat::Brat;
use super::claim_review::Reviews;
use super::conll::Conll;
use super::csv::{self, CsvTables};
#[cfg(feature = "parquet")]
use super::dataset::Dataset;
use super::doccano::Doccano;
use super::jsonl::JsonLines;
use super::label_studio::Tasks;
use super::markdown::Markdown;
use super::prodigy::Prodigy;
use super::refi::{Codebook, Project};
use super::uima::{JsonCas, Xmi};
use super::web_annotation::Page;
use super::xlsx::Sheets;
use super::{Format, Loss, Losses, Record, Shape, Vocabulary, counted};
use crate::progress::{Cancelled, Progress};
use choosing::Choosing;
use plan::{Item, Plan, Portion};
use rayon::prelude::*;
use serde_json::Value;
use staged::{StagedFile, StagedFolder, StagedStream};
use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;
use writer::{Inside, Memory};

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
    pub losses: Losses,
    /// What could not be read and was left out.
    pub faults: Vec<Note>,
    /// What is odd but was exported.
    pub remarks: Vec<Note>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { articles, annotations, relations, losses, faults, remarks: _ } = self;
        write!(f, "{}, ", counted(*articles, "article"))?;
        write!(f, "{}, {}", counted(*annotations, "annotation"), counted(*relations, "relation"))?;
        for (loss, count) in losses.iter() {
            let (one, many) = loss.counted();
            write!(f, "; left out: {count} {}", if count == 1 { one } else { many })?;
        }
        if !faults.is_empty() {
            write!(f, "; left out: {}", counted(faults.len(), "fault"))?;
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
    pub losses: Vec<&'static str>,
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
    let job = Job::of(request, progress)?;
    let place = staged::place(&request.out, request.shape())?;
    let failed = |source| ExportError::Write { path: request.out.clone(), source };
    match request.shape() {
        Shape::Stream => {
            let mut file = StagedFile::beside(&place).map_err(failed)?;
            let report = job.write(&mut file, progress)?;
            progress.wanted()?;
            file.put().map_err(failed)?;
            Ok(report)
        }
        Shape::Folder => {
            let mut folder = StagedFolder::beside(&place).map_err(failed)?;
            let report = job.write(&mut folder, progress)?;
            progress.wanted()?;
            if let Some(path) = folder.in_the_way(&job.articles()) {
                let why = "is an article or a sidecar, which are never written over; choose another folder";
                return Err(ExportError::Out { path, why });
            }
            folder.put().map_err(failed)?;
            Ok(report)
        }
    }
}

/// Writes a dataset of one stream to where it is wanted, such as standard output.
///
/// What was printed cannot be taken back, so nothing is before the whole is known to be good.
pub fn run_to(request: &Request, out: &mut dyn Write, progress: &Progress) -> Result<Report, ExportError> {
    let failed = |source| ExportError::Write { path: request.out.clone(), source };
    let job = Job::of(request, progress)?;
    let mut whole = StagedStream::new().map_err(failed)?;
    let report = job.write(&mut whole, progress)?;
    whole.print(out).map_err(failed)?;
    Ok(report)
}

/// The first rows of the first `articles` as they will be written, and how much there is.
///
/// Reads no other article.
pub fn preview(request: &Request, articles: usize, progress: &Progress) -> Result<Preview, ExportError> {
    let plan = Plan::of(request, progress)?;
    let (count, annotators) = (plan.items.len(), plan.annotators());
    let lenient = Request { damaged: Damaged::LeftOut, ..request.clone() };
    let job = Job::on(&lenient, plan.first(articles), progress)?;
    let mut memory = Memory::default();
    let report = job.write(&mut memory, progress)?;
    Ok(Preview {
        articles: count,
        annotators: annotators.into_iter().map(|(name, count)| (name.to_string(), count)).collect(),
        sample: Sample::of(memory),
        losses: request.losses().map(Loss::sentence).collect(),
        faults: report.faults,
    })
}

/// What the whole dataset will be, counted without writing it.
pub fn count(request: &Request, progress: &Progress) -> Result<Report, ExportError> {
    let lenient = Request { damaged: Damaged::LeftOut, ..request.clone() };
    let job = Job::of(&lenient, progress)?;
    let mut report = job.began();
    for portion in &job.portions {
        job.stream(portion, &mut Counting, &mut Memory::default(), &mut report, progress)?;
    }
    Ok(report)
}

/// An export under way.
struct Job<'r> {
    request: &'r Request,
    name: String,
    vocabulary: Vocabulary,
    losses: Vec<Loss>,
    portions: Vec<Portion>,
    choosing: Choosing,
    /// What is said about the split, where there is one.
    leaks: Option<Value>,
    faults: Vec<Note>,
    remarks: Vec<Note>,
}

impl<'r> Job<'r> {
    fn of(request: &'r Request, progress: &Progress) -> Result<Self, ExportError> {
        Self::on(request, Plan::of(request, progress)?, progress)
    }

    fn on(request: &'r Request, mut plan: Plan, progress: &Progress) -> Result<Self, ExportError> {
        let named = request.paths.first().and_then(|path| fs::canonicalize(path).ok());
        let name = named.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
        let choosing = Choosing::new(&request.options, plan.annotators().into_keys());
        let (vocabulary, faults, remarks) =
            (plan.vocabulary(), std::mem::take(&mut plan.faults), std::mem::take(&mut plan.remarks));
        let (portions, leaks) = match &request.options.split {
            None => (vec![plan.whole()], None),
            Some(split) => {
                let (portions, leaks) = splitting::split(plan.items, split, request, progress)?;
                (portions, Some(leaks))
            }
        };
        let parted = |portion: Portion| portion.parted(request.options.parted, &choosing);
        Ok(Self {
            request,
            portions: portions.into_iter().flat_map(parted).collect(),
            leaks,
            choosing,
            name: name.unwrap_or_else(|| "dataset".to_owned()),
            vocabulary,
            losses: request.losses().collect(),
            faults,
            remarks,
        })
    }

    /// Where the articles lie, links resolved.
    fn articles(&self) -> HashSet<PathBuf> {
        let items = self.portions.iter().flat_map(|portion| &portion.items);
        items.filter_map(|item| fs::canonicalize(&item.path).ok()).collect()
    }

    /// The report before the first article.
    fn began(&self) -> Report {
        Report { faults: self.faults.clone(), remarks: self.remarks.clone(), ..Report::default() }
    }

    /// Writes all portions.
    fn write(&self, out: &mut dyn Output, progress: &Progress) -> Result<Report, ExportError> {
        let mut report = self.began();
        for portion in &self.portions {
            // A dataset folder has its splits as files beside one another.
            let is_own = self.request.format.has_splits() && self.request.options.parted == Parted::Not;
            match portion.name.as_ref().filter(|_| !is_own) {
                None => self.portion(portion, out, &mut report, progress)?,
                Some(folder) => {
                    let extension = self.request.format.facts().extension;
                    let mut inside = Inside { out: &mut *out, folder, extension };
                    self.portion(portion, &mut inside, &mut report, progress)?;
                }
            }
        }
        if let Some(leaks) = &self.leaks {
            let failed = |source| ExportError::Write { path: self.request.out.clone(), source };
            out.put("splits.json", &super::json::line(leaks)).map_err(failed)?;
        }
        match self.request.damaged {
            Damaged::Stops if !report.faults.is_empty() => Err(ExportError::Faults(report.faults)),
            Damaged::Stops | Damaged::LeftOut => Ok(report),
        }
    }

    /// Writes a portion with the writer of its format.
    fn portion(
        &self,
        portion: &Portion,
        out: &mut dyn Output,
        report: &mut Report,
        progress: &Progress,
    ) -> Result<(), ExportError> {
        let splits: Vec<String> =
            self.portions.iter().filter_map(|portion| portion.split).map(str::to_owned).collect();
        let settings = Settings {
            vocabulary: &self.vocabulary,
            options: &self.request.options,
            name: &self.name,
            split: portion.split,
            splits: &splits,
            articles: portion.items.len(),
        };
        match self.request.format {
            Format::Jsonl => self.written(JsonLines, portion, out, report, progress),
            Format::Csv => self.written(CsvTables::new(&settings), portion, out, report, progress),
            Format::Xlsx => self.written(Sheets::new(&settings), portion, out, report, progress),
            #[cfg(feature = "parquet")]
            Format::Dataset => self.written(Dataset::new(&settings), portion, out, report, progress),
            Format::LabelStudio => self.written(Tasks::new(&settings), portion, out, report, progress),
            Format::UimaXmi => self.written(Xmi::new(&settings), portion, out, report, progress),
            Format::UimaJson => self.written(JsonCas::new(&settings), portion, out, report, progress),
            Format::Brat => self.written(Brat::new(&settings), portion, out, report, progress),
            Format::Prodigy => self.written(Prodigy, portion, out, report, progress),
            Format::Conll => self.written(Conll::new(&settings), portion, out, report, progress),
            Format::WebAnnotation => self.written(Page::default(), portion, out, report, progress),
            Format::Refi => self.written(Project::new(&settings), portion, out, report, progress),
            Format::RefiCodebook => self.written(Codebook::new(&settings), portion, out, report, progress),
            Format::Markdown => self.written(Markdown, portion, out, report, progress),
            Format::ClaimReview => self.written(Reviews::new(&settings), portion, out, report, progress),
            Format::Doccano => self.written(Doccano::new(&settings), portion, out, report, progress),
        }
    }

    /// Writes a portion, again where its head did not fit.
    fn written<W: Writer>(
        &self,
        mut writer: W,
        portion: &Portion,
        out: &mut dyn Output,
        report: &mut Report,
        progress: &Progress,
    ) -> Result<(), ExportError> {
        let failed = |source| ExportError::Write { path: self.request.out.clone(), source };
        loop {
            let mut so_far = report.clone();
            writer.begin(out).map_err(failed)?;
            self.stream(portion, &mut writer, out, &mut so_far, progress)?;
            if writer.finish(out).map_err(failed)? == Finish::Whole {
                *report = so_far;
                return Ok(());
            }
        }
    }

    /// Reads and renders all items in parallel, a batch at a time, and has them taken in order.
    fn stream<W: Writer>(
        &self,
        portion: &Portion,
        writer: &mut W,
        out: &mut dyn Output,
        report: &mut Report,
        progress: &Progress,
    ) -> Result<(), ExportError> {
        let failed = |source| ExportError::Write { path: self.request.out.clone(), source };
        let (done, _) = progress.counts();
        progress.expect(done.saturating_add(u64::try_from(portion.items.len()).unwrap_or(u64::MAX)));
        for batch in portion.batches() {
            let rendered: Vec<Rendered<W::Part>> = batch
                .par_iter()
                .map(|item| {
                    progress.advance(1)?;
                    self.rendered(item, &*writer).map_err(failed)
                })
                .collect::<Result<_, ExportError>>()?;
            for Rendered { part, annotations, relations, losses, faults, remarks } in rendered {
                report.annotations += annotations;
                report.relations += relations;
                report.losses.join(&losses);
                report.faults.extend(faults);
                report.remarks.extend(remarks);
                let wanted = self.request.damaged == Damaged::LeftOut || report.faults.is_empty();
                if let Some(part) = part.filter(|_| wanted) {
                    report.articles += 1;
                    writer.take(part, out).map_err(failed)?;
                }
            }
        }
        Ok(())
    }

    fn rendered<W: Writer>(&self, item: &Item, writer: &W) -> io::Result<Rendered<W::Part>> {
        let work = reading::read(item, self.request.encoding.as_deref(), &self.choosing);
        let record = work.record(item);
        let rendered = Rendered {
            part: record.as_ref().map(|record| writer.render(record)).transpose()?,
            annotations: record.as_ref().map_or(0, |record| record.spans.len()),
            relations: record.as_ref().map_or(0, |record| record.relations.len()),
            losses: record.as_ref().map(|record| Losses::of(record, &self.losses)).unwrap_or_default(),
            faults: Vec::new(),
            remarks: record
                .as_ref()
                .and_then(|record| self.request.format.remark(record))
                .map(Note::new)
                .into_iter()
                .collect(),
        };
        drop(record);
        let remarks = [work.remarks, rendered.remarks].concat();
        Ok(Rendered { faults: work.faults, remarks, ..rendered })
    }
}

/// Nothing is written: records are only counted.
struct Counting;

impl Writer for Counting {
    type Part = ();

    fn render(&self, _: &Record<'_>) -> io::Result<()> {
        Ok(())
    }

    fn take(&mut self, (): (), _: &mut dyn Output) -> io::Result<()> {
        Ok(())
    }
}

impl Sample {
    /// The table of spans where there is one, else the first lines of the first file.
    fn of(Memory(files): Memory) -> Self {
        if let Some(table) = files.get(csv::FILES[0]) {
            return Self::Table(csv::rows(table, SHOWN_ROWS));
        }
        let first = files.into_values().next().unwrap_or_default();
        let lines = String::from_utf8_lossy(&first);
        let cut = |line: &str| line.chars().take(SHOWN_CHARACTERS).collect();
        Self::Lines(lines.lines().take(SHOWN_ROWS).map(cut).collect())
    }
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
    losses: Losses,
    faults: Vec<Note>,
    remarks: Vec<Note>,
}
