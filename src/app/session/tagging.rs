//! Tagging and editing annotations.

use super::Session;
use super::blind::READ_BLIND;
use crate::annotation::{
    Annotation, AnnotationId, AnnotationRef, Change, Edit, Pieces, Place, Slot, SlotKind, State, Transaction,
    Unplaced,
};
use crate::app::command::{Direction, End, Step};
use crate::app::document::Access;
use crate::app::intent::{Pane, Request};
use crate::app::{Document, Mode, Notice, OthersSeen, Selection};
use crate::suggest;
use crate::text::{Boundary, ByteOffset, ReadingText, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// Commits an edit of the document, if there is one to make and it may be changed.
    pub(super) fn edit(&mut self, edit: impl FnOnce(Edit<'_>) -> Option<Transaction>) {
        let now = self.chance.now();
        let Some(document) = &self.document else { return };
        let Some(transaction) = edit(document.edit(&now)) else { return };
        self.commit(transaction);
    }

    /// As [`Self::edit`], of the current annotation.
    pub(super) fn edit_current(&mut self, edit: impl FnOnce(Edit<'_>, &AnnotationId) -> Option<Transaction>) {
        let Some(id) = self.document.as_ref().and_then(|document| document.current_id().cloned()) else {
            return;
        };
        self.edit(|edits| edit(edits, &id));
    }

    /// Commits a transaction; says why where the document may not be changed.
    pub(super) fn commit(&mut self, transaction: Transaction) -> bool {
        let Some(document) = &mut self.document else { return false };
        match document.access() {
            Access::Writable => {}
            Access::Reading => return false,
            refused @ (Access::ReadOnly(..) | Access::Reserved(_)) => {
                if let Some((what, remedy)) = refused.refusal() {
                    self.notify_once(Notice::caution(what, remedy));
                }
                return false;
            }
        }
        if let Err(error) = document.commit(transaction) {
            self.notify_once(Notice::failure("This could not be done", error.to_string()));
            return false;
        }
        self.changed();
        true
    }

    pub(super) fn tag(&mut self, tag: &str) {
        if self.is_deciding() {
            self.say(Self::ENTER_EDITS.to_owned());
            return;
        }
        let id = self.new_id();
        let now = self.chance.now();
        let Some(document) = &self.document else { return };
        let Some(tag) = document.tagset().tag(tag).map(|tag| Arc::clone(&tag.name)) else { return };
        let tagged = document.tagging(&tag, id, &now);
        let title = document.tagset().tag(&tag).map(|tag| tag.title.clone()).unwrap_or_default();
        self.last_tag = Some(tag);
        let Some((transaction, id)) = tagged else { return };
        let slots = |document: &Document| -> Vec<Arc<str>> {
            let slots =
                document.set().get(&id).map(|annotation| annotation.slots.clone()).unwrap_or_default();
            slots.into_iter().filter(|slot| !slot.value.is_empty()).map(|slot| slot.name).collect()
        };
        let before = slots(document);
        if self.commit(transaction)
            && let Some(document) = &mut self.document
        {
            document.settle_on(id.clone());
            let stay = slots(document);
            let gone: Vec<&str> =
                before.iter().filter(|slot| !stay.contains(slot)).map(|slot| &**slot).collect();
            if !gone.is_empty() {
                let gone = gone.join(", ");
                self.say(format!("Now {title}, without {gone} · Ctrl+Z brings them back"));
            }
        }
    }

    pub(super) fn repeat_tag(&mut self) {
        if let Some(tag) = self.last_tag.clone() {
            self.tag(&tag);
        }
    }

    /// An id that the set does not use.
    pub(super) fn new_id(&mut self) -> AnnotationId {
        loop {
            let id = AnnotationId::from_bits(self.chance.bits());
            if self.document.as_ref().is_none_or(|document| !document.set().knows(&id)) {
                return id;
            }
        }
    }

    pub(super) fn set_pieces(&mut self, id: &AnnotationId, pieces: Pieces, name: &str) {
        self.edit(|edit| edit.set_pieces(id, pieces, name));
    }

    pub(super) fn set_slot(&mut self, id: &AnnotationId, slot: &str, values: Vec<Slot>) {
        self.edit(|edit| edit.set_slot(id, slot, values));
    }

    pub(super) fn end_typing(&mut self) {
        if let Some(document) = &mut self.document {
            document.end_typing();
        }
    }

    /// Moves an end of the current annotation; of one with several pieces, of the first or the last.
    pub(super) fn move_end(&mut self, end: End, direction: Direction, step: Step) {
        let Some(document) = &self.document else { return };
        let Some(current) = document.current() else { return };
        let text = &document.article().text;
        let mut spans: Vec<Span> = current.pieces.iter().collect();
        let Some(span) = (match end {
            End::Start => spans.first_mut(),
            End::End => spans.last_mut(),
        }) else {
            return;
        };
        let moved = match end {
            End::Start => text.span(moved_to(text, span.start(), end, direction, step), span.end()),
            End::End => text.span(span.start(), moved_to(text, span.end(), end, direction, step)),
        };
        // An end that would pass the other stays.
        let Ok(altered) = moved else { return };
        *span = altered;
        let (id, pieces) = (current.id.clone(), Pieces::new(spans));
        let Some(pieces) = pieces else { return };
        self.set_pieces(&id, pieces, "move boundary");
        if let Some(document) = &mut self.document {
            document.select(Selection::caret(match end {
                End::Start => altered.start(),
                End::End => altered.end(),
            }));
        }
    }

    /// Adds the selection to the current annotation; gives one without a place its place.
    pub(super) fn add_piece(&mut self) {
        let now = self.chance.now();
        let Some(document) = &self.document else { return };
        let Some(words) = document.words_to_tag() else { return };
        let Some(id) = document.to_extend().cloned() else { return };
        if let Some(current) = document.set().get(&id) {
            if document.selection().is_caret() {
                return;
            }
            let Some(pieces) = Pieces::new(current.pieces.iter().chain([words])) else { return };
            self.set_pieces(&id, pieces, "add piece");
        } else {
            let unplaced = document.set().unplaced().find(|u| u.id == id).cloned();
            let Some(unplaced) = unplaced else { return };
            self.commit(placed(&unplaced, Pieces::one(words), &now));
        }
        self.settle_on(id);
    }

    /// Cuts the selection out of the current annotation.
    pub(super) fn remove_piece(&mut self) {
        let Some(document) = &self.document else { return };
        let text = &document.article().text;
        let (Some(current), Some(cut)) = (document.current(), document.selection().span(text)) else {
            return;
        };
        let rest = current.pieces.iter().flat_map(|piece| {
            let before = text.span(piece.start(), cut.start().clamp(piece.start(), piece.end()));
            let after = text.span(cut.end().clamp(piece.start(), piece.end()), piece.end());
            [before, after].into_iter().flatten().filter_map(|rest| text.trimmed(rest))
        });
        let (id, rest) = (current.id.clone(), Pieces::new(rest));
        match rest {
            Some(pieces) => self.set_pieces(&id, pieces, "cut piece"),
            None => self.edit(|edit| edit.remove(&id)),
        }
        self.settle_on(id);
    }

    fn settle_on(&mut self, id: AnnotationId) {
        if let Some(document) = &mut self.document {
            document.settle_on(id);
        }
    }

    pub(super) fn delete_current(&mut self) {
        self.edit_current(|edit, id| edit.remove(id));
    }

    pub(super) fn toggle_done(&mut self) {
        if self.reviewing().is_some() {
            // A review that is done has decided all that needs no question.
            self.take_agreed();
        }
        let now = self.chance.now();
        let Some(document) = &self.document else { return };
        let left = self.reviewing().map_or(0, |reviewing| reviewing.workload().left);
        let (state, said) = match (document.set().state(), left) {
            (State::Done, _) => (State::InProgress, "Open again · Ctrl+Enter marks it as done".to_owned()),
            (_, 0) => (State::Done, "Marked as done · Ctrl+Enter opens it again".to_owned()),
            (_, left) => {
                let said = format!("Marked as done, {left} still to decide · Ctrl+Enter opens it again");
                (State::Done, said)
            }
        };
        let transaction = document.edit(&now).set_state(state);
        if transaction.is_some_and(|transaction| self.commit(transaction)) {
            self.say(said);
        }
    }

    pub(super) fn undo(&mut self) {
        self.travel(Document::undo, "Undone");
    }

    pub(super) fn redo(&mut self) {
        let document = self.document.as_ref();
        let blind = document.is_some_and(|document| {
            document.others_seen() == OthersSeen::Yes && document.history().redo_name() == Some(READ_BLIND)
        });
        if blind {
            self.say("Others’ tags were seen meanwhile, so this is no blind reading".to_owned());
            return;
        }
        self.travel(Document::redo, "Done again");
    }

    fn travel(
        &mut self,
        step: impl FnOnce(&mut Document) -> Result<Option<String>, crate::annotation::ApplyError>,
        done: &str,
    ) {
        let Some(document) = &mut self.document else { return };
        if *document.access() != Access::Writable {
            return;
        }
        match step(document) {
            Ok(Some(name)) => {
                self.changed();
                self.say(format!("{done}: {name}"));
                self.reveal_current();
                self.go_with_corrections();
                self.go_with_review();
            }
            Ok(None) => {}
            Err(error) => self.notify_once(Notice::failure("This could not be undone", error.to_string())),
        }
    }

    /// Opens the chooser of a slot that the current annotation's tag has.
    pub(super) fn edit_slot(&mut self, slot: &str) {
        let Some(document) = &self.document else { return };
        let Some(current) = document.current() else { return };
        let Some(rule) = document.tagset().tag(&current.tag).and_then(|tag| tag.slot(slot)) else { return };
        self.requests.push(Request::EditSlot(current.id.clone(), Arc::clone(&rule.name)));
    }

    pub(super) fn edit_first_choice(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(tag) = document.current().and_then(|current| document.tagset().tag(&current.tag)) else {
            return;
        };
        let first = tag.slots.iter().filter(|slot| slot.kind == SlotKind::Choice);
        // `speaker-kind` stands first with three tags, but what one means is what the tag is about.
        let Some(slot) =
            first.min_by_key(|slot| !matches!(&*slot.name, "type" | "form" | "mode" | "certainty"))
        else {
            return;
        };
        let name = Arc::clone(&slot.name);
        self.edit_slot(&name);
    }

    /// Starts picking the words of a slot; they may be selected with the keyboard or the pointer. The
    /// values `kept` stay beside the one that is picked.
    pub(super) fn pick_place(&mut self, id: AnnotationId, slot: Arc<str>, kept: Vec<Slot>) {
        let Some(document) = &mut self.document else { return };
        let Some(annotation) = document.set().get(&id).cloned() else { return };
        let held = annotation.slot(&slot).filter(|_| kept.is_empty());
        let held = held.and_then(|slot| slot.at.iter().find_map(Place::span));
        let proposed = if &*slot == "cue" && kept.is_empty() {
            suggest::cue::nearest(&document.article().text, annotation.extent())
        } else {
            None
        };
        match held.or(proposed) {
            Some(span) => document.select(Selection::of(span)),
            None => document.select(Selection::caret(annotation.extent().start())),
        }
        self.mode = Mode::PickingPlace { id, slot, kept };
        self.requests.push(Request::Focus(Pane::Article));
    }

    /// Starts picking the words of one more value of a slot.
    pub(super) fn pick_another(&mut self, id: AnnotationId, slot: Arc<str>) {
        let annotation = self.document.as_ref().and_then(|document| document.set().get(&id));
        let held = annotation.map_or(&[][..], |annotation| &annotation.slots);
        let kept = held.iter().filter(|held| held.name == slot).cloned().collect();
        self.pick_place(id, slot, kept);
    }

    pub(super) fn pick_cue(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(current) = document.current() else { return };
        let known = document.tagset().tag(&current.tag).and_then(|tag| tag.slot("cue")).is_some();
        if known {
            let id = current.id.clone();
            self.pick_place(id, "cue".into(), Vec::new());
        }
    }

    /// Takes what is picked: the selected words, or the candidate for a link.
    pub(super) fn accept_pick(&mut self) {
        match std::mem::take(&mut self.mode) {
            Mode::Reading => {}
            Mode::PickingReason => self.mode = Mode::PickingReason,
            Mode::PickingKind { from } => self.mode = Mode::PickingKind { from },
            Mode::PickingPlace { id, slot, kept } => self.take_place(id, &slot, kept),
            Mode::PickingTarget { from, kind, candidate } => match candidate {
                Some(target) => self.add_link(&from, &kind, AnnotationRef::own(target)),
                None => self.mode = Mode::PickingTarget { from, kind, candidate },
            },
        }
    }

    fn take_place(&mut self, id: AnnotationId, slot: &Arc<str>, kept: Vec<Slot>) {
        let Some(document) = &self.document else { return };
        let Some(words) = document.words_to_tag() else { return };
        let value = document.article().text.quote(words).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut values = kept;
        values.push(Slot { name: Arc::clone(slot), value, at: vec![Place::Found(words)] });
        self.set_slot(&id, slot, values);
        self.end_typing();
        self.settle_on(id);
        self.reveal_current();
    }

    pub(super) fn pick_kind(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(current) = document.current() else { return };
        let from = current.id.clone();
        let kinds: BTreeSet<Arc<str>> =
            document.tagset().links_from(&current.tag).map(|kind| Arc::clone(&kind.name)).collect();
        match kinds.len() {
            0 => {}
            1 => kinds.into_iter().for_each(|only| self.pick_target(from.clone(), only)),
            _ => self.mode = Mode::PickingKind { from },
        }
    }

    pub(super) fn pick_target(&mut self, from: AnnotationId, kind: Arc<str>) {
        self.mode = Mode::PickingTarget { from, kind, candidate: None };
        self.requests.push(Request::Focus(Pane::Article));
        self.next_candidate(Direction::On);
    }

    /// Whether a link being made may point to an annotation.
    pub fn may_link_to(&self, id: &AnnotationId) -> bool {
        let (Some(document), Mode::PickingTarget { from, kind, .. }) = (&self.document, &self.mode) else {
            return false;
        };
        let (Some(source), Some(target)) = (document.set().get(from), document.set().get(id)) else {
            return false;
        };
        source.id != target.id
            && document.tagset().links_between(&source.tag, &target.tag).any(|allowed| allowed.name == *kind)
    }

    /// Offers the next annotation that the link being made may point to.
    pub(super) fn next_candidate(&mut self, direction: Direction) {
        let (Some(document), Mode::PickingTarget { from, candidate, .. }) = (&self.document, &self.mode)
        else {
            return;
        };
        let mut ids: Vec<AnnotationId> = document.set().iter().map(|a| a.id.clone()).collect();
        if direction == Direction::Back {
            ids.reverse();
        }
        let start = candidate.as_ref().unwrap_or(from);
        let at = ids.iter().position(|id| id == start).map_or(0, |at| at + 1);
        let passed = at.min(ids.len());
        ids.rotate_left(passed);
        let next = ids.into_iter().find(|id| self.may_link_to(id));
        if let Some(span) = next.as_ref().and_then(|id| document.set().get(id)).map(|a| a.extent()) {
            self.requests.push(Request::Reveal(span));
        }
        if let Mode::PickingTarget { candidate, .. } = &mut self.mode {
            *candidate = next;
        }
    }

    pub(super) fn add_link(&mut self, from: &AnnotationId, kind: &str, to: AnnotationRef) {
        self.mode = Mode::Reading;
        self.edit(|edit| edit.add_link(from, kind, to));
        self.settle_on(from.clone());
        self.reveal_current();
    }

    /// What is proposed for a slot of an annotation and not accepted yet; drawn grey, never saved.
    pub fn proposed(&self, id: &AnnotationId, slot: &str) -> Option<String> {
        let document = self.document.as_ref()?;
        let annotation = document.set().get(id)?;
        let rule = document.tagset().tag(&annotation.tag)?.slot(slot)?;
        if annotation.slot(slot).is_some() {
            return None;
        }
        let of_tagset = Some(rule.proposed.as_str()).filter(|proposed| !proposed.is_empty());
        let from_marks = || match slot {
            "form" => suggest::form::from_marks(&document.article().text, &annotation.pieces),
            _ => None,
        };
        of_tagset
            .or_else(from_marks)
            .filter(|proposed| rule.choices.iter().any(|choice| **choice == **proposed))
            .map(str::to_owned)
    }
}

/// Where an end of an annotation moves to: by words, onto the near side of a word.
fn moved_to(text: &ReadingText, from: ByteOffset, end: End, direction: Direction, step: Step) -> ByteOffset {
    match (step, direction, end) {
        (Step::Character, Direction::On, _) => text.after(from, Boundary::Character),
        (Step::Character, Direction::Back, _) => text.before(from, Boundary::Character),
        (Step::Word, Direction::On, End::End) => text.after(from, Boundary::Word),
        (Step::Word, Direction::Back, End::Start) => text.before(from, Boundary::Word),
        (Step::Word, Direction::On, End::Start) => {
            let here = text.after(from, Boundary::Word);
            text.before(text.after(here, Boundary::Word), Boundary::Word)
        }
        (Step::Word, Direction::Back, End::End) => {
            let here = text.before(from, Boundary::Word);
            text.after(text.before(here, Boundary::Word), Boundary::Word)
        }
    }
}

/// An annotation that had no place, in the place that a person gave it.
fn placed(unplaced: &Arc<Unplaced>, pieces: Pieces, now: &str) -> Transaction {
    let u = &**unplaced;
    let annotation = Annotation {
        id: u.id.clone(),
        tag: Arc::clone(&u.tag),
        pieces,
        slots: u.slots.clone(),
        note: u.note.clone(),
        flagged: u.flagged,
        origin: u.origin.clone(),
        edited: now.into(),
    };
    Transaction::new(
        "place annotation",
        vec![
            Change::Unplaced { before: Some(Arc::clone(unplaced)), after: None },
            Change::Annotation { before: None, after: Some(Arc::new(annotation)) },
        ],
    )
}
