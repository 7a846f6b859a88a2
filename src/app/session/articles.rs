//! Folders and files: what is opened, listed, pasted, described and copied.

use super::{Folder, OthersShown, Session};
use crate::annotation::{AnnotatorName, ParagraphIndex};
use crate::app::document::{Other, paragraph_starts};
use crate::app::task::{Poll, Task};
use crate::app::{Command, Notice};
use crate::article::Details;
use crate::store::folder::{self, Listing};
use crate::store::{article_details, names, new_article, read, samples, tagset_file};
use crate::text::shortened;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder and the colleagues' sets that are being read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    listing: Option<Task<Listed>>,
    others: Option<Task<Vec<Other>>>,
}

/// A folder as it was found.
#[derive(Debug)]
struct Listed {
    folder: PathBuf,
    listing: Listing,
    then: Then,
}

/// What to do with a folder when it is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// Open its first article.
    OpenFirst,
    /// Only show the list.
    Show,
}

impl Session {
    /// Opens what was named: folders are listed, articles shown.
    ///
    /// A single file is opened without a list; several files are listed with the folder of the first.
    pub(super) fn open_paths(&mut self, paths: &[PathBuf]) {
        let Some(first) = paths.first() else { return };
        if first.is_dir() {
            self.walk(first.clone(), Then::OpenFirst);
            return;
        }
        if let (Some(folder), [_, _, ..]) = (first.parent(), paths) {
            self.walk(folder.to_owned(), Then::Show);
        } else {
            let inside = self.folder.as_ref().is_some_and(|folder| first.starts_with(&folder.path));
            if !inside {
                self.folder = None;
            }
        }
        self.open_article(first, None);
    }

    fn walk(&mut self, folder: PathBuf, then: Then) {
        let name = format!("list {}", folder.display());
        self.reading.listing = Task::start(name, &self.wake, move |progress, outbox| {
            if let Ok(listing) = folder::walk(&folder, progress) {
                outbox.send(Listed { folder, listing, then });
            }
        })
        .ok();
    }

    /// Lists the folder anew after one of its sidecars was written.
    pub(super) fn refresh_listing(&mut self, written: &Path) {
        let Some(folder) = &self.folder else { return };
        if written.starts_with(&folder.path) && self.reading.listing.is_none() {
            let path = folder.path.clone();
            self.walk(path, Then::Show);
        }
    }

    pub(super) fn poll_articles(&mut self) {
        if let Some(task) = &mut self.reading.listing {
            match task.poll() {
                Poll::Running => {}
                Poll::Sent(listed) => self.take_listing(listed),
                Poll::Ended => self.reading.listing = None,
            }
        }
        if let Some(task) = &mut self.reading.others {
            match task.poll() {
                Poll::Running => {}
                Poll::Sent(others) => {
                    // A review shows those that it compares.
                    let wanted = !self.reviews.is_going_on() && self.others == OthersShown::Shown;
                    if let Some(document) = self.document.as_mut().filter(|_| wanted) {
                        document.show_others(others);
                    }
                }
                Poll::Ended => self.reading.others = None,
            }
        }
    }

    pub(super) fn is_walking(&self) -> bool {
        self.reading.listing.is_some() || self.reading.others.is_some()
    }

    fn take_listing(&mut self, listed: Listed) {
        let Listed { folder, listing, then } = listed;
        let first = listing.articles.first().map(|article| article.path.clone());
        if then == Then::OpenFirst {
            self.settings.remember(&folder);
            for warning in &listing.warnings {
                self.notify_once(Notice::caution(
                    "Part of the folder could not be read",
                    warning.to_string(),
                ));
            }
        }
        self.folder = Some(Folder { path: folder, listing: Arc::new(listing) });
        if let (Then::OpenFirst, Some(first)) = (then, first) {
            self.open_article(&first, None);
        }
    }

    /// Opens a copy of the samples in a folder of the user's.
    pub(super) fn open_samples(&mut self) {
        let Some(folder) = self.home_folder().map(|home| home.join("samples")) else { return };
        match samples::copy_to(&folder) {
            Ok(()) => self.walk(folder, Then::OpenFirst),
            Err(error) => {
                let detail = format!("{}: {error}", folder.display());
                self.notify_once(Notice::failure("The samples could not be copied", detail));
            }
        }
    }

    /// The folder for what has no other; says so where there is none.
    fn home_folder(&mut self) -> Option<PathBuf> {
        let home = samples::home();
        if home.is_none() {
            let detail = "Open a folder first: what is new is written there";
            self.notify_once(Notice::failure("The system names no folder for your documents", detail));
        }
        home
    }

