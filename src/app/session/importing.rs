//! Files of others brought in, off the window's thread: looked at first, and taken back as one.

use super::Session;
use crate::app::intent::Sheet;
use crate::app::task::{Poll, Task};
use crate::app::{Command, Notice};
use crate::interchange::counted;
use crate::interchange::import::{self, ImportError, Ledger, Report, Request, TakenBack};
use std::path::{Path, PathBuf};

/// The import that is going on, and the last one that was made.
#[derive(Debug, Default)]
pub struct Importing {
    /// What was chosen or dropped to be looked at.
    chosen: Vec<PathBuf>,
    task: Option<Task<Done>>,
    into: PathBuf,
    /// What the last import wrote.
    ledger: Ledger,
}

/// What the worker did.
#[derive(Debug)]
enum Done {
    Imported(Box<Result<Report, ImportError>>),
    TakenBack(TakenBack),
}

impl Importing {
    /// The files or folders that were chosen or dropped.
    pub fn chosen(&self) -> &[PathBuf] {
        &self.chosen
    }

    /// What is done, and of how many articles; nothing when no import is going on.
    pub fn progress(&self) -> Option<(u64, u64)> {
        self.task.as_ref().map(|task| task.progress().counts())
    }

    /// Stops it. What was written stays, each file whole, and can be taken back.
    pub fn cancel(&self) {
        if let Some(task) = &self.task {
            task.progress().cancel();
        }
    }

    pub(super) fn is_running(&self) -> bool {
        self.task.is_some()
    }

    /// Whether there is an import to take back.
    pub(super) fn can_take_back(&self) -> bool {
        !self.ledger.is_empty() && !self.is_running()
    }
}

impl Session {
    /// Shows what an import of these would do.
    pub(super) fn look_at_import(&mut self, files: Vec<PathBuf>) {
        self.importing.chosen = files;
        self.show(Sheet::Import);
    }

    /// Where an import goes if nobody says otherwise: the open folder, else a new one beside the file.
    pub fn import_folder(&self, files: &[PathBuf]) -> PathBuf {
        if let Some(folder) = &self.folder {
            return folder.path.clone();
        }
        let first = files.first().map_or(Path::new("import"), PathBuf::as_path);
        let stem = first.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        first.with_file_name(format!("{stem}-articles"))
    }

    /// Saves what is unsaved, then brings the files in.
    pub(super) fn import(&mut self, request: Request) {
        self.save_now();
        self.settings.labels.extend(request.mapping.clone());
        self.save_settings();
        self.importing.into.clone_from(&request.into);
        let mut chance = self.chance.branch();
        self.importing.task = Task::start("Importing", &self.wake, move |progress, outbox| {
            outbox.send(Done::Imported(Box::new(import::run(&request, &mut chance, progress))));
        })
        .ok();
    }

    /// Puts every file back that the last import wrote.
    pub(super) fn take_import_back(&mut self) {
        self.save_now();
        let ledger = std::mem::take(&mut self.importing.ledger);
        self.notices.retain(|notice| !notice.offers.contains(&Command::TakeImportBack));
        self.importing.task = Task::start("Taking back", &self.wake, move |_, outbox| {
            outbox.send(Done::TakenBack(ledger.take_back()));
        })
        .ok();
    }

    pub(super) fn poll_importing(&mut self) {
        let Some(task) = &mut self.importing.task else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(Done::Imported(outcome)) => self.imported(*outcome),
            Poll::Sent(Done::TakenBack(taken)) => self.taken_back(&taken),
            Poll::Ended => self.importing.task = None,
        }
    }

    fn imported(&mut self, outcome: Result<Report, ImportError>) {
        let report = match outcome {
            Ok(report) => report,
            Err(ImportError::Cancelled(_)) => return self.say("Import cancelled".to_owned()),
            Err(error) => {
                return self.notify_once(Notice::failure("The import stopped", error.to_string()));
            }
        };
        let detail = match report.remarks.as_slice() {
            [] => String::new(),
            [(_, place, remark), rest @ ..] => {
                let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
                let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
                format!("{place}{remark}{more}")
            }
        };
        let notice = Notice::caution(format!("Imported: {report}"), detail);
        self.importing.ledger = report.ledger;
        self.notices.retain(|notice| !notice.offers.contains(&Command::TakeImportBack));
        self.notify_once(notice.offering(Command::TakeImportBack));
        self.look_again();
    }

    fn taken_back(&mut self, taken: &TakenBack) {
        let files = counted(taken.restored, "file");
        match taken.kept.as_slice() {
            [] => self.say(format!("The import was taken back: {files} as before")),
            [first, ..] => {
                let summary =
                    format!("{} changed since the import, and stayed", counted(taken.kept.len(), "file"));
                let detail = format!("{files} as before; {} is as you left it", first.display());
                self.notify_once(Notice::caution(summary, detail));
            }
        }
        self.look_again();
    }

    /// Shows what lies on the disk now: the folder of the import, and the open article.
    fn look_again(&mut self) {
        let into = self.importing.into.clone();
        if !into.is_dir() {
            return;
        }
        if self.folder.as_ref().is_none_or(|folder| folder.path != into) {
            return self.open_paths(&[into]);
        }
        self.refresh_listing(&into);
        let open = self.document.as_ref().map(|document| document.path().to_owned());
        match open.filter(|path| path.exists()) {
            Some(path) => self.open_article(&path, None),
            None => self.open_paths(&[into]),
        }
    }
}
