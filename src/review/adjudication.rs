//! Deciding without a person: what enough annotators said, by a rule that can be named.
//!
//! A *position* is an exact set of pieces; an annotator votes there for each label they gave it. What
//! nobody else has at the very same position stands alone, however near it is to others: boundaries
//! are never blended.

mod merging;
mod slots;
mod strategy;

pub use merging::{Merged, Merging};
pub use strategy::{BadStrategy, Strategy};

use super::{Continuum, Unit};
use std::collections::BTreeMap;

/// The units that a strategy takes, sorted. Who has not done the text has no say; who found nothing
/// has one.
pub fn adjudicate(continuum: &Continuum, strategy: Strategy) -> Vec<Unit> {
    let annotators = count(continuum.done().count());
    let mut votes: BTreeMap<&Unit, u32> = BTreeMap::new();
    for (_, units) in continuum.done() {
        for unit in units {
            *votes.entry(unit).or_default() += 1;
        }
    }
    let votes: Vec<(&Unit, u32)> = votes.into_iter().collect();
    let mut positions: Vec<Vec<(&Unit, u32)>> = Vec::new();
    let mut places: BTreeMap<Vec<super::Extent>, usize> = BTreeMap::new();
    for (unit, count) in votes {
        let place = *places.entry(unit.pieces().to_vec()).or_insert(positions.len());
        if place == positions.len() {
            positions.push(Vec::new());
        }
        if let Some(position) = positions.get_mut(place) {
            position.push((unit, count));
        }
    }
    let mut taken: Vec<Unit> = positions
        .iter()
        .flat_map(|position| {
            let counts: Vec<u32> = position.iter().map(|(_, count)| *count).collect();
            let taken = strategy.taken(&counts, annotators);
            position.iter().zip(taken).filter(|(_, taken)| *taken).map(|((unit, _), _)| (*unit).clone())
        })
        .collect();
    taken.sort_unstable();
    taken
}

/// A number of people.
fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}
