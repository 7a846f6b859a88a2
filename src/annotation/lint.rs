//! What deserves a second look: never an error, never refused.

use super::{Annotation, AnnotationId, AnnotationRef, AnnotationSet, SlotKind, Tagset};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

/// All that deserves a second look in a set, in the order of the text, found by annotation.
#[derive(Debug, Default)]
pub struct Lints {
    all: Vec<Lint>,
    /// Where those of an annotation begin, and how many there are.
    by_id: HashMap<AnnotationId, (usize, usize)>,
}

impl Lints {
    /// What is to be said about a set under a tagset.
    pub fn of(set: &AnnotationSet, tagset: &Tagset) -> Self {
        let all = lints(set, tagset);
        let mut by_id: HashMap<AnnotationId, (usize, usize)> = HashMap::new();
        for (at, lint) in all.iter().enumerate() {
            by_id.entry(lint.id.clone()).or_insert((at, 0)).1 += 1;
        }
        Self { all, by_id }
    }

    /// All of them.
    pub fn all(&self) -> &[Lint] {
        &self.all
    }

    /// Those about an annotation.
    pub fn about(&self, id: &AnnotationId) -> &[Lint] {
        let found = self.by_id.get(id).and_then(|(from, count)| self.all.get(*from..from + count));
        found.unwrap_or_default()
    }
}

/// Something in a set that deserves a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// The annotation it is about.
    pub id: AnnotationId,
    /// What it is.
    pub kind: LintKind,
}

/// Kinds of things that deserve a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LintKind {
    /// The tagset has no such tag.
    UnknownTag(Arc<str>),
    /// The tag has no such slot.
    UnknownSlot(Arc<str>),
    /// The slot has no such choice.
    UnknownChoice {
        /// The slot.
        slot: Arc<str>,
        /// The value.
        value: String,
    },
    /// Another annotation has exactly the same extent.
    SameExtent(AnnotationId),
    /// It overlaps another, and neither holds the other.
    Crosses(AnnotationId),
    /// A link leads to an annotation that is not there.
    DanglingLink(Arc<str>),
}

impl fmt::Display for LintKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownTag(tag) => write!(f, "the tagset has no tag “{tag}”"),
            Self::UnknownSlot(slot) => write!(f, "its tag has no slot “{slot}”"),
            Self::UnknownChoice { slot, value } => write!(f, "“{value}” is not a choice of {slot}"),
            Self::SameExtent(_) => f.write_str("another annotation has exactly the same words"),
            Self::Crosses(_) => f.write_str("it crosses another annotation"),
            Self::DanglingLink(kind) => write!(f, "its link “{kind}” leads to nothing"),
        }
    }
}

/// How many annotations may be open at one place and still be compared with what follows.
///
/// A page tagged whole would otherwise be compared with every word on it.
const MOST_OPEN: usize = 64;

/// All that deserves a second look, in the order of the text.
pub fn lints(set: &AnnotationSet, tagset: &Tagset) -> Vec<Lint> {
    let mut found = Vec::new();
    // What is still open at the current place, so that only neighbours are compared.
    let mut open: Vec<&Arc<Annotation>> = Vec::new();
    let mut dangling = dangling(set);
    for annotation in set.iter() {
        against_tagset(annotation, tagset, &mut found);
        found.extend(dangling.remove(&annotation.id).into_iter().flatten());
        let extent = annotation.extent();
        open.retain(|other| other.extent().end() > extent.start());
        for other in &open {
            if other.extent() == extent {
                found.push(Lint { id: annotation.id.clone(), kind: LintKind::SameExtent(other.id.clone()) });
            } else if pieces_cross(other, annotation) {
                found.push(Lint { id: annotation.id.clone(), kind: LintKind::Crosses(other.id.clone()) });
            }
        }
        if open.len() < MOST_OPEN {
            open.push(annotation);
        }
    }
    // Of annotations that have no place.
    found.extend(dangling.into_values().flatten());
    found
}

/// Links that lead to nothing in this set, by the end that is there.
fn dangling(set: &AnnotationSet) -> BTreeMap<&AnnotationId, Vec<Lint>> {
    let mut found: BTreeMap<&AnnotationId, Vec<Lint>> = BTreeMap::new();
    for link in set.links() {
        let missing = |end: &AnnotationRef| end.annotator.is_none() && !set.knows(&end.id);
        if missing(&link.from) || missing(&link.to) {
            let id = if missing(&link.from) { &link.to.id } else { &link.from.id };
            let kind = LintKind::DanglingLink(Arc::clone(&link.kind));
            found.entry(id).or_default().push(Lint { id: id.clone(), kind });
        }
    }
    found
}

fn pieces_cross(a: &Annotation, b: &Annotation) -> bool {
    a.extent().crosses(b.extent()) && a.pieces.iter().any(|p| b.pieces.iter().any(|q| p.overlaps(q)))
}

fn against_tagset(annotation: &Annotation, tagset: &Tagset, found: &mut Vec<Lint>) {
    let mut add = |kind| found.push(Lint { id: annotation.id.clone(), kind });
    let Some(tag) = tagset.tag(&annotation.tag) else {
        add(LintKind::UnknownTag(Arc::clone(&annotation.tag)));
        return;
    };
    let mut unknown: BTreeSet<&Arc<str>> = BTreeSet::new();
    for slot in &annotation.slots {
        match tag.slot(&slot.name) {
            None => {
                if unknown.insert(&slot.name) {
                    add(LintKind::UnknownSlot(Arc::clone(&slot.name)));
                }
            }
            Some(rule) => {
                if rule.kind == SlotKind::Choice && !rule.choices.iter().any(|choice| **choice == *slot.value)
                {
                    add(LintKind::UnknownChoice { slot: Arc::clone(&slot.name), value: slot.value.clone() });
                }
            }
        }
    }
}
