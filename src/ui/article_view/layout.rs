//! An article as parts that are laid out one by one, and how each is set.

use crate::article::{Article, Block, BlockKind, Mark, MarkKind};
use crate::text::{ByteOffset, ReadingText};
use crate::ui::text_face::{Emphasis, EmphasisKind, Look, Slant, Typeface, Weight};
use crate::ui::theme::{GRID, size};
use crate::ui::units::times;
use std::ops::Range;

/// A stretch of a block that is laid out by itself: nearly always the whole block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The number of the block.
    pub block: usize,
    /// Where in the text.
    pub range: Range<ByteOffset>,
    /// Whether the block begins with it.
    pub place: Place,
}

/// Where in its block a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It begins the block.
    First,
    /// It goes on with it.
    Later,
}

/// All parts of an article.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Invariant: in the order of the text.
    all: Vec<Part>,
    /// Invariant: for every mark, the furthest end of it and those before it.
    reach: Vec<ByteOffset>,
    /// The part under which the details stand.
    pub head: Option<usize>,
}

/// Blocks longer than this, in bytes, are laid out in parts.
const LONGEST: usize = 4096;

/// How much a level of lists or quotations is moved in.
const INDENT: f32 = GRID * 6.0;

/// Above the first part.
pub(super) const TOP: f32 = GRID * 8.0;

impl Parts {
    pub(super) fn new(article: &Article) -> Self {
        let mut parts = Vec::with_capacity(article.blocks.len());
        for (number, block) in article.blocks.iter().enumerate() {
            divide(&article.text, number, block, &mut parts);
        }
        let leads = |part: &&Part| {
            let kind = article.blocks.get(part.block).map(|block| block.kind);
            matches!(kind, Some(BlockKind::Title | BlockKind::Standfirst))
        };
        let head = parts.iter().take_while(leads).count().checked_sub(1);
        let reach = article.marks.iter().scan(ByteOffset::default(), |furthest, mark| {
            *furthest = (*furthest).max(mark.range.end);
            Some(*furthest)
        });
        let reach = reach.collect();
        Self { all: parts, reach, head }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Part> {
        self.all.get(at)
    }

    /// The part that holds a position, or that ends before the gap it stands in.
    pub(super) fn holding(&self, at: ByteOffset) -> usize {
        self.all.partition_point(|part| part.range.start <= at).saturating_sub(1)
    }

    /// Emphasis within a part, in bytes from its start.
    pub(super) fn emphases(&self, article: &Article, part: &Part) -> Vec<Emphasis> {
        let from = self.reach.partition_point(|end| *end <= part.range.start);
        let to = article.marks.partition_point(|mark| mark.range.start < part.range.end);
        let marks = article.marks.get(from..to).unwrap_or_default();
        marks.iter().filter_map(|mark| emphasis(mark, part)).collect()
    }
}

fn emphasis(mark: &Mark, part: &Part) -> Option<Emphasis> {
    let kind = match mark.kind {
        MarkKind::Emphasis | MarkKind::Image => EmphasisKind::Italic,
        MarkKind::Strong => EmphasisKind::Bold,
        MarkKind::Strike => EmphasisKind::Strike,
        MarkKind::Code => EmphasisKind::Code,
        MarkKind::Link(_) => EmphasisKind::Link,
    };
    let start = mark.range.start.max(part.range.start);
    let end = mark.range.end.min(part.range.end);
    let local = |at: ByteOffset| ByteOffset::at(at.since(part.range.start));
    (start < end).then(|| Emphasis { range: local(start)..local(end), kind })
}

/// Divides a block at line breaks, at ends of sentences, at blanks, or between characters.
fn divide(text: &ReadingText, block: usize, of: &Block, parts: &mut Vec<Part>) {
    let mut start = of.range.start;
    let mut place = Place::First;
    while of.range.end.since(start) > LONGEST {
        let furthest = text.floor(start.plus(LONGEST));
        let window = text.between(start, furthest);
        let (cut, next) = cut(window).unwrap_or((window.len(), window.len()));
        if next == 0 {
            break;
        }
        parts.push(Part { block, range: start..start.plus(cut), place });
        start = start.plus(next);
        place = Place::Later;
    }
    if start < of.range.end || place == Place::First {
        parts.push(Part { block, range: start..of.range.end, place });
    }
}

/// Where a part may end and the next begin, in the second half of `window`.
fn cut(window: &str) -> Option<(usize, usize)> {
    let half = window.len() / 2;
    if let Some(at) = window.rfind('\n').filter(|at| *at > half) {
        let before = window.get(..at)?;
        return Some((before.strip_suffix('\r').map_or(at, str::len), at + 1));
    }
    let ends = [". ", "? ", "! ", "” ", "。", "؟ ", " "];
    ends.iter().find_map(|end| {
        let at = window.rfind(end).filter(|at| *at > half)? + end.len();
        Some((at, at))
    })
}

/// With which strength of ink a part is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Full,
    Second,
}

/// What stands at the start of a part's first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullet {
    None,
    Dot,
    Number(u64),
}

