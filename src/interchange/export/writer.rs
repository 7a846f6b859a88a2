//! How records become files: what a format gives, and where it goes.

use crate::interchange::Record;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A format being written. Records are rendered by many threads, and taken in order by one.
pub(in crate::interchange) trait Writer: Sync {
    /// A rendered record.
    type Part: Send;

    /// Writes what stands before the first record. A writer that may say [`Finish::Again`] begins its
    /// files with [`Output::anew`].
    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        let _: &mut dyn Output = out;
        Ok(())
    }

    /// Renders a record.
    fn render(&self, record: &Record<'_>) -> io::Result<Self::Part>;

    /// Writes a rendered record.
    fn take(&mut self, part: Self::Part, out: &mut dyn Output) -> io::Result<()>;

    /// Writes what stands after the last record.
    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        let _: &mut dyn Output = out;
        Ok(Finish::Whole)
    }
}

/// Whether a dataset is whole once its last record was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::interchange) enum Finish {
    /// It is.
    Whole,
    /// Its head did not fit what came after it. Now the writer knows better: all is written again.
    Again,
}

/// The one file of a format that has one.
pub(in crate::interchange) const STREAM: &str = "";

/// Where the files of a dataset go. Names have `/` between folders, and are safe on every system.
pub(in crate::interchange) trait Output {
    /// The file of a name, begun when first asked for and kept open to the end.
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write>;

    /// Writes a file that is whole at once, such as that of one article.
    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;

    /// Begins the file of a name anew, empty.
    fn anew(&mut self, name: &str) -> io::Result<()>;
}

/// A part of a dataset inside it: a folder, or a file where the format has one.
pub(super) struct Inside<'o> {
    pub(super) out: &'o mut dyn Output,
    /// The name of the folder.
    pub(super) folder: &'o str,
    /// The extension of the one file.
    pub(super) extension: &'static str,
}

impl Inside<'_> {
    fn name(&self, name: &str) -> String {
        let Self { folder, extension, .. } = self;
        if name == STREAM { format!("{folder}.{extension}") } else { format!("{folder}/{name}") }
    }
}

impl Output for Inside<'_> {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        let name = self.name(name);
        self.out.file(&name)
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let name = self.name(name);
        self.out.put(&name, bytes)
    }

    fn anew(&mut self, name: &str) -> io::Result<()> {
        let name = self.name(name);
        self.out.anew(&name)
    }
}

/// The beginning of a dataset, in memory, to be looked at.
#[derive(Debug, Default)]
pub(super) struct Memory(pub(super) BTreeMap<String, Vec<u8>>);

impl Output for Memory {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        Ok(self.0.entry(name.to_owned()).or_default())
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.insert(name.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn anew(&mut self, name: &str) -> io::Result<()> {
        self.put(name, &[])
    }
}
