//! An article with its annotations as other programs see it: rows with ids that are unique in the article.

use crate::annotation::{Annotation, AnnotationId, AnnotationSet, AnnotatorName, Origin, Slot, State};
use crate::article::Details;
use crate::text::{CharOffset, ReadingText};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

/// A stretch of text in code points, half-open.
pub type Stretch = (CharOffset, CharOffset);

/// One article with what was said about it.
///
/// A projection of the sets that were chosen: what exchange formats cannot hold is counted in
/// [`Record::left_out`]. Positions are code points of `text`.
#[derive(Debug)]
pub struct Record<'a> {
    /// The article's name among those exported.
    pub id: String,
    /// The article's name as a file inside a folder, with `/` between folders and no extension; safe on
    /// every system, and unique among those exported.
    pub file: String,
    /// The reading text.
    pub text: &'a ReadingText,
    /// What is known about the article.
    pub details: &'a Details,
    /// Where the article was found, with `/` between folders.
    pub source: String,
    /// How the reading text was made, such as `plain/1`.
    pub reading: &'a str,
    /// Whose sets these are; also of those who found nothing.
    pub annotators: Vec<AnnotatorRow<'a>>,
    /// Sorted by extent, annotator and id.
    pub spans: Vec<SpanRow<'a>>,
    /// Annotator by annotator.
    pub relations: Vec<RelationRow<'a>>,
    /// What the sets hold and the record does not.
    pub left_out: LeftOut,
}

/// A person and how far they are.
#[derive(Debug, Clone, Copy)]
pub struct AnnotatorRow<'a> {
    /// Who.
    pub name: &'a AnnotatorName,
    /// How far.
    pub state: &'a State,
}

/// One annotation.
#[derive(Debug)]
pub struct SpanRow<'a> {
    /// Unique in the record: the annotation's id, or `annotator/id` where two would be the same.
    pub id: Cow<'a, str>,
    /// Whose it is.
    pub annotator: &'a AnnotatorName,
    /// What it says.
    pub annotation: &'a Annotation,
    /// The extent.
    pub at: Stretch,
    /// The words of the extent.
    pub text: &'a str,
    /// The pieces, of an annotation that has several; else empty.
    pub fragments: Vec<Stretch>,
    /// The slots.
    pub attributes: Vec<AttributeRow<'a>>,
}

/// One slot value of an annotation.
#[derive(Debug)]
pub struct AttributeRow<'a> {
    /// The slot's name.
    pub key: &'a str,
    /// Its value.
    pub value: &'a str,
    /// The words it was read from; mostly none or one.
    pub places: Vec<Stretch>,
}

impl AttributeRow<'_> {
    /// From the first of the words it was read from to the last.
    pub fn extent(&self) -> Option<Stretch> {
        let start = self.places.iter().map(|place| place.0).min()?;
        let end = self.places.iter().map(|place| place.1).max()?;
        Some((start, end))
    }
}

/// One link.
#[derive(Debug)]
pub struct RelationRow<'a> {
    /// Unique among the relations of the record.
    pub id: String,
    /// The kind of link.
    pub kind: &'a str,
    /// The id of the row it starts at.
    pub from: Cow<'a, str>,
    /// The id of the row it points to.
    pub to: Cow<'a, str>,
    /// Who drew it.
    pub annotator: &'a AnnotatorName,
}

/// What was left out, for the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Annotations that have no place in the text.
    pub unplaced: usize,
    /// Links of which one end is not exported.
    pub relations: usize,
    /// Words that a slot was read from and that the text no longer has.
    pub places: usize,
    /// Comments, which exchange formats do not know.
    pub comments: usize,
}

