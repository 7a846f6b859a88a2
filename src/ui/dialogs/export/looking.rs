//! How the dataset will look: counted and cut from the files by a worker, before anything is written.

use super::choices::Choices;
use crate::app::{Poll, Task, Wake};
use crate::interchange::counted;
use crate::interchange::export::{self, Damaged, ExportError, Preview, Report, Request, Sample};
use crate::interchange::{Loss, Losses};
use crate::ui::dialogs::frame::head;
use crate::ui::text_face::{Look, TextFace, Typeface};
use crate::ui::theme;
use eframe::egui::{Frame, Margin, Ui};
use std::path::PathBuf;

/// The preview of a request, and the one that is being made.
#[derive(Debug, Default)]
pub(super) struct Looking {
    /// What the preview is of.
    of: Option<Request>,
    task: Option<Task<Seen>>,
    seen: Option<Result<Preview, String>>,
    /// What will be lost of all articles, once they were read.
    lost: Option<Losses>,
}

#[derive(Debug)]
enum Seen {
    Beginning(Box<Result<Preview, ExportError>>),
    Whole(Result<Report, ExportError>),
}

/// How many articles are read for the preview.
const ARTICLES: usize = 3;
/// How many of its rows are shown.
const ROWS: usize = 4;

impl Looking {
    pub(super) fn show(&mut self, ui: &mut Ui, face: &TextFace, request: &Request, choices: &mut Choices) {
        self.follow(ui, request);
        head(ui, "What will be written");
        match &self.seen {
            None => {
                face.words("Reading…").ink(theme::of(ui).ink3).show(ui);
            }
            Some(Err(why)) => {
                face.words(why).ink(theme::of(ui).accent).wrapped().show(ui);
            }
            Some(Ok(preview)) => {
                show_counts(ui, face, preview, choices);
                show_losses(ui, face, request, self.lost.as_ref());
                show_sample(ui, face, preview);
            }
        }
    }

    /// Starts a new preview when something else is asked for; where it is written does not matter.
    fn follow(&mut self, ui: &Ui, request: &Request) {
        let wanted = Request { out: PathBuf::new(), ..request.clone() };
        if self.of.as_ref() != Some(&wanted) {
            let ctx = ui.ctx().clone();
            let wake = Wake::new(move || ctx.request_repaint());
            let asked = wanted.clone();
            self.task = Task::start("preview", &wake, move |progress, outbox| {
                outbox.send(Seen::Beginning(Box::new(export::preview(&asked, ARTICLES, progress))));
                outbox.send(Seen::Whole(export::count(&asked, progress)));
            })
            .ok();
            self.lost = None;
            self.of = Some(wanted);
        }
        let Some(task) = &mut self.task else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(Seen::Beginning(seen)) => self.seen = Some(seen.map_err(|error| error.to_string())),
            Poll::Sent(Seen::Whole(counted)) => self.lost = counted.ok().map(|report| report.losses),
            Poll::Ended => self.task = None,
        }
    }
}

/// How much it is, and what of it cannot be read.
fn show_counts(ui: &mut Ui, face: &TextFace, preview: &Preview, choices: &mut Choices) {
    let people: Vec<String> =
        preview.annotators.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    let by = if people.is_empty() { "by nobody".to_owned() } else { format!("by {}", people.join(", ")) };
    face.words(&format!("{}, {by}", counted(preview.articles, "article"))).wrapped().show(ui);
    if let Some(first) = preview.faults.first() {
        let ink = theme::of(ui).accent;
        face.words(&format!("Cannot be wholly read: {first}")).ink(ink).wrapped().show(ui);
        let mut left_out = choices.damaged == Damaged::LeftOut;
        ui.checkbox(&mut left_out, "Leave out what cannot be read");
        choices.damaged = if left_out { Damaged::LeftOut } else { Damaged::Stops };
    }
}

/// The beginning of what is written.
fn show_sample(ui: &mut Ui, face: &TextFace, preview: &Preview) {
    let theme = theme::of(ui);
    ui.add_space(theme::GRID * 2.0);
    head(ui, "How it will look");
    let rows = match &preview.sample {
        Sample::Lines(lines) => lines.clone(),
        Sample::Table(table) => table.iter().map(|row| row.join(" | ")).collect(),
    };
    Frame::new().fill(theme.raised).corner_radius(theme::RADIUS).inner_margin(Margin::same(8)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            let look = Look { typeface: Typeface::Mono, ..Look::SMALL };
            for row in rows.iter().take(ROWS) {
                face.words(row).look(look).ink(theme.ink2).show(ui);
            }
        },
    );
}

/// What the format cannot hold: how often it occurs, else as a sentence where it is not counted.
fn show_losses(ui: &mut Ui, face: &TextFace, request: &Request, lost: Option<&Losses>) {
    let theme = theme::of(ui);
    ui.add_space(theme::GRID * 2.0);
    head(ui, "What will be left out or changed");
    let say = |ui: &mut Ui, words: &str| {
        face.words(words).look(Look::SMALL).ink(theme.ink2).wrapped().show(ui);
    };
    let Some(lost) = lost else { return say(ui, "Counting…") };
    let mut counts: Vec<String> = Vec::new();
    for (loss, count) in lost.iter() {
        let (one, many) = loss.counted();
        counts.push(format!("{count} {}", if count == 1 { one } else { many }));
    }
    if counts.is_empty() {
        say(ui, "Nothing of these annotations");
    } else {
        say(ui, &counts.join(" · "));
    }
    for loss in request.losses().filter(|loss| matches!(loss, Loss::Layout | Loss::Names)) {
        say(ui, loss.sentence());
    }
}
