//! Lines of a file as articles that arrive.

use super::{ArticleLine, Lines, ReadLineError};
use crate::interchange::import::{Arrived, Articles, BadInput, Counted, Specimen, Wording, buffered};
use std::io::BufRead;
use std::path::Path;

/// Whether a file has lines of our form: it is the plainest of the JSON forms, and asked last.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    specimen.head.starts_with('{') && specimen.has_key("text")
}

/// The articles of a file.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    Ok(Box::new(Arriving(Lines::new(buffered(path)?))))
}

struct Arriving<R>(Lines<R>);

impl<R: BufRead> Iterator for Arriving<R> {
    type Item = Result<Arrived, BadInput>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.0.next()?;
        Some(read.map(|line| arrived(line, self.0.line())).map_err(bad))
    }
}

fn arrived(article: ArticleLine, line: u64) -> Arrived {
    let place = format!("line {line}");
    Arrived { article, place, wording: Wording::Here, counted: Counted::CODE_POINTS_FIRST }
}

fn bad(error: ReadLineError) -> BadInput {
    BadInput::at(format!("line {}", error.line), error.what)
}
