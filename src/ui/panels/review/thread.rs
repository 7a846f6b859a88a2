//! What author and reviewer said to each other, one remark under the other.

use crate::annotation::{AnnotationSet, AnnotatorName};
use crate::review::Thread;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::Ui;

/// The word for who speaks: the gold set is the review.
pub(super) fn who(name: &AnnotatorName) -> &str {
    if name.is_gold() { "review" } else { name.as_str() }
}

/// Shows the remarks of a thread; what the gold set says is signed by who leads the review.
pub(crate) fn show(ui: &mut Ui, face: &TextFace, thread: &Thread, gold: &AnnotationSet) {
    let theme = theme::of(ui);
    let reviewer = gold.gold().map(|review| review.by.as_str()).filter(|by| !by.is_empty());
    ui.add_space(theme::GRID);
    for remark in thread.remarks() {
        let by = reviewer.filter(|_| remark.by.is_gold()).unwrap_or_else(|| who(&remark.by));
        let line = format!("{by}: {}", remark.comment.text);
        face.words(&line).look(Look::SMALL).ink(theme.ink).wrapped().show(ui);
    }
}
