//! The whole article at the right edge: where its tags are, and what of it is in view.
//!
//! Places are shares of the text's bytes, so that nothing has to be laid out for it.

use super::inking::InkKey;
use super::{ArticleView, Shown};
use crate::text::ByteOffset;
use crate::ui::text_face::TextFace;
use crate::ui::theme::{HAIRLINE, Theme};
use crate::ui::units::{index, share, strength, times, whole};
use eframe::egui::{Mesh, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Rows into which the article is divided.
const ROWS: usize = 512;

/// Paragraphs that are looked through in a frame.
const PACE: usize = 1024;

/// Pieces that are looked through in a frame.
const PIECES: usize = 6000;

/// Which tags stand where, each as a bit by its place in the tagset; the last for unknown tags.
#[derive(Debug, Default)]
pub(super) struct Minimap {
    rows: Vec<u64>,
    of: Option<InkKey>,
    /// A newer map, and the paragraph up to which it is done.
    coming: Option<(InkKey, Vec<u64>, usize)>,
}

impl Minimap {
    /// Goes on with the map of this revision; some paragraphs a frame, so that no frame waits for it.
    fn follow(&mut self, ui: &Ui, shown: &Shown<'_>, key: &InkKey) {
        if self.of.as_ref() == Some(key) {
            return;
        }
        let (known, mut rows, mut at) = match self.coming.take() {
            Some(coming) if coming.0 == *key => coming,
            _ => (key.clone(), vec![0; ROWS], 0),
        };
        let end = shown.article.text.end();
        let mut pieces = 0;
        let last = (at + PACE).min(shown.article.blocks.len());
        while at < last && pieces < PIECES {
            for piece in shown.index.paragraph(at) {
                pieces += 1;
                let Some(annotation) = shown.set.get(&piece.id) else { continue };
                let tag = shown.tagset.tags.iter().position(|tag| tag.name == annotation.tag);
                let bit = 1_u64 << tag.unwrap_or(63).min(63);
                let (from, to) = (row(piece.span.start(), end), row(piece.span.end(), end));
                for row in rows.get_mut(from..=to.max(from)).unwrap_or_default() {
                    *row |= bit;
                }
            }
            at += 1;
        }
        if at >= shown.article.blocks.len() {
            self.rows = rows;
            self.of = Some(known);
        } else {
            self.coming = Some((known, rows, at));
            ui.ctx().request_repaint();
        }
    }

    fn paint(&self, ui: &Ui, shown: &Shown<'_>, theme: &Theme, map: Rect) {
        let mut mesh = Mesh::default();
        let height = map.height() / times(ROWS);
        let inner = map.shrink2(vec2(2.0, 0.0));
        let mut at = 0;
        for run in self.rows.chunk_by(|a, b| a == b) {
            let tags = run.first().copied().unwrap_or_default();
            let top = map.top() + times(at) * height;
            at += run.len();
            let count = index(tags.count_ones());
            if count == 0 {
                continue;
            }
            let bottom = top + (times(run.len()) * height).max(2.5);
            let width = inner.width() / times(count);
            for place in 0..count {
                let bit = (0..64_usize).filter(|bit| tags >> bit & 1 == 1).nth(place);
                let paint = theme.tag(bit.and_then(|bit| shown.tagset.tags.get(bit)));
                let left = inner.left() + width * times(place);
                let rect = Rect::from_min_max(pos2(left, top), pos2(left + width, bottom));
                mesh.add_colored_rect(rect, paint.line);
            }
        }
        ui.painter().add(Shape::mesh(mesh));
    }
}

fn row(at: ByteOffset, end: ByteOffset) -> usize {
    (at.index() * ROWS / end.index().max(1)).min(ROWS - 1)
}

impl ArticleView {
    /// Draws the minimap, and scrolls to where it is clicked or dragged.
    pub(super) fn show_minimap(
        &mut self,
        ui: &Ui,
        face: &TextFace,
        shown: &Shown<'_>,
        theme: &Theme,
        key: &InkKey,
    ) {
        let map = self.place.map;
        let view = self.place.view.height();
        let end = shown.article.text.end();
        let response =
            ui.interact(map, ui.scope_id().with("minimap"), Sense::click_and_drag() - Sense::FOCUSABLE);
        let progress = self.progress();
        response.widget_info(|| {
            let percent = strength(progress.clamp(0.0, 1.0) * 100.0 / 255.0);
            WidgetInfo::labeled(
                eframe::egui::accesskit::Role::ScrollBar,
                true,
                format!("Map of the article, {percent} % read"),
            )
        });
        // A tap may press and release within one frame.
        let pressed = response.is_pointer_button_down_on() || response.clicked();
        if let Some(point) = response.interact_pointer_pos().filter(|_| pressed) {
            let down = ((point.y - map.top()) / map.height()).clamp(0.0, 1.0);
            let at = shown.article.text.floor(ByteOffset::at(whole(down * times(end.index()))));
            self.centre(face, shown, at, view);
            self.settle(face, shown, view);
            self.visible = self.in_view(face, shown, view);
        }
        self.minimap.follow(ui, shown, key);
        ui.painter().rect_filled(map, 2.0, theme.panel);
        self.minimap.paint(ui, shown, theme, map);
        let undecided = shown.lanes.map_or(&[][..], |lanes| &lanes.undecided);
        for span in undecided {
            let row = |at: ByteOffset| map.top() + share(at.index(), end.index()) * map.height();
            let (top, bottom) = (row(span.start()), row(span.end()));
            let tick =
                Rect::from_x_y_ranges(map.left() - 5.0..=map.left() - 2.0, top..=bottom.max(top + 2.5));
            ui.painter().rect_filled(tick, 1.0, theme.accent);
        }
        let top = self.at_height(face, shown, 0.0);
        let bottom = self.at_height(face, shown, view - 1.0);
        let place = |at: ByteOffset| map.top() + share(at.index(), end.index()) * map.height();
        let frame = Rect::from_x_y_ranges(map.x_range(), place(top)..=place(bottom).max(place(top) + 14.0));
        let frame = frame.expand2(vec2(2.0, 0.0)).intersect(map.expand(2.0));
        let ink = if response.hovered() || response.dragged() { theme.ink2 } else { theme.ink3 };
        ui.painter().rect_stroke(frame, 3.0, Stroke::new(HAIRLINE, ink), StrokeKind::Inside);
    }
}
