//! What comes in is what went out, and nothing that is there is written over.

use crate::desk::Desk;
use crate::nasty::{self, Work};
use copydesk::annotation::{AnnotatorName, Place, State};
use copydesk::article::Details;
use copydesk::chance::Chance;
use copydesk::interchange::Format;
use copydesk::interchange::export::{self, Damaged, Sets};
use copydesk::interchange::import::{self, Remark, Report};
use copydesk::progress::Progress;
use copydesk::text::ReadingText;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn exported(desk: &Desk, folder: &str, out: &str) -> export::Report {
    exported_as(desk, folder, out, Format::Jsonl)
}

fn exported_as(desk: &Desk, folder: &str, out: &str, format: Format) -> export::Report {
    let request = export::Request {
        paths: vec![desk.path(folder)],
        format,
        out: desk.path(out),
        sets: Sets::All,
        options: export::Options::default(),
        encoding: None,
        damaged: Damaged::Stops,
    };
    export::run(&request, &Progress::new()).unwrap()
}

fn imported(desk: &Desk, file: &str, into: &str, annotator: Option<&str>) -> Report {
    let request = import::Request {
        files: vec![desk.path(file)],
        format: None,
        into: desk.path(into),
        annotator: annotator.map(|name| AnnotatorName::new(name).unwrap()),
        mapping: BTreeMap::new(),
    };
    let mut chance = Chance::scripted("2026-11-23T10:00:00Z", 1);
    import::run(&request, &mut chance, &Progress::new()).unwrap()
}

/// The tables beside that of spans were of no known format, and nothing was imported.
#[test]
fn the_files_of_a_dataset_may_be_named_one_by_one() {
    for format in [Format::Csv, Format::Brat, Format::UimaXmi, Format::LabelStudio] {
        let desk = Desk::new();
        desk.put("from/a-plan-vetoed.md", include_bytes!("../../samples/a-plan-vetoed.md"));
        let anna = include_bytes!("../../samples/a-plan-vetoed.md.anna.ron");
        desk.put("from/a-plan-vetoed.md.anna.ron", anna);
        exported_as(&desk, "from", "out", format);
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(desk.path("out")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() > 1, "{format}");
        for files in [files.clone(), files.into_iter().rev().collect()] {
            let request = import::Request {
                files,
                format: None,
                into: desk.path("to"),
                annotator: None,
                mapping: BTreeMap::new(),
            };
            let mut chance = Chance::scripted("2026-11-23T10:00:00Z", 1);
            let report = import::rehearse(&request, &mut chance, &Progress::new()).unwrap();
            assert_eq!(report.written + report.known_articles, 1, "{format}");
        }
    }
}

