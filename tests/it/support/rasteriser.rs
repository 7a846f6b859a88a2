//! Draws a window on the processor, the same on every machine: triangles, textures, nothing else.
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels of a picture of a few thousand a side"
)]

use eframe::egui::epaint::{ImageDelta, Primitive, Vertex};
use eframe::egui::{
    Color32, Context, FullOutput, ImageData, Pos2, Rect, TextureFilter, TextureId, TexturesDelta,
};
use egui_kittest::TestRenderer;
use image::RgbaImage;
use std::collections::HashMap;

/// A renderer for [`egui_kittest`] that needs no GPU and no driver.
#[derive(Default)]
pub struct Rasteriser {
    textures: HashMap<TextureId, Texture>,
}

struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
    smooth: bool,
}

impl Texture {
    fn pixel(&self, x: f32, y: f32) -> [f32; 4] {
        let clamp = |at: f32, size: usize| (at.max(0.0) as usize).min(size - 1);
        let pixel = self.pixels[clamp(y, self.height) * self.width + clamp(x, self.width)];
        pixel.to_array().map(f32::from)
    }

    /// The colour at a place given as a share of width and height.
    fn at(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.width as f32, v * self.height as f32);
        if !self.smooth {
            return self.pixel(x.floor(), y.floor());
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_share, bottom_share) = (x - left, y - top);
        let mix =
            |a: [f32; 4], b: [f32; 4], share: f32| std::array::from_fn(|n| a[n] + (b[n] - a[n]) * share);
        let upper = mix(self.pixel(left, top), self.pixel(left + 1.0, top), right_share);
        let lower = mix(self.pixel(left, top + 1.0), self.pixel(left + 1.0, top + 1.0), right_share);
        mix(upper, lower, bottom_share)
    }
}

impl Rasteriser {
    fn change(&mut self, id: TextureId, change: &ImageDelta) {
        let ImageData::Color(image) = &change.image;
        let [width, height] = image.size;
        let Some([left, top]) = change.pos else {
            let smooth = change.options.magnification == TextureFilter::Linear;
            self.textures.insert(id, Texture { width, height, pixels: image.pixels.clone(), smooth });
            return;
        };
        let texture = self.textures.get_mut(&id).expect("a patch of a texture that is there");
        for row in 0..height {
            let to = (top + row) * texture.width + left;
            let from = row * width;
            texture.pixels[to..to + width].copy_from_slice(&image.pixels[from..from + width]);
        }
    }
}

impl TestRenderer for Rasteriser {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, change) in delta.set.iter().flat_map(|(id, changes)| changes.iter().map(move |c| (*id, c))) {
            self.change(id, change);
        }
        self.textures.retain(|id, _| !delta.free.contains(id));
        delta.clear();
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut picture = RgbaImage::new(size.x.round() as u32, size.y.round() as u32);
        for clipped in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &clipped.primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            for corners in mesh.indices.chunks_exact(3) {
                let corner = |n: usize| mesh.vertices[corners[n] as usize];
                triangle(&mut picture, [corner(0), corner(1), corner(2)], texture, clipped.clip_rect, scale);
            }
        }
        Ok(picture)
    }
}

/// Twice the signed area of a triangle.
fn area(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether a pixel on this edge belongs to the triangle, so that neighbours share none.
fn is_top_or_left(a: Pos2, b: Pos2) -> bool {
    b.y < a.y || (b.y <= a.y && b.x > a.x)
}

fn triangle(picture: &mut RgbaImage, corners: [Vertex; 3], texture: &Texture, clip: Rect, scale: f32) {
    let [a, mut b, mut c] = corners;
    let scaled = |vertex: Vertex| (vertex.pos.to_vec2() * scale).to_pos2();
    if area(scaled(a), scaled(b), scaled(c)) < 0.0 {
        std::mem::swap(&mut b, &mut c);
    }
    let (pa, pb, pc) = (scaled(a), scaled(b), scaled(c));
    let whole = area(pa, pb, pc);
    if whole <= 0.0 {
        return;
    }
    let bounds = Rect::from_points(&[pa, pb, pc]).intersect(Rect::from_min_max(
        (clip.min.to_vec2() * scale).round().to_pos2(),
        (clip.max.to_vec2() * scale).round().to_pos2(),
    ));
    let edges = [(pb, pc), (pc, pa), (pa, pb)];
    let slack = edges.map(|(from, to)| if is_top_or_left(from, to) { 0.0 } else { f32::MIN_POSITIVE });
    let columns = bounds.min.x.max(0.0) as u32..(bounds.max.x.ceil().max(0.0) as u32).min(picture.width());
    let rows = bounds.min.y.max(0.0) as u32..(bounds.max.y.ceil().max(0.0) as u32).min(picture.height());
    for y in rows {
        for x in columns.clone() {
            let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            if !bounds.contains(at) {
                continue;
            }
            let shares = edges.map(|(from, to)| area(from, to, at));
            if shares.iter().zip(slack).any(|(share, slack)| *share < slack) {
                continue;
            }
            let [wa, wb, wc] = shares.map(|share| share / whole);
            let mixed = |f: fn(&Vertex) -> f32| f(&a) * wa + f(&b) * wb + f(&c) * wc;
            let sampled = texture.at(mixed(|v| v.uv.x), mixed(|v| v.uv.y));
            let tint: [f32; 4] = [
                mixed(|v| f32::from(v.color.r())),
                mixed(|v| f32::from(v.color.g())),
                mixed(|v| f32::from(v.color.b())),
                mixed(|v| f32::from(v.color.a())),
            ];
            let source: [f32; 4] = std::array::from_fn(|n| sampled[n] * tint[n] / 255.0);
            let under = picture.get_pixel_mut(x, y);
            let kept = 1.0 - source[3] / 255.0;
            for (under, source) in under.0.iter_mut().zip(source) {
                *under = (source + f32::from(*under) * kept).round().clamp(0.0, 255.0) as u8;
            }
        }
    }
}
