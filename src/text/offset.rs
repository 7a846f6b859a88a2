//! Offsets with their unit in the type, and the table that converts between them.

use std::fmt;

/// A position in UTF-8 bytes, as used in memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteOffset(u32);

/// A position in Unicode code points, as used in files and on the command line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharOffset(u32);

/// A position in UTF-16 code units, as some formats of others demand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16Offset(u32);

macro_rules! offset {
    ($($name:ident),*) => {$(
        impl $name {
            /// The position `at`, counted from the start of the text.
            pub const fn new(at: u32) -> Self {
                Self(at)
            }

            /// The position as a number, for a file or a message.
            pub const fn get(self) -> u32 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}
offset!(ByteOffset, CharOffset, Utf16Offset);

impl ByteOffset {
    /// The position of an index into a string.
    ///
    /// Saturates beyond 4 GiB, which no [`super::ReadingText`] reaches.
    pub fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The position as an index into a string.
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    /// The position `bytes` further on.
    #[must_use]
    pub fn plus(self, bytes: usize) -> Self {
        Self::at(self.index().saturating_add(bytes))
    }

    /// How many bytes lie between `earlier` and this; 0 if `earlier` is later.
    pub fn since(self, earlier: Self) -> usize {
        self.index().saturating_sub(earlier.index())
    }
}

/// Bytes between two marks.
const STEP: usize = 1024;

/// Bytes passed at once while walking from a mark.
const RUN: usize = 64;

/// How many code points and UTF-16 units precede a mark.
#[derive(Debug, Clone, Copy)]
struct Mark {
    chars: u32,
    units: u32,
}

/// Counts at every [`STEP`] bytes and at the end, so that a conversion walks at most one step.
#[derive(Debug, Clone)]
pub(super) struct OffsetTable {
    /// Invariant: `marks[k]` counts what precedes byte `k * STEP`; the last counts the whole text.
    marks: Vec<Mark>,
}

impl OffsetTable {
    pub(super) fn new(text: &str) -> Self {
        let mut at = Mark { chars: 0, units: 0 };
        let mut marks = vec![at];
        for step in text.as_bytes().chunks(STEP) {
            let chars = chars_in(step);
            at = Mark { chars: at.chars + chars, units: at.units + chars + astral_in(step) };
            marks.push(at);
        }
        Self { marks }
    }

    pub(super) fn chars(&self) -> CharOffset {
        CharOffset(self.marks.last().map_or(0, |m| m.chars))
    }

    pub(super) fn units(&self) -> Utf16Offset {
        Utf16Offset(self.marks.last().map_or(0, |m| m.units))
    }

    /// The code points before `at`, or nothing when `at` is beyond the text or inside a character.
    pub(super) fn char_at(&self, text: &str, at: ByteOffset) -> Option<CharOffset> {
        let (mark, rest) = self.before(text, at)?;
        Some(CharOffset(mark.chars + chars_in(rest)))
    }

    /// The UTF-16 units before `at`, or nothing when `at` is beyond the text or inside a character.
    pub(super) fn unit_at(&self, text: &str, at: ByteOffset) -> Option<Utf16Offset> {
        let (mark, rest) = self.before(text, at)?;
        Some(Utf16Offset(mark.units + chars_in(rest) + astral_in(rest)))
    }

    pub(super) fn byte_of_char(&self, text: &str, at: CharOffset) -> Option<ByteOffset> {
        self.byte_after(text, at.0, |m| m.chars, chars_in, |_| 1)
    }

    /// The byte at which the given UTF-16 unit starts; nothing inside a surrogate pair.
    pub(super) fn byte_of_unit(&self, text: &str, at: Utf16Offset) -> Option<ByteOffset> {
        let in_run = |run: &[u8]| chars_in(run) + astral_in(run);
        self.byte_after(text, at.0, |m| m.units, in_run, |lead| 1 + u32::from(lead >= 0xF0))
    }

    fn before<'t>(&self, text: &'t str, at: ByteOffset) -> Option<(Mark, &'t [u8])> {
        let index = at.index();
        if !text.is_char_boundary(index) {
            return None;
        }
        let step = index / STEP;
        Some((*self.marks.get(step)?, text.as_bytes().get(step * STEP..index)?))
    }

    /// Walks from the last mark that does not pass `wanted`: by runs, then by characters.
    fn byte_after(
        &self,
        text: &str,
        wanted: u32,
        count: impl Fn(&Mark) -> u32,
        in_run: impl Fn(&[u8]) -> u32,
        width: impl Fn(u8) -> u32,
    ) -> Option<ByteOffset> {
        let step = self.marks.partition_point(|m| count(m) <= wanted).checked_sub(1)?;
        let mut left = wanted - self.marks.get(step).map(&count)?;
        let bytes = text.as_bytes();
        // The last mark stands at the end of the text, not on a whole step.
        let mut at = (step * STEP).min(bytes.len());
        if step + 1 == self.marks.len() {
            at = bytes.len();
        }
        while let Some(run) = bytes.get(at..at + RUN) {
            let passed = in_run(run);
            if passed > left {
                break;
            }
            left -= passed;
            at += RUN;
        }
        loop {
            match bytes.get(at) {
                None => return (left == 0).then(|| ByteOffset::at(at)),
                Some(byte) if is_continuation(*byte) => at += 1,
                Some(_) if left == 0 => return Some(ByteOffset::at(at)),
                Some(lead) => {
                    left = left.checked_sub(width(*lead))?;
                    at += 1;
                }
            }
        }
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Sums of at most 128 ones fit a byte, which lets the compiler use vector instructions.
fn counted(bytes: &[u8], is: impl Fn(u8) -> bool) -> u32 {
    bytes.chunks(128).map(|run| u32::from(run.iter().fold(0_u8, |n, b| n + u8::from(is(*b))))).sum()
}

fn chars_in(bytes: &[u8]) -> u32 {
    counted(bytes, |b| !is_continuation(b))
}

/// Characters that need two UTF-16 units.
fn astral_in(bytes: &[u8]) -> u32 {
    counted(bytes, |b| b >= 0xF0)
}
