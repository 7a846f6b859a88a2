//! The names of things for the whole world, the same at every export of the same things.

use sha2::{Digest as _, Sha256};
use uuid::Builder;

/// A name made of what is named: a version 8 UUID of its SHA-256.
pub(super) fn guid(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        // The length before each part: two lists of parts are never taken for the same.
        digest.update(part.len().to_be_bytes());
        digest.update(part.as_bytes());
    }
    let digest = digest.finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.iter()).for_each(|(byte, known)| *byte = *known);
    Builder::from_custom_bytes(bytes).into_uuid().to_string()
}
