//! The margin of a review: one lane for everybody, gold nearest the text, each with its head.

use super::inking::Owner;
use super::{ArticleView, Shown};
use crate::app::{Colours, Reviewing};
use crate::text::Span;
use crate::ui::badge;
use crate::ui::theme::{self, GRID, Theme};
use crate::ui::units::times;
use eframe::egui::{Align2, FontFamily, FontId, Rect, Ui, pos2};

/// What a review adds to the page.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// Whose lanes, from the outermost inwards; gold comes last and is not among them.
    pub names: Vec<String>,
    /// What colours tell.
    pub colours: Colours,
    /// Where something is to be decided.
    pub undecided: Vec<Span>,
}

/// From one lane to the next, where there is room.
const PITCH: f32 = 22.0;

/// The height of the strip on which the heads stand.
pub(super) const HEADS: f32 = 24.0;
/// The least size of the letters over the lanes, as a share of the usual.
const LEAST: f32 = 0.6;

impl Lanes {
    /// What a review adds to the page now.
    pub fn of(reviewing: &Reviewing, colours: Colours) -> Self {
        let left = reviewing.cases().iter().zip(reviewing.rulings());
        let left = left.filter(|(case, ruling)| ruling.is_left(case));
        Self {
            names: reviewing.sets().iter().map(|set| set.annotator().to_string()).collect(),
            colours,
            undecided: left.map(|(case, _)| case.extent).collect(),
        }
    }

    /// How far a lane stands from the innermost, in points, where all of them have `room`.
    pub(super) fn offset(&self, owner: Owner, room: f32) -> f32 {
        let lane = match owner {
            Owner::Me => 0,
            Owner::Other(nth) => self.names.len().saturating_sub(nth),
        };
        times(lane) * PITCH.min(room / times(self.names.len().max(1)))
    }
}

impl ArticleView {
    /// The room in which lanes stand, from the innermost outwards.
    pub(super) fn lane_room(&self) -> f32 {
        self.place.column.left() - super::paint::TO_STRIPES - self.place.view.left() - GRID * 5.0
    }

    /// The letters over the lanes.
    pub(super) fn paint_lane_heads(&self, ui: &Ui, shown: &Shown<'_>, theme: &Theme) {
        let Some(lanes) = shown.lanes else { return };
        let painter = ui.painter_at(self.place.view);
        let innermost = self.place.column.left() - super::paint::TO_STRIPES - theme::STRIPE / 2.0;
        let top = self.place.view.top();
        let strip = Rect::from_min_max(self.place.view.min, pos2(self.place.view.right(), top + HEADS));
        painter.rect_filled(strip, 0.0, theme.paper);
        let room = self.lane_room();
        // Where lanes stand closer, so do their letters.
        let pitch = lanes.offset(Owner::Other(lanes.names.len().saturating_sub(1)), room);
        let size = theme::size::HEAD * (pitch / PITCH).clamp(LEAST, 1.0);
        let font = FontId::new(size, FontFamily::Name(theme::SEMIBOLD.into()));
        for (nth, name) in lanes.names.iter().enumerate() {
            let x = innermost - lanes.offset(Owner::Other(nth), room);
            let ink = match lanes.colours {
                Colours::OfTags => theme.ink2,
                Colours::OfAnnotators => theme.annotator(nth),
            };
            let at = pos2(x, top + HEADS / 2.0);
            painter.text(at, Align2::CENTER_CENTER, badge::letter(name), font.clone(), ink);
            let hover = Rect::from_center_size(at, eframe::egui::vec2(PITCH, HEADS));
            ui.interact(hover, ui.scope_id().with(("lane", nth)), eframe::egui::Sense::hover())
                .on_hover_text(name);
        }
        // A word is wider than a lane: it goes on towards the text.
        let gold = (innermost - theme::STRIPE).max(innermost - pitch + size * 0.6);
        let gold = pos2(gold, top + HEADS / 2.0);
        painter.text(gold, Align2::LEFT_CENTER, "gold", font, theme.ink2);
    }
}
