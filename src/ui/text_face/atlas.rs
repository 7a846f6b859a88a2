//! Shapes of letters as pictures on the graphics card: drawn once by swash, kept on pages.

use super::typeset::{Glyph, Strip};
use crate::ui::units::{index, pixel, strength, whole};
use eframe::egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};
use std::collections::HashMap;
use std::fmt;
use swash::scale::image::{Content, Image};
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::zeno::{Angle, Format, Transform, Vector};
use swash::{CacheKey, FontRef};

/// Pixels of a page's side.
const SIDE: u16 = 1024;

/// More pages than this are thrown away together before the next frame.
const MOST_PAGES: usize = 6;

/// Places between two pixels at which a letter may stand.
const STEPS: f32 = 4.0;

/// Whether letters are lighter than what is behind them.
///
/// Their edges are drawn stronger then: the same coverage looks thinner in light ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum InkTone {
    Dark,
    Light,
}

impl InkTone {
    pub(super) fn of(ink: Color32) -> Self {
        if ink.intensity() > 0.5 { Self::Light } else { Self::Dark }
    }

    fn alpha(self, coverage: u8) -> u8 {
        let share = f32::from(coverage) / 255.0;
        match self {
            Self::Dark => coverage,
            Self::Light => strength(share * (2.0 - share)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    font: u64,
    of_collection: u32,
    glyph: u16,
    size: u32,
    coords: u64,
    skew: u32,
    embolden: bool,
    step: u8,
    tone: InkTone,
}

/// The picture of a letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub page: u16,
    /// Pixels from the left top of the page.
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
    /// Pixels from the letter's origin to the left top of the picture.
    pub left: i32,
    pub top: i32,
    /// Whether the picture has colours of its own.
    pub coloured: bool,
}

struct Page {
    texture: TextureHandle,
    x: usize,
    y: usize,
    row: usize,
}

/// All pictures of letters.
pub(super) struct Atlas {
    pages: Vec<Page>,
    slots: HashMap<Key, Option<Slot>>,
    scaler: ScaleContext,
    /// swash keeps what it worked out for a font under a key of its own.
    fonts: HashMap<(u64, u32), CacheKey>,
    generation: u64,
}

impl fmt::Debug for Atlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Atlas")
            .field("pages", &self.pages.len())
            .field("slots", &self.slots.len())
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

impl Atlas {
    pub(super) fn new() -> Self {
        Self {
            pages: Vec::new(),
            slots: HashMap::new(),
            scaler: ScaleContext::new(),
            fonts: HashMap::new(),
            generation: 1,
        }
    }

    /// Changes when all earlier slots became void; never 0.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Throws all pictures away when there are too many. Called when nothing of a frame is painted yet.
    pub(super) fn begin_frame(&mut self) {
        if self.pages.len() > MOST_PAGES {
            self.pages.clear();
            self.slots.clear();
            self.generation += 1;
        }
    }

    pub(super) fn texture(&self, page: u16) -> Option<TextureId> {
        self.pages.get(usize::from(page)).map(|page| page.texture.id())
    }

    /// The share of a page's side that a number of its pixels is.
    pub(super) fn share(pixels: u16) -> f32 {
        f32::from(pixels) / f32::from(SIDE)
    }

    /// The picture of a letter and the pixel at which it stands; nothing for what has no ink.
    pub(super) fn slot(
        &mut self,
        ctx: &Context,
        strip: &Strip,
        glyph: &Glyph,
        tone: InkTone,
    ) -> Option<(Slot, i32, i32)> {
        let x = glyph.x.floor();
        let step = ((glyph.x - x) * STEPS).floor().min(STEPS - 1.0);
        let key = Key {
            font: strip.font.data.id(),
            of_collection: strip.font.index,
            glyph: glyph.id,
            size: strip.size.to_bits(),
            coords: fingerprint(&strip.coords),
            skew: strip.skew.to_bits(),
            embolden: strip.embolden,
            step: u8::try_from(whole(step)).unwrap_or_default(),
            tone,
        };
        let slot = if let Some(slot) = self.slots.get(&key) {
            *slot
        } else {
            let slot = self.draw(strip, glyph.id, step / STEPS).and_then(|i| self.keep(ctx, &i, tone));
            self.slots.insert(key, slot);
            slot
        };
        Some((slot?, pixel(x), pixel(glyph.y)))
    }

    fn draw(&mut self, strip: &Strip, glyph: u16, shift: f32) -> Option<Image> {
        let mut font = FontRef::from_index(strip.font.data.data(), index(strip.font.index))?;
        font.key = *self.fonts.entry((strip.font.data.id(), strip.font.index)).or_insert(font.key);
        let mut scaler = self
            .scaler
            .builder(font)
            .size(strip.size)
            .hint(false)
            .normalized_coords(strip.coords.iter())
            .build();
        let sources = [Source::ColorOutline(0), Source::ColorBitmap(StrikeWith::BestFit), Source::Outline];
        let mut render = Render::new(&sources);
        render.format(Format::Alpha).offset(Vector::new(shift, 0.0));
        if strip.embolden {
            render.embolden(strip.size / 36.0);
        }
        if strip.skew != 0.0 {
            render.transform(Some(Transform::skew(Angle::from_degrees(strip.skew), Angle::ZERO)));
        }
        let image = render.render(&mut scaler, glyph)?;
        (image.placement.width > 0 && image.placement.height > 0).then_some(image)
    }

    fn keep(&mut self, ctx: &Context, image: &Image, tone: InkTone) -> Option<Slot> {
        let (width, height) = (index(image.placement.width), index(image.placement.height));
        let (page, x, y) = self.room(ctx, width, height)?;
        let coloured = match image.content {
            Content::Mask => false,
            Content::Color | Content::SubpixelMask => true,
        };
        let pixels: Vec<Color32> = if coloured {
            image.data.chunks_exact(4).map(colour).collect()
        } else {
            image.data.iter().map(|coverage| Color32::from_white_alpha(tone.alpha(*coverage))).collect()
        };
        if pixels.len() != width * height {
            return None;
        }
        let picture = ColorImage::new([width, height], pixels);
        let texture = &mut self.pages.get_mut(usize::from(page))?.texture;
        texture.set_partial([x, y], picture, TextureOptions::NEAREST);
        Some(Slot {
            page,
            x: u16::try_from(x).ok()?,
            y: u16::try_from(y).ok()?,
            width: u16::try_from(width).ok()?,
            height: u16::try_from(height).ok()?,
            left: image.placement.left,
            top: image.placement.top,
            coloured,
        })
    }

    /// A free place, in rows from the top; nothing for a picture larger than a page.
    fn room(&mut self, ctx: &Context, width: usize, height: usize) -> Option<(u16, usize, usize)> {
        let side = usize::from(SIDE);
        if width >= side || height >= side {
            return None;
        }
        let full = self.pages.last_mut().is_none_or(|page| {
            if page.x + width >= side {
                page.x = 0;
                page.y += page.row;
                page.row = 0;
            }
            page.y + height >= side
        });
        if full {
            let blank = ColorImage::filled([side, side], Color32::TRANSPARENT);
            let texture = ctx.load_texture("letters", blank, TextureOptions::NEAREST);
            self.pages.push(Page { texture, x: 0, y: 0, row: 0 });
        }
        let number = u16::try_from(self.pages.len().checked_sub(1)?).ok()?;
        let page = self.pages.last_mut()?;
        let at = (number, page.x, page.y);
        // One pixel apart, so that no letter bleeds into its neighbour.
        page.x += width + 1;
        page.row = page.row.max(height + 1);
        Some(at)
    }
}

fn colour(rgba: &[u8]) -> Color32 {
    match rgba {
        [r, g, b, a] => Color32::from_rgba_unmultiplied(*r, *g, *b, *a),
        _ => Color32::TRANSPARENT,
    }
}

fn fingerprint(coords: &[i16]) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    if coords.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    coords.hash(&mut hasher);
    hasher.finish()
}
