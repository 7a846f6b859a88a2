//! Slots by vote: what those who have an annotation agree on about it.

use super::{Strategy, count};
use crate::annotation::{Annotation, Slot};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The slots that a strategy takes, each as the first has it who gave that value.
///
/// Each of `voices` is one annotator's annotations; a value of a slot is voted for by everybody who
/// has it. In the order of the first voice, then of the next.
pub(super) fn slots(voices: &[Vec<&Arc<Annotation>>], strategy: Strategy) -> Vec<Slot> {
    let own = |voice: &Vec<&Arc<Annotation>>| -> BTreeSet<(Arc<str>, String)> {
        let slots = voice.iter().flat_map(|annotation| &annotation.slots);
        slots.map(|slot| (Arc::clone(&slot.name), slot.value.clone())).collect()
    };
    let said: Vec<BTreeSet<(Arc<str>, String)>> = voices.iter().map(own).collect();
    let votes = |slot: &Slot| {
        let key = (Arc::clone(&slot.name), slot.value.clone());
        count(said.iter().filter(|own| own.contains(&key)).count())
    };
    let mut candidates: Vec<&Slot> = Vec::new();
    for slot in voices.iter().flatten().flat_map(|annotation| &annotation.slots) {
        if !candidates.iter().any(|known| known.name == slot.name && known.value == slot.value) {
            candidates.push(slot);
        }
    }
    let taken = |slot: &Slot| {
        let same: Vec<&&Slot> = candidates.iter().filter(|other| other.name == slot.name).collect();
        let counts: Vec<u32> = same.iter().map(|other| votes(other)).collect();
        let taken = strategy.taken(&counts, count(voices.len()));
        same.iter().zip(taken).any(|(other, taken)| taken && other.value == slot.value)
    };
    candidates.iter().filter(|slot| taken(slot)).map(|slot| (*slot).clone()).collect()
}
