//! A line of a list or a menu: a mark, words, and a hint at the right.

use super::text_face::{Look, TextFace};
use super::theme::{self, TagPaint, Theme};
use eframe::egui::epaint::PathShape;
use eframe::egui::{
    Align2, Color32, FontFamily, FontId, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};
use std::f32::consts::{FRAC_PI_2, PI};

/// A line of a list or a menu.
#[derive(Debug)]
pub struct Row<'r> {
    words: &'r str,
    name: String,
    mark: Mark,
    hint: &'r str,
    lines: usize,
    pad: f32,
    role: Role,
    state: RowState,
}

/// What stands before the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    /// Nothing, not even room.
    None,
    /// Room alone, beside rows that have a mark.
    Room,
    /// ○
    Ring,
    /// ◐
    Half,
    /// ●
    Disc,
    /// A box in the colour of a tag with its letter.
    Letter(char, TagPaint),
    /// A tick: what it names is on.
    Tick,
}

/// Whether a row can be clicked, and whether it is the one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RowState {
    /// It can be clicked.
    #[default]
    Plain,
    /// It can be clicked and stands out: it is the current one.
    Chosen,
    /// The keys are on it.
    Pointed,
    /// It cannot be clicked now.
    Disabled,
}

/// Half the width of a round mark.
const DOT: f32 = 3.5;
/// The side of the box of a letter.
const BOX: f32 = 14.0;

impl<'r> Row<'r> {
    /// A line of a list.
    pub fn new(words: &'r str) -> Self {
        Self {
            words,
            name: words.to_owned(),
            mark: Mark::None,
            hint: "",
            lines: 1,
            pad: 7.0,
            role: Role::ListItem,
            state: RowState::Plain,
        }
    }

    /// A line of a menu.
    pub fn in_menu(words: &'r str) -> Self {
        Self { pad: theme::GRID, role: Role::MenuItem, ..Self::new(words) }
    }

    /// To be read, not clicked.
    #[must_use]
    pub fn as_text(self) -> Self {
        Self { role: Role::Label, pad: 2.0, ..self }
    }

    /// The name for a screen reader, where it says more than the words.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// With a mark before the words.
    #[must_use]
    pub fn mark(self, mark: Mark) -> Self {
        Self { mark, ..self }
    }

    /// With our own words at the right.
    #[must_use]
    pub fn hint(self, hint: &'r str) -> Self {
        Self { hint, ..self }
    }

