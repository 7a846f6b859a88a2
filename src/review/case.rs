//! What there is to decide about an article: cases, each with the answers that annotators gave.

use super::clustering::{Member, clusters};
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
    /// Whether the answers differ in slots or links, whatever else they differ in.
    pub details: Details,
}

/// Whether answers have the same slots and links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Details {
    /// They do.
    Same,
    /// They do not.
    Differ,
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
    /// Nobody marks it, or not any more: it stands in gold alone, and there is a question about it.
    InGoldAlone,
    /// All say the same.
    Agreed,
}

impl CaseKind {
    /// All, in the order of the queue.
    pub const ALL: [Self; 8] = [
        Self::Tag,
        Self::Boundary,
        Self::BoundaryAndTag,
        Self::Split,
        Self::Slots,
        Self::OnlySome,
        Self::InGoldAlone,
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
        self.members().map(|(annotator, annotation)| AnnotationRef::of(annotator, &annotation.id))
    }

    /// The words that every answer has, and that any answer has; nothing where no word is in all.
    pub fn common_and_all(&self) -> (Option<Pieces>, Option<Pieces>) {
        let places = self.answers.iter().filter_map(Answer::place);
        let common = places.clone().map(Some).reduce(|a, b| a?.shared(&b?)).flatten();
        let all = Pieces::new(places.flat_map(|pieces| pieces.iter().collect::<Vec<_>>()));
        (common, all)
    }

    /// Whether there are several answers, and all mark the same words, in one annotation each: then there is nothing to
    /// unite or to intersect.
    pub fn has_one_place(&self) -> bool {
        let mut places = self.answers.iter().map(|answer| match answer.annotations() {
            [only] => Some(&only.pieces),
            _ => None,
        });
        let first = places.next().flatten();
        self.answers.len() > 1 && first.is_some() && places.all(|place| place == first)
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
    cases.sort_by_key(|case| (case.extent, case.kind));
    cases
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
        let to = link.to.within(set.annotator());
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
    let confirmed = if silent.is_empty() && sets.len() > 1 { Confirmed::ByAll } else { Confirmed::BySome };
    let kind = kind(&answers, confirmed);
    let extents = cluster.iter().filter_map(|at| Some(members.get(*at)?.annotation.extent()));
    let extent = extents.reduce(Span::joined)?;
    let mut besides = answers.iter().map(|(said, _)| said.iter().map(|(_, _, slots, links)| (slots, links)));
    let same = besides.next().is_none_or(|first| besides.all(|other| other.eq(first.clone())));
    let details = if same { Details::Same } else { Details::Differ };
    let answers = answers.into_iter().map(|(_, by)| Answer { by }).collect();
    Some(Case { kind, extent, answers, silent, details })
}

/// Whether everybody has an answer, and there is more than one to have it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Confirmed {
    ByAll,
    BySome,
}

fn kind(answers: &[(Vec<Saying<'_>>, Vec<Voice>)], confirmed: Confirmed) -> CaseKind {
    let said = || answers.iter().flat_map(|(said, _)| said);
    let places: BTreeSet<Vec<Span>> = said().map(|(_, pieces, ..)| pieces.iter().collect()).collect();
    let tags: BTreeSet<&str> = said().map(|(tag, ..)| *tag).collect();
    match answers {
        [_] if confirmed == Confirmed::BySome => CaseKind::OnlySome,
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
