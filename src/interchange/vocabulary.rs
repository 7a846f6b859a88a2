//! The words of a dataset: tags, slots and link kinds of the tagsets, then the others that occur.

use super::Record;
use crate::annotation::{Colour, SlotKind, Tagset};
use std::collections::BTreeSet;

/// All tags, slots and link kinds that a dataset may use, each once.
///
/// Those of the tagsets stand first, in their order; others are added as they occur, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The tags.
    pub tags: Vec<TagWord>,
    /// The slots of all tags; one name is one slot.
    pub slots: Vec<SlotWord>,
    /// The kinds of links.
    pub links: Vec<String>,
}

/// A tag as others know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagWord {
    /// Its name.
    pub name: String,
    /// Its colour, where the tagset has one.
    pub colour: Option<Colour>,
    /// Its rule in Markdown; empty where the tagset has none.
    pub rule: String,
}

/// A slot as others know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotWord {
    /// Its name.
    pub name: String,
    /// The values that may be chosen, and those others that occur; empty for a slot of free words.
    pub choices: Vec<String>,
}

/// What a record uses and a vocabulary does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewWords {
    tags: BTreeSet<String>,
    slots: BTreeSet<String>,
    values: BTreeSet<(String, String)>,
    links: BTreeSet<String>,
}

impl NewWords {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        let Self { tags, slots, values, links } = self;
        tags.is_empty() && slots.is_empty() && values.is_empty() && links.is_empty()
    }

    /// Takes those of another record too.
    pub fn join(&mut self, other: Self) {
        let Self { mut tags, mut slots, mut values, mut links } = other;
        self.tags.append(&mut tags);
        self.slots.append(&mut slots);
        self.values.append(&mut values);
        self.links.append(&mut links);
    }
}

impl Vocabulary {
    /// Adds the words of a tagset.
    pub fn add(&mut self, tagset: &Tagset) {
        for tag in &tagset.tags {
            if self.tag(&tag.name).is_none() {
                let (name, rule) = (tag.name.to_string(), tag.rule.clone());
                self.tags.push(TagWord { name, colour: Some(tag.colour), rule });
            }
            for rule in &tag.slots {
                let choices: &[_] = if rule.kind == SlotKind::Choice { &rule.choices } else { &[] };
                let choices = choices.iter().map(ToString::to_string);
                match self.slots.iter_mut().find(|slot| *slot.name == *rule.name) {
                    Some(known) => {
                        let new: Vec<String> =
                            choices.filter(|value| !known.choices.contains(value)).collect();
                        known.choices.extend(new);
                    }
                    None => {
                        self.slots.push(SlotWord { name: rule.name.to_string(), choices: choices.collect() });
                    }
                }
            }
        }
        for kind in &tagset.links {
            if !self.links.iter().any(|known| **known == *kind.name) {
                self.links.push(kind.name.to_string());
            }
        }
    }

    /// What a record uses beyond these words.
    pub fn beyond(&self, record: &Record<'_>) -> NewWords {
        let mut new = NewWords::default();
        for row in &record.spans {
            if self.tag(&row.annotation.tag).is_none() {
                new.tags.insert(row.annotation.tag.to_string());
            }
            for slot in &row.attributes {
                match self.slot(slot.key) {
                    None => {
                        new.slots.insert(slot.key.to_owned());
                    }
                    Some(known)
                        if !known.choices.is_empty() && !known.choices.iter().any(|c| c == slot.value) =>
                    {
                        new.values.insert((slot.key.to_owned(), slot.value.to_owned()));
                    }
                    Some(_) => {}
                }
            }
        }
        let links = record.relations.iter().filter(|row| !self.links.iter().any(|kind| kind == row.kind));
        new.links.extend(links.map(|row| row.kind.to_owned()));
        new
    }

    /// Adds what occurred.
    pub fn learn(&mut self, new: NewWords) {
        let NewWords { tags, slots, values, links } = new;
        for name in tags {
            if self.tag(&name).is_none() {
                self.tags.push(TagWord { name, colour: None, rule: String::new() });
            }
        }
        for name in slots {
            if self.slot(&name).is_none() {
                self.slots.push(SlotWord { name, choices: Vec::new() });
            }
        }
        for (slot, value) in values {
            let known = self.slots.iter_mut().find(|known| known.name == slot);
            if let Some(known) = known.filter(|known| !known.choices.contains(&value)) {
                known.choices.push(value);
            }
        }
        for kind in links {
            if !self.links.contains(&kind) {
                self.links.push(kind);
            }
        }
    }

    /// The tag of a name.
    pub fn tag(&self, name: &str) -> Option<&TagWord> {
        self.tags.iter().find(|tag| tag.name == name)
    }

    /// The slot of a name.
    pub fn slot(&self, name: &str) -> Option<&SlotWord> {
        self.slots.iter().find(|slot| slot.name == name)
    }
}
