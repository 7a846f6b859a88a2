//! Words in fragments without line breaks and tabs: one line of an `.ann` file cannot hold those.

use crate::interchange::token::is_line_break as is_break;

/// The stretches of `pieces` between such characters, in code points of `text`.
pub(super) fn unbroken(text: &[char], pieces: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut fragments = Vec::new();
    for (start, end) in pieces {
        let mut from = None;
        for at in *start..*end {
            let breaks = text.get(index(at)).is_none_or(|c| is_break(*c));
            match (from, breaks) {
                (None, false) => from = Some(at),
                (Some(first), true) => {
                    fragments.push((first, at));
                    from = None;
                }
                _ => {}
            }
        }
        fragments.extend(from.map(|first| (first, *end)));
    }
    fragments
}

/// Fragments joined again where only line breaks and tabs stand between them.
pub(super) fn mended(text: &[char], fragments: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut pieces: Vec<(u32, u32)> = Vec::new();
    for (start, end) in fragments {
        match pieces.last_mut() {
            Some((_, last))
                if *last < *start
                    && (*last..*start).all(|at| text.get(index(at)).is_some_and(|c| is_break(*c))) =>
            {
                *last = *end;
            }
            _ => pieces.push((*start, *end)),
        }
    }
    pieces
}

/// The words of fragments, a blank between each two.
pub(super) fn words(text: &[char], fragments: &[(u32, u32)]) -> String {
    let words = |(start, end): &(u32, u32)| -> String {
        text.get(index(*start)..index(*end)).unwrap_or_default().iter().collect()
    };
    fragments.iter().map(words).collect::<Vec<_>>().join(" ")
}

fn index(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
