//! All that one annotator said about one article.

use super::{Annotation, AnnotationId, AnnotationRef, AnnotatorName, Comment, Gold, Link, Unplaced};
use crate::text::{ByteOffset, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// All annotations, links and comments by one annotator on one article.
///
/// Changed through a [`super::Transaction`] alone. Cloning shares the annotations, so a snapshot
/// for a worker costs little.
#[derive(Debug, Clone)]
pub struct AnnotationSet {
    pub(super) annotator: AnnotatorName,
    pub(super) tagset: Arc<str>,
    pub(super) state: State,
    pub(super) sight: Sight,
    /// Invariant: every key is the extent and id of its value.
    pub(super) by_place: BTreeMap<(Span, AnnotationId), Arc<Annotation>>,
    /// Invariant: the ids and extents of `by_place`, no more and no fewer.
    pub(super) extents: HashMap<AnnotationId, Span>,
    pub(super) links: BTreeSet<Link>,
    pub(super) comments: BTreeMap<Arc<str>, Comment>,
    pub(super) unplaced: BTreeMap<AnnotationId, Arc<Unplaced>>,
    /// Invariant: its decisions are sorted, each there once.
    pub(super) gold: Option<Gold>,
    pub(super) ext: Arc<str>,
    pub(super) revision: u64,
}

/// How far the annotator is with the article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// Begun, not finished.
    #[default]
    InProgress,
    /// Read to the end; with no annotations, nothing was found.
    Done,
    /// A word of a newer program, kept.
    Other(Arc<str>),
}

/// Whether colleagues' tags could be seen while a set was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sight {
    /// They could.
    #[default]
    Open,
    /// A blind reading: they were hidden.
    Blind,
}

impl State {
    /// The word in files.
    pub fn as_str(&self) -> &str {
        match self {
            Self::InProgress => "in-progress",
            Self::Done => "done",
            Self::Other(word) => word,
        }
    }

    /// The meaning of a word in a file.
    pub fn parse(word: &str) -> Self {
        match word {
            "in-progress" => Self::InProgress,
            "done" => Self::Done,
            other => Self::Other(other.into()),
        }
    }
}

impl AnnotationSet {
    /// An empty set.
    pub fn new(annotator: AnnotatorName, tagset: impl Into<Arc<str>>) -> Self {
        Self {
            annotator,
            tagset: tagset.into(),
            state: State::default(),
            sight: Sight::default(),
            by_place: BTreeMap::new(),
            extents: HashMap::new(),
            links: BTreeSet::new(),
            comments: BTreeMap::new(),
            unplaced: BTreeMap::new(),
            gold: None,
            ext: "{}".into(),
            revision: 0,
        }
    }

    /// A set as read from a file. The reader has renamed twins: of annotations with the same id, the
    /// last in the text stays.
    #[must_use]
    pub fn with(
        mut self,
        annotations: impl IntoIterator<Item = Annotation>,
        unplaced: impl IntoIterator<Item = Unplaced>,
        links: impl IntoIterator<Item = Link>,
        comments: impl IntoIterator<Item = Comment>,
    ) -> Self {
        let sorted: Vec<_> = {
            let mut all: Vec<_> =
                annotations.into_iter().map(|a| ((a.extent(), a.id.clone()), Arc::new(a))).collect();
            all.sort_by(|(a, _), (b, _)| a.cmp(b));
            all
        };
        self.extents = sorted.iter().map(|((extent, id), _)| (id.clone(), *extent)).collect();
        // Built from sorted pairs, a tree takes a fraction of the time of single insertions.
        self.by_place = sorted.into_iter().collect();
        if self.by_place.len() > self.extents.len() {
            let extents = &self.extents;
            self.by_place.retain(|(extent, id), _| extents.get(id) == Some(extent));
        }
        self.unplaced = unplaced.into_iter().map(|u| (u.id.clone(), Arc::new(u))).collect();
        self.links = links.into_iter().collect();
        self.comments = comments.into_iter().map(|c| (Arc::clone(&c.id), c)).collect();
        self
    }

    /// The set with the state, sight, review and foreign data read from a file.
    #[must_use]
    pub fn with_header(
        mut self,
        state: State,
        sight: Sight,
        gold: Option<Gold>,
        ext: impl Into<Arc<str>>,
    ) -> Self {
        self.state = state;
        self.sight = sight;
        self.gold = gold.map(Gold::in_order);
        self.ext = ext.into();
        self
    }

    /// The same work under another name: what was tagged before the annotator said who they are.
    #[must_use]
    pub fn renamed(mut self, annotator: AnnotatorName) -> Self {
        self.annotator = annotator;
        self
    }

    /// Whose it is.
    pub fn annotator(&self) -> &AnnotatorName {
        &self.annotator
    }

