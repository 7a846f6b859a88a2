//! A text with LF for every line end, for formats whose readers would turn others into that.

use super::Stretch;
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

    /// Where a stretch of the text as it was is now, in code points. One that has half of a CR LF has its
    /// LF, so that none becomes empty.
    pub(super) fn place(&self, (start, end): Stretch) -> (u32, u32) {
        let start_is_inside = self.dropped.binary_search(&start.get()).is_ok();
        (self.until(start) - u32::from(start_is_inside), self.until(end))
    }

    /// How many code points stand before a position now.
    fn until(&self, at: CharOffset) -> u32 {
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
        fn what_stands_in_a_stretch_stands_in_its_place(
            words in "[ab\r\n😀]{1,12}", at in 0_usize..12, len in 1_usize..12,
        ) {
            let chars: Vec<char> = words.chars().collect();
            let at = at.min(chars.len() - 1);
            let end = (at + len).min(chars.len());
            let there = LfText::of(&words);
            let offset = |at: usize| CharOffset::new(u32::try_from(at).unwrap());
            let (from, until) = there.place((offset(at), offset(end)));
            let (from, until) = (usize::try_from(from).unwrap(), usize::try_from(until).unwrap());
            let now: String = there.text.chars().take(until).skip(from).collect();
            let stood: String = chars[at..end].iter().collect();
            prop_assert_eq!(now, LfText::of(&stood).text);
        }
    }
}
