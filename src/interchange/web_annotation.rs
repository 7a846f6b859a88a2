//! W3C Web Annotations as JSON-LD: one page of annotations; also what Hypothesis exports is read.
//!
//! Positions are code points, as the standard demands, beside a quote whose prefix and suffix make it
//! unique. The article's text is not in the file: `target.source` is its file. A tag is a body with the
//! purpose `tagging`, a slot one with the purpose `describing` and its name, a note one with `commenting`;
//! a link is an annotation with the motivation `linking`. A body with the purpose `editing` holds what
//! the standard has no place for.

mod read;
mod write;

pub(super) use read::{articles, is_it};
pub(super) use write::Page;

use super::{Facts, Loss, Shape, Ways};

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "web-annotation",
    title: "Web Annotation",
    purpose: "JSON-LD of the W3C’s standard; for notes on web articles, Recogito, Apache Annotator",
    shape: Shape::Stream,
    extension: "jsonld",
    ways: Ways::OutAndIn,
    companions: &[],
    losses: &[Loss::UntaggedArticles, Loss::Text, Loss::Details, Loss::States],
};
