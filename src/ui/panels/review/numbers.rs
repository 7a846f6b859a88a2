//! How much the annotators agree on this article, by tag, under the queue.

use super::Scene;
use crate::app::{Command, Intent};
use crate::review::agreement::f1::Measure;
use crate::review::agreement::{Measured, Undefined};
use crate::ui::dialogs::agreement::{explain, number};
use crate::ui::keys;
use crate::ui::text_face::Look;
use crate::ui::theme;
use eframe::egui::{Align2, Button, FontId, Rect, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// The heads of the columns, and how far their right edge is from that of the table.
const COLUMNS: [(&str, f32); 3] = [("exact F1", 124.0), ("overlap", 44.0), ("u-α", 0.0)];

/// The room of a head.
const HEAD: f32 = 48.0;

/// Shows the table; nothing where nobody can be compared.
pub(super) fn show(ui: &mut Ui, scene: Scene<'_>, intents: &mut Vec<Intent>) {
    let report = scene.reviewing.report();
    if report.articles == 0 || report.labels.is_empty() {
        return;
    }
    ui.add_space(theme::GRID);
    ui.horizontal(|ui| {
        ui.label(theme::head(scene.theme, "Agreement"));
        let more = Button::new(RichText::new("more…").small().color(scene.theme.ink2));
        let more = ui.add(more.frame_when_inactive(false));
        if more.on_hover_text(keys::hinted("All numbers", Command::Agreement)).clicked() {
            intents.push(Intent::Run(Command::Agreement));
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let heads = row(ui, scene, "", &COLUMNS.map(|(head, _)| (head.to_owned(), None)));
    for (head, right) in COLUMNS {
        let right = heads.right() - right;
        explain(ui, Rect::from_x_y_ranges(right - HEAD..=right, heads.y_range()), head);
    }
    for (at, label) in report.labels.iter().enumerate() {
        let title = scene.document.tagset().tag(label).map_or(&**label, |tag| tag.title.as_str());
        let alpha: Measured = report.unitizing.labels.get(at).copied().unwrap_or(Err(Undefined::NoUnits));
        let numbers = [
            number(report.label_f1(at, Measure::Exact)),
            number(report.label_f1(at, Measure::OverlapSameLabel)),
            number(alpha),
        ];
        row(ui, scene, title, &numbers);
    }
}

fn row(ui: &mut Ui, scene: Scene<'_>, name: &str, cells: &[(String, Option<Undefined>)]) -> Rect {
    let theme = scene.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let line = scene.face.line(ui.ctx(), name, Look::SMALL, rect.width() - 180.0);
    scene.face.paint(
        ui.painter(),
        pos2(rect.left(), rect.center().y - line.height() / 2.0),
        &line,
        theme.ink,
    );
    let font = FontId::proportional(theme::size::SMALL);
    for ((words, why), (_, right)) in cells.iter().zip(COLUMNS) {
        let ink = if name.is_empty() || why.is_some() { theme.ink2 } else { theme.ink };
        let at = pos2(rect.right() - right, rect.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, words, font.clone(), ink);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(theme::HAIRLINE, theme.line));
    let said: Vec<&str> = cells.iter().map(|(words, _)| words.as_str()).collect();
    let words = format!("{name}: {}", said.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let reasons: Vec<String> = cells.iter().filter_map(|(_, why)| Some(format!("— {}", (*why)?))).collect();
    if let Some(reason) = reasons.first() {
        response.on_hover_text(reason);
    }
    rect
}
