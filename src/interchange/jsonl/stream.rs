//! Records as lines of one file.

use super::line;
use crate::interchange::Record;
use crate::interchange::export::{Output, STREAM, Writer};
use std::io;

/// The lines being written.
pub(in crate::interchange) struct JsonLines;

impl Writer for JsonLines {
    type Part = Vec<u8>;

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.file(STREAM).map(drop)
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        line(&mut bytes, record);
        Ok(bytes)
    }

    fn take(&mut self, part: Vec<u8>, out: &mut dyn Output) -> io::Result<()> {
        out.file(STREAM)?.write_all(&part)
    }
}
