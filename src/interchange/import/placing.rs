//! One line of others as annotation sets on its text: nothing is lost, and what is odd is said.

use super::{Remark, free_id};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Gold, Link, Origin, Pieces, Place,
    Sight, Slot, State, Unplaced, Why,
};
use crate::interchange::jsonl::{ArticleLine, AttributeLine, Fragment, RelationLine, SpanLine};
use crate::store::write::quoted;
use crate::text::{CharOffset, ReadingText, Span, SpanError, shortened};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a line lacks and a run supplies.
pub(super) struct Supply<'s> {
    /// The name of the tagset of the folder.
    pub tagset: &'s str,
    /// Whose the spans are that name nobody.
    pub nobody: &'s AnnotatorName,
    /// The time, for annotations that carry none.
    pub now: &'s str,
    /// Ids for annotations that have none, or one that is taken.
    pub new_id: &'s mut dyn FnMut() -> AnnotationId,
}

impl std::fmt::Debug for Supply<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Supply").field("tagset", &self.tagset).finish_non_exhaustive()
    }
}

/// The sets that a line holds, sorted by annotator, and what had to be done to hold them.
#[derive(Debug)]
pub(super) struct Incoming {
    /// One a person.
    pub sets: Vec<AnnotationSet>,
    /// What a person should know about it.
    pub remarks: Vec<Remark>,
}

/// What one person said.
#[derive(Default)]
struct Person {
    state: State,
    originals: BTreeSet<String>,
    annotations: BTreeMap<AnnotationId, Annotation>,
    unplaced: BTreeMap<AnnotationId, Unplaced>,
    links: Vec<Link>,
}

impl Person {
    fn knows(&self, id: &AnnotationId) -> bool {
        self.annotations.contains_key(id) || self.unplaced.contains_key(id)
    }
}

/// The sets of a line. `text` is the line's text.
pub(super) fn incoming(line: &ArticleLine, text: &ReadingText, supply: &mut Supply<'_>) -> Incoming {
    let mut placing = Placing { text, people: BTreeMap::new(), written: HashMap::new(), remarks: Vec::new() };
    for annotator in &line.annotators {
        let name = placing.person(&annotator.name);
        if let Some(state) = &annotator.state {
            placing.people.entry(name).or_default().state = State::parse(state);
        }
    }
    // Where one person worked on an article, what names nobody is theirs.
    let nobody = match (placing.people.len(), placing.people.first_key_value()) {
        (1, Some((only, _))) => only.clone(),
        _ => supply.nobody.clone(),
    };
    for span in &line.spans {
        placing.span(span, &nobody, supply);
    }
    for relation in &line.relations {
        placing.relation(relation, &nobody);
    }
    let sets = placing.people.into_iter().map(|(name, person)| set(name, person, supply.tagset)).collect();
    Incoming { sets, remarks: placing.remarks }
}

fn set(name: AnnotatorName, person: Person, tagset: &str) -> AnnotationSet {
    let gold = name.is_gold().then(Gold::default);
    let ext = if person.originals.is_empty() {
        "{}".to_owned()
    } else {
        let mut ext = "{\"imported-as\": [".to_owned();
        for (n, name) in person.originals.iter().enumerate() {
            ext.push_str(if n == 0 { "" } else { ", " });
            quoted(&mut ext, name);
        }
        ext + "]}"
    };
    AnnotationSet::new(name, tagset)
        .with(person.annotations.into_values(), person.unplaced.into_values(), person.links, [])
        .with_header(person.state, Sight::Open, gold, ext)
}

struct Placing<'t> {
    text: &'t ReadingText,
    people: BTreeMap<AnnotatorName, Person>,
    /// Which annotations a written id stands for: of different people, two may have the same.
    written: HashMap<String, Vec<(AnnotatorName, AnnotationId)>>,
    remarks: Vec<Remark>,
}

impl Placing<'_> {
    /// The annotator for a name as written, which is kept where it differs.
    fn person(&mut self, original: &str) -> AnnotatorName {
        let name = AnnotatorName::imported(original);
        let person = self.people.entry(name.clone()).or_default();
        if name.as_str() != original && person.originals.insert(original.to_owned()) {
            self.remarks.push(Remark::Folded { original: shortened(original, 60), name: name.clone() });
        }
        name
    }

    fn span(&mut self, line: &SpanLine, nobody: &AnnotatorName, supply: &mut Supply<'_>) {
        let name = match &line.annotator {
            Some(original) => self.person(original),
            None => nobody.clone(),
        };
        let text = self.text;
        let person = self.people.entry(name.clone()).or_default();
        let id = match own_id(line, &name) {
            Some(id) if !person.knows(&id) && AnnotationRef::parse(id.as_str()).annotator.is_none() => id,
            wanted => {
                let id = free_id(supply.new_id, |id| person.knows(id));
                if let Some(wanted) = wanted {
                    let (annotator, id) = (name.clone(), id.clone());
                    self.remarks.push(Remark::Renamed { annotator, wanted, id });
                }
                id
            }
        };
        if let Some(written) = &line.id {
            self.written.entry(written.clone()).or_default().push((name.clone(), id.clone()));
        }
        match pieces(line, text) {
            Ok(pieces) => {
                if line.anchored {
                    let (annotator, id) = (name, id.clone());
                    self.remarks.push(Remark::Anchored { annotator, id });
                }
                person.annotations.insert(id.clone(), annotation(line, id, pieces, text, supply.now));
            }
            Err(why) => {
                let unplaced = unplaced(line, id.clone(), why.clone(), text, supply.now);
                person.unplaced.insert(id.clone(), unplaced);
                self.remarks.push(Remark::Unplaced { annotator: name, id, why });
            }
        }
    }

    fn relation(&mut self, line: &RelationLine, nobody: &AnnotatorName) {
        let said = line.annotator.as_deref().map(|original| self.person(original));
        let from = self.end(&line.from, said.as_ref());
        let owner =
            said.or_else(|| from.as_ref().map(|(name, _)| name.clone())).unwrap_or_else(|| nobody.clone());
        let to = self.end(&line.to, Some(&owner));
        if from.is_none() || to.is_none() {
            let (from, to) = (shortened(&line.from, 60), shortened(&line.to, 60));
            self.remarks.push(Remark::Dangling { from, to });
        }
        let reference = |found: Option<(AnnotatorName, AnnotationId)>, written: &str| match found {
            Some((name, id)) => AnnotationRef { annotator: Some(name).filter(|name| *name != owner), id },
            None => AnnotationRef::parse(written),
        };
        let kind = line.kind.as_deref().filter(|kind| !kind.is_empty()).unwrap_or("related");
        let arrow =
            Link { from: reference(from, &line.from), kind: kind.into(), to: reference(to, &line.to) };
        self.people.entry(owner).or_default().links.push(arrow);
    }

    /// The annotation that an id stands for; of twins, that of `preferred`, else the first.
    fn end(&self, written: &str, preferred: Option<&AnnotatorName>) -> Option<(AnnotatorName, AnnotationId)> {
        let found = self.written.get(written)?;
        found.iter().find(|(name, _)| Some(name) == preferred).or(found.first()).cloned()
    }
}

