//! Links between what came of answers: drawn when both ends are decided, whichever was decided first.

use super::{Changes, Deciding};
use crate::annotation::{Annotation, AnnotationId, AnnotationRef, Change, Decision, Link};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

impl Deciding<'_> {
    /// Adds to an act the links that its decisions bring.
    ///
    /// A link stands where the annotation that it leads from was taken as the answer, or where the reviewer made an
    /// answer of their own with the same tag, and where something came of its other end.
    pub(super) fn link(&self, act: &mut Changes) {
        let found = {
            let after = After::of(self, act);
            let mut found: BTreeSet<Link> = BTreeSet::new();
            for set in self.sets {
                for link in set.links().filter(|link| link.from.annotator.is_none()) {
                    let (from, to) = (link.from.within(set.annotator()), link.to.within(set.annotator()));
                    if !after.now.contains(&from) && !after.now.contains(&to) {
                        continue;
                    }
                    let own = set.get(&link.from.id);
                    let ends = own.and_then(|own| after.standing(&from, own)).zip(after.result(&to));
                    found.extend(ends.filter(|(from, to)| from != to).map(|(from, to)| Link {
                        from: AnnotationRef::own(from),
                        kind: Arc::clone(&link.kind),
                        to: AnnotationRef::own(to),
                    }));
                }
            }
            found.retain(|link| !self.gold.has_link(link) || after.unlinked.contains(link));
            found
        };
        act.0.extend(found.into_iter().map(|link| Change::Link { before: None, after: Some(link) }));
    }
}

/// The decisions as they are after an act.
struct After<'a> {
    deciding: &'a Deciding<'a>,
    /// By everything that they are about.
    decisions: HashMap<&'a AnnotationRef, &'a Decision>,
    /// What the act decides about.
    now: HashSet<&'a AnnotationRef>,
    /// What the act leaves in the place of annotations, by id.
    changed: HashMap<&'a AnnotationId, Option<&'a Arc<Annotation>>>,
    unlinked: HashSet<&'a Link>,
}

impl<'a> After<'a> {
    fn of(deciding: &'a Deciding<'a>, act: &'a Changes) -> Self {
        let mut after = Self {
            deciding,
            decisions: HashMap::new(),
            now: HashSet::new(),
            changed: HashMap::new(),
            unlinked: HashSet::new(),
        };
        let mut gone: BTreeSet<&Decision> = BTreeSet::new();
        for change in &act.0 {
            match change {
                Change::Annotation { before, after: annotation } => {
                    let id = annotation.as_ref().or(before.as_ref()).map(|one| &one.id);
                    after.changed.extend(id.map(|id| (id, annotation.as_ref())));
                }
                Change::Decision { before, after: decision } => {
                    gone.extend(before);
                    let about = decision
                        .iter()
                        .flat_map(|decision| decision.about.iter().map(move |on| (on, decision)));
                    after.now.extend(about.clone().map(|(on, _)| on));
                    after.decisions.extend(about);
                }
                Change::Link { before, after: _ } => after.unlinked.extend(before),
                Change::Comment { .. }
                | Change::Unplaced { .. }
                | Change::State { .. }
                | Change::Sight { .. }
                | Change::Review { .. } => {}
            }
        }
        let kept = deciding.gold.gold().map_or(&[][..], |gold| &gold.decisions);
        for decision in kept.iter().filter(|decision| !gone.contains(decision)) {
            for on in &decision.about {
                after.decisions.entry(on).or_insert(decision);
            }
        }
        after
    }

    fn annotation(&self, id: &AnnotationId) -> Option<&Arc<Annotation>> {
        match self.changed.get(id) {
            Some(changed) => *changed,
            None => self.deciding.gold.get(id),
        }
    }

    /// What came of an annotation.
    fn result(&self, on: &AnnotationRef) -> Option<AnnotationId> {
        let id = AnnotationId::new(self.decisions.get(on)?.result.as_str());
        self.annotation(&id).map(|stands| stands.id.clone())
    }

    /// What came of an annotation whose links stand with it.
    fn standing(&self, on: &AnnotationRef, own: &Annotation) -> Option<AnnotationId> {
        let decision = self.decisions.get(on)?;
        let stands = self.annotation(&AnnotationId::new(decision.result.as_str()))?;
        let taken = &*decision.verdict == Decision::TAKEN && decision.about.first() == Some(on);
        let edited = &*decision.verdict == Decision::EDITED && stands.tag == own.tag;
        (taken || edited).then(|| stands.id.clone())
    }
}
