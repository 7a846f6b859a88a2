//! `copydesk adjudicate`: gold from sidecars and from bare spans, without a person.

use crate::desk::{Desk, Ran};
use serde_json::{Value, json};

const TEXT: &str = "The mayor said the bridge is safe. An engineer disputed it.";

/// An article on which anna, ben and carl agree on a claim, anna and ben on a quote; anna has an event
/// of her own.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("a.txt", TEXT);
    for (who, tag, at) in [
        ("anna", "claim", "15:33"),
        ("ben", "claim", "15:33"),
        ("carl", "claim", "15:33"),
        ("anna", "quote", "0:14"),
        ("ben", "quote", "0:14"),
        ("anna", "event", "35:58"),
    ] {
        desk.run(&["tag", "a.txt", "--tag", tag, "--at", at, "--annotator", who]).check(0, &[]);
    }
    desk
}

fn adjudicated(desk: &Desk, who: &str, arguments: &[&str]) -> Ran {
    desk.run(&[&["adjudicate", "a.txt", "--annotator", who], arguments].concat())
}

fn spans(strategy: &str) -> Value {
    let desk = Desk::new();
    let file = r#"{"text_len": 30, "labels": ["quote", "claim"], "annotators": {
        "anna": [{"start": 10, "end": 12, "label": "quote"}, {"start": 0, "end": 9, "label": "quote"}],
        "ben": [{"start": 0, "end": 9, "label": "claim"}, {"start": 0, "end": 9, "label": "quote"}],
        "cleo": [], "dan": null}}"#;
    desk.put("spans.json", file);
    let ran = desk.run(&["adjudicate", "--spans", "spans.json", "--strategy", strategy]);
    ran.check(0, &[]);
    assert_eq!(desk.names(), ["spans.json"], "nothing is written");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn bare_spans_are_printed_in_order() {
    let (claim, quote, short) = (
        json!({"start": 0, "end": 9, "label": "claim"}),
        json!({"start": 0, "end": 9, "label": "quote"}),
        json!({"start": 10, "end": 12, "label": "quote"}),
    );
    assert_eq!(spans("union"), json!([claim, quote, short]));
    assert_eq!(spans("majority"), json!([quote]));
    assert_eq!(spans("unanimous"), json!([]));
    assert_eq!(spans("at-least:2"), json!([quote]));
    assert_eq!(spans("threshold:1,0.6,1"), json!([quote, short]));
}

#[test]
fn gold_holds_what_enough_agree_on_and_says_from_whom() {
    let desk = desk();
    let ran = adjudicated(&desk, "carla", &["--strategy", "majority"]);
    ran.check(0, &[]);
    assert_eq!(ran.out, "a.txt: 2 answers taken by majority, 1 undecided\n");
    let gold = desk.read("a.txt.gold.ron");
    assert!(gold.contains("by: \"carla\""), "{gold}");
    assert_eq!(gold.matches("verdict: \"taken\"").count(), 2, "{gold}");
    assert_eq!(gold.matches("reason: \"majority\"").count(), 2, "{gold}");
    for about in ["(\"anna\", \"", "(\"ben\", \"", "(\"carl\", \""] {
        assert_eq!(gold.matches(about).count(), 1, "what it rests on: {gold}");
    }
    desk.run(&["check", "."]).check(0, &[]);
}

