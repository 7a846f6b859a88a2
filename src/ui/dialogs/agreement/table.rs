//! Numbers in columns, each a value or a dash with the reason.

use super::words::explain;
use crate::review::agreement::{Measured, Undefined};
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use crate::ui::units::times;
use eframe::egui::{
    Align2, Color32, FontId, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// A table of numbers, set to the right.
pub(super) struct Table {
    /// The width of the first column.
    pub(super) first: f32,
    /// That of the others.
    pub(super) column: f32,
}

/// Room for the scroll bar at the right.
const BAR: f32 = 14.0;

/// A number with two digits, or a dash; what the dash means is in the tooltip.
pub(crate) fn number(measured: Measured) -> (String, Option<Undefined>) {
    match measured {
        Ok(number) => {
            let shown = format!("{:.2}", number + 0.0);
            (shown.strip_prefix("0.").map_or(shown.clone(), |rest| format!(".{rest}")), None)
        }
        Err(why) => ("—".to_owned(), Some(why)),
    }
}

impl Table {
    /// The same with so many columns in the room there is, where that is less.
    pub(super) fn within(self, ui: &Ui, columns: usize) -> Self {
        let wanted = self.first + self.column * times(columns);
        let share = ((ui.available_width() - BAR) / wanted).min(1.0);
        Self { first: self.first * share, column: self.column * share }
    }

    /// The names of the columns; what a name means is in its tooltip.
    pub(super) fn head(&self, ui: &mut Ui, names: &[&str]) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        for (nth, name) in names.iter().enumerate() {
            let ink = theme::of(ui).ink2;
            self.cell(ui, rect, nth, name, ink);
            let right = rect.left() + self.first + self.column * times(nth + 1);
            let head = Rect::from_x_y_ranges(right - self.column..=right, rect.y_range());
            explain(ui, head, name);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(theme::HAIRLINE, theme::of(ui).line));
    }

    fn cell(&self, ui: &Ui, row: Rect, nth: usize, words: &str, ink: Color32) {
        let right = row.left() + self.first + self.column * times(nth + 1);
        let font = FontId::proportional(theme::size::SMALL);
        ui.painter().text(pos2(right, row.center().y), Align2::RIGHT_CENTER, words, font, ink);
    }

    /// A row that can be clicked; every cell is a number or why there is none.
    pub(super) fn row(
        &self,
        ui: &mut Ui,
        face: &TextFace,
        name: &str,
        cells: &[(String, Option<Undefined>)],
        sense: Sense,
    ) -> Response {
        let theme = theme::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), sense);
        // Told apart: where the keys are, and what the pointer happens to be over.
        if response.has_focus() {
            ui.painter().rect_filled(rect, theme::RADIUS, theme.selection);
        } else if response.hovered() && sense.senses_click() {
            ui.painter().rect_filled(rect, theme::RADIUS, theme.hovered);
        }
        let line = face.line(ui.ctx(), name, Look::UI, self.first);
        face.paint(
            ui.painter(),
            pos2(rect.left() + 4.0, rect.center().y - line.height() / 2.0),
            &line,
            theme.ink,
        );
        let mut reasons: Vec<String> = Vec::new();
        for (nth, (words, why)) in cells.iter().enumerate() {
            let ink = if why.is_some() { theme.ink3 } else { theme.ink };
            self.cell(ui, rect, nth, words, ink);
            reasons.extend(why.map(|why| why.to_string()));
        }
        let said: Vec<&str> = cells.iter().map(|(words, _)| words.as_str()).collect();
        let role = if sense.senses_click() { Role::Button } else { Role::Label };
        let label = format!("{name}: {}", said.join(", "));
        response.widget_info(|| WidgetInfo::labeled(role, true, &label));
        reasons.dedup();
        if reasons.is_empty() {
            response
        } else {
            response.on_hover_text(format!("— {}", reasons.join("; ")))
        }
    }
}
