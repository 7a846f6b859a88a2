//! Pasted words as a new article.

use super::form::Form;
use super::frame::{Fate, Focused, Ready, confirmed, foot, primary, say, scrolling};
use crate::app::{Intent, Session};
use crate::ui::field::outlined;
use crate::ui::theme;
use eframe::egui::{RichText, ScrollArea, TextEdit, Ui, ViewportCommand};

/// What is half typed.
#[derive(Debug, Default)]
pub(super) struct Paste {
    words: String,
    form: Form,
    focused: Focused,
    pasted: Focused,
}

/// How wide it is.
pub(super) const WIDTH: f32 = 600.0;

impl Paste {
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) -> Fate {
        scrolling(ui, 40.0, |ui| {
            self.text(ui);
            ui.add_space(theme::GRID * 2.0);
            self.form.show_for_paste(ui);
        });
        let ready = if self.words.trim().is_empty() { Ready::No } else { Ready::Yes };
        let mut made = confirmed(ui) && ready == Ready::Yes;
        foot(ui, |ui| {
            made |= primary(ui, "Make article", ready).clicked();
            say(
                ui,
                match session.folder() {
                    Some(_) => "It is written as a text file into the open folder",
                    None => "It is written as a text file into your documents",
                },
            );
        });
        if made {
            intents.push(Intent::NewArticle(self.form.details(), self.words.clone()));
            return Fate::Closes;
        }
        Fate::Stays
    }

    fn text(&mut self, ui: &mut Ui) {
        let label = ui.label(RichText::new("Text").small().color(theme::of(ui).ink2));
        ScrollArea::vertical().id_salt("pasted words").max_height(220.0).show(ui, |ui| {
            let field = TextEdit::multiline(&mut self.words)
                .hint_text("Paste the words of the article (Ctrl+V)")
                .desired_rows(9)
                .desired_width(f32::INFINITY);
            let response = outlined(ui, field).labelled_by(label.id);
            // The clipboard goes where the focus is, which the field has from the second frame on.
            if response.has_focus() && std::mem::replace(&mut self.pasted, Focused::Yes) == Focused::NotYet {
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            super::frame::focus_once(&mut self.focused, &response);
        });
    }
}
