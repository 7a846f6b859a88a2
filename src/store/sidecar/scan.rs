//! Where the fields and items of a RON file lie, without understanding them.
//!
//! Finds its way through damage: what stands before it, and often after it, is still found.
//! Knows strings, raw strings, characters and comments; goes by iteration, so depth is no danger.

use memchr::memmem::Finder;
use std::ops::Range;

/// What was found in a file that holds one struct.
#[derive(Debug, Default)]
pub(in crate::store) struct Scan<'t> {
    /// The fields, in order, each as far as it is whole.
    pub(in crate::store) fields: Vec<Field<'t>>,
    /// The first place where the form is broken, and how.
    pub(in crate::store) damage: Option<(usize, &'static str)>,
    /// The first conflict marker of a version control system.
    pub(in crate::store) conflict: Option<usize>,
    /// The first comment that a rewriting would lose: all but those inside the field `ext`.
    pub(in crate::store) comment: Option<usize>,
}

/// A field of the struct.
#[derive(Debug)]
pub(in crate::store) struct Field<'t> {
    /// Its name.
    pub(in crate::store) name: &'t str,
    /// Where the name starts.
    pub(in crate::store) at: usize,
    /// Where the value lies, without blanks and comments around it.
    pub(in crate::store) value: Range<usize>,
    /// Where the items of the value lie, if it is a list.
    pub(in crate::store) items: Vec<Range<usize>>,
}

/// How a file is taken to be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Layout {
    /// Items that begin as we write them end as we write them. Three times as fast, and right if
    /// the canonical reader accepts every item: whoever scans so must see that it does.
    Ours,
    /// Anyhow.
    Any,
}

/// The fields of the one struct that a file holds.
pub(in crate::store) fn fields(text: &str, layout: Layout) -> Scan<'_> {
    let mut walk = Walk { layout, ..Walk::new(text) };
    let mut fields = Vec::new();
    walk.blank();
    if walk.eat(b'(') {
        while let Some(field) = walk.next_field() {
            fields.extend(field.whole());
        }
    } else {
        walk.damaged("expected opening `(`");
    }
    let Walk { damage, conflict, comment, .. } = walk;
    Scan { fields, damage, conflict, comment }
}

/// Where the field that starts at `at` ends, its comma included.
pub(super) fn field_end(text: &str, at: usize) -> Option<usize> {
    let mut walk = Walk::new(text);
    walk.at = at;
    walk.identifier()?;
    walk.blank();
    if walk.eat(b':') {
        walk.blank();
        walk.skip(Comments::Noted);
        walk.blank();
        walk.eat(b',');
        Some(walk.at)
    } else {
        None
    }
}

/// What became of a field.
enum Found<'t> {
    Whole(Field<'t>),
    Broken,
}

impl<'t> Found<'t> {
    fn whole(self) -> Option<Field<'t>> {
        match self {
            Self::Whole(field) => Some(field),
            Self::Broken => None,
        }
    }
}

/// What to do with comments inside a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comments {
    /// They would be lost.
    Noted,
    /// The value is kept to the byte.
    Kept,
}

struct Walk<'t> {
    text: &'t str,
    layout: Layout,
    /// The last line of an item as we write it, comma included.
    last_line: Finder<'static>,
    at: usize,
    damage: Option<(usize, &'static str)>,
    conflict: Option<usize>,
    comment: Option<usize>,
}

/// The bytes at which skipping over a value has something to decide.
const DECIDES: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"\"'/()[]{},rb<=>|";
    let mut rest: &[u8] = signs;
    while let [sign, more @ ..] = rest {
        #[expect(
            clippy::as_conversions,
            clippy::indexing_slicing,
            reason = "a byte indexes 256 entries; checked at compile time"
        )]
        {
            table[*sign as usize] = true;
        }
        rest = more;
    }
    table
};

