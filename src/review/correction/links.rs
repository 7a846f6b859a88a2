//! Links as part of a correction: those that the review draws, and those that it has not.

use crate::annotation::{Annotation, AnnotationId, AnnotationRef, AnnotationSet, Decision, Link};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A link in which a review and an author differ, seen from the annotation that is corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkCorrection {
    /// The review has one from here.
    LeadsTo {
        /// The kind of link.
        kind: Arc<str>,
        /// The author's annotation that stands at the other end.
        other: Arc<Annotation>,
    },
    /// The review has one to here; only of what the author has missed, since elsewhere it belongs to where it starts.
    ComesFrom {
        /// The kind of link.
        kind: Arc<str>,
        /// The author's annotation that stands at the other end.
        other: Arc<Annotation>,
    },
    /// The author's link, which the review has not though it has both ends.
    Gone(Link),
}

impl LinkCorrection {
    /// The author's link that goes when the correction is accepted.
    pub(super) fn gone(&self) -> Option<&Link> {
        match self {
            Self::Gone(link) => Some(link),
            Self::LeadsTo { .. } | Self::ComesFrom { .. } => None,
        }
    }

    /// The link that comes when the correction of what is `here` is accepted.
    pub(super) fn drawn(&self, here: &AnnotationRef) -> Option<Link> {
        let (from, kind, to) = match self {
            Self::LeadsTo { kind, other } => (here.clone(), kind, AnnotationRef::own(other.id.clone())),
            Self::ComesFrom { kind, other } => (AnnotationRef::own(other.id.clone()), kind, here.clone()),
            Self::Gone(_) => return None,
        };
        Some(Link { from, kind: Arc::clone(kind), to })
    }
}

/// Which annotations of an author and of gold stand for each other.
///
/// A link of which one end has none is nobody's correction: it comes with the annotation that is missing, and goes
/// with the one that is rejected.
pub(super) struct Counterparts<'s> {
    own: &'s AnnotationSet,
    gold: &'s AnnotationSet,
    /// By the full names of what was decided about: everybody's, since links may lead to a colleague's annotation.
    in_gold: HashMap<AnnotationRef, AnnotationId>,
    in_own: HashMap<AnnotationId, Arc<Annotation>>,
    to: HashMap<&'s AnnotationId, Vec<&'s Link>>,
}

impl<'s> Counterparts<'s> {
    /// By the decisions, and where none says so by `alike`: the author's annotation that says what one of gold says.
    pub(super) fn of(
        own: &'s AnnotationSet,
        gold: &'s AnnotationSet,
        decisions: &[Decision],
        alike: impl Fn(&Annotation) -> Option<Arc<Annotation>>,
    ) -> Self {
        let (mut in_gold, mut in_own) = (HashMap::new(), HashMap::new());
        for decision in decisions {
            let Some(result) = gold.get(&AnnotationId::new(decision.result.as_str())) else { continue };
            for about in &decision.about {
                in_gold.entry(about.clone()).or_insert_with(|| result.id.clone());
                let mine = about.annotator.as_ref() == Some(own.annotator());
                if let Some(mine) = own.get(&about.id).filter(|_| mine) {
                    in_own.entry(result.id.clone()).or_insert_with(|| Arc::clone(mine));
                }
            }
        }
        for stands in gold.iter() {
            let mine = if in_own.contains_key(&stands.id) { None } else { alike(stands) };
            if let Some(mine) = mine {
                let name = AnnotationRef::of(own.annotator(), &mine.id);
                in_gold.entry(name).or_insert_with(|| stands.id.clone());
                in_own.insert(stands.id.clone(), mine);
            }
        }
        let mut to: HashMap<&AnnotationId, Vec<&Link>> = HashMap::new();
        for link in gold.links().filter(|link| link.from.annotator.is_none() && link.to.annotator.is_none()) {
            to.entry(&link.to.id).or_default().push(link);
        }
        Self { own, gold, in_gold, in_own, to }
    }

    /// The links from an annotation of the author's in which the review differs.
    pub(super) fn of_kept(&self, mine: &Annotation, stands: &Annotation) -> Vec<LinkCorrection> {
        let mut theirs: BTreeSet<(&Arc<str>, &AnnotationId)> = self.drawn_from(stands).collect();
        let mut found = Vec::new();
        for link in self.own.links_from(&mine.id) {
            let end = self.in_gold.get(&link.to.within(self.own.annotator()));
            // What the review makes one of has no link to itself.
            let Some(end) = end.filter(|end| **end != stands.id) else { continue };
            if !theirs.remove(&(&link.kind, end)) && !self.has(stands, link, end) {
                found.push(LinkCorrection::Gone(link.clone()));
            }
        }
        let drawn = theirs.into_iter().filter_map(|(kind, end)| {
            let other = self.in_own.get(end).filter(|other| other.id != mine.id)?;
            Some(LinkCorrection::LeadsTo { kind: Arc::clone(kind), other: Arc::clone(other) })
        });
        found.extend(drawn);
        found
    }

    /// The links of what the author has missed.
    pub(super) fn of_missed(&self, missed: &Annotation) -> Vec<LinkCorrection> {
        let from_here = self.drawn_from(missed).filter_map(|(kind, end)| {
            let other = Arc::clone(self.in_own.get(end)?);
            Some(LinkCorrection::LeadsTo { kind: Arc::clone(kind), other })
        });
        let to_here = self.to.get(&missed.id).into_iter().flatten().filter_map(|link| {
            let other = Arc::clone(self.in_own.get(&link.from.id)?);
            Some(LinkCorrection::ComesFrom { kind: Arc::clone(&link.kind), other })
        });
        from_here.chain(to_here).collect()
    }

    fn drawn_from(
        &self,
        stands: &Annotation,
    ) -> impl Iterator<Item = (&'s Arc<str>, &'s AnnotationId)> + use<'s> {
        let within = self.gold.links_from(&stands.id).filter(|link| link.to.annotator.is_none());
        within.map(|link| (&link.kind, &link.to.id))
    }

    /// Two links of the author's may stand for one of the review's.
    fn has(&self, stands: &Annotation, link: &Link, end: &AnnotationId) -> bool {
        self.drawn_from(stands).any(|(kind, to)| *kind == link.kind && to == end)
    }
}
