//! From place to place: caret, selection, annotations, panes.

use super::Session;
use crate::annotation::AnnotationId;
use crate::app::command::Direction;
use crate::app::intent::{Pane, Request, Sheet};
use crate::app::{Act, Extend, Mode, Motion, Notice, Selection};
use crate::text::{Boundary, ByteOffset, Span};

impl Session {
    pub(super) fn show(&mut self, sheet: Sheet) {
        self.requests.push(Request::Show(sheet));
    }

    pub(super) fn show_for_article(&mut self, sheet: Sheet) {
        if self.document.is_some() {
            self.show(sheet);
        }
    }

    pub(super) fn move_to(&mut self, at: ByteOffset, extend: Extend) {
        if let Some(document) = &mut self.document {
            document.move_to(at, extend);
        }
        if let Mode::PickingKind { .. } | Mode::PickingReason = self.mode {
            self.mode = Mode::Reading;
        }
        self.case_under_caret(at, extend);
    }

    pub(super) fn select(&mut self, selection: Selection) {
        if let Some(document) = &mut self.document {
            document.select(selection);
        }
    }

    pub(super) fn select_all(&mut self) {
        let Some(document) = &mut self.document else { return };
        let end = document.article().text.end();
        document.select(Selection::new(ByteOffset::default(), end));
    }

    pub(super) fn go_to(&mut self, span: Span) {
        if let Some(document) = &mut self.document {
            document.move_to(span.start(), Extend::No);
            self.requests.push(Request::Reveal(span));
        }
    }

    /// Moves the caret without knowing the lines: the window resolves what is a matter of layout
    /// before it gets here, so up and down go by paragraphs.
    pub(super) fn caret(&mut self, motion: Motion, extend: Extend) {
        let Some(document) = &self.document else { return };
        let text = &document.article().text;
        let head = document.selection().head();
        let collapsed = match (extend, document.selection().span(text)) {
            (Extend::No, Some(span)) => Some(span),
            _ => None,
        };
        let to = match motion {
            Motion::Left => collapsed.map_or_else(|| text.before(head, Boundary::Character), Span::start),
            Motion::Right => collapsed.map_or_else(|| text.after(head, Boundary::Character), Span::end),
            Motion::WordLeft => text.before(head, Boundary::Word),
            Motion::WordRight => text.after(head, Boundary::Word),
            Motion::SentenceBack => text.before(head, Boundary::Sentence),
            Motion::SentenceOn => text.after(head, Boundary::Sentence),
            Motion::Up | Motion::PageUp | Motion::ParagraphBack | Motion::LineStart => {
                text.before(head, Boundary::Paragraph)
            }
            Motion::Down | Motion::PageDown | Motion::ParagraphOn => text.after(head, Boundary::Paragraph),
            Motion::LineEnd => text.stretch_at(head, crate::text::Stretch::Paragraph).map_or(head, Span::end),
            Motion::ArticleStart => ByteOffset::default(),
            Motion::ArticleEnd => text.end(),
        };
        self.move_to(to, extend);
        self.reveal_caret();
    }

    fn reveal_caret(&mut self) {
        let Some(document) = &self.document else { return };
        let text = &document.article().text;
        let head = document.selection().head();
        let here = text.snapped(head, text.after(head, Boundary::Character));
        let before = || text.snapped(text.before(head, Boundary::Character), head);
        if let Some(span) = here.or_else(before) {
            self.requests.push(Request::Reveal(span));
        }
    }

    pub(super) fn grow(&mut self) {
        let Some(document) = &mut self.document else { return };
        if let Some(grown) = document.selection().grown(&document.article().text) {
            document.select(grown);
        }
    }

    pub(super) fn shrink(&mut self) {
        let Some(document) = &mut self.document else { return };
        if let Some(shrunk) = document.selection().shrunk() {
            document.select(shrunk);
        }
    }

    pub(super) fn make_current(&mut self, id: Option<AnnotationId>) {
        if let (Mode::PickingTarget { candidate, .. }, Some(id)) = (&self.mode, &id) {
            let chosen = candidate.as_ref() == Some(id);
            if self.may_link_to(id) {
                if let Mode::PickingTarget { candidate, .. } = &mut self.mode {
                    *candidate = Some(id.clone());
                }
                if !chosen {
                    self.accept_pick();
                }
            }
            return;
        }
        self.mode = Mode::Reading;
        let Some(document) = &mut self.document else { return };
        document.make_current(id);
        self.reveal_current();
    }

    pub(super) fn reveal_current(&mut self) {
        let current = self.document.as_ref().and_then(|document| document.current());
        if let Some(span) = current.and_then(|current| current.pieces.as_slice().first().copied()) {
            self.requests.push(Request::Reveal(span));
        }
    }

