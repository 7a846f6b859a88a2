//! As many pairs as there can be, whichever they are.

use super::{Aim, Overlap, one_to_one};
use crate::review::Unit;
use crate::text::CharOffset;

/// As many overlaps as there can be with each unit in at most one, of all overlaps of two lists of units
/// or of all whose two labels are the same; of a part chosen otherwise, as by how much they share, there
/// may be more.
///
/// Units of one piece are paired from the start of the text on: the one that ends first with the one
/// that ends first of those it overlaps. That is never worse. All that overlap the unit that ends first
/// hold its last code point. Where a best choice has one of the two with another, that pair is exchanged
/// for theirs. Where it has both with others, these two others overlap as well: the one holds that code
/// point and all from there to where the second ends, since it ends no earlier; the other ends no
/// earlier than the first and shares text with the second, so it holds that code point too, or begins
/// between it and there.
pub fn most(a: &[Unit], b: &[Unit], overlaps: &[Overlap]) -> Vec<Overlap> {
    if a.iter().chain(b).any(|unit| unit.pieces().len() > 1) {
        return one_to_one(overlaps, Aim::Count);
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
