//! The reading text while it is put together from blocks, marks and words.
//!
//! Nothing is written before it is needed: a separator stands in the text only once the block after
//! it has its first word, a blank only once a word follows. So what is empty leaves no trace.

mod lists;
mod script;

use super::{Block, BlockKind, Details, Mark, MarkKind, Piece, SourceMap};
use crate::text::ByteOffset;
use lists::Lists;
use script::is_han_or_kana;
use std::ops::Range;

/// What a reading makes of a source.
#[derive(Debug)]
pub(super) struct Composed {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Vec<Mark>,
    pub(super) details: Details,
    pub(super) sources: Option<SourceMap>,
}

/// What stands between two blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// One line break: items of a list, rows of a table.
    Line,
    /// One blank line.
    BlankLine,
}

/// White space of the source that becomes a blank when a word follows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Gap {
    /// Within a line.
    Blank(Range<usize>),
    /// Around the end of a line: nothing between two Han or Kana.
    Wrap(Range<usize>),
}

#[derive(Debug)]
struct Open {
    kind: BlockKind,
    quote_depth: u8,
    start: usize,
    source: Range<usize>,
}

/// Whether a part of the source comes out of it as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Byte for byte.
    Exact,
    /// Rewritten: an entity, a soft break, a TAB between cells.
    Rewritten,
}

