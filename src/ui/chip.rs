//! A small pill that can be chosen: one of a few words side by side.

use super::text_face::{Look, TextFace};
use super::theme;
use eframe::egui::{Color32, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// The height of a chip.
pub const HEIGHT: f32 = 20.0;

/// Whether a chip is the chosen one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// It is not.
    No,
    /// It is.
    Yes,
}

impl Chosen {
    /// Chosen if this is the one.
    pub fn when<T: PartialEq>(this: &T, one: &T) -> Self {
        if this == one { Self::Yes } else { Self::No }
    }
}

/// Shows a chip in the colour of states. `name` is for a screen reader, where it says more than the words.
pub fn chip(ui: &mut Ui, face: &TextFace, words: &str, name: &str, chosen: Chosen) -> Response {
    let theme = theme::of(ui);
    let line = face.line(ui.ctx(), words, Look::SMALL, ui.available_width());
    let size = vec2(line.width().ceil() + theme::GRID * 4.0, HEIGHT);
    let sense = if ui.is_enabled() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen == Chosen::Yes, name)
    });
    let (fill, stroke) = match (chosen, response.has_focus()) {
        (Chosen::Yes, false) => (theme.selection, Stroke::new(theme::HAIRLINE, theme.accent)),
        (Chosen::Yes, true) => (theme.selection, Stroke::new(theme::RING, theme.accent)),
        (Chosen::No, true) => (Color32::TRANSPARENT, Stroke::new(theme::RING, theme.accent)),
        (Chosen::No, false) if response.hovered() => {
            (theme.hovered, Stroke::new(theme::HAIRLINE, theme.line))
        }
        (Chosen::No, false) => (Color32::TRANSPARENT, Stroke::new(theme::HAIRLINE, theme.line)),
    };
    let ink = if chosen == Chosen::Yes { theme.ink } else { theme.ink2 };
    ui.painter().rect(rect, HEIGHT / 2.0, fill, stroke, StrokeKind::Inside);
    face.paint(ui.painter(), rect.center() - vec2(line.width(), line.height()) / 2.0, &line, ink);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
