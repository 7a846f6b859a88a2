//! One binary of integration tests.

mod csv;
mod jsonl;
mod nasty;
