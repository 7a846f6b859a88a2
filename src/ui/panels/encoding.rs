//! The question how an article's letters are written, in the place of the article.

use super::empty::centred;
use crate::app::{Intent, Session};
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::{Button, RichText, Ui};

/// Asks in which encoding an article is to be read, where it cannot be known.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    let Some((path, guess)) = session.unsure_encoding() else { return };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let theme = theme::of(ui);
    centred(ui, |ui| {
        face.words(&format!("“{name}” does not say how its letters are written"))
            .look(Look::UI.at(17.0).semibold())
            .wrapped()
            .show(ui);
        ui.add_space(theme::GRID);
        let remedy =
            "Choose an encoding. If letters come out wrong, open the article again and choose another.";
        ui.label(RichText::new(remedy).color(theme.ink2));
        ui.add_space(theme::GRID * 3.0);
        ui.horizontal_wrapped(|ui| {
            let primary = Button::new(RichText::new(format!("{guess} (likely)")).color(theme.raised))
                .fill(theme.accent);
            if ui.add(primary).on_hover_text("What the letters look most like").clicked() {
                intents.push(Intent::ReadAs(guess.to_owned()));
            }
            for encoding in ENCODINGS.iter().filter(|encoding| !encoding.eq_ignore_ascii_case(guess)) {
                if ui.button(*encoding).clicked() {
                    intents.push(Intent::ReadAs((*encoding).to_owned()));
                }
            }
        });
    });
}

/// Encodings in which articles are found beside UTF-8, by how often.
const ENCODINGS: [&str; 11] = [
    "windows-1252",
    "windows-1251",
    "windows-1256",
    "windows-1255",
    "windows-1253",
    "iso-8859-2",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-kr",
    "utf-16le",
];
