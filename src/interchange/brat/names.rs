//! Names that brat can have.

/// A name with `-` for each character that brat's names cannot have.
pub(super) fn name(words: &str) -> String {
    let fit = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '-' };
    if words.is_empty() { "-".to_owned() } else { words.chars().map(fit).collect() }
}
