//! The files we own: sidecars, tagset, article details, settings; opens articles and walks folders.

pub mod article_details;
pub mod atomic;
pub mod file;
pub mod folder;
pub mod merge;
pub mod names;
pub mod new_article;
pub mod open;
pub mod read;
pub mod samples;
pub mod save;
pub mod settings;
pub mod sidecar;
pub mod tagset_file;
pub mod write;

/// The largest sidecar, in bytes.
pub const LARGEST_SIDECAR: u64 = 512 << 20;
/// The most annotations in one sidecar.
pub const MOST_ANNOTATIONS: usize = 1_000_000;
/// The longest string that a person may write, in bytes. Words of the article may be longer.
pub const LONGEST_STRING: usize = 1 << 20;

/// The version of our files that this program writes.
pub const VERSION: u32 = 1;

/// What could be read, and what was wrong with the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<T, W> {
    /// What could be read.
    pub value: T,
    /// What was wrong, and what was done instead.
    pub warnings: Vec<W>,
}

/// Whether a character shows as nothing, or turns the order of others, so that a text can look
/// like another. U+200C and U+200D are not among them: Persian and emoji need them.
pub fn deceives(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A message or word from a file, cut to what a person would read.
fn clipped(words: &str) -> String {
    crate::text::shortened(words, 160)
}
