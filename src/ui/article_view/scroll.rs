//! Where the article stands in the window: the part at its top, and how deep in it.
//!
//! That anchor is the truth; pixels from the start of the article are only estimated. So text on the
//! screen never jumps when a height above it turns out otherwise.

use super::{ArticleView, Shown};
use crate::text::{ByteOffset, Span};
use crate::ui::text_face::{Affinity, Caret, TextFace};
use crate::ui::units::narrow;
use eframe::egui::vec2;

/// The part at the top of the view, and how many points of it are above.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Anchor {
    pub part: usize,
    pub offset: f32,
}

/// A part on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Visible {
    pub part: usize,
    /// Where it starts, in points below the top of the view: the gap above its first line included.
    pub top: f32,
}

/// Something that is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reveal {
    /// With as little motion as will do.
    Near(ByteOffset),
    /// In the upper third, unless it is in view already.
    Far(ByteOffset),
}

/// How much of the view stays empty below the end of the article, as a share.
const END: f32 = 0.35;

/// Points between a caret and the edge of the view.
const EDGE: f32 = 48.0;

impl ArticleView {
    /// Shows a place of the article, in the next frame.
    pub fn reveal(&mut self, span: Span) {
        self.reveal = Some(Reveal::Far(span.start()));
    }

    /// Moves the text by points; downwards shows what is above.
    pub(super) fn scroll_by(&mut self, points: f32, view: f32) {
        if points.abs() > view * 4.0 {
            // Too far to measure what is passed.
            let from = self.heights.above(self.anchor.part) + f64::from(self.anchor.offset);
            let (part, offset) = self.heights.at(from - f64::from(points));
            self.anchor = Anchor { part, offset };
        } else {
            self.anchor.offset -= points;
        }
    }

    /// Brings the anchor back to the part it stands in, and keeps the end of the article in view.
    pub(super) fn settle(&mut self, face: &TextFace, shown: &Shown<'_>, view: f32) {
        if self.parts.len() == 0 {
            self.anchor = Anchor::default();
            return;
        }
        self.anchor.part = self.anchor.part.min(self.parts.len() - 1);
        self.climb(face, shown);
        loop {
            let height = self.measured(face, shown, self.anchor.part);
            if self.anchor.offset < height || self.anchor.part + 1 >= self.parts.len() {
                break;
            }
            self.anchor = Anchor { part: self.anchor.part + 1, offset: self.anchor.offset - height };
        }
        let mut bottom = -self.anchor.offset;
        let mut part = self.anchor.part;
        while bottom < view && part < self.parts.len() {
            bottom += self.measured(face, shown, part);
            part += 1;
        }
        let free = view * (1.0 - END) - bottom;
        if part == self.parts.len() && free > 0.0 {
            self.anchor.offset -= free;
            self.climb(face, shown);
        }
    }

    fn climb(&mut self, face: &TextFace, shown: &Shown<'_>) {
        while self.anchor.offset < 0.0 && self.anchor.part > 0 {
            let part = self.anchor.part - 1;
            let height = self.measured(face, shown, part);
            self.anchor = Anchor { part, offset: self.anchor.offset + height };
        }
        self.anchor.offset = self.anchor.offset.max(0.0);
    }

    /// The parts in view, from the top.
    pub(super) fn in_view(&mut self, face: &TextFace, shown: &Shown<'_>, view: f32) -> Vec<Visible> {
        let mut visible = Vec::new();
        let mut top = -self.anchor.offset;
        let mut part = self.anchor.part;
        while top < view && part < self.parts.len() {
            visible.push(Visible { part, top });
            top += self.measured(face, shown, part);
            part += 1;
        }
        visible
    }

    /// Scrolls to what is to be seen.
    pub(super) fn go_to_revealed(&mut self, face: &TextFace, shown: &Shown<'_>, view: f32) {
        let Some(reveal) = self.reveal.take() else { return };
        let (Reveal::Near(at) | Reveal::Far(at)) = reveal;
        let part = self.parts.holding(at);
        let within = self.top_of(face, shown, part, at);
        let now = self.depth_of(face, shown, part, view).map(|top| top + within);
        let line = 32.0;
        let wanted = match (reveal, now) {
            (Reveal::Near(_), Some(y)) if y < EDGE => EDGE.min(view / 3.0),
            (Reveal::Near(_), Some(y)) if y + line > view - EDGE => (view - EDGE - line).max(0.0),
            (Reveal::Near(_), Some(_)) => return,
            (Reveal::Far(_), Some(y)) if y >= EDGE && y + line < view - EDGE => return,
            (Reveal::Near(_) | Reveal::Far(_), _) => view / 3.0,
        };
        self.anchor = Anchor { part, offset: within - wanted };
    }

    /// How deep in its part the line of a position is.
    pub(super) fn top_of(&mut self, face: &TextFace, shown: &Shown<'_>, part: usize, at: ByteOffset) -> f32 {
        let start = self.parts.get(part).map(|part| part.range.start).unwrap_or_default();
        let Some(laid) = self.laid(face, shown, part) else { return 0.0 };
        let caret = Caret { at: ByteOffset::at(at.since(start)), affinity: Affinity::Downstream };
        laid.above + laid.paragraph.caret_rect(caret).top()
    }

    /// Where a part begins below the top of the view, if that is not far away.
    fn depth_of(&mut self, face: &TextFace, shown: &Shown<'_>, part: usize, view: f32) -> Option<f32> {
        let mut top = -self.anchor.offset;
        if part >= self.anchor.part {
            for between in self.anchor.part..part {
                if top > view * 1.5 {
                    return None;
                }
                top += self.measured(face, shown, between);
            }
            return Some(top);
        }
        for between in (part..self.anchor.part).rev() {
            if top < -view {
                return None;
            }
            top -= self.measured(face, shown, between);
        }
        Some(top)
    }

    /// The position at the left of the line at a height of the view.
    pub(super) fn at_height(&mut self, face: &TextFace, shown: &Shown<'_>, y: f32) -> ByteOffset {
        let visible = self.visible.iter().rev().find(|visible| visible.top <= y).or(self.visible.first());
        let Some(Visible { part, top }) = visible.copied() else { return ByteOffset::default() };
        let start = self.parts.get(part).map(|part| part.range.start).unwrap_or_default();
        let Some(laid) = self.laid(face, shown, part) else { return start };
        let line = laid.paragraph.line_of(laid.paragraph.hit(vec2(0.0, y - top - laid.above)));
        start.plus(laid.paragraph.line_range(line).start.index())
    }

    /// Puts a position in the middle of the view.
    pub(super) fn centre(&mut self, face: &TextFace, shown: &Shown<'_>, at: ByteOffset, view: f32) {
        let part = self.parts.holding(at);
        let offset = self.top_of(face, shown, part, at) - view / 2.0;
        self.anchor = Anchor { part, offset };
    }

    /// How far down the article the top of the view is, from 0 to 1; estimated.
    pub fn progress(&self) -> f32 {
        let total = self.heights.above(self.heights.len());
        let above = self.heights.above(self.anchor.part) + f64::from(self.anchor.offset);
        if total > 0.0 { narrow(above / total) } else { 0.0 }
    }
}
