//! An article open with its work.

use super::{Extend, Selection};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, ApplyError, Edit, History, Lints, Origin, ParagraphIndex,
    Pieces, Tagset, Transaction,
};
use crate::article::Article;
use crate::store::file::Stamp;
use crate::store::names;
use crate::text::{ByteOffset, Span, Stretch};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Which course of changes a revision counts: sets that were read anew begin another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lineage(u64);

impl Lineage {
    /// One that no document has had.
    fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// An article open with its work: the annotation set, its history, the selection.
#[derive(Debug)]
pub struct Document {
    path: PathBuf,
    article: Arc<Article>,
    tagset: Arc<Tagset>,
    set: Arc<AnnotationSet>,
    lineage: Lineage,
    history: History,
    /// What was done since the set was saved last, each with the revision that came of it.
    unsaved: Vec<(u64, Transaction)>,
    /// The annotation that was current before none was: what a piece is added to.
    last_current: Option<AnnotationId>,
    index: ParagraphIndex,
    access: Access,
    selection: Selection,
    current: Option<AnnotationId>,
    lints: Lints,
    others: Vec<Other>,
    others_seen: OthersSeen,
    file: File,
}

/// Whether colleagues' tags were shown since the article was opened: then no reading is blind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OthersSeen {
    /// They were not.
    #[default]
    No,
    /// They were.
    Yes,
}

/// What is known about the file that holds the set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct File {
    /// What lay on the disk when it was last read or written.
    pub base: Stamp,
    /// The revision of the set that the file holds.
    pub saved_revision: u64,
    /// When it was last written in this run: RFC 3339 in UTC.
    pub saved_at: Option<String>,
    /// Why it could not be written the last time.
    pub failed: Option<String>,
}

/// Whether the set may be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// It may.
    Writable,
    /// Its file is still being read.
    Reading,
    /// It may not: what is so, and what to do.
    ReadOnly(String, String),
    /// It may not, since the review is this person's, until it is taken over.
    Reserved(String),
}

impl Access {
    /// Why the set may not be changed: what is so, and what to do.
    pub fn refusal(&self) -> Option<(String, String)> {
        match self {
            Self::Writable | Self::Reading => None,
            Self::ReadOnly(what, remedy) => Some((what.clone(), remedy.clone())),
            Self::Reserved(by) => {
                let remedy = "One person decides at a time: take the review over, or only look";
                Some((format!("{by} reviews this article"), remedy.to_owned()))
            }
        }
    }
}

/// A colleague's set beside the article, shown and never changed.
#[derive(Debug, Clone)]
pub struct Other {
    /// What they tagged.
    pub set: Arc<AnnotationSet>,
    /// Their pieces by paragraph.
    pub index: Arc<ParagraphIndex>,
}

/// Where the work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing to save.
    Untouched,
    /// On disk, since the time given (RFC 3339 in UTC).
    Saved(String),
    /// Changed since.
    Unsaved,
    /// Being written.
    Saving,
    /// Waiting for the annotator's name.
    Nameless,
    /// Could not be written: why.
    Failed(String),
}

impl Document {
    /// An article whose set is still being read.
    pub fn new(path: PathBuf, article: Arc<Article>, tagset: Arc<Tagset>, set: Arc<AnnotationSet>) -> Self {
        let index = ParagraphIndex::new(paragraph_starts(&article), &set);
        Self {
            path,
            article,
            tagset,
            set,
            lineage: Lineage::new(),
            history: History::default(),
            unsaved: Vec::new(),
            last_current: None,
            index,
            access: Access::Reading,
            selection: Selection::default(),
            current: None,
            lints: Lints::default(),
            others: Vec::new(),
            others_seen: OthersSeen::default(),
            file: File::default(),
        }
    }

    /// Takes the set that was read for it.
    pub fn adopt(&mut self, set: Arc<AnnotationSet>, index: ParagraphIndex, access: Access, file: File) {
        self.set = set;
        self.lineage = Lineage::new();
        self.index = index;
        self.access = access;
        self.file = file;
        self.history = History::default();
        self.unsaved.clear();
        self.current = None;
        self.last_current = None;
    }

    /// Goes on with the work on the same set that was put aside, its history included.
    pub fn resume(&mut self, shelved: Self) {
        let Self {
            set,
            lineage,
            history,
            unsaved,
            index,
            access,
            file,
            selection,
            current,
            lints,
            others_seen,
            ..
        } = shelved;
        self.set = set;
        self.lineage = lineage;
        self.history = history;
        self.unsaved = unsaved;
        self.index = index;
        self.access = access;
        self.file = file;
        self.selection = selection;
        self.current = current;
        self.lints = lints;
        self.others_seen = others_seen;
    }

    /// What is known about the file that holds the set.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// What is known about the file that holds the set, to keep it true.
    pub fn file_mut(&mut self) -> &mut File {
        &mut self.file
    }

