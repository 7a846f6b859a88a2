//! An import as one deed: rehearsed without a trace, taken back as a whole, labels mapped.

use crate::desk::Desk;
use crate::nasty;
use copydesk::chance::Chance;
use copydesk::interchange::Format;
use copydesk::interchange::export::{self, Damaged, Options, Sets};
use copydesk::interchange::import::{self, Report, Request, Unknown};
use copydesk::progress::Progress;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn request(desk: &Desk, into: &str) -> Request {
    Request {
        files: vec![desk.path("x.jsonl")],
        format: None,
        into: desk.path(into),
        annotator: None,
        mapping: BTreeMap::new(),
    }
}

fn import(request: &Request) -> Report {
    import::run(request, &mut Chance::scripted("2026-11-23T10:00:00Z", 1), &Progress::new()).unwrap()
}

fn rehearse(request: &Request) -> Report {
    import::rehearse(request, &mut Chance::scripted("2026-11-23T10:00:00Z", 1), &Progress::new()).unwrap()
}

fn export(desk: &Desk, folder: &str) {
    let request = export::Request {
        paths: vec![desk.path(folder)],
        format: Format::Jsonl,
        out: desk.path("x.jsonl"),
        sets: Sets::All,
        options: Options::default(),
        encoding: None,
        damaged: Damaged::Stops,
    };
    export::run(&request, &Progress::new()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_rehearsal_says_what_the_import_does_and_writes_nothing(
        came in proptest::collection::vec(nasty::work(), 1..3),
        there in nasty::work(),
    ) {
        let desk = Desk::new();
        for (n, work) in came.iter().enumerate() {
            desk.put_work(&format!("from/a{n}.txt"), work);
        }
        // The same article with other tags is there already.
        let meeting = nasty::Work { text: came[0].text.clone(), sets: Vec::new(), ..there };
        desk.put_work("to/a0.txt", &meeting);
        export(&desk, "from");
        let before = desk.files();
        let said = rehearse(&request(&desk, "to"));
        prop_assert_eq!(desk.files(), before);
        prop_assert!(said.ledger.is_empty());
        let done = import(&request(&desk, "to"));
        prop_assert_eq!((said.placed, said.unplaced, said.written), (done.placed, done.unplaced, done.written));
        prop_assert_eq!(said.unknown, done.unknown);
    }

    #[test]
    fn an_import_taken_back_leaves_no_trace(
        came in proptest::collection::vec(nasty::work(), 1..3),
        there in nasty::work(),
    ) {
        let desk = Desk::new();
        for (n, work) in came.iter().enumerate() {
            desk.put_work(&format!("from/a{n}.txt"), work);
        }
        desk.put_work("to/a0.txt", &there);
        export(&desk, "from");
        let before = desk.files();
        for into in ["to", "new"] {
            let taken = import(&request(&desk, into)).ledger.take_back();
            prop_assert_eq!(taken.kept, Vec::<std::path::PathBuf>::new());
            prop_assert_eq!(desk.files(), before.clone());
            prop_assert!(!desk.path("new").exists());
        }
    }
}

const LINE: &str = r#"{"id":"a","text":"The bridge is safe.","spans":[{"start":4,"end":10,"label":"Assertion","annotator":"anna"}]}"#;

#[test]
fn what_was_changed_since_is_not_taken_back() {
    let desk = Desk::new();
    desk.put("x.jsonl", LINE);
    let report = import(&request(&desk, "to"));
    desk.put("to/a.txt.anna.ron", "changed");
    let taken = report.ledger.take_back();
    assert_eq!((taken.restored, taken.kept), (1, vec![desk.path("to").join("a.txt.anna.ron")]));
    assert_eq!(desk.read("to/a.txt.anna.ron"), "changed");
}

#[test]
fn a_label_becomes_the_tag_it_stands_for() {
    let desk = Desk::new();
    desk.put("x.jsonl", LINE);
    let unmapped = rehearse(&request(&desk, "to"));
    assert_eq!(unmapped.unknown, BTreeMap::from([(Unknown::Label("Assertion".to_owned()), 1)]));
    let mapping = BTreeMap::from([("Assertion".to_owned(), "claim".to_owned())]);
    let mapped = import(&Request { mapping, ..request(&desk, "to") });
    assert!(mapped.unknown.is_empty());
    assert!(desk.read("to/a.txt.anna.ron").contains(r#"tag: "claim""#));
}

#[test]
fn the_command_line_rehearses_and_maps() {
    let desk = Desk::new();
    desk.put("x.jsonl", LINE);
    let ran = desk.run(&["import", "x.jsonl", "--into", "to", "--map", "Assertion=claim", "--dry-run"]);
    ran.check(0, &[]);
    assert!(ran.out.contains("1 annotation placed, 0 unplaced, 0 unknown labels"), "{}", ran.out);
    assert_eq!(desk.names(), ["x.jsonl"]);
    desk.run(&["import", "x.jsonl", "--into", "to", "--map", "Assertion"]).check(2, &["LABEL=TAG"]);
}

#[test]
fn offsets_in_another_unit_are_understood_by_their_words() {
    let desk = Desk::new();
    for (unit, start, end) in [("code points", 6, 11), ("UTF-16", 7, 12), ("bytes", 9, 14), ("LF", 5, 10)] {
        let line = serde_json::json!({
            "id": "a",
            "text": "😀\r\nAh claim here, claim there",
            "spans": [{"start": start, "end": end, "label": "claim", "text": "claim", "annotator": "anna"}],
        });
        desk.put("x.jsonl", line.to_string());
        let report = rehearse(&request(&desk, "to"));
        assert_eq!((report.placed, report.unplaced, report.anchored), (1, 0, 0), "{unit}");
    }
}

#[test]
fn words_that_stand_once_are_found_and_others_are_not_guessed() {
    let desk = Desk::new();
    let line = |words: &str| {
        let span = serde_json::json!({"start": 0, "end": 3, "label": "claim", "text": words});
        serde_json::json!({"id": "a", "text": "One two, two three", "spans": [span]}).to_string()
    };
    desk.put("x.jsonl", line("three"));
    let found = rehearse(&request(&desk, "to"));
    assert_eq!((found.placed, found.anchored, found.unplaced), (1, 1, 0));
    for words in ["two", "four", " "] {
        desk.put("x.jsonl", line(words));
        let kept = rehearse(&request(&desk, "to"));
        assert_eq!((kept.placed, kept.anchored, kept.unplaced), (0, 0, 1), "{words}");
    }
}
