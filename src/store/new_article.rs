//! A new article file of pasted or imported text: never over an existing file, never outside its
//! folder.

use super::names;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a new article could not be written. Nothing is left half written.
#[derive(Debug, Error)]
pub enum NewArticleError {
    /// The folder could not be made.
    #[error("the folder {} could not be made: {error}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The file could not be made or written.
    #[error("{} could not be written: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// How many numbers are tried before giving up on a name.
const TRIES: u32 = 10_000;

/// Writes `text`, byte for byte, as `NAME.txt` in `folder`, which is made when missing.
///
/// The name may come from anywhere: it is made safe, and a number is added where a file of that
/// name exists. Returns where the article is.
pub fn write(folder: &Path, name: &str, text: &str) -> Result<PathBuf, NewArticleError> {
    write_where(folder, name, text, |_| true)
}

/// As [`write()`], at the first place that `fits` too.
pub fn write_where(
    folder: &Path,
    name: &str,
    text: &str,
    fits: impl Fn(&Path) -> bool,
) -> Result<PathBuf, NewArticleError> {
    fs::create_dir_all(folder)
        .map_err(|error| NewArticleError::Folder { folder: folder.to_owned(), error })?;
    let (path, mut file) = create(folder, name, fits)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| {
        // Half an article would be taken for a whole one.
        fs::remove_file(&path).ok();
        NewArticleError::File { path: path.clone(), error }
    })?;
    Ok(path)
}

fn create(
    folder: &Path,
    name: &str,
    fits: impl Fn(&Path) -> bool,
) -> Result<(PathBuf, File), NewArticleError> {
    let mut path = folder.join(names::safe(name, ".txt"));
    for number in 2..TRIES {
        if fits(&path) {
            match File::create_new(&path) {
                Ok(file) => return Ok((path, file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(NewArticleError::File { path, error }),
            }
        }
        path = folder.join(names::safe(name, &format!("-{number}.txt")));
    }
    Err(NewArticleError::File { path, error: io::ErrorKind::AlreadyExists.into() })
}
