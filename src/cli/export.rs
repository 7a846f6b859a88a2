//! `copydesk export`: a dataset in a format of others.

mod only;
mod piped;
mod splitting;

use super::outcome::{Answer, Failure, say};
use super::{Surroundings, progress_line};
use crate::annotation::AnnotatorName;
use crate::interchange::csv::Flavour;
use crate::interchange::export::{
    self, Damaged, ExportError, Ids, Options, Parted, Report, Request, Sets, Unit,
};
use crate::interchange::{Format, Shape};
use crate::progress::Progress;
use std::io;
use std::path::{Path, PathBuf};

/// Write articles and their tags as a dataset for other programs.
///
/// Where an article has a gold set, that set is written, else all are.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Articles, sidecars or folders.
    #[arg(required_unless_present = "stdin0", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The format; `copydesk formats` lists them.
    #[arg(long, value_name = "F", value_parser = format)]
    format: Format,
    /// The file or folder to write; - is standard output.
    #[arg(long, value_name = "OUT", default_value = "-")]
    out: PathBuf,
    #[command(flatten)]
    sets: Chosen,
    /// A file or folder for each annotator, inside the folder OUT.
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
    #[command(flatten)]
    splitting: splitting::Splitting,
    #[command(flatten)]
    only: only::Wanted,
    /// Read the paths from standard input, each ended by a NUL, and write rows as they are ready.
    #[arg(long, conflicts_with_all = ["paths", "by", "split"])]
    stdin0: bool,
    /// CSV to be opened by a double click: a byte order mark, and formulas made harmless.
    #[arg(long)]
    for_excel: bool,
    /// What positions are counted in, where a format leaves the choice (doccano).
    #[arg(long, value_name = "U")]
    unit: Option<Counted>,
    /// Who is answerable for verdicts, instead of the annotators (claim-review).
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// Under which licence the texts may be used, for the dataset's card.
    #[arg(long, value_name = "SPDX")]
    licence: Option<String>,
    /// Go on without what cannot be read, instead of writing nothing.
    #[arg(long)]
    skip_unreadable: bool,
}

#[derive(Debug, clap::Args)]
#[group(multiple = false)]
pub(super) struct Chosen {
    /// Only the gold sets.
    #[arg(long)]
    gold: bool,
    /// The sets of all annotators, gold too.
    #[arg(long)]
    all: bool,
    /// The sets of these annotators.
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = annotator)]
    from: Vec<AnnotatorName>,
}

/// Which parts get a file each.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum By {
    /// One for each annotator.
    Annotator,
}

impl From<By> for Parted {
    fn from(by: By) -> Self {
        match by {
            By::Annotator => Self::ByAnnotator,
        }
    }
}

/// What positions are counted in.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Counted {
    /// Unicode code points.
    CodePoints,
    /// UTF-16 code units.
    Utf16,
}

impl From<Counted> for Unit {
    fn from(counted: Counted) -> Self {
        match counted {
            Counted::CodePoints => Self::CodePoints,
            Counted::Utf16 => Self::Utf16,
        }
    }
}

impl Chosen {
    /// Whose sets are meant.
    pub(super) fn sets(&self) -> Sets {
        match self {
            Self { gold: true, .. } => Sets::Gold,
            Self { all: true, .. } => Sets::All,
            Self { from, .. } if from.is_empty() => Sets::Decided,
            Self { from, .. } => Sets::From(from.clone()),
        }
    }
}

/// The format of a word, for the reader of the command line.
pub(super) fn format(name: &str) -> Result<Format, String> {
    Format::parse(name).ok_or_else(|| {
        let known = Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
        format!("no such format; known are {known}")
    })
}

/// A name of which sets may be asked for: gold too.
fn annotator(name: &str) -> Result<AnnotatorName, String> {
    if name == "gold" {
        return Ok(AnnotatorName::gold());
    }
    AnnotatorName::new(name).map_err(|error| error.to_string())
}

impl Export {
    pub(super) fn run(self, surroundings: &Surroundings) -> Result<Answer, Failure> {
        let Self {
            paths,
            format,
            out,
            sets,
            by,
            splitting,
            only,
            stdin0,
            for_excel,
            unit,
            organisation,
            licence,
            skip_unreadable,
        } = self;
        if for_excel && format != Format::Csv {
            return Err(Failure::Usage("--for-excel: goes with --format csv alone".to_owned()));
        }
        let to_output = out == Path::new("-");
        if to_output && (format.shape() == Shape::Folder || by.is_some() || splitting.is_asked()) {
            return Err(Failure::Usage(format!("--out -: {format} has several files here; name a folder")));
        }
        let request = Request {
            paths,
            format,
            out,
            sets: sets.sets(),
            options: Options {
                flavour: if for_excel { Flavour::Excel } else { Flavour::Programs },
                unit: unit.map(Unit::from),
                organisation,
                licence,
                parted: by.map_or(Parted::Not, Parted::from),
                split: splitting.split(),
                pseudonymous: only.pseudonyms,
                only: only.only(),
                ids: if stdin0 { Ids::Path } else { Ids::Inside },
            },
            encoding: surroundings.encoding().map(str::to_owned),
            damaged: if skip_unreadable { Damaged::LeftOut } else { Damaged::Stops },
        };
        if stdin0 {
            return piped::run(&request);
        }
        let progress = Progress::new();
        let outcome = progress_line::shown(&progress, "exporting articles", || {
            if to_output {
                export::run_to(&request, &mut io::stdout().lock(), &progress)
            } else {
                export::run(&request, &progress)
            }
        });
        outcome.map(|report| self::report(&report)).map_err(failure)
    }
}

fn report(report: &Report) -> Answer {
    for remark in &report.remarks {
        say(&remark.to_string());
    }
    for fault in &report.faults {
        say(&format!("{fault}; left out"));
    }
    say(&report.to_string());
    Answer::Done
}

fn failure(error: ExportError) -> Failure {
    match error {
        ExportError::Out { .. } | ExportError::Nothing => Failure::Usage(error.to_string()),
        ExportError::Write { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => {
            Failure::BrokenPipe
        }
        ExportError::Faults(_)
        | ExportError::Path { .. }
        | ExportError::Cancelled(_)
        | ExportError::Write { .. } => Failure::File(error.to_string()),
    }
}
