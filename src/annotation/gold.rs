//! What a review adds to an annotation set: who decided, on what grounds, and each decision.

use super::AnnotationRef;
use std::sync::Arc;

/// The record of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gold {
    /// Who reviews; one person at a time.
    pub by: String,
    /// The sidecars it rests on: annotator and SHA-256 of the file.
    pub rests_on: Vec<(String, String)>,
    /// Every act of adjudication, rejections included.
    pub decisions: Vec<Decision>,
}

/// One act of adjudication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The annotations decided on.
    pub about: Vec<AnnotationRef>,
    /// `taken`, `edited`, `rejected` or `skipped`; other words are kept.
    pub verdict: Arc<str>,
    /// The annotation of the gold set that came of it; empty for none.
    pub result: String,
    /// Why, as one of the review's reasons; empty for none.
    pub reason: String,
    /// Why, in words.
    pub note: String,
    /// Who decided.
    pub by: String,
    /// When: RFC 3339 in UTC.
    pub edited: Arc<str>,
}
