//! The article on the screen, from the paper up: grounds, selection, tints, words, underlines, frames, caret.

use super::inking::{Inked, Owner, StripeInk, Underline, letters, local};
use super::layout::{Bullet, Ground, Ink, Part};
use super::stripes::lanes;
use super::{ArticleView, Laid, Lanes, Shown};
use crate::annotation::{Annotation, AnnotationId, Pattern};
use crate::app::Mode;
use crate::text::Span;
use crate::ui::text_face::{Direction, Look, TextFace};
use crate::ui::theme::{GRID, HAIRLINE, LANE, RADIUS, RING, STRIPE, Theme};
use crate::ui::units::{times, whole};
use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use std::rc::Rc;

/// From the text to the nearest stripe.
pub(super) const TO_STRIPES: f32 = 15.0;

/// Radius of a handle.
const HANDLE: f32 = 4.5;

impl ArticleView {
    /// Draws all that is in view.
    pub(super) fn paint(&mut self, ui: &Ui, face: &TextFace, shown: &Shown<'_>, theme: &Theme) {
        let painter = ui.painter_at(self.place.view);
        let mut kept: Vec<(AnnotationId, usize)> = Vec::new();
        self.stripes_drawn.clear();
        self.placed.clear();
        self.placed_of_others.clear();
        for visible in self.visible.clone() {
            let Some(part) = self.parts.get(visible.part).cloned() else { continue };
            let Some(laid) = self.laid(face, shown, visible.part).cloned() else { continue };
            let inked = self.inked(shown, theme, visible.part, &part, &laid);
            let top = self.place.view.top() + visible.top;
            let corner = pos2(self.place.column.left() + laid.left, top + laid.above);
            self.paint_ground(&painter, face, &laid, theme, corner);
            paint_behind(&painter, shown, &part, &laid, theme, corner);
            for (rect, tint) in &inked.tints {
                painter.rect_filled(rect.translate(corner.to_vec2()), 1.0, *tint);
            }
            let ink = match laid.setting.ink {
                Ink::Full => theme.ink,
                Ink::Second => theme.ink2,
            };
            face.paint(&painter, corner, &laid.paragraph, ink);
            for underline in &inked.underlines {
                paint_underline(&painter, underline, corner.to_vec2());
            }
            self.paint_current(&painter, shown, theme, &part, &laid, corner);
            kept = self.paint_stripes(&painter, (face, shown), &inked, &laid, corner, &kept);
            self.note_places(&inked, corner);
            if self.parts.head == Some(visible.part) || (self.parts.head.is_none() && visible.part == 0) {
                self.paint_details(&painter, face, theme, &laid, corner);
            }
        }
        for handle in self.handles(face, shown) {
            let paint =
                shown.current.and_then(|id| shown.set.get(id)).map(|a| theme.tag(shown.tagset.tag(&a.tag)));
            let colour = paint.map_or(theme.accent, |paint| paint.line);
            painter.circle(handle.centre, HANDLE, colour, Stroke::new(HAIRLINE, theme.paper));
        }
        self.paint_caret(ui, &painter, face, shown, theme);
    }

    fn paint_ground(&self, painter: &Painter, face: &TextFace, laid: &Laid, theme: &Theme, corner: Pos2) {
        let column = self.place.column;
        let height = laid.paragraph.height();
        let lines = Rect::from_x_y_ranges(column.x_range(), corner.y..=corner.y + height);
        match laid.setting.ground {
            Ground::Paper => {}
            Ground::Panel => {
                painter.rect_filled(lines.expand2(vec2(GRID * 3.0, GRID * 1.5)), RADIUS, theme.panel);
            }
            Ground::Ruled => {
                painter.hline(column.x_range(), lines.bottom(), Stroke::new(HAIRLINE, theme.line));
            }
        }
        let is_ltr = laid.paragraph.direction() == Direction::LeftToRight;
        for level in 0..laid.setting.quotes {
            let inset = GRID * 6.0 * f32::from(level) + GRID;
            let x = if is_ltr { column.left() + inset } else { column.right() - inset };
            painter.vline(x, lines.y_range(), Stroke::new(2.0, theme.line));
        }
        let sign = match laid.setting.bullet {
            Bullet::None => return,
            Bullet::Dot => "•".to_owned(),
            Bullet::Number(number) => format!("{number}."),
        };
        let sign = face.layout(&sign, &laid.setting.look, None, painter.pixels_per_point(), &[]);
        let gap = GRID * 2.0;
        let x = if is_ltr {
            column.left() + laid.setting.indent - gap - sign.width()
        } else {
            column.right() - laid.setting.indent + gap
        };
        face.paint(painter, pos2(x, corner.y), &sign, theme.ink2);
    }

