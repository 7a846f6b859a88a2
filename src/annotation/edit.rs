//! The edits an annotator makes, each as the transaction that makes it.

use super::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, Change, Link, Origin, Pieces, Slot, SlotKind,
    State, Tagset, Transaction,
};
use std::sync::Arc;

/// Edits of one set at one moment.
///
/// Each method looks at the set and returns the transaction that makes the edit, or nothing where
/// there is nothing to change. None changes the set.
#[derive(Debug, Clone, Copy)]
pub struct Edit<'s> {
    set: &'s AnnotationSet,
    tagset: &'s Tagset,
    /// RFC 3339, for the annotations touched.
    now: &'s str,
}

impl<'s> Edit<'s> {
    /// Edits of `set` under `tagset`, at the time `now` (RFC 3339 in UTC).
    pub fn new(set: &'s AnnotationSet, tagset: &'s Tagset, now: &'s str) -> Self {
        Self { set, tagset, now }
    }

    /// A new annotation.
    pub fn add(&self, id: AnnotationId, tag: &str, pieces: Pieces, origin: Origin) -> Transaction {
        let annotation = Annotation {
            id,
            tag: self.interned(tag),
            pieces,
            slots: Vec::new(),
            note: String::new(),
            flagged: false,
            origin,
            edited: self.now.into(),
        };
        let change = Change::Annotation { before: None, after: Some(Arc::new(annotation)) };
        Transaction::new(format!("tag as {}", self.title(tag)), vec![change])
    }

    /// An annotation taken away, with the links from and to it.
    pub fn remove(&self, id: &AnnotationId) -> Option<Transaction> {
        let name = "delete annotation";
        let annotation = match self.set.get(id) {
            Some(annotation) => Change::Annotation { before: Some(Arc::clone(annotation)), after: None },
            None => Change::Unplaced {
                before: Some(Arc::clone(self.set.unplaced().find(|u| u.id == *id)?)),
                after: None,
            },
        };
        let links = self.set.links_from(id).chain(self.set.links_to(id).filter(|l| l.from.id != *id));
        let mut changes: Vec<Change> =
            links.map(|link| Change::Link { before: Some(link.clone()), after: None }).collect();
        changes.push(annotation);
        Some(Transaction::new(name, changes))
    }

    /// Another tag. Slots that both tags have stay; the others go, and an undo brings them back.
    pub fn retag(&self, id: &AnnotationId, tag: &str) -> Option<Transaction> {
        if *self.set.get(id)?.tag == *tag {
            return None;
        }
        let name = format!("retag as {}", self.title(tag));
        self.altered(id, name, |annotation| {
            annotation.tag = self.interned(tag);
            if let Some(rule) = self.tagset.tag(tag) {
                annotation.slots.retain(|slot| rule.slot(&slot.name).is_some());
            }
        })
    }

    /// Other pieces.
    pub fn set_pieces(&self, id: &AnnotationId, pieces: Pieces, name: &str) -> Option<Transaction> {
        self.altered(id, name, |annotation| annotation.pieces = pieces)
    }

    /// All values of one slot, replaced; an empty list clears it.
    ///
    /// They stand where the first stood; a slot that was not set comes last.
    pub fn set_slot(&self, id: &AnnotationId, slot: &str, values: Vec<Slot>) -> Option<Transaction> {
        let name = if values.is_empty() { format!("clear {slot}") } else { format!("set {slot}") };
        let mut transaction = self.altered(id, name, |annotation| {
            let at = annotation.slots.iter().position(|s| &*s.name == slot).unwrap_or(annotation.slots.len());
            annotation.slots.retain(|s| &*s.name != slot);
            let at = at.min(annotation.slots.len());
            annotation.slots.splice(at..at, values);
        })?;
        // Each choice is an act of its own; letters are not.
        let rule = self.set.get(id).and_then(|a| self.tagset.tag(&a.tag)).and_then(|tag| tag.slot(slot));
        if rule.is_none_or(|rule| rule.kind != SlotKind::Choice) {
            transaction.typing = Some((id.clone(), format!("slot {slot}")));
        }
        Some(transaction)
    }

    /// Another note; typed letters are undone together.
    pub fn set_note(&self, id: &AnnotationId, note: &str) -> Option<Transaction> {
        let mut transaction =
            self.altered(id, "edit note", |annotation| note.clone_into(&mut annotation.note))?;
        transaction.typing = Some((id.clone(), "note".to_owned()));
        Some(transaction)
    }

    /// Flagged if it was not, and the other way round.
    pub fn toggle_flag(&self, id: &AnnotationId) -> Option<Transaction> {
        let name = if self.set.get(id)?.flagged { "remove flag" } else { "flag" };
        self.altered(id, name, |annotation| annotation.flagged = !annotation.flagged)
    }

    /// A link, unless it is there.
    pub fn add_link(&self, from: &AnnotationId, kind: &str, to: AnnotationRef) -> Option<Transaction> {
        let link = Link { from: AnnotationRef::own(from.clone()), kind: kind.into(), to };
        let new = !self.set.has_link(&link) && link.from != link.to;
        new.then(|| {
            Transaction::new(format!("link {kind}"), vec![Change::Link { before: None, after: Some(link) }])
        })
    }

    /// A link taken away.
    pub fn remove_link(&self, link: &Link) -> Option<Transaction> {
        let change = Change::Link { before: Some(link.clone()), after: None };
        self.set.has_link(link).then(|| Transaction::new("remove link", vec![change]))
    }

    /// Another state of the whole.
    pub fn set_state(&self, state: State) -> Option<Transaction> {
        let name = match &state {
            State::Done => "mark as done".to_owned(),
            State::InProgress => "mark as in progress".to_owned(),
            State::Other(word) => format!("mark as {word}"),
        };
        let before = self.set.state().clone();
        (before != state).then(|| Transaction::new(name, vec![Change::State { before, after: state }]))
    }

    fn altered(
        &self,
        id: &AnnotationId,
        name: impl Into<String>,
        alter: impl FnOnce(&mut Annotation),
    ) -> Option<Transaction> {
        let before = self.set.get(id)?;
        let mut altered = Annotation::clone(before);
        alter(&mut altered);
        if altered == **before {
            return None;
        }
        altered.edited = self.now.into();
        let change = Change::Annotation { before: Some(Arc::clone(before)), after: Some(Arc::new(altered)) };
        Some(Transaction::new(name, vec![change]))
    }

    /// One shared string a tag, however many annotations have it.
    fn interned(&self, tag: &str) -> Arc<str> {
        self.tagset.tag(tag).map_or_else(|| tag.into(), |tag| Arc::clone(&tag.name))
    }

    fn title(&self, tag: &str) -> String {
        self.tagset.tag(tag).map_or_else(|| tag.to_owned(), |tag| tag.title.to_lowercase())
    }
}
