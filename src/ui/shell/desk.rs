//! The article with its cards, and what lies over it.

use super::Shell;
use crate::annotation::{AnnotationId, AnnotationRef};
use crate::app::{Document, Session};
use crate::ui::article_view::{Seen, Shown};
use crate::ui::panels::cards::{self, Beside, picking};
use crate::ui::panels::tag_menu;
use crate::ui::theme;
use eframe::egui::{Rect, Ui, UiBuilder, pos2, vec2};

/// Between the cards of a window too narrow for them and its edges.
const INSET: f32 = theme::GRID * 4.0;

impl Shell {
    /// The article in all the room there is, its cards beside it; in a narrow window the card of the
    /// current annotation lies over the bottom, so that the text never moves.
    pub(super) fn desk(&mut self, ui: &mut Ui) {
        let Some(document) = self.session.document() else { return };
        let area = ui.available_rect_before_wrap();
        let shown = Shown::of(document, self.session.find(), self.session.mode());
        let seen = self.view.article.show(ui, &self.face, &shown, theme::CARDS, &mut self.intents);
        self.view.article_focus = Some(seen.focus);
        self.cards(ui, area, &seen);
        let hint = pos2(seen.column.left(), area.top() + theme::GRID * 3.0);
        picking::show(ui, &self.face, &self.session, hint, &mut self.intents);
        if let Some(caret) = seen.selected {
            tag_menu::show(ui, &self.face, &self.session, caret, &mut self.intents);
        }
    }

    fn cards(&mut self, ui: &mut Ui, area: Rect, seen: &Seen) {
        let beside = seen.cards.width() > 0.0;
        let panel = if beside {
            seen.cards
        } else if let Some(id) = current(&self.session) {
            let words = seen.placed.iter().find(|(placed, _)| placed == id).map(|(_, rect)| *rect);
            narrow(area, words)
        } else {
            return;
        };
        let all: Vec<(AnnotationId, f32)> =
            seen.placed.iter().map(|(id, rect)| (id.clone(), rect.top() - panel.top())).collect();
        let own: Vec<_> = match current(&self.session) {
            _ if beside => all,
            current => current.map(|id| (id.clone(), 0.0)).into_iter().collect(),
        };
        let others: Vec<(AnnotationRef, f32)> = if beside {
            seen.placed_of_others.iter().map(|(of, rect)| (of.clone(), rect.top() - panel.top())).collect()
        } else {
            Vec::new()
        };
        let beside = Beside { own: &own, others: &others, text: seen.column };
        ui.scope_builder(UiBuilder::new().max_rect(panel), |ui| {
            cards::show(ui, &self.face, &self.session, beside, &mut self.view.cards, &mut self.intents);
        });
    }
}

fn current(session: &Session) -> Option<&AnnotationId> {
    session.document().and_then(Document::current_id)
}

/// The room for one card over a narrow window: at the bottom, or on top where it would hide the words
/// that it is about.
fn narrow(area: Rect, words: Option<Rect>) -> Rect {
    let height = (area.height() * 0.45).min(360.0);
    let width = theme::CARDS.min(area.width() - INSET * 2.0);
    let left = area.right() - width - INSET - theme::MINIMAP;
    let low = words
        .is_some_and(|words| words.bottom() > area.bottom() - height && words.top() > area.top() + INSET);
    let top = if low { area.top() + theme::GRID * 2.0 } else { area.bottom() - height };
    Rect::from_min_size(pos2(left, top), vec2(width, height))
}
