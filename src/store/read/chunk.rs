//! Annotations of a sidecar read a thousand at a time, so that all cores have work.

use super::ReadWarning;
use super::place::{Placed, Placer};
use crate::store::LONGEST_STRING;
use crate::store::sidecar::canonical;
use crate::store::sidecar::record::{self, AnnotationRecord, Flaw, FlawKind};
use crate::store::sidecar::scan::Layout;
use crate::text::ReadingText;
use std::ops::Range;

/// Items read by one worker at a time.
pub(super) const CHUNK: usize = 1024;

/// What one worker read.
pub(super) struct Chunk {
    pub(super) placed: Vec<Placed>,
    pub(super) flaws: Vec<(Range<usize>, Vec<Flaw>)>,
    pub(super) warnings: Vec<ReadWarning>,
}

impl Chunk {
    /// Reads the items that lie at the given places of a sidecar; nothing if one of them is not laid
    /// out as the whole was taken to be.
    pub(super) fn read(
        layout: Layout,
        sidecar: &str,
        items: &[Range<usize>],
        text: &ReadingText,
    ) -> Option<Self> {
        let mut on_text = Placer::new(text);
        let mut placed = Vec::with_capacity(items.len());
        let mut flaws = Vec::new();
        for item in items {
            let (record, flawed) = annotation(layout, sidecar.get(item.clone()).unwrap_or_default())?;
            placed.extend(record.map(|record| on_text.place(record)));
            if !flawed.is_empty() {
                flaws.push((item.clone(), flawed));
            }
        }
        Some(Self { placed, flaws, warnings: on_text.warnings })
    }
}

/// One annotation: by the fast reader if we wrote it, else by ron.
fn annotation(layout: Layout, item: &str) -> Option<(Option<AnnotationRecord<'_>>, Vec<Flaw>)> {
    let (record, mut flaws) = match (canonical::annotation(item), layout) {
        (Some(record), _) => (Some(record), Vec::new()),
        (None, Layout::Any) => record::parse::<AnnotationRecord<'static>>(item),
        (None, Layout::Ours) => return None,
    };
    if let Some(field) = record.as_ref().and_then(AnnotationRecord::overlong) {
        let problem = format!("`{field}`: {}", too_long());
        flaws.push(Flaw { at: 0, kind: FlawKind::Bad(problem) });
        return Some((None, flaws));
    }
    Some((record, flaws))
}

/// What is said of words longer than a person writes.
pub(super) fn too_long() -> String {
    format!("it is longer than {} MiB", LONGEST_STRING >> 20)
}
