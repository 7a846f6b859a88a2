//! As many pairs as there can be, whichever they are.

use super::{Aim, Overlap, one_to_one};
use crate::review::Unit;
use crate::text::CharOffset;

/// As many overlaps as there can be with each unit in at most one; they are all overlaps of two lists
/// of units, or all with the same label.
///
/// Units of one piece are paired from the start of the text on: the one that ends first with the one
/// that ends first of those it overlaps. That is never worse: all that overlap the unit that ends first
/// hold its last code point, so where a best choice pairs both with others, these two others overlap as
/// well, for each of them is there at that code point or goes on from it to where the second ends.
pub fn most(a: &[Unit], b: &[Unit], overlaps: &[Overlap]) -> Vec<Overlap> {
    if a.iter().chain(b).any(|unit| unit.pieces().len() > 1) {
        return one_to_one(overlaps, Aim::Number);
    }
    let end =
        |units: &[Unit], at: usize| units.get(at).map_or_else(CharOffset::default, |unit| unit.extent().end);
    let mut by_end: Vec<([CharOffset; 2], &Overlap)> = Vec::with_capacity(overlaps.len());
    by_end.extend(overlaps.iter().map(|overlap| {
        let mut ends = [end(a, overlap.a), end(b, overlap.b)];
        ends.sort_unstable();
        (ends, overlap)
    }));
    by_end.sort_unstable_by_key(|(ends, _)| *ends);
    let (mut free_a, mut free_b) = (vec![true; a.len()], vec![true; b.len()]);
    let mut chosen = Vec::with_capacity(a.len().min(b.len()));
    for (_, overlap) in by_end {
        if let (Some(a @ true), Some(b @ true)) = (free_a.get_mut(overlap.a), free_b.get_mut(overlap.b)) {
            (*a, *b) = (false, false);
            chosen.push(*overlap);
        }
    }
    chosen
}
