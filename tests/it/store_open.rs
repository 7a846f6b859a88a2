//! Articles opened, and what is refused with a sentence.

use copydesk::annotation::{AnnotationSet, AnnotatorName, Sight, State};
use copydesk::article::{Details, Reading};
use copydesk::store::article_details::{self, ReadDetailsError, WriteDetailsError};
use copydesk::store::atomic::{self, Over};
use copydesk::store::file::{ReadFileError, Stamp};
use copydesk::store::open::{self, OpenError};
use copydesk::store::{names, new_article, save};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn put(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    atomic::write(&path, bytes, Over::Anything).unwrap();
    path
}

fn refused(path: &Path) -> ReadFileError {
    match open::article(path, None) {
        Err(OpenError::File(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_extension_says_how_an_article_is_read() {
    let folder = folder();
    let open = |name| open::article(&put(&folder, name, b"# Head\n\n*Words*"), None).unwrap();
    assert_eq!(open("a.md").text.as_str(), "Head\n\nWords");
    assert_eq!(open("a.txt").text.as_str(), "# Head\n\n*Words*");
    let by_hand = open("LICENCE");
    assert_eq!((by_hand.reading, by_hand.text.as_str()), (Reading::Plain, "# Head\n\n*Words*"));
}

#[test]
fn what_is_no_file_is_said() {
    let folder = folder();
    assert!(matches!(refused(folder.path()), ReadFileError::Folder { .. }));
    assert!(matches!(refused(&folder.path().join("gone.txt")), ReadFileError::Missing { .. }));
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_block() {
    let folder = folder();
    let pipe = folder.path().join("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(matches!(refused(&pipe), ReadFileError::Special { .. }));
    assert!(matches!(refused(Path::new("/dev/zero")), ReadFileError::Special { .. }));
}

#[test]
fn an_article_that_is_too_large_is_not_read() {
    let folder = folder();
    let path = folder.path().join("large.txt");
    let file = fs::File::create_new(&path).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    assert!(matches!(refused(&path), ReadFileError::TooLarge { .. }));
    assert_eq!(
        refused(&path).to_string().split(" (").next(),
        Some("the file has more than 64 MiB, the most that is read")
    );
}

#[test]
fn an_unclear_encoding_is_asked_for_once() {
    let folder = folder();
    let path = put(&folder, "cafe.txt", b"Das Caf\xe9 an der Br\xfccke schlie\xdft.");
    let unclear = open::article(&path, None).unwrap_err();
    let guess = unclear.guessed_encoding().unwrap().to_owned();
    let article = open::article(&path, Some(&guess)).unwrap();
    assert_eq!(article.text.as_str(), "Das Café an der Brücke schließt.");
    // Once it was saved with a sidecar, nobody is asked again.
    let set = AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "news/1").with_header(
        State::Done,
        Sight::Open,
        None,
        "{}",
    );
    save::sidecar(&path, &set, &article, Stamp::ABSENT).unwrap();
    let again = open::article(&path, None).unwrap();
    assert_eq!((again.text, again.encoding), (article.text, article.encoding));
    // Unless the text has changed since.
    put(&folder, "cafe.txt", b"Das Caf\xe9 an der Br\xfccke schlo\xdf.");
    assert!(open::article(&path, None).unwrap_err().guessed_encoding().is_some());
}

fn details(title: &str) -> Details {
    Details { title: Some(title.to_owned()), language: Some("en".to_owned()), ..Details::default() }
}

#[test]
fn details_typed_by_hand_stand_before_the_articles_own() {
    let folder = folder();
    let path = put(&folder, "a.md", b"---\ntitle: Its own\nauthor: B. Line\n---\nWords");
    article_details::write(&path, &details("By \"hand\"\n")).unwrap();
    let found = open::article(&path, None).unwrap().details;
    assert_eq!((found.title.as_deref(), found.language.as_deref()), (Some("By \"hand\"\n"), Some("en")));
    assert_eq!(found.byline.as_deref(), Some("B. Line"));
    insta::assert_snapshot!(fs::read_to_string(names::details(&path)).unwrap());
}

#[test]
fn details_that_say_nothing_new_write_nothing() {
    let folder = folder();
    let path = put(&folder, "a.txt", b"Words");
    article_details::write(&path, &Details::default()).unwrap();
    assert!(!names::details(&path).exists());
    put(&folder, "a.txt.article.ron", b"(copydesk: 1, title: \"x\", language: \"en\")");
    article_details::write(&path, &details("x")).unwrap();
    let kept = fs::read_to_string(names::details(&path)).unwrap();
    assert_eq!(kept, "(copydesk: 1, title: \"x\", language: \"en\")");
}

#[test]
fn details_that_are_not_wholly_understood_are_left_alone() {
    let folder = folder();
    let path = put(&folder, "a.txt", b"Words");
    for (bytes, says) in [
        (&b"(copydesk: 2, whatever: 3)"[..], "version 2"),
        (b"(copydesk: 1, mood: 3)", "line 1, column 15"),
        (b"(copydesk: 1, title: \"x\"", "line 1"),
        (b"(copydesk: 1) // mine", "comments"),
        (b"(copydesk: 1, title: \"\xff\")", "byte 22"),
    ] {
        put(&folder, "a.txt.article.ron", bytes);
        let error = article_details::read(&path).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        let refused = article_details::write(&path, &details("x"));
        assert!(matches!(refused, Err(WriteDetailsError::Unread(_))), "{refused:?}");
        assert_eq!(fs::read(names::details(&path)).unwrap(), bytes);
        assert_eq!(open::article(&path, None).unwrap().text.as_str(), "Words", "the article still opens");
    }
    let folder_there = names::details(&folder.path().join("b.txt"));
    fs::create_dir(&folder_there).unwrap();
    let unread = article_details::read(&folder.path().join("b.txt"));
    assert!(matches!(unread, Err(ReadDetailsError::File(_))));
}

#[test]
fn a_new_article_reads_back_byte_for_byte() {
    let folder = folder();
    let words = "Erst\r\n\tdann — “dies” 😀";
    let path = new_article::write(folder.path(), "a/Neu: \"heute\"", words).unwrap();
    assert_eq!(path, folder.path().join("Neu heute.txt"));
    assert_eq!(open::article(&path, None).unwrap().text.as_str(), words);
    let second = new_article::write(folder.path(), "a/Neu: \"heute\"", words).unwrap();
    assert_eq!(second, folder.path().join("Neu heute-2.txt"));
}