impl<'a> Record<'a> {
    /// The record of an article and the sets chosen.
    pub fn new(
        (id, file): (String, String),
        source: String,
        article: (&'a ReadingText, &'a Details, &'a str),
        sets: &[&'a AnnotationSet],
    ) -> Self {
        let (text, details, reading) = article;
        let names = Names::of(sets);
        let mut left_out = LeftOut::default();
        let mut spans: Vec<SpanRow<'a>> = Vec::with_capacity(sets.iter().map(|set| set.len()).sum());
        for set in sets {
            left_out.unplaced += set.unplaced().len();
            left_out.comments += set.comments().len();
            for annotation in set.iter() {
                spans.push(span_row(text, &names, set.annotator(), annotation, &mut left_out));
            }
        }
        spans.sort_by_key(|row| (row.annotation.extent(), row.annotator, &row.annotation.id));
        let relations = relation_rows(sets, &names, &mut left_out);
        let annotators =
            sets.iter().map(|set| AnnotatorRow { name: set.annotator(), state: set.state() }).collect();
        Self { id, file, text, details, source, reading, annotators, spans, relations, left_out }
    }
}

fn span_row<'a>(
    text: &'a ReadingText,
    names: &Names<'a>,
    annotator: &'a AnnotatorName,
    annotation: &'a Annotation,
    left_out: &mut LeftOut,
) -> SpanRow<'a> {
    let extent = annotation.extent();
    let fragments = match annotation.pieces.len() {
        1 => Vec::new(),
        _ => annotation.pieces.iter().map(|piece| text.chars_of(piece)).collect(),
    };
    SpanRow {
        id: names.written(annotator, &annotation.id),
        annotator,
        annotation,
        at: text.chars_of(extent),
        text: text.quote(extent),
        fragments,
        attributes: annotation.slots.iter().map(|slot| attribute_row(text, slot, left_out)).collect(),
    }
}

fn attribute_row<'a>(text: &ReadingText, slot: &'a Slot, left_out: &mut LeftOut) -> AttributeRow<'a> {
    let places: Vec<Stretch> =
        slot.at.iter().filter_map(|place| Some(text.chars_of(place.span()?))).collect();
    left_out.places += slot.at.len() - places.len();
    AttributeRow { key: &slot.name, value: &slot.value, places }
}

fn relation_rows<'a>(
    sets: &[&'a AnnotationSet],
    names: &Names<'a>,
    left_out: &mut LeftOut,
) -> Vec<RelationRow<'a>> {
    let mut rows = Vec::new();
    for set in sets {
        for link in set.links() {
            let end = |of: &'a crate::annotation::AnnotationRef| {
                let annotator = of.annotator.as_ref().unwrap_or(set.annotator());
                let held = sets.iter().find(|set| set.annotator() == annotator)?;
                held.get(&of.id).map(|annotation| names.written(held.annotator(), &annotation.id))
            };
            match (end(&link.from), end(&link.to)) {
                (Some(from), Some(to)) => rows.push(RelationRow {
                    id: format!("r{}", rows.len() + 1),
                    kind: &link.kind,
                    from,
                    to,
                    annotator: set.annotator(),
                }),
                _ => left_out.relations += 1,
            }
        }
    }
    rows
}

/// Which ids need their annotator before them.
struct Names<'a> {
    twins: BTreeSet<&'a str>,
    annotators: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(sets: &[&'a AnnotationSet]) -> Self {
        let mut twins = BTreeSet::new();
        if sets.len() > 1 {
            let mut seen: HashSet<&str> = HashSet::new();
            for annotation in sets.iter().flat_map(|set| set.iter()) {
                if !seen.insert(annotation.id.as_str()) {
                    twins.insert(annotation.id.as_str());
                }
            }
        }
        Self { twins, annotators: sets.iter().map(|set| set.annotator().as_str()).collect() }
    }

    /// The id as it is written: short where that is clear.
    ///
    /// An id that looks like `annotator/id` already is written in full, so that it is never taken
    /// for the other's.
    fn written(&self, annotator: &AnnotatorName, id: &'a AnnotationId) -> Cow<'a, str> {
        let short = id.as_str();
        let looks_full = || short.split_once('/').is_some_and(|(name, _)| self.annotators.contains(name));
        if self.twins.contains(short) || looks_full() {
            Cow::Owned(format!("{annotator}/{short}"))
        } else {
            Cow::Borrowed(short)
        }
    }
}

impl SpanRow<'_> {
    /// The word for how the annotation came to be.
    pub fn origin(&self) -> &str {
        Origin::as_str(&self.annotation.origin)
    }

    /// The words of each piece.
    pub fn pieces(&self) -> impl Iterator<Item = &str> {
        let from = self.annotation.extent().start().index();
        let pieces = self.annotation.pieces.iter();
        pieces
            .filter_map(move |piece| self.text.get(piece.start().index() - from..piece.end().index() - from))
    }

    /// The value of a slot; empty values are none.
    pub fn value(&self, slot: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|row| row.key == slot)
            .map(|row| row.value)
            .filter(|value| !value.is_empty())
    }

    /// The verdict on it, where there is one.
    pub fn verdict(&self) -> Option<&str> {
        self.value("verdict").filter(|verdict| *verdict != "unrated")
    }
}
