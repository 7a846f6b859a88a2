//! Plain text: the decoded text exactly, one block a line.

use super::draft::Composed;
use super::{Block, BlockKind, Details, SourceMap};
use crate::text::ByteOffset;
use memchr::memchr2_iter;
use std::ops::Range;

/// Reads a text as it stands.
///
/// Lines end at LF, CR LF or a CR alone; an empty line is no block. A line is one block however
/// long it is: layout cuts it, not reading.
pub(super) fn read(text: String) -> Composed {
    let block = |Range { start, end }| {
        let range = ByteOffset::at(start)..ByteOffset::at(end);
        Block { kind: BlockKind::Paragraph, quote_depth: 0, source: Some(range.clone()), range }
    };
    let blocks = lines(text.as_bytes()).map(block).collect();
    let sources = Some(SourceMap::Same);
    Composed { text, blocks, marks: Vec::new(), details: Details::default(), sources }
}

/// The lines that are not empty, without their ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    memchr2_iter(b'\n', b'\r', bytes).chain([bytes.len()]).filter_map(move |end| {
        let line = start..end;
        start = end + 1;
        (!line.is_empty()).then_some(line)
    })
}
