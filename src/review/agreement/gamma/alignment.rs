//! The disorder of the best alignment.

use super::candidates::Candidates;
use super::choice;
use super::couple::{Couple, couples};
use super::dissimilarity::Params;
use super::mark::{Mark, Marks};
use super::packing::Packing;
use super::{Stop, number};
use crate::progress::Progress;
use crate::review::assignment::best;
use crate::review::lists::at;

/// The least disorder that an alignment of the marks can have, summed over its unitary alignments.
///
/// An alignment puts every mark into one unitary alignment, which has at most one mark of each
/// annotator; its disorder is the mean dissimilarity of all pairs of annotators, δ for a pair of which
/// one or both have no mark there. The optimum is exact, up to rounding.
pub(super) fn least_disorder(marks: &Marks, params: Params, progress: &Progress) -> Result<f64, Stop> {
    let disorder = match marks.0.as_slice() {
        [] | [_] => number(marks.count()),
        [_, _] => {
            let pairs = best(&couples(marks, params), Couple::saves);
            let alone = number(marks.count() - 2 * pairs.len());
            pairs.iter().map(|pair| pair.unlike).sum::<f64>() + alone
        }
        _ => {
            let candidates = Candidates::of(marks, params, progress)?;
            let packing = Packing::new(marks.count(), candidates.members, candidates.savings);
            let chosen = choice::best(&packing, progress)?;
            let all: Vec<Mark> = marks.0.iter().flatten().copied().collect();
            let members = |candidate: &u32| packing.members(*candidate).iter().map(|mark| all.get(at(*mark)));
            let together: Vec<Vec<&Mark>> = chosen.iter().map(|c| members(c).flatten().collect()).collect();
            let alone = marks.count() - together.iter().map(Vec::len).sum::<usize>();
            let sum: f64 = together.iter().map(|members| unitary(members, marks.annotators(), params)).sum();
            sum + number(alone)
        }
    };
    Ok(disorder * params.delta_empty())
}

/// The disorder of one unitary alignment, in units of δ.
fn unitary(members: &[&Mark], annotators: usize, params: Params) -> f64 {
    let (mut full, mut sum) = (0, 0.0);
    for (place, mark) in members.iter().enumerate() {
        for other in members.iter().take(place) {
            full += 1;
            sum += params.between(mark, other);
        }
    }
    let pairs = annotators * annotators.saturating_sub(1) / 2;
    (sum + number(pairs - full)) / number(pairs)
}