    /// The frame around every piece of what is asked about, or else of the current annotation, and of the one that a
    /// link may point to.
    fn paint_current(
        &self,
        painter: &Painter,
        shown: &Shown<'_>,
        theme: &Theme,
        part: &Part,
        laid: &Laid,
        corner: Pos2,
    ) {
        let candidate = match shown.mode {
            Mode::PickingTarget { candidate, .. } => candidate.as_ref(),
            Mode::Reading | Mode::PickingPlace { .. } | Mode::PickingKind { .. } | Mode::PickingReason => {
                None
            }
        };
        if let Some(candidate) = candidate.and_then(|id| shown.set.get(id)) {
            self.frame(painter, part, laid, corner, candidate, theme.accent);
        }
        if let Some(framed) = shown.framed {
            frame(painter, part, laid, corner, framed.iter(), theme.accent);
        } else if let Some(current) = shown.current.and_then(|id| shown.set.get(id)) {
            let colour = theme.tag(shown.tagset.tag(&current.tag)).line;
            self.frame(painter, part, laid, corner, current, colour);
        }
    }

    fn frame(
        &self,
        painter: &Painter,
        part: &Part,
        laid: &Laid,
        corner: Pos2,
        current: &Annotation,
        colour: Color32,
    ) {
        frame(painter, part, laid, corner, self.pieces_shown(current), colour);
    }

