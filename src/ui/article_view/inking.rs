//! What tags draw on a part of the article: tints, underlines, stripes. Worked out once for each revision.

use super::Shown;
use super::layout::Part;
use super::stripes::{Stripe, levels};
use crate::annotation::{
    Annotation, AnnotationRef, AnnotationSet, ParagraphIndex, Pattern, PieceRef, Tag, segments,
};
use crate::app::Colours;
use crate::text::{ByteOffset, Span};
use crate::ui::text_face::Paragraph;
use crate::ui::theme::{Shade, TagPaint, Theme};
use crate::ui::units::times;
use eframe::egui::{Color32, Rect};
use std::ops::Range;
use std::sync::Arc;

/// Everything that the tags on a part depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InkKey {
    sets: Vec<(usize, u64)>,
    colours: Option<Colours>,
    tagset: usize,
    shade: Shade,
}

impl InkKey {
    pub(super) fn of(shown: &Shown<'_>, theme: &Theme) -> Self {
        let key = |set: &AnnotationSet| (std::ptr::from_ref(set).addr(), set.revision());
        let others = shown.others.iter().map(|other| key(&other.set));
        Self {
            sets: std::iter::once(key(shown.set)).chain(others).collect(),
            colours: shown.lanes.map(|lanes| lanes.colours),
            tagset: std::ptr::from_ref(shown.tagset).addr(),
            shade: theme.shade,
        }
    }
}

/// Whose tag it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Me,
    /// A colleague's, by their place among those shown.
    Other(usize),
}

/// A line under words, in points from the part's left top.
#[derive(Debug, Clone, Copy)]
pub(super) struct Underline {
    pub left: f32,
    pub right: f32,
    pub y: f32,
    pub pattern: Pattern,
    pub colour: Color32,
    pub owner: Owner,
}

/// A stripe beside lines.
#[derive(Debug, Clone)]
pub(super) struct StripeInk {
    pub stripe: Stripe,
    pub paint: TagPaint,
    pub letter: String,
    pub owner: Owner,
    /// Whether the annotation begins here, so that the letter stands beside it.
    pub begins: bool,
}

/// What tags draw on a part.
#[derive(Debug, Default)]
pub(super) struct Inked {
    pub tints: Vec<(Rect, Color32)>,
    pub underlines: Vec<Underline>,
    pub stripes: Vec<StripeInk>,
    /// The annotations of this set that touch the part, in the order of the text, each with its rectangles.
    pub own: Vec<(Arc<Annotation>, Vec<Rect>)>,
    /// Where the pieces of colleagues' annotations stand.
    pub others: Vec<(AnnotationRef, Rect)>,
}

/// More pieces than this on one part are not all drawn: nobody could tell them apart.
const MOST: usize = 400;

pub(super) fn inked(shown: &Shown<'_>, theme: &Theme, part: &Part, paragraph: &Paragraph) -> Inked {
    let mut inked = Inked::default();
    let own = touching(shown.index, part);
    tint(shown, theme, part, paragraph, &own, &mut inked);
    mark(shown, theme, part, paragraph, &own, (shown.set, Owner::Me), &mut inked);
    for (nth, other) in shown.others.iter().enumerate() {
        let pieces = touching(&other.index, part);
        mark(shown, theme, part, paragraph, &pieces, (&other.set, Owner::Other(nth)), &mut inked);
    }
    inked
}

/// The pieces on a part, in the order of the text, longer ones first.
fn touching(index: &ParagraphIndex, part: &Part) -> Vec<PieceRef> {
    let here = |piece: &&PieceRef| piece.span.start() < part.range.end && part.range.start < piece.span.end();
    let mut pieces: Vec<PieceRef> =
        index.paragraph(part.block).iter().filter(here).take(MOST).cloned().collect();
    pieces.sort_by(|a, b| {
        a.span.start().cmp(&b.span.start()).then(b.span.len().cmp(&a.span.len())).then(a.id.cmp(&b.id))
    });
    pieces
}

/// The part of a span that stands on a part, in bytes from its start.
pub(super) fn local(part: &Part, span: Span) -> Range<ByteOffset> {
    let within =
        |at: ByteOffset| ByteOffset::at(at.clamp(part.range.start, part.range.end).since(part.range.start));
    within(span.start())..within(span.end())
}

