//! What there is to decide about an article: cases, each with the answers that annotators gave.

use super::continuum::{Continuum, Unit};
use super::pairing::{self, Kind};
use crate::annotation::{Annotation, AnnotationRef, AnnotationSet, AnnotatorName, Pieces};
use crate::text::{ReadingText, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A place of the text about which annotators agree or not: one question to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// How the answers differ.
    pub kind: CaseKind,
    /// From the first word that anybody marked to the last.
    pub extent: Span,
    /// What was said, each answer once: what most annotators say first. Never empty.
    pub answers: Vec<Answer>,
    /// Who read the article and marked nothing here.
    pub silent: Vec<AnnotatorName>,
}

/// What one or more annotators say about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who says so, and with which annotations. Never empty; everybody has as many as the first.
    pub by: Vec<Voice>,
}

/// One annotator's part in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Whose.
    pub annotator: AnnotatorName,
    /// The annotations, in the order of the text: one, unless others have marked as one what this annotator
    /// marked as several. Never empty.
    pub annotations: Vec<Arc<Annotation>>,
}

/// How the answers to a case differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseKind {
    /// The words are the same, the tags are not.
    Tag,
    /// The tag is the same, the words are not.
    Boundary,
    /// Neither the words nor the tags are the same.
    BoundaryAndTag,
    /// What is one annotation for some is several for others.
    Split,
    /// Words and tag are the same, slots or links are not.
    Slots,
    /// Some have marked nothing here; those who have say the same.
    OnlySome,
    /// All say the same.
    Agreed,
}

impl CaseKind {
    /// All, in the order of the queue.
    pub const ALL: [Self; 7] = [
        Self::Tag,
        Self::Boundary,
        Self::BoundaryAndTag,
        Self::Split,
        Self::Slots,
        Self::OnlySome,
        Self::Agreed,
    ];
}

impl Case {
    /// All annotations that the case is about.
    pub fn members(&self) -> impl Iterator<Item = (&AnnotatorName, &Arc<Annotation>)> {
        let voices = self.answers.iter().flat_map(|answer| &answer.by);
        voices
            .flat_map(|voice| voice.annotations.iter().map(move |annotation| (&voice.annotator, annotation)))
    }

    /// The names of all annotations that the case is about.
    pub fn about(&self) -> impl Iterator<Item = AnnotationRef> + '_ {
        self.members().map(|(annotator, annotation)| reference(annotator, annotation))
    }

    /// The words that every answer has, and that any answer has; nothing where no word is in all.
    pub fn common_and_all(&self) -> (Option<Pieces>, Option<Pieces>) {
        let places = self.answers.iter().filter_map(Answer::place);
        let common = places.clone().map(Some).reduce(|a, b| shared(a?, &b?)).flatten();
        let all = Pieces::new(places.flat_map(|pieces| pieces.iter().collect::<Vec<_>>()));
        (common, all)
    }

    /// The one tag of all answers, if they have one.
    pub fn tag(&self) -> Option<&Arc<str>> {
        let mut tags = self.members().map(|(_, annotation)| &annotation.tag);
        let first = tags.next()?;
        tags.all(|tag| tag == first).then_some(first)
    }
}

impl Answer {
    /// The annotations of the first who says so.
    pub fn annotations(&self) -> &[Arc<Annotation>] {
        self.by.first().map_or(&[], |voice| &voice.annotations)
    }

    /// All words that it has.
    pub fn place(&self) -> Option<Pieces> {
        Pieces::new(self.annotations().iter().flat_map(|annotation| annotation.pieces.iter()))
    }
}

/// How an annotation of another's set is named in the set of a review.
pub(super) fn reference(annotator: &AnnotatorName, annotation: &Annotation) -> AnnotationRef {
    AnnotationRef { annotator: Some(annotator.clone()), id: annotation.id.clone() }
}

/// What both have.
fn shared(a: Pieces, b: &Pieces) -> Option<Pieces> {
    Pieces::new(a.iter().flat_map(|a| b.iter().filter_map(move |b| a.shared(b)).collect::<Vec<_>>()))
}

/// Annotations with other tags make one case only where they have at least half of their words in common:
/// else a long one would draw in everything it holds.
const LEAST_OVERLAP: f64 = 0.5;

/// All cases of sets on the same text, in the order of the text.
///
/// Every annotation stands in exactly one case. Annotations are brought together by the optimal pairings of every
/// two annotators: first those that say the same, then those with the same words, then those that overlap;
/// no step but the first puts two annotations of one annotator into a case. At last an annotation that is alone joins
/// the case of what it overlaps with the same tag, unless all say the same there: that is one for some and several
/// for others. The order of the sets decides nothing but the order of names.
pub fn cases(text: &ReadingText, sets: &[Arc<AnnotationSet>]) -> Vec<Case> {
    let members = Member::all(text, sets);
    let clusters = clusters(&members, sets.len());
    let home: HashMap<AnnotationRef, usize> = clusters
        .iter()
        .enumerate()
        .flat_map(|(at, cluster)| cluster.iter().map(move |member| (at, *member)))
        .filter_map(|(at, member)| Some((members.get(member)?.reference(sets)?, at)))
        .collect();
    let mut cases: Vec<Case> =
        clusters.iter().filter_map(|cluster| case(cluster, &members, sets, &home)).collect();
    cases.sort_by(|a, b| (a.extent, a.kind).cmp(&(b.extent, b.kind)));
    cases
}

