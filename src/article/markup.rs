//! Tags and comments of HTML, found without building a tree, whatever the input.
//!
//! The scanner looks at every byte once and keeps nothing but a position.

use memchr::{memchr, memmem};
use std::ops::Range;

/// What the scanner finds between text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Markup<'b> {
    /// A start or end tag.
    Tag(Tag<'b>),
    /// A comment, a declaration, an instruction.
    Other(Range<usize>),
}

/// A start or end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'b> {
    /// As written: letters of any case.
    pub(super) name: &'b [u8],
    pub(super) closing: bool,
    /// How many attributes it has.
    pub(super) attributes: usize,
    /// From `<` to behind `>`.
    pub(super) range: Range<usize>,
    /// The attributes as written.
    pub(super) rest: &'b [u8],
}

impl<'b> Tag<'b> {
    /// Whether it is of this name, given in lower case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    /// Whether it has one of these names, given in lower case.
    pub(super) fn is_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }

    /// The value of the first attribute of this name, given in lower case, entities and all.
    pub(super) fn attribute(&self, name: &str) -> Option<&'b [u8]> {
        let mut attributes = Attributes { bytes: self.rest, at: 0 };
        attributes.find(|(found, _)| found.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value)
    }
}

/// Walks the markup of a source.
#[derive(Debug)]
pub(super) struct Scanner<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Scanner<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Where the scanner goes on.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Goes on at the next end tag of this name; at the end of the source if there is none.
    ///
    /// For elements whose content is no markup. The end tag itself is found next.
    pub(super) fn skip_to_end_of(&mut self, name: &[u8]) {
        let mut from = self.at;
        while let Some(found) = self.bytes.get(from..).and_then(|rest| memmem::find(rest, b"</")) {
            from += found;
            let behind = self.bytes.get(from + 2..).unwrap_or_default();
            let ends = behind.get(name.len()).is_none_or(|next| !next.is_ascii_alphanumeric());
            if ends && behind.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
                self.at = from;
                return;
            }
            from += 2;
        }
        self.at = self.bytes.len();
    }

    /// The markup that begins with the `<` at `start`; nothing where it begins none.
    fn markup(&self, start: usize) -> Option<Markup<'b>> {
        let inner = self.bytes.get(start + 1..)?;
        if let Some(comment) = inner.strip_prefix(b"!--") {
            let end = memmem::find(comment, b"-->").map_or(self.bytes.len(), |found| start + 4 + found + 3);
            return Some(Markup::Other(start..end));
        }
        let (closing, body) = match inner.strip_prefix(b"/") {
            Some(body) => (true, body),
            None => (false, inner),
        };
        let first = *body.first()?;
        if !first.is_ascii_alphabetic() {
            let bogus = closing || matches!(first, b'!' | b'?');
            let end = || memchr(b'>', inner).map_or(self.bytes.len(), |found| start + 1 + found + 1);
            return bogus.then(|| Markup::Other(start..end()));
        }
        let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let (name, rest) = body.split_at(body.iter().position(ends_name).unwrap_or(body.len()));
        let mut attributes = Attributes { bytes: rest, at: 0 };
        let count = attributes.by_ref().count();
        let end = self.bytes.len() - rest.len() + attributes.at;
        // A tag that the source breaks off ends with it.
        let end = if rest.get(attributes.at) == Some(&b'>') { end + 1 } else { self.bytes.len() };
        let rest = rest.get(..attributes.at).unwrap_or(rest);
        Some(Markup::Tag(Tag { name, closing, attributes: count, range: start..end, rest }))
    }
}

impl<'b> Iterator for Scanner<'b> {
    type Item = Markup<'b>;

    fn next(&mut self) -> Option<Markup<'b>> {
        loop {
            let start = self.at + memchr(b'<', self.bytes.get(self.at..)?)?;
            self.at = start + 1;
            if let Some(markup) = self.markup(start) {
                self.at = match &markup {
                    Markup::Tag(tag) => tag.range.end,
                    Markup::Other(range) => range.end,
                };
                return Some(markup);
            }
        }
    }
}

/// The attributes of a tag, up to its `>`.
struct Attributes<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Attributes<'b> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes the bytes for which `passes` holds.
    fn pass(&mut self, passes: impl Fn(u8) -> bool) -> &'b [u8] {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(|byte| !passes(*byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn value(&mut self) -> &'b [u8] {
        self.pass(|byte| byte.is_ascii_whitespace());
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.pass(|byte| byte != quote);
                self.at = self.bytes.len().min(self.at + 1);
                value
            }
            _ => self.pass(|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        }
    }
}

impl<'b> Iterator for Attributes<'b> {
    type Item = (&'b [u8], &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        self.pass(|byte| byte.is_ascii_whitespace() || byte == b'/');
        if matches!(self.peek(), None | Some(b'>')) {
            return None;
        }
        let start = self.at;
        // An equals sign at the very start belongs to the name.
        self.at += 1;
        self.pass(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name = self.bytes.get(start..self.at).unwrap_or_default();
        let behind_name = self.at;
        self.pass(|byte| byte.is_ascii_whitespace());
        if self.peek() == Some(b'=') {
            self.at += 1;
            return Some((name, self.value()));
        }
        self.at = behind_name;
        Some((name, &[]))
    }
}
