//! Writing a dataset: what, whose, where to, and how it will look.

mod choices;
mod looking;
mod options;

pub(super) use choices::head;

use super::choose::{Answer, Question, no_chooser};
use super::frame::{Fate, Ready, confirmed, foot, primary, say, scrolling};
use crate::app::{Intent, Session};
use crate::interchange::Shape;
use crate::interchange::export::Request;
use crate::ui::field::outlined;
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use choices::Choices;
use eframe::egui::{Button, RichText, TextEdit, Ui};
use looking::Looking;
use std::path::{Path, PathBuf};

/// What is half chosen.
#[derive(Debug)]
pub(super) struct Export {
    choices: Choices,
    out: String,
    /// Whether a person has named the output: then a change of format leaves it as it is.
    named: Named,
    question: Option<Question>,
    looking: Looking,
    /// What is there already, once that was said.
    replaces: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// By the program.
    Proposed,
    /// By a person.
    Chosen,
}

/// How wide it is.
pub(super) const WIDTH: f32 = 640.0;

impl Export {
    pub(super) fn of(session: &Session) -> Self {
        let choices = Choices::of(session);
        let out = proposed(session, &choices);
        Self {
            choices,
            out,
            named: Named::Proposed,
            question: None,
            looking: Looking::default(),
            replaces: None,
        }
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        self.take_answer(intents);
        let mut request = self.request(session);
        scrolling(ui, 48.0, |ui| {
            self.choices.show(ui, face, session);
            if self.named == Named::Proposed {
                self.out = proposed(session, &self.choices);
            }
            self.where_to(ui);
            request = self.request(session);
            self.looking.show(ui, face, &request, &mut self.choices);
        });
        let whole = !self.out.trim().is_empty() && !request.paths.is_empty();
        let ready = if whole && self.choices.is_whole() { Ready::Yes } else { Ready::No };
        let mut wanted = confirmed(ui) && ready == Ready::Yes;
        let replaces = self.replaces.as_ref() == Some(&request.out);
        foot(ui, |ui| {
            wanted |= primary(ui, if replaces { "Replace" } else { "Export" }, ready).clicked();
            if replaces {
                say(ui, "There is something in this place already. Replace it?");
            }
        });
        if wanted && !replaces && is_there(&request.out) {
            self.replaces = Some(request.out);
        } else if wanted {
            intents.push(Intent::Export(Box::new(request)));
            return Fate::Closes;
        }
        Fate::Stays
    }

    fn take_answer(&mut self, intents: &mut Vec<Intent>) {
        let Some(question) = &self.question else { return };
        match question.poll() {
            Answer::Waiting => return,
            Answer::Nothing => {}
            Answer::NoChooser => intents.push(Intent::Notify(no_chooser())),
            Answer::Chosen(paths) => {
                if let Some(path) = paths.first() {
                    self.out = path.display().to_string();
                    // The system's chooser has asked.
                    self.replaces = Some(path.clone());
                    self.named = Named::Chosen;
                }
            }
        }
        self.question = None;
    }

    fn where_to(&mut self, ui: &mut Ui) {
        let label = ui.label(RichText::new("Where to").small().color(theme::of(ui).ink2));
        ui.horizontal(|ui| {
            let width = ui.available_width() - 96.0;
            let field = TextEdit::singleline(&mut self.out).desired_width(width).clip_text(true);
            if outlined(ui, field).labelled_by(label.id).changed() {
                self.named = Named::Chosen;
            }
            let choose = ui.add_enabled(self.question.is_none(), Button::new("Choose…"));
            if choose.on_hover_text("Choose with the system’s file chooser").clicked() {
                self.question = Some(self.ask(ui));
            }
        });
        if self.choices.shape() == Shape::Folder {
            say(ui, "This format has several files: a folder is made for them.");
        }
        ui.add_space(theme::GRID * 2.0);
    }

    fn ask(&self, ui: &Ui) -> Question {
        let name = Path::new(&self.out).file_name().map(|name| name.to_string_lossy().into_owned());
        match self.choices.extension() {
            Some(extension) => Question::file(ui.ctx(), name.unwrap_or_default(), extension),
            None => Question::folder(ui.ctx(), "Export into"),
        }
    }

    fn request(&self, session: &Session) -> Request {
        self.choices.request(session, PathBuf::from(self.out.trim()))
    }
}

/// Whether there is something that an export would replace: a file, or a folder with files in it.
fn is_there(out: &Path) -> bool {
    out.is_file() || out.read_dir().is_ok_and(|mut files| files.next().is_some())
}

/// A file or folder beside what is exported, named after it.
fn proposed(session: &Session, choices: &Choices) -> String {
    let Some(path) = choices.path(session) else { return String::new() };
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = match choices.extension() {
        Some(extension) => format!("{stem}.{extension}"),
        None => format!("{stem}-{}", choices.format.name()),
    };
    folder.unwrap_or_else(|| Path::new("")).join(name).display().to_string()
}
