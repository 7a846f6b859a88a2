//! One annotation and what hangs on it.

use super::{AnnotationId, AnnotationRef};
use crate::text::{CharOffset, ReadingText, Span};
use std::sync::Arc;

/// One tag on one or more pieces of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Its name in the set.
    pub id: AnnotationId,
    /// The tag's name; one that the tagset does not know is kept as it is.
    pub tag: Arc<str>,
    /// Where it stands.
    pub pieces: Pieces,
    /// Named values, in the order in which they were set; a name may repeat.
    pub slots: Vec<Slot>,
    /// Free text; empty for none.
    pub note: String,
    /// Whether it is marked for a second look.
    pub flagged: bool,
    /// How it came to be.
    pub origin: Origin,
    /// When it was last changed: RFC 3339 in UTC, to the second.
    pub edited: Arc<str>,
}

impl Annotation {
    /// The first value of a slot.
    pub fn slot(&self, name: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| &*slot.name == name)
    }

    /// From the start of the first piece to the end of the last.
    pub fn extent(&self) -> Span {
        self.pieces.extent()
    }
}

/// The stretches of one annotation.
///
/// Invariant: at least one; sorted; no two overlap or touch, since a sweep over their ends would
/// close both at the first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pieces(Held);

/// Nearly every annotation has one piece, and there may be a hundred thousand of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Held {
    One([Span; 1]),
    More(Box<[Span]>),
}

impl Pieces {
    /// A single piece.
    pub const fn one(span: Span) -> Self {
        Self(Held::One([span]))
    }

    /// Sorted, and joined where they overlap or touch; nothing for no spans.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        let mut sorted: Vec<Span> = spans.into_iter().collect();
        sorted.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match joined.last_mut() {
                Some(last) if span.start() <= last.end() => *last = last.joined(span),
                _ => joined.push(span),
            }
        }
        match joined.as_slice() {
            [] => None,
            [one] => Some(Self::one(*one)),
            _ => Some(Self(Held::More(joined.into()))),
        }
    }

    /// All pieces, in the order of the text.
    pub fn as_slice(&self) -> &[Span] {
        match &self.0 {
            Held::One(one) => one,
            Held::More(more) => more,
        }
    }

    /// The pieces one by one.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Span> + '_ {
        self.as_slice().iter().copied()
    }

    /// How many there are; never 0.
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.as_slice().len()
    }

    /// From the start of the first to the end of the last.
    pub fn extent(&self) -> Span {
        match &self.0 {
            Held::One([one]) => *one,
            Held::More(more) => match (more.first(), more.last()) {
                (Some(first), Some(last)) => first.joined(*last),
                _ => unreachable!("more than one piece"),
            },
        }
    }

    /// What both have; nothing where they have nothing in common.
    pub fn shared(&self, other: &Self) -> Option<Self> {
        let with = |piece: Span| other.iter().filter_map(move |other| piece.shared(other));
        Self::new(self.iter().flat_map(with))
    }

    /// The words, piece by piece, with an ellipsis between.
    pub fn quote(&self, text: &ReadingText) -> String {
        let words: Vec<&str> = self.iter().map(|piece| text.quote(piece)).collect();
        words.join(" … ")
    }
}

/// A named value on an annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The slot's name; one that the tagset does not know is kept as it is.
    pub name: Arc<str>,
    /// The value.
    pub value: String,
    /// The words it was read from, if any.
    pub at: Vec<Place>,
}

/// Words of the article that a slot's value was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Where they stand.
    Found(Span),
    /// As written in the file, where the text has other words: kept, never guessed.
    Lost {
        /// The position in the file.
        start: CharOffset,
        /// The end in the file.
        end: CharOffset,
        /// The words in the file.
        words: String,
    },
}

impl Place {
    /// The span, where it is known.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Found(span) => Some(*span),
            Self::Lost { .. } => None,
        }
    }
}

/// How an annotation came to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Made by the annotator.
    Hand,
    /// Proposed by the program and accepted by the annotator.
    Suggested,
    /// Read from a file of another program.
    Imported,
    /// Taken over in a review.
    Review,
    /// A word of a newer program, kept.
    Other(Arc<str>),
}

impl Origin {
    /// The word in files.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Hand => "hand",
            Self::Suggested => "suggested",
            Self::Imported => "imported",
            Self::Review => "review",
            Self::Other(word) => word,
        }
    }

    /// The meaning of a word in a file.
    pub fn parse(word: &str) -> Self {
        match word {
            "hand" => Self::Hand,
            "suggested" => Self::Suggested,
            "imported" => Self::Imported,
            "review" => Self::Review,
            other => Self::Other(other.into()),
        }
    }
}

/// A typed arrow between two annotations.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// Where it starts.
    pub from: AnnotationRef,
    /// The name of its kind.
    pub kind: Arc<str>,
    /// Where it points.
    pub to: AnnotationRef,
}

/// A remark on an annotation, one's own or a colleague's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comment {
    /// Its name in the set.
    pub id: Arc<str>,
    /// What it is about.
    pub on: AnnotationRef,
    /// The comment it answers; empty for none.
    pub reply_to: String,
    /// What it says.
    pub text: String,
    /// When it was last changed: RFC 3339 in UTC.
    pub edited: Arc<str>,
}
