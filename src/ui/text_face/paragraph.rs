//! A laid-out paragraph: which character stands where, and which stands at a point.
//!
//! A cell is a grapheme cluster, what a reader takes for one character. All positions are bytes from
//! the start of the paragraph; a position inside a cluster counts as the cluster's start. Where letters
//! are joined to one shape (a ligature), each takes an equal share of it.

use super::typeset::Strip;
use crate::text::ByteOffset;
use crate::ui::units::{index, times, whole};
use eframe::egui::{Rect, Vec2, pos2};
use std::cell::RefCell;
use std::ops::Range;

/// Which way a text or a character runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As in Latin, Greek, Cyrillic.
    LeftToRight,
    /// As in Hebrew, Arabic, Persian.
    RightToLeft,
}

/// To which of its two neighbours a caret belongs, where they are not drawn side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Affinity {
    /// To the character before it in the text.
    Upstream,
    /// To the character after it in the text.
    Downstream,
}

/// A place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Caret {
    /// Where in the text.
    pub at: ByteOffset,
    /// Which neighbour it is drawn at.
    pub affinity: Affinity,
}

/// A way on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// A grapheme cluster and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub start: u32,
    pub line: u32,
    pub left: f32,
    pub right: f32,
    pub direction: Direction,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// Because the column is full, or the text over.
    Soft,
    /// At a line break of the text, which is the line's last cell.
    Hard,
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Bytes, with the blanks and the line break that end it.
    pub range: Range<u32>,
    /// The end without them.
    pub trimmed: u32,
    pub ends: Break,
    /// Where a caret stands when the line has no cell.
    pub empty_at: f32,
}

/// A part of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Patch {
    /// As high as the line.
    pub rect: Rect,
    /// The line, from 0.
    pub line: usize,
}

/// A hairline through or below words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hairline {
    pub left: f32,
    pub right: f32,
    pub y: f32,
}

/// A paragraph, laid out for a width and a resolution.
///
/// Lengths are points from its left top corner. All lines are equally high, whatever scripts they mix.
#[derive(Debug)]
pub struct Paragraph {
    /// Invariant: in the order of the text, tiling it.
    pub(super) cells: Vec<Cell>,
    /// Invariant: in the order of the text, tiling it; never empty.
    pub(super) lines: Vec<Line>,
    pub(super) end: u32,
    pub(super) direction: Direction,
    pub(super) width: f32,
    pub(super) line_height: f32,
    /// From the top of a line.
    pub(super) baseline: f32,
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) strips: Vec<Strip>,
    pub(super) hairlines: Vec<Hairline>,
    pub(super) ready: RefCell<super::paint::Ready>,
}

/// Lengths closer than this are the same, in points.
const NEAR: f32 = 0.01;

impl Paragraph {
    /// How high it is.
    pub fn height(&self) -> f32 {
        times(self.lines.len()) * self.line_height
    }

    /// How wide its longest line is, without the blanks at its end.
    pub fn width(&self) -> f32 {
        self.width
    }

    /// From one line to the next.
    pub fn line_height(&self) -> f32 {
        self.line_height
    }

    /// How many lines it has; never 0.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The bytes of a line, with the blanks that end it.
    pub fn line_range(&self, line: usize) -> Range<ByteOffset> {
        self.lines.get(line).map_or_else(Range::default, |l| byte(l.range.start)..byte(l.range.end))
    }

    /// Where the letters of a line stand.
    pub fn baseline(&self, line: usize) -> f32 {
        times(line) * self.line_height + self.baseline
    }

    /// Top and bottom of the letters of a line, accents and descenders included.
    pub fn letters(&self, line: usize) -> (f32, f32) {
        let baseline = self.baseline(line);
        (baseline - self.ascent, baseline + self.descent)
    }

    /// Which way the paragraph runs.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The position after its last byte.
    pub fn end(&self) -> ByteOffset {
        byte(self.end)
    }

    /// The caret nearest to a point; above is the first line, below the last.
    pub fn hit(&self, point: Vec2) -> Caret {
        let line = whole((point.y / self.line_height).max(0.0)).min(self.lines.len().saturating_sub(1));
        self.caret_on_line(line, point.x)
    }

