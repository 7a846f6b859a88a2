//! How far a work is, on one line of the terminal; never in a pipe.

use crate::progress::Progress;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(200);

/// Does `work` while a terminal shows how far it is.
pub(super) fn shown<T>(progress: &Progress, what: &str, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    std::thread::scope(|scope| {
        let (done, over) = channel::<()>();
        let line = std::thread::Builder::new().name("progress".to_owned()).spawn_scoped(scope, move || {
            while over.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                let (done, total) = progress.counts();
                if total > 0 {
                    write!(io::stderr(), "\r\x1b[K{what}: {done} of {total}").ok();
                }
            }
            write!(io::stderr(), "\r\x1b[K").ok();
        });
        let result = work();
        // The other end ends when this one is gone.
        drop(done);
        // A line that could not be shown is no loss.
        drop(line);
        result
    })
}
