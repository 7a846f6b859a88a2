//! What each format writes of a small work, as files that a person has read.

use crate::desk::Desk;
use copydesk::interchange::{Format, Shape};
use std::fmt::Write as _;

#[test]
fn every_format_writes_what_was_read_and_found_good() {
    let desk = Desk::new();
    desk.put(
        "x.jsonl",
        concat!(
            r#"{"id":"a","text":"😀 “No,” said\r\nMs Low.","meta":{"title":"No & yes","url":"https://example.org/a","lang":"en"},"#,
            r#""annotators":[{"name":"anna","state":"done"}],"spans":["#,
            r#"{"id":"k1","start":2,"end":7,"label":"quote","annotator":"anna","edited":"2026-11-22T10:00:00Z","attributes":[{"key":"speaker","value":"Ms Low","start":14,"end":20}]},"#,
            r#"{"id":"k2","start":0,"end":20,"label":"claim","annotator":"anna","edited":"2026-11-22T10:00:00Z","note":"Look | up","fragments":[{"start":0,"end":7},{"start":14,"end":20}],"attributes":[{"key":"verdict","value":"half-true"}]},"#,
            r#"{"id":"k1","start":2,"end":7,"label":"odd tag","annotator":"ben","edited":"2026-11-22T10:00:00Z"}],"#,
            r#""relations":[{"type":"supports","from":"anna/k1","to":"k2","annotator":"anna"}]}"#,
            "\n{\"id\":\"b\",\"text\":\"Nothing.\"}\n",
        ),
    );
    desk.run(&["import", "x.jsonl", "--into", "in"]).check(0, &[]);
    for format in Format::ALL.iter().copied() {
        let out = format!("out-{format}");
        desk.run(&["export", "in", "--all", "--format", format.name(), "--out", &out])
            .check(0, &["2 articles"]);
        let mut written = String::new();
        for (path, bytes) in desk.files().into_iter().filter(|(path, _)| path.starts_with(&out)) {
            let name = path.to_str().unwrap().replace('\\', "/");
            match String::from_utf8(bytes) {
                Ok(words) if !words.contains('\0') => writeln!(written, "== {name}\n{words}").unwrap(),
                _ => writeln!(written, "== {name}: bytes").unwrap(),
            }
        }
        assert!(format.shape() == Shape::Folder || written.matches("== ").count() == 1, "{format}");
        insta::assert_snapshot!(format!("format_{format}"), written);
    }
}
