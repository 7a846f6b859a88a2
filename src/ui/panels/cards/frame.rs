//! The ground of a card: its edge in the tag's colour, its shadow when it is current.

use crate::ui::theme::{self, TagPaint, Theme};
use eframe::egui::epaint::{RectShape, Shadow};
use eframe::egui::{Color32, CornerRadius, Rect, Shape, Stroke, StrokeKind};

/// The width of the edge in the tag's colour.
const EDGE: f32 = 3.0;

/// Whether a card lies on the panel or is lifted from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lift {
    /// It lies.
    Flat,
    /// It is the current one.
    Raised,
}

/// The shapes of the ground of a card.
pub(super) fn ground(rect: Rect, theme: &Theme, paint: TagPaint, lift: Lift) -> Shape {
    let radius = theme::CARD_RADIUS;
    let mut shapes = Vec::with_capacity(4);
    if lift == Lift::Raised {
        let shadow = Shadow { offset: [0, 3], blur: 14, spread: 0, color: theme.shadow };
        shapes.push(Shape::from(shadow.as_shape(rect, radius)));
    }
    // The edge is a card of its own behind, so that it follows the corners.
    shapes.push(Shape::from(RectShape::filled(rect, radius, paint.line)));
    let inner = Rect::from_min_max(rect.min + eframe::egui::vec2(EDGE, 0.0), rect.max);
    let corners = CornerRadius { nw: radius - 3, sw: radius - 3, ne: radius, se: radius };
    shapes.push(Shape::from(RectShape::filled(inner, corners, theme.line)));
    let face = Rect::from_min_max(
        inner.min + eframe::egui::vec2(0.0, theme::HAIRLINE),
        inner.max - eframe::egui::vec2(theme::HAIRLINE, theme::HAIRLINE),
    );
    let corners = CornerRadius { nw: radius - 4, sw: radius - 4, ne: radius - 1, se: radius - 1 };
    shapes.push(Shape::from(RectShape::filled(face, corners, theme.raised)));
    Shape::Vec(shapes)
}

/// A ring around a card that has the focus.
pub(super) fn ring(rect: Rect, theme: &Theme) -> Shape {
    let stroke = Stroke::new(theme::RING, theme.accent);
    Shape::from(RectShape::new(rect, theme::CARD_RADIUS, Color32::TRANSPARENT, stroke, StrokeKind::Outside))
}
