//! The types of our structures: INCEpTION's layers with our features, and two of our own.

use crate::interchange::{SlotWord, carried};
use sha2::{Digest as _, Sha256};

/// INCEpTION's built-in layer of spans.
pub(super) const SPAN: &str = "custom.Span";
/// INCEpTION's built-in layer of relations.
pub(super) const RELATION: &str = "custom.Relation";
/// The article: its name and details.
pub(super) const ARTICLE: &str = "copydesk.Article";
/// An annotator and how far they are.
pub(super) const ANNOTATOR: &str = "copydesk.Annotator";

/// The names of the fields of an article, in the order of its details.
pub(super) const DETAILS: [&str; 6] = ["title", "byline", "outlet", "published", "url", "language"];

/// A type.
#[derive(Debug)]
pub(super) struct Type {
    pub name: &'static str,
    pub parent: &'static str,
    pub features: Vec<Declared>,
}

/// A feature of a type.
#[derive(Debug)]
pub(super) struct Declared {
    pub name: String,
    /// What it is called where it is not called so.
    pub meaning: String,
    pub range: &'static str,
}

const STRING: &str = "uima.cas.String";
const ANNOTATION: &str = "uima.tcas.Annotation";

/// All types, with a feature for each slot.
pub(super) fn types(slots: &[SlotWord]) -> Vec<Type> {
    let plain = |name: &str| Declared { name: name.to_owned(), meaning: String::new(), range: STRING };
    let mut features: Vec<Declared> = ["label", "annotator", "note", carried::NAME].map(plain).into();
    for slot in slots {
        let name = feature(&slot.name);
        if !features.iter().any(|known| known.name == name) {
            features.push(Declared { name, meaning: slot.name.clone(), range: STRING });
        }
    }
    let end = |name: &str| Declared { range: SPAN, ..plain(name) };
    vec![
        Type { name: SPAN, parent: ANNOTATION, features },
        Type {
            name: RELATION,
            parent: ANNOTATION,
            features: vec![
                end("Governor"),
                end("Dependent"),
                plain("label"),
                plain("annotator"),
                plain("identifier"),
            ],
        },
        Type {
            name: ARTICLE,
            parent: "uima.cas.AnnotationBase",
            features: ["identifier"].iter().chain(&DETAILS).map(|name| plain(name)).collect(),
        },
        Type {
            name: ANNOTATOR,
            parent: "uima.cas.AnnotationBase",
            features: vec![plain("name"), plain("state")],
        },
    ]
}

/// Features of a span that no slot may be called.
const TAKEN: &[&str] =
    &["label", "annotator", "note", carried::NAME, "begin", "end", "sofa", "id", "type", "self"];

/// The feature of a slot: its own name where that can be one, else made of it and told from others by a
/// few digits of its hash.
pub(super) fn feature(slot: &str) -> String {
    let is_word = slot.starts_with(|c: char| c.is_ascii_alphabetic())
        && slot.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_word && !TAKEN.contains(&slot) {
        return slot.to_owned();
    }
    let fit: String =
        slot.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(40).collect();
    let digest = Sha256::digest(slot.as_bytes());
    let digits = digest.iter().take(4).fold(0_u32, |digits, byte| digits << 8 | u32::from(*byte));
    format!("slot_{fit}_{digits:08x}")
}
