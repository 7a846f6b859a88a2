//! `copydesk agree`: how much annotators agree.

mod answer;
mod csv;
mod gamma;
mod json;
mod node;
mod sidecars;
mod table;

use super::outcome::{Answer, Failure, print, say};
use super::{Surroundings, gathered, progress_line, spans};
use crate::progress::Progress;
use crate::review::Continuum;
use crate::review::agreement::measure;
use answer::Answered;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Say how much annotators agree: counts by kind, F1, Krippendorff's alpha.
///
/// Compares the sidecars beside the articles, pooled over all articles. An annotator without a sidecar
/// has not done the article; one whose sidecar is empty has found nothing. The gold sets are left out
/// unless they are asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Agree {
    /// Articles, sidecars or folders.
    #[arg(required_unless_present = "spans", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compare the bare spans of a JSON file instead.
    #[arg(long, value_name = "FILE.json", conflicts_with = "paths")]
    spans: Option<PathBuf>,
    /// Compare the gold sets too, as if gold were an annotator.
    #[arg(long, conflicts_with = "spans")]
    gold: bool,
    /// Say it of every article on its own, too.
    #[arg(long, conflicts_with = "spans")]
    by_article: bool,
    #[command(flatten)]
    form: Form,
}

/// How numbers are printed; as a table for people where nothing is said.
#[derive(Debug, clap::Args)]
struct Form {
    /// Print one JSON object with all numbers.
    #[arg(long)]
    json: bool,
    /// Print a CSV table with all numbers, one a line.
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

impl Agree {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Result<Answer, Failure> {
        let answered = match &self.spans {
            Some(file) => self.of_spans(file)?,
            None => self.of_sidecars(surroundings.encoding())?,
        };
        let printed = if self.form.json {
            json::print(&answered)?
        } else if self.form.csv {
            if let Some(line) = answered.still_in_progress() {
                say(&line);
            }
            csv::print(&answered)?
        } else {
            table::print(&answered)
        };
        print(printed.as_bytes())?;
        Ok(Answer::Done)
    }

    fn of_sidecars(&self, encoding: Option<&str>) -> Result<Answered, Failure> {
        let gold = if self.gold { gathered::Gold::Meant } else { gathered::Gold::LeftOut };
        let gathered = gathered::gather(&self.paths, gold)?;
        let progress = Progress::new();
        let read = progress_line::shown(&progress, "reading articles", || {
            sidecars::read(&gathered, encoding, &progress)
        })?;
        for remark in &read.remarks {
            say(remark);
        }
        let gamma = if self.form.json {
            let texts: Vec<Continuum> = read.coded.iter().map(|coded| coded.continuum.clone()).collect();
            let progress = Progress::new();
            let found = progress_line::shown(&progress, "aligning for γ", || {
                gamma::node(&texts, spans::Gamma::default(), None, gamma::Few::Undefined, &progress)
            })?;
            Some(found)
        } else {
            None
        };
        let each = self.by_article.then(|| {
            let reports = read.coded.par_iter().map(|coded| measure(std::slice::from_ref(coded)));
            let names = gathered.par_iter().map(|one| one.article.display().to_string());
            names.zip(reports).filter(|(_, report)| report.articles > 0).collect()
        });
        Ok(Answered { report: measure(&read.coded), each, in_progress: read.in_progress, gamma })
    }

    fn of_spans(&self, file: &Path) -> Result<Answered, Failure> {
        let spans::Spans { coded, gamma, samples } = spans::read(file)?;
        let gamma = if self.form.json {
            let texts = std::slice::from_ref(&coded.continuum);
            let asked = gamma.unwrap_or_default();
            Some(gamma::node(texts, asked, samples.as_deref(), gamma::Few::Noted, &Progress::new())?)
        } else {
            None
        };
        Ok(Answered { report: measure(&[coded]), each: None, in_progress: Vec::new(), gamma })
    }
}
