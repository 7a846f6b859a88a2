//! Weighs a page before a tree is built from it.
//!
//! Tree builders are quadratic in depth and in attributes, and have no limit of their own: 64 kB of
//! nested lists take seconds. The scan keeps a stack of open names and knows which of them end
//! without an end tag, so that 20,000 paragraphs nobody closed are not taken for depth.

use crate::article::markup::{Markup, Scanner, Tag};
use std::fmt;

/// How many elements may stand open in each other; browsers stop there too.
const DEPTH: usize = 512;
/// How many attributes a tag may have.
const ATTRIBUTES: usize = 256;
/// How many elements a page may have.
const ELEMENTS: usize = 1_000_000;
/// An element that is opened again costs more than one that is written: nothing of it had to be sent.
const AGAIN_WEIGHT: usize = 4;
/// A tree builder opens no more than so many equal formatting elements again.
const EQUAL_FORMATS: usize = 3;

/// What a page has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooMuch {
    /// Elements in each other.
    Depth,
    /// Attributes on one tag.
    Attributes,
    /// Elements.
    Elements,
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth => write!(f, "more than {DEPTH} elements stand in each other"),
            Self::Attributes => write!(f, "an element has more than {ATTRIBUTES} attributes"),
            Self::Elements => write!(f, "it has more than {ELEMENTS} elements"),
        }
    }
}

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "iframe", "xmp"];
const FORMATS: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// These stand within a paragraph and end none.
const INLINE: [&str; 15] = [
    "a", "abbr", "button", "cite", "g", "label", "path", "q", "span", "sub", "sup", "svg", "math", "time",
    "use",
];
/// What no end tag of an element without meaning of its own reaches across.
const SPECIAL: [&str; 48] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "noscript",
    "object",
    "ol",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// What no end tag reaches across but those of tables.
const SCOPE: [&str; 12] = [
    "annotation-xml",
    "applet",
    "caption",
    "desc",
    "foreignobject",
    "html",
    "marquee",
    "object",
    "table",
    "td",
    "template",
    "th",
];
const TABLE: [&str; 8] = ["caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"];
const ROWS: [&str; 3] = ["tbody", "tfoot", "thead"];
const FOREIGN: [&str; 2] = ["svg", "math"];
/// Inside drawings and formulas these begin HTML again without leaving them.
const FOREIGN_HTML: [&str; 9] =
    ["annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext", "title"];
/// Inside drawings and formulas these end them.
const BREAKS_OUT: [&str; 18] = [
    "body", "br", "center", "div", "dl", "h1", "h2", "h3", "h4", "img", "li", "ol", "p", "pre", "span",
    "table", "tt", "ul",
];

/// An error for a page that is too much for a tree builder.
pub(super) fn weigh(page: &[u8]) -> Result<(), TooMuch> {
    let mut scale = Scale { open: Vec::with_capacity(64), again: Vec::new(), elements: 0 };
    let mut scanner = Scanner::new(page);
    let mut passed = 0;
    while let Some(markup) = scanner.next() {
        let Markup::Tag(tag) = markup else { continue };
        if tag.range.start > passed || !tag.closing && !tag.is_any(&SPECIAL) {
            scale.open_again();
        }
        passed = tag.range.end;
        if tag.attributes > ATTRIBUTES {
            return Err(TooMuch::Attributes);
        }
        if tag.closing {
            scale.close(&tag);
        } else {
            if tag.is_any(&RAW) && !scale.in_foreign() {
                scanner.skip_to_end_of(tag.name);
            }
            scale.open(&tag);
        }
        if scale.open.len() > DEPTH {
            return Err(TooMuch::Depth);
        }
        if scale.elements > ELEMENTS {
            return Err(TooMuch::Elements);
        }
    }
    Ok(())
}

/// An element that stands open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Element<'b> {
    name: &'b [u8],
    /// Its attributes as written, for formatting alone.
    attributes: &'b [u8],
}

impl Element<'_> {
    fn is_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name.as_bytes()))
    }
}

struct Scale<'b> {
    open: Vec<Element<'b>>,
    /// Formatting that ended with the block around it, and is opened again before the next words.
    again: Vec<Element<'b>>,
    elements: usize,
}

impl<'b> Scale<'b> {
    fn open_again(&mut self) {
        self.elements += self.again.len() * AGAIN_WEIGHT;
        self.open.append(&mut self.again);
    }

