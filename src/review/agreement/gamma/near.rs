//! Which marks are near enough to one another to stand together at all.

use super::dissimilarity::Params;
use super::mark::{Mark, Marks};
use crate::review::lists::{at, value};

/// A mark near another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    /// Its number: all marks are counted through, annotator by annotator.
    pub(super) mark: u32,
    /// How unlike the two are, in units of δ.
    pub(super) unlike: f64,
}

/// For each mark, those of later annotators that are no more unlike than `most` (in units of δ), by
/// number.
///
/// A join of intervals: two marks can be alike only where the stretches overlap that reach as far to
/// both sides of their middles as their lengths allow.
pub(super) fn near(marks: &Marks, params: Params, most: f64) -> Vec<Vec<Near>> {
    let all: Vec<(usize, Mark)> =
        marks.0.iter().enumerate().flat_map(|(who, own)| own.iter().map(move |mark| (who, *mark))).collect();
    // A hair more than exact: what is rounded away must not be missed.
    let reach = params.reach(most) * (1.0 + 1e-9);
    let bounds: Vec<(f64, f64)> = all
        .iter()
        .map(|(_, mark)| {
            let (middle, half) = (f64::midpoint(mark.start, mark.end), reach * mark.length() / 2.0);
            (middle - half, middle + half)
        })
        .collect();
    let mut order: Vec<u32> = (0..).take(all.len()).collect();
    order.sort_by(|a, b| value(&bounds, *a).0.total_cmp(&value(&bounds, *b).0));
    let mut found: Vec<Vec<Near>> = vec![Vec::new(); all.len()];
    let mut open: Vec<u32> = Vec::new();
    for this in order {
        let Some((who, mark)) = all.get(at(this)) else { continue };
        let from = value(&bounds, this).0;
        open.retain(|other| value(&bounds, *other).1 >= from);
        for other in &open {
            let Some((whose, near)) = all.get(at(*other)).filter(|(whose, _)| whose != who) else { continue };
            let unlike = params.between(mark, near);
            let (first, second) = if who < whose { (this, *other) } else { (*other, this) };
            if unlike <= most
                && let Some(list) = found.get_mut(at(first))
            {
                list.push(Near { mark: second, unlike });
            }
        }
        open.push(this);
    }
    for list in &mut found {
        list.sort_unstable_by_key(|near| near.mark);
    }
    found
}
