//! A tag's colours as paint: the line under the words, the tint behind them.

use super::{Shade, Theme};
use crate::annotation::{Pattern, Rgb, Tag};
use crate::ui::units::strength;
use eframe::egui::Color32;

/// How the words of a tag are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TagPaint {
    /// Underlines, stripes, frames and the chip of the tag's letter; at least 4.5 : 1 on paper.
    pub line: Color32,
    /// Behind the words, translucent, so that tints of several tags stack.
    pub tint: Color32,
    /// The letter on a chip filled with `line`.
    pub on_line: Color32,
    /// How the words are underlined.
    pub pattern: Pattern,
}

/// The contrast that a line has on paper, at least.
const CONTRAST: f32 = 4.5;

/// A tint that was chosen by hand for a line.
struct Chosen {
    light: (Rgb, Tint),
    dark: (Rgb, Tint),
}

/// A hue and its strength in hundredths.
#[derive(Clone, Copy)]
struct Tint(Rgb, u8);

/// The tints of the built-in tags, by their lines on light and on dark paper.
const CHOSEN: [Chosen; 4] = [
    Chosen {
        light: (Rgb(0x00, 0x67, 0xA3), Tint(Rgb(0x00, 0x72, 0xB2), 12)),
        dark: (Rgb(0x6C, 0xB9, 0xEC), Tint(Rgb(0x56, 0xB4, 0xE9), 18)),
    },
    Chosen {
        light: (Rgb(0x00, 0x7A, 0x58), Tint(Rgb(0x00, 0x9E, 0x73), 12)),
        dark: (Rgb(0x4F, 0xCB, 0xA2), Tint(Rgb(0x00, 0x9E, 0x73), 22)),
    },
    Chosen {
        light: (Rgb(0x8A, 0x4E, 0x86), Tint(Rgb(0xCC, 0x79, 0xA7), 18)),
        dark: (Rgb(0xDF, 0xA3, 0xCC), Tint(Rgb(0xCC, 0x79, 0xA7), 22)),
    },
    Chosen {
        light: (Rgb(0xB8, 0x46, 0x00), Tint(Rgb(0xD5, 0x5E, 0x00), 14)),
        dark: (Rgb(0xFF, 0x9A, 0x5C), Tint(Rgb(0xD5, 0x5E, 0x00), 24)),
    },
];

impl Chosen {
    fn of(&self, shade: Shade) -> (Rgb, Tint) {
        match shade {
            Shade::Light => self.light,
            Shade::Dark => self.dark,
        }
    }
}

/// The strength of other tints, in hundredths.
const STRENGTH: u8 = 14;
const STRENGTH_DARK: u8 = 22;

impl Theme {
    /// The paint of a tag; grey and dashed for a tag that the tagset does not know.
    pub fn tag(&self, tag: Option<&Tag>) -> TagPaint {
        tag.map_or_else(
            || TagPaint {
                line: self.ink3,
                tint: faded(self.ink3, STRENGTH),
                on_line: self.paper,
                pattern: Pattern::Dashed,
            },
            |tag| {
                let colour = match self.shade {
                    Shade::Light => tag.colour.light,
                    Shade::Dark => tag.colour.dark,
                };
                self.paint(colour, tag.pattern)
            },
        )
    }

    /// The paint of a colour of a tagset, pulled towards the ink until it can be seen on paper.
    pub fn paint(&self, colour: Rgb, pattern: Pattern) -> TagPaint {
        let usual = match self.shade {
            Shade::Light => Tint(colour, STRENGTH),
            Shade::Dark => Tint(colour, STRENGTH_DARK),
        };
        let Tint(hue, part) = CHOSEN
            .iter()
            .map(|chosen| chosen.of(self.shade))
            .find(|(line, _)| *line == colour)
            .map_or(usual, |(_, tint)| tint);
        TagPaint {
            line: self.legible(opaque(colour)),
            tint: faded(opaque(hue), part),
            on_line: match self.shade {
                Shade::Light => self.raised,
                Shade::Dark => self.paper,
            },
            pattern,
        }
    }

    fn legible(&self, colour: Color32) -> Color32 {
        let steps = (0..=10_u8).map(|step| mixed(colour, self.ink, f32::from(step) / 10.0));
        steps.into_iter().find(|mix| contrast(*mix, self.paper) >= CONTRAST).unwrap_or(self.ink)
    }
}

/// The contrast of two opaque colours, from 1 to 21, as WCAG defines it.
pub(super) fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Color32) -> f32 {
    let linear = |part: u8| {
        let part = f32::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

fn mixed(from: Color32, to: Color32, share: f32) -> Color32 {
    let part = |a: u8, b: u8| {
        let (a, b) = (f32::from(a), f32::from(b));
        strength((a + (b - a) * share) / 255.0)
    };
    Color32::from_rgb(part(from.r(), to.r()), part(from.g(), to.g()), part(from.b(), to.b()))
}

fn opaque(Rgb(r, g, b): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// A colour at a strength in hundredths.
fn faded(colour: Color32, hundredths: u8) -> Color32 {
    let alpha = strength(f32::from(hundredths) / 100.0);
    Color32::from_rgba_unmultiplied(colour.r(), colour.g(), colour.b(), alpha)
}

#[cfg(test)]
mod tests {
    use super::super::{DARK, LIGHT, Theme};
    use super::{CHOSEN, contrast};
    use crate::annotation::{Pattern, Rgb};
    use eframe::egui::Color32;
    use proptest::prelude::*;

    fn over(tint: Color32, ground: Color32) -> Color32 {
        let keep = 1.0 - f32::from(tint.a()) / 255.0;
        let part = |t: u8, g: u8| super::strength((f32::from(t) + f32::from(g) * keep) / 255.0);
        Color32::from_rgb(part(tint.r(), ground.r()), part(tint.g(), ground.g()), part(tint.b(), ground.b()))
    }

    #[test]
    fn ink_is_read_on_all_tints_together() {
        for (theme, least) in [(&LIGHT, 8.5), (&DARK, 5.2)] {
            let ground = CHOSEN.iter().fold(theme.paper, |ground, chosen| {
                over(theme.paint(chosen.of(theme.shade).0, Pattern::Solid).tint, ground)
            });
            let reached = contrast(theme.ink, ground);
            assert!(reached >= least, "{:?}: {reached}", theme.shade);
        }
    }

    #[test]
    fn every_grade_of_ink_is_read_on_paper_and_panels() {
        for theme in [&LIGHT, &DARK] {
            for ink in [theme.ink, theme.ink2, theme.ink3, theme.accent] {
                for ground in [theme.paper, theme.panel, theme.raised] {
                    let reached = contrast(ink, ground);
                    assert!(reached >= 4.5, "{:?}: {ink:?} on {ground:?} has {reached}", theme.shade);
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_seen_is_kept() {
        let (colour, _) = CHOSEN[0].light;
        assert_eq!(LIGHT.paint(colour, Pattern::Solid).line, super::opaque(colour));
    }

    proptest! {
        #[test]
        fn any_colour_of_a_tagset_can_be_seen_on_paper(r: u8, g: u8, b: u8) {
            let can_be_seen = |theme: &Theme| {
                contrast(theme.paint(Rgb(r, g, b), Pattern::Solid).line, theme.paper) >= 4.5
            };
            prop_assert!(can_be_seen(&LIGHT));
            prop_assert!(can_be_seen(&DARK));
        }
    }
}
