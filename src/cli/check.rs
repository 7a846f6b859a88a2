//! `copydesk check`: whether every sidecar can be read and says what the article says.

mod findings;

use super::Surroundings;
use super::outcome::{Answer, Failure, print, say};
use crate::interchange::counted;
use crate::progress::Progress;
use crate::store::folder;
use crate::store::names::{self, Named};
use findings::{Findings, Severity};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Check every sidecar: readable, its words where it says, its tags known, made for this text.
///
/// Prints what is wrong; exit status 1 when something is. What is merely unknown to the tagset is a
/// warning.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Articles, sidecars or folders.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print one JSON object on standard output.
    #[arg(long)]
    json: bool,
}

/// The answer for programs.
#[derive(Debug, Serialize)]
struct Answered<'f> {
    ok: bool,
    articles: usize,
    sidecars: usize,
    annotations: usize,
    problems: Vec<&'f findings::Finding>,
    warnings: Vec<&'f findings::Finding>,
}

impl Check {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Result<Answer, Failure> {
        let mut findings = Findings::default();
        for path in &self.paths {
            look_at(path, surroundings.encoding(), &mut findings)?;
        }
        let of = |severity| findings.all.iter().filter(move |finding| finding.severity == severity);
        let (problems, warnings) = (of(Severity::Problem).count(), of(Severity::Warning).count());
        let Findings { articles, sidecars, annotations, unreadable, .. } = findings;
        if self.json {
            let answered = Answered {
                ok: problems == 0,
                articles,
                sidecars,
                annotations,
                problems: of(Severity::Problem).collect(),
                warnings: of(Severity::Warning).collect(),
            };
            let json = serde_json::to_string(&answered).map_err(|error| Failure::File(error.to_string()))?;
            print(format!("{json}\n").as_bytes())?;
        } else {
            for finding in &findings.all {
                say(&finding.to_string());
            }
            print(
                format!(
                    "{}, {}, {}: {}, {}\n",
                    counted(articles, "article"),
                    counted(sidecars, "sidecar"),
                    counted(annotations, "annotation"),
                    counted(problems, "problem"),
                    counted(warnings, "warning"),
                )
                .as_bytes(),
            )?;
        }
        match (unreadable, problems) {
            (Some(path), _) => {
                Err(Failure::file(&path, "this article cannot be read, so its sidecars were not checked"))
            }
            (None, 0) => Ok(Answer::Done),
            (None, _) => Ok(Answer::No),
        }
    }
}

fn look_at(path: &Path, encoding: Option<&str>, findings: &mut Findings) -> Result<(), Failure> {
    let there = fs::metadata(path).map_err(|error| Failure::file(path, error))?;
    if there.is_dir() {
        let listing =
            folder::walk(path, &Progress::new()).map_err(|error| Failure::File(error.to_string()))?;
        for orphan in &listing.orphans {
            findings.orphan(orphan);
        }
        for warning in &listing.warnings {
            findings.warned(warning, path);
        }
        for listed in listing.articles {
            let sidecars: Vec<PathBuf> = listed.sets.into_iter().map(|set| set.path).collect();
            findings.article(&listed.path, &sidecars, encoding);
        }
        return Ok(());
    }
    match Named::of(path) {
        None => {
            let sidecars: Vec<PathBuf> =
                folder::sidecars_of(path).into_iter().map(|(_, path)| path).collect();
            findings.article(path, &sidecars, encoding);
        }
        Some(Named::Sidecar { .. }) => match names::article_of(path).filter(|article| article.exists()) {
            Some(article) => {
                findings.article(&article, &[path.to_owned()], encoding);
            }
            None => findings.orphan(path),
        },
        Some(Named::Conflict { .. }) => findings.conflict(path),
        Some(Named::Tagset) => {
            findings.tagset(path.parent().unwrap_or(path));
        }
        Some(Named::Details { .. }) => match names::article_of(path).filter(|article| article.exists()) {
            Some(article) => findings.article(&article, &[], encoding),
            None => findings.orphan(path),
        },
    }
    Ok(())
}