/// What is said of an article may stand anywhere in a file of many.
#[test]
fn what_belongs_together_need_not_stand_together() {
    let desk = Desk::new();
    desk.put("to/a.txt", "Ms Low said no.");
    desk.put("to/b.txt", "No one came.");
    desk.put("csv/documents.csv", "doc_id\nb\na\n");
    let spans = "doc_id,span_id,label,start,end,text,annotator\n\
                 a,1,quote,12,14,no,anna\nb,1,event,0,6,No one,anna\na,2,claim,0,6,Ms Low,anna\n";
    desk.put("csv/spans.csv", spans);
    desk.put("csv/relations.csv", "doc_id,type,from_span,to_span,annotator\na,contests,1,2,anna\n");
    let item = |id: &str, source: &str, tag: &str, quote: &str| {
        format!(
            r#"{{"id":"{id}","creator":{{"name":"ben"}},"body":[{{"purpose":"tagging","value":"{tag}"}}],"target":{{"source":"{source}","selector":[{{"type":"TextQuoteSelector","exact":"{quote}"}}]}}}}"#
        )
    };
    let link = r#"{"id":"l","motivation":"linking","creator":{"name":"ben"},"body":[{"id":"q"},{"value":"contests"}],"target":"c"}"#;
    let items = [
        link.to_owned(),
        item("q", "a", "quote", "no"),
        item("e", "b", "event", "No one"),
        item("c", "a", "claim", "Ms Low"),
    ];
    desk.put(
        "web.jsonld",
        format!(r#"{{"@context":"http://www.w3.org/ns/anno.jsonld","items":[{}]}}"#, items.join(",")),
    );
    for (file, annotator) in [("csv", "anna"), ("web.jsonld", "ben")] {
        let report = imported(&desk, file, "to", None);
        assert_eq!(
            (report.known_articles, report.placed, report.unplaced),
            (2, 3, 0),
            "{:?}",
            report.remarks
        );
        let of_a = desk.read(&format!("to/a.txt.{annotator}.ron"));
        assert!(of_a.contains("\"Ms Low\"") && of_a.contains("\"no\""), "{of_a}");
        assert_eq!(of_a.matches("contests").count(), 1, "{of_a}");
        let of_b = desk.read(&format!("to/b.txt.{annotator}.ron"));
        assert!(of_b.contains("\"No one\"") && !of_b.contains("contests"), "{of_b}");
    }
}

fn remarks(report: &Report) -> Vec<&Remark> {
    report.remarks.iter().map(|(_, _, remark)| remark).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn import_after_export_changes_nothing(works in proptest::collection::vec(nasty::work(), 1..4)) {
        let desk = Desk::new();
        for (n, work) in works.iter().enumerate() {
            desk.put_work(&format!("from/a{n}.txt"), work);
        }
        exported(&desk, "from", "once.jsonl");
        let report = imported(&desk, "once.jsonl", "to", None);
        prop_assert_eq!(report.written, works.len());
        prop_assert_eq!((report.unplaced, report.known, report.refused), (0, 0, 0));
        for (n, work) in works.iter().enumerate() {
            let article = format!("to/a{n}.txt");
            prop_assert_eq!(desk.read(&article), work.text.as_str());
            prop_assert_eq!(desk.details(&article), work.details.clone());
            prop_assert_eq!(desk.sets(&article, &work.text), work.sets.clone());
        }
        exported(&desk, "to", "twice.jsonl");
        prop_assert_eq!(desk.read("once.jsonl"), desk.read("twice.jsonl"));
    }

    #[test]
    fn importing_again_changes_no_file(works in proptest::collection::vec(nasty::work(), 1..3)) {
        let desk = Desk::new();
        for (n, work) in works.iter().enumerate() {
            desk.put_work(&format!("from/a{n}.txt"), work);
        }
        exported(&desk, "from", "once.jsonl");
        imported(&desk, "once.jsonl", "to", None);
        let before = desk.files();
        let report = imported(&desk, "once.jsonl", "to", None);
        prop_assert_eq!((report.written, report.placed), (0, 0));
        prop_assert_eq!(desk.files(), before);
    }
}

#[test]
fn a_text_that_starts_with_a_mark_is_read_back_with_it() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        "{\"id\":\"a\",\"text\":\"\u{feff}abc\",\"spans\":[{\"start\":1,\"end\":3,\"text\":\"ab\"}]}",
    );
    let report = imported(&desk, "x.jsonl", "to", Some("anna"));
    assert_eq!((report.placed, report.unplaced), (1, 0));
    let text = ReadingText::new("\u{feff}abc").unwrap();
    assert_eq!(desk.sets("to/a.txt", &text)[0].len(), 1);
}

#[test]
fn only_id_and_text_are_needed() {
    let desk = Desk::new();
    desk.put("x.jsonl", "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"\"}\n");
    let report = imported(&desk, "x.jsonl", "to", None);
    assert_eq!(report.written, 2);
    assert_eq!(desk.names(), ["to/a.txt", "to/b.txt", "x.jsonl"]);
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let desk = Desk::new();
    let ids = ["../../etc/passwd", "/etc/shadow", "a\\..\\b", "..", "CON", "x\u{202e}y", ".hidden", "k"];
    let lines: Vec<String> = ids
        .iter()
        .enumerate()
        .map(|(n, id)| serde_json::json!({"id": id, "text": format!("{n}")}).to_string())
        .chain([serde_json::json!({"id": "ä".repeat(200), "text": "long"}).to_string()])
        .collect();
    desk.put("x.jsonl", lines.join("\n"));
    imported(&desk, "x.jsonl", "to", None);
    let names = desk.names();
    assert_eq!(names.len(), ids.len() + 2);
    for name in names.iter().filter(|name| *name != "x.jsonl") {
        let inside = name.strip_prefix("to/").unwrap();
        assert!(!inside.contains(['/', '\\', '\u{202e}']) && !inside.starts_with('.'), "{inside}");
        assert!(inside.len() <= 120 && Path::new(inside).extension().unwrap() == "txt", "{inside}");
    }
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    let desk = Desk::new();
    desk.put("to/a.txt", "Something else.");
    desk.put("to/a-2.txt.anna.ron", "left behind");
    desk.put("x.jsonl", "{\"id\":\"news/a\",\"text\":\"One.\"}");
    let report = imported(&desk, "x.jsonl", "to", None);
    assert_eq!(desk.read("to/a.txt"), "Something else.");
    assert_eq!(desk.read("to/a-3.txt"), "One.");
    let expected = Remark::OtherFile { wanted: "a.txt".to_owned(), taken: "a-3.txt".to_owned() };
    assert_eq!(remarks(&report), [&expected]);
}

