//! What happens to a set, as a value that applies and inverts.

use super::{
    Annotation, AnnotationId, AnnotationSet, Comment, Decision, Gold, Link, Review, Sight, State, Unplaced,
};
use std::sync::Arc;
use thiserror::Error;

/// What happens to one thing in a set. Nothing before: added. Nothing after: removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// To an annotation.
    Annotation {
        /// As it was.
        before: Option<Arc<Annotation>>,
        /// As it is now; with the same id, where there was one before.
        after: Option<Arc<Annotation>>,
    },
    /// To a link.
    Link {
        /// As it was.
        before: Option<Link>,
        /// As it is now.
        after: Option<Link>,
    },
    /// To a comment.
    Comment {
        /// As it was.
        before: Option<Comment>,
        /// As it is now; with the same id, where there was one before.
        after: Option<Comment>,
    },
    /// To an annotation that has no place.
    Unplaced {
        /// As it was.
        before: Option<Arc<Unplaced>>,
        /// As it is now; with the same id, where there was one before.
        after: Option<Arc<Unplaced>>,
    },
    /// To the state of the whole.
    State {
        /// As it was.
        before: State,
        /// As it is now.
        after: State,
    },
    /// To whether colleagues' tags could be seen.
    Sight {
        /// As it was.
        before: Sight,
        /// As it is now.
        after: Sight,
    },
    /// To one act of adjudication; only in a set that has a [`Review`].
    Decision {
        /// As it was.
        before: Option<Decision>,
        /// As it is now.
        after: Option<Decision>,
    },
    /// To who reviews, and on what the review rests; goes only when no decision is left.
    Review {
        /// As it was.
        before: Option<Review>,
        /// As it is now.
        after: Option<Review>,
    },
}

impl Change {
    fn inverted(&self) -> Self {
        match self.clone() {
            Self::Annotation { before, after } => Self::Annotation { before: after, after: before },
            Self::Link { before, after } => Self::Link { before: after, after: before },
            Self::Comment { before, after } => Self::Comment { before: after, after: before },
            Self::Unplaced { before, after } => Self::Unplaced { before: after, after: before },
            Self::State { before, after } => Self::State { before: after, after: before },
            Self::Sight { before, after } => Self::Sight { before: after, after: before },
            Self::Decision { before, after } => Self::Decision { before: after, after: before },
            Self::Review { before, after } => Self::Review { before: after, after: before },
        }
    }

    /// The annotation that it is about, if it is about one.
    pub fn annotation(&self) -> Option<&AnnotationId> {
        match self {
            Self::Annotation { before, after } => after.as_ref().or(before.as_ref()).map(|a| &a.id),
            Self::Unplaced { before, after } => after.as_ref().or(before.as_ref()).map(|u| &u.id),
            Self::Link { .. }
            | Self::Comment { .. }
            | Self::State { .. }
            | Self::Sight { .. }
            | Self::Decision { .. }
            | Self::Review { .. } => None,
        }
    }
}

/// Changes that happen together, with the name under which they are undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// What was done, to follow “Undo”: `tag as claim`.
    pub name: String,
    /// What happens, in order.
    pub changes: Vec<Change>,
    /// Set while the same field of the same annotation is being typed into: successive transactions
    /// with an equal mark are undone as one.
    pub typing: Option<(AnnotationId, String)>,
}

/// Why a transaction does not fit a set. The set is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ApplyError {
    /// The set does not hold what the change starts from.
    #[error("“{transaction}” was made for another state of the annotations")]
    OtherState {
        /// The transaction's name.
        transaction: String,
    },
}

impl Transaction {
    /// Changes that are undone together.
    pub fn new(name: impl Into<String>, changes: Vec<Change>) -> Self {
        Self { name: name.into(), changes, typing: None }
    }

    /// What takes it back.
    #[must_use]
    pub fn inverted(&self) -> Self {
        Self {
            name: self.name.clone(),
            changes: self.changes.iter().rev().map(Change::inverted).collect(),
            typing: None,
        }
    }

    /// Both as one, where the second goes on with the typing of the first.
    pub(super) fn merged_with(&self, next: &Self) -> Option<Self> {
        let same = self.typing.is_some() && self.typing == next.typing;
        let ([Change::Annotation { before, .. }], [Change::Annotation { after, .. }]) =
            (self.changes.as_slice(), next.changes.as_slice())
        else {
            return None;
        };
        same.then(|| Self {
            name: next.name.clone(),
            changes: vec![Change::Annotation { before: before.clone(), after: after.clone() }],
            typing: next.typing.clone(),
        })
    }
}

