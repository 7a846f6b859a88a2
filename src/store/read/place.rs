//! Records put on the text: an annotation where the words fit, unplaced where they do not.

use super::ReadWarning;
use crate::annotation::{Annotation, AnnotationId, Origin, Pieces, Place, Slot, Unplaced, Why};
use crate::store::sidecar::record::{AnnotationRecord, SlotRecord};
use crate::text::{CharOffset, Context, ReadingText, Span, shortened};
use std::borrow::Cow;
use std::sync::Arc;

/// An annotation as far as it could be placed.
#[derive(Debug)]
pub(super) enum Placed {
    Found(Annotation),
    Not(Box<Unplaced>),
}

impl Placed {
    pub(super) fn id(&self) -> &AnnotationId {
        match self {
            Self::Found(annotation) => &annotation.id,
            Self::Not(unplaced) => &unplaced.id,
        }
    }

    pub(super) fn rename(&mut self, id: AnnotationId) {
        match self {
            Self::Found(annotation) => annotation.id = id,
            Self::Not(unplaced) => unplaced.id = id,
        }
    }
}

/// Puts records on one text; shares the few words that return in all of them.
#[derive(Debug)]
pub(super) struct Placer<'t> {
    text: &'t ReadingText,
    words: Vec<Arc<str>>,
    edited: Arc<str>,
    pub(super) warnings: Vec<ReadWarning>,
}

/// The most words shared: tags and slots, not values.
const MOST_WORDS: usize = 128;

impl<'t> Placer<'t> {
    pub(super) fn new(text: &'t ReadingText) -> Self {
        Self { text, words: Vec::new(), edited: "".into(), warnings: Vec::new() }
    }

    pub(super) fn place(&mut self, record: AnnotationRecord<'_>) -> Placed {
        let AnnotationRecord { id, tag, pieces, exact, prefix, suffix, slots, note, flagged, origin, edited } =
            record;
        let id = AnnotationId::new(&*id);
        let tag = self.shared(&tag);
        let slots = slots.into_iter().map(|slot| self.slot(&id, slot)).collect();
        let note = note.into_owned();
        let origin = Origin::parse(&origin);
        let edited = self.moment(&edited);
        match fitting(self.text, &pieces, &exact) {
            Ok((pieces, joined)) => {
                let annotation = Annotation { id, tag, pieces, slots, note, flagged, origin, edited };
                self.note_oddities(&annotation, joined, &prefix, &suffix);
                Placed::Found(annotation)
            }
            Err(why) => Placed::Not(Box::new(Unplaced {
                id,
                tag,
                pieces: pieces.iter().map(|(s, e)| (CharOffset::new(*s), CharOffset::new(*e))).collect(),
                exact: exact.into_iter().map(Cow::into_owned).collect(),
                prefix: prefix.into_owned(),
                suffix: suffix.into_owned(),
                slots,
                note,
                flagged,
                origin,
                edited,
                why,
            })),
        }
    }

    fn note_oddities(&mut self, annotation: &Annotation, joined: Joined, prefix: &str, suffix: &str) {
        let id = || annotation.id.clone();
        if joined == Joined::Yes {
            self.warnings.push(ReadWarning::PiecesJoined { id: id() });
        }
        let extent = annotation.extent();
        let context = Context::of(self.text, extent, extent);
        let said = !(prefix.is_empty() && suffix.is_empty());
        if said && (context.prefix != prefix || context.suffix != suffix) {
            self.warnings.push(ReadWarning::OtherContext { id: id() });
        }
    }

    fn slot(&mut self, id: &AnnotationId, slot: SlotRecord<'_>) -> Slot {
        let name = self.shared(&slot.name);
        let mut at = Vec::with_capacity(slot.at.len());
        for (start, end, words) in slot.at {
            let place = if let Ok(span) = span_of(self.text, start, end, &words) {
                Place::Found(span)
            } else {
                self.warnings.push(ReadWarning::PlaceLost { id: id.clone(), slot: Arc::clone(&name) });
                let (start, end) = (CharOffset::new(start), CharOffset::new(end));
                Place::Lost { start, end, words: words.into_owned() }
            };
            at.push(place);
        }
        Slot { name, value: slot.value.into_owned(), at }
    }

    /// One shared string for all annotations of a tag.
    fn shared(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.words.iter().find(|known| &***known == word) {
            return Arc::clone(known);
        }
        let word: Arc<str> = word.into();
        if self.words.len() < MOST_WORDS {
            self.words.push(Arc::clone(&word));
        }
        word
    }

    /// One shared string for neighbours of the same second: imported ones are all of one.
    fn moment(&mut self, edited: &str) -> Arc<str> {
        if *self.edited != *edited {
            self.edited = edited.into();
        }
        Arc::clone(&self.edited)
    }
}

/// Whether pieces had to be brought into order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joined {
    No,
    Yes,
}

/// The pieces, if every one has the words that the file quotes.
fn fitting(
    text: &ReadingText,
    pieces: &[(u32, u32)],
    exact: &[Cow<'_, str>],
) -> Result<(Pieces, Joined), Why> {
    if pieces.is_empty() {
        return Err(Why::NoPieces);
    }
    if pieces.len() != exact.len() {
        return Err(Why::Uneven { pieces: pieces.len(), quotes: exact.len() });
    }
    if let ([(start, end)], [words]) = (pieces, exact) {
        return Ok((Pieces::one(span_of(text, *start, *end, words)?), Joined::No));
    }
    let spans = pieces
        .iter()
        .zip(exact)
        .map(|((start, end), words)| span_of(text, *start, *end, words))
        .collect::<Result<Vec<Span>, Why>>()?;
    let checked = Pieces::new(spans.iter().copied()).ok_or(Why::NoPieces)?;
    let joined = if checked.as_slice() == spans { Joined::No } else { Joined::Yes };
    Ok((checked, joined))
}

fn span_of(text: &ReadingText, start: u32, end: u32, words: &str) -> Result<Span, Why> {
    let span = text.span_of_chars(CharOffset::new(start), CharOffset::new(end))?;
    let found = text.quote(span);
    if found == words {
        Ok(span)
    } else {
        Err(Why::OtherWords { expected: shortened(words, 40), found: shortened(found, 40) })
    }
}
