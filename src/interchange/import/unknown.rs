//! What imported annotations say that the tagset does not know.

use crate::annotation::{AnnotationSet, LintKind, Tagset, lints};
use std::collections::BTreeMap;
use std::fmt;

/// A word outside the tagset. It is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unknown {
    /// A label that is no tag.
    Label(String),
    /// A slot that the tag does not have.
    Slot(String),
    /// A value that the slot does not have.
    Value {
        /// The slot.
        slot: String,
        /// The value.
        value: String,
    },
    /// A kind of link.
    Link(String),
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label(tag) => write!(f, "label {tag}"),
            Self::Slot(slot) => write!(f, "slot {slot}"),
            Self::Value { slot, value } => write!(f, "value {value} of slot {slot}"),
            Self::Link(kind) => write!(f, "link {kind}"),
        }
    }
}

/// Counts the words of a set that are outside the tagset.
pub(super) fn count(set: &AnnotationSet, tagset: &Tagset, unknown: &mut BTreeMap<Unknown, usize>) {
    for lint in lints(set, tagset) {
        let word = match lint.kind {
            LintKind::UnknownTag(tag) => Unknown::Label(tag.to_string()),
            LintKind::UnknownSlot(slot) => Unknown::Slot(slot.to_string()),
            LintKind::UnknownChoice { slot, value } => {
                Unknown::Value { slot: slot.to_string(), value: value.clone() }
            }
            LintKind::SameExtent(_) | LintKind::Crosses(_) | LintKind::DanglingLink(_) => continue,
        };
        *unknown.entry(word).or_default() += 1;
    }
    for link in set.links() {
        if !tagset.links.iter().any(|kind| kind.name == link.kind) {
            *unknown.entry(Unknown::Link(link.kind.to_string())).or_default() += 1;
        }
    }
}
