//! Folders walked: in order, without what is hidden, with what lies beside each article.

use copydesk::annotation::{AnnotatorName, State};
use copydesk::progress::{Cancelled, Progress};
use copydesk::store::atomic::{self, Over};
use copydesk::store::folder::{self, FolderWarning, Listing};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SIDECAR: &str = "(copydesk: 1, article: (name: \"a.md\", reading: \"markdown/1\", sha256: \"ab\"), annotator: \"anna\", state: \"done\", annotations: [(id: \"1\"), (id: \"2\")])";

/// A folder with the given files; sidecars say they are done, with two annotations.
fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        atomic::write(&path, SIDECAR.as_bytes(), Over::Anything).unwrap();
    }
    folder
}

fn walk(folder: &TempDir) -> Listing {
    folder::walk(folder.path(), &Progress::new()).unwrap()
}

/// Paths below the folder, with `/`.
fn below<P: AsRef<Path>>(folder: &TempDir, paths: impl IntoIterator<Item = P>) -> Vec<String> {
    let parts = |path: &Path| {
        let below = path.strip_prefix(folder.path()).unwrap();
        below.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/")
    };
    paths.into_iter().map(|path| parts(path.as_ref())).collect()
}

fn articles(folder: &TempDir) -> Vec<String> {
    below(folder, walk(folder).articles.iter().map(|article| &article.path))
}

#[test]
fn articles_come_in_byte_order_of_their_paths() {
    let folder = folder(&["b.md", "a/z.txt", "a.txt", "Z.text", "a/b/c.markdown", "é.md", "a-b.md"]);
    assert_eq!(articles(&folder), ["Z.text", "a-b.md", "a.txt", "a/b/c.markdown", "a/z.txt", "b.md", "é.md"]);
}

#[test]
fn what_is_hidden_or_no_article_is_left_out() {
    let folder =
        folder(&["a.md", ".hidden.md", "~draft.md", ".git/a.md", "notes.pdf", "README", "tagset.ron"]);
    assert_eq!(articles(&folder), ["a.md"]);
    assert!(walk(&folder).warnings.is_empty() && walk(&folder).orphans.is_empty());
}

#[test]
fn folders_lie_at_most_thirty_two_levels_deep() {
    let deep = |levels: usize| format!("{}a.md", "d/".repeat(levels));
    let folder = folder(&[&deep(32), &deep(33)]);
    assert_eq!(articles(&folder), [deep(32)]);
    assert!(matches!(walk(&folder).warnings[..], [FolderWarning::TooDeep { .. }]));
}

#[test]
fn each_article_comes_with_what_lies_beside_it() {
    let folder =
        folder(&["a.md", "a.md.ben.ron", "a.md.anna.ron", "a.md.gold.ron", "a.md.article.ron", "b.md"]);
    let listing = walk(&folder);
    let [a, b] = &listing.articles[..] else { panic!("{listing:?}") };
    let who: Vec<&str> = a.sets.iter().map(|set| set.annotator.as_str()).collect();
    assert_eq!((who, b.sets.len()), (vec!["anna", "ben", "gold"], 0));
    assert!(a.gold().is_some() && a.details.is_some() && b.gold().is_none() && b.details.is_none());
    let anna = a.set_of(&AnnotatorName::new("anna").unwrap()).unwrap();
    let glance = anna.peek.as_ref().unwrap();
    assert_eq!((&glance.state, glance.annotations, glance.version), (&State::Done, 2, Some(1)));
    assert_eq!(glance.header.as_ref().unwrap().name, "a.md");
    let names: Vec<String> = folder::annotators_of(&a.path).iter().map(ToString::to_string).collect();
    assert_eq!(names, ["anna", "ben", "gold"]);
    assert!(folder::annotators_of(&b.path).is_empty());
}

#[test]
fn a_list_reads_names_alone() {
    let folder = folder(&["a.md", "a.md.ben.ron"]);
    let listing = folder::list(folder.path(), &Progress::new()).unwrap();
    assert!(listing.articles[0].sets[0].peek.is_none());
}

#[test]
fn a_sidecar_without_its_article_is_an_orphan() {
    let folder = folder(&["gone.md.anna.ron", "NOTES", "NOTES.anna.ron"]);
    let other = folder.path().join("config.default.ron");
    atomic::write(&other, b"(volume: 3)", Over::Anything).unwrap();
    let listing = walk(&folder);
    assert_eq!(below(&folder, &listing.orphans), ["gone.md.anna.ron"]);
}

#[test]
fn copies_and_odd_names_are_said() {
    let folder = folder(&["a.md", "a.md.anna (1).ron", "a.md.Anna B.ron"]);
    let listing = walk(&folder);
    assert!(listing.articles[0].sets.is_empty());
    let [FolderWarning::NoAnnotator { path }, FolderWarning::ConflictCopy { annotator, .. }] =
        &listing.warnings[..]
    else {
        panic!("{listing:?}")
    };
    assert!(path.ends_with("a.md.Anna B.ron") && annotator.as_str() == "anna");
}

#[test]
fn a_folder_that_is_gone_is_a_warning() {
    let folder = folder(&[]);
    let gone = folder::walk(&folder.path().join("gone"), &Progress::new()).unwrap();
    assert!(matches!(gone.warnings[..], [FolderWarning::Unreadable { .. }]));
}

#[test]
fn a_walk_can_be_given_up() {
    let folder = folder(&["a.md"]);
    let progress = Progress::new();
    progress.cancel();
    assert_eq!(folder::walk(folder.path(), &progress).unwrap_err(), Cancelled);
}

#[cfg(unix)]
#[test]
fn links_are_left_out() {
    let folder = folder(&["a.md", "d/b.md"]);
    std::os::unix::fs::symlink("a.md", folder.path().join("link.md")).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("d/up")).unwrap();
    assert_eq!(articles(&folder), ["a.md", "d/b.md"]);
}
