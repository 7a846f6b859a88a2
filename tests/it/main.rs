//! One binary of integration tests.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod csv;
mod jsonl;
mod nasty;
mod store_names;
mod store_tagset;