    /// An end tag: it reaches as far as a tree builder lets it, else it says nothing.
    fn close(&mut self, tag: &Tag<'b>) {
        self.elements += 1;
        let is_it = |element: &Element<'_>| element.name.eq_ignore_ascii_case(tag.name);
        if let Some(at) = self.again.iter().rposition(is_it) {
            self.again.remove(at);
            return;
        }
        let is_wall = |element: &Element<'_>| {
            if tag.is_any(&TABLE) {
                element.is_any(&["table"])
            } else if tag.is_any(&FORMATS) || tag.is_any(&SPECIAL) {
                element.is_any(&SCOPE)
            } else {
                element.is_any(&SPECIAL)
            }
        };
        let reached = self.open.iter().rposition(|element| is_it(element) || is_wall(element));
        if let Some(at) = reached
            && self.open.get(at).is_some_and(is_it)
        {
            self.end_reached(tag, at);
        }
    }

    /// Formatting ends alone where a block stands in it; all else takes with it what it holds.
    fn end_reached(&mut self, tag: &Tag<'b>, at: usize) {
        let holds_block =
            self.open.get(at + 1..).unwrap_or_default().iter().any(|element| element.is_any(&SPECIAL));
        if tag.is_any(&FORMATS) && holds_block {
            self.elements += self.open.len().saturating_sub(at);
            self.open.remove(at);
        } else {
            self.end(at);
        }
    }

    fn open(&mut self, tag: &Tag<'b>) {
        self.elements += 1;
        if tag.is_any(&BREAKS_OUT) {
            self.break_out();
        }
        if tag.is_any(&VOID) {
            return;
        }
        self.end_implied(tag);
        let attributes = if tag.is_any(&FORMATS) { tag.rest } else { &[] };
        self.open.push(Element { name: tag.name, attributes });
    }

    /// Ends what a start tag ends without an end tag.
    fn end_implied(&mut self, tag: &Tag<'b>) {
        let stops_items =
            |element: &Element<'_>| element.is_any(&SPECIAL) && !element.is_any(&["address", "div", "p"]);
        if tag.is("a") || tag.is("nobr") {
            self.close(tag);
        } else if tag.is("li") {
            self.end_nearest(&["li"], stops_items);
        } else if tag.is_any(&["dt", "dd"]) {
            self.end_nearest(&["dt", "dd"], stops_items);
        } else if tag.is_any(&["td", "th"]) {
            self.end_nearest(&["td", "th"], |element| element.is_any(&["tr", "table"]));
        } else if tag.is("tr") {
            self.end_nearest(&["tr"], |element| element.is_any(&["table"]));
        } else if tag.is_any(&ROWS) {
            self.end_nearest(&ROWS, |element| element.is_any(&["table"]));
        } else if tag.is_any(&["option", "optgroup"]) {
            self.end_nearest(&["option"], |_| true);
        } else if !tag.is_any(&FORMATS) && !tag.is_any(&INLINE) {
            self.end_nearest(&["p"], |element| element.is_any(&SCOPE) || element.is_any(&["button"]));
        }
    }

    /// Ends the nearest open element of a family, unless a wall stands between.
    fn end_nearest(&mut self, family: &[&str], is_wall: impl Fn(&Element<'_>) -> bool) {
        let nearest = self.open.iter().rposition(|element| element.is_any(family) || is_wall(element));
        if let Some(at) = nearest
            && self.open.get(at).is_some_and(|element| element.is_any(family))
        {
            self.end(at);
        }
    }

    /// Ends the element at `at` and what stands in it. Formatting among that is opened again before
    /// the next words, but never more than a few that are equal.
    fn end(&mut self, at: usize) {
        for element in self.open.split_off(at).into_iter().skip(1).filter(|element| element.is_any(&FORMATS))
        {
            if self.again.iter().filter(|other| **other == element).count() < EQUAL_FORMATS {
                self.again.push(element);
            }
        }
    }

    /// Whether a drawing or a formula stands open.
    fn in_foreign(&self) -> bool {
        self.open.iter().any(|element| element.is_any(&FOREIGN))
    }

    /// Ends a drawing or formula, unless HTML has begun again inside it.
    fn break_out(&mut self) {
        let turns = |element: &Element<'_>| element.is_any(&FOREIGN) || element.is_any(&FOREIGN_HTML);
        if let Some(at) = self.open.iter().rposition(turns)
            && self.open.get(at).is_some_and(|element| element.is_any(&FOREIGN))
        {
            self.open.truncate(at);
        }
    }
}
