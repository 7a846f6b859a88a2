//! Overlapping pieces as runs of text over which the same annotations hold.

use super::{Annotation, AnnotationId, AnnotationSet, Change, Transaction};
use crate::text::{ByteOffset, Span};
use std::ops::Range;

/// One piece of an annotation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PieceRef {
    /// Where it stands.
    pub span: Span,
    /// Whose piece it is.
    pub id: AnnotationId,
}

/// A run of text over which the same annotations hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The first byte.
    pub start: ByteOffset,
    /// The byte after the last.
    pub end: ByteOffset,
    /// Which of the pieces given hold here, as indices in ascending order.
    pub of: Vec<usize>,
}

/// Cuts `start..end` wherever a piece begins or ends.
///
/// The segments tile the window: the first starts at its start, each where the one before it ends,
/// the last ends at its end. An empty window has none.
pub fn segments(start: ByteOffset, end: ByteOffset, pieces: &[PieceRef]) -> Vec<Segment> {
    let mut cuts: Vec<(ByteOffset, Opens, usize)> = Vec::with_capacity(pieces.len() * 2);
    for (of, piece) in pieces.iter().enumerate() {
        if piece.span.start() < end && start < piece.span.end() {
            cuts.push((piece.span.start().max(start), Opens::Yes, of));
            cuts.push((piece.span.end().min(end), Opens::No, of));
        }
    }
    cuts.sort_unstable();
    let mut tiles = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = start;
    for (cut, opens, of) in cuts {
        if cut > at {
            tiles.push(Segment { start: at, end: cut, of: open.clone() });
            at = cut;
        }
        match (opens, open.binary_search(&of)) {
            (Opens::Yes, Err(place)) => open.insert(place, of),
            (Opens::No, Ok(place)) => drop(open.remove(place)),
            (Opens::Yes, Ok(_)) | (Opens::No, Err(_)) => {}
        }
    }
    if at < end {
        tiles.push(Segment { start: at, end, of: open });
    }
    tiles
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Opens {
    No,
    Yes,
}

/// For every paragraph, the pieces that touch it.
///
/// A change costs time in the paragraphs it touches, not in the size of the set.
#[derive(Debug, Clone, Default)]
pub struct ParagraphIndex {
    /// Invariant: ascending.
    starts: Vec<ByteOffset>,
    /// Invariant: one list for each start.
    pieces: Vec<Vec<PieceRef>>,
}

impl ParagraphIndex {
    /// Sorts the pieces of a set into the paragraphs that begin at `starts`, which ascend.
    pub fn new(starts: Vec<ByteOffset>, set: &AnnotationSet) -> Self {
        debug_assert!(starts.is_sorted(), "paragraphs are in the order of the text");
        let mut index = Self { pieces: vec![Vec::new(); starts.len()], starts };
        for annotation in set.iter() {
            index.insert(annotation);
        }
        index
    }

    /// The pieces that touch a paragraph, in no particular order.
    pub fn paragraph(&self, index: usize) -> &[PieceRef] {
        self.pieces.get(index).map_or(&[], Vec::as_slice)
    }

    /// The paragraph that holds a position.
    pub fn paragraph_of(&self, at: ByteOffset) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The annotations of which a piece holds the caret position `at`, innermost first.
    pub fn at(&self, at: ByteOffset) -> Vec<&PieceRef> {
        let mut found: Vec<&PieceRef> =
            self.paragraph(self.paragraph_of(at)).iter().filter(|piece| piece.span.contains(at)).collect();
        found.sort_unstable_by_key(|piece| (piece.span.len(), piece.span.start(), &piece.id));
        found
    }

    /// Follows a transaction that was applied to the set.
    pub fn follow(&mut self, transaction: &Transaction) {
        for change in &transaction.changes {
            if let Change::Annotation { before, after } = change {
                if let Some(before) = before {
                    self.remove(before);
                }
                if let Some(after) = after {
                    self.insert(after);
                }
            }
        }
    }

    fn insert(&mut self, annotation: &Annotation) {
        for span in annotation.pieces.iter() {
            for list in self.touched(span) {
                list.push(PieceRef { span, id: annotation.id.clone() });
            }
        }
    }

    fn remove(&mut self, annotation: &Annotation) {
        for span in annotation.pieces.iter() {
            for list in self.touched(span) {
                list.retain(|piece| piece.span != span || piece.id != annotation.id);
            }
        }
    }

    fn touched(&mut self, span: Span) -> impl Iterator<Item = &mut Vec<PieceRef>> {
        // What stands before the first paragraph counts to it.
        let first = self.paragraph_of(span.start());
        let range: Range<usize> =
            first..self.starts.partition_point(|start| *start < span.end()).max(first + 1);
        self.pieces.get_mut(range).into_iter().flatten()
    }
}