/// How a part is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    pub look: Look,
    pub ink: Ink,
    /// Between it and the part before it.
    pub above: f32,
    /// From the side at which its lines begin.
    pub indent: f32,
    pub bullet: Bullet,
    /// How many block quotations it stands in.
    pub quotes: u8,
    pub ground: Ground,
}

/// What is drawn behind or below a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Paper,
    Panel,
    Ruled,
}

impl Setting {
    pub(super) fn of(article: &Article, parts: &Parts, at: usize) -> Self {
        let part = parts.get(at);
        let block = part.and_then(|part| article.blocks.get(part.block));
        let kind = block.map_or(BlockKind::Paragraph, |block| block.kind);
        let later = part.is_some_and(|part| part.place == Place::Later);
        let before = at.checked_sub(1).and_then(|before| parts.get(before));
        let before = before.and_then(|part| article.blocks.get(part.block)).map(|block| block.kind);
        let above = match (before, later) {
            (None, _) => TOP,
            (Some(_), true) => 0.0,
            (Some(before), false) => gap(before, kind),
        };
        let quotes = block.map_or(0, |block| block.quote_depth.min(8));
        let setting = Self {
            look: Look::ARTICLE,
            ink: Ink::Full,
            above,
            indent: INDENT * f32::from(quotes),
            bullet: Bullet::None,
            quotes,
            ground: Ground::Paper,
        };
        let setting = setting.for_kind(kind);
        if later { Self { bullet: Bullet::None, ..setting } } else { setting }
    }

    fn for_kind(self, kind: BlockKind) -> Self {
        match kind {
            BlockKind::Title => Self { look: Look::TITLE, ..self },
            BlockKind::Standfirst => {
                let look = Look { size: size::HEADINGS[2], line: 1.45, ..Look::ARTICLE };
                Self { look, ink: Ink::Second, ..self }
            }
            BlockKind::Heading(level) => {
                let size = size::HEADINGS.get(usize::from(level.saturating_sub(1)));
                let size = size.copied().unwrap_or(size::ARTICLE);
                let look = Look { size, line: 1.35, weight: Weight::SemiBold, ..Look::ARTICLE };
                Self { look, ..self }
            }
            BlockKind::Paragraph => self,
            BlockKind::Item { depth, number } => Self {
                indent: self.indent + INDENT * f32::from(depth.clamp(1, 8)),
                bullet: number.map_or(Bullet::Dot, Bullet::Number),
                ..self
            },
            BlockKind::Code => {
                let look = Look { typeface: Typeface::Mono, size: size::CODE, line: 1.5, ..Look::ARTICLE };
                Self { look, ground: Ground::Panel, ..self }
            }
            BlockKind::Row { header } => Self {
                look: row(if header { Weight::SemiBold } else { Weight::Regular }),
                ground: Ground::Ruled,
                ..self
            },
            BlockKind::Caption => {
                let look = Look { size: size::CAPTION, line: 1.5, slant: Slant::Italic, ..Look::ARTICLE };
                Self { look, ink: Ink::Second, ..self }
            }
        }
    }

    /// How high a part will be, guessed from its bytes.
    pub(super) fn estimate(&self, bytes: usize, column: f32) -> f32 {
        // A letter is nearly half as wide as it is high, in all scripts taken together.
        let width = (column - self.indent).max(self.look.size * 4.0);
        let lines = (times(bytes) * self.look.size * 0.43 / width).ceil().max(1.0);
        self.above + lines * (self.look.size * self.look.line).round()
    }
}

/// How a row of a table is set.
pub(super) fn row(weight: Weight) -> Look {
    Look { size: size::CAPTION + 1.0, line: 1.7, weight, ..Look::ARTICLE }
}

fn gap(before: BlockKind, kind: BlockKind) -> f32 {
    match (before, kind) {
        (BlockKind::Item { .. }, BlockKind::Item { .. }) => GRID * 1.5,
        (BlockKind::Row { .. }, BlockKind::Row { .. }) => 0.0,
        (_, BlockKind::Heading(_)) => GRID * 7.0,
        (_, BlockKind::Standfirst) => GRID * 2.0,
        (BlockKind::Heading(_) | BlockKind::Title, _) => GRID * 2.5,
        _ => GRID * 3.75,
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Parts};
    use crate::article::{Reading, read};
    use crate::text::ByteOffset;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_are_short_and_leave_out_nothing_but_line_breaks(words in prop::collection::vec("[a-zéא ]{0,900}|\n|\r\n|. ", 1..40)) {
            let source = words.concat();
            let article = read(source.as_bytes(), Reading::Plain, Some("utf-8")).unwrap();
            let parts = Parts::new(&article);
            let mut end = ByteOffset::default();
            for at in 0..parts.len() {
                let range = parts.get(at).unwrap().range.clone();
                prop_assert!(range.end.since(range.start) <= LONGEST);
                let between = article.text.between(end, range.start);
                prop_assert!(between.trim().is_empty(), "{:?}", between);
                end = range.end;
            }
            prop_assert!(article.text.between(end, article.text.end()).trim().is_empty());
        }
    }
}
