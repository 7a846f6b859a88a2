//! Ids that are there twice, told apart.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Where ids return that stood before, with the id that each gets instead.
///
/// The first keeps its id, since links name it; the same file gives the same new ids every time.
pub(super) fn twins<I: Clone + Eq + Hash>(
    ids: impl Iterator<Item = I>,
    renamed: impl Fn(&I, usize) -> I,
) -> Vec<(usize, I)> {
    let mut known = HashSet::with_capacity(ids.size_hint().0);
    let mut again = Vec::new();
    for (index, id) in ids.enumerate() {
        if !known.insert(id.clone()) {
            again.push((index, id));
        }
    }
    let mut last: HashMap<I, usize> = HashMap::new();
    again
        .into_iter()
        .map(|(index, id)| {
            let n = last.entry(id.clone()).or_insert(1);
            loop {
                *n += 1;
                let new = renamed(&id, *n);
                if known.insert(new.clone()) {
                    return (index, new);
                }
            }
        })
        .collect()
}