    /// Notes that the file holds the set as of this revision.
    pub fn saved(&mut self, revision: u64, base: Stamp, at: String) {
        self.file = File { base, saved_revision: revision, saved_at: Some(at), failed: None };
        self.unsaved.retain(|(made, _)| *made > revision);
    }

    /// Which state of which set it holds: equal only while nothing at all has changed.
    pub fn version(&self) -> (Lineage, u64) {
        (self.lineage, self.set.revision())
    }

    /// What was done since the set was saved last, in order.
    pub fn unsaved(&self) -> Vec<Transaction> {
        self.unsaved.iter().map(|(_, transaction)| transaction.clone()).collect()
    }

    /// Whether the file does not hold the set as it is now.
    pub fn is_unsaved(&self) -> bool {
        self.set.revision() != self.file.saved_revision
    }

    /// Says anew whether the set may be changed.
    pub fn set_access(&mut self, access: Access) {
        self.access = access;
    }

    /// Makes the set read-only.
    pub fn lock(&mut self, what: impl Into<String>, remedy: impl Into<String>) {
        self.access = Access::ReadOnly(what.into(), remedy.into());
    }

    /// Takes what a person said about the article. The reading text stays.
    pub fn describe(&mut self, details: crate::article::Details) {
        Arc::make_mut(&mut self.article).details = details;
    }

    /// Takes the lints of a version, unless the set has changed since. Gives back those that are no longer needed: a
    /// hundred thousand of them are not let go between two frames.
    pub fn take_lints(&mut self, version: (Lineage, u64), lints: Lints) -> Lints {
        if version == self.version() { std::mem::replace(&mut self.lints, lints) } else { lints }
    }

    /// Takes colleagues' sets to show, in place of those shown before.
    pub fn show_others(&mut self, others: Vec<Other>) {
        if !others.is_empty() {
            self.others_seen = OthersSeen::Yes;
        }
        self.others = others;
    }

    /// The article's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file that holds the set.
    pub fn sidecar(&self) -> PathBuf {
        names::sidecar(&self.path, self.set.annotator())
    }

    /// The article.
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// The tagset that holds in its folder.
    pub fn tagset(&self) -> &Arc<Tagset> {
        &self.tagset
    }

    /// The annotations.
    pub fn set(&self) -> &Arc<AnnotationSet> {
        &self.set
    }

    /// The pieces by paragraph, that is by block.
    pub fn index(&self) -> &ParagraphIndex {
        &self.index
    }

    /// Whether it may be changed.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Caret and selection.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The annotation that keys act on.
    pub fn current(&self) -> Option<&Arc<Annotation>> {
        self.set.get(self.current.as_ref()?)
    }

    /// The annotation that a piece is added to: the current one, else the one that was current last.
    pub fn to_extend(&self) -> Option<&AnnotationId> {
        self.current.as_ref().or(self.last_current.as_ref().filter(|id| self.set.get(id).is_some()))
    }

    /// The id of the current annotation, which may be one that has no place.
    pub fn current_id(&self) -> Option<&AnnotationId> {
        self.current.as_ref()
    }

    /// What deserves a second look.
    pub fn lints(&self) -> &Lints {
        &self.lints
    }

    /// Colleagues' sets that are shown.
    pub fn others(&self) -> &[Other] {
        &self.others
    }

    /// Notes that colleagues' sets were shown elsewhere: in a review.
    pub fn note_others_seen(&mut self) {
        self.others_seen = OthersSeen::Yes;
    }

