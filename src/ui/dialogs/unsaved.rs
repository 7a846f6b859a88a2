//! The window is to close and something could not be saved.

use super::frame::{Fate, Focused, field, focus_once, foot};
use crate::annotation::AnnotatorName;
use crate::app::{Intent, SaveState, Session};
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use eframe::egui::{Button, Key, Modifiers, RichText, Ui};

/// The name, half typed, where it is what is missing.
#[derive(Debug, Default)]
pub(super) struct Unsaved {
    name: String,
    focused: Focused,
}

/// How wide it is.
pub(super) const WIDTH: f32 = 460.0;

impl Unsaved {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        if session.annotator().is_none() {
            self.ask_name(ui, intents)
        } else {
            self.say_why(ui, face, session, intents)
        }
    }

    /// Tags without a name have no file.
    fn ask_name(&mut self, ui: &mut Ui, intents: &mut Vec<Intent>) -> Fate {
        ui.label("Your tags are not saved yet, because their file is named after you.");
        ui.add_space(theme::GRID * 2.0);
        let checked = AnnotatorName::new(self.name.trim());
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let name = field(ui, "Who are you?", "a–z, 0–9, - and _", &mut self.name);
        focus_once(&mut self.focused, &name);
        match &checked {
            Err(fault) if !self.name.trim().is_empty() => {
                ui.label(RichText::new(fault.to_string()).small().color(theme::of(ui).accent));
            }
            Ok(_) | Err(_) => {}
        }
        let mut outcome = Fate::Stays;
        foot(ui, |ui| {
            let save = ui.add_enabled(checked.is_ok(), Button::new("Save and quit")).on_hover_text("Enter");
            if save.clicked() || (entered && checked.is_ok()) {
                intents.push(Intent::SetAnnotator(self.name.trim().to_owned()));
                intents.push(Intent::Close);
                outcome = Fate::Closes;
            }
            if leave(ui, intents) == Fate::Closes {
                outcome = Fate::Closes;
            }
        });
        outcome
    }

    fn say_why(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        let why = match session.save_state() {
            SaveState::Failed(why) => why,
            SaveState::Untouched
            | SaveState::Saved(_)
            | SaveState::Unsaved
            | SaveState::Saving
            | SaveState::Nameless => "the tags of an article opened before could not be written".to_owned(),
        };
        face.words(&format!("Your tags could not be saved: {why}.")).wrapped().show(ui);
        super::frame::say(ui, "They are still here. Make room or mend the folder, then try again.");
        let mut outcome = Fate::Stays;
        foot(ui, |ui| {
            let again = ui.button("Try again").on_hover_text("Saves, then closes the window");
            focus_once(&mut self.focused, &again);
            if again.clicked() {
                intents.push(Intent::Close);
                outcome = Fate::Closes;
            }
            if leave(ui, intents) == Fate::Closes {
                outcome = Fate::Closes;
            }
        });
        outcome
    }
}

/// The way out that loses something, and the way back.
fn leave(ui: &mut Ui, intents: &mut Vec<Intent>) -> Fate {
    if ui.button("Quit anyway").on_hover_text("What is not saved is lost").clicked() {
        intents.push(Intent::CloseUnsaved);
        return Fate::Closes;
    }
    if ui.button("Back to the article").on_hover_text("Esc").clicked() { Fate::Closes } else { Fate::Stays }
}
