//! Measuring agreement off the window's thread, and the way from a number to what is behind it.

use super::Session;
use crate::annotation::State;
use crate::app::Notice;
use crate::app::measuring::{Agreement, Corpus, Sought, ToMeasure};
use crate::app::task::{Poll, Task};
use crate::progress::{Cancelled, Progress};
use crate::review::agreement::Coded;
use crate::review::agreement::{Gamma, GammaError, Params, Samples, gamma};
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

    /// Goes to the first case of what was looked for: of those to be decided, else of all.
    pub(super) fn choose_sought(&mut self) {
        let Some(sought) = self.measuring.sought.take() else { return };
        let Some(reviewing) = self.reviewing() else { return };
        let fits = |at: &usize| reviewing.case(*at).is_some_and(|(case, _)| sought.fits(case));
        let left = reviewing.queue().find(fits);
        match left.or_else(|| (0..reviewing.cases().len()).find(fits)) {
            Some(at) => self.choose_case(Some(at)),
            None => self.notify_once(Notice::done("Nothing of this is here any more")),
        }
    }
}

fn agreement(paths: &[PathBuf], progress: &Progress) -> Result<Agreement, Cancelled> {
    progress.expect(u64::try_from(paths.len()).unwrap_or(u64::MAX));
    let (mut articles, mut in_progress, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
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
                left_out.push(format!("{file}: {error}"));
                continue;
            }
        };
        let mut sets = Vec::new();
        for (annotator, sidecar) in sidecars {
            let loaded = match read::sidecar(&sidecar, &article.text) {
                Ok(Some(loaded)) => loaded,
                Ok(None) => continue,
                Err(error) => {
                    left_out.push(format!("{file} by {annotator}: {error}"));
                    continue;
                }
            };
            if let Err(why) = loaded.comparable() {
                left_out.push(format!("{file} by {annotator}: {why}"));
                continue;
            }
            if *loaded.set.state() != State::Done {
                in_progress.push(format!("{file} by {annotator}"));
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
    Ok(Agreement::of(articles, in_progress, left_out))
}