#[test]
fn a_text_that_is_there_gets_only_sidecars() {
    let desk = Desk::new();
    desk.put("to/sub/old.txt", "The bridge is safe.");
    desk.put(
        "x.jsonl",
        r#"{"id":"new","text":"The bridge is safe.","meta":{"title":"T"},"spans":[{"start":0,"end":10,"label":"claim","annotator":"anna"}]}"#,
    );
    let report = imported(&desk, "x.jsonl", "to", None);
    assert_eq!((report.written, report.known_articles, report.placed), (0, 1, 1));
    assert_eq!(desk.names(), ["to/sub/old.txt", "to/sub/old.txt.anna.ron", "x.jsonl"]);
}

#[test]
fn what_does_not_fit_is_kept_as_unplaced() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"😀 safe.","spans":[
            {"id":"k1","start":2,"end":60,"label":"claim","annotator":"anna"},
            {"id":"k2","start":2,"end":6,"label":"claim","annotator":"anna","text":"unsafe"},
            {"id":"k3","start":4,"end":4,"label":"claim","annotator":"anna"},
            {"id":"k4","label":"claim","annotator":"anna"},
            {"id":"k5","start":2,"end":6,"label":"claim","annotator":"anna","text":"safe"}],
            "relations":[{"type":"same-as","from":"k5","to":"k1"}]}"#
            .replace('\n', ""),
    );
    let report = imported(&desk, "x.jsonl", "to", None);
    assert_eq!((report.placed, report.unplaced), (1, 4));
    assert_eq!(remarks(&report).len(), 4);
    let sets = desk.sets("to/a.txt", &ReadingText::new("😀 safe.").unwrap());
    assert_eq!((sets[0].len(), sets[0].unplaced().len(), sets[0].links().len()), (1, 4, 1));
}

#[test]
fn a_place_that_does_not_fit_is_kept_too() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe","spans":[{"id":"k","start":0,"end":4,"attributes":[{"key":"speaker","value":"x","start":2,"end":9}]}]}"#,
    );
    imported(&desk, "x.jsonl", "to", Some("anna"));
    let sidecar = desk.path("to/a.txt.anna.ron");
    let loaded =
        copydesk::store::read::sidecar(&sidecar, &ReadingText::new("safe").unwrap()).unwrap().unwrap();
    let slot = &loaded.set.iter().next().unwrap().slots[0];
    assert!(matches!(slot.at[..], [Place::Lost { .. }]), "{slot:?}");
}

#[test]
fn names_are_folded_and_the_original_is_kept() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe","annotators":[{"name":"Anna Müller","state":"done"}],"spans":[{"id":"k","start":0,"end":4}]}"#,
    );
    let report = imported(&desk, "x.jsonl", "to", Some("ben"));
    let sidecar = desk.read("to/a.txt.anna-m-ller.ron");
    assert!(sidecar.contains("Anna M") && sidecar.contains("imported-as"), "{sidecar}");
    let sets = desk.sets("to/a.txt", &ReadingText::new("safe").unwrap());
    // The only annotator of the line is whose the nameless span is.
    assert_eq!((sets.len(), sets[0].len(), sets[0].state()), (1, 1, &State::Done));
    assert!(matches!(remarks(&report)[..], [Remark::Folded { .. }]));
}

#[test]
fn twin_ids_of_one_annotator_are_told_apart() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe","spans":[{"id":"k","start":0,"end":4,"annotator":"anna"},{"id":"k","start":0,"end":2,"annotator":"anna"}]}"#,
    );
    let report = imported(&desk, "x.jsonl", "to", None);
    assert_eq!(report.placed, 2);
    assert!(matches!(remarks(&report)[..], [Remark::Renamed { .. }]));
    assert_eq!(desk.sets("to/a.txt", &ReadingText::new("safe").unwrap())[0].len(), 2);
}

#[test]
fn a_relation_without_an_annotator_belongs_to_that_of_its_start() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe bridge","spans":[{"id":"k","start":0,"end":4,"annotator":"anna"},{"id":"p","start":5,"end":11,"annotator":"ben"}],"relations":[{"type":"disputes","from":"p","to":"k"},{"type":"supports","from":"k","to":"p","annotator":"carl"}]}"#,
    );
    imported(&desk, "x.jsonl", "to", None);
    let sets = desk.sets("to/a.txt", &ReadingText::new("safe bridge").unwrap());
    let links: Vec<String> = sets
        .iter()
        .flat_map(|set| {
            set.links().map(move |l| format!("{}: {} {} {}", set.annotator(), l.from, l.kind, l.to))
        })
        .collect();
    assert_eq!(links, ["ben: p disputes anna/k", "carl: anna/k supports ben/p"]);
}

