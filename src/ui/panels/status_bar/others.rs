//! How many others tagged the open article, asked of the disk only when that may have changed.

use crate::annotation::AnnotatorName;
use crate::app::Session;
use crate::store::folder::Listing;
use std::path::PathBuf;
use std::sync::{Arc, Weak};

/// The number, and what it was counted for.
#[derive(Debug, Clone, Default)]
pub(super) struct Others {
    path: PathBuf,
    me: Option<AnnotatorName>,
    listing: Option<Weak<Listing>>,
    count: usize,
}

impl Others {
    pub(super) fn count(&mut self, session: &Session) -> usize {
        let Some(document) = session.document() else { return 0 };
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
            self.count = session.colleagues().len();
        }
        self.count
    }
}
