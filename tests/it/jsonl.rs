//! JSON Lines as others read them.

use crate::nasty::{self, Work, slice};
use copydesk::annotation::{Annotation, AnnotationRef};
use copydesk::annotation::{AnnotationId, AnnotationSet, AnnotatorName, Link, Origin, Pieces, State};
use copydesk::article::Details;
use copydesk::interchange::{Record, jsonl};
use copydesk::text::{CharOffset, ReadingText};
use proptest::prelude::*;
use serde_json::{Value, json};

fn written(id: &str, work: &Work) -> String {
    let sets: Vec<&AnnotationSet> = work.sets.iter().collect();
    let article = (&work.text, &work.details, "plain/1");
    let record = Record::new((id.to_owned(), id.to_owned()), format!("{id}.txt"), article, &sets);
    let mut out = Vec::new();
    jsonl::line(&mut out, &record);
    String::from_utf8(out).unwrap()
}

fn read(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap()
}

proptest! {
    #[test]
    fn every_row_is_the_text_it_says(work in nasty::work()) {
        let row = read(&written("a", &work));
        let text = row["text"].as_str().unwrap();
        prop_assert_eq!(text, work.text.as_str());
        for span in list(&row, "spans") {
            let (start, end) = (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap());
            prop_assert_eq!(slice(text, start, end), span["text"].as_str().unwrap());
            let fragments = list(span, "fragments");
            prop_assert_ne!(fragments.len(), 1);
            if let (Some(first), Some(last)) = (fragments.first(), fragments.last()) {
                prop_assert_eq!((&first["start"], &last["end"]), (&span["start"], &span["end"]));
            }
        }
    }

    #[test]
    fn a_record_is_one_line_to_every_reader(work in nasty::work()) {
        let line = written("a", &work);
        let body = line.strip_suffix('\n').unwrap();
        let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];
        prop_assert!(!body.contains(breaks));
    }

    #[test]
    fn ids_are_unique_and_relations_lead_to_them(work in nasty::work()) {
        let row = read(&written("a", &work));
        let ids: Vec<&str> = list(&row, "spans").iter().map(|s| s["id"].as_str().unwrap()).collect();
        let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(unique.len(), ids.len());
        for relation in list(&row, "relations") {
            prop_assert!(unique.contains(relation["from"].as_str().unwrap()));
            prop_assert!(unique.contains(relation["to"].as_str().unwrap()));
        }
    }

    #[test]
    fn what_was_written_is_read(work in nasty::work()) {
        let written = format!("{}\n{}", written("a", &work), written("b/c", &work));
        let lines: Vec<_> = jsonl::Lines::new(written.as_bytes()).collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(lines.len(), 2);
        let line = &lines[1];
        prop_assert_eq!(line.id.as_str(), "b/c");
        prop_assert_eq!(line.text.as_str(), work.text.as_str());
        let spans: usize = work.sets.iter().map(AnnotationSet::len).sum();
        prop_assert_eq!(line.spans.len(), spans);
    }

    #[test]
    fn no_line_makes_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        jsonl::Lines::new(bytes.as_slice()).for_each(drop);
    }
}

fn one_quote(annotator: &str, text: &ReadingText) -> AnnotationSet {
    let at = |n| CharOffset::new(n);
    let annotation = Annotation {
        id: AnnotationId::new("k1"),
        tag: "quote".into(),
        pieces: Pieces::new([
            text.span_of_chars(at(0), at(2)).unwrap(),
            text.span_of_chars(at(4), at(6)).unwrap(),
        ])
        .unwrap(),
        slots: Vec::new(),
        note: String::new(),
        flagged: false,
        origin: Origin::Hand,
        edited: "2026-11-22T10:00:00Z".into(),
    };
    AnnotationSet::new(AnnotatorName::new(annotator).unwrap(), "news/1").with([annotation], [], [], [])
}

#[test]
fn an_article_without_tags_is_a_line() {
    let work =
        Work { text: ReadingText::new("Nothing.").unwrap(), details: Details::default(), sets: Vec::new() };
    let row = read(&written("calm", &work));
    assert_eq!(row["id"], "calm");
    assert_eq!(row["annotators"], json!([]));
    assert_eq!(row["spans"], json!([]));
    assert_eq!(row["relations"], json!([]));
    assert_eq!(row["meta"]["title"], Value::Null);
    assert_eq!(row["meta"]["source"], "calm.txt");
    assert_eq!(row["meta"]["reading"], "plain/1");
}

