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
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use choices::Choices;
use eframe::egui::Ui;
use looking::Looking;
use std::path::{Path, PathBuf};

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

/// A file or folder beside what is exported, named after it.
fn proposed(session: &Session, choices: &Choices) -> PathBuf {
    let Some(path) = choices.path(session) else { return PathBuf::new() };
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = match choices.extension() {
        Some(extension) => format!("{stem}.{extension}"),
        None => format!("{stem}-{}", choices.format.name()),
    };
    folder.unwrap_or_else(|| Path::new("")).join(name)
}
