//! The annotation that a card is about, with all that is needed to show it.

use crate::annotation::{Annotation, AnnotationId, Place, Slot, SlotRule, Tag};
use crate::app::{Access, Document, Intent, Session};
use crate::text::shortened;
use crate::ui::text_face::TextFace;
use crate::ui::theme::{TagPaint, Theme};
use eframe::egui::Id;
use std::sync::Arc;

/// The annotation that a card is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) face: &'a TextFace,
    pub(super) session: &'a Session,
    pub(super) document: &'a Document,
    pub(super) annotation: &'a Annotation,
    pub(super) tag: Option<&'a Tag>,
    pub(super) theme: &'static Theme,
    pub(super) paint: TagPaint,
}

impl<'a> Subject<'a> {
    pub(super) fn new(
        face: &'a TextFace,
        session: &'a Session,
        document: &'a Document,
        annotation: &'a Annotation,
        theme: &'static Theme,
    ) -> Self {
        let tag = document.tagset().tag(&annotation.tag);
        Self { face, session, document, annotation, tag, theme, paint: theme.tag(tag) }
    }

    /// The word for its tag.
    pub(super) fn title(&self) -> &'a str {
        self.tag.map_or(&self.annotation.tag, |tag| &tag.title)
    }

    /// Its words on one line.
    pub(super) fn words(&self, clusters: usize) -> String {
        shortened(&self.annotation.pieces.quote(&self.document.article().text), clusters)
    }

    /// Where it stands, and in how many pieces.
    pub(super) fn place(&self) -> String {
        let paragraph = self.document.index().paragraph_of(self.annotation.extent().start()) + 1;
        match self.annotation.pieces.len() {
            1 => format!("¶{paragraph}"),
            pieces => format!("¶{paragraph} · {pieces} pieces"),
        }
    }

    /// Whether it may be changed.
    pub(super) fn is_writable(&self) -> bool {
        *self.document.access() == Access::Writable
    }

    /// The rules of its tag's slots, in their order.
    pub(super) fn rules(&self) -> &'a [SlotRule] {
        self.tag.map_or(&[], |tag| &tag.slots)
    }

    /// The values of a slot.
    pub(super) fn held(&self, slot: &str) -> impl Iterator<Item = &'a Slot> {
        let slots = &self.annotation.slots;
        slots.iter().filter(move |held| &*held.name == slot)
    }

    /// The wish that a slot have these values.
    pub(super) fn set_slot(&self, slot: &Arc<str>, values: Vec<Slot>) -> Intent {
        Intent::SetSlot { id: self.annotation.id.clone(), slot: Arc::clone(slot), values }
    }

    /// The wish that a slot have one value, read from the places given.
    pub(super) fn set_value(&self, slot: &Arc<str>, value: String, at: Vec<Place>) -> Intent {
        self.set_slot(slot, vec![Slot { name: Arc::clone(slot), value, at }])
    }

    /// The name of what is used to edit a slot: the nth thing in its row.
    pub(super) fn control(&self, slot: &str, nth: usize) -> Id {
        control(&self.annotation.id, slot, nth)
    }
}

/// The name of the nth thing in a row of a card.
pub(super) fn control(id: &AnnotationId, row: &str, nth: usize) -> Id {
    Id::unique(("card", id, row, nth))
}

/// The words for the name of a slot.
pub(super) fn in_words(slot: &str) -> String {
    slot.replace('-', " ")
}