/// An annotation on its way into a case.
#[derive(Debug)]
struct Member {
    /// Its set, by its place in the list.
    set: usize,
    annotation: Arc<Annotation>,
    unit: Unit,
}

impl Member {
    /// All annotations, in an order that does not depend on that of the sets.
    fn all(text: &ReadingText, sets: &[Arc<AnnotationSet>]) -> Vec<Self> {
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

    fn reference(&self, sets: &[Arc<AnnotationSet>]) -> Option<AnnotationRef> {
        Some(reference(sets.get(self.set)?.annotator(), &self.annotation))
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

fn clusters(members: &[Member], sets: usize) -> Vec<Vec<usize>> {
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

/// What an annotation says, as far as answers are compared: not its note, which everybody words differently.
type Saying<'a> = (&'a str, &'a Pieces, BTreeSet<(&'a str, &'a str)>, BTreeSet<(&'a str, Target<'a>)>);

/// Where a link leads: to a case, or to what is in none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Target<'a> {
    Case(usize),
    Elsewhere(&'a AnnotationRef),
}

fn saying<'a>(
    annotation: &'a Annotation,
    set: &'a AnnotationSet,
    home: &HashMap<AnnotationRef, usize>,
) -> Saying<'a> {
    let slots = annotation.slots.iter().filter(|slot| !slot.value.is_empty());
    let slots = slots.map(|slot| (&*slot.name, slot.value.as_str())).collect();
    let links = set.links_from(&annotation.id).map(|link| {
        let mut to = link.to.clone();
        to.annotator.get_or_insert_with(|| set.annotator().clone());
        (&*link.kind, home.get(&to).map_or(Target::Elsewhere(&link.to), |case| Target::Case(*case)))
    });
    (&annotation.tag, &annotation.pieces, slots, links.collect())
}

fn case(
    cluster: &[usize],
    members: &[Member],
    sets: &[Arc<AnnotationSet>],
    home: &HashMap<AnnotationRef, usize>,
) -> Option<Case> {
    let mut by_set: BTreeMap<usize, Vec<&Member>> = BTreeMap::new();
    for member in cluster.iter().filter_map(|at| members.get(*at)) {
        by_set.entry(member.set).or_default().push(member);
    }
    let mut answers: Vec<(Vec<Saying<'_>>, Vec<Voice>)> = Vec::new();
    for (set, mut own) in by_set.iter().filter_map(|(at, own)| Some((sets.get(*at)?, own.clone()))) {
        own.sort_by(|a, b| (&a.unit, &a.annotation.id).cmp(&(&b.unit, &b.annotation.id)));
        let mut said: Vec<Saying<'_>> =
            own.iter().map(|member| saying(&member.annotation, set, home)).collect();
        said.dedup();
        let annotations = own.iter().map(|member| Arc::clone(&member.annotation)).collect();
        let voice = Voice { annotator: set.annotator().clone(), annotations };
        match answers.iter_mut().find(|(known, _)| *known == said) {
            Some((_, voices)) => voices.push(voice),
            None => answers.push((said, vec![voice])),
        }
    }
    // What most say first; of equals, whose name comes first.
    answers.sort_by_key(|(_, voices)| std::cmp::Reverse(voices.len()));
    let silent: Vec<AnnotatorName> = (0..sets.len())
        .filter(|set| !by_set.contains_key(set))
        .filter_map(|set| Some(sets.get(set)?.annotator().clone()))
        .collect();
    // One annotator alone agrees with nobody.
    let unconfirmed = !silent.is_empty() || sets.len() < 2;
    let kind = kind(&answers, unconfirmed);
    let extents = cluster.iter().filter_map(|at| Some(members.get(*at)?.annotation.extent()));
    let extent = extents.reduce(Span::joined)?;
    let answers = answers.into_iter().map(|(_, by)| Answer { by }).collect();
    Some(Case { kind, extent, answers, silent })
}

fn kind(answers: &[(Vec<Saying<'_>>, Vec<Voice>)], unconfirmed: bool) -> CaseKind {
    let said = || answers.iter().flat_map(|(said, _)| said);
    let places: BTreeSet<Vec<Span>> = said().map(|(_, pieces, ..)| pieces.iter().collect()).collect();
    let tags: BTreeSet<&str> = said().map(|(tag, ..)| *tag).collect();
    match answers {
        [_] if unconfirmed => CaseKind::OnlySome,
        [_] => CaseKind::Agreed,
        several if several.iter().any(|(said, _)| said.len() > 1) => CaseKind::Split,
        _ => match (places.len() > 1, tags.len() > 1) {
            (false, true) => CaseKind::Tag,
            (true, false) => CaseKind::Boundary,
            (true, true) => CaseKind::BoundaryAndTag,
            (false, false) => CaseKind::Slots,
        },
    }
}
