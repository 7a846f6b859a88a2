//! Proposals: never saved, exported or compared before a person accepts them.

pub mod cue;
pub mod form;
pub mod speaker;
