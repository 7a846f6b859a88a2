//! Measuring agreement off the window's thread, and the way from a number to what is behind it.

use super::Session;
use crate::annotation::State;
use crate::app::measuring::{Agreement, Corpus, Remarked, Sought, ToMeasure};
use crate::app::task::{Poll, Task};
use crate::app::{Behind, Notice};
use crate::interchange::counted;
use crate::progress::{Cancelled, Progress};
use crate::review::agreement::Coded;
use crate::review::agreement::{Gamma, GammaError, Params, Samples, gamma};
use crate::review::{CaseKind, taken_over};
use crate::store::{folder, open, read};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Every seed draws other samples; this one always the same.
const SEED: u64 = 1;

/// The numbers that were found last, and those being worked out.
#[derive(Debug, Default)]
pub(super) struct Measuring {
    task: Option<Task<Arc<Agreement>>>,
    found: Option<(Corpus, Arc<Agreement>)>,
    wanted: Option<Corpus>,
    /// Whether what is wanted has not been begun.
    due: bool,
    gamma: Option<Result<Gamma, GammaError>>,
    aligning: Option<Task<Result<Gamma, GammaError>>>,
    /// What is to be shown when the review that was begun is there.
    sought: Option<Sought>,
}

impl Measuring {
    /// Looks for nothing any more: the review was not begun.
    pub(super) fn forget_sought(&mut self) {
        self.sought = None;
    }
}

impl Session {
    /// The numbers, once they are there; and of what.
    pub fn agreement(&self) -> Option<(Corpus, &Arc<Agreement>)> {
        self.measuring.found.as_ref().map(|(of, agreement)| (*of, agreement))
    }

    /// Articles measured, and of how many, while numbers are being worked out.
    pub fn measuring_progress(&self) -> Option<(u64, u64)> {
        self.measuring.task.as_ref().map(|task| task.progress().counts())
    }

    /// γ of the same texts, once it was asked for.
    pub fn gamma(&self) -> Option<&Result<Gamma, GammaError>> {
        self.measuring.gamma.as_ref()
    }

    /// Alignments done, and of how many, while γ is being worked out.
    pub fn gamma_progress(&self) -> Option<(u64, u64)> {
        self.measuring.aligning.as_ref().map(|task| task.progress().counts())
    }

    /// Works out γ: not at once with the rest, since it takes its time.
    pub(super) fn measure_gamma(&mut self) {
        let Some((_, agreement)) = &self.measuring.found else { return };
        let texts = Arc::clone(&agreement.texts);
        self.measuring.aligning = Task::start("Measuring γ", &self.wake, move |progress, outbox| {
            outbox.send(gamma(&texts, Params::default(), Samples::usual(SEED), progress));
        })
        .ok();
    }

    /// Works out the numbers anew, once the own tags are on disk.
    pub(super) fn measure(&mut self, of: Corpus) {
        self.save_now();
        self.measuring.found = None;
        self.measuring.gamma = None;
        self.measuring.aligning = None;
        self.measuring.task = None;
        self.measuring.wanted = Some(of);
        self.measuring.due = true;
    }

    fn start_measuring(&mut self) {
        let Some(of) = self.measuring.wanted.filter(|_| self.measuring.due && !self.is_saving()) else {
            return;
        };
        self.measuring.due = false;
        let paths: Vec<PathBuf> = match of {
            Corpus::Article => self.document.iter().map(|document| document.path().to_owned()).collect(),
            Corpus::Folder => {
                let listing = self.folder.as_ref().map(|folder| Arc::clone(&folder.listing));
                listing
                    .iter()
                    .flat_map(|listing| &listing.articles)
                    .map(|listed| listed.path.clone())
                    .collect()
            }
        };
        self.measuring.task = Task::start("Measuring agreement", &self.wake, move |progress, outbox| {
            if let Ok(agreement) = agreement(&paths, progress) {
                outbox.send(Arc::new(agreement));
            }
        })
        .ok();
    }

