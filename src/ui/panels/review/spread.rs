//! The words of an answer for a card: what differs from the other answers is kept whole, what all have is shortened.

use crate::annotation::Pieces;
use crate::text::{ByteOffset, ReadingText, Span};
use crate::ui::text_face::{Look, Paragraph, TextFace};
use crate::ui::theme::Theme;
use eframe::egui::{Painter, Pos2, Role, Sense, Stroke, Ui, WidgetInfo, vec2};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// Words to be laid out, and which of them differ, in bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Spread {
    pub(super) words: String,
    pub(super) differing: Vec<Range<ByteOffset>>,
}

/// How much room there is for words, in clusters.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// As many are shown whole.
    whole: usize,
    /// As many stay of more: fewer where an ellipsis would else stand for a word or two.
    cut: usize,
}

/// For a stretch that all answers have.
const COMMON: Room = Room { whole: 90, cut: 72 };

/// For a brief card, in which a line has no more room.
const BRIEF: Room = Room { whole: 30, cut: 30 };

/// For a stretch that differs.
const DIFFERING: Room = Room { whole: 150, cut: 120 };

/// The words at `place`, where `common` is what all answers have.
pub(crate) fn spread(text: &ReadingText, place: &Pieces, common: Option<&Pieces>) -> Spread {
    let mut spread = Spread::default();
    for (nth, piece) in place.iter().enumerate() {
        if nth > 0 {
            spread.words.push_str(" … ");
        }
        for (part, differs) in parts(text, piece, common) {
            let words = text.quote(part);
            let from = ByteOffset::at(spread.words.len());
            spread.words.push_str(&elided(words, if differs { DIFFERING } else { COMMON }));
            if differs && common.is_some() {
                spread.differing.push(from..ByteOffset::at(spread.words.len()));
            }
        }
    }
    spread
}

impl Spread {
    /// Paints the words, laid out before, with a line under what differs.
    pub(super) fn paint(
        &self,
        painter: &Painter,
        face: &TextFace,
        origin: Pos2,
        laid: &Paragraph,
        theme: &Theme,
    ) {
        for patch in self.differing.iter().flat_map(|range| laid.rects(range.clone())) {
            let patch = patch.rect.translate(origin.to_vec2());
            painter.hline(patch.x_range(), patch.bottom() - 1.5, Stroke::new(1.5, theme.accent));
        }
        face.paint(painter, origin, laid, theme.ink);
    }

    /// Shows the words in the width there is.
    pub(crate) fn show(&self, ui: &mut Ui, face: &TextFace, look: &Look, theme: &Theme) {
        let width = ui.available_width();
        let laid = face.layout(&self.words, look, Some(width), ui.ctx().pixels_per_point(), &[]);
        let (rect, response) = ui.allocate_exact_size(vec2(width, laid.height()), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &self.words));
        self.paint(ui.painter(), face, rect.min, &laid, theme);
    }
}

/// A piece cut where what all have begins or ends.
fn parts(text: &ReadingText, piece: Span, common: Option<&Pieces>) -> Vec<(Span, bool)> {
    let mut parts = Vec::new();
    let mut at = piece.start();
    let mut add = |from: ByteOffset, to: ByteOffset, differs: bool| {
        parts.extend(text.span(from, to).ok().map(|span| (span, differs)));
    };
    for shared in common.into_iter().flat_map(Pieces::iter).filter_map(|common| common.shared(piece)) {
        add(at, shared.start(), true);
        add(shared.start(), shared.end(), false);
        at = shared.end();
    }
    add(at, piece.end(), true);
    parts
}

/// Words on one line, with an ellipsis in the middle where there is no room for them; cut between words where there is a
/// blank.
fn elided(words: &str, room: Room) -> String {
    let clusters: Vec<&str> = words.graphemes(true).collect();
    let line = |clusters: &[&str]| clusters.concat().replace(['\n', '\r', '\t'], " ");
    let start = clusters.get(..room.cut / 2).unwrap_or_default();
    let end = clusters.get(clusters.len().saturating_sub(room.cut / 2)..).unwrap_or_default();
    if clusters.len() <= room.whole {
        return line(&clusters);
    }
    let last = start
        .iter()
        .rposition(|cluster| cluster.trim().is_empty())
        .filter(|at| *at > 0)
        .unwrap_or(start.len());
    let first = end
        .iter()
        .position(|cluster| cluster.trim().is_empty())
        .filter(|at| at + 1 < end.len())
        .map_or(0, |at| at + 1);
    let (start, end) = (start.get(..last).unwrap_or_default(), end.get(first..).unwrap_or_default());
    format!("{} … {}", line(start).trim_end(), line(end).trim_start())
}

/// The words of an annotation in a brief card.
pub(super) fn brief(text: &ReadingText, place: &Pieces) -> String {
    // Both ends: it is there that answers differ.
    elided(&place.quote(text), BRIEF)
}

#[cfg(test)]
mod tests {
    use super::{Range, Room, Spread, elided, spread};
    use crate::annotation::Pieces;
    use crate::text::{ByteOffset, ReadingText};

    const TWENTY: Room = Room { whole: 20, cut: 20 };

    fn pieces(text: &ReadingText, words: &str) -> Pieces {
        let at = text.as_str().find(words).unwrap();
        Pieces::one(text.span(ByteOffset::at(at), ByteOffset::at(at + words.len())).unwrap())
    }

    fn differing(spread: &Spread) -> Vec<&str> {
        let words = |range: &Range<ByteOffset>| spread.words.get(range.start.index()..range.end.index());
        spread.differing.iter().filter_map(words).collect()
    }

    #[test]
    fn what_only_one_answer_has_is_marked() {
        let text = ReadingText::new("He said the city knew about the cracks in 2019.").unwrap();
        let common = pieces(&text, "knew about the cracks in 2019");
        let longer = spread(&text, &pieces(&text, "the city knew about the cracks in 2019"), Some(&common));
        assert_eq!(longer.words, "the city knew about the cracks in 2019");
        assert_eq!(differing(&longer), ["the city "]);
        assert!(spread(&text, &common, Some(&common)).differing.is_empty());
    }

    #[test]
    fn long_words_that_all_have_are_shortened_in_the_middle() {
        assert_eq!(elided("one two", TWENTY), "one two");
        assert_eq!(elided("one two three four five six", TWENTY), "one two … five six");
        assert_eq!(elided("onetwothree", Room { whole: 8, cut: 8 }), "onet … hree");
    }

    /// “India … Pakistan” stood for “India and Pakistan”, and “ervention alone” for “intervention alone”.
    #[test]
    fn no_ellipsis_stands_for_one_word_and_none_cuts_a_word_that_has_a_blank_near() {
        assert_eq!(elided("one two three four", Room { whole: 20, cut: 16 }), "one two three four");
        assert_eq!(elided("out of their intervention alone", TWENTY), "out of … alone");
    }
}
