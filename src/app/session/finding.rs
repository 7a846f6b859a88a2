//! Find in the article.

use super::Session;
use crate::app::Extend;
use crate::app::command::Direction;
use crate::app::find::{Find, places};
use crate::app::intent::Request;
use crate::app::task::{Poll, Task};
use crate::text::Span;
use std::sync::Arc;

/// The search that is going on.
#[derive(Debug, Default)]
pub(super) struct Finding(Option<Task<Vec<Span>>>);

impl Session {
    /// Words looked for, and where they stand.
    pub fn find(&self) -> &Find {
        &self.find
    }

    pub(super) fn find_words(&mut self, words: String) {
        if words == self.find.words {
            self.find.marked = true;
            return;
        }
        self.find = Find { words: words.clone(), marked: true, ..Find::default() };
        let Some(document) = &self.document else { return };
        let text = document.article().text.clone();
        self.finding = Finding(
            Task::start("find", &self.wake, move |progress, outbox| {
                if let Ok(hits) = places(&text, &words, progress) {
                    outbox.send(hits);
                }
            })
            .ok(),
        );
    }

    pub(super) fn poll_finding(&mut self) {
        let Some(task) = &mut self.finding.0 else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(hits) => {
                self.find.hits = Arc::new(hits);
                if let Some(document) = &self.document
                    && let Some(next) = self.find.next_from(document.selection().head(), Direction::On)
                    && let Some(hit) = self.find.hits.get(next)
                {
                    // Shown at once; the caret stays where it is until Enter.
                    self.requests.push(Request::Reveal(*hit));
                }
            }
            Poll::Ended => self.finding.0 = None,
        }
    }

    pub(super) fn finding(&self) -> bool {
        self.finding.0.is_some()
    }

    /// Takes the marks off the hits; F3 finds on.
    pub(super) fn end_find(&mut self) {
        self.find.marked = false;
    }

    /// Puts the caret at the next hit.
    pub(super) fn find_next(&mut self, direction: Direction) {
        let Some(document) = &mut self.document else { return };
        let Some(at) = self.find.next_from(document.selection().head(), direction) else { return };
        let Some(hit) = self.find.hits.get(at).copied() else { return };
        (self.find.at, self.find.marked) = (Some(at), true);
        document.move_to(hit.start(), Extend::No);
        self.requests.push(Request::Reveal(hit));
    }

    /// Selects from the caret to the end of the hit gone to last, or of the next one.
    pub(super) fn select_to_hit(&mut self) {
        let Some(document) = &mut self.document else { return };
        let head = document.selection().anchor();
        let at = self.find.at.filter(|at| self.find.hits.get(*at).is_some_and(|hit| hit.end() > head));
        let Some(at) = at.or_else(|| self.find.next_from(head, Direction::On)) else { return };
        let Some(hit) = self.find.hits.get(at).copied() else { return };
        (self.find.at, self.find.marked) = (Some(at), true);
        document.move_to(hit.end(), Extend::Selection);
        self.requests.push(Request::Reveal(hit));
    }
}
