//! How words are set: typeface, size, weight, slant.

use crate::text::ByteOffset;
use crate::ui::theme::size;
use std::ops::Range;

/// A family of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Typeface {
    /// Articles and words quoted from them.
    Serif,
    /// The window.
    Sans,
    /// Code.
    Mono,
}

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
}

/// Whether letters lean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slant {
    /// They do not.
    Upright,
    /// They do.
    Italic,
}

/// At which side lines begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Left, or right where the text runs from right to left: articles.
    Start,
    /// Left always: short words in a window that is laid out from left to right.
    Left,
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// The family of letters.
    pub typeface: Typeface,
    /// The size in points.
    pub size: f32,
    /// From one line to the next, as a multiple of the size.
    pub line: f32,
    /// How heavy letters are.
    pub weight: Weight,
    /// Whether letters lean.
    pub slant: Slant,
    /// At which side lines begin.
    pub side: Side,
}

impl Look {
    /// Text of articles.
    pub const ARTICLE: Self = Self {
        typeface: Typeface::Serif,
        size: size::ARTICLE,
        line: size::ARTICLE_LINE,
        weight: Weight::Regular,
        slant: Slant::Upright,
        side: Side::Start,
    };

    /// The title of an article.
    pub const TITLE: Self =
        Self { size: size::TITLE, line: size::TITLE_LINE, weight: Weight::SemiBold, ..Self::ARTICLE };

    /// Words in the window.
    pub const UI: Self = Self {
        typeface: Typeface::Sans,
        size: size::UI,
        line: size::UI_LINE,
        weight: Weight::Regular,
        slant: Slant::Upright,
        side: Side::Left,
    };

    /// What stands back in the window.
    pub const SMALL: Self = Self { size: size::SMALL, ..Self::UI };

    /// Heads in the window.
    pub const HEAD: Self = Self { size: size::HEAD, weight: Weight::SemiBold, ..Self::UI };

    /// Words of an article, quoted in the window.
    pub const QUOTED: Self =
        Self { typeface: Typeface::Serif, size: size::UI + 0.5, slant: Slant::Italic, ..Self::UI };

    /// The same at another size.
    #[must_use]
    pub const fn at(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// The same, heavier.
    #[must_use]
    pub const fn semibold(self) -> Self {
        Self { weight: Weight::SemiBold, ..self }
    }

    /// The same, leaning.
    #[must_use]
    pub const fn italic(self) -> Self {
        Self { slant: Slant::Italic, ..self }
    }
}

/// Words set off within a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emphasis {
    /// Where, in bytes from the start of the paragraph.
    pub range: Range<ByteOffset>,
    /// How.
    pub kind: EmphasisKind,
}

/// A way to set words off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmphasisKind {
    /// Leaning.
    Italic,
    /// Heavier.
    Bold,
    /// Struck through.
    Strike,
    /// Letters of fixed width.
    Code,
    /// A hairline below: a link, shown but never opened.
    Link,
    /// A TAB that is wider than a blank by so many quarters of a point.
    Gap(u16),
}
