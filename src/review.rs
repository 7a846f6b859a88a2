//! What several annotators said about one article: paired, measured, decided.
//!
//! Everything here is pure. Positions are code points, as in files: lengths and distances are what
//! a reader counts, and the numbers are those that other programs compute from an export.

pub mod adjudication;
pub mod agreement;
mod assignment;
mod batch;
mod case;
mod clustering;
mod continuum;
mod correction;
mod deciding;
mod in_gold_alone;
mod lists;
pub mod pairing;
mod queue;
mod thread;

pub use batch::Batch;
pub use case::{Answer, Case, CaseKind, Details, Voice, cases};
pub use continuum::{Annotator, Continuum, Extent, Label, Unit};
pub use correction::{Correction, CorrectionKind, LinkCorrection, corrections, says_the_same, taken_over};
pub use deciding::{Blend, Deciding, Grounds, REASONS, Taking};
pub use in_gold_alone::in_gold_alone;
pub use queue::{Ruling, Standing, Workload, rulings};
pub use thread::{Objection, Remark, Remarks, Thread, time_of_answer, waiting};
