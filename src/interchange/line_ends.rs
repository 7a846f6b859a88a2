//! A text with LF for every line end, for formats whose readers would turn others into that.

use crate::text::CharOffset;

/// The text, and where its positions have gone.
#[derive(Debug)]
pub(super) struct LfText {
    /// The text.
    pub text: String,
    /// The code points, in the text as it was, at which the LF of a CR LF stands.
    dropped: Vec<u32>,
}

impl LfText {
    /// CR LF and CR become LF.
    pub(super) fn of(words: &str) -> Self {
        let mut text = String::with_capacity(words.len());
        let mut dropped = Vec::new();
        let mut before = None;
        for (at, c) in (0_u32..).zip(words.chars()) {
            match (before, c) {
                (Some('\r'), '\n') => dropped.push(at),
                (_, '\r') => text.push('\n'),
                (_, c) => text.push(c),
            }
            before = Some(c);
        }
        Self { text, dropped }
    }

    /// Where a position of the text as it was is now, in code points. One inside a CR LF is after it.
    pub(super) fn place(&self, at: CharOffset) -> u32 {
        let before = self.dropped.partition_point(|dropped| *dropped < at.get());
        at.get() - u32::try_from(before).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::LfText;
    use crate::text::CharOffset;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_stands_before_a_position_stands_before_its_place(words in "[ab\r\n😀]{0,12}", at in 0_usize..12) {
            let at = at.min(words.chars().count());
            let before: String = words.chars().take(at).collect();
            let there = LfText::of(&words);
            let place = there.place(CharOffset::new(u32::try_from(at).unwrap()));
            let now: String = there.text.chars().take(usize::try_from(place).unwrap()).collect();
            prop_assert_eq!(now, LfText::of(&before).text);
        }
    }
}
