//! Writing a dataset, off the window's thread, with progress and cancel.

use super::Session;
use crate::app::intent::Request as Wish;
use crate::app::task::{Poll, Task};
use crate::app::{Command, Notice};
use crate::interchange::export::{self, ExportError, Report, Request};
use std::path::PathBuf;

/// The dataset that is being written, and the last one that was.
#[derive(Debug, Default)]
pub struct Exporting {
    task: Option<Task<Result<Report, ExportError>>>,
    /// Where the last dataset was written.
    pub written: Option<PathBuf>,
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
        self.exporting.written = Some(request.out.clone());
        self.exporting.task = Task::start("Exporting", &self.wake, move |progress, outbox| {
            outbox.send(export::run(&request, progress));
        })
        .ok();
    }

    /// Shows the last dataset where it lies.
    pub(super) fn show_export(&mut self) {
        self.requests.extend(self.exporting.written.clone().map(Wish::ShowFile));
    }

    pub(super) fn poll_exporting(&mut self) {
        let Some(task) = &mut self.exporting.task else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(Ok(report)) => {
                let out = self.exporting.written.as_ref().map(|out| format!("In {}", out.display()));
                let notice = Notice::caution(format!("Exported: {report}"), out.unwrap_or_default());
                self.notices.retain(|notice| !notice.offers.contains(&Command::ShowExport));
                self.notify_once(notice.offering(Command::ShowExport));
            }
            Poll::Sent(Err(ExportError::Cancelled(_))) => {
                self.exporting.written = None;
                self.say("Export cancelled, nothing was written".to_owned());
            }
            Poll::Sent(Err(error)) => {
                self.exporting.written = None;
                self.notify_once(Notice::failure("The dataset could not be written", error.to_string()));
            }
            Poll::Ended => self.exporting.task = None,
        }
    }
}
