//! What brat must know of a collection: which types, relations and attributes there are, and how they look.

use super::names::name;
use crate::annotation::Rgb;
use crate::interchange::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The values that attributes have.
#[derive(Debug, Default)]
pub(super) struct Values(BTreeMap<String, BTreeSet<String>>);

impl Values {
    pub(super) fn add(&mut self, key: &str, value: &str) {
        self.0.entry(key.to_owned()).or_default().insert(value.to_owned());
    }

    pub(super) fn join(&mut self, other: Self) {
        for (key, mut values) in other.0 {
            self.0.entry(key).or_default().append(&mut values);
        }
    }
}

/// `annotation.conf`; brat wants all four sections.
pub(super) fn annotation_conf(vocabulary: &Vocabulary, values: &Values) -> String {
    let mut out = "[entities]\n".to_owned();
    let tags: BTreeSet<String> = vocabulary.tags.iter().map(|tag| name(&tag.name)).collect();
    for tag in tags {
        // Writing to a string cannot fail.
        writeln!(out, "{tag}").ok();
    }
    out.push_str("\n[relations]\n");
    let kinds: BTreeSet<String> = vocabulary.links.iter().map(|kind| name(kind)).collect();
    for kind in kinds {
        writeln!(out, "{kind}\tArg1:<ENTITY>, Arg2:<ENTITY>").ok();
    }
    // Annotations may overlap as they like.
    out.push_str("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n");
    let mut all = values.0.clone();
    for slot in vocabulary.slots.iter().filter(|slot| !slot.choices.is_empty()) {
        let words = slot.choices.iter().filter(|choice| !choice.contains(char::is_whitespace));
        all.entry(name(&slot.name)).or_default().extend(words.cloned());
    }
    for (key, values) in all {
        let values: Vec<String> = values.into_iter().collect();
        writeln!(out, "{key}\tArg:<ENTITY>, Value:{}", values.join("|")).ok();
    }
    out
}

/// `visual.conf`, with the colours of the tagset.
pub(super) fn visual_conf(vocabulary: &Vocabulary) -> String {
    let mut out = "[labels]\n".to_owned();
    for tag in &vocabulary.tags {
        writeln!(out, "{} | {}", name(&tag.name), tag.name.replace(['\n', '\r', '|'], " ")).ok();
    }
    out.push_str("\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgrey, borderColor:darken\n");
    out.push_str("ARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n");
    for tag in &vocabulary.tags {
        if let Some(colour) = tag.colour {
            let Rgb(r, g, b) = colour.light;
            let (name, hex) = (name(&tag.name), format!("#{r:02X}{g:02X}{b:02X}"));
            writeln!(out, "{name}\tfgColor:white, bgColor:{hex}, borderColor:darken").ok();
        }
    }
    out
}
