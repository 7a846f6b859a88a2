//! The keys of commands and tags in words, as menus, tooltips and the key sheet print them.

use crate::annotation::{Tag, Tagset};
use crate::app::Command;

/// A command's usual key; empty where it has none.
pub fn of_command(command: Command) -> String {
    command.keys().first().map(ToString::to_string).unwrap_or_default()
}

/// A tooltip that names a command's key.
pub fn hinted(words: &str, command: Command) -> String {
    let key = of_command(command);
    if key.is_empty() { words.to_owned() } else { format!("{words} ({key})") }
}

/// A tag's keys: its letter and the digit of its place, “C or 1”.
pub fn of_tag(tag: &Tag, tagset: &Tagset) -> String {
    let letter = tag.key.map(|key| key.to_ascii_uppercase().to_string());
    let digit =
        tagset.tags.iter().take(9).position(|other| other.name == tag.name).map(|at| (at + 1).to_string());
    [letter, digit].into_iter().flatten().collect::<Vec<_>>().join(" or ")
}

/// The letter that stands for a tag in its box: that of its key, else the first of its title.
pub fn letter_of_tag(tag: &Tag) -> char {
    tag.key.or_else(|| tag.title.chars().next()).map_or('?', upper)
}

/// The letter for a tag's name, known to the tagset or not.
pub fn letter_of(tagset: &Tagset, name: &str) -> char {
    tagset.tag(name).map_or_else(|| name.chars().next().map_or('?', upper), letter_of_tag)
}

fn upper(letter: char) -> char {
    letter.to_uppercase().next().unwrap_or(letter)
}
