//! Annotations of several sets brought together where they are about the same words.

use super::continuum::{Continuum, Unit};
use super::pairing::{self, Kind};
use crate::annotation::{Annotation, AnnotationRef, AnnotationSet};
use crate::text::ReadingText;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Annotations with other tags make one case only where they have at least half of their words in common:
/// else a long one would draw in everything it holds.
const LEAST_OVERLAP: f64 = 0.5;

/// An annotation on its way into a case.
#[derive(Debug)]
pub(super) struct Member {
    /// Its set, by its place in the list.
    pub(super) set: usize,
    pub(super) annotation: Arc<Annotation>,
    pub(super) unit: Unit,
}

impl Member {
    /// All annotations, in an order that does not depend on that of the sets.
    pub(super) fn all(text: &ReadingText, sets: &[Arc<AnnotationSet>]) -> Vec<Self> {
        let mut continuum = Continuum::new(text.chars().get());
        let tags: BTreeSet<&str> = sets.iter().flat_map(|set| set.iter()).map(|a| &*a.tag).collect();
        for tag in tags {
            continuum.label(tag);
        }
        let mut members = Vec::new();
        for (set, annotations) in sets.iter().enumerate() {
            for annotation in annotations.iter() {
                if let Some(unit) = continuum.unit(text, annotation) {
                    members.push(Self { set, annotation: Arc::clone(annotation), unit });
                }
            }
        }
        members.sort_by(|a, b| {
            let name = |member: &Self| sets.get(member.set).map(|set| set.annotator());
            (&a.unit, name(a), &a.annotation.id).cmp(&(&b.unit, name(b), &b.annotation.id))
        });
        members
    }

    pub(super) fn reference(&self, sets: &[Arc<AnnotationSet>]) -> Option<AnnotationRef> {
        Some(AnnotationRef::of(sets.get(self.set)?.annotator(), &self.annotation.id))
    }

    fn overlap(&self, other: &Self) -> f64 {
        let shared = self.unit.shared(&other.unit);
        f64::from(shared)
            / f64::from((self.unit.length() + other.unit.length()).saturating_sub(shared).max(1))
    }
}

/// Members that belong together, each as a place in the list of members.
struct Clusters<'m> {
    members: &'m [Member],
    of: Vec<usize>,
    all: Vec<Vec<usize>>,
}

impl<'m> Clusters<'m> {
    fn new(members: &'m [Member]) -> Self {
        Self {
            members,
            of: (0..members.len()).collect(),
            all: (0..members.len()).map(|at| vec![at]).collect(),
        }
    }

    fn of(&self, member: usize) -> &[usize] {
        self.of.get(member).and_then(|at| self.all.get(*at)).map_or(&[], Vec::as_slice)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (Some(into), Some(from)) = (self.of.get(a).copied(), self.of.get(b).copied()) else { return };
        if into == from {
            return;
        }
        let moved = self.all.get_mut(from).map(std::mem::take).unwrap_or_default();
        for member in &moved {
            if let Some(of) = self.of.get_mut(*member) {
                *of = into;
            }
        }
        if let Some(cluster) = self.all.get_mut(into) {
            cluster.extend(moved);
        }
    }

    fn sets(&self, member: usize) -> BTreeSet<usize> {
        self.of(member).iter().filter_map(|at| Some(self.members.get(*at)?.set)).collect()
    }

    /// Whether nobody would have two annotations in the cluster of both.
    fn may_join(&self, a: usize, b: usize) -> bool {
        self.sets(a).is_disjoint(&self.sets(b))
    }

    /// Whether all in a cluster say the same about words and tag.
    fn says_the_same(&self, member: usize) -> bool {
        let mut units = self.of(member).iter().filter_map(|at| Some(&self.members.get(*at)?.unit));
        let first = units.next();
        units.all(|unit| Some(unit) == first)
    }
}

