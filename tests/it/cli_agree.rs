//! `copydesk agree`: how much annotators agree, on sidecars and on bare spans.

use crate::desk::Desk;
use serde_json::{Value, json};

const TEXT: &str = "The mayor said the bridge is safe. An engineer disputed it.";

/// An article that anna and ben have tagged: one claim alike, one quote with other ends, one event by
/// anna alone.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("a.txt", TEXT);
    let tag = |who: &str, tag: &str, at: &str| {
        desk.run(&["tag", "a.txt", "--tag", tag, "--at", at, "--annotator", who]).check(0, &[]);
    };
    tag("anna", "claim", "15:33");
    tag("ben", "claim", "15:33");
    tag("anna", "quote", "0:14");
    tag("ben", "quote", "4:14");
    tag("anna", "event", "35:58");
    desk
}

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    let ran = desk.run(&[&["agree"], arguments, &["--json"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn spans(spans: &str) -> Value {
    let desk = Desk::new();
    desk.put("spans.json", spans);
    json(&desk, &["--spans", "spans.json"])
}

#[test]
fn counts_and_numbers_of_sidecars_are_those_of_a_hand_count() {
    let desk = desk();
    for paths in [&["."][..], &["a.txt"], &["a.txt.ben.ron", "a.txt.anna.ron"], &["a.txt", "."]] {
        let answer = json(&desk, paths);
        let counts = &answer["counts"]["anna|ben"];
        assert_eq!(
            *counts,
            json!({"exact": 1, "label": 0, "boundary": 1, "boundary_label": 0, "only_a": 1, "only_b": 0})
        );
        let f1 = &answer["span_f1"]["pairs"]["anna|ben"];
        assert_eq!((&f1["n_a"], &f1["n_b"], &f1["exact"]), (&3.into(), &2.into(), &0.4.into()));
        assert_eq!(f1["overlap_same_label"], 0.8);
        assert_eq!(f1["per_label"]["event"]["exact"], 0.0);
        assert_eq!(answer["unitizing"]["per_label_2016"]["per_label"]["claim"], 1.0);
        assert_eq!(answer["char"]["per_label"]["claim"]["cohen_kappa"]["anna|ben"], 1.0);
        assert_eq!(answer["token"]["per_label"]["claim"]["cohen_kappa_mean"], 1.0);
        assert_eq!(answer["bootstrap"], Value::Null);
        assert_eq!(answer["in_progress"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn the_table_says_counts_first_and_what_they_rest_on() {
    let desk = desk();
    let ran = desk.run(&["agree", "."]);
    ran.check(0, &[]);
    assert_eq!(ran.err, "");
    insta::assert_snapshot!(ran.out.replace("./", ""));
}

#[test]
fn the_table_of_numbers_has_one_a_line() {
    let ran = desk().run(&["agree", ".", "--csv"]);
    ran.check(0, &["Still in progress", "a.txt.anna.ron"]);
    let mut lines = ran.out.lines();
    let head = r#""measure","annotators","label","value","reason","units","articles","article""#;
    assert_eq!(lines.next(), Some(head));
    assert!(lines.any(|line| line == r#""f1_exact","anna|ben","",0.4,"",5,1,"""#), "{}", ran.out);
    assert!(ran.out.contains(r#""u_alpha_per_label","","claim",1,"",2,1,"""#), "{}", ran.out);
}

#[test]
fn gold_is_compared_when_it_is_asked_for() {
    let desk = desk();
    let gold = desk.read("a.txt.ben.ron").replace("annotator: \"ben\"", "annotator: \"gold\"");
    desk.put("a.txt.gold.ron", gold);
    let pairs = |arguments: &[&str]| -> Vec<String> {
        json(&desk, arguments)["counts"].as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(pairs(&["."]), ["anna|ben"]);
    assert_eq!(pairs(&[".", "--gold"]), ["anna|ben", "anna|gold", "ben|gold"]);
    assert_eq!(pairs(&["a.txt.anna.ron", "a.txt.gold.ron"]), ["anna|gold"]);
}

#[test]
fn articles_are_pooled_and_only_those_that_both_have_done() {
    let desk = desk();
    desk.put("b.txt", TEXT);
    desk.run(&["tag", "b.txt", "--tag", "claim", "--at", "0:9", "--annotator", "anna"]).check(0, &[]);
    desk.put("c.txt", TEXT);
    for who in ["anna", "ben"] {
        desk.run(&["tag", "c.txt", "--tag", "claim", "--at", "0:9", "--annotator", who]).check(0, &[]);
    }
    let answer = json(&desk, &["."]);
    assert_eq!(answer["counts"]["anna|ben"]["exact"], 2);
    assert_eq!((&answer["span_f1"]["pairs"]["anna|ben"]["n_a"], &answer["articles"]), (&4.into(), &2.into()));
}

#[test]
fn eight_articles_have_intervals() {
    let desk = Desk::new();
    for n in 0..8 {
        let article = format!("{n}.txt");
        desk.put(&article, TEXT);
        desk.run(&["tag", &article, "--tag", "claim", "--at", "0:9", "--annotator", "anna"]).check(0, &[]);
        let at = if n % 2 == 0 { "0:9" } else { "0:14" };
        desk.run(&["tag", &article, "--tag", "claim", "--at", at, "--annotator", "ben"]).check(0, &[]);
    }
    let ran = desk.run(&["agree", "."]);
    assert!(ran.out.contains("95 %") && ran.out.contains("and 8 more"), "{}", ran.out);
    let answer = json(&desk, &["."]);
    let exact = &answer["bootstrap"]["span_f1"]["exact"];
    assert_eq!((&exact["resamples"], &exact["undefined_resamples"]), (&1000.into(), &0.into()));
    assert!(exact["lo"].as_f64().unwrap() < 0.5 && exact["hi"].as_f64().unwrap() > 0.5, "{exact}");
    assert!(answer["bootstrap"]["per_label_2016"]["per_label"]["claim"]["median"].is_f64());
}

#[test]
fn a_set_on_another_text_is_said_and_left_out() {
    let desk = desk();
    desk.put("a.txt", TEXT.replace("safe", "sound"));
    desk.run(&["tag", "a.txt", "--tag", "claim", "--at", "15:33", "--annotator", "cleo"]).check(0, &[]);
    let ran = desk.run(&["agree", ".", "--json"]);
    ran.check(0, &["a.txt.anna.ron", "another version"]);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer["counts"], json!({}));
    assert_eq!(answer["span_f1"]["mean"]["exact_reason"], "needs_two_annotators");
}

#[test]
fn what_cannot_be_read_is_said_with_its_line() {
    let desk = desk();
    let sidecar = desk.read("a.txt.anna.ron").replace("flagged: false", "flagged: perhaps");
    desk.put("a.txt.anna.ron", sidecar);
    desk.run(&["agree", "."]).check(3, &["a.txt.anna.ron", "line "]);
    let newer = desk.read("a.txt.ben.ron").replace("copydesk: 1", "copydesk: 99");
    desk.put("a.txt.anna.ron", newer);
    desk.run(&["agree", "."]).check(3, &["a.txt.anna.ron", "newer"]);
    desk.run(&["agree", "nowhere"]).check(3, &["nowhere"]);
}

#[test]
fn usage_is_said() {
    let desk = desk();
    desk.run(&["agree"]).check(2, &["PATH"]);
    desk.run(&["agree", ".", "--spans", "x.json"]).check(2, &["--spans"]);
    desk.run(&["agree", ".", "--json", "--csv"]).check(2, &["--csv"]);
    std::fs::create_dir(desk.path("empty")).unwrap();
    desk.run(&["agree", "empty"]).check(2, &["no article"]);
}

#[test]
fn one_annotator_alone_has_dashes_and_the_reason() {
    let desk = Desk::new();
    desk.put("a.txt", TEXT);
    desk.run(&["tag", "a.txt", "--tag", "claim", "--at", "0:9", "--annotator", "anna"]).check(0, &[]);
    let ran = desk.run(&["agree", "a.txt"]);
    ran.check(0, &[]);
    assert!(ran.out.contains("– (needs two annotators)"), "{}", ran.out);
    assert!(!ran.out.contains("NaN") && !ran.out.contains("0.000"), "{}", ran.out);
}

#[test]
fn bare_spans_are_compared() {
    let answer = spans(
        r#"{
            "text": null, "text_len": 100, "labels": ["quote", "claim"], "unknown": 1,
            "tokens": [[0, 9], [10, 20], [20, 30]],
            "annotators": {
                "zoe": [{"start": 0, "end": 9, "label": "claim"}, {"start": 10, "end": 20, "label": "claim"}],
                "ben": [{"start": 0, "end": 9, "label": "claim", "note": "ignored"}],
                "cleo": null,
                "anna": []
            }
        }"#,
    );
    let pairs: Vec<&String> = answer["counts"].as_object().unwrap().keys().collect();
    assert_eq!(pairs.len(), 3);
    assert!(answer["counts"]["zoe|ben"].is_object() && answer["counts"]["ben|anna"].is_object());
    assert_eq!(answer["span_f1"]["pairs"]["zoe|ben"]["per_label"]["claim"]["exact"], 2.0 / 3.0);
    assert_eq!(answer["span_f1"]["per_label"]["quote"]["exact"], Value::Null);
    assert_eq!(answer["span_f1"]["per_label"]["quote"]["exact_reason"], "no_units");
    assert_eq!(answer["unitizing"]["per_label_2016"]["per_label_reason"]["quote"], "no_units");
    assert_eq!(answer["char"]["per_label"]["claim"]["cohen_kappa"]["zoe|anna"], 0.0);
    assert_eq!(
        answer["token"]["per_label"]["claim"]["percent_agreement"],
        (2.0 / 3.0 + 1.0 / 3.0 + 2.0 / 3.0) / 3.0
    );
}

#[test]
fn no_tag_moves_the_cursor() {
    let desk = Desk::new();
    let spans = r#"{"text_len": 9, "annotators": {"a": [{"start": 0, "end": 4, "label": "x\u001b[2J\n\u202e"}], "b": []}}"#;
    desk.put("s.json", spans);
    let ran = desk.run(&["agree", "--spans", "s.json"]);
    ran.check(0, &[]);
    assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{}", ran.out);
    assert!(ran.out.lines().any(|line| line.contains("x\u{fffd}[2J")), "{}", ran.out);
}

#[test]
fn keys_stand_in_the_order_of_the_description() {
    let desk = Desk::new();
    desk.put("s.json", r#"{"text_len": 9, "annotators": {"b": [], "a": []}}"#);
    let out = desk.run(&["agree", "--spans", "s.json", "--json"]).out;
    let at = |key: &str| out.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key}: {out}"));
    let keys = [
        "counts",
        "span_f1",
        "pairs",
        "mean",
        "unitizing",
        "per_label_2016",
        "family_2016",
        "char",
        "bootstrap",
    ];
    assert!(keys.map(at).is_sorted(), "{out}");
    assert!(!out.contains("\"token\""));
    assert!(out.starts_with("{\"counts\":{\"b|a\":"), "{out}");
}

#[test]
fn the_text_gives_length_and_tokens() {
    let answer = spans(
        r#"{"text": "Sí, señor! 👩‍👩‍👧 ok", "annotators": {
            "a": [{"start": 4, "end": 9, "label": "x"}], "b": [{"start": 4, "end": 5, "label": "x"}]
        }}"#,
    );
    assert_eq!(answer["token"]["per_label"]["x"]["cohen_kappa"]["a|b"], 1.0);
    assert_eq!(answer["char"]["per_label"]["x"]["percent_agreement"], 1.0 - 4.0 / 19.0);
}

#[test]
fn spans_that_make_no_sense_are_said() {
    let refused = |spans: &str, says: &[&str]| {
        let desk = Desk::new();
        desk.put("s.json", spans);
        desk.run(&["agree", "--spans", "s.json"]).check(3, &[&["s.json"], says].concat());
    };
    refused("{\n  \"text_len\": 5,\n  oops", &["line 3"]);
    refused("{}", &["annotators"]);
    refused(r#"{"annotators": {}}"#, &["text_len"]);
    refused(r#"{"text": "four", "text_len": 5, "annotators": {}}"#, &["5", "4 code points"]);
    let with = |span: &str| format!("{{\"text_len\": 5,\n\"annotators\": {{\"anna\":\n[{span}]}}}}");
    refused(&with(r#"{"start": 2, "end": 2, "label": "x"}"#), &["line 3", "2–2"]);
    refused(&with(r#"{"start": -1, "end": 2, "label": "x"}"#), &["line 3"]);
    refused(&with(r#"{"start": 2, "end": 9, "label": "x"}"#), &["anna", "2–9", "5 code points"]);
    refused(r#"{"text_len": 5, "annotators": {"a": [], "a": []}}"#, &["“a”", "twice"]);
    refused(r#"{"text_len": 5, "tokens": [[0, 3], [2, 4]], "annotators": {}}"#, &["2–4"]);
    refused(r#"{"text_len": 5, "tokens": [[0, 9]], "annotators": {}}"#, &["0–9"]);
}

#[test]
fn every_article_has_its_own_numbers_where_they_are_asked_for() {
    let desk = desk();
    desk.put("b.txt", TEXT);
    desk.put("alone.txt", TEXT);
    for (who, article) in [("anna", "b.txt"), ("ben", "b.txt"), ("anna", "alone.txt")] {
        let tag = ["tag", article, "--tag", "claim", "--at", "15:33", "--annotator", who];
        desk.run(&tag).check(0, &[]);
    }
    let pooled = json(&desk, &["."]);
    assert_eq!(pooled["by_article"], Value::Null);
    let each = json(&desk, &[".", "--by-article"]);
    assert_eq!(each["span_f1"], pooled["span_f1"]);
    let names: Vec<&String> = each["by_article"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["./a.txt", "./b.txt"]);
    assert_eq!(each["by_article"]["./b.txt"]["span_f1"]["mean"]["exact"], 1.0);
    // What two articles have is what each of them has, added up.
    let exact = |of: &Value| of["counts"]["anna|ben"]["exact"].as_u64().unwrap();
    assert_eq!(exact(&each), names.iter().map(|name| exact(&each["by_article"][*name])).sum::<u64>());
    assert_eq!(json(&desk, &["alone.txt", "--by-article"])["by_article"], json!({}));
    let table = desk.run(&["agree", ".", "--by-article"]);
    let rows: Vec<&str> = table.out.lines().filter(|line| line.contains(".txt ")).collect();
    assert!(rows[0].contains("./a.txt") && rows[0].contains("0.400"), "{rows:?}");
    assert!(rows[1].contains("./b.txt") && rows[1].contains("1.000"), "{rows:?}");
    let csv = desk.run(&["agree", ".", "--by-article", "--csv"]);
    let line = r#""f1_exact","anna|ben","",1,"",2,1,"./b.txt""#;
    assert!(csv.out.lines().any(|other| other == line), "{}", csv.out);
}
