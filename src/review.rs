//! What several annotators said about one article: paired, measured, decided.
//!
//! Everything here is pure. Positions are code points, as in files: lengths and distances are what
//! a reader counts, and the numbers are those that other programs compute from an export.

pub mod agreement;
mod continuum;

pub use continuum::{Annotator, Continuum, Label, Stretch, Unit};