/// Reading text in the making. Sources are ranges of bytes of the decoded source.
#[derive(Debug)]
pub(super) struct Draft {
    text: String,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    pieces: Vec<Piece>,
    open: Option<Open>,
    /// Of the next block.
    kind: BlockKind,
    joint: Joint,
    quote_depth: u8,
    gap: Option<Gap>,
    lists: Lists,
    /// How many blocks there were when the table began.
    table_from: usize,
    cells: usize,
    /// Marks that hold for what comes, with the place of their first word once there is one.
    holding: Vec<(Option<usize>, MarkKind)>,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            blocks: Vec::new(),
            marks: Vec::new(),
            pieces: Vec::new(),
            open: None,
            kind: BlockKind::Paragraph,
            joint: Joint::BlankLine,
            quote_depth: 0,
            gap: None,
            lists: Lists::default(),
            table_from: 0,
            cells: 0,
            holding: Vec::new(),
        }
    }

    /// Ends the open block; the next words begin one of this kind, a line behind the item before
    /// if they are the first of an item, else behind a blank line.
    pub(super) fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.kind = kind;
        self.joint = self.lists.joint(self.blocks.len());
    }

    /// Ends the open block; the next words are the item's if one is open, else a paragraph.
    pub(super) fn begin_prose(&mut self) {
        self.end();
        self.begin(self.lists.prose(self.blocks.len()));
    }

    /// Begins a list, with the number of its first item if it is numbered.
    pub(super) fn begin_list(&mut self, first: Option<u64>) {
        self.end();
        self.lists.begin(first, self.blocks.len());
    }

    /// Ends the innermost list.
    pub(super) fn end_list(&mut self) {
        self.lists.end();
        self.begin_prose();
    }

    /// Begins an item, with a number of its own if it states one.
    pub(super) fn begin_item(&mut self, number: Option<u64>) {
        self.end();
        self.lists.item(number, self.blocks.len());
        self.begin_prose();
    }

    /// Begins a table.
    pub(super) fn begin_table(&mut self) {
        self.end();
        self.table_from = self.blocks.len();
    }

    /// Begins a row, a line behind the row before it in the same table.
    pub(super) fn begin_row(&mut self, kind: BlockKind) {
        self.begin(kind);
        self.cells = 0;
        if self.blocks.len() > self.table_from {
            self.joint = Joint::Line;
        }
    }

    /// Begins a cell: a TAB parts it from the one before.
    pub(super) fn begin_cell(&mut self, source: Range<usize>) {
        if self.cells > 0 {
            self.gap = None;
            self.open_block(&source);
            self.put("\t", source, Origin::Rewritten);
        }
        self.cells += 1;
    }

    /// How many blocks have words, the open one included.
    pub(super) fn count(&self) -> usize {
        self.blocks.len() + usize::from(self.open.is_some())
    }

    /// Whether the words so far end with a line break.
    pub(super) fn is_at_line_start(&self) -> bool {
        self.text.ends_with('\n')
    }

    /// Begins a quotation.
    pub(super) fn begin_quote(&mut self) {
        self.begin_prose();
        self.quote_depth = self.quote_depth.saturating_add(1);
    }

    /// Ends the innermost quotation.
    pub(super) fn end_quote(&mut self) {
        self.begin_prose();
        self.quote_depth = self.quote_depth.saturating_sub(1);
    }

    /// Writes words, after whatever is due before them.
    pub(super) fn words(&mut self, words: &str, source: Range<usize>, origin: Origin) {
        let Some(first) = words.chars().next() else { return };
        self.open_block(&source);
        self.close_gap(first);
        let start = self.text.len();
        for (from, _) in &mut self.holding {
            from.get_or_insert(start);
        }
        self.put(words, source, origin);
    }

    /// Writes text whose white space flows: a run of it is one blank, none at the ends of a block
    /// or beside a line break.
    pub(super) fn flowing(&mut self, text: &str, source: &Range<usize>, origin: Origin) {
        let mut passed = 0;
        for run in text.split_inclusive(is_space) {
            let word = run.trim_end_matches(is_space);
            let part = |from: usize, to: usize| match origin {
                Origin::Exact => source.start + from..source.start + to,
                Origin::Rewritten => source.clone(),
            };
            let word_end = passed + word.len();
            self.words(word, part(passed, word_end), origin);
            passed += run.len();
            match run.get(word.len()..) {
                None | Some("") => {}
                Some("\n" | "\r") => self.wrap(part(word_end, passed)),
                Some(_) => self.blank(part(word_end, passed)),
            }
        }
    }

    /// A line of the source ends here and the sentence goes on.
    pub(super) fn wrap(&mut self, source: Range<usize>) {
        if self.open.is_some() && !self.text.ends_with('\n') {
            self.gap = Some(Gap::Wrap(source));
        }
    }

    /// A blank, if words follow.
    pub(super) fn blank(&mut self, source: Range<usize>) {
        if self.open.is_some() && !self.text.ends_with('\n') && self.gap.is_none() {
            self.gap = Some(Gap::Blank(source));
        }
    }

    /// A line break within the block, in place of any blank; nothing at its start.
    pub(super) fn line_break(&mut self, source: Range<usize>) {
        self.gap = None;
        if self.open.is_some() {
            self.put("\n", source, Origin::Rewritten);
        }
    }

    /// What comes is set off so, until [`Draft::release`].
    pub(super) fn hold(&mut self, kind: MarkKind) {
        self.holding.push((None, kind));
    }

    /// What was set off last no longer is.
    pub(super) fn release(&mut self) {
        if let Some((Some(start), kind)) = self.holding.pop() {
            self.mark(start, kind);
        }
    }

    /// Ends the open block: what only separates is cut from its end, and a block without a word is
    /// taken back.
    pub(super) fn end(&mut self) {
        self.gap = None;
        let Some(open) = self.open.take() else { return };
        let written = self.text.get(open.start..).unwrap_or_default();
        let empty = written.chars().all(char::is_whitespace);
        let kept = match open.kind {
            // Blank lines inside are part of the code; its own last line break is not.
            BlockKind::Code => written.strip_suffix('\n').unwrap_or(written).len(),
            BlockKind::Row { .. } => written.trim_end_matches([' ', '\n']).len(),
            BlockKind::Title
            | BlockKind::Standfirst
            | BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::Item { .. }
            | BlockKind::Caption => written.trim_end_matches([' ', '\t', '\n']).len(),
        };
        let end = if empty {
            self.blocks.last().map_or(0, |block| block.range.end.index())
        } else {
            open.start + kept
        };
        self.cut(end);
        if !empty {
            let source = ByteOffset::at(open.source.start)..ByteOffset::at(open.source.end);
            let range = ByteOffset::at(open.start)..ByteOffset::at(end);
            let quote_depth = open.quote_depth;
            self.blocks.push(Block { kind: open.kind, quote_depth, range, source: Some(source) });
        }
    }

    /// The finished text. `sources` says whether the ranges of sources mean anything.
    pub(super) fn finish(mut self, details: Details, sources: Sources) -> Composed {
        self.end();
        while !self.holding.is_empty() {
            self.release();
        }
        self.marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        let sources = match sources {
            Sources::Kept => Some(SourceMap::Pieces(self.pieces)),
            Sources::Unknown => {
                self.blocks.iter_mut().for_each(|block| block.source = None);
                None
            }
        };
        Composed { text: self.text, blocks: self.blocks, marks: self.marks, details, sources }
    }

    /// Opens the block that is due, with what separates it from the one before.
    fn open_block(&mut self, source: &Range<usize>) {
        if self.open.is_some() {
            return;
        }
        if !self.blocks.is_empty() {
            self.text.push_str(match self.joint {
                Joint::Line => "\n",
                Joint::BlankLine => "\n\n",
            });
        }
        self.joint = Joint::BlankLine;
        let start = self.text.len();
        self.open =
            Some(Open { kind: self.kind, quote_depth: self.quote_depth, start, source: source.clone() });
    }

    /// Writes the blank that is due before a word that begins with `next`.
    fn close_gap(&mut self, next: char) {
        let source = match self.gap.take() {
            None => return,
            Some(Gap::Blank(source)) => source,
            Some(Gap::Wrap(source)) => {
                if is_han_or_kana(next) && self.text.chars().next_back().is_some_and(is_han_or_kana) {
                    return;
                }
                source
            }
        };
        if !self.text.ends_with('\t') {
            self.put(" ", source, Origin::Rewritten);
        }
    }

    fn put(&mut self, words: &str, source: Range<usize>, origin: Origin) {
        let start = self.text.len();
        self.text.push_str(words);
        if let Some(open) = &mut self.open {
            open.source.end = open.source.end.max(source.end);
        }
        self.record(start, source, origin);
    }

    /// Notes where what was written from `start` comes from; exact neighbours become one piece.
    fn record(&mut self, start: usize, source: Range<usize>, origin: Origin) {
        let text = ByteOffset::at(start)..ByteOffset::at(self.text.len());
        let source = ByteOffset::at(source.start)..ByteOffset::at(source.end);
        let exact = origin == Origin::Exact;
        match self.pieces.last_mut() {
            Some(last)
                if exact && last.exact && last.text.end == text.start && last.source.end == source.start =>
            {
                last.text.end = text.end;
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { text, source, exact }),
        }
    }

    fn mark(&mut self, start: usize, kind: MarkKind) {
        // White space at the end is no part of what is set off.
        let end = start + self.text.get(start..).unwrap_or_default().trim_end().len();
        if start < end {
            self.marks.push(Mark { range: ByteOffset::at(start)..ByteOffset::at(end), kind });
        }
    }

    /// Takes back what was written behind `end`.
    fn cut(&mut self, end: usize) {
        if end == self.text.len() {
            return;
        }
        self.text.truncate(end);
        let end = ByteOffset::at(end);
        while let Some(last) = self.pieces.last_mut() {
            if last.text.start >= end {
                self.pieces.pop();
                continue;
            }
            if last.text.end > end {
                let over = last.text.end.since(end);
                last.text.end = end;
                if last.exact {
                    last.source.end = ByteOffset::at(last.source.end.index().saturating_sub(over));
                }
            }
            break;
        }
        for (from, _) in &mut self.holding {
            *from = from.filter(|at| *at < end.index());
        }
        while self.marks.last().is_some_and(|mark| mark.range.start >= end) {
            self.marks.pop();
        }
    }
}

/// Whether the ranges of sources that a draft was given mean anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sources {
    /// They are of the decoded source.
    Kept,
    /// They are not: the parser kept none.
    Unknown,
}

/// White space that flows: not the no-break space, which stays what it is.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