#[test]
fn a_second_run_writes_nothing_and_a_later_one_only_what_is_new() {
    let desk = desk();
    adjudicated(&desk, "carla", &["--strategy", "unanimous"]).check(0, &[]);
    let before = desk.files();
    let again = adjudicated(&desk, "carla", &["--strategy", "unanimous"]);
    assert_eq!(again.out, "a.txt: 0 answers taken by unanimous, 2 undecided\n");
    assert_eq!(desk.files(), before);
    let dry = adjudicated(&desk, "carla", &["--strategy", "union", "--dry-run"]);
    assert_eq!(dry.out, "a.txt: 2 answers would be taken by union, 0 undecided\n");
    assert_eq!(desk.files(), before);
    let json = adjudicated(&desk, "carla", &["--strategy", "union", "--json"]);
    let answer: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&answer["taken"], &answer["undecided"]), (&json!(2), &json!(0)));
    assert_eq!(answer["articles"][0]["annotators"], json!(["anna", "ben", "carl"]));
    assert_eq!(answer["articles"][0]["gold"], "a.txt.gold.ron");
    assert_eq!(desk.read("a.txt.gold.ron").matches("verdict: \"taken\"").count(), 3);
}

#[test]
fn somebody_elses_review_is_taken_over_only_when_asked() {
    let desk = desk();
    adjudicated(&desk, "carla", &["--strategy", "unanimous"]).check(0, &[]);
    let before = desk.files();
    let ran = adjudicated(&desk, "dora", &["--strategy", "union"]);
    ran.check(1, &["a.txt.gold.ron", "“carla” leads this review", "--take-over"]);
    assert_eq!(ran.out, "a.txt: 0 answers taken by union, 2 undecided\n");
    assert_eq!(desk.files(), before);
    adjudicated(&desk, "dora", &["--strategy", "unanimous"]).check(0, &[]);
    adjudicated(&desk, "dora", &["--strategy", "union", "--take-over"]).check(0, &[]);
    let gold = desk.read("a.txt.gold.ron");
    assert!(gold.contains("\n    by: \"dora\""), "{gold}");
    assert_eq!(gold.matches("by: \"carla\"").count(), 1, "her decision stays hers: {gold}");
}

#[test]
fn a_folder_is_decided_article_by_article() {
    let desk = desk();
    desk.put("b/c.txt", TEXT);
    desk.run(&["tag", "b/c.txt", "--tag", "claim", "--at", "0:3", "--annotator", "anna"]).check(0, &[]);
    desk.put("d.txt", "Nobody has read this.");
    let ran = desk.run(&["adjudicate", ".", "--annotator", "carla", "--strategy", "unanimous"]);
    ran.check(0, &[]);
    let last = ran.out.lines().last().unwrap();
    assert_eq!(last, "3 articles: 2 answers taken by unanimous, 2 undecided");
    let gold: Vec<String> = desk.names().into_iter().filter(|name| name.contains("gold")).collect();
    assert_eq!(gold, ["a.txt.gold.ron", "b/c.txt.gold.ron"], "nothing is said where nobody has read");
}

#[test]
fn what_cannot_be_read_wholly_is_not_decided_on() {
    let desk = desk();
    desk.put("a.txt.dan.ron", "(copydesk: 1, annotator: \"dan\", annot");
    let before = desk.files();
    adjudicated(&desk, "carla", &["--strategy", "union"]).check(3, &["a.txt.dan.ron"]);
    assert_eq!(desk.files(), before);
    std::fs::remove_file(desk.path("a.txt.dan.ron")).unwrap();
    desk.put("a.txt.gold.ron", "(copydesk: 1, annotator: \"gold\", annot");
    let before = desk.files();
    adjudicated(&desk, "carla", &["--strategy", "union"])
        .check(3, &["a.txt.gold.ron", "nothing was decided"]);
    assert_eq!(desk.files(), before);
}

#[test]
fn what_is_asked_must_make_sense() {
    let desk = desk();
    adjudicated(&desk, "carla", &[]).check(2, &["--strategy"]);
    adjudicated(&desk, "carla", &["--strategy", "most"])
        .check(2, &["“most” is no strategy", "threshold:U,C,T"]);
    desk.run(&["adjudicate", "a.txt", "--strategy", "union"])
        .check(2, &["who decides", "COPYDESK_ANNOTATOR"]);
    desk.run(&["adjudicate", "--strategy", "union"]).check(2, &["PATH"]);
}
