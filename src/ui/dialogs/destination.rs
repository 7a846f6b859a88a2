//! Where something is written: a field, the system's chooser, and a question before anything is replaced.

use super::choose::{Answer, Question, no_chooser};
use super::frame::{Ready, confirmed, foot, head, primary, say};
use crate::app::Intent;
use crate::ui::field::outlined;
use eframe::egui::{Button, Context, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// What is half chosen.
#[derive(Debug, Default)]
pub(super) struct Destination {
    out: String,
    /// Whether a person has named it: then it stays as it is, whatever else is chosen.
    named: Named,
    question: Option<Question>,
    /// What is there already, once that was said.
    replaces: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Named {
    /// By the program.
    #[default]
    Proposed,
    /// By a person.
    Chosen,
}

impl Destination {
    /// Puts a place in the field, unless a person has named one.
    pub(super) fn propose(&mut self, out: impl FnOnce() -> PathBuf) {
        if self.named == Named::Proposed {
            self.out = out().display().to_string();
        }
    }

    /// The place that stands in the field.
    pub(super) fn path(&self) -> PathBuf {
        PathBuf::from(self.out.trim())
    }

    /// Shows field and chooser; `ask` opens the chooser, with the name that stands in the field.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        intents: &mut Vec<Intent>,
        ask: impl FnOnce(&Context, String) -> Question,
    ) {
        self.take_answer(intents);
        let label = head(ui, "Where to");
        ui.horizontal(|ui| {
            let width = ui.available_width() - 96.0;
            let field = TextEdit::singleline(&mut self.out).desired_width(width).clip_text(true);
            if outlined(ui, field).labelled_by(label.id).changed() {
                self.named = Named::Chosen;
            }
            let choose = ui.add_enabled(self.question.is_none(), Button::new("Choose…"));
            if choose.on_hover_text("Choose with the system’s file chooser").clicked() {
                let name = Path::new(&self.out).file_name();
                let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                self.question = Some(ask(ui.ctx(), name));
            }
        });
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

    /// The button that writes. Where something is in the place already, it asks first.
    ///
    /// Answers the place once it is to be written.
    pub(super) fn foot(&mut self, ui: &mut Ui, name: &str, ready: Ready) -> Option<PathBuf> {
        let out = self.path();
        let ready = if out.as_os_str().is_empty() { Ready::No } else { ready };
        let mut wanted = confirmed(ui) && ready == Ready::Yes;
        let replaces = self.replaces.as_ref() == Some(&out);
        foot(ui, |ui| {
            wanted |= primary(ui, if replaces { "Replace" } else { name }, ready).clicked();
            if replaces {
                say(ui, "There is something in this place already. Replace it?");
            }
        });
        if wanted && !replaces && is_there(&out) {
            self.replaces = Some(out);
            return None;
        }
        wanted.then_some(out)
    }
}

/// Whether there is something that would be replaced: a file, or a folder with files in it.
fn is_there(out: &Path) -> bool {
    out.is_file() || out.read_dir().is_ok_and(|mut files| files.next().is_some())
}
