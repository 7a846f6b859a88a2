//! The article with its cards, and what lies over it.

use super::Shell;
use crate::annotation::{AnnotationId, AnnotationRef};
use crate::app::{Correcting, Document, Mode, Reviewing, Session};
use crate::ui::article_view::{self, Lanes, Over, Seen, Shown};
use crate::ui::panels::cards::{self, Beside, picking};
use crate::ui::panels::{corrections, review, tag_menu};
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
        let lanes = self.session.reviewing().map(|reviewing| Lanes::of(reviewing, self.session.colours()));
        let pinned = self.session.correcting().map(article_view::pins).unwrap_or_default();
        let decided = self.session.reviewing().and_then(Reviewing::framed);
        let answered = self.session.correcting().and_then(Correcting::framed);
        let shown = Shown {
            lanes: lanes.as_ref(),
            pins: &pinned,
            framed: decided.as_ref().or(answered),
            over: over(&self.session),
            ..Shown::of(document, self.session.find(), self.session.mode())
        };
        let seen = self.view.article.show(ui, &self.face, &shown, theme::CARDS, &mut self.intents);
        self.view.article_focus = Some(seen.focus);
        if over(&self.session) == Over::Cards {
            self.answers(ui, area, &seen);
        } else {
            self.cards(ui, area, &seen);
        }
        let hint = match (self.session.mode(), placed(&seen, current(&self.session))) {
            (Mode::PickingKind { .. }, Some(words))
                if words.bottom() < area.bottom() - area.height() / 3.0 =>
            {
                words.left_bottom() + vec2(0.0, theme::GRID * 2.0)
            }
            _ => pos2(seen.column.left(), area.top() + theme::GRID * 3.0),
        };
        picking::show(ui, &self.face, &self.session, hint, &mut self.intents);
        if let Some(caret) = seen.selected {
            tag_menu::show(ui, &self.face, &self.session, caret, &mut self.intents);
        }
    }

    /// The cases of a review, or the corrections to the own tags, in place of the cards.
    fn answers(&mut self, ui: &mut Ui, area: Rect, seen: &Seen) {
        let beside = seen.cards.width() > 0.0;
        let panel = if beside { seen.cards } else { lower(area) };
        if !beside {
            let ground = panel.expand2(vec2(theme::GRID * 2.0, 0.0));
            ui.painter().rect_filled(ground, theme::CARD_RADIUS, theme::of(ui).panel);
        }
        ui.scope_builder(UiBuilder::new().max_rect(panel), |ui| {
            let Self { session, face, view, intents, .. } = self;
            if session.is_deciding() {
                review::show(ui, face, session, &mut view.review, intents);
            } else {
                corrections::show(ui, face, session, &mut view.corrections, intents);
            }
        });
    }

    fn cards(&mut self, ui: &mut Ui, area: Rect, seen: &Seen) {
        let beside = seen.cards.width() > 0.0;
        let panel = if beside {
            seen.cards
        } else if current(&self.session).is_some() {
            narrow(area)
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

/// What stands beside the text, or over it in a narrow window.
fn over(session: &Session) -> Over {
    if session.is_deciding() || session.corrections_shown() {
        Over::Cards
    } else if current(session).is_some() {
        Over::Card
    } else {
        Over::Nothing
    }
}

/// Where an annotation is drawn.
fn placed(seen: &Seen, id: Option<&AnnotationId>) -> Option<Rect> {
    seen.placed.iter().find(|(placed, _)| Some(placed) == id).map(|(_, rect)| *rect)
}

fn current(session: &Session) -> Option<&AnnotationId> {
    session.document().and_then(Document::current_id)
}

/// The lower part of a window too narrow to have cases beside the text.
fn lower(area: Rect) -> Rect {
    let right = area.right() - theme::MINIMAP - INSET;
    let top = area.bottom() - Over::Cards.height(area.height());
    Rect::from_min_max(pos2(area.left() + INSET, top), pos2(right, area.bottom()))
}

/// The room for one card over a narrow window: at the bottom, from where the article view keeps away what is current.
fn narrow(area: Rect) -> Rect {
    let height = Over::Card.height(area.height());
    let width = theme::CARDS.min(area.width() - INSET * 2.0);
    let left = area.right() - width - INSET - theme::MINIMAP;
    Rect::from_min_size(pos2(left, area.bottom() - height), vec2(width, height))
}
