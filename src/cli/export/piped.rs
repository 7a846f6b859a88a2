//! Export as a stage of a pipe: paths come from standard input, rows go to standard output as they are ready.

use crate::cli::outcome::{Answer, Failure, say};
use crate::interchange::Shape;
use crate::interchange::export::{self, Damaged, ExportError, Request};
use crate::progress::Progress;
use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};

/// How many articles are in work at once.
const TOGETHER: usize = 256;

/// Exports what standard input names, a bit at a time. A faulty article stops it after the rows before it.
pub(super) fn run(request: &Request) -> Result<Answer, Failure> {
    if request.out != Path::new("-") || request.format.shape() != Shape::Stream {
        return Err(Failure::Usage("--stdin0: goes with --out - and a format of one stream".to_owned()));
    }
    let mut paths = io::stdin().lock().split(0);
    loop {
        let some =
            paths.by_ref().take(TOGETHER).map(|path| path.map(named)).collect::<io::Result<Vec<PathBuf>>>();
        let some = some.map_err(|error| Failure::File(format!("standard input: {error}")))?;
        let some: Vec<PathBuf> = some.into_iter().filter(|path| !path.as_os_str().is_empty()).collect();
        if some.is_empty() {
            return Ok(Answer::Done);
        }
        written(&Request { paths: some, ..request.clone() })?;
    }
}

fn written(request: &Request) -> Result<(), Failure> {
    let report = match export::run_to(request, &mut io::stdout().lock(), &Progress::new()) {
        // Nothing of this bit was written: one at a time finds the article that is in the way.
        Err(ExportError::Faults(_) | ExportError::Path { .. }) if request.paths.len() > 1 => {
            let each =
                request.paths.iter().map(|path| Request { paths: vec![path.clone()], ..request.clone() });
            return each.into_iter().try_for_each(|one| written(&one));
        }
        Err(error @ ExportError::Path { .. }) if request.damaged == Damaged::LeftOut => {
            say(&format!("{error}; left out"));
            return Ok(());
        }
        report => report.map_err(super::failure)?,
    };
    report.remarks.iter().for_each(|remark| say(&remark.to_string()));
    report.faults.iter().for_each(|fault| say(&format!("{fault}; left out")));
    Ok(())
}

/// The path that bytes name.
#[cfg(unix)]
fn named(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// The path that bytes name.
#[cfg(not(unix))]
fn named(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}
