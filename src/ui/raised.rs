//! A card of a list: raised from the paper, with a ring around the one that is worked on.

use super::theme::{self, Theme};
use eframe::egui::{Frame, Margin, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};
use std::hash::Hash;

/// Whether a card is the one that is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worked {
    /// Another is; a click changes to this one.
    Not,
    /// It is.
    On,
    /// It is, while keys go elsewhere.
    Resting,
}

/// Shows a card in the whole width, under a name for a screen reader.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    id: impl Hash + std::fmt::Debug,
    (name, worked): (&str, Worked),
    content: impl FnOnce(&mut Ui),
) -> Response {
    let (stroke, sense, role) = match worked {
        Worked::On => (Stroke::new(theme::RING, theme.accent), Sense::hover(), Role::Group),
        Worked::Resting => (Stroke::new(theme::RING, theme.line), Sense::hover(), Role::Group),
        Worked::Not => (Stroke::new(theme::HAIRLINE, theme.line), Sense::CLICK, Role::Button),
    };
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(stroke)
        .corner_radius(theme::CARD_RADIUS)
        .inner_margin(Margin::symmetric(12, 9));
    let shown = ui.scope_builder(UiBuilder::new().id_salt(id).sense(sense), |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
            content(ui);
        });
    });
    shown.response.widget_info(|| WidgetInfo::labeled(role, true, name));
    shown.response
}
