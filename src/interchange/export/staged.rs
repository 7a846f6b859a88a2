//! Output that is not there before it is whole: written beside its place, then put there at once.

use super::ExportError;
use super::writer::{Output, STREAM};
use crate::article::Reading;
use crate::interchange::Shape;
use crate::store::folder;
use crate::store::names::Named;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Seek as _, Write};
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

impl Output for StagedFile {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        debug_assert!(name == STREAM, "a format of one file has no file of a name");
        Ok(&mut self.file)
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(name)?.write_all(bytes)
    }

    fn anew(&mut self, _: &str) -> io::Result<()> {
        self.file.rewind()?;
        self.file.get_ref().as_file().set_len(0)
    }
}

/// A stream that is printed once it is whole: what was printed cannot be taken back.
#[derive(Debug)]
pub(super) struct StagedStream(BufWriter<File>);

impl StagedStream {
    /// Begins it.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self(BufWriter::with_capacity(1 << 20, tempfile::tempfile()?)))
    }

    /// Prints it.
    pub(super) fn print(self, out: &mut dyn Write) -> io::Result<()> {
        let mut whole = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        whole.rewind()?;
        io::copy(&mut whole, out)?;
        out.flush()
    }
}

impl Output for StagedStream {
    fn file(&mut self, _: &str) -> io::Result<&mut dyn Write> {
        Ok(&mut self.0)
    }

    fn put(&mut self, _: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn anew(&mut self, _: &str) -> io::Result<()> {
        self.0.rewind()?;
        self.0.get_ref().set_len(0)
    }
}

/// A folder whose files are not yet in their place.
#[derive(Debug)]
pub(super) struct StagedFolder {
    folder: TempDir,
    place: PathBuf,
    /// The files that are kept open, by their names.
    open: BTreeMap<String, BufWriter<File>>,
    /// The names of the files that are whole.
    whole: BTreeSet<String>,
}

impl StagedFolder {
    /// Begins the folder that will stand at `place`, or whose files will stand in it.
    pub(super) fn beside(place: &Path) -> io::Result<Self> {
        let (prefix, parent) = builder(place);
        let mut builder = Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(mode(0o777));
        let folder = builder.tempdir_in(parent)?;
        Ok(Self { folder, place: place.to_owned(), open: BTreeMap::new(), whole: BTreeSet::new() })
    }

    /// The path of a file that is being written, its folders made.
    fn inside(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.folder.path().join(name);
        if let Some(folder) = path.parent().filter(|_| name.contains('/')) {
            fs::create_dir_all(folder)?;
        }
        Ok(path)
    }

    /// A file of ours, an article with tags, or one of the articles that are exported, that one of the files
    /// would take the place of.
    pub(super) fn in_the_way(&self, exported: &HashSet<PathBuf>) -> Option<PathBuf> {
        let names = self.open.keys().chain(&self.whole);
        let mut places = names.map(|name| self.place.join(name));
        places.find(|place| {
            let real = fs::canonicalize(place);
            let is_exported = || real.as_ref().is_ok_and(|real| exported.contains(real));
            place.exists()
                && (Named::of(place).is_some() || is_exported() || !folder::sidecars_of(place).is_empty())
        })
    }

    /// Puts the files in their place, for good.
    pub(super) fn put(self) -> io::Result<()> {
        let Self { folder, place, open, mut whole } = self;
        for (name, file) in open {
            file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
            whole.insert(name);
        }
        sync_folder(&folder.path().join("a file"))?;
        if place.exists() {
            // The folder stays, with whatever else is in it.
            for name in whole {
                let there = place.join(&name);
                if let Some(inside) = there.parent() {
                    fs::create_dir_all(inside)?;
                }
                fs::rename(folder.path().join(&name), there)?;
            }
            return sync_folder(&place.join("a file"));
        }
        fs::rename(folder.path(), &place)?;
        // What was a temporary folder is the dataset now: nothing is left to take away.
        drop(folder.keep());
        sync_folder(&place)
    }
}

impl Output for StagedFolder {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write> {
        if !self.open.contains_key(name) {
            self.anew(name)?;
        }
        let file = self.open.get_mut(name).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(file)
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        File::create(self.inside(name)?)?.write_all(bytes)?;
        self.whole.insert(name.to_owned());
        Ok(())
    }

    fn anew(&mut self, name: &str) -> io::Result<()> {
        let file = BufWriter::with_capacity(1 << 18, File::create(self.inside(name)?)?);
        self.open.insert(name.to_owned(), file);
        Ok(())
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
