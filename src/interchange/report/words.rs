//! The article with its highlights, block by block, and beside each block the cards of what begins there.

use super::cards::card;
use super::style::pattern;
use super::{Report, escaped};
use crate::annotation::{AnnotationId, PieceRef, segments};
use crate::article::{Block, BlockKind};
use crate::text::ByteOffset;
use std::fmt::Write as _;

/// All blocks as rows.
pub(super) fn rows(report: &Report<'_>) -> String {
    let text = &report.article.text;
    let mut out = String::new();
    let blocks = report.article.blocks.iter();
    let mut blocks: Vec<(Option<&Block>, ByteOffset, ByteOffset)> =
        blocks.map(|block| (Some(block), block.range.start, block.range.end)).collect();
    if blocks.is_empty() && text.end() > ByteOffset::default() {
        blocks.push((None, ByteOffset::default(), text.end()));
    }
    let mut next = 0;
    for (n, (block, start, end)) in blocks.iter().enumerate() {
        let is_last = n + 1 == blocks.len();
        let class = block.map_or("", |block| class(block));
        let mut cards = String::new();
        while let Some(entry) =
            report.entries.get(next).filter(|e| is_last || e.annotation.extent().start() < *end)
        {
            next += 1;
            card(&mut cards, report, next, *entry);
        }
        if !cards.is_empty() {
            cards =
                format!("<ol class=\"cards\" aria-label=\"Tags of the paragraph that follows\">{cards}</ol>");
        }
        // Writing to a string cannot fail. The cards come first, so that they float beside the words.
        write!(out, "<div class=\"row\">{cards}<div class=\"words{class}\" dir=\"auto\">").ok();
        highlighted(&mut out, report, *start, *end);
        out.push_str("</div></div>\n");
    }
    out
}

fn class(block: &Block) -> &'static str {
    match block.kind {
        BlockKind::Title => " title",
        BlockKind::Heading(_) => " heading",
        BlockKind::Item { .. } => " item",
        BlockKind::Code | BlockKind::Row { .. } => " code",
        BlockKind::Caption => " caption",
        BlockKind::Standfirst | BlockKind::Paragraph if block.quote_depth > 0 => " quoted",
        BlockKind::Standfirst | BlockKind::Paragraph => "",
    }
}

/// The words of a block, each stretch within the marks of the annotations that hold there.
fn highlighted(out: &mut String, report: &Report<'_>, start: ByteOffset, end: ByteOffset) {
    let mut pieces: Vec<PieceRef> = Vec::new();
    // Which annotation each piece is of, and whether it is the annotation's last.
    let mut owners: Vec<(usize, bool)> = Vec::new();
    for (n, entry) in report.entries.iter().enumerate() {
        let last = entry.annotation.pieces.iter().last();
        for piece in entry.annotation.pieces.iter().filter(|piece| piece.start() < end && start < piece.end())
        {
            pieces.push(PieceRef { span: piece, id: AnnotationId::new(n.to_string()) });
            owners.push((n, Some(piece) == last));
        }
    }
    for segment in segments(start, end, &pieces) {
        let words = escaped(report.article.text.between(segment.start, segment.end));
        let mut closing = 0;
        for of in &segment.of {
            let (Some(piece), Some((n, is_last))) = (pieces.get(*of), owners.get(*of)) else { continue };
            let Some(entry) = report.entries.get(*n) else { continue };
            let tag = &*entry.annotation.tag;
            let (t, a) = (report.tag(tag), report.annotator(entry.set.annotator()));
            let style = pattern(report, tag);
            write!(out, "<mark class=\"t{t} a{a} {style}\"").ok();
            let first = entry.annotation.extent().start() == segment.start;
            if first {
                write!(out, " id=\"w{}\"", n + 1).ok();
            }
            if *is_last && piece.span.end() == segment.end {
                write!(out, " data-n=\"{}{}\"", escaped(&report.letter(tag)), n + 1).ok();
            }
            write!(out, " aria-describedby=\"c{}\">", n + 1).ok();
            closing += 1;
        }
        out.push_str(&words);
        (0..closing).for_each(|_| out.push_str("</mark>"));
    }
}
