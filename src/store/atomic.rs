//! Files replaced whole: after a crash, a full disk or a power cut there is the old one or the new
//! one, never a part of either.

use super::file::Stamp;
use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use thiserror::Error;

/// What a new file may take the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Whatever is there.
    Anything,
    /// What was last read or written there, and nothing else.
    Only(Stamp),
}

/// Why a file was not written. Unless it says otherwise, the old one is as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    /// Another program or person wrote the file meanwhile.
    #[error("the file was changed by someone else since it was read; their work is kept ({})", path.display())]
    Changed {
        /// Which file.
        path: PathBuf,
    },
    /// A folder, device or pipe is in the place.
    #[error("this is not an ordinary file and is left alone ({})", path.display())]
    NotAFile {
        /// Which.
        path: PathBuf,
    },
    /// A link that leads nowhere is in the place.
    #[error("this link leads nowhere; remove it or mend it ({})", path.display())]
    DeadLink {
        /// Which.
        path: PathBuf,
    },
    /// This user may not write there.
    #[error("you may not write here; ask for the permission, or work on a copy ({})", path.display())]
    Forbidden {
        /// Which file.
        path: PathBuf,
    },
    /// The disk or the user's share of it is full.
    #[error("the disk is full; make room ({})", path.display())]
    Full {
        /// Which file.
        path: PathBuf,
    },
    /// The folder is gone.
    #[error("the folder is gone; bring it back ({})", path.display())]
    NoFolder {
        /// Which file.
        path: PathBuf,
    },
    /// The file is in place, but the system could not say that it would survive a power cut.
    #[error("the file is written but not yet safe from a power cut: {source} ({})", path.display())]
    NotDurable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The system says something else.
    #[error("the file cannot be written: {source} ({})", path.display())]
    Failed {
        /// Which file.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
}

impl WriteError {
    fn new(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Forbidden { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder { path },
            _ => Self::Failed { path, source },
        }
    }
}

/// Writes a file whole, in place of what `over` allows. Returns what lies there now.
///
/// A link is followed first, and only then looked at, so that the file it leads to is replaced and
/// no device ever is. The new file is written beside it, made durable, and renamed over it; a
/// failure removes it again.
pub fn write(path: &Path, bytes: &[u8], over: Over) -> Result<Stamp, WriteError> {
    let target = Target::of(path)?;
    let failed = |source| WriteError::new(&target.path, source);
    let folder = match target.path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = target.temporary(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    if let Some(permissions) = target.permissions.clone() {
        temporary.as_file().set_permissions(permissions).map_err(failed)?;
    }
    // After a failed sync the system may have dropped what it could not write: this file is thrown
    // away and the whole save tried again later, never just the sync.
    temporary.as_file().sync_all().map_err(failed)?;
    let stamp = Stamp::of(bytes);
    if let Over::Only(expected) = over
        && stamp_at(&target.path).map_err(failed)? != expected
    {
        return Err(WriteError::Changed { path: target.path });
    }
    target.replace_by(temporary, over, stamp)?;
    match sync_folder(folder) {
        Ok(()) => Ok(stamp),
        Err(source) => Err(WriteError::NotDurable { path: target.path, source }),
    }
}

/// The file that is to be replaced.
struct Target {
    /// Where it is, links followed.
    path: PathBuf,
    /// What the old one has; nothing where there is none.
    permissions: Option<Permissions>,
}

impl Target {
    fn of(path: &Path) -> Result<Self, WriteError> {
        let failed = |source| WriteError::new(path, source);
        let missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        let path = match fs::symlink_metadata(path) {
            Err(error) if missing(&error) => return Ok(Self { path: path.to_owned(), permissions: None }),
            Err(error) => return Err(failed(error)),
            Ok(about) if about.is_symlink() => fs::canonicalize(path).map_err(|error| {
                if missing(&error) { WriteError::DeadLink { path: path.to_owned() } } else { failed(error) }
            })?,
            Ok(_) => path.to_owned(),
        };
        let about = fs::metadata(&path).map_err(failed)?;
        if !about.is_file() {
            return Err(WriteError::NotAFile { path });
        }
        // Renaming would get round this protection.
        if about.permissions().readonly() {
            return Err(WriteError::Forbidden { path });
        }
        Ok(Self { path, permissions: Some(about.permissions()) })
    }

    /// `~NAME.RANDOM.tmp` beside the target: synchronising programs pass over such names.
    fn temporary(&self, folder: &Path) -> io::Result<NamedTempFile> {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let start = name.get(..name.floor_char_boundary(100)).unwrap_or_default();
        let prefix = format!("~{start}.");
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".tmp").rand_bytes(8);
        // As any new file, less what the user's mask takes away; by itself it would be private.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        builder.tempfile_in(folder)
    }

    fn replace_by(&self, mut temporary: NamedTempFile, over: Over, stamp: Stamp) -> Result<(), WriteError> {
        // A scanner may hold the old file for a moment there.
        let pauses: &[u64] = if cfg!(windows) { &[10, 25, 50, 100] } else { &[] };
        let mut pauses = pauses.iter();
        loop {
            let renamed = match over {
                Over::Only(Stamp::ABSENT) => temporary.persist_noclobber(&self.path),
                Over::Only(_) | Over::Anything => temporary.persist(&self.path),
            };
            let Err(error) = renamed else { return Ok(()) };
            if error.error.kind() == io::ErrorKind::AlreadyExists {
                return Err(WriteError::Changed { path: self.path.clone() });
            }
            // Over a network an error may be told of a rename that took place.
            if stamp_at(&self.path).is_ok_and(|found| found == stamp) {
                return Ok(());
            }
            let held = error.error.kind() == io::ErrorKind::PermissionDenied
                || error.error.raw_os_error() == Some(32);
            match pauses.next() {
                Some(pause) if held => std::thread::sleep(std::time::Duration::from_millis(*pause)),
                _ => return Err(WriteError::new(&self.path, error.error)),
            }
            temporary = error.file;
        }
    }
}

/// What lies at a path now.
fn stamp_at(path: &Path) -> io::Result<Stamp> {
    match fs::metadata(path) {
        Ok(about) if about.is_file() => Ok(Stamp::of(&fs::read(path)?)),
        Ok(_) => Err(io::Error::other("it is no longer an ordinary file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Stamp::ABSENT),
        Err(error) => Err(error),
    }
}

/// Makes the new name durable.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some network folders cannot do it at all.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        done => done,
    }
}

/// Nothing to do: the system offers no way.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
