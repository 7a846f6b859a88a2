//! A fast reader of annotations that accepts exactly what our writer writes.
//!
//! Anything else is left to ron, so this can only fail over, never differ; a law test holds it.

use super::record::{AnnotationRecord, SlotRecord};
use std::borrow::Cow;

/// The annotation that a text says, if it is laid out exactly as we write it.
pub(in crate::store) fn annotation(text: &str) -> Option<AnnotationRecord<'_>> {
    let mut cursor = Cursor(text);
    cursor.eat("(\n")?;
    let id = cursor.field("            id: ")?;
    let tag = cursor.field("            tag: ")?;
    cursor.eat("            pieces: ")?;
    let pieces = cursor.list(Cursor::pair)?;
    cursor.eat(",\n            exact: ")?;
    let exact = cursor.list(Cursor::string)?;
    cursor.eat(",\n")?;
    let prefix = cursor.field("            prefix: ")?;
    let suffix = cursor.field("            suffix: ")?;
    let slots = cursor.slots()?;
    let note = cursor.field("            note: ")?;
    cursor.eat("            flagged: ")?;
    let flagged = match cursor.eat("false") {
        Some(()) => false,
        None => cursor.eat("true").map(|()| true)?,
    };
    cursor.eat(",\n")?;
    let origin = cursor.field("            origin: ")?;
    let edited = cursor.field("            edited: ")?;
    cursor.eat("        )")?;
    cursor.0.is_empty().then_some(AnnotationRecord {
        id,
        tag,
        pieces,
        exact,
        prefix,
        suffix,
        slots,
        note,
        flagged,
        origin,
        edited,
    })
}

/// What is left to read.
struct Cursor<'t>(&'t str);

impl<'t> Cursor<'t> {
    fn eat(&mut self, words: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(words)?;
        Some(())
    }

    /// A whole line: indent, name, string, comma.
    fn field(&mut self, name: &str) -> Option<Cow<'t, str>> {
        self.eat(name)?;
        let words = self.string()?;
        self.eat(",\n")?;
        Some(words)
    }

    fn slots(&mut self) -> Option<Vec<SlotRecord<'t>>> {
        self.eat("            slots: [")?;
        let mut slots = Vec::new();
        if self.eat("],\n").is_some() {
            return Some(slots);
        }
        self.eat("\n")?;
        while self.eat("                (name: ").is_some() {
            let name = self.string()?;
            self.eat(", value: ")?;
            let value = self.string()?;
            self.eat(", at: ")?;
            let at = self.list(Self::place)?;
            self.eat("),\n")?;
            slots.push(SlotRecord { name, value, at });
        }
        self.eat("            ],\n")?;
        Some(slots)
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.eat("[")?;
        let mut items = Vec::new();
        if self.eat("]").is_some() {
            return Some(items);
        }
        loop {
            items.push(item(self)?);
            if self.eat("]").is_some() {
                return Some(items);
            }
            self.eat(", ")?;
        }
    }

    fn pair(&mut self) -> Option<(u32, u32)> {
        self.eat("(")?;
        let start = self.number()?;
        self.eat(", ")?;
        let end = self.number()?;
        self.eat(")")?;
        Some((start, end))
    }

    fn place(&mut self) -> Option<(u32, u32, Cow<'t, str>)> {
        self.eat("(")?;
        let start = self.number()?;
        self.eat(", ")?;
        let end = self.number()?;
        self.eat(", ")?;
        let words = self.string()?;
        self.eat(")")?;
        Some((start, end, words))
    }

    fn number(&mut self) -> Option<u32> {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        digits.parse().ok()
    }

    fn string(&mut self) -> Option<Cow<'t, str>> {
        self.eat("\"")?;
        let mut unescaped = String::new();
        loop {
            let to = memchr::memchr2(b'"', b'\\', self.0.as_bytes())?;
            let (run, rest) = self.0.split_at_checked(to)?;
            if let Some(rest) = rest.strip_prefix('"') {
                self.0 = rest;
                if unescaped.is_empty() {
                    return Some(Cow::Borrowed(run));
                }
                unescaped.push_str(run);
                return Some(Cow::Owned(unescaped));
            }
            unescaped.push_str(run);
            self.0 = rest.strip_prefix('\\')?;
            unescaped.push(self.escape()?);
        }
    }

    /// The character that an escape stands for; the backslash is read.
    fn escape(&mut self) -> Option<char> {
        let mut signs = self.0.chars();
        let sign = signs.next()?;
        self.0 = signs.as_str();
        match sign {
            '"' | '\\' => Some(sign),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'u' => {
                let (hex, rest) = self.0.strip_prefix('{')?.split_once('}')?;
                self.0 = rest;
                // At most six digits: `from_str_radix` would also take a sign.
                let short = hex.len() <= 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
                char::from_u32(u32::from_str_radix(hex, 16).ok().filter(|_| short)?)
            }
            _ => None,
        }
    }
}