    /// The name of the tagset it was made with.
    pub fn tagset(&self) -> &Arc<str> {
        &self.tagset
    }

    /// How far the annotator is.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether it was made without seeing colleagues' tags.
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// The record of the review, in a gold set.
    pub fn gold(&self) -> Option<&Gold> {
        self.gold.as_ref()
    }

    /// What others keep in the file: a RON map, to the byte.
    pub fn ext(&self) -> &Arc<str> {
        &self.ext
    }

    /// Grows with every change, undo and redo included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How many annotations are placed.
    pub fn len(&self) -> usize {
        self.by_place.len()
    }

    /// Whether nothing at all was said: no annotation, placed or not, no link and no comment.
    pub fn is_empty(&self) -> bool {
        self.by_place.is_empty()
            && self.unplaced.is_empty()
            && self.links.is_empty()
            && self.comments.is_empty()
    }

    /// The annotation of an id.
    pub fn get(&self, id: &AnnotationId) -> Option<&Arc<Annotation>> {
        let extent = *self.extents.get(id)?;
        self.by_place.get(&(extent, id.clone()))
    }

    /// Whether the id is in use, placed or not.
    pub fn knows(&self, id: &AnnotationId) -> bool {
        self.extents.contains_key(id) || self.unplaced.contains_key(id)
    }

    /// All annotations by (start, end, id) of their extents.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.by_place.values()
    }

    /// The annotations that come after one in the order of [`Self::iter`].
    pub fn after<'s>(
        &'s self,
        annotation: &Annotation,
    ) -> impl DoubleEndedIterator<Item = &'s Arc<Annotation>> {
        let key = (annotation.extent(), annotation.id.clone());
        self.by_place.range((std::ops::Bound::Excluded(key), std::ops::Bound::Unbounded)).map(|(_, a)| a)
    }

    /// The annotations that come before one in the order of [`Self::iter`].
    pub fn before<'s>(
        &'s self,
        annotation: &Annotation,
    ) -> impl DoubleEndedIterator<Item = &'s Arc<Annotation>> {
        self.by_place.range(..(annotation.extent(), annotation.id.clone())).map(|(_, a)| a)
    }

    /// The annotations whose extent starts at `at` or later, in the order of [`Self::iter`].
    pub fn starting_at(&self, at: ByteOffset) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.by_place.range(Self::first_key_at(at)..).map(|(_, a)| a)
    }

    /// The annotations whose extent starts before `at`, in the order of [`Self::iter`].
    pub fn starting_before(&self, at: ByteOffset) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.by_place.range(..Self::first_key_at(at)).map(|(_, a)| a)
    }

    /// Sorts before every annotation that starts at `at` and after all that start earlier.
    fn first_key_at(at: ByteOffset) -> (Span, AnnotationId) {
        (Span::before_all_at(at), AnnotationId::new(""))
    }

    /// The annotations that could not be placed, by id.
    pub fn unplaced(&self) -> impl ExactSizeIterator<Item = &Arc<Unplaced>> {
        self.unplaced.values()
    }

    /// All links, sorted.
    pub fn links(&self) -> impl ExactSizeIterator<Item = &Link> {
        self.links.iter()
    }

    /// The links that start at an annotation of this set.
    pub fn links_from<'s>(&'s self, id: &AnnotationId) -> impl Iterator<Item = &'s Link> + use<'s> {
        let from = AnnotationRef::own(id.clone());
        // Nothing sorts before the empty kind and id.
        let least = AnnotationRef::own(AnnotationId::new(""));
        let first = Link { from: from.clone(), kind: "".into(), to: least };
        self.links.range(first..).take_while(move |link| link.from == from)
    }

    /// The links that point to an annotation of this set.
    pub fn links_to<'s>(&'s self, id: &'s AnnotationId) -> impl Iterator<Item = &'s Link> {
        self.links.iter().filter(move |link| link.to.annotator.is_none() && link.to.id == *id)
    }

    /// Whether exactly this link is there.
    pub fn has_link(&self, link: &Link) -> bool {
        self.links.contains(link)
    }

    /// All comments, by id.
    pub fn comments(&self) -> impl ExactSizeIterator<Item = &Comment> {
        self.comments.values()
    }
}

/// Two sets are equal when they say the same; how often they were changed does not matter.
impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            annotator,
            tagset,
            state,
            sight,
            by_place,
            extents: _,
            links,
            comments,
            unplaced,
            gold,
            ext,
            revision: _,
        } = self;
        *annotator == other.annotator
            && *tagset == other.tagset
            && *state == other.state
            && *sight == other.sight
            && *by_place == other.by_place
            && *links == other.links
            && *comments == other.comments
            && *unplaced == other.unplaced
            && *gold == other.gold
            && *ext == other.ext
    }
}