    /// In at most so many lines.
    #[must_use]
    pub fn lines(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    /// In a state.
    #[must_use]
    pub fn state(self, state: RowState) -> Self {
        Self { state, ..self }
    }

    /// The height of a row of one line in a list.
    pub fn height() -> f32 {
        theme::size::UI * theme::size::UI_LINE + 14.0
    }

    /// Shows it as wide as the place is.
    pub fn show(self, ui: &mut Ui, face: &TextFace) -> Response {
        self.show_as(ui, face, None)
    }

    /// As [`Self::show`], under an id that stays when the rows above change.
    pub fn show_as(self, ui: &mut Ui, face: &TextFace, id: Option<Id>) -> Response {
        let theme = theme::of(ui);
        let ink = match self.state {
            RowState::Disabled => theme.ink3.gamma_multiply(0.6),
            RowState::Plain if self.role == Role::ListItem => theme.ink2,
            RowState::Plain | RowState::Chosen | RowState::Pointed => theme.ink,
        };
        let width = ui.available_width();
        let side = theme::GRID * 2.0;
        let hint = face.line(ui.ctx(), self.hint, Look::SMALL, width / 2.0);
        let hint_room = if self.hint.is_empty() { 0.0 } else { hint.width() + side * 2.0 };
        let left = side + self.mark_room();
        let room = (width - left - hint_room - side).max(24.0);
        let laid = face.lines(ui.ctx(), self.words, Look::UI, room, self.lines);
        let line = theme::size::UI * theme::size::UI_LINE;
        let height = laid.height().max(line) + self.pad * 2.0;
        let sense = match (self.state, self.role) {
            (RowState::Disabled, _) | (_, Role::Label) => Sense::hover(),
            (_, Role::MenuItem) => Sense::click(),
            // Lists are walked with the arrows; Tab goes past them.
            _ => Sense::CLICK,
        };
        let response = match id {
            Some(id) => {
                let rect = ui.allocate_space(vec2(width, height)).1;
                ui.interact(rect, id, sense)
            }
            None => ui.allocate_exact_size(vec2(width, height), sense).1,
        };
        let rect = response.rect;
        if ui.is_rect_visible(rect) {
            self.paint_ground(ui, theme, &response);
            let first = rect.top() + self.pad + line / 2.0;
            self.paint_mark(ui, theme, pos2(rect.left() + side, first));
            face.paint(ui.painter(), pos2(rect.left() + left, rect.top() + self.pad), &laid, ink);
            let right = pos2(rect.right() - side - hint.width(), first - hint.height() / 2.0);
            face.paint(ui.painter(), right, &hint, theme.ink3);
        }
        let (enabled, chosen) = (self.state != RowState::Disabled, self.state == RowState::Chosen);
        let role = self.role;
        response.widget_info(|| match (self.mark, role) {
            (Mark::Tick, _) => WidgetInfo::selected(role, enabled, true, &self.name),
            (_, Role::ListItem) => WidgetInfo::selected(role, enabled, chosen, &self.name),
            _ => WidgetInfo::labeled(role, enabled, &self.name),
        });
        response
    }

    fn mark_room(&self) -> f32 {
        match self.mark {
            Mark::None => 0.0,
            Mark::Room | Mark::Ring | Mark::Half | Mark::Disc | Mark::Letter(..) | Mark::Tick => BOX + 6.0,
        }
    }

    fn paint_ground(&self, ui: &Ui, theme: &Theme, response: &Response) {
        let enabled = self.state != RowState::Disabled;
        let fill = match self.state {
            RowState::Chosen => theme.raised,
            RowState::Pointed => theme.selection,
            _ if enabled && self.role != Role::Label && (response.hovered() || response.has_focus()) => {
                theme.hovered
            }
            RowState::Plain | RowState::Disabled => return,
        };
        let stroke = match self.state {
            RowState::Chosen => Stroke::new(theme::HAIRLINE, theme.line),
            RowState::Plain | RowState::Pointed | RowState::Disabled if response.has_focus() => {
                Stroke::new(theme::RING, theme.accent)
            }
            RowState::Plain | RowState::Pointed | RowState::Disabled => Stroke::NONE,
        };
        ui.painter().rect(response.rect, theme::RADIUS, fill, stroke, StrokeKind::Inside);
    }

    fn paint_mark(&self, ui: &Ui, theme: &Theme, left: Pos2) {
        let centre = left + vec2(DOT + 1.0, 0.0);
        let painter = ui.painter();
        match self.mark {
            Mark::None | Mark::Room => {}
            Mark::Ring => {
                painter.circle_stroke(centre, DOT, Stroke::new(1.2, theme.ink3));
            }
            Mark::Half => {
                painter.add(half_disc(centre, theme.accent));
                painter.circle_stroke(centre, DOT, Stroke::new(1.2, theme.accent));
            }
            Mark::Disc => {
                painter.circle_filled(centre, DOT + 0.6, theme.accent);
            }
            Mark::Letter(letter, paint) => {
                letter_box(
                    ui,
                    Rect::from_center_size(left + vec2(BOX / 2.0, 0.0), vec2(BOX, BOX)),
                    letter,
                    paint,
                );
            }
            Mark::Tick => {
                let at = |x: f32, y: f32| left + vec2(x, y);
                painter
                    .line(vec![at(1.0, 0.0), at(4.5, 3.5), at(10.5, -4.0)], Stroke::new(1.6, theme.accent));
            }
        }
    }
}

/// A box in the colour of a tag with its letter: the sign of the tag everywhere.
pub fn letter_box(ui: &Ui, rect: Rect, letter: char, paint: TagPaint) {
    ui.painter().rect_filled(rect, 3.0, paint.line);
    let font = FontId::new(rect.height() * 0.66, FontFamily::Name(theme::SEMIBOLD.into()));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, letter, font, paint.on_line);
}

fn half_disc(centre: Pos2, colour: Color32) -> Shape {
    let arc = (0..=12_u8).map(|step| {
        let angle = FRAC_PI_2 + PI * f32::from(step) / 12.0;
        centre + vec2(angle.cos(), angle.sin()) * DOT
    });
    Shape::Path(PathShape::convex_polygon(arc.collect(), colour, Stroke::NONE))
}
