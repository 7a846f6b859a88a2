//! Which part of the window has the focus, and how it goes round.

use super::Shell;
use crate::app::{Direction, Document, Pane};
use crate::ui::dialogs::Closed;
use crate::ui::panels::corrections;
use eframe::egui;

impl Shell {
    /// Gives the keys to the article when nothing else has them, or when a dialog has closed; back to the corrections
    /// where they were answered before: the same letters tag in the article.
    pub(super) fn keep_focus(&mut self, ctx: &egui::Context, closed: Closed) {
        let nobody = ctx.memory(|memory| memory.focused().is_none());
        let answered = self.view.before_dialog == Some(corrections::View::inbox());
        if closed == Closed::Now && answered && self.session.corrections_shown() {
            self.view.corrections.focus();
        } else if closed == Closed::Now || (nobody && !self.view.dialogs.is_open()) {
            self.focus_article(ctx);
        }
    }

    fn focus_article(&mut self, ctx: &egui::Context) {
        if let Some(article) = self.view.article_focus {
            ctx.memory_mut(|memory| memory.request_focus(article));
        }
    }

    pub(super) fn focus(&mut self, ctx: &egui::Context, pane: Pane) {
        match pane {
            Pane::Article => self.focus_article(ctx),
            Pane::Folder => self.view.folder.focus(),
            Pane::List => self.view.list.focus(),
            Pane::Cards if self.session.corrections_shown() => self.view.corrections.focus(),
            Pane::Cards => self.view.cards.focus(),
            Pane::Why => self.view.review.focus_note(),
            Pane::Reply => self.view.review.focus_reply(),
            Pane::Note => self.view.cards.focus_note(),
            Pane::Find => self.view.tag_bar.focus(),
            Pane::Status => self.view.status.focus(),
        }
        self.view.pane = Some(pane);
    }

    /// Round the panes that are there.
    pub(super) fn cycle_pane(&mut self, ctx: &egui::Context, direction: Direction) {
        let mut panes = vec![Pane::Article];
        let current = self.session.document().is_some_and(|document| document.current_id().is_some());
        if self.session.corrections_shown() || (current && !self.session.is_deciding()) {
            panes.push(Pane::Cards);
        }
        panes.extend([Pane::Status, Pane::Find]);
        if self.session.folder().is_some() && self.session.settings().folder_shown {
            panes.push(Pane::Folder);
            let set = self.session.document().map(Document::set);
            if set.is_some_and(|set| set.len() + set.unplaced().len() > 0) {
                panes.push(Pane::List);
            }
        }
        let focused = ctx.memory(egui::Memory::focused);
        let here = if focused == self.view.article_focus { Some(Pane::Article) } else { self.view.pane };
        let at = panes.iter().position(|pane| Some(*pane) == here).unwrap_or_default();
        let next = match direction {
            Direction::On => at + 1,
            Direction::Back => at + panes.len() - 1,
        };
        match panes.get(next % panes.len()) {
            // On the way round nothing is asked: letters would go into the name.
            Some(Pane::Status) => {
                self.view.status.rest();
                self.view.pane = Some(Pane::Status);
            }
            Some(pane) => self.focus(ctx, *pane),
            None => {}
        }
    }
}