    /// To the neighbour whose tag fits, given the current tag and the neighbour's.
    pub(super) fn go_by(&mut self, direction: Direction, fits: impl Fn(&str, &str) -> bool) {
        if let Mode::PickingTarget { .. } = self.mode {
            self.next_candidate(direction);
            return;
        }
        let Some(document) = &self.document else { return };
        let tag = document.current().map(|current| current.tag.clone()).or_else(|| self.last_tag.clone());
        let wanted = |other: &str| tag.as_deref().is_none_or(|tag| fits(tag, other));
        let next = document.neighbour(direction, |annotation| wanted(&annotation.tag));
        if next.is_some() {
            self.make_current(next);
        }
    }

    pub(super) fn next_unresolved(&mut self) {
        let Some(document) = &self.document else { return };
        let ids = document.unresolved_ids();
        let at = document.current_id().and_then(|current| ids.iter().position(|id| id == current));
        let next = at.map_or(0, |at| at + 1);
        match ids.get(next).or(ids.first()).cloned() {
            Some(id) => self.make_current(Some(id)),
            None => self.say("Nothing is unresolved".to_owned()),
        }
    }

    pub(super) fn cycle_overlap(&mut self) {
        let next = self.document.as_ref().and_then(super::super::document::Document::next_overlap);
        let caret = self.document.as_ref().map(|document| document.selection().head());
        if next.is_some() {
            self.make_current(next);
            // The caret stays, so that the key goes on through what is under it.
            if let (Some(document), Some(caret)) = (&mut self.document, caret) {
                document.select(Selection::caret(caret));
            }
        }
    }

    /// Into the card; while something is being picked, takes it.
    pub(super) fn enter(&mut self) {
        if self.mode == Mode::Reading {
            self.focus_on_current(Pane::Cards);
        } else {
            self.accept_pick();
        }
    }

    pub(super) fn focus_on_current(&mut self, pane: Pane) {
        if self.document.as_ref().is_some_and(|document| document.current_id().is_some()) {
            self.requests.push(Request::Focus(pane));
        }
    }

    /// Out of whatever is going on, one step: picking, then the selection, then the current annotation.
    pub(super) fn back(&mut self) {
        self.requests.push(Request::Focus(Pane::Article));
        self.end_find();
        if self.mode != Mode::Reading {
            let from = match std::mem::take(&mut self.mode) {
                Mode::Reading => None,
                // The case stays as it is.
                Mode::PickingReason => return,
                Mode::PickingPlace { id, .. } => Some(id),
                Mode::PickingKind { from } | Mode::PickingTarget { from, .. } => Some(from),
            };
            self.make_current(from);
            return;
        }
        let editing = self.reviewing().is_some_and(|reviewing| reviewing.act() == Act::Editing);
        let Some(document) = &mut self.document else { return };
        if editing && document.selection().is_caret() {
            self.end_editing();
            return;
        }
        if document.selection().is_caret() {
            let caret = document.selection().head();
            document.make_current(None);
            document.select(Selection::caret(caret));
        } else {
            let caret = document.selection().head();
            document.select(Selection::caret(caret));
        }
    }

    /// Copies the selected words, or those of the current annotation; a second time with a citation.
    pub(super) fn copy(&mut self) {
        let Some(document) = &self.document else { return };
        let text = &document.article().text;
        let words = document
            .selection()
            .span(text)
            .map(|span| text.quote(span).to_owned())
            .or_else(|| document.current().map(|current| current.pieces.quote(text)));
        let Some(words) = words else { return };
        let again = self.last_copied.as_ref() == Some(&words);
        let copied =
            if again { cited(&words, &document.article().details, document.path()) } else { words.clone() };
        self.last_copied = (!again).then_some(words);
        self.requests.push(Request::CopyText(copied));
        self.say(if again { "Copied with its source" } else { "Copied; again for the source" }.to_owned());
    }

    /// A short message in the status bar, in place of the one before.
    pub(super) fn say(&mut self, message: String) {
        self.notices.retain(|notice| notice.kind != crate::app::NoticeKind::Done);
        self.notices.push(Notice::done(message));
    }
}

/// The words with where they are from: title, byline, outlet, day, address.
fn cited(words: &str, details: &crate::article::Details, path: &std::path::Path) -> String {
    let title =
        details.title.clone().or_else(|| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let parts = [&details.byline, &title, &details.outlet, &details.published, &details.url];
    let source: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let quoted = words.starts_with(['“', '"', '«', '„', '「']);
    let words = if quoted { words.to_owned() } else { format!("“{words}”") };
    format!("{words} — {}", source.join(", "))
}
