//! CSV as spreadsheets and scripts read it.

use crate::nasty::{self, Work, slice};
use copydesk::annotation::AnnotationSet;
use copydesk::interchange::Record;
use copydesk::interchange::csv::{Flavour, Tables};
use proptest::prelude::*;

type Rows = Vec<std::collections::BTreeMap<String, String>>;

fn tables(works: &[Work], flavour: Flavour) -> [Vec<u8>; 3] {
    let slots = vec!["speaker".to_owned(), "cue".to_owned()];
    let mut tables = Tables::new([Vec::new(), Vec::new(), Vec::new()], slots, flavour);
    tables.heads().unwrap();
    for (n, work) in works.iter().enumerate() {
        let sets: Vec<&AnnotationSet> = work.sets.iter().collect();
        let article = (&work.text, &work.details, "plain/1");
        tables
            .record(&Record::new((format!("{n}"), format!("{n}")), format!("{n}.txt"), article, &sets))
            .unwrap();
    }
    tables.finish().unwrap()
}

fn rows(table: &[u8]) -> Rows {
    csv::Reader::from_reader(table).deserialize().collect::<Result<_, _>>().unwrap()
}

proptest! {
    #[test]
    fn every_row_is_the_text_it_says(works in proptest::collection::vec(nasty::work(), 0..3)) {
        let [spans, relations, documents] = tables(&works, Flavour::Programs);
        let (spans, documents) = (rows(&spans), rows(&documents));
        prop_assert_eq!(documents.len(), works.len());
        let links: usize = works.iter().flat_map(|w| &w.sets).map(|set| set.links().len()).sum();
        prop_assert_eq!(rows(&relations).len(), links);
        let sets: usize = works.iter().flat_map(|w| &w.sets).map(AnnotationSet::len).sum();
        prop_assert_eq!(spans.len(), sets);
        for span in &spans {
            let document = documents.iter().find(|d| d["doc_id"] == span["doc_id"]).unwrap();
            let (start, end) = (span["start"].parse().unwrap(), span["end"].parse().unwrap());
            prop_assert_eq!(slice(&document["text"], start, end), span["text"].as_str());
            let attributes: Vec<serde_json::Value> = serde_json::from_str(&span["attributes"]).unwrap();
            let speakers: Vec<&str> = attributes
                .iter()
                .filter(|a| a["key"] == "speaker")
                .map(|a| a["value"].as_str().unwrap())
                .collect();
            prop_assert_eq!(&span["attr.speaker"], &speakers.join("; "));
        }
    }

    #[test]
    fn no_cell_of_the_spreadsheet_flavour_is_a_formula(works in proptest::collection::vec(nasty::work(), 0..3)) {
        let raw = tables(&works, Flavour::Programs);
        let safe = tables(&works, Flavour::Excel);
        for (raw, safe) in raw.iter().zip(&safe) {
            for (raw, safe) in rows(raw).iter().zip(rows(safe)) {
                for (column, cell) in &safe {
                    let begins = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                    prop_assert!(!begins(cell), "{column}: {cell:?}");
                    let kept = if begins(&raw[column]) { format!("'{}", raw[column]) } else { raw[column].clone() };
                    prop_assert_eq!(cell, &kept);
                }
            }
        }
    }
}

#[test]
fn the_columns_are_those_described() {
    let [spans, relations, documents] =
        tables(&[], Flavour::Programs).map(|table| String::from_utf8(table).unwrap());
    assert_eq!(
        spans.replace('"', ""),
        "doc_id,span_id,start,end,label,text,annotator,note,attributes,attr.speaker,attr.cue,\
         context_before,context_after,title,url,flagged,origin,edited,fragments\n"
    );
    assert_eq!(relations.replace('"', ""), "doc_id,rel_id,type,from_span,to_span,annotator\n");
    assert_eq!(
        documents.replace('"', ""),
        "doc_id,title,byline,outlet,published,url,lang,source,reading,sha256,length,annotators,text\n"
    );
}
