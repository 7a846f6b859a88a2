//! The table of the list, of which only rows in sight are drawn, and the same as tabbed text.

use crate::annotation::Tagset;
use crate::app::Row;
use crate::ui::row::letter_box;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::{keys, theme};
use eframe::egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, vec2};
use egui_extras::{Column, TableBuilder, TableRow};

/// What is to be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'s> {
    /// All rows.
    pub(super) rows: &'s [Row],
    /// Those that fit, by their places.
    pub(super) found: &'s [usize],
    /// The row that the keys are on, among those that fit.
    pub(super) at: usize,
    /// The row to be brought into sight.
    pub(super) moved: Option<usize>,
    /// Whether the rows are from several articles.
    pub(super) folder: bool,
}

/// The height of a row.
const ROW: f32 = 26.0;
/// How many rows Page up and Page down go.
pub(super) const PAGE: usize = 15;
const BOX: f32 = 14.0;

impl Shown<'_> {
    /// Shows the table; returns the place of the row that was clicked, among those that fit.
    pub(super) fn show(self, ui: &mut Ui, face: &TextFace, tagset: &Tagset) -> Option<usize> {
        let height = (ui.ctx().content_rect().height() - 240.0).max(160.0);
        let mut clicked = None;
        let mut builder = TableBuilder::new(ui)
            .sense(Sense::click())
            .cell_layout(Layout::left_to_right(Align::Center))
            .max_scroll_height(height)
            .min_scrolled_height(height)
            .column(Column::exact(104.0))
            .column(Column::remainder().at_least(160.0).clip(true))
            .column(Column::initial(150.0).at_least(60.0).resizable(true).clip(true))
            .column(Column::exact(44.0))
            .column(Column::initial(96.0).at_least(50.0).resizable(true).clip(true));
        if self.folder {
            builder = builder.column(Column::initial(170.0).at_least(60.0).resizable(true).clip(true));
        }
        if let Some(at) = self.moved {
            builder = builder.scroll_to_row(at, None);
        }
        let table = builder.header(22.0, |mut head| {
            let names = ["Tag", "Words", "Speaker", "¶", "Annotator", "Article"];
            for name in names.into_iter().take(if self.folder { 6 } else { 5 }) {
                head.col(|ui| {
                    ui.label(theme::head(theme::of(ui), name));
                });
            }
        });
        table.body(|body| {
            body.rows(ROW, self.found.len(), |mut line| {
                let at = line.index();
                let Some(row) = self.found.get(at).and_then(|place| self.rows.get(*place)) else { return };
                line.set_selected(at == self.at);
                self.cells(&mut line, face, tagset, row);
                let response = line.response();
                let title = tagset.tag(&row.tag).map_or(&*row.tag, |tag| tag.title.as_str());
                response.widget_info(|| {
                    WidgetInfo::selected(Role::Row, true, at == self.at, format!("{title}: {}", row.words))
                });
                if response.clicked() {
                    clicked = Some(at);
                }
            });
        });
        clicked
    }

    fn cells(self, line: &mut TableRow<'_, '_>, face: &TextFace, tagset: &Tagset, row: &Row) {
        line.col(|ui| {
            let theme = theme::of(ui);
            let tag = tagset.tag(&row.tag);
            let (rect, _) = ui.allocate_exact_size(vec2(BOX, BOX), Sense::hover());
            letter_box(ui, rect, keys::letter_of(tagset, &row.tag), theme.tag(tag));
            face.words(tag.map_or(&*row.tag, |tag| tag.title.as_str())).show(ui);
        });
        line.col(|ui| {
            face.words(&row.words).show(ui);
        });
        line.col(|ui| {
            face.words(&row.speaker).ink(theme::of(ui).ink2).show(ui);
        });
        line.col(|ui| {
            ui.weak(format!("¶{}", row.paragraph));
        });
        line.col(|ui| {
            face.words(row.annotator.as_str()).look(Look::SMALL).ink(theme::of(ui).ink2).show(ui);
        });
        if self.folder {
            line.col(|ui| {
                face.words(&row.title).look(Look::SMALL).ink(theme::of(ui).ink2).show(ui);
            });
        }
    }
}

/// The rows as lines of cells parted by tabulators, with a head.
pub(super) fn tabbed(rows: &[Row], found: &[usize]) -> String {
    let mut table = String::from("tag\twords\tspeaker\tparagraph\tannotator\tnote\tarticle\n");
    for row in found.iter().filter_map(|place| rows.get(*place)) {
        let paragraph = row.paragraph.to_string();
        let cells =
            [&*row.tag, &row.words, &row.speaker, &paragraph, row.annotator.as_str(), &row.note, &row.title]
                .map(cell);
        table.push_str(&cells.join("\t"));
        table.push('\n');
    }
    table
}

/// The words of a cell on one line, which no spreadsheet takes for a formula.
fn cell(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.starts_with(['=', '+', '-', '@']) { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_one_line_and_no_formula() {
        assert_eq!(cell("a\tb\nc"), "a b c");
        assert_eq!(cell("=1+1"), "'=1+1");
    }
}
