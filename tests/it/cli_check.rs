//! `copydesk check`: whether the sidecars say what the articles say.

use crate::desk::Desk;
use serde_json::Value;

/// A folder with one article and one good sidecar.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("a.txt", "The bridge is safe.");
    desk.run(&["tag", "a.txt", "--tag", "claim", "--at", "4:18", "--annotator", "anna"]).check(0, &[]);
    desk
}

#[test]
fn a_good_folder_is_good() {
    let ran = desk().run(&["check", "."]);
    ran.check(0, &[]);
    assert!(ran.out.contains("1 sidecar,") && ran.out.contains("0 problems"), "{}", ran.out);
}

#[test]
fn a_changed_article_is_said() {
    let desk = desk();
    desk.put("a.txt", "This bridge is not safe.");
    desk.run(&["check", "."]).check(1, &["a.txt.anna.ron", "changed"]);
    desk.run(&["check", "a.txt"]).check(1, &["changed"]);
    desk.run(&["check", "a.txt.anna.ron"]).check(1, &["changed"]);
}

#[test]
fn words_that_are_not_there_are_said() {
    let desk = desk();
    let sidecar = desk.read("a.txt.anna.ron").replace("bridge is safe", "bridge is soft");
    desk.put("a.txt.anna.ron", sidecar);
    desk.run(&["check", "."]).check(1, &["a.txt.anna.ron", "bridge is soft"]);
}

#[test]
fn a_sidecar_without_its_article_is_said() {
    let desk = desk();
    std::fs::remove_file(desk.path("a.txt")).unwrap();
    desk.put("b.txt", "Other.");
    desk.run(&["check", "."]).check(1, &["a.txt.anna.ron", "article is not there"]);
    desk.run(&["check", "a.txt.anna.ron"]).check(1, &["article is not there"]);
}

#[test]
fn damage_is_said_with_its_line() {
    let desk = desk();
    let sidecar = desk.read("a.txt.anna.ron").replace("flagged: false", "flagged: perhaps");
    desk.put("a.txt.anna.ron", sidecar);
    desk.run(&["check", "."]).check(1, &["a.txt.anna.ron", "line "]);
}

#[test]
fn what_the_tagset_does_not_know_is_a_warning() {
    let desk = desk();
    let sidecar = desk.read("a.txt.anna.ron").replace("tag: \"claim\"", "tag: \"rumour\"");
    desk.put("a.txt.anna.ron", sidecar);
    desk.run(&["check", "."]).check(0, &["warning", "rumour"]);
}

#[test]
fn the_answer_can_be_read_by_a_program() {
    let desk = desk();
    let good: Value = serde_json::from_str(&desk.run(&["check", ".", "--json"]).out).unwrap();
    assert_eq!((&good["ok"], &good["sidecars"], &good["annotations"]), (&true.into(), &1.into(), &1.into()));
    desk.put("a.txt", "This bridge is not safe.");
    let ran = desk.run(&["check", ".", "--json"]);
    ran.check(1, &[]);
    let bad: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(bad["ok"], false);
    let file = bad["problems"][0]["file"].as_str().unwrap();
    assert!(file.ends_with("a.txt.anna.ron"), "{file}");
}

#[test]
fn what_cannot_be_read_is_no_answer() {
    let desk = desk();
    desk.run(&["check", "gone"]).check(3, &["gone"]);
    desk.put("b.txt", b"caf\xe9");
    desk.run(&["check", "."]).check(3, &["b.txt", "windows-1252"]);
}

/// A set that came by mail, was compared and went again left no trace but in the decisions about it.
#[test]
fn a_set_that_a_review_rests_on_and_that_is_not_here_is_a_warning() {
    let desk = desk();
    desk.run(&["tag", "a.txt", "--tag", "claim", "--at", "4:18", "--annotator", "ben"]).check(0, &[]);
    desk.run(&["adjudicate", ".", "--strategy", "unanimous", "--annotator", "chief"]).check(0, &[]);
    desk.run(&["check", "."]).check(0, &[]);
    std::fs::remove_file(desk.path("a.txt.ben.ron")).unwrap();
    desk.run(&["check", "."]).check(0, &["warning", "tags of ben that are not here"]);
}

/// As after a line was cut out of the file by hand: the decision says that there is an annotation, and there is none.
#[test]
fn what_came_of_a_decision_and_is_not_in_the_file_is_a_warning() {
    let desk = desk();
    desk.run(&["adjudicate", ".", "--strategy", "union", "--annotator", "chief"]).check(0, &[]);
    desk.run(&["check", "."]).check(0, &[]);
    let gold = desk.read("a.txt.gold.ron").replace("result: \"", "result: \"x");
    desk.put("a.txt.gold.ron", gold);
    desk.run(&["check", "."]).check(0, &["a.txt.gold.ron", "warning", "came of a decision"]);
}
