//! The best choice from a packing, as an integer program.

use super::Stop;
use super::packing::Packing;
use crate::progress::Progress;
use crate::review::lists::at;
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions};

/// After so many branches it is asked whether the answer is still wanted. A count and not a time, so
/// that the same question has the same answer on every machine.
const BRANCHES: u64 = 100;

/// The choice of disjoint candidates that saves most; sorted.
///
/// Each candidate is chosen or not; of those that have a unit, at most one.
pub(super) fn best(packing: &Packing, progress: &Progress) -> Result<Vec<u32>, Stop> {
    if packing.candidates() < 2 {
        return Ok(packing.each_candidate().filter(|candidate| packing.saves(*candidate) > 0.0).collect());
    }
    progress.wanted()?;
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let chosen: Vec<_> =
        packing.each_candidate().map(|candidate| problem.add_binary_var(packing.saves(candidate))).collect();
    for unit in packing.each_unit() {
        let touching = packing.touching(unit).iter().filter_map(|candidate| chosen.get(at(*candidate)));
        let mut sum = LinearExpr::empty();
        touching.for_each(|is_chosen| sum.add(*is_chosen, 1.0));
        problem.add_constraint(sum, ComparisonOp::Le, 1.0);
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    options.tolerances.prune_epsilon = 1e-12;
    let unsolved = |error: microlp::Error| Stop::Unsolved(error.to_string());
    let mut outcome = problem.solve_with(options).map_err(unsolved)?;
    while !outcome.is_optimal() {
        progress.wanted()?;
        outcome = outcome.resume().map_err(unsolved)?;
    }
    let solution = outcome.solution().ok_or_else(|| Stop::Unsolved("no solution".to_owned()))?;
    let taken =
        packing.each_candidate().zip(&chosen).filter(|(_, chosen)| solution.var_value(**chosen) > 0.5);
    Ok(taken.map(|(candidate, _)| candidate).collect())
}
