//! Files made to harm: each is refused with its place, and nothing is written.

use crate::desk::Desk;
use std::io::Write as _;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const BILLION: &str = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>";

fn refused(desk: &Desk, file: &str, format: &str, says: &[&str]) {
    let before = desk.names();
    desk.run(&["import", file, "--format", format, "--into", "to"])
        .check(3, &[&[file, "nothing was imported"], says].concat());
    assert_eq!(desk.names(), before, "{file}");
}

#[test]
fn xml_with_a_doctype_is_refused() {
    let desk = Desk::new();
    desk.put(
        "a.xmi",
        format!(
            "<?xml version=\"1.0\"?>{BILLION}<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\">&b;</xmi:XMI>"
        ),
    );
    refused(&desk, "a.xmi", "uima-xmi", &["DOCTYPE"]);
    desk.put("b.xmi", "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\"><a>\n<b></xmi:XMI>");
    refused(&desk, "b.xmi", "uima-xmi", &["line 2"]);
    desk.put("c.xmi", format!("<x:X xmlns:x=\"http://www.omg.org/XMI\">{}", "<a>".repeat(100_000)));
    refused(&desk, "c.xmi", "uima-xmi", &[]);
}

#[test]
fn json_that_is_deep_cut_or_no_text_is_refused() {
    let desk = Desk::new();
    let deep = "[".repeat(200_000);
    for (name, format) in [
        ("a.json", "label-studio"),
        ("b.json", "uima-json"),
        ("c.jsonld", "web-annotation"),
        ("d.jsonl", "prodigy"),
        ("e.jsonl", "doccano"),
    ] {
        for words in [deep.as_str(), "{\"text\": \"\\ud83d\"}", "{\"text\": ", "7"] {
            desk.put(name, words);
            refused(&desk, name, format, &[]);
        }
    }
    desk.put("d.jsonl", "{\"text\":\"One.\"}\n{\"tokens\":[]}\n");
    refused(&desk, "d.jsonl", "prodigy", &["line 2"]);
    desk.put("a.json", "[{\"data\":{\"text\":\"One.\"}},{\"data\":{}}]");
    refused(&desk, "a.json", "label-studio", &["task 2"]);
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn project(path: &str) -> String {
    format!(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\"><Sources><TextSource guid=\"g\" name=\"s\" \
         plainTextPath=\"{path}\"/></Sources></Project>"
    )
}

#[test]
fn a_project_that_leads_out_of_itself_is_refused() {
    let desk = Desk::new();
    let good = project("internal://g.txt");
    desk.put("a.qdpx", zipped(&[("project.qde", good.as_bytes()), ("../../evil.txt", b"x")]));
    refused(&desk, "a.qdpx", "refi-qda", &["evil.txt", "leads out"]);
    desk.put("b.qdpx", zipped(&[("project.qde", project("/etc/passwd").as_bytes())]));
    refused(&desk, "b.qdpx", "refi-qda", &["outside the project"]);
    desk.put("c.qdpx", zipped(&[("project.qde", good.as_bytes())]));
    refused(&desk, "c.qdpx", "refi-qda", &["g.txt is not in it"]);
    desk.put("d.qdpx", zipped(&[("project.qde", format!("{BILLION}{good}").as_bytes())]));
    refused(&desk, "d.qdpx", "refi-qda", &["DOCTYPE"]);
    let bomb = vec![b'a'; (64 << 20) + 1];
    desk.put("e.qdpx", zipped(&[("project.qde", good.as_bytes()), ("sources/g.txt", &bomb)]));
    refused(&desk, "e.qdpx", "refi-qda", &["64 MiB"]);
    desk.put("f.qdc", "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"/>");
    refused(&desk, "f.qdc", "refi-qda", &["no texts"]);
}

#[test]
fn an_archive_that_leads_out_of_itself_is_refused() {
    let desk = Desk::new();
    let cas = br#"{"%TYPES":{},"%FEATURE_STRUCTURES":[],"%VIEWS":{}}"#;
    desk.put("a.zip", zipped(&[("a.json", cas), ("../evil.json", cas)]));
    refused(&desk, "a.zip", "uima-json", &["evil.json", "leads out"]);
    let inner = zipped(&[("../../../evil.json", cas)]);
    desk.put("b.zip", zipped(&[("annotation/d.txt/ben.zip", &inner)]));
    refused(&desk, "b.zip", "uima-json", &["ben.zip", "evil.json", "leads out"]);
    let whole = zipped(&[("a.json", cas)]);
    desk.put("c.zip", &whole[..whole.len() / 2]);
    refused(&desk, "c.zip", "uima-json", &[]);
    desk.put("d.zip", zipped(&[("readme.md", b"words")]));
    desk.run(&["import", "d.zip", "--into", "to"]).check(3, &["d.zip", "format is not known"]);
}

/// A document and a whole project, as INCEpTION packs them.
#[test]
fn archives_of_inception_are_read_as_they_are() {
    let cas = |label: &str| {
        format!(
            r#"{{"%TYPES":{{}},"%FEATURE_STRUCTURES":[{{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"😀 Ms Low said no."}},{{"%ID":2,"%TYPE":"custom.Span","@sofa":1,"begin":3,"end":9,"label":"{label}"}}],"%VIEWS":{{}}}}"#
        )
    };
    let desk = Desk::new();
    desk.put("one.zip", zipped(&[("low.txt.json", cas("claim").as_bytes()), ("TypeSystem.xml", b"<x/>")]));
    let ran = desk.run(&["import", "one.zip", "--into", "one", "--annotator", "me"]);
    assert!(ran.status == 0 && ran.out.contains("1 annotation placed"), "{}{}", ran.out, ran.err);

    let of = |name: &str, label: &str| zipped(&[(name, cas(label).as_bytes()), ("TypeSystem.xml", b"<x/>")]);
    let project = zipped(&[
        ("annotation/low.txt/INITIAL_CAS.zip", &of("INITIAL_CAS.json", "none")),
        ("annotation/low.txt/anna.zip", &of("low.json", "claim")),
        ("annotation/low.txt/ben.zip", &of("ben.json", "quote")),
        ("curation/low.txt/CURATION_USER.zip", &of("CURATION_USER.json", "claim")),
        ("exportedproject.json", b"{\"name\":\"p\"}"),
        ("source/low.txt", "😀 Ms Low said no.".as_bytes()),
    ]);
    desk.put("project.zip", project);
    let ran = desk.run(&["import", "project.zip", "--into", "all"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    for (who, tag) in [("anna", "claim"), ("ben", "quote"), ("gold", "claim")] {
        let sidecar = desk
            .names()
            .into_iter()
            .find(|file| file.starts_with("all/") && file.ends_with(&format!(".{who}.ron")));
        let sidecar = desk.read(&sidecar.unwrap_or_else(|| panic!("{who}: {:?}", desk.names())));
        assert!(sidecar.contains(&format!("tag: \"{tag}\"")), "{who}: {sidecar}");
    }
    assert!(!desk.names().iter().any(|file| file.contains("INITIAL")), "{:?}", desk.names());
}

#[test]
fn tables_and_lines_that_are_none_are_refused_with_their_place() {
    let desk = Desk::new();
    desk.put("spans.csv", "doc_id,start,end,label\na,0,3,claim\na,zero,3,claim\n");
    refused(&desk, "spans.csv", "csv", &["line 3", "zero"]);
    desk.put("a.txt", "One.");
    desk.put("a.ann", "T1\tclaim 0 3\tOne\nT2 claim 0 3\n");
    refused(&desk, "a.ann", "brat", &["a.ann: line 2"]);
    desk.put("b.ann", "T1\tclaim 0 3\tOne\n");
    refused(&desk, "b.ann", "brat", &["b.txt is not beside it"]);
    desk.put("c.conll", "# columns = token start end claim\n# doc_id = c\nOne\tx\t3\tB-claim\n");
    refused(&desk, "c.conll", "conll", &["line 3"]);
}

#[test]
fn what_others_export_is_read() {
    let desk = Desk::new();
    let cases: [(&str, &str, &str); 7] = [
        (
            "ls.json",
            r#"[{"id":4,"data":{"text":"😀 Ms Low said no."},"annotations":[{"completed_by":{"id":3,"email":"ben@x.org"},"result":[{"id":"r","type":"labels","from_name":"label","to_name":"text","value":{"start":3,"end":9,"text":"Ms  Low","labels":["claim"]}},{"id":"r","type":"choices","from_name":"certainty","to_name":"text","value":{"start":3,"end":9,"choices":["certain"]}}]}]}]"#,
            "ben",
        ),
        (
            "pr.jsonl",
            r#"{"text":"😀 Ms Low said no.","_input_hash":1,"answer":"accept","_annotator_id":"p-ben","spans":[{"start":2,"end":8,"label":"claim"}],"tokens":[]}"#,
            "p-ben",
        ),
        ("do.jsonl", r#"{"id":1,"text":"😀 Ms Low said no.","label":[[3,9,"claim"]]}"#, "me"),
        ("co.conll", "Ms B-claim\nLow I-claim\nsaid O\n\nno O\n", "me"),
        (
            "ca.json",
            r#"{"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"😀 Ms Low said no."},{"%ID":2,"%TYPE":"custom.Span","@sofa":1,"begin":3,"end":9,"label":"claim"},{"%ID":3,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token","@sofa":1,"begin":0,"end":2}],"%VIEWS":{}}"#,
            "me",
        ),
        (
            "hy.json",
            r#"{"rows":[{"id":"h1","uri":"https://x.org/a","user":"acct:ben@hypothes.is","tags":["claim"],"text":"really?","target":[{"source":"https://x.org/a","selector":[{"type":"TextPositionSelector","start":900,"end":906},{"type":"TextQuoteSelector","exact":"Ms Low","prefix":"😀 ","suffix":" said"}]}]}]}"#,
            "ben",
        ),
        ("sp.csv", "document;start;end;tag;words\nxx;2;8;claim;Ms Low\n", "me"),
    ];
    desk.put("to/xx.txt", "😀 Ms Low said no.");
    desk.put("to/xx.txt.article.ron", "(copydesk: 1, url: \"https://x.org/a\")");
    for (name, words, annotator) in cases {
        desk.put(name, words);
        let ran = desk.run(&["import", name, "--into", "to", "--annotator", "me"]);
        assert_eq!(ran.status, 0, "{name}: {}{}", ran.out, ran.err);
        assert!(
            ran.out.contains("1 annotation placed, 0 unplaced")
                || ran.out.contains("1 annotation there already"),
            "{name}: {}{}",
            ran.out,
            ran.err
        );
        let sidecars: Vec<String> =
            desk.names().into_iter().filter(|file| file.ends_with(&format!(".{annotator}.ron"))).collect();
        assert!(sidecars.iter().any(|file| desk.read(file).contains("\"Ms Low\"")), "{name}: {sidecars:?}");
    }
}
