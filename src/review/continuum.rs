//! What is compared: an extent of text, and who put which label where on it.
//!
//! *Continuum* and *unit* are the words of the literature on unitizing (Krippendorff et al. 2016;
//! Mathet et al. 2015): a text without predefined parts, and what a person marked off on it.

use crate::annotation::Annotation;
use crate::text::{CharOffset, ReadingText, Span};
use std::sync::Arc;

/// A text of some length with the units of several annotators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuum {
    length: u32,
    labels: Vec<Arc<str>>,
    annotators: Vec<Annotator>,
}

/// One annotator of a continuum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotator {
    /// Who it is.
    pub name: Arc<str>,
    /// What they marked, sorted, each once; nothing for who has not done this text, which is not
    /// the same as having found nothing.
    pub units: Option<Vec<Unit>>,
}

/// A label of a [`Continuum`], as its place in [`Continuum::labels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(u32);

/// An extent of text in code points, its end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    /// Where it starts.
    pub start: CharOffset,
    /// Where it ends.
    pub end: CharOffset,
}

/// What one annotator gave one label.
///
/// Sorted by start, end, label and the pieces between.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    extent: Extent,
    label: Label,
    /// Invariant: empty for a unit of one piece, else at least two, sorted and apart.
    pieces: Box<[Extent]>,
}

impl Label {
    /// Its place among the labels of the continuum.
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl Extent {
    /// From `start` to `end`, in code points.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start: CharOffset::new(start), end: CharOffset::new(end) }
    }

    /// How many code points it has; 0 where it ends before it starts.
    pub fn length(self) -> u32 {
        self.end.get().saturating_sub(self.start.get())
    }

    /// How many code points both have.
    pub fn shared(self, other: Self) -> u32 {
        self.end.min(other.end).get().saturating_sub(self.start.max(other.start).get())
    }
}

impl Unit {
    /// A label on one or more extents, sorted, and joined where they overlap or touch; nothing for
    /// none, or for an empty or inverted one.
    pub fn new(label: Label, extents: impl IntoIterator<Item = Extent>) -> Option<Self> {
        let mut sorted: Vec<Extent> = extents.into_iter().collect();
        sorted.sort_unstable();
        let mut joined: Vec<Extent> = Vec::with_capacity(sorted.len());
        for extent in sorted {
            if extent.length() == 0 {
                return None;
            }
            match joined.last_mut() {
                Some(last) if extent.start <= last.end => last.end = last.end.max(extent.end),
                _ => joined.push(extent),
            }
        }
        let extent = Extent { start: joined.first()?.start, end: joined.last()?.end };
        let pieces = if joined.len() > 1 { joined.into() } else { Box::default() };
        Some(Self { extent, label, pieces })
    }

    /// The label.
    pub fn label(&self) -> Label {
        self.label
    }

    /// From the start of the first piece to the end of the last.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// All pieces, in the order of the text.
    pub fn pieces(&self) -> &[Extent] {
        if self.pieces.is_empty() { std::slice::from_ref(&self.extent) } else { &self.pieces }
    }

    /// How many code points its pieces have.
    pub fn length(&self) -> u32 {
        self.pieces().iter().map(|piece| piece.length()).sum()
    }

    /// The same extents under another label.
    #[must_use]
    pub fn with_label(self, label: Label) -> Self {
        Self { label, ..self }
    }

    /// How many code points its pieces share with those of another.
    pub fn shared(&self, other: &Self) -> u32 {
        let shared = self.extent.shared(other.extent);
        if shared == 0 || (self.pieces.is_empty() && other.pieces.is_empty()) {
            return shared;
        }
        let pairs = self.pieces().iter().flat_map(|a| other.pieces().iter().map(|b| a.shared(*b)));
        pairs.sum()
    }

    /// Whether both stand on the same extents, whatever their labels.
    pub fn same_place(&self, other: &Self) -> bool {
        self.extent == other.extent && self.pieces == other.pieces
    }
}

impl Continuum {
    /// A text of `length` code points that nobody has read yet.
    pub fn new(length: u32) -> Self {
        Self { length, labels: Vec::new(), annotators: Vec::new() }
    }

    /// The label of a name, made when it is new.
    pub fn label(&mut self, name: &str) -> Label {
        let at = self.labels.iter().position(|label| **label == *name).unwrap_or_else(|| {
            self.labels.push(name.into());
            self.labels.len() - 1
        });
        Label(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// An annotation on `text` as a unit of this continuum.
    pub fn unit(&mut self, text: &ReadingText, annotation: &Annotation) -> Option<Unit> {
        let label = self.label(&annotation.tag);
        let extent = |piece: Span| {
            let (start, end) = (text.char_offset(piece.start())?, text.char_offset(piece.end())?);
            Some(Extent { start, end })
        };
        Unit::new(label, annotation.pieces.iter().map(extent).collect::<Option<Vec<_>>>()?)
    }

    /// Adds an annotator with what they marked, or nothing for one who has not done this text.
    ///
    /// The same place with the same label counts once.
    pub fn add(&mut self, name: impl Into<Arc<str>>, units: Option<Vec<Unit>>) {
        let units = units.map(|mut units| {
            units.sort_unstable();
            units.dedup();
            units
        });
        self.annotators.push(Annotator { name: name.into(), units });
    }

    /// The same with these labels before all others, so that several texts have the same list.
    #[must_use]
    pub fn with_labels(&self, labels: &[Arc<str>]) -> Self {
        let mut all = Self::new(self.length);
        for label in labels.iter().chain(&self.labels) {
            all.label(label);
        }
        for annotator in &self.annotators {
            let units = annotator.units.as_ref().map(|units| {
                let renamed = |unit: &Unit| {
                    let name = self.labels.get(unit.label().index());
                    unit.clone().with_label(name.map_or(unit.label(), |name| all.label(name)))
                };
                units.iter().map(renamed).collect()
            });
            all.add(Arc::clone(&annotator.name), units);
        }
        all
    }

    /// How many code points the text has.
    pub fn length(&self) -> u32 {
        self.length
    }

    /// The names of the labels, in the order in which they were made.
    pub fn labels(&self) -> &[Arc<str>] {
        &self.labels
    }

    /// All labels.
    pub fn each_label(&self) -> impl Iterator<Item = Label> + use<> {
        (0..u32::try_from(self.labels.len()).unwrap_or(u32::MAX)).map(Label)
    }

    /// Everybody, in the order in which they were added.
    pub fn annotators(&self) -> &[Annotator] {
        &self.annotators
    }

    /// Those who have done the text, with what they marked.
    pub fn done(&self) -> impl Iterator<Item = (&Arc<str>, &[Unit])> {
        self.annotators.iter().filter_map(|a| Some((&a.name, a.units.as_deref()?)))
    }
}