/// Tints: every tag once on the words it covers, however often it was given to them.
fn tint(
    shown: &Shown<'_>,
    theme: &Theme,
    part: &Part,
    paragraph: &Paragraph,
    pieces: &[PieceRef],
    inked: &mut Inked,
) {
    for segment in segments(part.range.start, part.range.end, pieces) {
        let mut tags: Vec<&str> = Vec::new();
        for piece in segment.of.iter().filter_map(|of| pieces.get(*of)) {
            let Some(annotation) = shown.set.get(&piece.id) else { continue };
            if !tags.contains(&&*annotation.tag) {
                tags.push(&annotation.tag);
            }
        }
        let Ok(span) = shown.article.text.span(segment.start, segment.end) else { continue };
        for tag in tags {
            let paint = theme.tag(shown.tagset.tag(tag));
            let patches = paragraph.ink_rects(local(part, span));
            inked.tints.extend(patches.into_iter().map(|patch| {
                let (top, bottom) = letters(paragraph, patch.line);
                let rect = Rect::from_x_y_ranges(patch.rect.x_range(), top..=bottom);
                (rect, paint.tint)
            }));
        }
    }
}

/// Underlines and stripes.
fn mark(
    shown: &Shown<'_>,
    theme: &Theme,
    part: &Part,
    paragraph: &Paragraph,
    pieces: &[PieceRef],
    (set, owner): (&AnnotationSet, Owner),
    inked: &mut Inked,
) {
    let ranges: Vec<(u32, u32)> = pieces.iter().map(|p| (p.span.start().get(), p.span.end().get())).collect();
    let levels = levels(&ranges);
    for (piece, level) in pieces.iter().zip(levels) {
        let Some(annotation) = set.get(&piece.id) else { continue };
        let tag = shown.tagset.tag(&annotation.tag);
        let mut paint = theme.tag(tag);
        if let (Some(Colours::OfAnnotators), Owner::Other(nth)) = (shown.lanes.map(|l| l.colours), owner) {
            paint.line = theme.annotator(nth);
        }
        let patches = paragraph.ink_rects(local(part, piece.span));
        let (Some(first), Some(last)) = (patches.first(), patches.last()) else { continue };
        let stripe = Stripe { id: piece.id.clone(), first: first.line, last: last.line };
        inked.stripes.push(StripeInk {
            stripe,
            paint,
            letter: letter(tag, &annotation.tag),
            owner,
            begins: part.range.start <= piece.span.start()
                && piece.span.start() == annotation.extent().start(),
        });
        let down = match owner {
            Owner::Me => times(level) * 3.5,
            Owner::Other(_) => 4.0 + times(level) * 2.5,
        };
        let rects = patches.iter().map(|patch| {
            let (top, bottom) = letters(paragraph, patch.line);
            Rect::from_x_y_ranges(patch.rect.x_range(), top..=bottom)
        });
        let rects: Vec<Rect> = rects.collect();
        inked.underlines.extend(rects.iter().map(|rect| Underline {
            left: rect.left(),
            right: rect.right(),
            y: rect.bottom() - 2.0 + down,
            pattern: paint.pattern,
            colour: paint.line,
            owner,
        }));
        match owner {
            Owner::Me => match inked.own.iter_mut().find(|(known, _)| known.id == annotation.id) {
                Some((_, known)) => known.extend(rects),
                None => inked.own.push((Arc::clone(annotation), rects)),
            },
            Owner::Other(_) => {
                let of = AnnotationRef { annotator: Some(set.annotator().clone()), id: piece.id.clone() };
                inked.others.extend(rects.into_iter().reduce(Rect::union).map(|rect| (of, rect)));
            }
        }
    }
}

/// Top and bottom of what is drawn behind the words of a line.
pub(super) fn letters(paragraph: &Paragraph, line: usize) -> (f32, f32) {
    let (top, bottom) = paragraph.letters(line);
    // Lines set tight would tint each other twice.
    let (first, next) = (times(line) * paragraph.line_height(), times(line + 1) * paragraph.line_height());
    (top.round().max(first), (bottom.round() + 1.0).min(next))
}

fn letter(tag: Option<&Tag>, name: &str) -> String {
    let sign = tag.and_then(|tag| tag.key).or_else(|| name.chars().next());
    sign.into_iter().flat_map(char::to_uppercase).collect()
}
