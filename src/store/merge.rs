//! One’s own unsaved changes brought onto a set that was changed elsewhere meanwhile.

use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Comment, Decision, Gold,
    Link, Review, Sight, State, Transaction, Unplaced,
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
    let mut net = Net::of(mine);
    net.drop_twins(theirs);
    let mut changes = Vec::new();
    net.about_the_whole(theirs, &mut changes);
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
    Transaction::new("add my changes to what changed elsewhere", changes)
}

/// Whether two decisions are about the same annotations, in the same order; but for what was said meanwhile about what
/// stands in gold, which only one of the two may have heard.
fn is_of_the_same(one: &Decision, other: &Decision) -> bool {
    let of_authors = |decision: &Decision| -> Vec<AnnotationRef> {
        let is_gold = |about: &&AnnotationRef| about.annotator.as_ref().is_some_and(AnnotatorName::is_gold);
        decision.about.iter().filter(|about| !is_gold(about)).cloned().collect()
    };
    let (mine, theirs) = (of_authors(one), of_authors(other));
    if mine.is_empty() { one.about == other.about } else { mine == theirs }
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

/// How something was at first and is at last; nothing where it was not there.
type BeforeAfter<T> = (Option<Arc<T>>, Option<Arc<T>>);

/// What came of many changes, thing by thing.
#[derive(Default)]
struct Net {
    annotations: BTreeMap<AnnotationId, BeforeAfter<Annotation>>,
    unplaced: BTreeMap<AnnotationId, BeforeAfter<Unplaced>>,
    /// Whether the link was there at the end.
    links: BTreeMap<Link, bool>,
    comments: BTreeMap<Arc<str>, Option<Comment>>,
    /// Whether the decision was there at the end.
    decisions: BTreeMap<Decision, bool>,
    state: Option<State>,
    sight: Option<Sight>,
    review: Option<Review>,
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
            Change::Decision { before, after } => {
                self.decisions.extend(before.map(|decision| (decision, false)));
                self.decisions.extend(after.map(|decision| (decision, true)));
            }
            Change::State { after, .. } => self.state = Some(after),
            Change::Sight { after, .. } => self.sight = Some(after),
            Change::Review { after, .. } => self.review = after.or(self.review.take()),
        }
    }

    /// Forgets decisions that they made too, with the same outcome: else gold would have it twice.
    fn drop_twins(&mut self, theirs: &AnnotationSet) {
        let decided = theirs.gold().map_or(&[][..], |review| &review.decisions);
        let result = |decision: &Decision| AnnotationId::new(decision.result.as_str());
        let mut twins = Vec::new();
        for (mine, _) in self.decisions.iter().filter(|(_, there)| **there) {
            let Some(twin) = decided.iter().find(|theirs| is_of_the_same(theirs, mine)) else { continue };
            let own = self.annotations.get(&result(mine)).and_then(|(_, after)| after.as_ref());
            let same = match (own, theirs.get(&result(twin))) {
                (Some(own), Some(other)) => own.tag == other.tag && own.pieces == other.pieces,
                (own, other) => own.is_none() && other.is_none(),
            };
            if same {
                twins.push(mine.clone());
            }
        }
        for twin in twins {
            let id = result(&twin);
            self.decisions.remove(&twin);
            self.annotations.remove(&id);
            self.links.retain(|link, _| link.from.id != id && link.to.id != id);
        }
    }

    /// State, sight, review and decisions, from where they have them.
    fn about_the_whole(&mut self, theirs: &AnnotationSet, changes: &mut Vec<Change>) {
        let before = theirs.gold().map(Gold::review);
        let needed = before.is_none() && self.decisions.values().any(|there| *there);
        let after = self.review.take().or_else(|| needed.then(Review::default));
        if after.is_some() && after != before {
            changes.push(Change::Review { before, after });
        }
        let decided = theirs.gold().map_or(&[][..], |review| &review.decisions);
        for (decision, wanted) in std::mem::take(&mut self.decisions) {
            match (decided.contains(&decision), wanted) {
                (false, true) => changes.push(Change::Decision { before: None, after: Some(decision) }),
                (true, false) => changes.push(Change::Decision { before: Some(decision), after: None }),
                (true, true) | (false, false) => {}
            }
        }
        if let Some(after) = self.state.take().filter(|state| state != theirs.state()) {
            changes.push(Change::State { before: theirs.state().clone(), after });
        }
        if let Some(after) = self.sight.take().filter(|sight| *sight != theirs.sight()) {
            changes.push(Change::Sight { before: theirs.sight(), after });
        }
    }
}
