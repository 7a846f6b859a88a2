//! How much text each element of a page holds, measured in one pass.

use super::tree::{Step, Tour};
use dom_query::{NodeId, NodeRef};
use std::collections::HashMap;

/// Characters that are no white space, for each element.
#[derive(Debug)]
pub(super) struct Sizes {
    of: HashMap<NodeId, usize>,
    whole: usize,
}

impl Sizes {
    /// Measures an element and all it holds.
    pub(super) fn measure(root: NodeRef<'_>) -> Self {
        let mut of = HashMap::new();
        let mut whole = 0;
        // How much had been passed when each open element began.
        let mut open = Vec::new();
        for step in Tour::new(root) {
            match step {
                Step::Enter(node) if node.is_text() => {
                    whole += node.text().chars().filter(|c| !c.is_whitespace()).count();
                }
                Step::Enter(node) if node.is_element() => open.push(whole),
                Step::Leave(node) => {
                    of.insert(node.id, whole - open.pop().unwrap_or_default());
                }
                Step::Enter(_) => {}
            }
        }
        Self { of, whole }
    }

    /// How much an element holds.
    pub(super) fn of(&self, element: NodeRef<'_>) -> usize {
        self.of.get(&element.id).copied().unwrap_or_default()
    }

    /// How much the measured whole holds.
    pub(super) fn whole(&self) -> usize {
        self.whole
    }
}