    /// Whether colleagues' sets were shown since the article was opened.
    pub fn others_seen(&self) -> OthersSeen {
        self.others_seen
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// How many things ask for a decision: unplaced annotations and lints.
    pub fn unresolved(&self) -> usize {
        self.set.unplaced().len() + self.lints.all().len()
    }

    /// The annotations that ask for a decision: in the order of the text, then those without a place.
    pub fn unresolved_ids(&self) -> Vec<AnnotationId> {
        let mut ids: Vec<AnnotationId> = Vec::new();
        for lint in self.lints.all() {
            if ids.last() != Some(&lint.id) {
                ids.push(lint.id.clone());
            }
        }
        ids.extend(self.set.unplaced().map(|u| u.id.clone()));
        ids
    }

    /// Edits of the set as it is now.
    pub fn edit<'d>(&'d self, now: &'d str) -> Edit<'d> {
        Edit::new(&self.set, &self.tagset, now)
    }

    /// Applies a transaction and remembers it for undo.
    pub fn commit(&mut self, transaction: Transaction) -> Result<(), ApplyError> {
        let followed = transaction.clone();
        self.history.commit(Arc::make_mut(&mut self.set), transaction)?;
        self.unsaved.push((self.set.revision(), followed.clone()));
        self.follow(&followed);
        Ok(())
    }

    /// Takes the last transaction back; returns its name.
    pub fn undo(&mut self) -> Result<Option<String>, ApplyError> {
        let undone = self.history.undo(Arc::make_mut(&mut self.set))?;
        Ok(undone.map(|transaction| self.revisit(&transaction)))
    }

    /// Makes the last transaction taken back again; returns its name.
    pub fn redo(&mut self) -> Result<Option<String>, ApplyError> {
        let redone = self.history.redo(Arc::make_mut(&mut self.set))?;
        Ok(redone.map(|transaction| self.revisit(&transaction)))
    }

    /// Ends the typing in a field.
    pub fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// Gives the work a name: the person said who they are.
    pub fn rename(&mut self, annotator: crate::annotation::AnnotatorName) {
        self.set = Arc::new(AnnotationSet::clone(&self.set).renamed(annotator));
    }

    fn follow(&mut self, transaction: &Transaction) {
        self.index.follow(transaction);
        if self.current.as_ref().is_some_and(|id| !self.set.knows(id)) {
            self.current = None;
        }
    }

    /// Shows what an undo or redo has changed by making it current.
    fn revisit(&mut self, transaction: &Transaction) -> String {
        self.unsaved.push((self.set.revision(), transaction.clone()));
        self.follow(transaction);
        let touched = transaction.changes.iter().find_map(|change| change.annotation()).cloned();
        if let Some(id) = touched.filter(|id| self.set.knows(id)) {
            self.make_current(Some(id));
        }
        transaction.name.clone()
    }

    /// Moves the caret. Outside the current annotation it ends it.
    pub fn move_to(&mut self, at: ByteOffset, extend: Extend) {
        let at = self.article.text.floor(at.min(self.article.text.end()));
        self.selection = self.selection.moved(at, extend);
        let leaves = |current: &Arc<Annotation>| !current.pieces.iter().any(|piece| piece.touches(at));
        if extend == Extend::No && self.current().is_none_or(leaves) {
            self.last_current = self.current.take().or(self.last_current.take());
        }
    }

    /// Selects.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
    }

    /// Makes an annotation the current one, with the caret at its start; or none.
    pub fn make_current(&mut self, id: Option<AnnotationId>) {
        self.last_current = None;
        self.current = id.filter(|id| self.set.knows(id));
        if let Some(start) = self.current().map(|current| current.extent().start()) {
            self.selection = Selection::caret(start);
        }
    }

    /// What a tag key would tag anew: the selection, or the word under the caret; blanks at the ends
    /// stay out.
    pub fn words_to_tag(&self) -> Option<Span> {
        let text = &self.article.text;
        let span = match self.selection.span(text) {
            Some(selected) => selected,
            None => text.stretch_at(self.selection.head(), Stretch::Word)?,
        };
        text.trimmed(span)
    }

    /// The transaction of a tag key, and the annotation that it concerns.
    ///
    /// A selection becomes a new annotation; without one, the current annotation's tag changes;
    /// without either, the word under the caret is tagged.
    pub fn tagging(&self, tag: &str, new_id: AnnotationId, now: &str) -> Option<(Transaction, AnnotationId)> {
        let edit = self.edit(now);
        if self.selection.is_caret()
            && let Some(current) = self.current()
        {
            return Some((edit.retag(&current.id, tag)?, current.id.clone()));
        }
        let pieces = Pieces::one(self.words_to_tag()?);
        Some((edit.add(new_id.clone(), tag, pieces, Origin::Hand), new_id))
    }

    /// The caret after the current annotation was made: at its end, nothing selected.
    pub fn settle_on(&mut self, id: AnnotationId) {
        if let Some(annotation) = self.set.get(&id) {
            self.selection = Selection::caret(annotation.extent().end());
            self.current = Some(id);
        }
    }

    /// The annotation after or before the current one, or the caret, that `wanted` accepts; round
    /// the ends of the article.
    pub fn neighbour(
        &self,
        direction: super::Direction,
        wanted: impl Fn(&Annotation) -> bool,
    ) -> Option<AnnotationId> {
        let wanted = |annotation: &&Arc<Annotation>| wanted(annotation);
        let caret = self.selection.head();
        let found = match (direction, self.current()) {
            (super::Direction::On, Some(current)) => self.set.after(current).find(wanted),
            (super::Direction::Back, Some(current)) => self.set.before(current).rfind(wanted),
            (super::Direction::On, None) => self.set.starting_at(caret).find(wanted),
            (super::Direction::Back, None) => self.set.starting_before(caret).rfind(wanted),
        };
        let round = || match direction {
            super::Direction::On => self.set.iter().find(wanted),
            super::Direction::Back => self.set.iter().rfind(wanted),
        };
        found.or_else(round).map(|annotation| annotation.id.clone())
    }

    /// The annotation under the caret that comes after the current one, from the innermost outwards.
    pub fn next_overlap(&self) -> Option<AnnotationId> {
        let here = self.index.at(self.selection.head());
        let at = here.iter().position(|piece| Some(&piece.id) == self.current.as_ref());
        let next = at.map_or(0, |at| (at + 1) % here.len().max(1));
        here.get(next).map(|piece| piece.id.clone())
    }
}

/// Where the blocks of an article begin.
pub(super) fn paragraph_starts(article: &Article) -> Vec<ByteOffset> {
    article.blocks.iter().map(|block| block.range.start).collect()
}
