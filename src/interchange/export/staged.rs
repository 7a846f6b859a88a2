//! Output that is not there before it is whole: written beside its place, then put there at once.

use super::ExportError;
use crate::article::Reading;
use crate::interchange::{Shape, csv};
use crate::store::names::Named;
use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile, TempDir};

/// The place where the output will stand, links resolved; refused where something else would be lost.
pub(super) fn place(out: &Path, shape: Shape) -> Result<PathBuf, ExportError> {
    let refused = |why| ExportError::Out { path: out.to_owned(), why };
    if out.file_name().is_none() && !out.is_dir() {
        return Err(refused("is no name for a file or folder"));
    }
    if Named::of(out).is_some() {
        return Err(refused("has the name of a sidecar or a tagset; choose another"));
    }
    let place = match fs::canonicalize(out) {
        Ok(place) => place,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return new_place(out),
        Err(_) => return Err(refused("cannot be looked at; check its folder")),
    };
    let there = fs::metadata(&place).map_err(|_gone| refused("cannot be looked at; check its folder"))?;
    match shape {
        Shape::Stream if there.is_dir() => Err(refused("is a folder; name a file in it")),
        Shape::Stream if !there.is_file() => Err(refused("is not an ordinary file; use - for a pipe")),
        Shape::Stream if Reading::of_path(&place).is_some() => {
            Err(refused("is an article, and articles are never changed; choose another name"))
        }
        Shape::Folder if !there.is_dir() => Err(refused("is a file, and this format needs a folder")),
        Shape::Stream | Shape::Folder => Ok(place),
    }
}

/// A place where nothing is yet; its folder must be there.
fn new_place(out: &Path) -> Result<PathBuf, ExportError> {
    let refused = |why| ExportError::Out { path: out.to_owned(), why };
    if fs::symlink_metadata(out).is_ok() {
        return Err(refused("is a link that leads nowhere"));
    }
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = fs::canonicalize(folder)
        .map_err(|_missing| refused("stands in a folder that is not there; make it first"))?;
    let name = out.file_name().ok_or_else(|| refused("is no name for a file or folder"))?;
    Ok(folder.join(name))
}

/// What a file beside `place` is called until it is whole.
fn builder(place: &Path) -> (String, &Path) {
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    (format!("~{name}."), place.parent().unwrap_or(Path::new(".")))
}

/// Files and folders are made as others are, not for the owner's eyes alone.
#[cfg(unix)]
fn mode(mode: u32) -> Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    Permissions::from_mode(mode)
}

/// A file that is not yet in its place.
#[derive(Debug)]
pub(super) struct StagedFile {
    file: BufWriter<NamedTempFile>,
    place: PathBuf,
}

impl StagedFile {
    /// Begins the file that will stand at `place`.
    pub(super) fn beside(place: &Path) -> io::Result<Self> {
        let (prefix, folder) = builder(place);
        let mut builder = Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(mode(0o666));
        let file = builder.tempfile_in(folder)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 20, file), place: place.to_owned() })
    }

    /// Puts the file in its place, for good.
    pub(super) fn put(self) -> io::Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(&self.place).map_err(|error| error.error)?;
        sync_folder(&self.place)
    }
}

impl Write for StagedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A folder whose tables are not yet in their place.
#[derive(Debug)]
pub(super) struct StagedFolder {
    folder: TempDir,
    place: PathBuf,
}

impl StagedFolder {
    /// Begins the folder that will stand at `place`, or whose files will stand in it.
    pub(super) fn beside(place: &Path) -> io::Result<Self> {
        let (prefix, parent) = builder(place);
        let mut builder = Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(mode(0o777));
        Ok(Self { folder: builder.tempdir_in(parent)?, place: place.to_owned() })
    }

    /// The files of the folder, empty.
    pub(super) fn files(&self) -> io::Result<[BufWriter<File>; 3]> {
        let [spans, relations, documents] = csv::FILES;
        let create = |name| {
            let file = File::create(self.folder.path().join(name))?;
            io::Result::Ok(BufWriter::with_capacity(1 << 18, file))
        };
        Ok([create(spans)?, create(relations)?, create(documents)?])
    }

    /// Puts the files in their place, for good.
    pub(super) fn put(self, files: [BufWriter<File>; 3]) -> io::Result<()> {
        for file in files {
            file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        }
        sync_folder(&self.folder.path().join(csv::FILES[0]))?;
        if self.place.exists() {
            // The folder stays, with whatever else is in it.
            for name in csv::FILES {
                fs::rename(self.folder.path().join(name), self.place.join(name))?;
            }
            return sync_folder(&self.place.join(csv::FILES[0]));
        }
        fs::rename(self.folder.path(), &self.place)?;
        // What was a temporary folder is the dataset now: nothing is left to take away.
        drop(self.folder.keep());
        sync_folder(&self.place)
    }
}

/// Makes the names in the folder of `path` last through a power cut, where the system can.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
