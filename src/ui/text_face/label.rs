//! Labels: foreign words in a panel, on one line or wrapped, cut with … where they are too long.

use super::{Look, Paragraph, TextFace};
use crate::text::ByteOffset;
use crate::ui::theme;
use crate::ui::units::times;
use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, Context, Response, Sense, Ui, WidgetInfo, vec2};
use std::borrow::Cow;
use std::rc::Rc;
use unicode_segmentation::UnicodeSegmentation as _;

/// Characters beyond this are not laid out.
const LONGEST: usize = 4096;

/// Words to be shown in a panel; made by [`TextFace::words`], shown by [`Words::show`].
#[derive(Debug)]
#[must_use = "words are drawn by `show`"]
pub struct Words<'f> {
    face: &'f TextFace,
    shown: Cow<'f, str>,
    look: Look,
    ink: Option<Color32>,
    lines: usize,
    width: Option<f32>,
    sense: Sense,
    role: Role,
}

impl TextFace {
    /// Words for a panel: on one line, in the look of the window, as wide as there is room.
    pub fn words<'f>(&'f self, words: &'f str) -> Words<'f> {
        Words {
            face: self,
            shown: readable(words),
            look: Look::UI,
            ink: None,
            lines: 1,
            width: None,
            sense: Sense::hover(),
            role: Role::Label,
        }
    }

    /// Words on one line at most `width` points wide, cut with … where they are longer.
    pub fn line(&self, ctx: &Context, words: &str, look: Look, width: f32) -> Rc<Paragraph> {
        self.fitted(ctx, &readable(words), look, width, 1).0
    }

    /// The same for words put together from [`isolated`] ones.
    pub fn composed_line(&self, ctx: &Context, words: &str, look: Look, width: f32) -> Rc<Paragraph> {
        self.fitted(ctx, words, look, width, 1).0
    }

    /// Words in at most `lines` lines at most `width` points wide, cut with … where they are longer.
    pub fn lines(&self, ctx: &Context, words: &str, look: Look, width: f32, lines: usize) -> Rc<Paragraph> {
        self.fitted(ctx, &readable(words), look, width, lines).0
    }

    /// Words in at most `lines` lines; and whether all of them are there.
    fn fitted(
        &self,
        ctx: &Context,
        words: &str,
        look: Look,
        width: f32,
        lines: usize,
    ) -> (Rc<Paragraph>, Cut) {
        self.begin_frame(ctx);
        let ppp = ctx.pixels_per_point();
        let width = width.max(look.size);
        let within = (lines > 1).then_some(width);
        let whole = self.layout(words, &look, within, ppp, &[]);
        if fits(&whole, width, lines) {
            return (whole, Cut::No);
        }
        // As much as could fit by the advance of its clusters, then one cluster fewer until it does.
        let room = width * times(lines) - self.layout("…", &look, None, ppp, &[]).width();
        let mut taken = 0.0;
        let mut ends: Vec<usize> = Vec::new();
        for (at, cluster) in words.grapheme_indices(true) {
            let end = at + cluster.len();
            let patches = whole.rects(ByteOffset::at(at)..ByteOffset::at(end));
            taken += patches.iter().map(|patch| patch.rect.width()).sum::<f32>();
            if taken > room {
                break;
            }
            ends.push(end);
        }
        while let Some(end) = ends.pop() {
            let start = words.get(..end).unwrap_or_default().trim_end();
            let shorter = self.layout(&format!("{start}…"), &look, within, ppp, &[]);
            if fits(&shorter, width, lines) {
                return (shorter, Cut::Yes);
            }
        }
        (self.layout("…", &look, None, ppp, &[]), Cut::Yes)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    No,
    Yes,
}

fn fits(paragraph: &Paragraph, width: f32, lines: usize) -> bool {
    paragraph.line_count() <= lines && paragraph.width() <= width + 0.5
}

impl Words<'_> {
    /// How they are set.
    pub fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// Their colour; the theme's ink if none is given.
    pub fn ink(self, ink: Color32) -> Self {
        Self { ink: Some(ink), ..self }
    }

    /// At most so many lines.
    pub fn lines(self, lines: usize) -> Self {
        Self { lines: lines.max(1), ..self }
    }

    /// As many lines as it takes.
    pub fn wrapped(self) -> Self {
        Self { lines: usize::MAX, ..self }
    }

    /// At most so wide; otherwise as wide as there is room.
    pub fn width(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }

    /// What the words react to; nothing if not said.
    pub fn sense(self, sense: Sense) -> Self {
        Self { sense, ..self }
    }

    /// What they are for a screen reader; a label if not said.
    pub fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// Takes the room, paints the words, and says what happened to them.
    pub fn show(self, ui: &mut Ui) -> Response {
        let Self { face, shown: words, look, ink, lines, width, sense, role } = self;
        let width = width.unwrap_or_else(|| ui.available_width());
        // Lines cannot be counted without an end, and no label has a million.
        let (paragraph, cut) = face.fitted(ui.ctx(), &words, look, width, lines.min(1_000_000));
        let size = vec2(paragraph.width().min(width).ceil(), paragraph.height());
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &*words));
        if ui.is_rect_visible(rect) {
            let ink = ink.unwrap_or_else(|| theme::of(ui).ink);
            let ink = if ui.is_enabled() { ink } else { ui.visuals().disable(ink) };
            face.paint(ui.painter(), rect.min, &paragraph, ink);
            if response.has_focus() {
                let ring = eframe::egui::Stroke::new(theme::RING, theme::of(ui).accent);
                let outside = eframe::egui::StrokeKind::Outside;
                ui.painter().rect_stroke(rect.expand(2.0), f32::from(theme::RADIUS) / 2.0, ring, outside);
            }
        }
        if cut == Cut::Yes {
            return response.on_hover_ui(|ui| {
                face.words(&words).wrapped().width(theme::CARDS).show(ui);
            });
        }
        response
    }
}

/// Words as they can be shown on a line of their own without deceiving about what they say.
///
/// Line breaks and TABs become blanks; other control characters `�`; what only turns the direction of the
/// words that follow is left out, since a file name may use it to seem another.
pub fn readable(words: &str) -> Cow<'_, str> {
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(at, _)| at);
    let short = words.get(..end).unwrap_or_default();
    if !short.contains(|c: char| c.is_control() || turns(c) || breaks(c)) {
        return Cow::Borrowed(short);
    }
    let shown = short.chars().filter(|c| !turns(*c)).map(|c| match c {
        '\t' | '\n' | '\r' => ' ',
        c if breaks(c) => ' ',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    });
    Cow::Owned(shown.collect())
}

/// Words made safe to stand in a line with others: they keep their own order, and change nobody else's.
///
/// For words that are put together with ours (“outlet · date”) and laid out by [`TextFace::layout`]; labels
/// made by [`TextFace::words`] leave the marks out and need none, since each is a paragraph of its own.
pub fn isolated(words: &str) -> String {
    format!("\u{2068}{}\u{2069}", readable(words))
}

/// Embeddings, overrides and isolates. The marks that settle a neutral character stay: they deceive nobody.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What Unicode counts as the end of a line beside the control characters.
fn breaks(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}')
}
