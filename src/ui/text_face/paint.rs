//! A paragraph on the screen: a rectangle with the picture of a letter for each letter.

use super::atlas::{Atlas, InkTone};
use super::paragraph::Paragraph;
use crate::ui::theme::HAIRLINE;
use crate::ui::units::{pixel, place};
use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// The rectangles of a paragraph as long as the atlas keeps their pictures.
#[derive(Debug, Default)]
pub(super) struct Ready {
    of: Option<(u64, InkTone)>,
    quads: Vec<Quad>,
}

#[derive(Debug, Clone, Copy)]
struct Quad {
    /// Pixels from the left top of the paragraph.
    left: i32,
    top: i32,
    width: u16,
    height: u16,
    page: u16,
    uv: Rect,
    coloured: bool,
}

/// Draws a paragraph with its left top at `origin`, moved to whole pixels.
pub(super) fn paint(atlas: &mut Atlas, painter: &Painter, origin: Pos2, paragraph: &Paragraph, ink: Color32) {
    let ppp = painter.pixels_per_point();
    let tone = InkTone::of(ink);
    make_ready(atlas, painter, paragraph, tone);
    let (x, y) = (pixel(origin.x * ppp), pixel(origin.y * ppp));
    let clip = painter.clip_rect();
    let mut meshes: Vec<Mesh> = Vec::new();
    for quad in &paragraph.ready.borrow().quads {
        let corner = pos2(place(x + quad.left) / ppp, place(y + quad.top) / ppp);
        let size = vec2(f32::from(quad.width), f32::from(quad.height)) / ppp;
        if corner.y > clip.bottom() || corner.y + size.y < clip.top() {
            continue;
        }
        while meshes.len() <= usize::from(quad.page) {
            let page = u16::try_from(meshes.len()).unwrap_or_default();
            meshes.push(Mesh::with_texture(atlas.texture(page).unwrap_or_default()));
        }
        let colour = if quad.coloured { Color32::WHITE } else { ink };
        if let Some(mesh) = meshes.get_mut(usize::from(quad.page)) {
            mesh.add_rect_with_uv(Rect::from_min_size(corner, size), quad.uv, colour);
        }
    }
    painter.extend(meshes.into_iter().filter(|mesh| !mesh.is_empty()).map(Shape::mesh));
    let corner = pos2(place(x) / ppp, place(y) / ppp);
    for hairline in &paragraph.hairlines {
        let rule = corner.x + hairline.left..=corner.x + hairline.right;
        let height = place(pixel((corner.y + hairline.y) * ppp)) / ppp + HAIRLINE / 2.0;
        painter.hline(rule, height, Stroke::new(HAIRLINE, ink.gamma_multiply(0.5)));
    }
}

fn make_ready(atlas: &mut Atlas, painter: &Painter, paragraph: &Paragraph, tone: InkTone) {
    let mut ready = paragraph.ready.borrow_mut();
    if ready.of == Some((atlas.generation(), tone)) {
        return;
    }
    let Ready { of, quads } = &mut *ready;
    quads.clear();
    quads.reserve(paragraph.strips.iter().map(|strip| strip.glyphs.len()).sum());
    for strip in &paragraph.strips {
        for glyph in &strip.glyphs {
            let Some((slot, x, y)) = atlas.slot(painter.ctx(), strip, glyph, tone) else { continue };
            let corner = pos2(Atlas::share(slot.x), Atlas::share(slot.y));
            let size = vec2(Atlas::share(slot.width), Atlas::share(slot.height));
            quads.push(Quad {
                left: x + slot.left,
                top: y - slot.top,
                width: slot.width,
                height: slot.height,
                page: slot.page,
                uv: Rect::from_min_size(corner, size),
                coloured: slot.coloured,
            });
        }
    }
    *of = Some((atlas.generation(), tone));
}
