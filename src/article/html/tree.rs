//! Walks the tree of a page without recursion.

use dom_query::NodeRef;

/// More than this is not a few words.
const FEW_BYTES: usize = 4096;
const FEW_STEPS: usize = 512;

/// A step of a tour through a tree.
pub(super) enum Step<'a> {
    /// Into a node: an element before its children, or a text.
    Enter(NodeRef<'a>),
    /// Out of an element, behind its children.
    Leave(NodeRef<'a>),
}

/// A tour through a node and all it holds, in the order of the page.
pub(super) struct Tour<'a> {
    root: NodeRef<'a>,
    next: Option<Step<'a>>,
}

impl<'a> Tour<'a> {
    pub(super) fn new(root: NodeRef<'a>) -> Self {
        Self { root, next: Some(Step::Enter(root)) }
    }

    /// Leaves out what stands in the node that was entered last.
    pub(super) fn pass(&mut self, entered: NodeRef<'a>) {
        self.next = self.behind(entered);
    }

    fn behind(&self, node: NodeRef<'a>) -> Option<Step<'a>> {
        if node.id == self.root.id {
            return None;
        }
        node.next_sibling().map(Step::Enter).or_else(|| node.parent().map(Step::Leave))
    }
}

impl<'a> Iterator for Tour<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        let step = self.next.take()?;
        self.next = match step {
            Step::Enter(node) if node.is_element() || node.id == self.root.id => {
                Some(node.first_child().map_or(Step::Leave(node), Step::Enter))
            }
            Step::Enter(node) | Step::Leave(node) => self.behind(node),
        };
        Some(step)
    }
}

/// The elements of a tree in the order of the page, the root included.
pub(super) fn elements(root: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    Tour::new(root).filter_map(|step| match step {
        Step::Enter(node) if node.is_element() => Some(node),
        Step::Enter(_) | Step::Leave(_) => None,
    })
}

/// The name of an element in lower case; empty for a text.
pub(super) fn name(node: NodeRef<'_>) -> String {
    node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default()
}

/// An attribute that is there and says something.
pub(super) fn attribute(node: NodeRef<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| one_line(&value)).filter(|value| !value.is_empty())
}

/// The words of an element on one line; blocks in it are parted by a blank.
pub(super) fn words(node: NodeRef<'_>) -> String {
    let mut words = String::new();
    for step in Tour::new(node) {
        note_words(&step, &mut words);
    }
    one_line(&words)
}

/// The words of an element as [`words`] gives them, if they are no more than a few lines: what is
/// longer is not looked through, so that asking every element of a page costs little.
pub(super) fn few_words(node: NodeRef<'_>) -> Option<String> {
    let mut words = String::new();
    for (passed, step) in Tour::new(node).enumerate() {
        if passed == FEW_STEPS {
            return None;
        }
        note_words(&step, &mut words);
        if words.len() > FEW_BYTES {
            return None;
        }
    }
    Some(one_line(&words))
}

fn note_words(step: &Step<'_>, words: &mut String) {
    match step {
        Step::Enter(node) if node.is_text() => words.push_str(&node.text()),
        Step::Enter(node) | Step::Leave(node) => {
            if is_any(*node, &["br", "div", "p", "li", "h1", "h2", "h3", "td", "tr"]) {
                words.push(' ');
            }
        }
    }
}

/// Whether an element has one of these names.
pub(super) fn is_any(node: NodeRef<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| node.has_name(name))
}

/// The elements an element stands in, from the nearest.
pub(super) fn stands_in(node: NodeRef<'_>, names: &[&str]) -> bool {
    node.ancestors_it(None).any(|ancestor| is_any(ancestor, names))
}

/// Words with single blanks between them; a no-break space stays what it is.
pub(super) fn one_line(words: &str) -> String {
    words.split_ascii_whitespace().collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// Words as they are compared: letters and digits alone, in lower case.
pub(super) fn bare(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
