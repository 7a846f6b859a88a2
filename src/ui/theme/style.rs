//! The theme as egui wants it: fonts and the style of its widgets.

use super::{DARK, GRID, HAIRLINE, LIGHT, MOTION, RADIUS, RING, Shade, Theme, size};
use crate::ui::fonts::{self, BundledFont};
use eframe::egui;
use eframe::egui::style::{Selection, WidgetVisuals, Widgets};
use eframe::egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, RichText, Shadow, Stroke,
    TextStyle, Visuals, vec2,
};
use std::sync::Arc;

/// The name of egui's family for semibold words.
pub const SEMIBOLD: &str = "semibold";

/// The name of egui's text style for heads.
pub const HEAD_STYLE: &str = "head";

/// Gives egui the bundled fonts and both styles. Called once, before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
    ctx.style_mut_of(egui::Theme::Light, |style| dress(style, &LIGHT));
    ctx.style_mut_of(egui::Theme::Dark, |style| dress(style, &DARK));
}

/// Our own words in egui's semibold.
pub fn semibold(words: impl Into<String>) -> RichText {
    RichText::new(words).family(FontFamily::Name(SEMIBOLD.into()))
}

/// The head of a list or a group of fields.
pub fn head(theme: &Theme, words: impl Into<String>) -> RichText {
    RichText::new(words).text_style(TextStyle::Name(HEAD_STYLE.into())).color(theme.ink3)
}

fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::default();
    let mut add = |font: BundledFont| {
        definitions.font_data.insert(font.name.to_owned(), Arc::new(FontData::from_static(font.bytes)));
    };
    add(fonts::SANS);
    add(fonts::SANS_SEMIBOLD);
    let others = definitions.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let led_by = |font: BundledFont| {
        let mut family = vec![font.name.to_owned()];
        family.extend(others.iter().cloned());
        family
    };
    definitions.families.insert(FontFamily::Proportional, led_by(fonts::SANS));
    definitions.families.insert(FontFamily::Name(SEMIBOLD.into()), led_by(fonts::SANS_SEMIBOLD));
    definitions
}

fn dress(style: &mut egui::Style, theme: &Theme) {
    let sans = |points: f32| FontId::new(points, FontFamily::Proportional);
    let heavy = |points: f32| FontId::new(points, FontFamily::Name(SEMIBOLD.into()));
    style.text_styles = [
        (TextStyle::Body, sans(size::UI)),
        (TextStyle::Button, sans(size::UI)),
        (TextStyle::Small, sans(size::SMALL)),
        (TextStyle::Heading, heavy(size::UI * 1.4)),
        (TextStyle::Monospace, FontId::new(size::SMALL, FontFamily::Monospace)),
        (TextStyle::Name(HEAD_STYLE.into()), heavy(size::HEAD)),
    ]
    .into();
    style.animation_time = MOTION;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.spacing.item_spacing = vec2(GRID * 2.0, GRID);
    style.spacing.button_padding = vec2(GRID * 2.5, GRID);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.interact_size = vec2(GRID * 7.0, GRID * 6.0);
    style.spacing.icon_width = GRID * 4.0;
    style.spacing.icon_spacing = GRID * 1.5;
    style.spacing.scroll = egui::style::ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        bar_inner_margin: 2.0,
        ..egui::style::ScrollStyle::floating()
    };
    style.visuals = visuals(theme);
}

fn visuals(theme: &Theme) -> Visuals {
    let base = match theme.shade {
        Shade::Light => Visuals::light(),
        Shade::Dark => Visuals::dark(),
    };
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow };
    Visuals {
        weak_text_color: Some(theme.ink3),
        widgets: widgets(theme),
        selection: Selection { bg_fill: theme.selection, stroke: Stroke::new(RING, theme.accent) },
        hyperlink_color: theme.accent,
        faint_bg_color: theme.hovered,
        extreme_bg_color: theme.raised,
        text_edit_bg_color: Some(theme.raised),
        code_bg_color: theme.panel,
        warn_fg_color: theme.accent,
        error_fg_color: theme.accent,
        window_corner_radius: CornerRadius::same(RADIUS + 4),
        window_shadow: shadow,
        window_fill: theme.panel,
        window_stroke: Stroke::new(HAIRLINE, theme.line),
        menu_corner_radius: CornerRadius::same(RADIUS + 2),
        panel_fill: theme.panel,
        popup_shadow: shadow,
        indent_has_left_vline: false,
        text_cursor: egui::style::TextCursorStyle {
            stroke: Stroke::new(RING, theme.ink),
            blink: false,
            ..base.text_cursor
        },
        ..base
    }
}

/// Text on the ground it stands on; a ground appears under the pointer, a ring with the focus.
fn widgets(theme: &Theme) -> Widgets {
    let plain = |fill: Color32, frame: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(HAIRLINE, frame),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(HAIRLINE, ink),
        expansion: 0.0,
    };
    let focused = WidgetVisuals {
        bg_stroke: Stroke::new(RING, theme.accent),
        ..plain(theme.raised, theme.accent, theme.ink)
    };
    Widgets {
        noninteractive: plain(theme.panel, theme.line, theme.ink),
        inactive: plain(theme.raised, theme.line, theme.ink),
        hovered: plain(theme.hovered, theme.line, theme.ink),
        active: focused,
        open: plain(theme.hovered, theme.line, theme.ink),
    }
}
