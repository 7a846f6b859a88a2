//! Unlimited undo and redo, by name.

use super::{AnnotationSet, ApplyError, Transaction};

/// The transactions made on one set since it was opened.
///
/// A new transaction after an undo drops what was undone. Nothing is forgotten otherwise.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Transaction>,
    undone: Vec<Transaction>,
}

impl History {
    /// Applies a transaction and remembers it.
    pub fn commit(&mut self, set: &mut AnnotationSet, transaction: Transaction) -> Result<(), ApplyError> {
        set.apply(&transaction)?;
        self.undone.clear();
        match self.done.last().and_then(|last| last.merged_with(&transaction)) {
            Some(merged) => {
                self.done.pop();
                self.done.push(merged);
            }
            None => self.done.push(transaction),
        }
        Ok(())
    }

    /// Takes back the last transaction and returns what was applied; nothing if there is none.
    pub fn undo(&mut self, set: &mut AnnotationSet) -> Result<Option<Transaction>, ApplyError> {
        let Some(last) = self.done.last() else { return Ok(None) };
        let inverse = last.inverted();
        set.apply(&inverse)?;
        self.undone.extend(self.done.pop());
        Ok(Some(inverse))
    }

    /// Makes the last transaction taken back again and returns it; nothing if there is none.
    pub fn redo(&mut self, set: &mut AnnotationSet) -> Result<Option<Transaction>, ApplyError> {
        let Some(next) = self.undone.last() else { return Ok(None) };
        set.apply(next)?;
        let Some(next) = self.undone.pop() else { return Ok(None) };
        self.done.push(next.clone());
        Ok(Some(next))
    }

    /// How many times [`Self::undo`] could be asked for.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether there is nothing to take back.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// What an undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|t| t.name.as_str())
    }

    /// What a redo would make again.
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|t| t.name.as_str())
    }

    /// Ends the typing in a field: what is typed next is undone by itself.
    pub fn end_typing(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.typing = None;
        }
    }
}
