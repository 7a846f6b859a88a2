//! The lists that are open while a text is put together, and how close their items stand.

use super::Joint;
use crate::article::BlockKind;

/// The lists that are open. `blocks` is always how many blocks have been written so far.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Each with the number of its next item, if it is numbered.
    open: Vec<Option<u64>>,
    /// The number of the last item begun.
    number: Option<u64>,
    /// How many blocks there were when the outermost list began.
    list_from: usize,
    /// How many blocks there were when the last item began.
    item_from: usize,
}

impl Lists {
    pub(super) fn begin(&mut self, first: Option<u64>, blocks: usize) {
        if self.open.is_empty() {
            self.list_from = blocks;
        }
        self.open.push(first);
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Begins an item; a number of its own is what the next items go on from.
    pub(super) fn item(&mut self, number: Option<u64>, blocks: usize) {
        self.item_from = blocks;
        self.number = None;
        if let Some(Some(next)) = self.open.last_mut() {
            let number = number.unwrap_or(*next);
            self.number = Some(number);
            *next = number.saturating_add(1);
        }
    }

    /// What separates the next block from the one before.
    pub(super) fn joint(&self, blocks: usize) -> Joint {
        if self.starts_item(blocks) && self.item_from > self.list_from {
            Joint::Line
        } else {
            Joint::BlankLine
        }
    }

    /// What a run of words is here: the item's, or a paragraph.
    pub(super) fn prose(&self, blocks: usize) -> BlockKind {
        match u8::try_from(self.open.len()).unwrap_or(u8::MAX) {
            0 => BlockKind::Paragraph,
            depth => BlockKind::Item { depth, number: self.number.filter(|_| self.starts_item(blocks)) },
        }
    }

    /// Whether an item is open that has no words yet.
    fn starts_item(&self, blocks: usize) -> bool {
        !self.open.is_empty() && blocks == self.item_from
    }
}
