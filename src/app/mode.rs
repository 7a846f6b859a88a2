//! What keys and clicks in the article mean at the moment.

use crate::annotation::{AnnotationId, Slot};
use std::sync::Arc;

/// What keys and clicks in the article mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Mode {
    /// Reading and tagging.
    #[default]
    Reading,
    /// The selection becomes the words that a slot was read from.
    PickingPlace {
        /// Whose slot.
        id: AnnotationId,
        /// Which slot.
        slot: Arc<str>,
        /// Its values that stay beside the one picked.
        kept: Vec<Slot>,
    },
    /// The kind of a link is being chosen.
    PickingKind {
        /// Where the link starts.
        from: AnnotationId,
    },
    /// The next annotation chosen becomes the target of a link.
    PickingTarget {
        /// Where the link starts.
        from: AnnotationId,
        /// Its kind.
        kind: Arc<str>,
        /// What would be taken now.
        candidate: Option<AnnotationId>,
    },
    /// Why a case is decided so is being chosen.
    PickingReason,
}
