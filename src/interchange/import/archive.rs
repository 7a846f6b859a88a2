//! Zip archives of others: opened only where nothing in them leads out, unpacked where a format is a folder.

use super::reader::{Articles, BadInput, buffered};
use std::fs::{self, File};
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::ZipArchive;

/// A zip archive that is a file.
pub(in crate::interchange) type Zip = ZipArchive<BufReader<File>>;

/// The most files in an archive.
const MOST_FILES: usize = 200_000;
/// The most bytes that an archive unpacks to.
const MOST_BYTES: u64 = 4 << 30;

/// Whether a file begins as a zip does.
pub(in crate::interchange) fn is_one(path: &Path) -> Result<bool, BadInput> {
    if !fs::metadata(path)?.is_file() {
        return Ok(false);
    }
    let mut first = Vec::new();
    buffered(path)?.take(4).read_to_end(&mut first)?;
    Ok(first == b"PK\x03\x04")
}

/// An archive of which all names stay inside it, and which has no links.
pub(in crate::interchange) fn opened(path: &Path) -> Result<Zip, BadInput> {
    let mut zip = ZipArchive::new(buffered(path)?).map_err(BadInput::whole)?;
    if zip.len() > MOST_FILES {
        return Err(BadInput::whole(format!("it holds more than {MOST_FILES} files")));
    }
    for at in 0..zip.len() {
        let file = zip.by_index_raw(at).map_err(BadInput::whole)?;
        let what = match (file.enclosed_name(), file.is_symlink()) {
            (None, _) => "leads out of it",
            (_, true) => "is a link",
            _ => continue,
        };
        return Err(BadInput::whole(format!("{:?} in it {what}, which is refused", file.name())));
    }
    Ok(zip)
}

/// The articles that `open` finds in an unpacked archive.
pub(super) fn articles(
    path: &Path,
    open: impl FnOnce(&Path) -> Result<Articles, BadInput>,
) -> Result<Articles, BadInput> {
    let folder = unpacked(path)?;
    let articles = open(folder.path())?;
    Ok(Box::new(Unpacked { articles, _folder: folder }))
}

/// Articles of a folder that is there as long as they are read.
struct Unpacked {
    articles: Articles,
    _folder: TempDir,
}

impl Iterator for Unpacked {
    type Item = <Articles as Iterator>::Item;

    fn next(&mut self) -> Option<Self::Item> {
        self.articles.next()
    }
}

/// An archive unpacked into a folder that goes with the value.
///
/// INCEpTION's archive of a project has an archive for each document and user, `annotation/DOCUMENT/USER.zip`: what is
/// in one of those takes its name, `annotation/DOCUMENT/USER.xmi`.
pub(super) fn unpacked(path: &Path) -> Result<TempDir, BadInput> {
    let folder = TempDir::new()?;
    let mut room = MOST_BYTES;
    for file in unpack(&mut opened(path)?, folder.path(), &mut room)? {
        if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
            unpack_within(&file, &mut room).map_err(|bad| {
                let inside = file.strip_prefix(folder.path()).unwrap_or(&file);
                BadInput::at(inside.display().to_string(), bad)
            })?;
        }
    }
    Ok(folder)
}

/// Unpacks an archive in an archive beside itself, under its own name where that is free.
fn unpack_within(archive: &Path, room: &mut u64) -> Result<(), BadInput> {
    let within = TempDir::new_in(archive.parent().unwrap_or(Path::new("")))?;
    for file in unpack(&mut opened(archive)?, within.path(), room)? {
        let named = archive.with_extension(file.extension().unwrap_or_default());
        if !named.exists() {
            fs::rename(&file, &named)?;
        }
    }
    Ok(())
}

/// Writes all files of an archive into a folder; where they are.
fn unpack(zip: &mut Zip, into: &Path, room: &mut u64) -> Result<Vec<PathBuf>, BadInput> {
    let mut written = Vec::new();
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(BadInput::whole)?;
        let Some(inside) = file.enclosed_name().filter(|_| file.is_file()) else { continue };
        let path = into.join(inside);
        fs::create_dir_all(path.parent().unwrap_or(into))?;
        // What the archive says of lengths is a promise that a bomb does not keep.
        let length = io::copy(&mut file.take(*room + 1), &mut File::create_new(&path)?)?;
        *room = room
            .checked_sub(length)
            .ok_or_else(|| BadInput::whole(format!("it unpacks to more than {} GiB", MOST_BYTES >> 30)))?;
        written.push(path);
    }
    Ok(written)
}