    /// The start of the cluster under a point; nothing beside the letters.
    pub fn under(&self, point: Vec2) -> Option<ByteOffset> {
        if point.y < 0.0 || point.y >= self.height() {
            return None;
        }
        let mut cells = self.line_cells(whole(point.y / self.line_height));
        cells.find(|(_, cell)| cell.left <= point.x && point.x < cell.right).map(|(_, cell)| byte(cell.start))
    }

    /// The caret nearest to a place on a line.
    pub fn caret_on_line(&self, line: usize, x: f32) -> Caret {
        let away = |cell: &Cell| (cell.left - x).max(x - cell.right).max(0.0);
        let shown = self.line_cells(line).filter(|(_, cell)| cell.right - cell.left > NEAR);
        let nearest = shown.min_by(|(_, a), (_, b)| {
            // Where two meet, the right one holds the edge.
            away(a).total_cmp(&away(b)).then(b.left.total_cmp(&a.left))
        });
        nearest.map_or_else(
            || self.line_start(line),
            |(of, cell)| {
                let way = if x < cell.left.midpoint(cell.right) { Way::Left } else { Way::Right };
                self.edge(of, cell, way)
            },
        )
    }

    /// Where a caret is drawn: a rectangle without width, as high as the letters.
    pub fn caret_rect(&self, caret: Caret) -> Rect {
        let (line, x) = self.stands(caret);
        let (top, bottom) = self.letters(line);
        Rect::from_min_max(pos2(x, top), pos2(x, bottom))
    }

    /// The line on which a caret is drawn.
    pub fn line_of(&self, caret: Caret) -> usize {
        self.stands(caret).0
    }

    /// What a range covers: on every line as few rectangles as there are gaps, widened to whole clusters.
    pub fn rects(&self, range: Range<ByteOffset>) -> Vec<Patch> {
        self.patches(&range, |_| u32::MAX)
    }

    /// The same without the blanks at the ends of lines, where ink would stand in the margin.
    pub fn ink_rects(&self, range: Range<ByteOffset>) -> Vec<Patch> {
        self.patches(&range, |line| line.trimmed)
    }

    /// The caret one character to the left or right on the screen; nothing beyond the paragraph.
    pub fn step(&self, caret: Caret, way: Way) -> Option<Caret> {
        let (number, x) = self.stands(caret);
        let shown = self.line_cells(number).filter(|(_, cell)| cell.right - cell.left > NEAR);
        let next = match way {
            Way::Left => shown
                .filter(|(_, cell)| cell.right <= x + NEAR)
                .max_by(|(_, a), (_, b)| a.right.total_cmp(&b.right)),
            Way::Right => shown
                .filter(|(_, cell)| cell.left >= x - NEAR)
                .min_by(|(_, a), (_, b)| a.left.total_cmp(&b.left)),
        };
        let line = self.lines.get(number)?;
        if let Some((of, cell)) = next {
            let reached = self.edge(of, cell, way);
            // The end of a full line is the start of the next: one step, not two.
            let flows_on = line.ends == Break::Soft && reached.at == byte(line.range.end);
            return Some(if flows_on && number + 1 < self.lines.len() {
                Caret { affinity: Affinity::Downstream, ..reached }
            } else {
                reached
            });
        }
        let forward = (way == Way::Right) == (self.direction == Direction::LeftToRight);
        if forward {
            return (number + 1 < self.lines.len()).then(|| self.line_start(number + 1));
        }
        let before = number.checked_sub(1)?;
        let end = self.line_end(before);
        if end.at == byte(line.range.start) { self.step(end, way) } else { Some(end) }
    }

    /// The caret before the first character of a line.
    pub fn line_start(&self, line: usize) -> Caret {
        Caret { at: self.line_range(line).start, affinity: Affinity::Downstream }
    }

    /// The caret after the last character of a line, before its line break.
    pub fn line_end(&self, line: usize) -> Caret {
        let hard = self.lines.get(line).is_some_and(|l| l.ends == Break::Hard);
        match self.line_cells(line).last() {
            Some((_, last)) if hard => Caret { at: byte(last.start), affinity: Affinity::Downstream },
            _ => Caret { at: self.line_range(line).end, affinity: Affinity::Upstream },
        }
    }

