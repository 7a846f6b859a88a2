//! How many others tagged the open article, asked of the disk only when that may have changed.

use crate::annotation::AnnotatorName;
use crate::app::Session;
use crate::store::folder::Listing;
use std::path::PathBuf;
use std::sync::{Arc, Weak};

/// What colleagues have done about an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// How many others tagged it.
    pub(super) others: usize,
    /// How many answers of authors wait for the reviewer.
    pub(super) waiting: usize,
}

/// The numbers, and what they were counted for.
#[derive(Debug, Clone, Default)]
pub(super) struct Others {
    path: PathBuf,
    me: Option<AnnotatorName>,
    listing: Option<Weak<Listing>>,
    beside: Beside,
}

impl Others {
    pub(super) fn beside(&mut self, session: &Session) -> Beside {
        let Some(document) = session.document() else { return Beside::default() };
        let listing = session.folder().map(|folder| Arc::downgrade(&folder.listing));
        let same_listing = match (&self.listing, &listing) {
            (Some(before), Some(now)) => before.ptr_eq(now),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !same_listing || self.path != document.path() || self.me.as_ref() != session.annotator() {
            document.path().clone_into(&mut self.path);
            self.me = session.annotator().cloned();
            self.listing = listing;
            let listed = |listing: &Listing| {
                let articles = &listing.articles;
                articles.iter().find(|article| article.path == self.path).map(|article| article.waiting)
            };
            let waiting = session.folder().and_then(|folder| listed(&folder.listing)).unwrap_or_default();
            self.beside = Beside { others: session.colleagues().len(), waiting };
        }
        self.beside
    }
}
