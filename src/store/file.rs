//! Reading files that anybody may have put there: never a device, never more than expected.

use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a file could not be read.
#[derive(Debug, Error)]
pub enum ReadFileError {
    /// There is none.
    #[error("there is no such file ({})", path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("this is a folder, not a file ({})", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
    },
    /// It is a device, a pipe or a socket, from which reading might never end.
    #[error("this is not an ordinary file ({})", path.display())]
    Special {
        /// Which.
        path: PathBuf,
    },
    /// It is larger than such a file may be.
    #[error("the file has more than {} MiB, the most that is read ({})", limit >> 20, path.display())]
    TooLarge {
        /// Which.
        path: PathBuf,
        /// The most, in bytes.
        limit: u64,
    },
    /// This user may not read it.
    #[error("you may not read this file; ask its owner, or copy it ({})", path.display())]
    Forbidden {
        /// Which.
        path: PathBuf,
    },
    /// The system says something else.
    #[error("the file cannot be read: {source} ({})", path.display())]
    Failed {
        /// Which.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
}

impl ReadFileError {
    fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing { path },
            io::ErrorKind::PermissionDenied => Self::Forbidden { path },
            io::ErrorKind::IsADirectory => Self::Folder { path },
            _ => Self::Failed { path, source },
        }
    }

    /// Whether there is just no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing { .. })
    }
}

/// The bytes of an ordinary file of at most `limit` bytes. Links are followed.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, ReadFileError> {
    let failed = |source| ReadFileError::new(path, source);
    // Looked at before it is opened: opening a pipe would wait for a writer.
    let kind = fs::metadata(path).map_err(failed)?;
    if kind.is_dir() {
        return Err(ReadFileError::Folder { path: path.to_owned() });
    }
    if !kind.is_file() {
        return Err(ReadFileError::Special { path: path.to_owned() });
    }
    // What the folder says of the length is a hint, not a promise: it may be less than is read.
    if kind.len() > limit {
        return Err(ReadFileError::TooLarge { path: path.to_owned(), limit });
    }
    let expected = usize::try_from(kind.len().min(limit)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    File::open(path)
        .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(failed)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) {
        Ok(bytes)
    } else {
        Err(ReadFileError::TooLarge { path: path.to_owned(), limit })
    }
}

/// When a file was last written: RFC 3339 in UTC, to the second; nothing where the system does not
/// say.
pub fn modified(path: &Path) -> Option<String> {
    let time = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    let time = jiff::Timestamp::try_from(time).ok()?;
    Some(format!("{time:.0}"))
}

/// What lies at a path, as far as it matters for writing there: nothing, or these very bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Stamp(Option<[u8; 32]>);

impl Stamp {
    /// No file.
    pub const ABSENT: Self = Self(None);

    /// A file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Some(Sha256::digest(bytes).into()))
    }

    /// Whether there is a file.
    pub fn is_present(self) -> bool {
        self.0.is_some()
    }

    /// The SHA-256 of the bytes, in lower-case hexadecimal.
    pub fn sha256(self) -> Option<String> {
        self.0.map(|digest| digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat())
    }
}