    fn paint_stripes(
        &mut self,
        painter: &Painter,
        (face, shown): (&TextFace, &Shown<'_>),
        inked: &Inked,
        laid: &Laid,
        corner: Pos2,
        kept: &[(AnnotationId, usize)],
    ) -> Vec<(AnnotationId, usize)> {
        let all: Vec<_> = inked.stripes.iter().map(|ink| ink.stripe.clone()).collect();
        let lanes = lanes(&all, kept);
        let text = self.place.column.left() - TO_STRIPES;
        let most = whole(((text - self.place.view.left() - GRID * 8.0) / LANE).max(1.0));
        let mut letters_at: Vec<(usize, usize)> = Vec::new();
        for (ink, lane) in inked.stripes.iter().zip(&lanes) {
            let lane = (*lane).min(most);
            let left = match shown.lanes {
                Some(lanes) => text - STRIPE - lanes.offset(ink.owner, self.lane_room()),
                None => text - STRIPE - times(lane) * LANE,
            };
            let pitch = laid.paragraph.line_height();
            let top = corner.y + times(ink.stripe.first) * pitch + 3.0;
            let bottom = corner.y + times(ink.stripe.last + 1) * pitch - 3.0;
            let rect = Rect::from_min_max(pos2(left, top), pos2(left + STRIPE, bottom));
            paint_stripe(painter, rect, ink, shown.lanes);
            if ink.owner == Owner::Me {
                self.stripes_drawn.push((ink.stripe.id.clone(), rect));
            }
            if ink.begins && ink.owner == Owner::Me && shown.lanes.is_none() {
                letters_at.push((ink.stripe.first, lane));
                let place = letters_at.iter().filter(|(first, _)| *first == ink.stripe.first).count() - 1;
                let on_line = |(stripe, _): &(&StripeInk, &usize)| {
                    stripe.stripe.first <= ink.stripe.first && ink.stripe.first <= stripe.stripe.last
                };
                let outermost = inked.stripes.iter().zip(&lanes).filter(on_line).map(|(_, lane)| *lane).max();
                let outermost = times(outermost.unwrap_or_default().min(most).max(1));
                let letter =
                    face.layout(&ink.letter, &Look::HEAD.at(9.5), None, painter.pixels_per_point(), &[]);
                let x = text - outermost * LANE - LANE - times(place) * 10.0 - letter.width() / 2.0;
                face.paint(painter, pos2(x, top - 2.0), &letter, ink.paint.line);
            }
        }
        inked.stripes.iter().map(|ink| ink.stripe.id.clone()).zip(lanes).collect()
    }

    /// Where the annotations in view stand, for the cards and for screen readers.
    fn note_places(&mut self, inked: &Inked, corner: Pos2) {
        for (annotation, rects) in &inked.own {
            let Some(rect) = rects.iter().copied().reduce(Rect::union) else { continue };
            let rect = rect.translate(corner.to_vec2());
            let known = self.placed.iter_mut().find(|(id, _)| *id == annotation.id);
            match known {
                Some((_, known)) => *known = known.union(rect),
                None => self.placed.push((annotation.id.clone(), rect)),
            }
        }
        for (of, rect) in &inked.others {
            // The first line is what a card stands beside.
            if !self.placed_of_others.iter().any(|(known, _)| known == of) {
                self.placed_of_others.push((of.clone(), rect.translate(corner.to_vec2())));
            }
        }
    }

    fn paint_details(&self, painter: &Painter, face: &TextFace, theme: &Theme, laid: &Laid, corner: Pos2) {
        let line = face.composed_line(painter.ctx(), &self.details, Look::UI, self.place.column.width());
        let is_ltr = laid.paragraph.direction() == Direction::LeftToRight;
        let column = self.place.column;
        let x = if is_ltr { column.left() } else { column.right() - line.width() };
        let y = if self.parts.head.is_some() {
            corner.y + laid.paragraph.height() + GRID * 2.0
        } else {
            corner.y - line.height() - GRID * 3.0
        };
        face.paint(painter, pos2(x, y), &line, theme.ink3);
    }

    fn paint_caret(&mut self, ui: &Ui, painter: &Painter, face: &TextFace, shown: &Shown<'_>, theme: &Theme) {
        let caret = self.caret(shown);
        let Some(rect) = self.caret_on_screen(face, shown, caret.at, caret.affinity) else { return };
        let focused = ui.memory(|memory| memory.has_focus(self.focus));
        let (colour, width) = if focused { (theme.ink, 2.0) } else { (theme.ink3, 1.0) };
        let half = (width / 2.0) * if rect.left() > 0.0 { 1.0 } else { 0.0 };
        let bar = Rect::from_x_y_ranges(rect.left() - half..=rect.left() + width - half, rect.y_range());
        painter.rect_filled(bar, 0.0, colour);
    }
}

impl ArticleView {
    fn inked(&mut self, shown: &Shown<'_>, theme: &Theme, at: usize, part: &Part, laid: &Laid) -> Rc<Inked> {
        let key = &self.ink_key;
        if let Some((known, inked)) = self.inks.get(&at)
            && Some(known) == key.as_ref()
        {
            return Rc::clone(inked);
        }
        let inked = Rc::new(super::inking::inked(shown, theme, part, &laid.paragraph));
        if let Some(key) = key.clone() {
            self.inks.insert(at, (key, Rc::clone(&inked)));
        }
        inked
    }
}

/// Hits of the search and the selection.
fn paint_behind(painter: &Painter, shown: &Shown<'_>, part: &Part, laid: &Laid, theme: &Theme, corner: Pos2) {
    let fill = |span: Span, colour: Color32| {
        for patch in laid.paragraph.rects(local(part, span)) {
            let (top, bottom) = letters(&laid.paragraph, patch.line);
            let rect = Rect::from_x_y_ranges(patch.rect.x_range(), top..=bottom);
            painter.rect_filled(rect.translate(corner.to_vec2()), 0.0, colour);
        }
    };
    let from = shown.hits.partition_point(|hit| hit.end() <= part.range.start);
    for hit in shown.hits.iter().skip(from).take_while(|hit| hit.start() < part.range.end) {
        fill(*hit, theme.hit);
    }
    let selected = shown.selection.span(&shown.article.text).filter(|_| !shown.selection.is_caret());
    if let Some(span) = selected.filter(|s| s.start() < part.range.end && part.range.start < s.end()) {
        fill(span, theme.selection);
    }
}

fn paint_underline(painter: &Painter, underline: &Underline, by: Vec2) {
    let Underline { left, right, y, pattern, colour, owner } = *underline;
    let (left, right) = (left + by.x, right + by.x);
    let ppp = painter.pixels_per_point();
    let y = ((y + by.y) * ppp).round() / ppp;
    let thick = match owner {
        Owner::Me => 2.0,
        Owner::Other(_) => 1.0,
    };
    let mut mesh = Mesh::default();
    let mut bar = |from: f32, to: f32, top: f32, height: f32| {
        let rect = Rect::from_min_max(pos2(from, top), pos2(to.min(right), top + height));
        mesh.add_colored_rect(rect, colour);
    };
    match pattern {
        Pattern::Solid => bar(left, right, y, thick),
        Pattern::Double => {
            bar(left, right, y - 1.0, 1.0);
            bar(left, right, y + 1.0 + thick / 2.0, 1.0);
        }
        Pattern::Dotted => repeat(left, right, thick * 2.0, |x| bar(x, x + thick, y, thick)),
        Pattern::Dashed => repeat(left, right, 9.0, |x| bar(x, x + 6.0, y, thick)),
        Pattern::Wavy => {
            let steps = whole((right - left) / 2.0) + 1;
            let wave = |step: usize| {
                let x = (left + times(step) * 2.0).min(right);
                let high = [0.0, 1.6, 0.0, -1.6].get(step % 4).copied().unwrap_or_default();
                pos2(x, y + 1.0 + high)
            };
            painter.add(Shape::line((0..=steps).map(wave).collect(), Stroke::new(thick * 0.75, colour)));
        }
    }
    painter.add(Shape::mesh(mesh));
}

fn repeat(from: f32, to: f32, by: f32, mut draw: impl FnMut(f32)) {
    for step in 0..=whole(((to - from) / by).max(0.0)) {
        let x = from + times(step) * by;
        if x < to {
            draw(x);
        }
    }
}

/// The frame around words, one part of the article at a time.
fn frame(
    painter: &Painter,
    part: &Part,
    laid: &Laid,
    corner: Pos2,
    pieces: impl IntoIterator<Item = Span>,
    colour: Color32,
) {
    let stroke = Stroke::new(RING, colour);
    for piece in pieces {
        if piece.end() <= part.range.start || part.range.end <= piece.start() {
            continue;
        }
        for patch in laid.paragraph.ink_rects(local(part, piece)) {
            let (top, bottom) = letters(&laid.paragraph, patch.line);
            let rect = Rect::from_x_y_ranges(patch.rect.x_range(), top..=bottom + 1.0);
            let rect = rect.translate(corner.to_vec2()).expand2(vec2(1.0, 0.0));
            painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Outside);
        }
    }
}

