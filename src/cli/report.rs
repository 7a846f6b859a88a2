//! `copydesk report`: a page of one article to read, print and send.

use super::Surroundings;
use super::outcome::{Answer, Failure, print, say, unreadable};
use crate::article::Article;
use crate::interchange::export::Sets;
use crate::interchange::report::{self, Shown};
use crate::store::atomic::{self, Over};
use crate::store::read::{self, ReadOnly};
use crate::store::{folder, open, tagset_file};
use std::path::{Path, PathBuf};

/// Write a page of an article with its tags: one file that needs nothing else.
///
/// Where the article has a gold set, that set is shown, else all are.
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// The article.
    #[arg(value_name = "ARTICLE")]
    article: PathBuf,
    /// The page to write; - is standard output.
    #[arg(long, value_name = "PAGE.html")]
    out: PathBuf,
    #[command(flatten)]
    sets: super::export::Chosen,
    /// Show notes and comments.
    #[arg(long)]
    notes: bool,
    /// Call annotators by their names.
    #[arg(long)]
    names: bool,
}

impl Report {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Result<Answer, Failure> {
        let article =
            open::article(&self.article, surroundings.encoding()).map_err(|error| unreadable(&error))?;
        let sets = self.sets(&article)?;
        let beside = self.article.parent().unwrap_or(Path::new(""));
        let tagset = tagset_file::read_in(beside, &[]).map_err(|error| Failure::File(error.to_string()))?;
        let tagset = tagset.map_or_else(tagset_file::builtin, |loaded| loaded.value);
        let shown = Shown { notes: self.notes, names: self.names };
        let page = report::Report::new(&article, &tagset, &sets, shown).page();
        if self.out == Path::new("-") {
            print(page.as_bytes())?;
            return Ok(Answer::Done);
        }
        if crate::article::Reading::of_path(&self.out).is_some() && !folder::sidecars_of(&self.out).is_empty()
        {
            let why = "is an article with tags, and articles are never changed; choose another name";
            return Err(Failure::Usage(format!("{}: {why}", self.out.display())));
        }
        atomic::write(&self.out, page.as_bytes(), Over::Anything)
            .map_err(|error| Failure::File(error.to_string()))?;
        Ok(Answer::Done)
    }

    fn sets(&self, article: &Article) -> Result<Vec<crate::annotation::AnnotationSet>, Failure> {
        let mut sidecars = folder::sidecars_of(&self.article);
        let has_gold = sidecars.iter().any(|(name, _)| name.is_gold());
        match self.sets.sets() {
            Sets::All => {}
            Sets::From(names) => sidecars.retain(|(name, _)| names.contains(name)),
            Sets::Gold => sidecars.retain(|(name, _)| name.is_gold()),
            Sets::Decided => sidecars.retain(|(name, _)| name.is_gold() || !has_gold),
        }
        let mut sets = Vec::new();
        for (_, path) in sidecars {
            let loaded =
                read::sidecar(&path, &article.text).map_err(|error| Failure::File(error.to_string()))?;
            let Some(loaded) = loaded else { continue };
            if let Some(why) = loaded.read_only.iter().find(|why| ReadOnly::hides_something(why)) {
                return Err(Failure::file(&path, why));
            }
            let unplaced = loaded.set.unplaced().len();
            if unplaced > 0 {
                say(&format!("{}: {unplaced} annotations without a place are left out", path.display()));
            }
            sets.push(loaded.set);
        }
        Ok(sets)
    }
}
