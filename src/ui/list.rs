//! A list of rows of which only those in sight are drawn, walked with the arrows.

use super::row::{Row, RowState};
use super::units::{times, whole};
use eframe::egui::{EventFilter, Id, Key, Modifiers, Response, Role, ScrollArea, Sense, Ui, WidgetInfo};
use std::ops::Range;

/// Where the keys and the scroll bar are in a list.
#[derive(Debug, Clone, Default)]
pub struct ListView {
    pointed: Option<usize>,
    focus: bool,
    /// The row to be brought into sight.
    reveal: Option<usize>,
    /// The current row as it was shown last.
    seen: Option<usize>,
    offset: f32,
}

impl ListView {
    /// Puts the focus into the list when it is shown next.
    pub fn focus(&mut self) {
        self.focus = true;
    }
}

/// What a list is called and which of its rows is the current one.
#[derive(Debug, Clone, Copy)]
pub struct List<'l> {
    /// Its id, which the focus is asked for.
    pub id: Id,
    /// Its name for a screen reader.
    pub name: &'l str,
    /// How many rows it has.
    pub count: usize,
    /// The current row.
    pub current: Option<usize>,
    /// The most points that it takes; what is left if nothing is said.
    pub height: Option<f32>,
}

/// A row as the list wants it drawn.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its place in the list, from 0.
    pub at: usize,
    /// Its id.
    pub id: Id,
    /// How it stands out.
    pub state: RowState,
    /// The most lines of its words.
    pub lines: usize,
}

/// Longer lists have rows of one line and one height, so that those out of sight cost nothing.
const SHORT: usize = 150;

/// Between rows.
const SPACE: f32 = 2.0;

impl List<'_> {
    /// Shows the list; returns the row that was clicked or taken with Enter.
    pub fn show(
        self,
        ui: &mut Ui,
        view: &mut ListView,
        mut row: impl FnMut(&mut Ui, Place) -> Response,
    ) -> Option<usize> {
        ui.spacing_mut().item_spacing.y = SPACE;
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        let page = ui.available_height().min(self.height.unwrap_or(f32::INFINITY));
        let mut chosen = if has_focus { self.keys(ui, view, page) } else { None };
        if view.seen != self.current {
            view.seen = self.current;
            view.reveal = view.reveal.or(self.current);
        }
        let reveal = view.reveal.take();
        let mut show_row = |ui: &mut Ui, at: usize, lines: usize| {
            let state = match (has_focus && view.pointed == Some(at), self.current == Some(at)) {
                (true, _) => RowState::Pointed,
                (false, true) => RowState::Chosen,
                (false, false) => RowState::Plain,
            };
            let response = row(ui, Place { at, id: self.id.with(at), state, lines });
            if response.clicked() {
                chosen = Some(at);
            }
            response
        };
        let mut area = ScrollArea::vertical().id_salt(self.id).animated(false).auto_shrink([false, true]);
        if let Some(height) = self.height {
            area = area.max_height(height);
        }
        let step = Row::height() + SPACE;
        let output = if self.count <= SHORT {
            area.show(ui, |ui| {
                for at in 0..self.count {
                    let response = show_row(ui, at, 2);
                    if reveal == Some(at) {
                        response.scroll_to_me(None);
                    }
                }
            })
        } else {
            if let Some(offset) = reveal.and_then(|at| scrolled(view.offset, page, times(at) * step)) {
                area = area.vertical_scroll_offset(offset);
            }
            area.show_rows(ui, Row::height(), self.count, |ui, range: Range<usize>| {
                for at in range {
                    show_row(ui, at, 1);
                }
            })
        };
        view.offset = output.state.clamped_offset().y;
        let whole = ui.interact(output.inner_rect, self.id, Sense::focusable_noninteractive());
        whole.widget_info(|| WidgetInfo::labeled(Role::List, true, self.name));
        if std::mem::take(&mut view.focus) {
            whole.request_focus();
            // Only from the next frame on are the arrows the list’s own.
            ui.request_repaint();
            view.pointed = self.current.or(Some(0)).filter(|at| *at < self.count);
        }
        chosen
    }

    /// Moves the row that the keys are on; Enter takes it.
    fn keys(self, ui: &Ui, view: &mut ListView, page: f32) -> Option<usize> {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        let last = self.count.checked_sub(1)?;
        let at = view.pointed.or(self.current).unwrap_or_default().min(last);
        view.pointed = Some(at);
        let page = whole(page / (Row::height() + SPACE)).max(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = if pressed(Key::ArrowDown) {
            (at + 1).min(last)
        } else if pressed(Key::ArrowUp) {
            at.saturating_sub(1)
        } else if pressed(Key::PageDown) {
            (at + page).min(last)
        } else if pressed(Key::PageUp) {
            at.saturating_sub(page)
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            last
        } else {
            return pressed(Key::Enter).then_some(at);
        };
        view.pointed = Some(to);
        view.reveal = Some(to);
        None
    }
}

/// How far to scroll so that a row at `top` is in sight; nothing if it is.
fn scrolled(offset: f32, page: f32, top: f32) -> Option<f32> {
    let bottom = top + Row::height();
    if top < offset {
        Some(top)
    } else if bottom > offset + page {
        Some(bottom - page)
    } else {
        None
    }
}
