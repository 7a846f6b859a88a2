//! The closed list of tags with their slots, colours, patterns, keys and rules, and the link kinds.

use std::sync::Arc;

/// What may be tagged in a project, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagset {
    /// Its name and version, such as `news/1`.
    pub name: Arc<str>,
    /// The tags, in the order of the tag bar. At most [`Tagset::MOST_TAGS`].
    pub tags: Vec<Tag>,
    /// The kinds of link.
    pub links: Vec<LinkKind>,
}

impl Tagset {
    /// The most tags that a tagset may have.
    pub const MOST_TAGS: usize = 64;
    /// The most slots that a tag may have.
    pub const MOST_SLOTS: usize = 32;

    /// The tag of a name.
    pub fn tag(&self, name: &str) -> Option<&Tag> {
        self.tags.iter().find(|tag| &*tag.name == name)
    }

    /// The tag that a letter gives.
    pub fn tag_of_key(&self, key: char) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.key == Some(key))
    }

    /// The kinds of link that may lead from one tag to another.
    ///
    /// Tags outside the tagset may be linked by any kind.
    pub fn links_between<'t>(&'t self, from: &'t str, to: &'t str) -> impl Iterator<Item = &'t LinkKind> {
        self.links.iter().filter(move |kind| kind.allows(from, to))
    }

    /// The kinds of link that may start at a tag.
    pub fn links_from<'t>(&'t self, from: &'t str) -> impl Iterator<Item = &'t LinkKind> {
        self.links
            .iter()
            .filter(move |kind| kind.from.is_empty() || kind.from.iter().any(|tag| &**tag == from))
    }
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The word in files.
    pub name: Arc<str>,
    /// The word in the window.
    pub title: String,
    /// The letter that tags, unless a command has it.
    pub key: Option<char>,
    /// Its colour on light and on dark paper.
    pub colour: Colour,
    /// How it is underlined, so that colour is never the only cue.
    pub pattern: Pattern,
    /// When to use it, in Markdown.
    pub rule: String,
    /// The values that its annotations may have.
    pub slots: Vec<SlotRule>,
}

impl Tag {
    /// The rule of a slot.
    pub fn slot(&self, name: &str) -> Option<&SlotRule> {
        self.slots.iter().find(|slot| &*slot.name == name)
    }
}

/// A colour for each theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// On light paper.
    pub light: Rgb,
    /// On dark paper.
    pub dark: Rgb,
}

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#RRGGBB`.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits =
            hex.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |range| u8::from_str_radix(digits.get(range)?, 16).ok();
        Some(Self(part(0..2)?, part(2..4)?, part(4..6)?))
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

/// How a tag is underlined, and its stripe in the margin filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// One line.
    Solid,
    /// Two lines.
    Double,
    /// Dots.
    Dotted,
    /// A wave; hatched in the margin.
    Wavy,
    /// Dashes.
    Dashed,
}

impl Pattern {
    /// All of them, with the word in files.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::Solid, "solid"),
        (Self::Double, "double"),
        (Self::Dotted, "dotted"),
        (Self::Wavy, "wavy"),
        (Self::Dashed, "dashed"),
    ];
}

/// What a slot of a tag may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotRule {
    /// The word in files.
    pub name: Arc<str>,
    /// What its value is.
    pub kind: SlotKind,
    /// The values to choose from, for [`SlotKind::Choice`].
    pub choices: Vec<Arc<str>>,
    /// What is proposed, drawn grey until a person accepts it; empty for nothing.
    pub proposed: String,
}

/// What the value of a slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// Free text.
    Text,
    /// One of a list.
    Choice,
    /// Text with the words of the article it was read from.
    Place,
    /// A day or a span of days.
    Date,
    /// A number.
    Number,
}

impl SlotKind {
    /// All of them, with the word in files.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::Text, "text"),
        (Self::Choice, "choice"),
        (Self::Place, "place"),
        (Self::Date, "date"),
        (Self::Number, "number"),
    ];
}

/// A kind of link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkKind {
    /// The word in files.
    pub name: Arc<str>,
    /// The letter that picks it.
    pub key: Option<char>,
    /// The tags it may start at; any if empty.
    pub from: Vec<Arc<str>>,
    /// The tags it may point to; any if empty.
    pub to: Vec<Arc<str>>,
}

impl LinkKind {
    /// Whether it may lead from one tag to another.
    pub fn allows(&self, from: &str, to: &str) -> bool {
        let holds = |list: &[Arc<str>], tag: &str| list.is_empty() || list.iter().any(|t| &**t == tag);
        holds(&self.from, from) && holds(&self.to, to)
    }
}
