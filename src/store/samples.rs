//! The sample articles, carried in the program and copied to a folder of the user's.

use directories::UserDirs;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The samples with their sidecars, by file name.
pub const FILES: &[(&str, &[u8])] = &[
    ("a-plan-vetoed.md", include_bytes!("../../samples/a-plan-vetoed.md")),
    ("a-plan-vetoed.md.anna.ron", include_bytes!("../../samples/a-plan-vetoed.md.anna.ron")),
    ("a-plan-vetoed.md.ben.ron", include_bytes!("../../samples/a-plan-vetoed.md.ben.ron")),
    ("eastgate-bridge.md", include_bytes!("../../samples/eastgate-bridge.md")),
    ("eastgate-bridge.md.anna.ron", include_bytes!("../../samples/eastgate-bridge.md.anna.ron")),
    ("ferry-inquiry.txt", include_bytes!("../../samples/ferry-inquiry.txt")),
    ("ferry-inquiry.txt.ben.ron", include_bytes!("../../samples/ferry-inquiry.txt.ben.ron")),
    ("qanat.md", include_bytes!("../../samples/qanat.md")),
    ("qanat.md.anna.ron", include_bytes!("../../samples/qanat.md.anna.ron")),
    ("saved-page.html", include_bytes!("../../samples/saved-page.html")),
    ("saved-page.html.anna.ron", include_bytes!("../../samples/saved-page.html.anna.ron")),
    ("tideline-station.md", include_bytes!("../../samples/tideline-station.md")),
    ("tideline-station.md.ben.ron", include_bytes!("../../samples/tideline-station.md.ben.ron")),
];

/// Where new articles and the samples go when no folder is open: `Copydesk` among the user's
/// documents, or in the home folder where the system knows no documents.
pub fn home() -> Option<PathBuf> {
    let dirs = UserDirs::new()?;
    Some(dirs.document_dir().unwrap_or(dirs.home_dir()).join("Copydesk"))
}

/// Copies the samples into `folder`, made when missing. What is there already stays as it is, so
/// that nobody's tags are lost.
pub fn copy_to(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, bytes) in FILES {
        match fs::File::create_new(folder.join(name)) {
            Ok(mut file) => file.write_all(bytes)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
