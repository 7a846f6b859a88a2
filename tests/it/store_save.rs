//! Saving: whole or not at all, never over what somebody else wrote, nothing where nothing changed.

use crate::support::{self, find};
use copydesk::annotation::{AnnotationId, AnnotationSet, AnnotatorName, Origin, Pieces, State, Transaction};
use copydesk::article::{self, Article, Reading};
use copydesk::store::atomic::{self, Over, WriteError};
use copydesk::store::file::Stamp;
use copydesk::store::save::{self, Outcome, SaveError, Saved};
use copydesk::store::{names, read};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TEXT: &str = "The bridge is safe, she said.";

/// A folder with one article and nothing else.
struct Desk {
    folder: TempDir,
    article: Article,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let article = article::read(TEXT.as_bytes(), Reading::Plain, None).unwrap();
        put(&folder.path().join("bridge.txt"), TEXT);
        Self { folder, article }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self, set: &AnnotationSet, base: Stamp) -> Result<Saved, SaveError> {
        save::sidecar(&self.path("bridge.txt"), set, &self.article, base)
    }

    fn written(&self, set: &AnnotationSet, base: Stamp) -> Stamp {
        let saved = self.save(set, base).unwrap();
        assert_eq!(saved.outcome, Outcome::Written);
        saved.stamp
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// An annotation of `words`, added.
    fn tag(&self, set: &mut AnnotationSet, words: &str) {
        let tagset = support::tagset();
        let pieces = Pieces::one(find(&self.article.text, words));
        let add = support::edit(set, &tagset).add(AnnotationId::new(words), "claim", pieces, Origin::Hand);
        set.apply(&add).unwrap();
    }
}

fn put(path: &Path, words: &str) {
    atomic::write(path, words.as_bytes(), Over::Anything).unwrap();
}

fn empty() -> AnnotationSet {
    AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "small/1")
}

#[test]
fn what_was_saved_is_there_when_it_is_opened_again() {
    let desk = Desk::new();
    let mut set = empty();
    desk.tag(&mut set, "bridge");
    let stamp = desk.written(&set, Stamp::ABSENT);
    assert_eq!(desk.names(), ["bridge.txt", "bridge.txt.anna.ron"]);
    let loaded = read::sidecar(&desk.path("bridge.txt.anna.ron"), &desk.article.text).unwrap().unwrap();
    assert!(loaded.is_writable() && loaded.set == set && loaded.stamp == stamp);
    assert!(loaded.saved_at.unwrap().ends_with('Z'));
    assert_eq!((loaded.header.name.as_str(), loaded.header.reading.as_str()), ("bridge.txt", "plain/1"));
    assert!(read::sidecar(&desk.path("bridge.txt.ben.ron"), &desk.article.text).unwrap().is_none());
}

#[test]
fn a_save_that_changes_nothing_writes_nothing() {
    let desk = Desk::new();
    assert_eq!(desk.save(&empty(), Stamp::ABSENT).unwrap().outcome, Outcome::Unchanged);
    assert_eq!(desk.names(), ["bridge.txt"], "nothing was said, so there is no sidecar");
    let mut set = empty();
    desk.tag(&mut set, "bridge");
    let stamp = desk.written(&set, Stamp::ABSENT);
    // Even if the file is gone: whoever took it away did so on purpose.
    fs::remove_file(desk.path("bridge.txt.anna.ron")).unwrap();
    assert_eq!(desk.save(&set, stamp).unwrap(), Saved { stamp, outcome: Outcome::Unchanged });
    assert_eq!(desk.names(), ["bridge.txt"]);
}

#[test]
fn an_article_read_without_a_find_is_work_worth_keeping() {
    let desk = Desk::new();
    let mut set = empty();
    let done = support::edit(&set, &support::tagset()).set_state(State::Done).unwrap();
    set.apply(&done).unwrap();
    desk.written(&set, Stamp::ABSENT);
    let loaded = read::sidecar(&desk.path("bridge.txt.anna.ron"), &desk.article.text).unwrap().unwrap();
    assert_eq!(*loaded.set.state(), State::Done);
}