impl AnnotationSet {
    /// Applies all changes, or none.
    pub fn apply(&mut self, transaction: &Transaction) -> Result<(), ApplyError> {
        for (done, change) in transaction.changes.iter().enumerate() {
            if self.change(change).is_none() {
                for change in transaction.changes.iter().take(done).rev() {
                    let taken_back = self.change(&change.inverted());
                    debug_assert!(taken_back.is_some(), "a change just made can be taken back");
                }
                return Err(ApplyError::OtherState { transaction: transaction.name.clone() });
            }
        }
        self.revision += 1;
        Ok(())
    }

    /// Makes one change, if the set holds what it starts from.
    fn change(&mut self, change: &Change) -> Option<()> {
        match change {
            Change::Annotation { before, after } => self.change_annotation(before.as_deref(), after.as_ref()),
            Change::Link { before, after } => {
                let fits = before.as_ref().is_none_or(|link| self.links.contains(link))
                    && after
                        .as_ref()
                        .is_none_or(|link| before.as_ref() == Some(link) || !self.links.contains(link));
                fits.then(|| {
                    before.as_ref().map(|link| self.links.remove(link));
                    after.as_ref().map(|link| self.links.insert(link.clone()));
                })
            }
            Change::Comment { before, after } => {
                let id = same(before.as_ref().map(|c| &c.id), after.as_ref().map(|c| &c.id))?;
                (self.comments.get(id) == before.as_ref()).then(|| match after {
                    Some(comment) => drop(self.comments.insert(Arc::clone(id), comment.clone())),
                    None => drop(self.comments.remove(id)),
                })
            }
            Change::Unplaced { before, after } => {
                let id = same(before.as_ref().map(|u| &u.id), after.as_ref().map(|u| &u.id))?;
                let fits = self.unplaced.get(id) == before.as_ref() && !self.extents.contains_key(id);
                fits.then(|| match after {
                    Some(unplaced) => drop(self.unplaced.insert(id.clone(), Arc::clone(unplaced))),
                    None => drop(self.unplaced.remove(id)),
                })
            }
            Change::State { before, after } => (self.state == *before).then(|| self.state = after.clone()),
            Change::Sight { before, after } => (self.sight == *before).then(|| self.sight = *after),
            Change::Decision { before, after } => self.change_decision(before.as_ref(), after.as_ref()),
            Change::Review { before, after } => self.change_review(before.as_ref(), after.as_ref()),
        }
    }

    fn change_decision(&mut self, before: Option<&Decision>, after: Option<&Decision>) -> Option<()> {
        let gold = self.gold.as_mut()?;
        if let Some(before) = before {
            gold.remove(before)?;
        }
        let inserted = after.is_none_or(|after| gold.insert(after).is_some());
        if !inserted && let Some(before) = before {
            gold.insert(before)?;
        }
        inserted.then_some(())
    }

    fn change_review(&mut self, before: Option<&Review>, after: Option<&Review>) -> Option<()> {
        if self.gold.as_ref().map(Gold::review).as_ref() != before {
            return None;
        }
        match after {
            Some(Review { by, rests_on }) => {
                let gold = self.gold.get_or_insert_default();
                gold.by.clone_from(by);
                gold.rests_on.clone_from(rests_on);
            }
            None if self.gold.as_ref().is_some_and(|gold| !gold.decisions.is_empty()) => return None,
            None => self.gold = None,
        }
        Some(())
    }

    fn change_annotation(
        &mut self,
        before: Option<&Annotation>,
        after: Option<&Arc<Annotation>>,
    ) -> Option<()> {
        let id = same(before.map(|a| &a.id), after.map(|a| &a.id))?;
        if self.get(id).map(|held| &**held) != before || self.unplaced.contains_key(id) {
            return None;
        }
        if let Some(before) = before {
            self.by_place.remove(&(before.extent(), before.id.clone()));
            self.extents.remove(&before.id);
        }
        if let Some(after) = after {
            self.extents.insert(after.id.clone(), after.extent());
            self.by_place.insert((after.extent(), after.id.clone()), Arc::clone(after));
        }
        Some(())
    }
}

/// The one id that both sides of a change have; nothing where they differ or there is none.
fn same<'c, Id: PartialEq>(before: Option<&'c Id>, after: Option<&'c Id>) -> Option<&'c Id> {
    match (before, after) {
        (Some(before), Some(after)) => (before == after).then_some(before),
        (one, other) => one.or(other),
    }
}