impl<'t> Walk<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            layout: Layout::Any,
            last_line: Finder::new("\n        ),"),
            at: 0,
            damage: None,
            conflict: None,
            comment: None,
        }
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let eaten = self.peek() == Some(byte);
        self.at += usize::from(eaten);
        eaten
    }

    fn damaged(&mut self, problem: &'static str) {
        self.damage.get_or_insert((self.at, problem));
    }

    fn ended(&mut self) {
        self.damaged("the file ends too early");
    }

    /// The next field; nothing after the last, or at the end of a broken file.
    fn next_field(&mut self) -> Option<Found<'t>> {
        self.blank();
        if self.eat(b')') {
            self.blank();
            if self.peek().is_some() {
                self.damaged("there is text after the end");
            }
            return None;
        }
        let at = self.at;
        let name = self.identifier();
        self.blank();
        let Some(name) = name.filter(|_| self.eat(b':')) else {
            return self.recover();
        };
        self.blank();
        let kept = if name == "ext" { Comments::Kept } else { Comments::Noted };
        let (value, items) =
            if self.peek() == Some(b'[') { self.list() } else { (self.skip(kept), Vec::new()) };
        self.blank();
        let ends = self.eat(b',') || self.peek() == Some(b')');
        if !ends && self.peek().is_some() {
            self.damaged("expected a comma or the closing `)`");
        }
        match value {
            Some(value) if !value.is_empty() => Some(Found::Whole(Field { name, at, value, items })),
            _ => {
                self.damaged("a value is missing");
                // A list that was cut off is worth what it has.
                Some(if items.is_empty() {
                    Found::Broken
                } else {
                    Found::Whole(Field { name, at, value: at..at, items })
                })
            }
        }
    }

    /// Goes past what is no field.
    fn recover(&mut self) -> Option<Found<'t>> {
        if self.peek().is_none() {
            self.ended();
            return None;
        }
        self.damaged("expected a field");
        let before = self.at;
        self.skip(Comments::Noted);
        self.eat(b',');
        self.at = self.at.max(before + 1);
        Some(Found::Broken)
    }

    fn identifier(&mut self) -> Option<&'t str> {
        let start = self.at;
        if self.rest().starts_with(b"r#") {
            self.at += 2;
        }
        let length = self.rest().iter().take_while(|b| is_word(**b)).count();
        self.at += length;
        (length > 0).then(|| self.text.get(start..self.at)).flatten()
    }

    /// A list and its items; no range if it does not end.
    fn list(&mut self) -> (Option<Range<usize>>, Vec<Range<usize>>) {
        let start = self.at;
        let mut items = Vec::new();
        self.eat(b'[');
        loop {
            self.blank();
            if self.eat(b']') {
                return (Some(start..self.at), items);
            }
            let before = self.at;
            let Some(item) = self.item_of_ours().or_else(|| self.skip(Comments::Noted)) else {
                return (None, items);
            };
            if item.is_empty() {
                self.damaged("expected an item");
            } else {
                items.push(item);
            }
            self.blank();
            if !self.eat(b',') && self.peek() != Some(b']') {
                self.damaged("expected a comma or the closing `]`");
                self.at = self.at.max(before + 1);
            }
        }
    }

    /// An item from its first line to its last, by their indents alone.
    fn item_of_ours(&mut self) -> Option<Range<usize>> {
        let begins = self.layout == Layout::Ours && self.rest().starts_with(b"(\n            id: \"");
        let last = self.last_line.find(if begins { self.rest() } else { b"" })?;
        let start = self.at;
        // Without the comma.
        self.at += last + self.last_line.needle().len() - 1;
        Some(start..self.at)
    }

    /// White space, comments and conflict markers.
    fn blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => self.at += 1,
                b'/' => {
                    let start = self.at;
                    if self.skip_comment() {
                        self.comment.get_or_insert(start);
                    } else {
                        return;
                    }
                }
                b'<' | b'=' | b'>' | b'|' => {
                    if !self.skip_marker() {
                        return;
                    }
                }
                _ => return,
            }
        }
    }

    /// To the comma or the closing bracket after a value. Nothing if the file ends inside it.
    fn skip(&mut self, comments: Comments) -> Option<Range<usize>> {
        let (start, mut end, mut depth) = (self.at, self.at, 0_usize);
        loop {
            let plain =
                self.rest().iter().take_while(|b| !DECIDES.get(usize::from(**b)).is_some_and(|d| *d)).count();
            end = self.end_of_words(end, plain);
            self.at += plain;
            let Some(byte) = self.peek() else { break };
            match byte {
                b'"' => self.skip_string()?,
                b'\'' => self.skip_character()?,
                b'/' => {
                    let comment = self.at;
                    if self.skip_comment() {
                        if depth == 0 || comments == Comments::Noted {
                            self.comment.get_or_insert(comment);
                        }
                        continue;
                    }
                    self.at += 1;
                }
                b'r' | b'b' => self.skip_raw_string()?,
                b'<' | b'=' | b'>' | b'|' => {
                    if self.skip_marker() {
                        continue;
                    }
                    self.at += 1;
                }
                b',' | b')' | b']' | b'}' if depth == 0 => return Some(start..end),
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    depth -= 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            end = self.at;
        }
        self.ended();
        None
    }

    /// The end of the last word among the next `plain` bytes, or `end` if they are blank.
    fn end_of_words(&self, end: usize, plain: usize) -> usize {
        let run = self.rest().get(..plain).unwrap_or_default();
        run.iter().rposition(|b| !b.is_ascii_whitespace()).map_or(end, |last| self.at + last + 1)
    }

    fn skip_string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            let Some(to) = memchr::memchr2(b'"', b'\\', self.rest()) else {
                self.ended();
                self.at = self.text.len();
                return None;
            };
            self.at += to;
            if self.eat(b'"') {
                return Some(());
            }
            self.at += 2;
        }
    }

    fn skip_character(&mut self) -> Option<()> {
        let escaped = self.rest().get(1) == Some(&b'\\');
        self.at += if escaped { 3 } else { 2 };
        let Some(to) = memchr::memchr(b'\'', self.rest()) else {
            self.ended();
            self.at = self.text.len();
            return None;
        };
        self.at += to + 1;
        Some(())
    }

    /// A raw string, or the one letter that could have begun one.
    fn skip_raw_string(&mut self) -> Option<()> {
        let inside_word =
            self.at.checked_sub(1).and_then(|p| self.text.as_bytes().get(p)).is_some_and(|b| is_word(*b));
        let prefix = if self.rest().starts_with(b"br") { 2 } else { 1 };
        let after = self.rest().get(prefix..).unwrap_or_default();
        let hashes = after.iter().take_while(|b| **b == b'#').count();
        let raw = self.rest().get(prefix - 1) == Some(&b'r') && after.get(hashes) == Some(&b'"');
        if inside_word || !raw {
            self.at += 1;
            return Some(());
        }
        self.at += prefix + hashes + 1;
        let closing = format!("\"{}", "#".repeat(hashes));
        let Some(to) = memchr::memmem::find(self.rest(), closing.as_bytes()) else {
            self.ended();
            self.at = self.text.len();
            return None;
        };
        self.at += to + closing.len();
        Some(())
    }

    fn skip_comment(&mut self) -> bool {
        if self.rest().starts_with(b"//") {
            self.at += memchr::memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
            return true;
        }
        if !self.rest().starts_with(b"/*") {
            return false;
        }
        self.at += 2;
        let mut depth = 1_usize;
        while depth > 0 {
            let Some(to) = memchr::memchr2(b'*', b'/', self.rest()) else {
                self.ended();
                self.at = self.text.len();
                return true;
            };
            self.at += to;
            if self.rest().starts_with(b"*/") {
                depth -= 1;
                self.at += 2;
            } else if self.rest().starts_with(b"/*") {
                depth += 1;
                self.at += 2;
            } else {
                self.at += 1;
            }
        }
        true
    }

    /// A line that begins with seven signs of one kind.
    fn skip_marker(&mut self) -> bool {
        let starts_line = self.at.checked_sub(1).is_none_or(|p| self.text.as_bytes().get(p) == Some(&b'\n'));
        let seven = self
            .rest()
            .first()
            .is_some_and(|sign| self.rest().get(..7).is_some_and(|run| run.iter().all(|b| b == sign)));
        if starts_line && seven {
            self.conflict.get_or_insert(self.at);
            self.at += memchr::memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
        }
        starts_line && seven
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
