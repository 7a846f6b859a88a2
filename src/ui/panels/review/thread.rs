//! What author and reviewer said to each other, one remark under the other.

use crate::review::Thread;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::Ui;

/// Shows the remarks of a thread.
pub(crate) fn show(ui: &mut Ui, face: &TextFace, thread: &Thread) {
    let theme = theme::of(ui);
    ui.add_space(theme::GRID);
    for remark in thread.remarks() {
        let who = if remark.by.is_gold() { "review" } else { remark.by.as_str() };
        let line = format!("{who}: {}", remark.comment.text);
        face.words(&line).look(Look::SMALL).ink(theme.ink).wrapped().show(ui);
    }
}
