//! `copydesk import`: datasets as articles and sidecars.

use crate::desk::Desk;

#[test]
fn an_import_says_what_it_did() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        concat!(
            r#"{"id":"a","text":"The bridge is safe.","spans":[{"id":"k","start":4,"end":18,"label":"rumour"},"#,
            r#"{"id":"p","start":4,"end":99,"label":"claim"}]}"#,
            "\n",
            r#"{"id":"b","text":"Nothing."}"#,
        ),
    );
    let ran = desk.run(&["import", "x.jsonl", "--into", "made/here", "--annotator", "anna"]);
    ran.check(0, &["x.jsonl: line 1: anna/p is kept as unplaced", "label rumour"]);
    assert!(
        ran.out.contains("2 articles")
            && ran.out.contains("1 annotation placed, 1 unplaced, 1 unknown label"),
        "{}",
        ran.out
    );
    assert_eq!(desk.names(), ["made/here/a.txt", "made/here/a.txt.anna.ron", "made/here/b.txt", "x.jsonl"]);
}

#[test]
fn a_bad_line_is_named_and_nothing_is_written() {
    let desk = Desk::new();
    let good = "{\"id\":\"a\",\"text\":\"One.\"}\n";
    let deep = format!("{{\"id\":\"a\",\"text\":\"b\",\"spans\":{}", "[".repeat(100_000));
    for bad in [
        "not json",
        "{\"id\":\"b\"}",
        "[]",
        r#"{"id":"b","text":"\udc00"}"#,
        r#"{"id":"b","text":7}"#,
        r#"{"id":"b","text":"%PDF-1.7 "}"#,
        deep.as_str(),
    ] {
        desk.put("x.jsonl", format!("{good}{bad}\n{good}"));
        desk.run(&["import", "x.jsonl", "--into", "to"]).check(3, &["x.jsonl: line 2: "]);
        assert_eq!(desk.names(), ["x.jsonl"], "{bad}");
    }
    desk.put("x.jsonl", [good.as_bytes(), b"{\"id\":\"b\",\"text\":\"\xff\"}"].concat());
    desk.run(&["import", "x.jsonl", "--into", "to"]).check(3, &["x.jsonl: line 2: ", "UTF-8"]);
}

#[test]
fn what_cannot_be_used_is_named() {
    let desk = Desk::new();
    desk.put("x.jsonl", "{\"id\":\"a\",\"text\":\"One.\"}\n");
    desk.put("file", "");
    desk.run(&["import", "gone.jsonl", "--into", "to"]).check(3, &["gone.jsonl"]);
    desk.run(&["import", "x.jsonl", "--into", "file"]).check(3, &["file"]);
    desk.run(&["import", ".", "--into", "to"]).check(3, &["format is not known"]);
    desk.run(&["import", "x.jsonl", "--format", "claim-review", "--into", "to"]).check(2, &["claim-review"]);
}

#[test]
fn a_sidecar_that_must_not_be_written_is_an_answer_of_no() {
    let desk = Desk::new();
    desk.put("to/a.txt", "One.");
    desk.put("to/a.txt.anna.ron", "(copydesk: 99)");
    desk.put("x.jsonl", r#"{"id":"a","text":"One.","spans":[{"start":0,"end":3,"annotator":"anna"}]}"#);
    desk.run(&["import", "x.jsonl", "--into", "to"]).check(1, &["a.txt.anna.ron", "must not be written"]);
}
