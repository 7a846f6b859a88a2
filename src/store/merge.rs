//! One’s own unsaved changes brought onto a set that was changed elsewhere meanwhile.

use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, Change, Comment, Link, Transaction, Unplaced,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The transaction on `theirs` that makes the changes of `mine`, which were made on what both come from.
///
/// Annotations are told apart by their ids. Where both have changed the same one, mine has the id and theirs is kept
/// beside it under a new one; what I deleted and they changed stays. Nothing that either said is lost.
pub fn onto(
    theirs: &AnnotationSet,
    mine: &[Transaction],
    new_id: &mut dyn FnMut() -> AnnotationId,
) -> Transaction {
    let net = Net::of(mine);
    let mut changes = Vec::new();
    for (id, (before, after)) in net.annotations {
        annotation(theirs, &id, (before, after), new_id, &mut changes);
    }
    for (id, (before, after)) in net.unplaced {
        let there = theirs.unplaced().find(|unplaced| unplaced.id == id);
        if there == before.as_ref() && before != after {
            changes.push(Change::Unplaced { before, after });
        }
    }
    for (link, wanted) in net.links {
        match (theirs.has_link(&link), wanted) {
            (false, true) => changes.push(Change::Link { before: None, after: Some(link) }),
            (true, false) => changes.push(Change::Link { before: Some(link), after: None }),
            (true, true) | (false, false) => {}
        }
    }
    for (id, after) in net.comments {
        let before = theirs.comments().find(|comment| comment.id == id).cloned();
        if before != after {
            changes.push(Change::Comment { before, after });
        }
    }
    changes.extend(net.others.into_iter().filter_map(|change| rebased(theirs, change)));
    Transaction::new("add my changes to what changed elsewhere", changes)
}

fn annotation(
    theirs: &AnnotationSet,
    id: &AnnotationId,
    (before, after): (Option<Arc<Annotation>>, Option<Arc<Annotation>>),
    new_id: &mut dyn FnMut() -> AnnotationId,
    changes: &mut Vec<Change>,
) {
    let there = theirs.get(id).cloned();
    if there == after || (after.is_none() && there != before) {
        return;
    }
    if there != before
        && let (Some(there), Some(_)) = (&there, &after)
    {
        let kept = Annotation { id: new_id(), ..Annotation::clone(there) };
        changes.push(Change::Annotation { before: None, after: Some(Arc::new(kept)) });
    }
    if there.is_some() || !theirs.knows(id) {
        changes.push(Change::Annotation { before: there, after });
    }
}

/// A change of the set as a whole, from where they have it.
fn rebased(theirs: &AnnotationSet, change: Change) -> Option<Change> {
    match change {
        Change::State { after, .. } => {
            let before = theirs.state().clone();
            (before != after).then_some(Change::State { before, after })
        }
        Change::Sight { after, .. } => {
            let before = theirs.sight();
            (before != after).then_some(Change::Sight { before, after })
        }
        Change::Review { after, .. } => {
            let before = theirs.gold().map(crate::annotation::Gold::review);
            (before != after && after.is_some()).then_some(Change::Review { before, after })
        }
        decided @ Change::Decision { .. } => Some(decided),
        Change::Annotation { .. }
        | Change::Unplaced { .. }
        | Change::Link { .. }
        | Change::Comment { .. } => None,
    }
}

/// What came of many changes, thing by thing.
#[derive(Default)]
struct Net {
    annotations: BTreeMap<AnnotationId, (Option<Arc<Annotation>>, Option<Arc<Annotation>>)>,
    unplaced: BTreeMap<AnnotationId, (Option<Arc<Unplaced>>, Option<Arc<Unplaced>>)>,
    /// Whether the link was there at the end.
    links: BTreeMap<Link, bool>,
    comments: BTreeMap<Arc<str>, Option<Comment>>,
    /// What is about the set as a whole, in order.
    others: Vec<Change>,
}

impl Net {
    fn of(transactions: &[Transaction]) -> Self {
        let mut net = Self::default();
        for change in transactions.iter().flat_map(|transaction| &transaction.changes) {
            net.add(change);
        }
        net
    }

    fn add(&mut self, change: &Change) {
        match change.clone() {
            Change::Annotation { before, after } => {
                if let Some(id) = change.annotation() {
                    self.annotations.entry(id.clone()).or_insert((before, None)).1 = after;
                }
            }
            Change::Unplaced { before, after } => {
                if let Some(id) = change.annotation() {
                    self.unplaced.entry(id.clone()).or_insert((before, None)).1 = after;
                }
            }
            Change::Link { before, after } => {
                self.links.extend(before.map(|link| (link, false)));
                self.links.extend(after.map(|link| (link, true)));
            }
            Change::Comment { before, after } => {
                if let Some(id) = before.as_ref().or(after.as_ref()).map(|comment| Arc::clone(&comment.id)) {
                    self.comments.insert(id, after);
                }
            }
            whole @ (Change::State { .. }
            | Change::Sight { .. }
            | Change::Decision { .. }
            | Change::Review { .. }) => self.others.push(whole),
        }
    }
}
