//! Which annotations the list has, found without looking at all of them in one frame.

use crate::annotation::{Annotation, AnnotationId, AnnotationSet, AnnotatorName, Unplaced};
use crate::app::Document;
use std::path::PathBuf;
use std::sync::Arc;

/// What the rows depend on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Key {
    path: PathBuf,
    /// Whose set, and how large: another set of the same article may be at the same revision.
    annotator: Option<AnnotatorName>,
    count: usize,
    revision: u64,
    words: String,
    tag: Option<String>,
}

/// The rows of the list: annotations without a place first, then the others in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Rows {
    key: Key,
    unplaced: Vec<Arc<Unplaced>>,
    placed: Placed,
}

#[derive(Debug)]
enum Placed {
    /// All of the set. A hundred thousand of them are counted, and one of every [`STEP`] is kept.
    All { count: usize, signposts: Vec<Arc<Annotation>> },
    /// Those that fit a filter, as far as was looked.
    Fitting { found: Vec<Arc<Annotation>>, looked: Looked },
}

/// How far a filter has looked.
#[derive(Debug)]
enum Looked {
    /// Not at all yet.
    Nowhere,
    /// Up to this annotation.
    UpTo(Arc<Annotation>),
    /// To the end.
    Everywhere,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'d> {
    Placed(&'d Arc<Annotation>),
    Unplaced(&'d Arc<Unplaced>),
}

impl Found<'_> {
    pub(super) fn id(&self) -> &AnnotationId {
        match self {
            Self::Placed(annotation) => &annotation.id,
            Self::Unplaced(unplaced) => &unplaced.id,
        }
    }
}

/// From one signpost to the next.
const STEP: usize = 64;

/// How many annotations a filter looks at in one frame.
const A_FRAME: usize = 4000;

impl Default for Placed {
    fn default() -> Self {
        Self::All { count: 0, signposts: Vec::new() }
    }
}

impl Rows {
    /// Brings the rows up to the set and the filter.
    pub(super) fn follow(&mut self, document: &Document, words: &str, tag: Option<&str>) {
        let set = document.set();
        let key = Key {
            path: document.path().to_owned(),
            annotator: Some(set.annotator().clone()),
            count: set.len(),
            revision: set.revision(),
            words: words.trim().to_lowercase(),
            tag: tag.map(str::to_owned),
        };
        if self.key != key {
            let open = key.words.is_empty() && key.tag.is_none();
            self.unplaced = if open { set.unplaced().cloned().collect() } else { Vec::new() };
            self.placed = if open {
                Placed::All { count: set.len(), signposts: set.iter().step_by(STEP).cloned().collect() }
            } else {
                Placed::Fitting { found: Vec::new(), looked: Looked::Nowhere }
            };
            self.key = key;
        }
        if let Placed::Fitting { found, looked } = &mut self.placed {
            let fits = |annotation: &Annotation| {
                self.key.tag.as_deref().is_none_or(|tag| tag == &*annotation.tag)
                    && (self.key.words.is_empty()
                        || annotation
                            .pieces
                            .quote(&document.article().text)
                            .to_lowercase()
                            .contains(&self.key.words))
            };
            look_on(set, found, looked, fits);
        }
    }

    /// Whether there is more to look at: another frame is needed.
    pub(super) fn is_looking(&self) -> bool {
        matches!(self.placed, Placed::Fitting { looked: Looked::Nowhere | Looked::UpTo(_), .. })
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.unplaced.len()
            + match &self.placed {
                Placed::All { count, .. } => *count,
                Placed::Fitting { found, .. } => found.len(),
            }
    }

    /// A row.
    pub(super) fn get<'d>(&'d self, document: &'d Document, at: usize) -> Option<Found<'d>> {
        if let Some(unplaced) = self.unplaced.get(at) {
            return Some(Found::Unplaced(unplaced));
        }
        let at = at - self.unplaced.len();
        match &self.placed {
            Placed::Fitting { found, .. } => found.get(at).map(Found::Placed),
            Placed::All { signposts, .. } => {
                let signpost = signposts.get(at / STEP)?;
                let annotation = match at % STEP {
                    0 => document.set().get(&signpost.id)?,
                    beyond => document.set().after(signpost).nth(beyond - 1)?,
                };
                Some(Found::Placed(annotation))
            }
        }
    }

    /// The row of an annotation, if it has one.
    pub(super) fn place_of(&self, document: &Document, id: &AnnotationId) -> Option<usize> {
        let before = self.unplaced.len();
        let Some(annotation) = document.set().get(id) else {
            return self.unplaced.iter().position(|unplaced| unplaced.id == *id);
        };
        let order = |other: &Annotation| (other.extent(), &other.id) <= (annotation.extent(), &annotation.id);
        match &self.placed {
            Placed::Fitting { found, .. } => {
                let at = found.partition_point(|other| order(other)).checked_sub(1)?;
                found.get(at).filter(|other| other.id == *id).map(|_| before + at)
            }
            Placed::All { signposts, .. } => {
                let nearest = signposts.partition_point(|other| order(other)).checked_sub(1)?;
                let signpost = signposts.get(nearest)?;
                let beyond =
                    document.set().after(signpost).take(STEP).take_while(|other| order(other)).count();
                Some(before + nearest * STEP + beyond)
            }
        }
    }
}

fn look_on(
    set: &AnnotationSet,
    found: &mut Vec<Arc<Annotation>>,
    looked: &mut Looked,
    fits: impl Fn(&Annotation) -> bool,
) {
    let mut last = None;
    let mut look = |annotation: &Arc<Annotation>| {
        if fits(annotation) {
            found.push(Arc::clone(annotation));
        }
        last = Some(Arc::clone(annotation));
    };
    match looked {
        Looked::Everywhere => return,
        Looked::Nowhere => set.iter().take(A_FRAME).for_each(&mut look),
        Looked::UpTo(before) => set.after(before).take(A_FRAME).for_each(&mut look),
    }
    let more = last.filter(|last| set.after(last).next().is_some());
    *looked = more.map_or(Looked::Everywhere, Looked::UpTo);
}