fn paint_stripe(painter: &Painter, rect: Rect, ink: &StripeInk, lanes: Option<&Lanes>) {
    let colour = ink.paint.line;
    let rect = match ink.owner {
        Owner::Me => rect,
        // In a review a lane is enough to tell whose it is.
        Owner::Other(_) if lanes.is_some() => rect,
        Owner::Other(_) => Rect::from_center_size(rect.center(), vec2(2.0, rect.height())),
    };
    let block = |top: f32, bottom: f32| {
        let rect = Rect::from_x_y_ranges(rect.x_range(), top..=bottom.min(rect.bottom()));
        painter.rect_filled(rect, 0.0, colour);
    };
    match ink.paint.pattern {
        Pattern::Solid => {
            painter.rect_filled(rect, 1.5, colour);
        }
        Pattern::Double => {
            let bar = vec2(rect.width() * 0.35, rect.height());
            painter.rect_filled(Rect::from_min_size(rect.min, bar), 0.0, colour);
            painter.rect_filled(
                Rect::from_min_size(pos2(rect.right() - bar.x, rect.top()), bar),
                0.0,
                colour,
            );
        }
        Pattern::Dotted => repeat(rect.top(), rect.bottom(), 5.5, |y| block(y, y + 3.5)),
        Pattern::Dashed => repeat(rect.top(), rect.bottom(), 12.0, |y| block(y, y + 8.0)),
        Pattern::Wavy => repeat(rect.top(), rect.bottom() - 5.0, 6.5, |y| {
            let (left, right) = (rect.left(), rect.right());
            let points = vec![pos2(left, y + 3.0), pos2(right, y), pos2(right, y + 3.5), pos2(left, y + 6.5)];
            painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
        }),
    }
}
