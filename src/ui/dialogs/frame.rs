//! What all dialogs have in common: the ground, the title, the way out.

use crate::ui::field::outlined;
use crate::ui::theme;
use eframe::egui::{
    Align, Align2, Button, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Response, RichText, Role,
    ScrollArea, Stroke, TextEdit, Ui, WidgetInfo, vec2,
};

/// Whether a dialog stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Stays,
    /// It is done with.
    Closes,
}

/// How far below the top of the window a dialog hangs, where there is room.
const TOP: f32 = 64.0;

/// Shows a dialog over the window; Esc, the × and a click beside it close it.
///
/// It hangs from the top: what stands in it keeps its place under the pointer when something below it grows.
pub(super) fn show(ui: &Ui, title: &str, width: f32, content: impl FnOnce(&mut Ui) -> Fate) -> Fate {
    let theme = theme::of(ui);
    let frame = Frame::window(ui.style())
        .fill(theme.panel)
        .stroke(Stroke::new(theme::HAIRLINE, theme.line))
        .inner_margin(Margin::same(20));
    let screen = ui.ctx().content_rect();
    let id = Id::unique("dialog").with(title);
    let top = vec2(0.0, TOP.min(screen.height() * 0.08));
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, top);
    let shown = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(screen.width() - 72.0));
        ui.set_max_height(screen.height() - 96.0);
        let closed = title_bar(ui, title);
        ui.add_space(theme::GRID * 2.0);
        match (content(ui), closed) {
            (Fate::Stays, Fate::Stays) => Fate::Stays,
            (Fate::Closes, _) | (_, Fate::Closes) => Fate::Closes,
        }
    });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Dialog, true, title));
    if shown.should_close() { Fate::Closes } else { shown.inner }
}

fn title_bar(ui: &mut Ui, title: &str) -> Fate {
    ui.horizontal(|ui| {
        let head = ui.label(theme::semibold(title).size(16.0));
        head.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::new("×").frame_when_inactive(false));
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close"));
            if close.on_hover_text("Close (Esc)").clicked() { Fate::Closes } else { Fate::Stays }
        })
        .inner
    })
    .inner
}

/// The part of a dialog that scrolls where the window is low, by Page up and Page down too; leaves room for what
/// stands below.
pub(super) fn scrolling(ui: &mut Ui, below: f32, content: impl FnOnce(&mut Ui)) {
    let height = (ui.ctx().content_rect().height() - 180.0 - below).max(120.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        content(ui);
        for (key, pages) in [(Key::PageDown, -0.8), (Key::PageUp, 0.8)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                ui.scroll_with_delta(vec2(0.0, height * pages));
            }
        }
    });
}

/// What a title, some lines, the foot and the margins take of the window’s height.
const BESIDE_PARTS: f32 = 240.0;

/// One of several parts of a dialog that scroll, whose shares are 1 together: it takes no more than its `share` of
/// the room that is left.
pub(super) fn sharing(ui: &mut Ui, id: &str, share: f32, content: impl FnOnce(&mut Ui)) {
    let room = (ui.ctx().content_rect().height() - BESIDE_PARTS).max(120.0);
    let area = ScrollArea::vertical().id_salt(id).max_height(room * share).animated(false);
    area.auto_shrink([false, true]).show(ui, content);
}

/// The buttons at the foot, from the right: the first is what Ctrl+Enter does.
pub(super) fn foot(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.add_space(theme::GRID * 3.0);
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), content);
}

/// Whether a button can be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ready {
    /// It can.
    Yes,
    /// Something is missing.
    No,
}

/// The button that does what the dialog is for.
pub(super) fn primary(ui: &mut Ui, words: &str, ready: Ready) -> Response {
    let theme = theme::of(ui);
    let ready = ready == Ready::Yes;
    let (ink, fill) = if ready { (theme.raised, theme.accent) } else { (theme.ink3, theme.hovered) };
    let button = Button::new(theme::semibold(words).color(ink)).fill(fill);
    ui.add_enabled(ready, button).on_hover_text(format!("{words} (Ctrl+Enter)"))
}

/// Whether Ctrl+Enter was pressed, or Enter while nothing that takes it has the focus.
///
/// To be asked after the fields were shown: a field of one line gives the focus up at Enter.
pub(super) fn confirmed(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
        || (ui.memory(|memory| memory.focused().is_none())
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)))
}

/// A line of a form: its name, and a field below.
pub(super) fn field(ui: &mut Ui, name: &str, hint: &str, value: &mut String) -> Response {
    let label = ui.label(RichText::new(name).small().color(theme::of(ui).ink2));
    let field = TextEdit::singleline(value)
        .hint_text(hint.to_owned())
        .desired_width(f32::INFINITY)
        .margin(vec2(theme::GRID * 2.0, theme::GRID + 1.0));
    let response = outlined(ui, field).labelled_by(label.id);
    ui.add_space(theme::GRID);
    response
}

/// The focus into a field when its dialog has just opened.
pub(super) fn focus_once(focused: &mut Focused, response: &Response) {
    if std::mem::replace(focused, Focused::Yes) == Focused::NotYet {
        response.request_focus();
    }
}

/// Whether the first field has got the focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Focused {
    /// The dialog has just opened.
    #[default]
    NotYet,
    /// It has.
    Yes,
}

/// A sentence that explains, standing back.
pub(super) fn say(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).color(theme::of(ui).ink2));
}

/// The name of a part of a dialog.
pub(super) fn head(ui: &mut Ui, words: &str) -> Response {
    ui.label(RichText::new(words).small().color(theme::of(ui).ink2))
}
