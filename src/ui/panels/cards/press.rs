//! Words in a card that can be pressed: a value to edit, an arrow to follow, a thing to do.

use crate::ui::text_face::{Look, Paragraph, TextFace};
use crate::ui::theme;
use eframe::egui::{
    Color32, CursorIcon, EventFilter, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};
use std::rc::Rc;

/// The height of a row of a card.
pub(super) const ROW: f32 = 22.0;

/// Room between the words and the ground that appears under the pointer.
const PAD: f32 = 4.0;

/// Words that can be pressed.
#[derive(Debug)]
pub(super) struct Press<'p> {
    pub(super) id: Id,
    /// For a screen reader.
    pub(super) name: String,
    pub(super) words: &'p str,
    pub(super) ink: Color32,
    /// Says more, with the key.
    pub(super) tip: String,
    /// The widest it may be.
    pub(super) width: f32,
}

impl Press<'_> {
    /// Shows them on one line; the ground under the pointer reaches a little beyond the words.
    pub(super) fn show(self, ui: &mut Ui, face: &TextFace) -> Response {
        let line = face.line(ui.ctx(), self.words, Look::UI, self.width);
        let response = self.respond(ui, vec2(line.width().ceil(), ROW));
        let rect = response.rect;
        self.paint(ui, &response, face, &line, pos2(rect.left(), rect.center().y - line.height() / 2.0));
        response.on_hover_text(self.tip)
    }

    /// Shows them in as many lines as they need, as wide as there is room.
    pub(super) fn show_wrapped(self, ui: &mut Ui, face: &TextFace) -> Response {
        let lines = face.layout(self.words, &Look::UI, Some(self.width), ui.ctx().pixels_per_point(), &[]);
        let height = (lines.height() + 3.0).max(ROW);
        let response = self.respond(ui, vec2(self.width, height));
        let top = response.rect.top() + (ROW - theme::size::UI * theme::size::UI_LINE) / 2.0;
        self.paint(ui, &response, face, &lines, pos2(response.rect.left(), top));
        response.on_hover_text(self.tip)
    }

    fn respond(&self, ui: &mut Ui, size: eframe::egui::Vec2) -> Response {
        let rect = ui.allocate_space(size).1;
        let sense = if ui.is_enabled() { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, self.id, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &self.name));
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    fn paint(
        &self,
        ui: &Ui,
        response: &Response,
        face: &TextFace,
        line: &Rc<Paragraph>,
        origin: eframe::egui::Pos2,
    ) {
        let theme = theme::of(ui);
        let ground = response.rect.expand2(vec2(PAD, 0.0));
        if response.hovered() && ui.is_enabled() {
            ui.painter().rect_filled(ground, theme::RADIUS, theme.hovered);
        }
        ring(ui, response, ground, f32::from(theme::RADIUS));
        face.paint(ui.painter(), origin, line, self.ink);
    }
}

/// The ring around what has the focus; brings it into sight when it gets it, and keeps Escape for the cards.
pub(super) fn ring(ui: &Ui, response: &Response, around: Rect, radius: f32) {
    if response.has_focus() {
        let stroke = Stroke::new(theme::RING, theme::of(ui).accent);
        ui.painter().rect_stroke(around, radius, stroke, StrokeKind::Inside);
        let filter = EventFilter { escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}
