//! Saved pages: headline, standfirst and body; what stands around them is left out.
//!
//! A page is weighed by [`guard`] before a tree is built from it, because building is quadratic in
//! depth; the tree is built and walked in a thread of its own, with a stack and a deadline that no
//! page can exceed to our harm. No position of a page's source is known: its parser keeps none.

mod body;
mod charset;
mod details;
mod guard;
mod headline;
mod json;
mod json_ld;
mod notices;
mod sizes;
mod tree;
mod walk;

pub(super) use charset::declared as declared_encoding;
pub use guard::TooMuch;

use super::ReadArticleError;
use super::draft::{Composed, Draft, Sources};
use dom_query::Document;
use headline::Headline;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// The tree is read with a stack of this many bytes: what the guard lets pass needs a fraction.
const STACK_BYTES: usize = 64 << 20;

/// An honest page of 10 MB takes a quarter of a second.
const DEADLINE: Duration = Duration::from_secs(10);

/// Reads a page.
pub(super) fn read(source: String) -> Result<Composed, ReadArticleError> {
    let (send, receive) = mpsc::sync_channel(1);
    let reader = move || {
        // Nobody waits for it any more when the deadline has passed.
        send.send(guard::weigh(source.as_bytes()).map(|()| page(&source))).ok();
    };
    let started = thread::Builder::new().name("read a page".to_owned()).stack_size(STACK_BYTES).spawn(reader);
    if started.is_err() {
        return Err(ReadArticleError::PageUnreadable);
    }
    match receive.recv_timeout(DEADLINE) {
        Ok(read) => read.map_err(ReadArticleError::PageTooComplex),
        Err(RecvTimeoutError::Timeout) => Err(ReadArticleError::PageTooSlow { seconds: DEADLINE.as_secs() }),
        Err(RecvTimeoutError::Disconnected) => Err(ReadArticleError::PageUnreadable),
    }
}

fn page(source: &str) -> Composed {
    let page = Document::from(source);
    let (mut details, window_title) = details::of(&page);
    notices::drop_unread(&page);
    let headline = Headline::take(&page, &details, window_title);
    details.title = details.title.or_else(|| headline.title.clone());
    notices::drop_notices(&page);
    let mut draft = Draft::new();
    headline.write(&mut draft);
    body::write(page, &headline, &details, &mut draft);
    draft.finish(details, Sources::Unknown)
}