/// The id as written, without the annotator that stands before it where two share an id.
fn own_id(line: &SpanLine, annotator: &AnnotatorName) -> Option<AnnotationId> {
    let written = line.id.as_deref().filter(|id| !id.trim().is_empty())?;
    let short = match written.split_once('/') {
        Some((name, rest)) if AnnotatorName::imported(name) == *annotator && !rest.is_empty() => rest,
        _ => written,
    };
    Some(AnnotationId::new(short))
}

fn stretches(line: &SpanLine) -> Vec<(CharOffset, CharOffset)> {
    if let ([], Some(start), Some(end)) = (line.fragments.as_slice(), line.start, line.end) {
        return vec![(CharOffset::new(start), CharOffset::new(end))];
    }
    line.fragments.iter().copied().map(stretch).collect()
}

fn stretch(of: Fragment) -> (CharOffset, CharOffset) {
    (CharOffset::new(of.start), CharOffset::new(of.end))
}

fn pieces(line: &SpanLine, text: &ReadingText) -> Result<Pieces, Why> {
    let spans: Vec<Span> = stretches(line)
        .into_iter()
        .map(|(start, end)| text.span_of_chars(start, end))
        .collect::<Result<_, SpanError>>()?;
    let pieces = Pieces::new(spans).ok_or(Why::NoPieces)?;
    let found = text.quote(pieces.extent());
    match line.text.as_deref() {
        Some(expected) if expected != found => {
            Err(Why::OtherWords { expected: shortened(expected, 60), found: shortened(found, 60) })
        }
        _ => Ok(pieces),
    }
}

fn annotation(
    line: &SpanLine,
    id: AnnotationId,
    pieces: Pieces,
    text: &ReadingText,
    now: &str,
) -> Annotation {
    Annotation {
        id,
        tag: label(line).into(),
        pieces,
        slots: slots(line, text),
        note: line.note.clone().unwrap_or_default(),
        flagged: line.flagged.unwrap_or_default(),
        origin: origin(line),
        edited: line.edited.as_deref().unwrap_or(now).into(),
    }
}

fn unplaced(line: &SpanLine, id: AnnotationId, why: Why, text: &ReadingText, now: &str) -> Unplaced {
    let pieces = stretches(line);
    let words = |(start, end): &(CharOffset, CharOffset)| {
        text.span_of_chars(*start, *end).map(|span| text.quote(span).to_owned()).unwrap_or_default()
    };
    let exact = match &line.text {
        Some(exact) => vec![exact.clone()],
        None => pieces.iter().map(words).collect(),
    };
    Unplaced {
        id,
        tag: label(line).into(),
        pieces,
        exact,
        prefix: String::new(),
        suffix: String::new(),
        slots: slots(line, text),
        note: line.note.clone().unwrap_or_default(),
        flagged: line.flagged.unwrap_or_default(),
        origin: origin(line),
        edited: line.edited.as_deref().unwrap_or(now).into(),
        why,
    }
}

fn label(line: &SpanLine) -> &str {
    line.label.as_deref().filter(|label| !label.is_empty()).unwrap_or("unlabelled")
}

fn origin(line: &SpanLine) -> Origin {
    line.origin.as_deref().map_or(Origin::Imported, Origin::parse)
}

fn slots(line: &SpanLine, text: &ReadingText) -> Vec<Slot> {
    line.attributes
        .iter()
        .map(|attribute| Slot {
            name: attribute.key.as_str().into(),
            value: attribute.value.clone().unwrap_or_default(),
            at: places(attribute, text),
        })
        .collect()
}

fn places(attribute: &AttributeLine, text: &ReadingText) -> Vec<Place> {
    let stretches = match (attribute.fragments.as_slice(), attribute.start, attribute.end) {
        ([], Some(start), Some(end)) => vec![(CharOffset::new(start), CharOffset::new(end))],
        (fragments, ..) => fragments.iter().copied().map(stretch).collect(),
    };
    stretches
        .into_iter()
        .map(|(start, end)| match text.span_of_chars(start, end) {
            Ok(span) => Place::Found(span),
            Err(_) => Place::Lost { start, end, words: String::new() },
        })
        .collect()
}
