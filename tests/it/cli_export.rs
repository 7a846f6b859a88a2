//! `copydesk export`: datasets on disk and in pipes.

use crate::desk::Desk;
use serde_json::Value;

/// A folder with articles in folders, two annotators, and gold on one.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("in/a.md", "# Bridge\n\nThe *bridge* is safe.\n");
    desk.put("in/sub/b.txt", "Nothing here.");
    desk.put("in/sub/b.md", "Nothing there.");
    desk.put("in/.hidden.txt", "Not me.");
    for annotator in ["anna", "ben"] {
        let ran = desk.run(&["tag", "in/a.md", "--tag", "claim", "--at", "8:26", "--annotator", annotator]);
        ran.check(0, &[]);
    }
    desk
}

fn with_gold() -> Desk {
    let desk = desk();
    let line = r#"{"id":"a","text":"Bridge\n\nThe bridge is safe.","spans":[{"start":0,"end":6,"label":"event","annotator":"gold"}]}"#;
    desk.put("gold.jsonl", line);
    desk.run(&["import", "gold.jsonl", "--into", "in"]).check(0, &[]);
    assert!(desk.path("in/a.md.gold.ron").exists());
    desk
}

fn lines(written: &str) -> Vec<Value> {
    written.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn annotators(line: &Value) -> Vec<&str> {
    line["annotators"].as_array().unwrap().iter().map(|a| a["name"].as_str().unwrap()).collect()
}

#[test]
fn a_folder_becomes_one_line_an_article() {
    let desk = desk();
    let ran = desk.run(&["export", "in", "--format", "jsonl", "--out", "out.jsonl"]);
    ran.check(0, &["3 articles, 2 annotations"]);
    assert_eq!(ran.out, "");
    let lines = lines(&desk.read("out.jsonl"));
    let ids: Vec<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "sub/b.md", "sub/b.txt"]);
    assert_eq!(lines[0]["text"], "Bridge\n\nThe bridge is safe.");
    assert_eq!(lines[0]["meta"]["source"], "a.md");
    assert_eq!(lines[0]["meta"]["reading"], "markdown/1");
    assert_eq!(annotators(&lines[0]), ["anna", "ben"]);
    assert_eq!(lines[0]["spans"][0]["text"], "The bridge is safe");
    assert_eq!(annotators(&lines[1]), Vec::<&str>::new());
}

#[test]
fn a_stream_goes_to_standard_output() {
    let desk = desk();
    let ran = desk.run(&["export", "in/a.md", "--format", "jsonl", "--out", "-"]);
    ran.check(0, &[]);
    assert_eq!(lines(&ran.out)[0]["id"], "a");
    desk.run(&["export", "in", "--format", "csv", "--out", "-"]).check(2, &["csv", "folder"]);
}

