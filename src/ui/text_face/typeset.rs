//! Words and their look as a paragraph, by parley: shaping, fallback, line breaks, bidi order.

use super::look::{Emphasis, EmphasisKind, Look, Side, Slant, Typeface, Weight};
use super::paragraph::{Break, Cell, Direction, Hairline, Line, Paragraph};
use crate::text::ByteOffset;
use crate::ui::fonts::{self, BundledFont};
use crate::ui::theme::size;
use crate::ui::units::{compact, index, times};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontData, FontFamily, FontStyle, FontWeight, Layout,
    LayoutContext, LineHeight, OverflowWrap, PositionedLayoutItem, StyleProperty,
};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation as _;

/// Whether the fonts of the machine serve what the bundled ones lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SystemFonts {
    /// They do.
    Used,
    /// They do not, so that a picture is the same on every machine.
    Unused,
}

/// Letters of one font and size.
pub(super) struct Strip {
    pub font: FontData,
    pub coords: Box<[i16]>,
    /// Pixels of an em.
    pub size: f32,
    pub embolden: bool,
    /// Degrees.
    pub skew: f32,
    pub glyphs: Vec<Glyph>,
}

impl fmt::Debug for Strip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Strip").field("glyphs", &self.glyphs.len()).finish_non_exhaustive()
    }
}

/// A letter's shape and its place in pixels from the left top of the paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub id: u16,
    pub x: f32,
    pub y: f32,
}

/// What parley needs to lay out.
pub(super) struct Typesetter {
    fonts: FontContext,
    scratch: LayoutContext<()>,
}

impl fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typesetter").finish_non_exhaustive()
    }
}

/// Names under which the bundled fonts are known, so that a font of the machine cannot stand in for one.
const SERIF: &str = "Copydesk Serif, Copydesk Hebrew, Copydesk Arabic, Copydesk Sans, Copydesk Mono";
const SANS: &str = "Copydesk Sans, Copydesk Hebrew, Copydesk Arabic, Copydesk Serif, Copydesk Mono";
const MONO: &str = "Copydesk Mono, Copydesk Sans, Copydesk Hebrew, Copydesk Arabic";

/// How much wider than a blank the distance between the cells of a table is, as a multiple of the size.
const CELL_GAP: f32 = 1.6;

/// The bundled fonts, with those of the machine behind them if wanted; finding those may take long.
pub(super) fn font_context(system: SystemFonts) -> FontContext {
    let options = CollectionOptions { shared: false, system_fonts: system == SystemFonts::Used };
    let mut collection = Collection::new(options);
    let mut add = |family: &str, bytes: Blob<u8>, weight: f32, style: FontStyle| {
        let info = FontInfoOverride {
            family_name: Some(family),
            weight: Some(FontWeight::new(weight)),
            style: Some(style),
            ..FontInfoOverride::default()
        };
        collection.register_fonts(bytes, Some(info));
    };
    let bundled = |font: BundledFont| Blob::new(Arc::new(font.bytes));
    for (family, font, weight, style) in [
        ("Copydesk Serif", fonts::SERIF, 400.0, FontStyle::Normal),
        ("Copydesk Serif", fonts::SERIF_ITALIC, 400.0, FontStyle::Italic),
        ("Copydesk Serif", fonts::SERIF_SEMIBOLD, 600.0, FontStyle::Normal),
        ("Copydesk Serif", fonts::SERIF_SEMIBOLD_ITALIC, 600.0, FontStyle::Italic),
        ("Copydesk Sans", fonts::SANS, 400.0, FontStyle::Normal),
        ("Copydesk Sans", fonts::SANS_SEMIBOLD, 600.0, FontStyle::Normal),
        ("Copydesk Hebrew", fonts::HEBREW, 400.0, FontStyle::Normal),
        ("Copydesk Hebrew", fonts::HEBREW_SEMIBOLD, 600.0, FontStyle::Normal),
        ("Copydesk Arabic", fonts::ARABIC, 400.0, FontStyle::Normal),
        ("Copydesk Arabic", fonts::ARABIC_SEMIBOLD, 600.0, FontStyle::Normal),
    ] {
        add(family, bundled(font), weight, style);
    }
    let of_egui = eframe::egui::FontDefinitions::default();
    if let Some(mono) = of_egui.font_data.get("Hack") {
        add("Copydesk Mono", Blob::new(Arc::clone(&mono.font)), 400.0, FontStyle::Normal);
    }
    FontContext { collection, source_cache: SourceCache::default() }
}

