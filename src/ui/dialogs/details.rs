//! Title, byline, outlet and the like of the open article.

use super::form::Form;
use super::frame::{Fate, Focused, Ready, confirmed, foot, primary, say, scrolling};
use crate::app::{Intent, Session};
use crate::ui::theme;
use eframe::egui::Ui;

/// What is half typed.
#[derive(Debug, Default)]
pub(super) struct DetailsSheet {
    form: Form,
    focused: Focused,
}

/// How wide it is.
pub(super) const WIDTH: f32 = 520.0;

impl DetailsSheet {
    pub(super) fn of(session: &Session) -> Self {
        let form =
            session.document().map(|document| Form::of(&document.article().details)).unwrap_or_default();
        Self { form, focused: Focused::NotYet }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, intents: &mut Vec<Intent>) -> Fate {
        say(ui, "Kept in a file beside the article, which is not changed.");
        ui.add_space(theme::GRID * 2.0);
        let confirmed = confirmed(ui);
        scrolling(ui, 40.0, |ui| self.form.show(ui, &mut self.focused));
        let mut saved = confirmed;
        foot(ui, |ui| saved |= primary(ui, "Save", Ready::Yes).clicked());
        if saved {
            intents.push(Intent::SetDetails(self.form.details()));
            return Fate::Closes;
        }
        Fate::Stays
    }
}
