//! Writing a dataset: what, whose, where to, and how it will look.

mod choices;
mod looking;
mod options;

use super::choose::Question;
use super::destination::Destination;
use super::frame::{Fate, Ready, say, scrolling};
use crate::app::{Intent, Session};
use crate::interchange::Shape;
use crate::interchange::export::Request;
use crate::store::names::MARKDOWN_REPORT;
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use choices::Choices;
use eframe::egui::Ui;
use looking::Looking;
use std::ffi::OsStr;
use std::path::PathBuf;

/// What is half chosen.
#[derive(Debug)]
pub(super) struct Export {
    choices: Choices,
    destination: Destination,
    looking: Looking,
}

/// How wide it is.
pub(super) const WIDTH: f32 = 640.0;

impl Export {
    pub(super) fn of(session: &Session) -> Self {
        Self {
            choices: Choices::of(session),
            destination: Destination::default(),
            looking: Looking::default(),
        }
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        let mut request = self.request(session);
        scrolling(ui, 48.0, |ui| {
            self.choices.show(ui, face, session);
            self.where_to(ui, session, intents);
            request = self.request(session);
            self.looking.show(ui, face, &request, &mut self.choices);
        });
        let whole = !request.paths.is_empty() && self.choices.is_whole();
        if self.destination.foot(ui, "Export", if whole { Ready::Yes } else { Ready::No }).is_some() {
            intents.push(Intent::Export(Box::new(request)));
            return Fate::Closes;
        }
        Fate::Stays
    }

    fn where_to(&mut self, ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
        let choices = &self.choices;
        self.destination.propose(|| proposed(session, choices));
        self.destination.show(ui, intents, |ctx, name| match choices.extension() {
            Some(extension) => Question::file(ctx, name, extension),
            None => Question::folder(ctx, "Export into"),
        });
        if choices.shape() == Shape::Folder {
            say(ui, "This format has several files: a folder is made for them.");
        }
        ui.add_space(theme::GRID * 2.0);
    }

    fn request(&self, session: &Session) -> Request {
        self.choices.request(session, self.destination.path())
    }
}

/// A file beside what is exported, named after it, and not as an article would be; or a folder, beside the
/// open one: within it, the texts that are written would be articles of it.
fn proposed(session: &Session, choices: &Choices) -> PathBuf {
    let Some(path) = choices.path(session) else { return PathBuf::new() };
    let named = |name: Option<&OsStr>| name.unwrap_or_default().to_string_lossy().into_owned();
    let stem = named(path.file_stem());
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
    match choices.extension() {
        Some("md") => folder.join(named(path.file_name()) + MARKDOWN_REPORT),
        Some(extension) => folder.join(format!("{stem}.{extension}")),
        None => {
            let beside = session.folder().and_then(|folder| folder.path.parent());
            beside.unwrap_or(folder).join(format!("{stem}-{}", choices.format.name()))
        }
    }
}