impl Typesetter {
    pub(super) fn new(fonts: FontContext) -> Self {
        Self { fonts, scratch: LayoutContext::new() }
    }

    /// Lays out `text` in lines of at most `width` points, for a screen of `ppp` pixels a point.
    pub(super) fn set(
        &mut self,
        text: &str,
        look: &Look,
        width: Option<f32>,
        ppp: f32,
        emphases: &[Emphasis],
    ) -> Paragraph {
        // A table's cells stand apart; a font has no shape for a TAB, a blank is as long in bytes.
        let spaced = text.contains('\t').then(|| text.replace('\t', " "));
        let shown = spaced.as_deref().unwrap_or(text);
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, shown, ppp, true);
        builder.push_default(family(look.typeface));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(LineHeight::FontSizeRelative(1.0));
        builder.push_default(StyleProperty::FontWeight(weight(look.weight)));
        builder.push_default(StyleProperty::FontStyle(style(look.slant)));
        builder.push_default(OverflowWrap::Anywhere);
        for (at, _) in text.match_indices('\t') {
            builder.push(StyleProperty::LetterSpacing(look.size * CELL_GAP), at..=at);
        }
        for Emphasis { range, kind } in emphases {
            let range = range.start.index()..range.end.index().min(text.len());
            match kind {
                EmphasisKind::Italic => builder.push(StyleProperty::FontStyle(FontStyle::Italic), range),
                EmphasisKind::Bold => {
                    builder.push(StyleProperty::FontWeight(weight(Weight::SemiBold)), range);
                }
                EmphasisKind::Code => {
                    builder.push(family(Typeface::Mono), range.clone());
                    let smaller = look.size * size::CODE / size::ARTICLE;
                    builder.push(StyleProperty::FontSize(smaller), range);
                }
                EmphasisKind::Gap(quarters) => {
                    builder.push(StyleProperty::LetterSpacing(f32::from(*quarters) / 4.0), range);
                }
                EmphasisKind::Strike | EmphasisKind::Link => {}
            }
        }
        let mut layout: Layout<()> = builder.build(shown);
        layout.break_all_lines(width.map(|points| points * ppp));
        let side = match look.side {
            Side::Start => Alignment::Start,
            Side::Left => Alignment::Left,
        };
        layout.align(side, AlignmentOptions::default());
        paragraph(&layout, text, look, width, ppp, emphases)
    }
}

fn family(typeface: Typeface) -> FontFamily<'static> {
    FontFamily::Source(
        match typeface {
            Typeface::Serif => SERIF,
            Typeface::Sans => SANS,
            Typeface::Mono => MONO,
        }
        .into(),
    )
}

fn weight(weight: Weight) -> FontWeight {
    match weight {
        Weight::Regular => FontWeight::NORMAL,
        Weight::SemiBold => FontWeight::SEMI_BOLD,
    }
}

fn style(slant: Slant) -> FontStyle {
    match slant {
        Slant::Upright => FontStyle::Normal,
        Slant::Italic => FontStyle::Italic,
    }
}

fn paragraph(
    layout: &Layout<()>,
    text: &str,
    look: &Look,
    width: Option<f32>,
    ppp: f32,
    emphases: &[Emphasis],
) -> Paragraph {
    let direction = if layout.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
    let (ascent, descent) =
        layout.root_span_metrics().map_or((look.size * ppp, 0.0), |m| (m.ascent, m.descent));
    let line_height = (look.size * look.line * ppp).round().max(1.0);
    let baseline = ((line_height - ascent - descent) / 2.0 + ascent).round();
    let empty_at = match direction {
        Direction::LeftToRight => 0.0,
        Direction::RightToLeft => width.unwrap_or_default(),
    };
    let lines = lines(layout, text, empty_at);
    let mut cells = cells(layout, text, &lines, ppp);
    let shifts = hang(&mut cells, &lines, direction);
    let mut widths = vec![0.0_f32; lines.len()];
    for cell in &cells {
        let line = index(cell.line);
        if let (Some(width), Some(line)) = (widths.get_mut(line), lines.get(line))
            && cell.start < line.trimmed
        {
            *width += cell.right - cell.left;
        }
    }
    let mut paragraph = Paragraph {
        cells,
        lines,
        end: compact(text.len()),
        direction,
        width: widths.into_iter().fold(0.0, f32::max),
        line_height: line_height / ppp,
        baseline: baseline / ppp,
        ascent: ascent / ppp,
        descent: descent / ppp,
        strips: strips(layout, line_height, baseline, &shifts, ppp),
        hairlines: Vec::new(),
        ready: std::cell::RefCell::default(),
    };
    paragraph.hairlines = hairlines(&paragraph, look, emphases);
    paragraph
}

