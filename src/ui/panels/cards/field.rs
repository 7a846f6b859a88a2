//! A field of a card: words at rest, set by the text face; a text field while it has the focus.
//!
//! Both are one widget with one id, so that Tab goes through and the focus stays.

use super::press::Press;
use crate::annotation::Place;
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use eframe::egui::{EventFilter, FocusDirection, Id, Key, Modifiers, TextEdit, Ui};

/// What is being typed in a field of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typing {
    /// In which field.
    pub(super) field: Id,
    /// What stands there.
    pub(super) text: String,
    /// What the annotation had when the text was last taken from or given to it. Where it has something
    /// else, an undo or a refusal has come between, and the text starts anew from there.
    pub(super) given: String,
    /// The places of the value when the typing began, to outlive a moment in which nothing stands there.
    pub(super) at: Vec<Place>,
}

/// How many lines a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// One; Enter moves on.
    One,
    /// As many as are typed; Enter begins a new one.
    Many,
}

/// A field of a card.
#[derive(Debug)]
pub(super) struct Field<'f> {
    pub(super) id: Id,
    /// For a screen reader.
    pub(super) name: String,
    /// What the annotation has.
    pub(super) value: &'f str,
    /// What to do, where it has nothing.
    pub(super) hint: &'f str,
    /// Says more, with the key.
    pub(super) tip: String,
    pub(super) lines: Lines,
}

impl Field<'_> {
    /// Shows the field; gives back what stands in it when somebody has changed it.
    pub(super) fn show(self, ui: &mut Ui, face: &TextFace, typing: &mut Option<Typing>) -> Option<String> {
        let focused = ui.memory(|memory| memory.has_focus(self.id)) && ui.is_enabled();
        if focused { self.edit(ui, typing) } else { self.rest(ui, face) }
    }

    fn rest(self, ui: &mut Ui, face: &TextFace) -> Option<String> {
        let theme = theme::of(ui);
        let empty = self.value.is_empty();
        let name = if empty { self.name } else { format!("{}: {}", self.name, self.value) };
        let press = Press {
            id: self.id,
            name,
            words: if empty { self.hint } else { self.value },
            ink: if empty { theme.ink3 } else { theme.ink },
            tip: self.tip,
            width: ui.available_width(),
        };
        let response = match self.lines {
            Lines::One => press.show(ui, face),
            Lines::Many => press.show_wrapped(ui, face),
        };
        if response.clicked() {
            response.request_focus();
        }
        None
    }

    fn edit(self, ui: &mut Ui, typing: &mut Option<Typing>) -> Option<String> {
        let mut held = match typing.take() {
            Some(held) if held.field == self.id && held.given == self.value => held,
            _ => Typing {
                field: self.id,
                text: self.value.to_owned(),
                given: self.value.to_owned(),
                at: Vec::new(),
            },
        };
        if self.lines == Lines::One && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
        }
        let edit = match self.lines {
            Lines::One => TextEdit::singleline(&mut held.text).return_key(None),
            Lines::Many => TextEdit::multiline(&mut held.text).desired_rows(1),
        };
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        let edit = edit
            .id(self.id)
            .event_filter(filter)
            .hint_text(self.hint.to_owned())
            .margin(eframe::egui::Margin::symmetric(4, 2))
            .desired_width(ui.available_width());
        let response = ui.add(edit);
        ui.ctx().accesskit_node_builder(self.id, |node| node.set_label(self.name));
        let changed = response.changed().then(|| held.text.clone());
        if let Some(typed) = &changed {
            held.given.clone_from(typed);
        }
        *typing = Some(held);
        changed
    }
}
