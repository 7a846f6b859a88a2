//! Names of annotations and of the people who make them.

use std::fmt;
use std::sync::Arc;
use thiserror::Error;

/// The name of an annotation: random, short, unique in its set, never used again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(Arc<str>);

impl AnnotationId {
    /// How many characters a new id has.
    pub const LENGTH: usize = 8;

    /// An id as found in a file. Any string is accepted: others choose theirs differently.
    pub fn new(id: impl Into<Arc<str>>) -> Self {
        Self(id.into())
    }

    /// An id made of random bits: [`Self::LENGTH`] digits and lower-case letters, the first a letter.
    pub fn from_bits(bits: u64) -> Self {
        const SIGNS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        let mut left = bits;
        let mut sign = |of: u64| {
            let at = usize::try_from(left % of).unwrap_or_default();
            left /= of;
            SIGNS.get(at).copied().map_or('a', char::from)
        };
        let id: String = (0..Self::LENGTH).map(|n| sign(if n == 0 { 26 } else { 36 })).collect();
        Self(id.into())
    }

    /// The id as written in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An annotation of this set, or of a colleague's: `id` or `annotator/id`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationRef {
    /// Whose it is; nothing for the set that holds the reference.
    pub annotator: Option<AnnotatorName>,
    /// Which it is.
    pub id: AnnotationId,
}

impl AnnotationRef {
    /// A reference within a set.
    pub fn own(id: AnnotationId) -> Self {
        Self { annotator: None, id }
    }

    /// A reference from anywhere to an annotation of `annotator`'s set.
    pub fn of(annotator: &AnnotatorName, id: &AnnotationId) -> Self {
        Self { annotator: Some(annotator.clone()), id: id.clone() }
    }

    /// The same reference, made within `annotator`'s set, as it is made from anywhere.
    #[must_use]
    pub fn within(&self, annotator: &AnnotatorName) -> Self {
        Self { annotator: Some(self.annotator.as_ref().unwrap_or(annotator).clone()), id: self.id.clone() }
    }

    /// A reference as written in a file. What does not name an annotator is an id as it stands.
    pub fn parse(written: &str) -> Self {
        let named =
            written.split_once('/').and_then(|(name, id)| Some((AnnotatorName::as_written(name)?, id)));
        match named {
            Some((annotator, id)) => Self { annotator: Some(annotator), id: AnnotationId::new(id) },
            None => Self::own(AnnotationId::new(written)),
        }
    }
}

impl fmt::Display for AnnotationRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.annotator {
            Some(annotator) => write!(f, "{annotator}/{}", self.id),
            None => self.id.fmt(f),
        }
    }
}

/// A person's name as it stands in file names: 1–32 of `a–z 0–9 - _`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotatorName(Arc<str>);

/// Why a name cannot be an annotator's.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NameError {
    /// Nothing was given.
    #[error("a name is needed")]
    Empty,
    /// More than 32 characters.
    #[error("a name has at most 32 characters, this one has {0}")]
    TooLong(usize),
    /// A character outside the alphabet.
    #[error("{0:?} cannot stand in a name: use a–z, 0–9, - and _")]
    Character(char),
    /// One of the words that name other files.
    #[error("“{0}” is reserved for the program's own files")]
    Reserved(String),
}

impl AnnotatorName {
    const LONGEST: usize = 32;
    const RESERVED: [&str; 3] = ["gold", "article", "tagset"];

    /// Checks a name and folds it to lower case.
    pub fn new(name: &str) -> Result<Self, NameError> {
        let folded = name.to_ascii_lowercase();
        if folded.is_empty() {
            return Err(NameError::Empty);
        }
        if let Some(odd) = folded.chars().find(|c| !allowed(*c)) {
            return Err(NameError::Character(odd));
        }
        if folded.len() > Self::LONGEST {
            return Err(NameError::TooLong(folded.len()));
        }
        if Self::RESERVED.contains(&folded.as_str()) {
            return Err(NameError::Reserved(folded));
        }
        Ok(Self(folded.into()))
    }

    /// The name of the set that a review decided, which nobody may bear.
    pub fn gold() -> Self {
        Self("gold".into())
    }

    /// The annotator whom a file names exactly so, [`Self::gold`] among them; nothing for a name that
    /// would have to be folded first.
    pub fn as_written(name: &str) -> Option<Self> {
        if name == "gold" {
            return Some(Self::gold());
        }
        Self::new(name).ok().filter(|folded| folded.as_str() == name)
    }

    /// A name from elsewhere made to fit: folded, other characters become `-`.
    ///
    /// The original should be kept beside it where it differs.
    pub fn imported(name: &str) -> Self {
        let folded: String = name
            .to_lowercase()
            .chars()
            .map(|c| if allowed(c) { c } else { '-' })
            .take(Self::LONGEST)
            .collect();
        match folded.as_str() {
            "" => Self("unknown".into()),
            "article" | "tagset" => Self(format!("{folded}-").into()),
            _ => Self(folded.into()),
        }
    }

    /// The name as written in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the set that a review decided.
    pub fn is_gold(&self) -> bool {
        &*self.0 == "gold"
    }
}

fn allowed(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_')
}

impl fmt::Display for AnnotatorName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