#[test]
fn gold_stands_for_all_unless_others_are_asked_for() {
    let desk = with_gold();
    let sets = |more: &[&str]| {
        let ran = desk.run(&[&["export", "in/a.md", "--format", "jsonl", "--out", "-"], more].concat());
        ran.check(0, &[]);
        annotators(&lines(&ran.out)[0]).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(sets(&[]), ["gold"]);
    assert_eq!(sets(&["--gold"]), ["gold"]);
    assert_eq!(sets(&["--all"]), ["anna", "ben", "gold"]);
    assert_eq!(sets(&["--from", "ben,gold"]), ["ben", "gold"]);
    assert_eq!(sets(&["--from", "nobody"]), Vec::<String>::new());
    desk.run(&["export", "in", "--format", "jsonl", "--out", "-", "--gold", "--all"]).check(2, &["--all"]);
}

#[test]
fn a_sidecar_alone_is_its_annotators_view() {
    let desk = with_gold();
    let ran = desk.run(&["export", "in/a.md.ben.ron", "--format", "jsonl", "--out", "-"]);
    ran.check(0, &[]);
    assert_eq!(annotators(&lines(&ran.out)[0]), ["ben"]);
}

#[test]
fn tables_stand_in_a_folder() {
    let desk = desk();
    desk.run(&["export", "in", "--format", "csv", "--out", "tables"]).check(0, &[]);
    let rows = |name: &str| csv::Reader::from_path(desk.path(name)).unwrap().records().count();
    assert_eq!(
        (rows("tables/spans.csv"), rows("tables/relations.csv"), rows("tables/documents.csv")),
        (2, 0, 3)
    );
    assert!(!desk.read("tables/spans.csv").starts_with('\u{feff}'));
    desk.put("tables/mine.txt", "stays");
    desk.run(&["export", "in", "--format", "csv", "--out", "tables", "--for-excel"]).check(0, &[]);
    assert!(desk.read("tables/spans.csv").starts_with('\u{feff}'));
    assert_eq!(desk.read("tables/mine.txt"), "stays");
    let left: Vec<String> = desk.names().into_iter().filter(|name| name.contains('~')).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn nothing_is_written_where_something_cannot_be_read() {
    let desk = desk();
    desk.put("in/bad.txt", b"caf\xe9");
    desk.put("in/a.md.carl.ron", "(copydesk: 1, annot");
    let before = desk.files();
    let out = ["export", "in", "--format", "jsonl", "--out"];
    desk.run(&[&out[..], &["out.jsonl"]].concat())
        .check(3, &["bad.txt", "a.md.carl.ron", "nothing was written"]);
    let piped = desk.run(&[&out[..], &["-"]].concat());
    piped.check(3, &["bad.txt"]);
    assert_eq!(piped.out, "");
    desk.run(&["export", "in", "--format", "csv", "--out", "tables"]).check(3, &["bad.txt"]);
    assert_eq!(desk.files(), before);
    desk.run(&[&out[..], &["out.jsonl", "--skip-unreadable"]].concat()).check(0, &["bad.txt", "left out"]);
    assert_eq!(lines(&desk.read("out.jsonl")).len(), 3);
}

#[test]
fn an_export_never_takes_the_place_of_work() {
    let desk = desk();
    let before = desk.files();
    for out in ["in/a.md", "in/a.md.anna.ron", "in/tagset.ron", "in", "gone/x.jsonl"] {
        desk.run(&["export", "in", "--format", "jsonl", "--out", out]).check(2, &[out]);
    }
    assert_eq!(desk.files(), before);
}

#[test]
fn an_earlier_export_is_replaced() {
    let desk = desk();
    desk.put("out.jsonl", "old");
    desk.run(&["export", "in", "--format", "jsonl", "--out", "out.jsonl"]).check(0, &[]);
    assert_eq!(lines(&desk.read("out.jsonl")).len(), 3);
}

#[test]
fn what_is_not_there_is_named() {
    let desk = desk();
    desk.run(&["export", "gone", "--format", "jsonl", "--out", "x"]).check(3, &["gone"]);
    std::fs::create_dir(desk.path("empty")).unwrap();
    desk.run(&["export", "empty", "--format", "jsonl", "--out", "x"]).check(2, &["no article"]);
}

#[cfg(unix)]
#[test]
fn an_export_is_readable_like_other_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = desk();
    let mode = |name: &str| std::fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    desk.run(&["export", "in", "--format", "jsonl", "--out", "out.jsonl"]).check(0, &[]);
    desk.run(&["export", "in", "--format", "csv", "--out", "tables"]).check(0, &[]);
    assert_eq!((mode("out.jsonl"), mode("tables/spans.csv")), (mode("in/a.md"), mode("in/a.md")));
}

#[test]
fn a_preview_shows_the_first_rows_and_counts_all() {
    use copydesk::interchange::Format;
    use copydesk::interchange::export::{Damaged, Options, Request, Sample, Sets, preview};
    let desk = desk();
    desk.put("in/z.txt", b"caf\xe9");
    let before = desk.files();
    let shown = |format, articles| {
        let request = Request {
            paths: vec![desk.path("in")],
            format,
            out: desk.path("out"),
            sets: Sets::Decided,
            options: Options::default(),
            encoding: None,
            damaged: Damaged::Stops,
        };
        preview(&request, articles, &copydesk::progress::Progress::new()).unwrap()
    };
    let lines = shown(Format::Jsonl, 2);
    assert_eq!((lines.articles, lines.faults.len()), (4, 0));
    assert_eq!(lines.annotators, [("anna".to_owned(), 1), ("ben".to_owned(), 1)]);
    let Sample::Lines(rows) = lines.sample else { panic!("lines are shown as lines") };
    assert!(rows.len() == 2 && rows[0].starts_with("{\"id\":\"a\"") && !lines.losses.is_empty());
    let tables = shown(Format::Csv, 9);
    let Sample::Table(rows) = tables.sample else { panic!("tables are shown as tables") };
    assert_eq!((rows.len(), tables.faults.len()), (3, 1));
    assert_eq!((rows[0][0].as_str(), rows[1][5].as_str()), ("doc_id", "The bridge is safe"));
    assert_eq!(desk.files(), before);
}

#[test]
fn a_slot_outside_the_tagset_has_a_column() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe","spans":[{"start":0,"end":4,"label":"claim","annotator":"anna","attributes":[{"key":"odd, one","value":"=7"},{"key":"speaker","value":"x"}]}]}"#,
    );
    desk.run(&["import", "x.jsonl", "--into", "in"]).check(0, &["slot odd, one"]);
    desk.run(&["export", "in", "--format", "csv", "--out", "tables", "--for-excel"]).check(0, &[]);
    let table = desk.read("tables/spans.csv");
    let mut reader = csv::Reader::from_reader(table.strip_prefix('\u{feff}').unwrap().as_bytes());
    let column = reader.headers().unwrap().iter().position(|head| head == "attr.odd, one").unwrap();
    assert_eq!(&reader.records().next().unwrap().unwrap()[column], "'=7");
}

#[test]
fn who_exports_a_project_hears_of_characters_that_programs_count_differently() {
    let desk = Desk::new();
    desk.put("in/calm.txt", "Märchen.");
    desk.put("in/smile.txt", "A 😀.");
    let ran = desk.run(&["export", "in", "--format", "refi-qda", "--out", "p.qdpx"]);
    ran.check(0, &["smile.txt: holds characters such as emoji"]);
    assert!(!ran.err.contains("calm.txt"), "{}", ran.err);
}

#[test]
fn no_text_of_a_dataset_takes_the_place_of_an_article() {
    let desk = Desk::new();
    desk.put("in/a.txt", "One.\r\nTwo.");
    desk.put("in/b.txt", "Three.");
    let before = desk.files();
    desk.run(&["export", "in", "--format", "brat", "--out", "in"]).check(2, &["a.txt", "never written over"]);
    assert_eq!(desk.files(), before);
    desk.run(&["export", "in", "--format", "brat", "--out", "out"]).check(0, &[]);
    desk.run(&["export", "in", "--format", "brat", "--out", "out"]).check(0, &[]);
    assert_eq!(desk.read("out/a.txt"), "One.\nTwo.");
}