fn lines(layout: &Layout<()>, text: &str, empty_at: f32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(layout.len().max(1));
    for line in layout.lines() {
        let range = line.text_range();
        let range = range.start.min(text.len())..range.end.min(text.len());
        let words = text.get(range.clone()).unwrap_or_default();
        let hard = line.break_reason() == parley::BreakReason::Explicit && !words.is_empty();
        let trimmed = range.start + words.trim_end().len();
        lines.push(Line {
            range: compact(range.start)..compact(range.end),
            trimmed: compact(trimmed),
            ends: if hard { Break::Hard } else { Break::Soft },
            empty_at,
        });
    }
    if lines.is_empty() {
        lines.push(Line { range: 0..0, trimmed: 0, ends: Break::Soft, empty_at });
    }
    lines
}

/// A part of a cluster as parley has it, given to the cells of the text.
struct Share {
    line: u32,
    left: f32,
    right: f32,
    direction: Direction,
}

/// The grapheme clusters of the text with the places that parley gives them.
///
/// parley's clusters end where a font or a direction ends, and joined letters have one place: parts of a
/// cell are put together, and what several cells share is divided evenly.
fn cells(layout: &Layout<()>, text: &str, lines: &[Line], ppp: f32) -> Vec<Cell> {
    let starts: Vec<u32> = text.grapheme_indices(true).map(|(at, _)| compact(at)).collect();
    let mut places: Vec<Option<Share>> = Vec::new();
    places.resize_with(starts.len(), || None);
    for (number, line) in layout.lines().enumerate() {
        let mut x = line.metrics().offset + line.metrics().inline_min_coord;
        for run in line.runs() {
            let direction = if run.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight };
            for cluster in run.visual_clusters() {
                let advance = cluster.advance();
                let covered = covered(&starts, &cluster.text_range());
                let part = advance / times(covered.len().max(1));
                for (step, of) in covered.clone().enumerate() {
                    let step = match direction {
                        Direction::LeftToRight => step,
                        Direction::RightToLeft => covered.len() - 1 - step,
                    };
                    let left = (x + part * times(step)) / ppp;
                    let share = Share { line: compact(number), left, right: left + part / ppp, direction };
                    if let Some(place) = places.get_mut(of) {
                        *place = Some(joined(place.take(), share));
                    }
                }
                x += advance;
            }
        }
    }
    let mut cells: Vec<Cell> = Vec::with_capacity(starts.len());
    for (start, place) in starts.into_iter().zip(places) {
        let cell = place.map_or_else(
            || unplaced(start, cells.last(), lines),
            |p| Cell { start, line: p.line, left: p.left, right: p.right, direction: p.direction },
        );
        cells.push(cell);
    }
    cells
}

/// The cells that a range of bytes touches.
fn covered(starts: &[u32], range: &Range<usize>) -> Range<usize> {
    let from = starts.partition_point(|start| index(*start) <= range.start).saturating_sub(1);
    from..starts.partition_point(|start| index(*start) < range.end)
}

fn joined(before: Option<Share>, share: Share) -> Share {
    match before {
        Some(before) if before.line == share.line => {
            Share { left: before.left.min(share.left), right: before.right.max(share.right), ..before }
        }
        Some(before) => before,
        None => share,
    }
}

/// The place of a cell to which parley gives none: without width, behind the one before it.
fn unplaced(start: u32, before: Option<&Cell>, lines: &[Line]) -> Cell {
    let line = compact(lines.partition_point(|line| line.range.end <= start).min(lines.len() - 1));
    let at = match before {
        Some(cell) if cell.line == line => match cell.direction {
            Direction::LeftToRight => cell.right,
            Direction::RightToLeft => cell.left,
        },
        _ => lines.get(index(line)).map_or(0.0, |l| l.empty_at),
    };
    Cell { start, line, left: at, right: at, direction: Direction::LeftToRight }
}

/// What of a line moves, and how far, to make the blank that ends it stand outside.
struct Shift {
    line: u32,
    /// Where the blank stood.
    blank: f32,
    by: f32,
}

impl Shift {
    /// Whether what stands at `x` moves.
    fn holds(&self, x: f32) -> bool {
        if self.by < 0.0 { x >= self.blank - 0.01 } else { x < self.blank - 0.01 }
    }
}

