//! Pins beside the text: where a review says something about the own tags.

use super::{ArticleView, Shown};
use crate::app::{Correcting, Intent};
use crate::review::CorrectionKind;
use crate::text::Span;
use crate::ui::text_face::TextFace;
use crate::ui::theme::{self, GRID, Theme};
use eframe::egui::{Align2, CursorIcon, FontFamily, FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// A pin: a place, and what is said there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The words it is about.
    pub at: Span,
    /// What happened to them.
    pub kind: CorrectionKind,
    /// The correction, by its place.
    pub correction: usize,
}

/// The side of a pin.
const SIDE: f32 = 16.0;

/// The pins of all corrections.
pub fn pins(correcting: &Correcting) -> Vec<Pin> {
    let all = correcting.all().iter().enumerate();
    let pin = |(correction, what): (usize, &crate::review::Correction)| {
        Some(Pin { at: what.extent()?, kind: what.kind, correction })
    };
    all.filter_map(pin).collect()
}

impl ArticleView {
    /// Draws the pins in view, right of the text; a click leads to what is said.
    pub(super) fn show_pins(
        &mut self,
        ui: &Ui,
        face: &TextFace,
        shown: &Shown<'_>,
        theme: &Theme,
        intents: &mut Vec<Intent>,
    ) {
        let left = self.place.column.right() + GRID * 2.0;
        let mut taken: Vec<Rect> = Vec::new();
        for pin in shown.pins {
            let part = self.parts.holding(pin.at.start());
            let Some(visible) = self.visible.iter().find(|visible| visible.part == part).copied() else {
                continue;
            };
            let top = self.place.view.top() + visible.top + self.top_of(face, shown, part, pin.at.start());
            let mut rect = Rect::from_min_size(pos2(left, top + GRID), vec2(SIDE, SIDE));
            while taken.iter().any(|other| other.intersects(rect)) {
                rect = rect.translate(vec2(0.0, SIDE + 1.0));
            }
            taken.push(rect);
            let id = ui.scope_id().with(("pin", pin.correction));
            let response = ui.interact(rect, id, Sense::CLICK);
            let name = format!("Correction: {}", word(pin.kind));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            let quiet = pin.kind == CorrectionKind::Accepted;
            let ink = if quiet { theme.ink3 } else { theme.accent };
            if response.hovered() {
                ui.painter().rect_filled(rect, theme::RADIUS, theme.hovered);
            }
            let font = FontId::new(theme::size::UI, FontFamily::Name(theme::SEMIBOLD.into()));
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, sign(pin.kind), font, ink);
            if response.clicked() {
                intents.push(Intent::ChooseCorrection(pin.correction));
            }
            response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name);
        }
    }
}

/// The sign of a pin, told apart without colour.
fn sign(kind: CorrectionKind) -> &'static str {
    match kind {
        CorrectionKind::Changed => "≠",
        CorrectionKind::Rejected => "×",
        CorrectionKind::Missed => "+",
        CorrectionKind::Withdrawn => "−",
        CorrectionKind::Accepted => "=",
    }
}

fn word(kind: CorrectionKind) -> &'static str {
    match kind {
        CorrectionKind::Changed => "changed",
        CorrectionKind::Rejected => "rejected",
        CorrectionKind::Missed => "missed",
        CorrectionKind::Withdrawn => "withdrawn",
        CorrectionKind::Accepted => "accepted",
    }
}
