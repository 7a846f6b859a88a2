//! JSON as pages hold it: read leniently, as far as it makes sense, and never deep.

use std::iter::Peekable;
use std::str::Chars;

/// Deeper than this nothing is read, and no page has reason to go.
const DEPTH: usize = 16;

/// A value, as far as a page's details are made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Json {
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
    /// A number, a truth value, nothing, or what is too deep.
    Other,
}

impl Json {
    /// The first value of a source; what follows damage is not read.
    pub(super) fn read(source: &str) -> Self {
        Reader { rest: source.chars().peekable() }.value(0)
    }

    /// An entry of an object.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The values that it holds.
    pub(super) fn values(&self) -> Vec<&Self> {
        match self {
            Self::List(values) => values.iter().collect(),
            Self::Object(entries) => entries.iter().map(|(_, value)| value).collect(),
            Self::Text(_) | Self::Other => Vec::new(),
        }
    }
}

struct Reader<'s> {
    rest: Peekable<Chars<'s>>,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Json {
        self.pass_space();
        if depth > DEPTH {
            return Json::Other;
        }
        match self.rest.peek() {
            Some('"') => Json::Text(self.text()),
            Some('[') => Json::List(self.list(depth)),
            Some('{') => Json::Object(self.object(depth)),
            Some(_) | None => {
                while self
                    .rest
                    .next_if(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
                    .is_some()
                {}
                Json::Other
            }
        }
    }

    fn list(&mut self, depth: usize) -> Vec<Json> {
        let mut values = Vec::new();
        self.rest.next();
        self.pass_space();
        while self.rest.peek().is_some_and(|c| *c != ']') {
            values.push(self.value(depth + 1));
            if !self.goes_on() {
                break;
            }
        }
        self.rest.next_if_eq(&']');
        values
    }

    fn object(&mut self, depth: usize) -> Vec<(String, Json)> {
        let mut entries = Vec::new();
        self.rest.next();
        self.pass_space();
        while self.rest.peek() == Some(&'"') {
            let name = self.text();
            self.pass_space();
            if self.rest.next_if_eq(&':').is_none() {
                break;
            }
            entries.push((name, self.value(depth + 1)));
            if !self.goes_on() {
                break;
            }
        }
        self.rest.next_if_eq(&'}');
        entries
    }

    /// Passes a comma and the white space around it; false where there is none.
    fn goes_on(&mut self) -> bool {
        self.pass_space();
        let goes_on = self.rest.next_if_eq(&',').is_some();
        self.pass_space();
        goes_on
    }

    fn pass_space(&mut self) {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
    }

    /// A text in quotes; line breaks in it are forgiven.
    fn text(&mut self) -> String {
        let mut text = String::new();
        self.rest.next();
        while let Some(c) = self.rest.next() {
            match c {
                '"' => break,
                '\\' => text.push(self.escaped()),
                c => text.push(c),
            }
        }
        text
    }

    fn escaped(&mut self) -> char {
        match self.rest.next() {
            Some('n' | 'r' | 't' | 'b' | 'f') => ' ',
            Some('u') => self.code_point(),
            Some(c) => c,
            None => char::REPLACEMENT_CHARACTER,
        }
    }

    /// Four digits, or twice four for a pair of surrogates.
    fn code_point(&mut self) -> char {
        let first = self.unit();
        let pair = (0xD800..0xDC00).contains(&first)
            && self.rest.next_if_eq(&'\\').is_some()
            && self.rest.next_if_eq(&'u').is_some();
        let units = if pair { vec![first, self.unit()] } else { vec![first] };
        char::decode_utf16(units).next().and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn unit(&mut self) -> u16 {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.rest.next_if(char::is_ascii_hexdigit) else { break };
            unit = unit << 4
                | digit.to_digit(16).and_then(|digit| u16::try_from(digit).ok()).unwrap_or_default();
        }
        unit
    }
}
