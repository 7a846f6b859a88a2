//! Imported sets beside the ones that are there: what is known stays, what is new is added.

use super::{Remark, free_id};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Link, State, Transaction,
    Unplaced,
};
use crate::interchange::Stretch;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What an imported annotation is called in the set that was there, where the name is another.
pub(super) type Renamed = BTreeMap<(AnnotatorName, AnnotationId), AnnotationId>;

/// What of an imported set is new to the set that is there.
#[derive(Debug, Default)]
pub(super) struct News {
    annotations: Vec<Arc<Annotation>>,
    unplaced: Vec<Arc<Unplaced>>,
    /// How many annotations were there already, placed or not.
    pub(super) known: usize,
}

impl News {
    /// How many annotations are new and have a place.
    pub(super) fn placed(&self) -> usize {
        self.annotations.len()
    }

    /// How many annotations are new and have none.
    pub(super) fn unplaced(&self) -> usize {
        self.unplaced.len()
    }
}

/// Finds what is new. An id that stands for something else there is changed, and said.
pub(super) fn news(
    there: &AnnotationSet,
    imported: &AnnotationSet,
    new_id: &mut dyn FnMut() -> AnnotationId,
    renamed: &mut Renamed,
    remarks: &mut Vec<Remark>,
) -> News {
    let mut by_extent: HashMap<Span, Vec<&Arc<Annotation>>> = HashMap::new();
    for annotation in there.iter() {
        by_extent.entry(annotation.extent()).or_default().push(annotation);
    }
    let mut by_pieces: HashMap<&[Stretch], Vec<&Arc<Unplaced>>> = HashMap::new();
    for unplaced in there.unplaced() {
        by_pieces.entry(&unplaced.pieces).or_default().push(unplaced);
    }
    let mut news = News::default();
    let mut fresh = |wanted: &AnnotationId, remarks: &mut Vec<Remark>| {
        let id = free_id(new_id, |id| there.knows(id) || imported.knows(id));
        let annotator = there.annotator().clone();
        remarks.push(Remark::Renamed { annotator, wanted: wanted.clone(), id: id.clone() });
        id
    };
    for annotation in imported.iter() {
        let held = there.get(&annotation.id).filter(|held| same(held, annotation)).or_else(|| {
            by_extent.get(&annotation.extent())?.iter().copied().find(|held| same(held, annotation))
        });
        let id = match held {
            Some(held) => {
                news.known += 1;
                held.id.clone()
            }
            None if there.knows(&annotation.id) => {
                let id = fresh(&annotation.id, remarks);
                let copy = Annotation { id: id.clone(), ..Annotation::clone(annotation) };
                news.annotations.push(Arc::new(copy));
                id
            }
            None => {
                news.annotations.push(Arc::clone(annotation));
                continue;
            }
        };
        renamed.insert((imported.annotator().clone(), annotation.id.clone()), id);
    }
    for unplaced in imported.unplaced() {
        let held = by_pieces
            .get(unplaced.pieces.as_slice())
            .and_then(|held| held.iter().find(|held| same_unplaced(held, unplaced)));
        let id = match held {
            Some(held) => {
                news.known += 1;
                held.id.clone()
            }
            None if there.knows(&unplaced.id) => {
                let id = fresh(&unplaced.id, remarks);
                news.unplaced.push(Arc::new(Unplaced { id: id.clone(), ..Unplaced::clone(unplaced) }));
                id
            }
            None => {
                news.unplaced.push(Arc::clone(unplaced));
                continue;
            }
        };
        renamed.insert((imported.annotator().clone(), unplaced.id.clone()), id);
    }
    news
}

/// The transaction that adds what is new; nothing where all was known.
pub(super) fn addition(
    there: &AnnotationSet,
    imported: &AnnotationSet,
    news: News,
    renamed: &Renamed,
) -> Option<Transaction> {
    let annotations = news.annotations.into_iter();
    let unplaced = news.unplaced.into_iter();
    let held: BTreeSet<&Link> = there.links().collect();
    let links = links(imported, renamed).into_iter().filter(|link| !held.contains(link));
    let mut changes: Vec<Change> = annotations
        .map(|after| Change::Annotation { before: None, after: Some(after) })
        .chain(unplaced.map(|after| Change::Unplaced { before: None, after: Some(after) }))
        .chain(links.map(|after| Change::Link { before: None, after: Some(after) }))
        .collect();
    // A set that says nothing yet takes the state too.
    if there.is_empty() && *there.state() == State::InProgress && *imported.state() != State::InProgress {
        let (before, after) = (there.state().clone(), imported.state().clone());
        changes.push(Change::State { before, after });
    }
    (!changes.is_empty()).then(|| Transaction::new("import", changes))
}

/// The imported set as it is written where there was none: its links follow renamed annotations.
pub(super) fn with_links(imported: &AnnotationSet, renamed: &Renamed) -> AnnotationSet {
    let mut set = imported.clone();
    let changes = imported
        .links()
        .map(|link| (link, followed(link, imported.annotator(), renamed)))
        .filter(|(before, after)| *before != after)
        .flat_map(|(before, after)| {
            let taken = Change::Link { before: Some(before.clone()), after: None };
            [taken, Change::Link { before: None, after: Some(after) }]
        })
        .collect();
    match set.apply(&Transaction::new("import", changes)) {
        Ok(()) => set,
        // Two links have become one: the set as it came is still true.
        Err(_) => imported.clone(),
    }
}

/// The imported links with the ids that their ends have now, each once.
fn links(imported: &AnnotationSet, renamed: &Renamed) -> BTreeSet<Link> {
    imported.links().map(|link| followed(link, imported.annotator(), renamed)).collect()
}

fn followed(link: &Link, owner: &AnnotatorName, renamed: &Renamed) -> Link {
    let end = |of: &AnnotationRef| {
        let annotator = of.annotator.as_ref().unwrap_or(owner).clone();
        let id = renamed.get(&(annotator, of.id.clone())).unwrap_or(&of.id).clone();
        AnnotationRef { annotator: of.annotator.clone(), id }
    };
    Link { from: end(&link.from), kind: Arc::clone(&link.kind), to: end(&link.to) }
}

/// Whether two annotations say the same, whatever they are called and whenever they were made.
fn same(a: &Annotation, b: &Annotation) -> bool {
    let Annotation { id: _, tag, pieces, slots, note, flagged, origin: _, edited: _ } = a;
    *tag == b.tag && *pieces == b.pieces && *slots == b.slots && *note == b.note && *flagged == b.flagged
}

fn same_unplaced(a: &Unplaced, b: &Unplaced) -> bool {
    a.tag == b.tag
        && a.pieces == b.pieces
        && a.exact == b.exact
        && a.slots == b.slots
        && a.note == b.note
        && a.flagged == b.flagged
}
