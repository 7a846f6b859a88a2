//! Writes the tree of a body as blocks, by the same rules as Markdown.

use super::tree::{Step, Tour, attribute, elements, is_any, name};
use crate::article::draft::{Draft, Origin};
use crate::article::{BlockKind, MarkKind};
use dom_query::NodeRef;

/// A picture of this many pixels or fewer on a side is there to count readers.
const TRACKER_PIXELS: u32 = 2;

/// What is left out, should any still be there.
const UNREAD: [&str; 14] = [
    "button", "canvas", "head", "iframe", "input", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "title",
];

/// What stands within a line. All else begins a block.
const INLINE: [&str; 34] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var",
];

/// Writes what stands in an element.
pub(super) fn write(root: NodeRef<'_>, draft: &mut Draft) {
    let mut walk = Walk { draft, preformatted: 0, cells: 0, tables: Vec::new() };
    let mut tour = Tour::new(root);
    while let Some(step) = tour.next() {
        match step {
            Step::Enter(node) if node.is_text() => walk.text(&node.text()),
            Step::Enter(node) if node.is_element() => {
                if is_any(node, &UNREAD) {
                    tour.pass(node);
                } else {
                    walk.enter(node);
                }
            }
            Step::Leave(node) if node.is_element() => walk.leave(node),
            Step::Enter(_) | Step::Leave(_) => {}
        }
    }
    draft.end();
}

struct Walk<'d> {
    draft: &'d mut Draft,
    /// How many preformatted elements are open.
    preformatted: usize,
    /// How many cells of tables of data are open: blocks in them flow together.
    cells: usize,
    /// What each open table is for.
    tables: Vec<Table>,
}

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    /// Its rows and cells belong together.
    Data,
    /// It only arranges the page.
    Layout,
}

impl Walk<'_> {
    fn text(&mut self, text: &str) {
        if self.preformatted > 0 && self.cells == 0 {
            self.draft.words(&text.replace("\r\n", "\n").replace('\r', "\n"), 0..0, Origin::Rewritten);
        } else {
            self.draft.flowing(text, &(0..0), Origin::Rewritten);
        }
    }

    fn enter(&mut self, element: NodeRef<'_>) {
        let name = name(element);
        if let Some(mark) = mark(&name, element) {
            self.draft.hold(mark);
            return;
        }
        match name.as_str() {
            "br" => self.line_break(),
            "wbr" => {}
            "img" => self.picture(element),
            _ if INLINE.contains(&name.as_str()) => {}
            "td" | "th" if self.in_data() => {
                self.cells += 1;
                self.draft.begin_cell(0..0);
            }
            _ if self.cells > 0 => self.draft.blank(0..0),
            "table" => {
                self.tables.push(Table::of(element));
                self.draft.begin_table();
            }
            "tr" if self.in_data() => self.draft.begin_row(BlockKind::Row { header: is_header(element) }),
            "ul" | "menu" => self.draft.begin_list(None),
            "ol" => self.draft.begin_list(Some(number(element, "start").unwrap_or(1))),
            "li" => self.draft.begin_item(number(element, "value")),
            "blockquote" => self.draft.begin_quote(),
            "pre" | "listing" | "xmp" => {
                self.preformatted += 1;
                self.draft.begin(BlockKind::Code);
            }
            "figcaption" | "caption" => self.draft.begin(BlockKind::Caption),
            _ => match heading_level(&name) {
                Some(level) => self.draft.begin(BlockKind::Heading(level)),
                None => self.draft.begin_prose(),
            },
        }
    }

    fn leave(&mut self, element: NodeRef<'_>) {
        let name = name(element);
        if mark(&name, element).is_some() {
            self.draft.release();
            return;
        }
        match name.as_str() {
            "br" | "wbr" | "img" => {}
            _ if INLINE.contains(&name.as_str()) => {}
            "td" | "th" if self.in_data() => self.cells = self.cells.saturating_sub(1),
            _ if self.cells > 0 => self.draft.blank(0..0),
            "ul" | "ol" | "menu" => self.draft.end_list(),
            "blockquote" => self.draft.end_quote(),
            "table" => {
                self.tables.pop();
                self.draft.begin_prose();
            }
            "pre" | "listing" | "xmp" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.draft.begin_prose();
            }
            _ => self.draft.begin_prose(),
        }
    }

    fn in_data(&self) -> bool {
        self.tables.last() == Some(&Table::Data)
    }

    /// One is a line break; two in a row part paragraphs.
    fn line_break(&mut self) {
        if self.cells > 0 {
            self.draft.blank(0..0);
        } else if self.draft.is_at_line_start() && self.preformatted == 0 {
            self.draft.begin_prose();
        } else {
            self.draft.line_break(0..0);
        }
    }

    /// A picture is its alt text, unless a caption says the same better.
    fn picture(&mut self, picture: NodeRef<'_>) {
        let figure = picture.ancestors_it(None).find(|ancestor| ancestor.has_name("figure"));
        let captioned =
            figure.is_some_and(|figure| elements(figure).any(|element| element.has_name("figcaption")));
        let counts_readers = ["width", "height"].iter().any(|side| {
            attribute(picture, side)
                .and_then(|pixels| pixels.parse().ok())
                .is_some_and(|pixels: u32| pixels <= TRACKER_PIXELS)
        });
        if let Some(alt) = attribute(picture, "alt").filter(|_| !captioned && !counts_readers) {
            self.draft.hold(MarkKind::Image);
            self.draft.words(&alt, 0..0, Origin::Rewritten);
            self.draft.release();
        }
    }
}

fn mark(name: &str, element: NodeRef<'_>) -> Option<MarkKind> {
    match name {
        "a" => attribute(element, "href").map(MarkKind::Link),
        "b" | "strong" => Some(MarkKind::Strong),
        "cite" | "em" | "i" => Some(MarkKind::Emphasis),
        "code" | "kbd" | "samp" | "tt" => Some(MarkKind::Code),
        "del" | "s" | "strike" => Some(MarkKind::Strike),
        _ => None,
    }
}

fn heading_level(name: &str) -> Option<u8> {
    (1..=6)
        .zip(["h1", "h2", "h3", "h4", "h5", "h6"])
        .find(|(_, heading)| name == *heading)
        .map(|(level, _)| level)
}

fn number(element: NodeRef<'_>, key: &str) -> Option<u64> {
    attribute(element, key)?.parse().ok()
}

impl Table {
    /// A table that only arranges a page holds another table, or a cell of several paragraphs.
    fn of(table: NodeRef<'_>) -> Self {
        let arranges = elements(table).skip(1).any(|element| {
            element.has_name("table")
                || element.has_name("p")
                    && element.next_element_sibling().is_some_and(|next| next.has_name("p"))
        });
        if arranges { Self::Layout } else { Self::Data }
    }
}

/// Whether all cells of a row name columns.
fn is_header(row: NodeRef<'_>) -> bool {
    let mut cells = row.element_children().into_iter().filter(|cell| is_any(*cell, &["td", "th"])).peekable();
    cells.peek().is_some() && cells.all(|cell| cell.has_name("th"))
}