    /// Writes pasted text as an article of its own and opens it.
    pub(super) fn new_article(&mut self, details: &Details, text: &str) {
        let open = self.folder.as_ref().map(|folder| folder.path.clone());
        let Some(folder) = open.or_else(|| self.home_folder()) else { return };
        // A title is no path: what follows a slash in it is no file name.
        let title = details.title.as_ref().map(|title| title.replace(['/', '\\'], "-"));
        let name = title.unwrap_or_else(|| shortened(text, 40).replace(['/', '\\'], "-"));
        let written = new_article::write(&folder, name.trim_end_matches('…'), text);
        match written {
            Ok(path) => {
                if let Err(error) = article_details::write(&path, details) {
                    self.notify_once(Notice::failure("The details could not be saved", error.to_string()));
                }
                self.say(format!("Written to {}", path.display()));
                self.refresh_listing(&path);
                self.open_article(&path, None);
            }
            Err(error) => {
                self.notify_once(Notice::failure("The article could not be written", error.to_string()));
            }
        }
    }

    /// Writes what is known about the article beside it.
    pub(super) fn set_details(&mut self, details: Details) {
        let Some(document) = &mut self.document else { return };
        match article_details::write(document.path(), &details) {
            Ok(()) => {
                document.describe(details);
                self.say("Article details saved".to_owned());
            }
            Err(error) => {
                self.notify_once(Notice::failure("The details could not be saved", error.to_string()));
            }
        }
    }

    /// Writes the built-in tagset into the article's folder, where it can be edited.
    pub(super) fn copy_tagset(&mut self) {
        let folder = self
            .document
            .as_ref()
            .and_then(|document| document.path().parent().map(Path::to_owned))
            .or_else(|| self.folder.as_ref().map(|folder| folder.path.clone()));
        let Some(folder) = folder else { return };
        match tagset_file::copy_builtin(&folder) {
            Ok(path) => {
                let detail = "Edit it with any text editor, then open the article again";
                self.notify_once(Notice::caution(format!("The tagset stands in {}", path.display()), detail));
            }
            Err(error) => {
                self.notify_once(Notice::failure("The tagset could not be copied", error.to_string()));
            }
        }
    }

    /// Who else tagged the open article.
    pub fn colleagues(&self) -> Vec<AnnotatorName> {
        let Some(document) = &self.document else { return Vec::new() };
        let mut found = folder::annotators_of(document.path());
        // What a review decided is nobody's; it is shown as corrections.
        found.retain(|name| Some(name) != self.annotator.as_ref() && !name.is_gold());
        found
    }

    /// Whether colleagues' tags are shown.
    pub fn others_shown(&self) -> OthersShown {
        self.others
    }

    /// Shows nobody's tags, whatever is being read.
    pub(super) fn forget_others(&mut self) {
        self.reading.others = None;
        if let Some(document) = &mut self.document {
            document.show_others(Vec::new());
        }
    }

    pub(super) fn toggle_others(&mut self) {
        self.others = match self.others {
            OthersShown::Hidden => OthersShown::Shown,
            OthersShown::Shown => OthersShown::Hidden,
        };
        self.read_others();
    }

    /// Reads colleagues' sets, where they are to be shown.
    pub(super) fn read_others(&mut self) {
        if self.reviews.is_going_on() {
            return;
        }
        let Some(document) = &mut self.document else { return };
        if self.others == OthersShown::Hidden {
            document.show_others(Vec::new());
            return;
        }
        let (path, article) = (document.path().to_owned(), Arc::clone(document.article()));
        let colleagues = self.colleagues();
        self.reading.others = Task::start("read others’ tags", &self.wake, move |progress, outbox| {
            let mut others = Vec::new();
            for name in colleagues {
                if progress.wanted().is_err() {
                    return;
                }
                // A colleague's damaged file is their own window's affair; here it shows nothing.
                if let Ok(Some(loaded)) = read::sidecar(&names::sidecar(&path, &name), &article.text) {
                    let index = ParagraphIndex::new(paragraph_starts(&article), &loaded.set);
                    others.push(Other { set: Arc::new(loaded.set), index: Arc::new(index) });
                }
            }
            outbox.send(others);
        })
        .ok();
    }

    /// Saves the settings; a failure is said once and stops nothing.
    pub(super) fn save_settings(&mut self) {
        if let Err(error) = self.settings.save() {
            let notice = Notice::caution("The settings could not be saved", error.to_string());
            self.notify_once(notice.offering(Command::Save));
        }
    }
}
