//! Where keys take the caret: whatever depends on lines and directions as they are seen.

use super::{ArticleView, Goal, Shown};
use crate::app::Motion;
use crate::text::{Boundary, ByteOffset};
use crate::ui::text_face::{Affinity, Caret, Direction, TextFace, Way};
use crate::ui::units::whole;

impl ArticleView {
    /// Where a motion takes the caret; the same place where it can go no further.
    ///
    /// The view remembers on which of two lines the caret is drawn, and the column that moving up and
    /// down keeps to, until the caret is somewhere else.
    pub fn target(&mut self, face: &TextFace, shown: &Shown<'_>, motion: Motion) -> ByteOffset {
        let text = &shown.article.text;
        let head = shown.selection.head();
        let reached = match motion {
            Motion::Left => self.step(face, shown, Way::Left),
            Motion::Right => self.step(face, shown, Way::Right),
            Motion::WordLeft => self.word(face, shown, Way::Left),
            Motion::WordRight => self.word(face, shown, Way::Right),
            Motion::Up => return self.vertical(face, shown, Vertical::Up, 1),
            Motion::Down => return self.vertical(face, shown, Vertical::Down, 1),
            Motion::PageUp => return self.page(face, shown, Vertical::Up),
            Motion::PageDown => return self.page(face, shown, Vertical::Down),
            Motion::LineStart | Motion::LineEnd => self.line_edge(face, shown, motion),
            Motion::ArticleStart => downstream(ByteOffset::default()),
            Motion::ArticleEnd => Caret { at: text.end(), affinity: Affinity::Upstream },
            Motion::SentenceBack => downstream(text.before(head, Boundary::Sentence)),
            Motion::SentenceOn => downstream(text.after(head, Boundary::Sentence)),
            Motion::ParagraphBack => downstream(text.before(head, Boundary::Paragraph)),
            Motion::ParagraphOn => downstream(text.after(head, Boundary::Paragraph)),
        };
        self.goal = None;
        self.drawn = Some(reached);
        reached.at
    }

    /// The caret as it is drawn.
    pub(super) fn caret(&self, shown: &Shown<'_>) -> Caret {
        let head = shown.selection.head();
        self.drawn.filter(|drawn| drawn.at == head).unwrap_or(downstream(head))
    }

    /// The part of the caret, where that part starts, and the caret in it.
    fn stand(&self, shown: &Shown<'_>) -> (usize, ByteOffset, Caret) {
        let Caret { at, affinity } = self.caret(shown);
        let part = self.part_for(at, affinity);
        let range = self.parts.get(part).map_or_else(Default::default, |part| part.range.clone());
        let local = ByteOffset::at(at.min(range.end).since(range.start));
        (part, range.start, Caret { at: local, affinity })
    }

    fn step(&mut self, face: &TextFace, shown: &Shown<'_>, way: Way) -> Caret {
        let (part, start, caret) = self.stand(shown);
        let here = downstream(shown.selection.head());
        let Some(laid) = self.laid(face, shown, part) else { return here };
        if let Some(next) = laid.paragraph.step(caret, way) {
            return Caret { at: start.plus(next.at.index()), ..next };
        }
        let forward = (way == Way::Right) == (laid.paragraph.direction() == Direction::LeftToRight);
        let next = if forward { part + 1 } else { part.wrapping_sub(1) };
        let Some(range) = self.parts.get(next).map(|part| part.range.clone()) else { return here };
        let reached = if forward { range.start } else { range.end };
        if reached != shown.selection.head() {
            return downstream(reached);
        }
        // Parts of one block meet: the step goes on to the character behind.
        let text = &shown.article.text;
        downstream(if forward {
            text.after(reached, Boundary::Character)
        } else {
            text.before(reached, Boundary::Character)
        })
    }

    fn word(&mut self, face: &TextFace, shown: &Shown<'_>, way: Way) -> Caret {
        let (part, ..) = self.stand(shown);
        let direction =
            self.laid(face, shown, part).map_or(Direction::LeftToRight, |laid| laid.paragraph.direction());
        let forward = (way == Way::Right) == (direction == Direction::LeftToRight);
        let (text, head) = (&shown.article.text, shown.selection.head());
        if forward {
            Caret { at: text.after(head, Boundary::Word), affinity: Affinity::Upstream }
        } else {
            downstream(text.before(head, Boundary::Word))
        }
    }

    fn line_edge(&mut self, face: &TextFace, shown: &Shown<'_>, motion: Motion) -> Caret {
        let (part, start, caret) = self.stand(shown);
        let Some(laid) = self.laid(face, shown, part) else { return downstream(start) };
        let line = laid.paragraph.line_of(caret);
        let edge = if motion == Motion::LineStart {
            laid.paragraph.line_start(line)
        } else {
            laid.paragraph.line_end(line)
        };
        Caret { at: start.plus(edge.at.index()), ..edge }
    }

    fn page(&mut self, face: &TextFace, shown: &Shown<'_>, way: Vertical) -> ByteOffset {
        let (part, ..) = self.stand(shown);
        let line = self.laid(face, shown, part).map_or(30.0, |laid| laid.paragraph.line_height());
        let height = self.place.view.height();
        let lines = whole((height - line * 2.0) / line).max(1);
        self.scroll_by(if way == Vertical::Up { height - line * 2.0 } else { line * 2.0 - height }, height);
        self.vertical(face, shown, way, lines)
    }

    /// Some lines up or down, keeping to the column in which moving began.
    fn vertical(&mut self, face: &TextFace, shown: &Shown<'_>, way: Vertical, lines: usize) -> ByteOffset {
        let (mut part, _, caret) = self.stand(shown);
        let head = shown.selection.head();
        let Some(laid) = self.laid(face, shown, part) else { return head };
        let (mut line, mut count) = (laid.paragraph.line_of(caret), laid.paragraph.line_count());
        let here = laid.left + laid.paragraph.caret_rect(caret).left();
        let column = self.goal.filter(|goal| goal.at == head).map_or(here, |goal| goal.column);
        for _ in 0..lines {
            match way {
                Vertical::Down if line + 1 < count => line += 1,
                Vertical::Up if line > 0 => line -= 1,
                Vertical::Down | Vertical::Up => {
                    let next = if way == Vertical::Down { part + 1 } else { part.wrapping_sub(1) };
                    let Some(laid) = self.laid(face, shown, next) else {
                        return self.at_the_edge(shown, way, column);
                    };
                    count = laid.paragraph.line_count();
                    line = if way == Vertical::Down { 0 } else { count.saturating_sub(1) };
                    part = next;
                }
            }
        }
        let start = self.parts.get(part).map(|part| part.range.start).unwrap_or_default();
        let Some(laid) = self.laid(face, shown, part) else { return head };
        let reached = laid.paragraph.caret_on_line(line, column - laid.left);
        let reached = Caret { at: start.plus(reached.at.index()), ..reached };
        self.drawn = Some(reached);
        self.goal = Some(Goal { at: reached.at, column });
        reached.at
    }

    fn at_the_edge(&mut self, shown: &Shown<'_>, way: Vertical, column: f32) -> ByteOffset {
        let at = match way {
            Vertical::Up => ByteOffset::default(),
            Vertical::Down => shown.article.text.end(),
        };
        self.drawn = Some(downstream(at));
        self.goal = Some(Goal { at, column });
        at
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vertical {
    Up,
    Down,
}

fn downstream(at: ByteOffset) -> Caret {
    Caret { at, affinity: Affinity::Downstream }
}
