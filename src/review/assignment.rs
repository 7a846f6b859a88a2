//! The best one-to-one choice among pairs of two annotators’ units.
//!
//! Such pairs are many and hang together loosely: where two people part a whole text, each at places
//! of their own, they are one chain from its beginning to its end. So what hangs on by a single pair is
//! folded away first ([`folding`]), which leaves nothing of chains and trees; what remains is decided by
//! the shortest paths of a library ([`kernel`]).

mod folding;
mod graph;
mod kernel;
mod taken;

use graph::Graph;
use taken::Taken;

/// Two units that may go together; no two edges have the same ends.
pub(super) trait Edge: Copy {
    /// The place of the one among the first annotator’s units.
    fn a(&self) -> usize;
    /// The place of the other among the second’s.
    fn b(&self) -> usize;
}

/// What an edge is worth: a whole number, so that sums are exact and independent of their order.
pub(super) type Worth = i128;

/// The edges of the choice with the greatest sum of what they are worth in which each unit is in at
/// most one.
///
/// None that is worth nothing is chosen. The answer is in the order of `edges`, and the same at every
/// run.
pub(super) fn best<E: Edge>(edges: &[E], worth: impl Fn(&E) -> Worth) -> Vec<E> {
    let (of_a, of_b) = (uses(edges.iter().map(Edge::a)), uses(edges.iter().map(Edge::b)));
    let is_alone = |edge: &E| of_a.get(edge.a()) == Some(&1) && of_b.get(edge.b()) == Some(&1);
    let tied: Vec<E> = edges.iter().filter(|edge| !is_alone(edge)).copied().collect();
    // Most pairs are alone, and taken without further thought.
    let mut of_tied = best_of_tied(&tied, &worth).into_iter();
    let is_chosen = |edge: &&E| if is_alone(edge) { worth(edge) > 0 } else { of_tied.next() == Some(true) };
    edges.iter().filter(is_chosen).copied().collect()
}

/// How often each number comes.
fn uses(numbers: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut uses = Vec::new();
    for number in numbers {
        if uses.len() <= number {
            uses.resize(number + 1, 0);
        }
        if let Some(times) = uses.get_mut(number) {
            *times += 1;
        }
    }
    uses
}

/// Whether each edge is in the best choice.
fn best_of_tied<E: Edge>(edges: &[E], worth: impl Fn(&E) -> Worth) -> Vec<bool> {
    let mut graph = Graph::of(edges, worth);
    let mut taken = Taken::none(graph.edges(), graph.units());
    let folds = folding::fold(&mut graph);
    kernel::take_best(&graph, &mut taken);
    folding::unfold(&folds, &mut taken);
    taken.edges()
}
