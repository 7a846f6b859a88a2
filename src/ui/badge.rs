//! The sign of an annotator: a disc in their colour with their first letter.

use super::theme::{self, Theme};
use eframe::egui::{Align2, Color32, FontFamily, FontId, Pos2, Ui};

/// The radius of a badge.
pub const RADIUS: f32 = 7.0;

/// Paints the badge of the `nth` annotator.
pub fn paint(ui: &Ui, centre: Pos2, nth: usize, name: &str, theme: &Theme) {
    ui.painter().circle_filled(centre, RADIUS, theme.annotator(nth));
    let font = FontId::new(RADIUS * 1.35, FontFamily::Name(theme::SEMIBOLD.into()));
    ui.painter().text(centre, Align2::CENTER_CENTER, letter(name), font, on_badge(theme));
}

/// The letter of an annotator's name.
pub fn letter(name: &str) -> char {
    name.chars().next().unwrap_or('?').to_ascii_uppercase()
}

fn on_badge(theme: &Theme) -> Color32 {
    match theme.shade {
        theme::Shade::Light => theme.raised,
        theme::Shade::Dark => theme.paper,
    }
}