    pub(super) fn poll_measuring(&mut self) {
        self.start_measuring();
        if let Some(task) = &mut self.measuring.aligning {
            match task.poll() {
                Poll::Running => {}
                Poll::Sent(gamma) => self.measuring.gamma = Some(gamma),
                Poll::Ended => self.measuring.aligning = None,
            }
        }
        let Some(task) = &mut self.measuring.task else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(agreement) => {
                self.measuring.found = self.measuring.wanted.map(|of| (of, agreement));
            }
            Poll::Ended => self.measuring.task = None,
        }
    }

    pub(super) fn is_measuring(&self) -> bool {
        self.measuring.due || self.measuring.task.is_some() || self.measuring.aligning.is_some()
    }

    /// Opens the review of an article at the first case of what is behind a number.
    pub(super) fn show_behind(&mut self, path: &Path, sought: Sought) {
        self.measuring.sought = Some(sought);
        if self.document.as_ref().is_none_or(|document| document.path() != path) {
            self.open_article(path, None);
            self.want_review_of_what_opens();
        } else if self.reviewing().is_some() {
            self.choose_sought();
        } else {
            self.want_review(Vec::new());
        }
    }

    /// Lists the cases of what was looked for; those on which all agree where there are no others.
    pub(super) fn choose_sought(&mut self) {
        let Some(sought) = self.measuring.sought.take() else { return };
        let tagset = self.document.as_ref().map(|document| Arc::clone(document.tagset()));
        let title = |tag: &str| {
            let known = tagset.as_ref().and_then(|tagset| tagset.tag(tag));
            known.map_or_else(|| tag.to_owned(), |tag| tag.title.clone())
        };
        let Some(reviewing) = self.reviewing() else { return };
        let Some(name) = sought.name(title) else {
            let first = reviewing.queue().next();
            self.choose_case(first);
            return;
        };
        let fitting = reviewing.cases().iter().enumerate().filter(|(_, case)| sought.fits(case));
        let (agreed, cases): (Vec<_>, Vec<_>) = fitting.partition(|(_, case)| case.kind == CaseKind::Agreed);
        let cases = if cases.is_empty() { agreed } else { cases };
        let cases: Vec<usize> = cases.into_iter().map(|(at, _)| at).collect();
        if cases.is_empty() {
            self.notify_once(Notice::done("Nothing of this is here any more"));
            return;
        }
        let passages = counted(cases.len(), "passage");
        let back = if reviewing.workload().left > 0 { " · F8 goes back to what is left" } else { "" };
        let said = format!("{name}: {passages} behind the number{back}");
        self.list_behind(Behind { name, cases });
        self.say(said);
    }
}

fn agreement(paths: &[PathBuf], progress: &Progress) -> Result<Agreement, Cancelled> {
    progress.expect(u64::try_from(paths.len()).unwrap_or(u64::MAX));
    let (mut articles, mut remarked) = (Vec::new(), Remarked::default());
    let mut everybody: BTreeSet<String> = BTreeSet::new();
    let beside = |path: &Path| {
        let mut sidecars = folder::sidecars_of(path);
        sidecars.retain(|(annotator, _)| !annotator.is_gold());
        sidecars
    };
    for path in paths {
        everybody.extend(beside(path).into_iter().map(|(annotator, _)| annotator.to_string()));
    }
    for path in paths {
        progress.advance(1)?;
        let sidecars = beside(path);
        if sidecars.is_empty() {
            continue;
        }
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let article = match open::article(path, None) {
            Ok(article) => article,
            Err(error) => {
                remarked.left_out.push(format!("{file}: {error}"));
                continue;
            }
        };
        let gold = read::gold_of(path, &article.text);
        let mut sets = Vec::new();
        for (annotator, sidecar) in sidecars {
            let loaded = match read::sidecar(&sidecar, &article.text) {
                Ok(Some(loaded)) => loaded,
                Ok(None) => continue,
                Err(error) => {
                    remarked.left_out.push(format!("{file} by {annotator}: {error}"));
                    continue;
                }
            };
            if let Err(why) = loaded.comparable() {
                remarked.left_out.push(format!("{file} by {annotator}: {why}"));
                continue;
            }
            if *loaded.set.state() != State::Done {
                remarked.in_progress.push(format!("{file} by {annotator}"));
            }
            let taken_over = gold.as_ref().map_or(0, |gold| taken_over(&loaded.set, gold));
            if taken_over > 0 {
                remarked.taken_over.push(format!("{file} by {annotator} ({taken_over})"));
            }
            sets.push(loaded.set);
        }
        let named: Vec<_> = everybody
            .iter()
            .map(|name| {
                let set = sets.iter().find(|set| set.annotator().as_str() == name);
                (Arc::from(name.as_str()), set)
            })
            .collect();
        let coded = Coded::of_sets(&article.text, &named);
        let title = article.details.title.clone().unwrap_or(file);
        articles.push(ToMeasure { path: path.clone(), title, coded });
    }
    Ok(Agreement::of(articles, remarked))
}
