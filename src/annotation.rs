//! Tags on the reading text: the tagset, annotations, sets, and how they change.

mod change;
mod edit;
mod gold;
mod history;
mod id;
mod lint;
mod segment;
mod set;
mod tag;
mod tagset;
mod unplaced;

pub use change::{ApplyError, Change, Transaction};
pub use edit::Edit;
pub use gold::{Decision, Gold, Review};
pub use history::History;
pub use id::{AnnotationId, AnnotationRef, AnnotatorName, NameError};
pub use lint::{Lint, LintKind, Lints, lints};
pub use segment::{ParagraphIndex, PieceRef, Segment, segments};
pub use set::{AnnotationSet, Sight, State};
pub use tag::{Annotation, Comment, Link, Origin, Pieces, Place, Slot};
pub use tagset::{Colour, LinkKind, Pattern, Rgb, SlotKind, SlotRule, Tag, Tagset};
pub use unplaced::{Unplaced, Why};
