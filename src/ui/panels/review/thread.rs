//! What author and reviewer said to each other, one remark under the other.

use crate::annotation::AnnotatorName;
use crate::review::Thread;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::Ui;

/// The word for who speaks: the gold set is the review.
pub(super) fn who(name: &AnnotatorName) -> &str {
    if name.is_gold() { "review" } else { name.as_str() }
}

/// Shows the remarks of a thread.
pub(crate) fn show(ui: &mut Ui, face: &TextFace, thread: &Thread) {
    let theme = theme::of(ui);
    ui.add_space(theme::GRID);
    for remark in thread.remarks() {
        let line = format!("{}: {}", who(&remark.by), remark.comment.text);
        face.words(&line).look(Look::SMALL).ink(theme.ink).wrapped().show(ui);
    }
}
