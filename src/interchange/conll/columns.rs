//! Overlapping annotations of one tag laid into columns in which none overlap.

use crate::interchange::Record;
use std::collections::BTreeMap;

/// The annotations of a record by tag and depth, as code points of their extents.
pub(super) type Layers<'r> = BTreeMap<&'r str, Vec<Vec<(u32, u32)>>>;

/// Each annotation in the first column of its tag where it overlaps none.
pub(super) fn layers<'r>(record: &'r Record<'_>) -> Layers<'r> {
    let mut layers: Layers<'r> = BTreeMap::new();
    for row in &record.spans {
        let at = (row.at.0.get(), row.at.1.get());
        let columns = layers.entry(&row.annotation.tag).or_default();
        // Rows come by their starts, so the last of a column is the only one that can be in the way.
        let free = columns.iter_mut().find(|column| column.last().is_none_or(|(_, end)| *end <= at.0));
        match free {
            Some(column) => column.push(at),
            None => columns.push(vec![at]),
        }
    }
    layers
}

/// The name of a column: a tag without blanks, and its depth from 2 on.
pub(super) fn name(tag: &str, depth: usize) -> String {
    let tag: String = tag
        .chars()
        .map(|c| if crate::interchange::token::is_blank(c) || c.is_control() { '_' } else { c })
        .collect();
    if depth < 2 { tag } else { format!("{tag}.{depth}") }
}
