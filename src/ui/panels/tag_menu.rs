//! The tags beside a selection, for the hand that is on the mouse; it never takes the focus.

use crate::app::{Access, Intent, Mode, Session};
use crate::ui::row::letter_box;
use crate::ui::text_face::TextFace;
use crate::ui::{rule, theme};
use eframe::egui::{Area, Frame, Id, Margin, Order, Rect, Role, Sense, Ui, WidgetInfo, vec2};
use std::sync::Arc;

/// Width and height of a tag's box with the room around it.
const BOX: f32 = 24.0;
/// The widest that a tooltip is.
const TOOLTIP: f32 = 320.0;

/// Shows the tags under the caret of a selection; a click tags the selection.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, caret: Rect, intents: &mut Vec<Intent>) {
    let writable = session.document().is_some_and(|document| *document.access() == Access::Writable);
    if *session.mode() != Mode::Reading || !writable {
        return;
    }
    let theme = theme::of(ui);
    let at = caret.left_bottom() + vec2(-theme::GRID * 3.0, theme::GRID * 1.5);
    let menu = Area::new(Id::unique("tags at the selection")).order(Order::Middle).fade_in(false);
    menu.accessible_name("Tag the selection").fixed_pos(at).show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style()).fill(theme.raised).inner_margin(Margin::same(4));
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(theme::GRID, 0.0);
            ui.horizontal(|ui| {
                for tag in &session.tagset().tags {
                    let (rect, response) = ui.allocate_exact_size(vec2(BOX, BOX), Sense::click());
                    response.widget_info(|| {
                        WidgetInfo::labeled(Role::Button, true, format!("Tag as {}", tag.title))
                    });
                    let letter = tag.key.or(tag.title.chars().next()).unwrap_or(' ').to_ascii_uppercase();
                    letter_box(ui, rect.shrink(3.0), letter, theme.tag(Some(tag)));
                    let words = format!("{}: {}", tag.title, rule::first_sentence(&tag.rule));
                    let response = response.on_hover_ui(|ui| {
                        face.words(&words).wrapped().width(TOOLTIP).show(ui);
                    });
                    if response.clicked() {
                        intents.push(Intent::Tag(Arc::clone(&tag.name)));
                    }
                }
            });
        });
    });
}