/// The members that belong together, each as a place in the list.
pub(super) fn clusters(members: &[Member], sets: usize) -> Vec<Vec<usize>> {
    let mut clusters = Clusters::new(members);
    let mut pairs = pairs(members, sets);
    pairs.sort_by_key(|(strength, a, b)| (*strength, *a, *b));
    for (strength, a, b) in pairs {
        if strength == Strength::Same || clusters.may_join(a, b) {
            clusters.join(a, b);
        }
    }
    join_twins(&mut clusters);
    join_parts(&mut clusters);
    clusters.all.into_iter().filter(|cluster| !cluster.is_empty()).collect()
}

/// How much speaks for two annotations being about the same, most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Same,
    SameWords,
    SameTag,
    Overlap,
}

fn pairs(members: &[Member], sets: usize) -> Vec<(Strength, usize, usize)> {
    // Sorted, and each unit once: twins are joined afterwards.
    let unit = |at: &usize| members.get(*at).map(|member| &member.unit);
    let of = |set: usize| -> Vec<usize> {
        let own = |at: &usize| members.get(*at).is_some_and(|member| member.set == set);
        let mut own: Vec<usize> = (0..members.len()).filter(own).collect();
        own.dedup_by_key(|at| unit(at));
        own
    };
    let by_set: Vec<Vec<usize>> = (0..sets).map(of).collect();
    let units = |places: &[usize]| -> Vec<Unit> {
        places.iter().filter_map(|at| Some(members.get(*at)?.unit.clone())).collect()
    };
    let mut found = Vec::new();
    for (nth, a) in by_set.iter().enumerate() {
        for b in by_set.iter().skip(nth + 1) {
            for pair in pairing::pair(&units(a), &units(b)) {
                let place = |list: &[usize], at: Option<usize>| list.get(at?).copied();
                let (Some(a), Some(b)) = (place(a, pair.a), place(b, pair.b)) else { continue };
                let strength = match pair.kind {
                    Kind::Exact => Strength::Same,
                    Kind::Label => Strength::SameWords,
                    Kind::Boundary => Strength::SameTag,
                    Kind::BoundaryLabel if overlap(members, a, b) >= LEAST_OVERLAP => Strength::Overlap,
                    Kind::BoundaryLabel | Kind::OnlyA | Kind::OnlyB => continue,
                };
                found.push((strength, a.min(b), a.max(b)));
            }
        }
    }
    found
}

fn overlap(members: &[Member], a: usize, b: usize) -> f64 {
    match (members.get(a), members.get(b)) {
        (Some(a), Some(b)) => a.overlap(b),
        _ => 0.0,
    }
}

/// The same said twice by one annotator is one answer.
fn join_twins(clusters: &mut Clusters<'_>) {
    let mut first: HashMap<(usize, &Unit), usize> = HashMap::new();
    for (at, member) in clusters.members.iter().enumerate() {
        let twin = *first.entry((member.set, &member.unit)).or_insert(at);
        clusters.join(twin, at);
    }
}

/// What is alone joins the case of what it overlaps most with the same tag.
fn join_parts(clusters: &mut Clusters<'_>) {
    let alone: Vec<usize> = (0..clusters.members.len()).filter(|at| clusters.of(*at).len() == 1).collect();
    let longest = clusters.members.iter().map(|member| member.unit.extent().length()).max().unwrap_or(0);
    for part in alone {
        let Some(unit) = clusters.members.get(part).map(|member| &member.unit) else { continue };
        let set = clusters.members.get(part).map(|member| member.set);
        // Members are sorted by where they start.
        let from = clusters.members.partition_point(|other| {
            other.unit.extent().start.get().saturating_add(longest) <= unit.extent().start.get()
        });
        let near = (from..clusters.members.len()).take_while(|at| {
            clusters.members.get(*at).is_some_and(|member| member.unit.extent().start < unit.extent().end)
        });
        let whole = near
            .filter_map(|at| {
                let other = clusters.members.get(at)?;
                let fits = Some(other.set) != set
                    && other.unit.label() == unit.label()
                    && clusters.of(at).len() > 1
                    && !clusters.says_the_same(at);
                let shared = other.unit.shared(unit);
                (fits && shared > 0).then_some((shared, std::cmp::Reverse(at)))
            })
            .max();
        if let Some((_, std::cmp::Reverse(whole))) = whole {
            clusters.join(whole, part);
        }
    }
}
