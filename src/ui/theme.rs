//! How the window looks: colours, sizes of type, distances.
//!
//! The only place that names a colour. Panels ask [`of`] for the theme of their `Ui` and take every
//! colour, size and distance from here.
//!
//! ```text
//! let theme = theme::of(ui);
//! ui.painter().rect_filled(rect, theme::RADIUS, theme.raised);
//! let tag = theme.tag(tagset.tag(name));      // line, tint, on_line
//! ```

#![expect(clippy::disallowed_methods, reason = "the one place where colours are named")]

mod style;
mod tag;

use crate::annotation::{Pattern, Rgb};
use eframe::egui::{self, Color32};

pub use style::{HEAD_STYLE, SEMIBOLD, head, install, semibold};
pub use tag::TagPaint;

/// The colours of light or of dark paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Which of the two it is.
    pub shade: Shade,
    /// Behind the article.
    pub paper: Color32,
    /// Bars and sides.
    pub panel: Color32,
    /// Cards, fields and chips.
    pub raised: Color32,
    /// What the pointer is over.
    pub hovered: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Text.
    pub ink: Color32,
    /// Text that stands back: names of slots, menus.
    pub ink2: Color32,
    /// Text that stands back further: details, counts, hints.
    pub ink3: Color32,
    /// Focus, selection frame, states.
    pub accent: Color32,
    /// The edge of a message that is to be kept in mind.
    pub caution: Color32,
    /// The edge of a message that something failed.
    pub failure: Color32,
    /// Behind selected words.
    pub selection: Color32,
    /// Behind a hit of the search.
    pub hit: Color32,
    /// The shadow under the current card and under what floats.
    pub shadow: Color32,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shade {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// The theme on light paper.
pub static LIGHT: Theme = Theme {
    shade: Shade::Light,
    paper: hex(0xFB_FA_F6),
    panel: hex(0xF3_F1_EA),
    raised: hex(0xFF_FF_FF),
    hovered: hex(0xEA_E7_DD),
    line: hex(0xE0_DC_D0),
    ink: hex(0x23_20_1B),
    ink2: hex(0x5F_59_4E),
    ink3: hex(0x73_6C_60),
    accent: hex(0x2F_5D_8A),
    caution: hex(0xB0_7A_00),
    failure: hex(0xB3_26_1E),
    selection: hex(0xC9_DD_F0),
    hit: hex(0xF1_E3_B4),
    shadow: Color32::from_black_alpha(28),
};

/// The theme on dark paper.
pub static DARK: Theme = Theme {
    shade: Shade::Dark,
    paper: hex(0x1C_1B_19),
    panel: hex(0x24_23_21),
    raised: hex(0x2C_2B_28),
    hovered: hex(0x33_31_2E),
    line: hex(0x3A_38_34),
    ink: hex(0xEA_E6_DC),
    ink2: hex(0xB3_AC_9E),
    ink3: hex(0x9A_93_85),
    accent: hex(0x8F_B8_E0),
    caution: hex(0xD9_B2_4C),
    failure: hex(0xEB_7A_70),
    selection: hex(0x2F_4A_66),
    hit: hex(0x54_4A_26),
    shadow: Color32::from_black_alpha(96),
};

/// The colours of annotators, in the order in which they stand: told apart from their neighbours, whatever a reader
/// sees of colours.
const ANNOTATORS: [Rgb; 8] = [
    Rgb(0x2F, 0x5D, 0x8A),
    Rgb(0xB8, 0x46, 0x00),
    Rgb(0x00, 0x7A, 0x58),
    Rgb(0x8A, 0x4E, 0x86),
    Rgb(0x7A, 0x66, 0x00),
    Rgb(0x5F, 0x4B, 0x32),
    Rgb(0x00, 0x6D, 0x77),
    Rgb(0xA3, 0x28, 0x3A),
];

impl Theme {
    /// The colour of the `nth` annotator of a review.
    pub fn annotator(&self, nth: usize) -> Color32 {
        let colour = ANNOTATORS.get(nth % ANNOTATORS.len()).copied().unwrap_or(Rgb(0, 0, 0));
        let colour = match self.shade {
            Shade::Light => colour,
            // As light as the colours of tags on dark paper.
            Shade::Dark => Rgb(colour.0 / 2 + 110, colour.1 / 2 + 110, colour.2 / 2 + 110),
        };
        self.paint(colour, Pattern::Solid).line
    }
}

/// The theme in which a part of the window is drawn.
pub fn of(ui: &egui::Ui) -> &'static Theme {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// Sizes of type, in points at zoom 1.
pub mod size {
    /// Text of articles.
    pub const ARTICLE: f32 = 18.5;
    /// The title of an article.
    pub const TITLE: f32 = 29.0;
    /// Headings of an article by level, from 1.
    pub const HEADINGS: [f32; 6] = [25.0, 22.5, 20.5, 19.0, 18.5, 18.5];
    /// Code in articles.
    pub const CODE: f32 = 15.5;
    /// Words under pictures.
    pub const CAPTION: f32 = 15.5;
    /// The window.
    pub const UI: f32 = 13.0;
    /// What stands back in the window.
    pub const SMALL: f32 = 12.0;
    /// Heads, semibold.
    pub const HEAD: f32 = 11.0;
    /// Line height of articles, as a multiple of the size.
    pub const ARTICLE_LINE: f32 = 1.62;
    /// Line height of titles.
    pub const TITLE_LINE: f32 = 1.22;
    /// Line height of the window.
    pub const UI_LINE: f32 = 1.45;
}

/// Everything stands on multiples of this.
pub const GRID: f32 = 4.0;
/// Height of the bar on top.
pub const TOP_BAR: f32 = 44.0;
/// Height of the bar at the bottom.
pub const STATUS_BAR: f32 = 28.0;
/// Width of the left side.
pub const SIDE: f32 = 232.0;
/// Width of the cards.
pub const CARDS: f32 = 318.0;
/// Between the text and the cards.
pub const GAP: f32 = 40.0;
/// Width of the column of text at zoom 1.
pub const COLUMN: f32 = 612.0;
/// Corners of buttons, fields and chips.
pub const RADIUS: u8 = 6;
/// Corners of cards.
pub const CARD_RADIUS: u8 = 8;
/// Hairlines.
pub const HAIRLINE: f32 = 1.0;
/// The ring around what has the focus, and the frame of the current annotation.
pub const RING: f32 = 1.5;
/// Width of a stripe in the margin.
pub const STRIPE: f32 = 5.0;
/// From one lane of stripes to the next.
pub const LANE: f32 = 11.0;
/// Width of the minimap.
pub const MINIMAP: f32 = 14.0;
/// The longest motion, in seconds.
pub const MOTION: f32 = 0.12;

const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}
