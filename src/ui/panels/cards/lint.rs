//! What deserves a second look, by annotation.

use crate::annotation::AnnotationId;
use crate::app::Document;
use std::collections::HashMap;

/// The lints of a document sorted by annotation, once for each time they were found.
#[derive(Debug, Default)]
pub(super) struct Lints {
    /// Which list was sorted: where it stands in memory, and how long it is.
    of: Option<(usize, usize)>,
    by_id: HashMap<AnnotationId, Vec<usize>>,
}

impl Lints {
    /// Sorts the lints, unless that is done.
    pub(super) fn look(&mut self, document: &Document) {
        let lints = document.lints();
        let key = (lints.as_ptr().addr(), lints.len());
        if self.of == Some(key) {
            return;
        }
        self.by_id.clear();
        for (at, lint) in lints.iter().enumerate() {
            self.by_id.entry(lint.id.clone()).or_default().push(at);
        }
        self.of = Some(key);
    }

    /// What is said about an annotation.
    pub(super) fn of<'l>(
        &'l self,
        document: &'l Document,
        id: &'l AnnotationId,
    ) -> impl Iterator<Item = String> + 'l {
        let found = self.by_id.get(id).map_or(&[][..], Vec::as_slice);
        let lints = found.iter().filter_map(|at| document.lints().get(*at));
        lints.filter(move |lint| lint.id == *id).map(|lint| lint.kind.to_string())
    }
}