/// Moves the blanks that end a line to its outer end, where they stand inside.
///
/// That is where the line ends in words that run against the paragraph. Unicode puts such blanks outside
/// (UAX #9, L1), parley leaves them between the words.
fn hang(cells: &mut [Cell], lines: &[Line], direction: Direction) -> Vec<Shift> {
    let mut shifts = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let from = cells.partition_point(|cell| cell.start < line.range.start);
        let to = cells.partition_point(|cell| cell.start < line.range.end);
        let trimmed = cells.partition_point(|cell| cell.start < line.trimmed).max(from);
        let Some((words, blanks)) =
            cells.get_mut(from..to).and_then(|c| c.split_at_mut_checked(trimmed - from))
        else {
            continue;
        };
        if blanks.iter().all(|cell| cell.direction == direction || cell.right <= cell.left) {
            continue;
        }
        let width: f32 = blanks.iter().map(|cell| cell.right - cell.left).sum();
        let left = blanks.iter().map(|cell| cell.left).fold(f32::INFINITY, f32::min);
        let shift = match direction {
            Direction::LeftToRight => Shift { line: compact(number), blank: left + width, by: -width },
            Direction::RightToLeft => Shift { line: compact(number), blank: left, by: width },
        };
        for cell in words.iter_mut().filter(|cell| shift.holds(cell.left)) {
            cell.left += shift.by;
            cell.right += shift.by;
        }
        let mut edge = match direction {
            Direction::LeftToRight => words.iter().map(|cell| cell.right).fold(0.0, f32::max),
            Direction::RightToLeft => words.iter().map(|cell| cell.left).fold(f32::INFINITY, f32::min),
        };
        for cell in blanks {
            let width = cell.right - cell.left;
            (cell.left, cell.right) = match direction {
                Direction::LeftToRight => (edge, edge + width),
                Direction::RightToLeft => (edge - width, edge),
            };
            cell.direction = direction;
            edge = if direction == Direction::LeftToRight { cell.right } else { cell.left };
        }
        shifts.push(shift);
    }
    shifts
}

fn strips(layout: &Layout<()>, line_height: f32, baseline: f32, shifts: &[Shift], ppp: f32) -> Vec<Strip> {
    let mut strips: Vec<Strip> = Vec::new();
    for (number, line) in layout.lines().enumerate() {
        let base = times(number) * line_height + baseline;
        let shift = shifts.iter().find(|shift| index(shift.line) == number);
        for item in line.items() {
            let PositionedLayoutItem::GlyphRun(glyphs) = item else { continue };
            let run = glyphs.run();
            let synthesis = run.synthesis();
            let (font, size) = (run.font(), run.font_size());
            let coords: Box<[i16]> = run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
            let skew = synthesis.skew().unwrap_or_default();
            let same = |strip: &Strip| {
                strip.font == *font
                    && strip.size.to_bits() == size.to_bits()
                    && strip.coords == coords
                    && strip.embolden == synthesis.embolden()
                    && strip.skew.to_bits() == skew.to_bits()
            };
            let of = strips.iter().position(same).unwrap_or_else(|| {
                strips.push(Strip {
                    font: font.clone(),
                    coords: coords.clone(),
                    size,
                    embolden: synthesis.embolden(),
                    skew,
                    glyphs: Vec::new(),
                });
                strips.len() - 1
            });
            let Some(strip) = strips.get_mut(of) else { continue };
            strip.glyphs.extend(glyphs.positioned_glyphs().filter_map(|glyph| {
                let y = base + (glyph.y - glyphs.baseline());
                let moved = shift.filter(|shift| shift.holds(glyph.x / ppp)).map_or(0.0, |shift| shift.by);
                Some(Glyph { id: u16::try_from(glyph.id).ok()?, x: glyph.x + moved * ppp, y })
            }));
        }
    }
    strips
}

fn hairlines(paragraph: &Paragraph, look: &Look, emphases: &[Emphasis]) -> Vec<Hairline> {
    let mut hairlines = Vec::new();
    for Emphasis { range, kind } in emphases {
        let rise = match kind {
            EmphasisKind::Strike => -0.26,
            EmphasisKind::Link => 0.12,
            EmphasisKind::Italic | EmphasisKind::Bold | EmphasisKind::Code | EmphasisKind::Gap(_) => continue,
        };
        let range: Range<ByteOffset> = range.clone();
        hairlines.extend(paragraph.ink_rects(range).into_iter().map(|patch| Hairline {
            left: patch.rect.left(),
            right: patch.rect.right(),
            y: paragraph.baseline(patch.line) + look.size * rise,
        }));
    }
    hairlines
}
