//! Names of the files we own, and safe names from words of others.

use copydesk::annotation::AnnotatorName;
use copydesk::store::names::{self, LONGEST_NAME, Named};
use proptest::prelude::*;
use std::path::Path;

fn anna() -> AnnotatorName {
    AnnotatorName::new("anna").unwrap()
}

fn sidecar(article: &str, annotator: AnnotatorName) -> Named {
    Named::Sidecar { article: article.to_owned(), annotator }
}

fn copy_of_annas(article: &str) -> Named {
    Named::Conflict { article: article.to_owned(), annotator: anna() }
}

#[test]
fn a_sidecar_is_named_after_article_and_annotator() {
    let path = names::sidecar(Path::new("news/rising-lion.md"), &anna());
    assert_eq!(path, Path::new("news/rising-lion.md.anna.ron"));
    assert_eq!(Named::of(&path), Some(sidecar("rising-lion.md", anna())));
    assert_eq!(names::article_of(&path).as_deref(), Some(Path::new("news/rising-lion.md")));
    assert_eq!(names::sidecar(Path::new("a.md"), &AnnotatorName::gold()), Path::new("a.md.gold.ron"));
}

#[test]
fn every_file_we_own_is_told_by_its_name() {
    assert_eq!(Named::parse("a.md.gold.ron"), Some(sidecar("a.md", AnnotatorName::gold())));
    assert_eq!(Named::parse("LICENCE.anna.ron"), Some(sidecar("LICENCE", anna())));
    assert_eq!(Named::parse("a.md.article.ron"), Some(Named::Details { article: "a.md".to_owned() }));
    assert_eq!(Named::parse("tagset.ron"), Some(Named::Tagset));
}

#[test]
fn files_of_others_are_left_alone() {
    for name in [
        "a.md",
        "anna.ron",
        ".anna.ron",
        "a.md.ron.txt",
        "a.md.Anna.ron",
        "a.md.an na.ron",
        "a.md.tagset.ron",
        "a.md.ünal.ron",
        "",
    ] {
        assert_eq!(Named::parse(name), None, "{name}");
    }
}

#[test]
fn copies_of_synchronising_programs_are_nobodys_set() {
    for name in [
        "a.md.anna (Ben's conflicted copy 2026-11-22).ron",
        "a.md.anna (1).ron",
        "a.md.anna-LAPTOP.ron",
        "a.md.anna.sync-conflict-20261122-101500-ABCDEFG.ron",
        "a.md.anna.ron.orig",
    ] {
        assert_eq!(Named::parse(name), Some(copy_of_annas("a.md")), "{name}");
    }
}

#[test]
fn a_name_from_outside_keeps_its_words() {
    assert_eq!(names::safe("rising-lion", ".txt"), "rising-lion.txt");
    assert_eq!(names::safe("Вести 1", ".txt"), "Вести 1.txt");
    assert_eq!(names::safe("خبر\u{200c}ها", ""), "خبر\u{200c}ها");
}

#[test]
fn a_name_from_outside_is_never_a_path() {
    assert_eq!(names::safe("../../etc/passwd", ".txt"), "passwd.txt");
    assert_eq!(names::safe("C:\\Windows\\win.ini", ""), "win.ini");
    assert_eq!(names::safe("/absolute/", ".txt"), "absolute.txt");
    assert_eq!(names::safe("..", ".txt"), "untitled.txt");
    assert_eq!(names::safe("", ".txt"), "untitled.txt");
    assert_eq!(names::safe(".bashrc", ""), "bashrc");
}

#[test]
fn what_a_system_reserves_is_avoided() {
    assert_eq!(names::safe("con", ".txt"), "_con.txt");
    assert_eq!(names::safe("LPT1.report", ""), "_LPT1.report");
    assert_eq!(names::safe("conference", ""), "conference");
    assert_eq!(names::safe("a<b>:c?", ""), "abc");
    assert_eq!(names::safe("news. . ", ""), "news");
    assert_eq!(names::safe("gpj\u{202e}.exe\n", ""), "gpj.exe");
}

fn nasty_name() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[./\\\\~ :*\u{202e}\u{0}cCoOnN1é世🦁]{0,12}",
        "[é世🦁a.]{100,200}",
        Just("NUL".to_owned()),
    ]
}

proptest! {
    #[test]
    fn any_words_make_a_name_that_stays_in_its_folder(words in nasty_name(), extension in prop_oneof![Just(""), Just(".txt")]) {
        let name = names::safe(&words, extension);
        prop_assert!(!name.is_empty() && name.len() <= LONGEST_NAME);
        prop_assert!(!name.starts_with(['.', '~']) && !name.ends_with(['.', ' ']));
        let mut parts = Path::new(&name).components();
        prop_assert!(matches!((parts.next(), parts.next()), (Some(std::path::Component::Normal(_)), None)));
        prop_assert!(!name.chars().any(|c| c.is_control() || "<>:\"/\\|?*".contains(c)));
        prop_assert_eq!(names::safe(&name, ""), name, "safe already");
    }

    #[test]
    fn a_sidecar_name_says_article_and_annotator(article in "[a-zA-Z0-9é世. -]{0,20}[a-z]", name in "[a-z0-9_-]{1,32}") {
        if let Ok(annotator) = AnnotatorName::new(&name) {
            let path = names::sidecar(Path::new(&article), &annotator);
            prop_assert_eq!(Named::of(&path), Some(sidecar(&article, annotator)));
        }
    }
}
