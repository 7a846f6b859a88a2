//! What an import wrote, so that it can be taken back as one.

use crate::store::file::Stamp;
use std::fs;
use std::path::{Path, PathBuf};

/// The files that an import made or changed, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: Vec<Entry>,
    /// The folder, where the import made it.
    made: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    path: PathBuf,
    /// What the file held before; nothing where there was none.
    before: Option<Vec<u8>>,
    /// What it held after.
    after: Stamp,
}

/// What became of taking an import back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Files that are as they were before.
    pub restored: usize,
    /// Files that somebody has changed since: they stay as they are.
    pub kept: Vec<PathBuf>,
}

impl Ledger {
    /// Notes that a file was written.
    pub(super) fn wrote(&mut self, path: &Path, before: Option<Vec<u8>>, after: Stamp) {
        self.entries.push(Entry { path: path.to_owned(), before, after });
    }

    /// Notes that the folder was made.
    pub(super) fn made(&mut self, folder: &Path) {
        self.made = Some(folder.to_owned());
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Puts every file back as it was, the last first. A file that is not as the import left it stays.
    pub fn take_back(&self) -> TakenBack {
        let mut done = TakenBack::default();
        for entry in self.entries.iter().rev() {
            let is_ours = fs::read(&entry.path).is_ok_and(|bytes| Stamp::of(&bytes) == entry.after);
            let put_back = || match &entry.before {
                None => fs::remove_file(&entry.path).is_ok(),
                Some(before) => {
                    let over = crate::store::atomic::Over::Only(entry.after);
                    crate::store::atomic::write(&entry.path, before, over).is_ok()
                }
            };
            if is_ours && put_back() {
                done.restored += 1;
            } else {
                done.kept.push(entry.path.clone());
            }
        }
        if let Some(folder) = &self.made {
            // One that holds something else by now stays.
            fs::remove_dir(folder).ok();
        }
        done
    }
}
