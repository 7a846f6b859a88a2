//! How far a long work is, and whether it is still wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use thiserror::Error;

/// A value handed down into long work: the worker reports, the asker reads and may cancel.
///
/// Clones share the same counters.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

/// The work is no longer wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("cancelled")]
pub struct Cancelled;

impl Progress {
    /// Nothing done of a work whose size is not known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how much there is to do, in whatever the worker counts.
    pub fn expect(&self, total: u64) {
        self.0.total.store(total, Ordering::Relaxed);
    }

    /// Adds to what is done; an error when the work should stop.
    pub fn advance(&self, by: u64) -> Result<(), Cancelled> {
        self.0.done.fetch_add(by, Ordering::Relaxed);
        self.wanted()
    }

    /// An error when the work should stop.
    pub fn wanted(&self) -> Result<(), Cancelled> {
        if self.0.cancelled.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }

    /// Asks the worker to stop at its next report.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// What is done, and of how much; a total of 0 is not known yet.
    pub fn counts(&self) -> (u64, u64) {
        (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }
}
