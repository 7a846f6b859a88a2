//! What can be done with a card: a word with its key before it.

use crate::app::Command;
use crate::ui::{keys, theme};
use eframe::egui::text::LayoutJob;
use eframe::egui::{Button, FontFamily, FontId, Response, Role, TextFormat, Ui, WidgetInfo};

/// Shows “**R** reject all”; a click is the command.
pub(crate) fn show(ui: &mut Ui, words: &str, command: Command) -> Response {
    labelled(ui, words, &keys::of_command(command), command)
}

/// The same without its key, where that would do something else.
pub(crate) fn without_key(ui: &mut Ui, words: &str, command: Command) -> Response {
    labelled(ui, words, "", command)
}

fn labelled(ui: &mut Ui, words: &str, key: &str, command: Command) -> Response {
    let ink = theme::of(ui).ink2;
    let format = |family| TextFormat::simple(FontId::new(theme::size::SMALL, family), ink);
    let mut job = LayoutJob::default();
    job.append(key, 0.0, format(FontFamily::Name(theme::SEMIBOLD.into())));
    job.append(words, if key.is_empty() { 0.0 } else { 4.0 }, format(FontFamily::Proportional));
    let button = ui.add(Button::new(job).frame_when_inactive(false));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), command.title()));
    button.on_hover_text(keys::hinted(command.title(), command))
}