#[test]
fn who_found_nothing_is_told_from_who_has_not_begun() {
    let text = ReadingText::new("Nothing.").unwrap();
    let done = AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "news/1").with_header(
        State::Done,
        copydesk::annotation::Sight::Open,
        None,
        "{}",
    );
    let row = read(&written("calm", &Work { text, details: Details::default(), sets: vec![done] }));
    assert_eq!(row["annotators"], json!([{"name": "anna", "state": "done"}]));
}

#[test]
fn twins_of_two_annotators_are_written_in_full() {
    let text = ReadingText::new("😀abcdefg").unwrap();
    let link = Link {
        from: AnnotationRef::own(AnnotationId::new("k1")),
        kind: "same-as".into(),
        to: AnnotationRef::parse("ben/k1"),
    };
    let anna = one_quote("anna", &text);
    let annotations: Vec<Annotation> = anna.iter().map(|a| Annotation::clone(a)).collect();
    let anna = anna.with(annotations, [], [link], []);
    let sets = vec![anna, one_quote("ben", &text)];
    let row = read(&written("a", &Work { text, details: Details::default(), sets }));
    assert_eq!(row["spans"][0]["id"], "anna/k1");
    assert_eq!(row["spans"][1]["id"], "ben/k1");
    assert_eq!(row["relations"][0]["from"], "anna/k1");
    assert_eq!(row["relations"][0]["to"], "ben/k1");
    assert_eq!(row["relations"][0]["annotator"], "anna");
}

#[test]
fn several_pieces_are_fragments_of_an_extent() {
    let text = ReadingText::new("😀abcdefg").unwrap();
    let sets = vec![one_quote("anna", &text)];
    let row = read(&written("a", &Work { text, details: Details::default(), sets }));
    let span = &row["spans"][0];
    assert_eq!((&span["start"], &span["end"], &span["text"]), (&json!(0), &json!(6), &json!("😀abcde")));
    assert_eq!(span["fragments"], json!([{"start": 0, "end": 2}, {"start": 4, "end": 6}]));
    assert_eq!(span["id"], "k1");
}

fn fault(input: &str) -> (u64, String) {
    let error = jsonl::Lines::new(input.as_bytes()).find_map(Result::err).unwrap();
    (error.line, error.to_string())
}

#[test]
fn a_bad_line_is_named() {
    let good = "{\"id\":\"a\",\"text\":\"b\"}\n";
    let deep = format!("{{\"id\":\"a\",\"text\":\"b\",\"meta\":{}", "[".repeat(100_000));
    for (bad, says) in [
        ("no json", "expected"),
        ("{\"id\":\"a\"}", "missing field `text`"),
        ("{\"text\":\"a\"}", "missing field `id`"),
        ("{\"id\":\" \",\"text\":\"a\"}", "the id is empty"),
        (r#"{"id":"a","text":"\ud800"}"#, "surrogate"),
        (r#"{"id":"a","text":"b","spans":[{"start":-1,"end":2}]}"#, "-1"),
        (r#"{"id":"a","text":"b"} {}"#, "trailing characters"),
        (deep.as_str(), "line 3"),
    ] {
        let (line, message) = fault(&format!("{good}\n{bad}\n{good}"));
        assert_eq!(line, 3, "{message}");
        assert!(message.starts_with("line 3: ") && message.contains(says), "{message}");
    }
}

#[test]
fn what_is_not_utf8_is_named() {
    let error = jsonl::Lines::new(&b"{\"id\":\"a\",\"text\":\"\xff\"}"[..]).find_map(Result::err).unwrap();
    assert_eq!(error.to_string(), "line 1: byte 19 is not UTF-8: write the file as UTF-8");
}

#[test]
fn what_others_write_is_taken() {
    let input = "\u{feff}{\"id\":7,\"text\":\"b\",\"extra\":{\"x\":[1]},\"meta\":null,\"spans\":[{\"id\":1,\"start\":0,\
                 \"end\":1,\"label\":\"claim\",\"note\":null,\"attributes\":[{\"key\":\"n\",\"value\":3.5}]}]}\r\n\n";
    let line = jsonl::Lines::new(input.as_bytes()).next().unwrap().unwrap();
    assert_eq!((line.id.as_str(), line.spans[0].id.as_deref()), ("7", Some("1")));
    assert_eq!(line.spans[0].attributes[0].value.as_deref(), Some("3.5"));
}
