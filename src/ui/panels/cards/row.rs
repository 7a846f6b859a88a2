//! A row of the current card: a name at the left, what it holds at the right.

use super::press::ROW;
use super::subject::{Subject, in_words};
use crate::ui::text_face::Look;
use eframe::egui::{Ui, pos2, vec2};

/// The width of the names.
pub(super) const NAME: f32 = 88.0;

/// Shows a row; `hold` draws what it holds, in a column of its own. Gives back what `hold` does.
pub(super) fn show<R>(ui: &mut Ui, subject: &Subject<'_>, name: &str, hold: impl FnOnce(&mut Ui) -> R) -> R {
    let words = in_words(name);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let cell = ui.allocate_space(vec2(NAME, ROW)).1;
        let line = subject.face.line(ui.ctx(), &words, Look::UI, NAME - 4.0);
        let origin = pos2(cell.left(), cell.center().y - line.height() / 2.0);
        subject.face.paint(ui.painter(), origin, &line, subject.theme.ink3);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
            hold(ui)
        })
        .inner
    })
    .inner
}
