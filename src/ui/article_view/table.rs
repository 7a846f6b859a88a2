//! Columns of tables: the cells of a row are pushed apart until they stand below those of the row before.

use super::layout::{Part, row};
use crate::article::{Article, BlockKind};
use crate::text::ByteOffset;
use crate::ui::text_face::{Emphasis, EmphasisKind, TextFace, Weight};
use crate::ui::units::{times, whole};
use std::collections::HashMap;
use std::rc::Rc;

/// Widths of the columns of tables, each table by the number of its first block.
#[derive(Debug, Default)]
pub(super) struct Columns(HashMap<usize, Rc<[f32]>>);

/// Rows of a table that are measured.
const MEASURED: usize = 64;

/// Rows looked back for the first one.
const BACK: usize = 1024;

/// Between columns.
const GAP: f32 = 24.0;

impl Columns {
    /// The gaps of a row, in place of its TABs; none for what is no row, and for a table that is wider than
    /// the page, whose rows are wrapped.
    pub(super) fn gaps(
        &mut self,
        face: &TextFace,
        article: &Article,
        part: &Part,
        ppp: f32,
        page: f32,
    ) -> Vec<Emphasis> {
        let Some(weight) = row_at(article, part.block) else { return Vec::new() };
        let first = (part.block.saturating_sub(BACK)..part.block)
            .rev()
            .take_while(|block| row_at(article, *block).is_some())
            .last()
            .unwrap_or(part.block);
        let columns = self.0.entry(first).or_insert_with(|| measured(face, article, first, ppp));
        let all = columns.iter().sum::<f32>() + GAP * times(columns.len().saturating_sub(1));
        if all > page {
            return Vec::new();
        }
        let blank = width(face, "x x", weight, ppp) - 2.0 * width(face, "x", weight, ppp);
        let mut gaps = Vec::new();
        let mut at = 0;
        for (cell, column) in cells(article, part.block).zip(columns.iter()) {
            at += cell.len();
            let gap = (column - width(face, cell, weight, ppp)).max(0.0) + GAP - blank;
            let range = ByteOffset::at(at)..ByteOffset::at(at + 1);
            let quarters = u16::try_from(whole(gap * 4.0)).unwrap_or(u16::MAX);
            gaps.push(Emphasis { range, kind: EmphasisKind::Gap(quarters) });
            at += 1;
        }
        // Nothing follows the last cell.
        gaps.truncate(cells(article, part.block).count().saturating_sub(1));
        gaps
    }
}

/// How heavy the letters of a block are, if it is a row.
fn row_at(article: &Article, block: usize) -> Option<Weight> {
    match article.blocks.get(block)?.kind {
        BlockKind::Row { header: true } => Some(Weight::SemiBold),
        BlockKind::Row { header: false } => Some(Weight::Regular),
        BlockKind::Title
        | BlockKind::Standfirst
        | BlockKind::Heading(_)
        | BlockKind::Paragraph
        | BlockKind::Item { .. }
        | BlockKind::Code
        | BlockKind::Caption => None,
    }
}

fn cells(article: &Article, block: usize) -> impl Iterator<Item = &str> {
    let range = article.blocks.get(block).map(|block| block.range.clone()).unwrap_or_default();
    article.text.between(range.start, range.end).split('\t')
}

fn measured(face: &TextFace, article: &Article, first: usize, ppp: f32) -> Rc<[f32]> {
    let mut columns: Vec<f32> = Vec::new();
    for block in first..first + MEASURED {
        let Some(weight) = row_at(article, block) else { break };
        for (at, cell) in cells(article, block).enumerate() {
            let wide = width(face, cell, weight, ppp);
            match columns.get_mut(at) {
                Some(column) => *column = column.max(wide),
                None => columns.push(wide),
            }
        }
    }
    columns.into()
}

fn width(face: &TextFace, words: &str, weight: Weight, ppp: f32) -> f32 {
    face.layout(words, &row(weight), None, ppp, &[]).width()
}