#[test]
fn a_file_that_somebody_else_wrote_is_never_replaced() {
    let desk = Desk::new();
    let path = desk.path("bridge.txt.anna.ron");
    let mut set = empty();
    desk.tag(&mut set, "bridge");
    let stamp = desk.written(&set, Stamp::ABSENT);
    put(&path, "(copydesk: 1) // by hand");
    desk.tag(&mut set, "safe");
    assert!(matches!(desk.save(&set, stamp), Err(SaveError::Write(WriteError::Changed { .. }))));
    assert!(matches!(desk.save(&set, Stamp::ABSENT), Err(SaveError::Write(WriteError::Changed { .. }))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "(copydesk: 1) // by hand");
    fs::remove_file(&path).unwrap();
    assert!(matches!(desk.save(&set, stamp), Err(SaveError::Write(WriteError::Changed { .. }))));
    assert_eq!(desk.names(), ["bridge.txt"], "nothing is left lying about");
}

#[test]
fn undo_and_save_bring_back_the_very_file() {
    let desk = Desk::new();
    let path = desk.path("bridge.txt.anna.ron");
    let mut set = empty();
    desk.tag(&mut set, "bridge");
    let first = desk.written(&set, Stamp::ABSENT);
    let before = fs::read(&path).unwrap();
    let removal: Transaction =
        support::edit(&set, &support::tagset()).remove(&AnnotationId::new("bridge")).unwrap();
    set.apply(&removal).unwrap();
    let second = desk.written(&set, first);
    set.apply(&removal.inverted()).unwrap();
    assert_eq!(desk.written(&set, second), first);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn the_article_is_never_touched() {
    let desk = Desk::new();
    let path = desk.path("bridge.txt");
    let mut protected = fs::metadata(&path).unwrap().permissions();
    protected.set_readonly(true);
    fs::set_permissions(&path, protected).unwrap();
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let mut set = empty();
    desk.tag(&mut set, "bridge");
    desk.written(&set, Stamp::ABSENT);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn a_folder_in_place_of_the_file_is_left_alone() {
    let desk = Desk::new();
    fs::create_dir(desk.path("bridge.txt.anna.ron")).unwrap();
    let mut set = empty();
    desk.tag(&mut set, "bridge");
    let refused = desk.save(&set, Stamp::ABSENT);
    assert!(matches!(refused, Err(SaveError::Write(WriteError::NotAFile { .. }))), "{refused:?}");
    let unread = read::sidecar(&desk.path("bridge.txt.anna.ron"), &desk.article.text);
    assert!(unread.is_err());
    assert_eq!(desk.names(), ["bridge.txt", "bridge.txt.anna.ron"]);
}

#[test]
fn a_folder_that_is_gone_is_said() {
    let desk = Desk::new();
    let gone = desk.path("gone/a.ron");
    assert!(matches!(atomic::write(&gone, b"x", Over::Anything), Err(WriteError::NoFolder { .. })));
}

#[test]
fn a_protected_file_stays() {
    let desk = Desk::new();
    let path = desk.path("settings.ron");
    put(&path, "old");
    let mut protected = fs::metadata(&path).unwrap().permissions();
    protected.set_readonly(true);
    fs::set_permissions(&path, protected).unwrap();
    assert!(matches!(atomic::write(&path, b"new", Over::Anything), Err(WriteError::Forbidden { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
}

#[test]
fn a_file_name_without_an_annotator_is_no_sidecar() {
    let desk = Desk::new();
    assert!(read::sidecar(&desk.path("bridge.txt.An na.ron"), &desk.article.text).is_err());
    assert_eq!(names::article_of(&desk.path("bridge.txt.anna.ron")), Some(desk.path("bridge.txt")));
}

#[test]
fn a_sidecar_that_is_too_large_is_not_read() {
    let desk = Desk::new();
    let path = desk.path("bridge.txt.anna.ron");
    fs::File::create_new(&path).unwrap().set_len((512 << 20) + 1).unwrap();
    let refused = read::sidecar(&path, &desk.article.text).unwrap_err();
    assert!(refused.to_string().starts_with("the file has more than 512 MiB"), "{refused}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;

    #[test]
    fn a_link_is_followed_and_stays_a_link() {
        let desk = Desk::new();
        let (link, target) = (desk.path("bridge.txt.anna.ron"), desk.path("elsewhere.ron"));
        put(&target, "old");
        symlink(&target, &link).unwrap();
        atomic::write(&link, b"new", Over::Only(Stamp::of(b"old"))).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        let changed = atomic::write(&link, b"newer", Over::Only(Stamp::of(b"old")));
        assert!(matches!(changed, Err(WriteError::Changed { path }) if path.ends_with("elsewhere.ron")));
    }

    #[test]
    fn a_link_that_leads_nowhere_is_said() {
        let desk = Desk::new();
        symlink("nowhere.ron", desk.path("a.ron")).unwrap();
        let refused = atomic::write(&desk.path("a.ron"), b"x", Over::Anything);
        assert!(matches!(refused, Err(WriteError::DeadLink { .. })), "{refused:?}");
        assert_eq!(desk.names(), ["a.ron", "bridge.txt"]);
    }

    #[test]
    fn a_pipe_is_never_opened_for_writing_and_never_replaced() {
        let desk = Desk::new();
        let pipe = desk.path("bridge.txt.anna.ron");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let mut set = empty();
        desk.tag(&mut set, "bridge");
        assert!(matches!(desk.save(&set, Stamp::ABSENT), Err(SaveError::Write(WriteError::NotAFile { .. }))));
        let link = desk.path("link.ron");
        symlink(&pipe, &link).unwrap();
        assert!(matches!(atomic::write(&link, b"x", Over::Anything), Err(WriteError::NotAFile { .. })));
        assert!(read::sidecar(&pipe, &desk.article.text).is_err(), "reading it would never end");
    }

    #[test]
    fn the_mode_of_the_file_is_kept() {
        let desk = Desk::new();
        let path = desk.path("a.ron");
        put(&path, "old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        put(&path, "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let desk = Desk::new();
        put(&desk.path("ours"), "x");
        fs::File::create_new(desk.path("any")).unwrap();
        let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode();
        assert_eq!(mode("ours"), mode("any"));
    }

    #[test]
    fn a_very_long_name_still_has_room_for_the_temporary_one() {
        let desk = Desk::new();
        put(&desk.path(&format!("{}.ron", "é".repeat(120))), "x");
        assert_eq!(desk.names().len(), 2);
    }
}
