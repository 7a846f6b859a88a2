//! What an import would do: rehearsed by a worker whenever something else is chosen.

use crate::app::{Poll, Task, Wake};
use crate::chance::Chance;
use crate::interchange::Format;
use crate::interchange::import::{self, Report, Request};
use eframe::egui::Ui;

/// The rehearsal of a request, and the one that is going on.
#[derive(Debug, Default)]
pub(super) struct Looking {
    of: Option<Request>,
    task: Option<Task<Seen>>,
    formats: Vec<Option<Format>>,
    seen: Option<Result<Report, String>>,
}

#[derive(Debug)]
enum Seen {
    Formats(Vec<Option<Format>>),
    Rehearsed(Box<Result<Report, String>>),
}

impl Looking {
    /// The format of each file, where it was found.
    pub(super) fn formats(&self) -> impl Iterator<Item = Option<Format>> {
        self.formats.iter().copied().chain(std::iter::repeat(None))
    }

    /// What the import would do; nothing while it is not known.
    pub(super) fn seen(&self) -> Option<&Result<Report, String>> {
        self.seen.as_ref()
    }

    /// Starts a rehearsal where something else is asked for, and takes what was found.
    pub(super) fn follow(&mut self, ui: &Ui, request: &Request) {
        if self.of.as_ref() != Some(request) {
            let ctx = ui.ctx().clone();
            let wake = Wake::new(move || ctx.request_repaint());
            let asked = request.clone();
            self.task = Task::start("rehearsal", &wake, move |progress, outbox| {
                let formats = asked.files.iter().map(|file| import::sniffed(file).ok()).collect();
                outbox.send(Seen::Formats(formats));
                // Nothing is written, so nobody sees these ids and times.
                let mut chance = Chance::scripted("", 0);
                let report = import::rehearse(&asked, &mut chance, progress);
                outbox.send(Seen::Rehearsed(Box::new(report.map_err(|error| error.to_string()))));
            })
            .ok();
            self.of = Some(request.clone());
        }
        let Some(task) = &mut self.task else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(Seen::Formats(formats)) => self.formats = formats,
            Poll::Sent(Seen::Rehearsed(report)) => self.seen = Some(*report),
            Poll::Ended => self.task = None,
        }
    }
}
