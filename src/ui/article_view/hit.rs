//! What of the article stands at a point of the screen.

use super::scroll::Visible;
use super::{ArticleView, Shown};
use crate::annotation::{AnnotationId, PieceRef};
use crate::app::End;
use crate::text::ByteOffset;
use crate::ui::text_face::{Affinity, Caret, TextFace};
use eframe::egui::{Pos2, Rect, pos2, vec2};

/// A place of the text at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// The caret nearest to the point.
    pub at: ByteOffset,
    /// At which of its neighbours it is drawn.
    pub affinity: Affinity,
    /// The start of the character under the point, if it is over one.
    pub under: Option<ByteOffset>,
    /// The part it stands in.
    pub part: usize,
}

/// An end of a piece that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Handle {
    /// The number of the piece.
    pub piece: usize,
    pub end: End,
    pub centre: Pos2,
}

/// Points around a handle's centre at which it can be taken.
const REACH: f32 = 9.0;

impl ArticleView {
    /// The place of the text nearest to a point of the screen; nothing while nothing is shown.
    pub(super) fn hit(&mut self, face: &TextFace, shown: &Shown<'_>, point: Pos2) -> Option<Hit> {
        let view = self.place.view;
        let y = point.y - view.top();
        let part = self.nearest(face, shown, y)?;
        let Visible { part, top } = part;
        let start = self.parts.get(part)?.range.start;
        let column = self.place.column.left();
        let laid = self.laid(face, shown, part)?;
        let local = vec2(point.x - column - laid.left, y - top - laid.above);
        let Caret { at, affinity } = laid.paragraph.hit(local);
        let under = laid.paragraph.under(local).map(|at| start.plus(at.index()));
        Some(Hit { at: start.plus(at.index()), affinity, under, part })
    }

    /// The part at a height of the view, or the nearest.
    fn nearest(&mut self, face: &TextFace, shown: &Shown<'_>, y: f32) -> Option<Visible> {
        let visible = self.visible.clone();
        let mut nearest = *visible.first()?;
        for next in visible.iter().skip(1) {
            // Half of the gap above a part belongs to it.
            let gap = self.laid(face, shown, next.part).map_or(0.0, |laid| laid.above);
            if next.top + gap / 2.0 > y {
                break;
            }
            nearest = *next;
        }
        Some(nearest)
    }

    /// The annotations whose words stand under a point, innermost first.
    pub(super) fn annotations_under<'s>(shown: &Shown<'s>, hit: &Hit) -> Vec<&'s PieceRef> {
        hit.under.map(|at| shown.index.at(at)).unwrap_or_default()
    }

    /// The annotation to make current after a click: the innermost, then one further out at each click.
    pub(super) fn next_under(shown: &Shown<'_>, hit: &Hit) -> Option<AnnotationId> {
        let here = Self::annotations_under(shown, hit);
        let known = here.iter().position(|piece| Some(&piece.id) == shown.current);
        let next = known.map_or(0, |at| (at + 1) % here.len().max(1));
        here.get(next).map(|piece| piece.id.clone())
    }

    /// Where a caret is drawn on the screen; nothing outside the view.
    pub(super) fn caret_on_screen(
        &mut self,
        face: &TextFace,
        shown: &Shown<'_>,
        at: ByteOffset,
        affinity: Affinity,
    ) -> Option<Rect> {
        let part = self.part_for(at, affinity);
        let visible = *self.visible.iter().find(|visible| visible.part == part)?;
        let start = self.parts.get(part)?.range.start;
        let corner = pos2(self.place.column.left(), self.place.view.top() + visible.top);
        let laid = self.laid(face, shown, part)?;
        let caret = Caret { at: ByteOffset::at(at.since(start)), affinity };
        let rect = laid.paragraph.caret_rect(caret);
        Some(rect.translate(corner.to_vec2() + vec2(laid.left, laid.above)))
    }

    /// The part in which a caret is drawn: where two parts meet, its affinity tells.
    pub(super) fn part_for(&self, at: ByteOffset, affinity: Affinity) -> usize {
        let part = self.parts.holding(at);
        let meets = |before: &usize| self.parts.get(*before).is_some_and(|p| p.range.end == at);
        match affinity {
            Affinity::Upstream => part.checked_sub(1).filter(meets).unwrap_or(part),
            Affinity::Downstream => part,
        }
    }

    /// The handles of the current annotation that are in view.
    pub(super) fn handles(&mut self, face: &TextFace, shown: &Shown<'_>) -> Vec<Handle> {
        let Some(current) = shown.current.and_then(|id| shown.set.get(id)) else { return Vec::new() };
        let mut handles = Vec::new();
        for (piece, span) in self.pieces_shown(current).into_iter().enumerate() {
            for (end, at, affinity) in
                [(End::Start, span.start(), Affinity::Downstream), (End::End, span.end(), Affinity::Upstream)]
            {
                if let Some(rect) = self.caret_on_screen(face, shown, at, affinity) {
                    handles.push(Handle { piece, end, centre: pos2(rect.left(), rect.bottom()) });
                }
            }
        }
        handles
    }

    /// The handle at a point.
    pub(super) fn handle_at(&mut self, face: &TextFace, shown: &Shown<'_>, point: Pos2) -> Option<Handle> {
        let near = |handle: &Handle| handle.centre.distance(point);
        let handles = self.handles(face, shown).into_iter().filter(|handle| near(handle) <= REACH);
        handles.min_by(|a, b| near(a).total_cmp(&near(b)))
    }
}
