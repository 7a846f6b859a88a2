//! A list of cards of which one is worked on: that one is kept in sight, and read on by key where it is
//! higher than the list.

use super::theme;
use crate::app::{Command, Direction, Intent};
use crate::ui::keys;
use eframe::egui::{
    Align, Button, Id, Layout, Rect, RichText, ScrollArea, Stroke, TextWrapMode, Ui, UiBuilder, pos2, vec2,
};

/// What of the list has been shown.
#[derive(Debug, Default)]
pub(super) struct CardList {
    /// The card that was worked on in the last frame, and how far below the top of all it stood.
    seen: Option<(usize, f32)>,
    /// When the list was shown last.
    shown: u64,
    turn: Option<Direction>,
    /// Where the card that is worked on ends.
    end: Option<f32>,
}

/// What is read on at a time, of what is in sight.
const STEP: f32 = 0.75;

/// How high the line is that says that the card goes on.
const FOOT: f32 = 28.0;

impl CardList {
    /// Moves the list on, or back, as who reads in a high card wants it.
    pub(super) fn turn(&mut self, direction: Direction) {
        self.turn = Some(direction);
    }

    /// Shows the list in the room that is left; says below when the card that is worked on goes on.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        id: &str,
        intents: &mut Vec<Intent>,
        content: impl FnOnce(&mut Ui, &mut Self, &mut Vec<Intent>),
    ) {
        self.end = None;
        let now = ui.ctx().cumulative_pass_nr();
        if now > self.shown + 2 {
            // It was away: what is worked on may be anything.
            self.seen = None;
        }
        self.shown = now;
        let area = ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).animated(false);
        let shown = area.show(ui, |ui| {
            ui.set_width(ui.available_width() - theme::GRID);
            content(ui, self, intents);
            ui.add_space(theme::GRID * 6.0);
            if let Some(direction) = self.turn.take() {
                let step = ui.clip_rect().height() * STEP;
                ui.scroll_with_delta(vec2(0.0, if direction == Direction::On { -step } else { step }));
            }
        });
        let room = shown.inner_rect;
        // It would lie over what is being typed.
        let typing = ui.ctx().text_edit_focused();
        if !typing && self.end.is_some_and(|end| end > room.bottom() + theme::GRID) {
            goes_on(ui, room, intents);
        }
    }

    /// Has the card that is worked on in sight: with its `head` over it where there is room for both, when it
    /// has become that; and where it was, when others above it have come or gone.
    pub(super) fn keep(&mut self, ui: &Ui, at: usize, card: Rect, head: Option<Rect>) {
        self.end = Some(card.bottom());
        let stands = card.top() - ui.min_rect().top();
        let before = self.seen.replace((at, stands));
        if let Some((_, stood)) = before.filter(|(seen, _)| *seen == at) {
            if (stood - stands).abs() >= 1.0 {
                ui.scroll_with_delta(vec2(0.0, stood - stands));
            }
            return;
        }
        let room = ui.clip_rect().height();
        let rect = head.map(|head| head.union(card)).filter(|both| both.height() < room).unwrap_or(card);
        // From its top on, should it be higher than the list.
        ui.scroll_to_rect(rect, (rect.height() >= room).then_some(Align::Min));
    }
}

/// “more below Ctrl+Page down”, over the bottom of the list.
fn goes_on(ui: &mut Ui, room: Rect, intents: &mut Vec<Intent>) {
    let theme = theme::of(ui);
    let words = RichText::new(format!("more below  {}", keys::of_command(Command::ReadOn)));
    let button = Button::new(words.small().color(theme.ink2))
        .fill(theme.panel)
        .stroke(Stroke::new(theme::HAIRLINE, theme.line))
        .wrap_mode(TextWrapMode::Extend);
    let foot =
        Rect::from_min_max(pos2(room.left(), room.bottom() - FOOT), room.max - vec2(theme::GRID * 2.0, 0.0));
    let over = UiBuilder::new()
        .scope_id(Id::unique("more of the card"))
        .max_rect(foot)
        .layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(over, |ui| {
        if ui.add(button).clicked() {
            intents.push(Intent::Run(Command::ReadOn));
        }
    });
}