    /// The line and the place on it where a caret stands.
    fn stands(&self, caret: Caret) -> (usize, f32) {
        let after = self.cell_at(caret.at);
        let here = after.and_then(|of| self.cells.get(of)).map_or(self.end, |cell| cell.start);
        let before = self.cells.partition_point(|cell| cell.start < here).checked_sub(1);
        let before = before.and_then(|of| self.cells.get(of)).filter(|cell| {
            let line = self.lines.get(index(cell.line));
            line.is_some_and(|l| l.ends == Break::Soft || l.range.end > here)
        });
        let after = after.and_then(|of| self.cells.get(of));
        match (caret.affinity, before, after) {
            (Affinity::Upstream, Some(cell), _) | (Affinity::Downstream, Some(cell), None) => {
                (index(cell.line), trailing(cell))
            }
            (Affinity::Upstream, None, Some(cell)) | (Affinity::Downstream, _, Some(cell)) => {
                (index(cell.line), leading(cell))
            }
            (_, None, None) => {
                let last = self.lines.len().saturating_sub(1);
                (last, self.lines.last().map_or(0.0, |line| line.empty_at))
            }
        }
    }

    /// The caret at one side of a cell.
    fn edge(&self, of: usize, cell: &Cell, way: Way) -> Caret {
        let is_leading = (way == Way::Left) == (cell.direction == Direction::LeftToRight);
        if is_leading {
            Caret { at: byte(cell.start), affinity: Affinity::Downstream }
        } else {
            Caret { at: self.cell_end(of), affinity: Affinity::Upstream }
        }
    }

    fn patches(&self, range: &Range<ByteOffset>, until: impl Fn(&Line) -> u32) -> Vec<Patch> {
        let mut patches = Vec::new();
        let Some(first) = self.cell_at(range.start) else { return patches };
        let count = self.cells.iter().skip(first).take_while(|cell| byte(cell.start) < range.end).count();
        let cells = self.cells.get(first..first + count).unwrap_or_default();
        for on_line in cells.chunk_by(|a, b| a.line == b.line) {
            let Some(line) = on_line.first().map(|cell| index(cell.line)) else { continue };
            let end = self.lines.get(line).map_or(u32::MAX, &until);
            let mut bars: Vec<(f32, f32)> =
                on_line.iter().filter(|c| c.start < end).map(|c| (c.left, c.right)).collect();
            bars.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            let top = times(line) * self.line_height;
            let mut push = |left: f32, right: f32| {
                let rect = Rect::from_min_max(pos2(left, top), pos2(right, top + self.line_height));
                patches.push(Patch { rect, line });
            };
            let mut open: Option<(f32, f32)> = None;
            for (left, right) in bars {
                open = match open {
                    Some((from, to)) if left <= to + NEAR => Some((from, to.max(right))),
                    Some((from, to)) => {
                        push(from, to);
                        Some((left, right))
                    }
                    None => Some((left, right)),
                };
            }
            if let Some((from, to)) = open {
                push(from, to);
            }
        }
        patches
    }

    /// The cell that holds a byte.
    fn cell_at(&self, at: ByteOffset) -> Option<usize> {
        if at.get() >= self.end {
            return None;
        }
        self.cells.partition_point(|cell| cell.start <= at.get()).checked_sub(1)
    }

    fn cell_end(&self, of: usize) -> ByteOffset {
        byte(self.cells.get(of + 1).map_or(self.end, |next| next.start))
    }

    /// The cells of a line in the order of the text, each with its number.
    fn line_cells(&self, line: usize) -> impl Iterator<Item = (usize, &Cell)> {
        let range = self.lines.get(line).map_or(0..0, |l| l.range.clone());
        let from = self.cells.partition_point(|cell| cell.start < range.start);
        self.cells.iter().enumerate().skip(from).take_while(move |(_, cell)| cell.start < range.end)
    }
}

fn byte(at: u32) -> ByteOffset {
    ByteOffset::new(at)
}

fn leading(cell: &Cell) -> f32 {
    match cell.direction {
        Direction::LeftToRight => cell.left,
        Direction::RightToLeft => cell.right,
    }
}

fn trailing(cell: &Cell) -> f32 {
    match cell.direction {
        Direction::LeftToRight => cell.right,
        Direction::RightToLeft => cell.left,
    }
}
