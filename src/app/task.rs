//! Long work on a thread of its own, polled by the session.

use crate::progress::Progress;
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

/// Tells the window that a task has something to say.
#[derive(Clone)]
pub struct Wake(Arc<dyn Fn() + Send + Sync>);

impl Wake {
    /// Calls `wake` from the worker's thread.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(wake))
    }

    /// For a session without a window.
    pub fn none() -> Self {
        Self::new(|| ())
    }
}

impl fmt::Debug for Wake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wake")
    }
}

/// Work on a thread of its own that sends one or more messages.
///
/// Dropping it asks the worker to stop; what it still sends is lost.
#[derive(Debug)]
pub struct Task<T> {
    messages: Receiver<T>,
    progress: Progress,
    /// What is being done, for the user: “Exporting 12 articles”.
    pub name: String,
    ended: bool,
}

/// What a task has to say.
#[derive(Debug)]
pub enum Poll<T> {
    /// Nothing yet.
    Running,
    /// A message.
    Sent(T),
    /// The worker ended, as it should or by a panic.
    Ended,
}

/// How a worker sends its messages.
#[derive(Debug, Clone)]
pub struct Outbox<T> {
    messages: Sender<T>,
    wake: Wake,
}

impl<T> Outbox<T> {
    /// Sends a message and wakes the window.
    pub fn send(&self, message: T) {
        // A session that no longer listens does not want to know.
        self.messages.send(message).ok();
        (self.wake.0)();
    }
}

impl<T: Send + 'static> Task<T> {
    /// Starts the work on a thread of the given name.
    pub fn start(
        name: impl Into<String>,
        wake: &Wake,
        work: impl FnOnce(&Progress, &Outbox<T>) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (sender, messages) = channel();
        let progress = Progress::new();
        let name = name.into();
        let outbox = Outbox { messages: sender, wake: wake.clone() };
        let handed = progress.clone();
        std::thread::Builder::new().name(name.clone()).stack_size(16 << 20).spawn(move || {
            let wake = outbox.wake.clone();
            work(&handed, &outbox);
            drop(outbox);
            // The end is news too.
            (wake.0)();
        })?;
        Ok(Self { messages, progress, name, ended: false })
    }

    /// What the worker has to say now.
    pub fn poll(&mut self) -> Poll<T> {
        match self.messages.try_recv() {
            Ok(message) => Poll::Sent(message),
            Err(TryRecvError::Empty) => Poll::Running,
            Err(TryRecvError::Disconnected) => self.end(),
        }
    }

    /// What the worker has to say, waiting at most `patience` for it.
    pub fn wait(&mut self, patience: Duration) -> Poll<T> {
        match self.messages.recv_timeout(patience) {
            Ok(message) => Poll::Sent(message),
            Err(RecvTimeoutError::Timeout) => Poll::Running,
            Err(RecvTimeoutError::Disconnected) => self.end(),
        }
    }

    fn end(&mut self) -> Poll<T> {
        self.ended = true;
        Poll::Ended
    }

    /// How far it is.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}