#[test]
fn a_sidecar_that_is_there_is_joined_never_written_over() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe bridge","spans":[{"id":"k","start":0,"end":4,"label":"claim","annotator":"anna"}]}"#,
    );
    imported(&desk, "x.jsonl", "to", None);
    desk.put(
        "y.jsonl",
        r#"{"id":"a","text":"safe bridge","spans":[{"id":"k","start":5,"end":11,"label":"claim","annotator":"anna"},{"id":"z","start":0,"end":4,"label":"claim","annotator":"anna"}],"relations":[{"type":"same-as","from":"k","to":"z"}]}"#,
    );
    let report = imported(&desk, "y.jsonl", "to", None);
    assert_eq!((report.placed, report.known), (1, 1));
    let sets = desk.sets("to/a.txt", &ReadingText::new("safe bridge").unwrap());
    assert_eq!(sets[0].len(), 2);
    let old = sets[0].iter().next().unwrap();
    let new = sets[0].iter().nth(1).unwrap();
    assert_eq!(old.id.as_str(), "k");
    let link = sets[0].links().next().unwrap();
    assert_eq!((&link.from.id, &link.to.id), (&new.id, &old.id));
}

#[test]
fn a_damaged_sidecar_stays_as_it_is() {
    let desk = Desk::new();
    desk.put("to/a.txt", "safe");
    desk.put("to/a.txt.anna.ron", "(copydesk: 1, annotator: \"anna\", annot");
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe","spans":[{"id":"k","start":0,"end":4,"annotator":"anna"}]}"#,
    );
    let before = desk.files();
    let report = imported(&desk, "x.jsonl", "to", None);
    assert_eq!((report.placed, report.refused), (0, 1));
    assert_eq!(desk.files(), before);
}

#[test]
fn gold_comes_back_as_gold() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe","annotators":[{"name":"gold","state":"done"}],"spans":[{"id":"k","start":0,"end":4,"label":"claim","annotator":"gold"}]}"#,
    );
    imported(&desk, "x.jsonl", "to", None);
    let sets = desk.sets("to/a.txt", &ReadingText::new("safe").unwrap());
    assert!(sets[0].annotator().is_gold() && sets[0].gold().is_some());
}

#[test]
fn lines_of_one_article_go_to_one_file() {
    let desk = Desk::new();
    let line = |annotator: &str| {
        format!(
            r#"{{"id":"a","text":"safe","spans":[{{"id":"k","start":0,"end":4,"annotator":"{annotator}"}}]}}"#
        )
    };
    desk.put("x.jsonl", format!("{}\n{}\n{}", line("anna"), line("ben"), r#"{"id":"b","text":"safe"}"#));
    imported(&desk, "x.jsonl", "to", None);
    assert_eq!(desk.names(), ["to/a.txt", "to/a.txt.anna.ron", "to/a.txt.ben.ron", "to/b.txt", "x.jsonl"]);
}

#[test]
fn a_bad_line_changes_nothing() {
    let desk = Desk::new();
    desk.put("x.jsonl", "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\"}\n");
    let request = import::Request {
        files: vec![desk.path("x.jsonl")],
        format: None,
        into: desk.path("to"),
        annotator: None,
        mapping: BTreeMap::new(),
    };
    let mut chance = Chance::scripted("2026-11-23T10:00:00Z", 1);
    let error = import::run(&request, &mut chance, &Progress::new()).unwrap_err().to_string();
    assert!(error.contains("x.jsonl: line 2: missing field `text`"), "{error}");
    assert_eq!(desk.names(), ["x.jsonl"]);
}

#[test]
fn a_cancelled_export_leaves_nothing() {
    let desk = Desk::new();
    let work =
        Work { text: ReadingText::new("One.").unwrap(), details: Details::default(), sets: Vec::new() };
    desk.put_work("from/a.txt", &work);
    let progress = Progress::new();
    progress.cancel();
    for (format, out) in [(Format::Jsonl, "out.jsonl"), (Format::Csv, "out")] {
        let request = export::Request {
            paths: vec![desk.path("from")],
            format,
            out: desk.path(out),
            sets: Sets::All,
            options: export::Options::default(),
            encoding: None,
            damaged: Damaged::Stops,
        };
        let error = export::run(&request, &progress).unwrap_err();
        assert!(matches!(error, export::ExportError::Cancelled(_)), "{error}");
    }
    assert_eq!(desk.files().keys().cloned().collect::<Vec<_>>(), [PathBuf::from("from/a.txt")]);
}

#[test]
fn what_is_unplaced_is_not_imported_twice() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        r#"{"id":"a","text":"safe","spans":[{"id":"k1","start":2,"end":60,"annotator":"anna","text":"xyz"},{"start":1,"end":9,"annotator":"anna"}],"relations":[{"type":"same-as","from":"k1","to":"k1"}]}"#,
    );
    assert_eq!(imported(&desk, "x.jsonl", "to", None).unplaced, 2);
    let before = desk.files();
    let again = imported(&desk, "x.jsonl", "to", None);
    assert_eq!((again.unplaced, again.known), (0, 2));
    assert_eq!(desk.files(), before);
}
