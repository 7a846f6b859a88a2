//! Writing a dataset or a page, off the window's thread, with progress and cancel.

use super::Session;
use crate::app::intent::Request as Wish;
use crate::app::task::{Poll, Task};
use crate::app::{Command, Notice};
use crate::interchange::export::{self, ExportError, Report, Request};
use crate::interchange::report::{Page, PageError, Request as PageRequest};
use std::path::PathBuf;

/// The dataset or page that is being written, and the last one that was.
#[derive(Debug, Default)]
pub struct Exporting {
    task: Option<Task<Ended>>,
    /// Where the last dataset or page was written.
    pub written: Option<PathBuf>,
}

#[derive(Debug)]
enum Ended {
    Dataset(Result<Report, ExportError>),
    Page(Result<Page, PageError>),
}

impl Exporting {
    /// What is done, and of how many articles; nothing when no export is going on.
    pub fn progress(&self) -> Option<(u64, u64)> {
        self.task.as_ref().map(|task| task.progress().counts())
    }

    /// Stops it; what was half written goes away.
    pub fn cancel(&self) {
        if let Some(task) = &self.task {
            task.progress().cancel();
        }
    }

    pub(super) fn is_running(&self) -> bool {
        self.task.is_some()
    }
}

impl Session {
    /// Saves what is unsaved, then writes the dataset.
    pub(super) fn export(&mut self, request: Request) {
        self.save_now();
        request.format.name().clone_into(&mut self.settings.export.format);
        self.exporting.written = Some(request.out.clone());
        self.exporting.task = Task::start("Exporting", &self.wake, move |progress, outbox| {
            outbox.send(Ended::Dataset(export::run(&request, progress)));
        })
        .ok();
    }

    /// Saves what is unsaved, then writes the page.
    pub(super) fn write_report(&mut self, request: PageRequest, out: PathBuf) {
        self.save_now();
        self.exporting.written = Some(out.clone());
        self.exporting.task = Task::start("Writing the page", &self.wake, move |progress, outbox| {
            outbox.send(Ended::Page(request.write(&out, progress)));
        })
        .ok();
    }

    /// Shows the last dataset or page where it lies.
    pub(super) fn show_export(&mut self) {
        self.requests.extend(self.exporting.written.clone().map(Wish::ShowFile));
    }

    pub(super) fn poll_exporting(&mut self) {
        let Some(task) = &mut self.exporting.task else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(Ended::Dataset(Ok(report))) => self.say_written(format!("Exported: {report}")),
            Poll::Sent(Ended::Page(Ok(page))) => {
                let unplaced: usize = page.unplaced.iter().map(|(_, count)| count).sum();
                self.say_written(match unplaced {
                    0 => "The page is written".to_owned(),
                    1 => "The page is written, without 1 annotation that has no place".to_owned(),
                    _ => format!("The page is written, without {unplaced} annotations that have no place"),
                });
            }
            Poll::Sent(
                Ended::Dataset(Err(ExportError::Cancelled(_))) | Ended::Page(Err(PageError::Cancelled(_))),
            ) => {
                self.exporting.written = None;
                self.say("Cancelled, nothing was written".to_owned());
            }
            Poll::Sent(Ended::Dataset(Err(error))) => {
                self.exporting.written = None;
                self.notify_once(Notice::failure("The dataset could not be written", error.to_string()));
            }
            Poll::Sent(Ended::Page(Err(error))) => {
                self.exporting.written = None;
                self.notify_once(Notice::failure("The page could not be written", error.to_string()));
            }
            Poll::Ended => self.exporting.task = None,
        }
    }

    /// Says that something was written, and offers to show it.
    fn say_written(&mut self, what: String) {
        let out = self.exporting.written.as_ref().map(|out| format!("In {}", out.display()));
        let notice = Notice::caution(what, out.unwrap_or_default());
        self.notices.retain(|notice| !notice.offers.contains(&Command::ShowExport));
        self.notify_once(notice.offering(Command::ShowExport));
    }
}
