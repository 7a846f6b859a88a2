//! The table of the list, of which only rows in sight are drawn, and the same as tabbed text.

use crate::annotation::Tagset;
use crate::app::Row;
use crate::ui::row::letter_box;
use crate::ui::text_face::{Look, TextFace, Words};
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
/// Between the edge of a cell and what is in it.
const PAD: f32 = 4.0;

impl Shown<'_> {
    /// Shows the table; returns the place of the row that was clicked, among those that fit.
    pub(super) fn show(self, ui: &mut Ui, face: &TextFace, tagset: &Tagset) -> Option<usize> {
        let height = (ui.ctx().content_rect().height() - 240.0).max(160.0);
        let mut clicked = None;
        // A row has no gap in which a click would be lost: cells keep their distance themselves.
        ui.spacing_mut().item_spacing.x = 0.0;
        let mut builder = TableBuilder::new(ui)
            .id_salt(if self.folder { "of the folder" } else { "of the article" })
            .sense(Sense::click())
            .cell_layout(Layout::left_to_right(Align::Center))
            .max_scroll_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, false])
            .column(Column::exact(104.0))
            .column(Column::remainder().at_least(160.0).clip(true))
            .column(Column::exact(150.0).clip(true))
            .column(Column::exact(44.0))
            .column(Column::exact(96.0).clip(true));
        if self.folder {
            builder = builder.column(Column::exact(170.0).clip(true));
        }
        if let Some(at) = self.moved {
            builder = builder.scroll_to_row(at, None);
        }
        let table = builder.header(22.0, |mut head| {
            let names = ["Tag", "Words", "Speaker", "¶", "Annotator", "Article"];
            for name in names.into_iter().take(if self.folder { 6 } else { 5 }) {
                head.col(|ui| {
                    ui.add_space(PAD);
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
            ui.add_space(PAD);
            let (rect, _) = ui.allocate_exact_size(vec2(BOX, BOX), Sense::hover());
            letter_box(ui, rect, keys::letter_of(tagset, &row.tag), theme.tag(tag));
            ui.add_space(PAD);
            face.words(tag.map_or(&*row.tag, |tag| tag.title.as_str())).show(ui);
        });
        line.col(|ui| {
            cell(ui, face.words(&row.words));
        });
        line.col(|ui| {
            let ink = theme::of(ui).ink2;
            cell(ui, face.words(&row.speaker).ink(ink));
        });
        line.col(|ui| {
            ui.add_space(PAD);
            ui.weak(format!("¶{}", row.paragraph));
        });
        line.col(|ui| {
            let ink = theme::of(ui).ink2;
            cell(ui, face.words(row.annotator.as_str()).look(Look::SMALL).ink(ink));
        });
        if self.folder {
            line.col(|ui| {
                let ink = theme::of(ui).ink2;
                cell(ui, face.words(&row.title).look(Look::SMALL).ink(ink));
            });
        }
    }
}

/// Words in a cell, at a distance from its edges.
fn cell(ui: &mut Ui, words: Words<'_>) {
    ui.add_space(PAD);
    let width = ui.available_width() - PAD;
    words.width(width).show(ui);
}

/// The rows as lines of cells parted by tabulators, with a head.
pub(super) fn tabbed(rows: &[Row], found: &[usize]) -> String {
    let mut table = String::from("tag\twords\tspeaker\tparagraph\tannotator\tnote\tarticle\n");
    for row in found.iter().filter_map(|place| rows.get(*place)) {
        let paragraph = row.paragraph.to_string();
        let cells =
            [&*row.tag, &row.words, &row.speaker, &paragraph, row.annotator.as_str(), &row.note, &row.title]
                .map(plain);
        table.push_str(&cells.join("\t"));
        table.push('\n');
    }
    table
}

/// The words of a cell on one line, which no spreadsheet takes for a formula.
fn plain(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.starts_with(['=', '+', '-', '@']) { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_cell_is_one_line_and_no_formula() {
        assert_eq!(plain("a\tb\nc"), "a b c");
        assert_eq!(plain("=1+1"), "'=1+1");
    }
}
