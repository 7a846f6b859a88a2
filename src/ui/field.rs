//! Text fields with an outline, which egui draws only around the one with the focus.

use super::theme;
use eframe::egui::{Response, Stroke, StrokeKind, TextEdit, Ui};

/// Shows a field with a hairline around it; with the focus it has a ring.
pub fn outlined(ui: &mut Ui, field: TextEdit<'_>) -> Response {
    let response = ui.add(field);
    if !response.has_focus() {
        let stroke = Stroke::new(theme::HAIRLINE, theme::of(ui).line);
        ui.painter().rect_stroke(response.rect, theme::RADIUS, stroke, StrokeKind::Inside);
    }
    response
}

/// The same, with a name for a screen reader where no label stands beside it.
pub fn named(ui: &mut Ui, field: TextEdit<'_>, name: &str) -> Response {
    let response = outlined(ui, field);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.to_owned()));
    response
}
