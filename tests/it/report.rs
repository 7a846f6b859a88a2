//! The report: all words and all tags, nothing that runs, nothing from elsewhere.

use crate::desk::Desk;
use crate::nasty::{self, Work};
use copydesk::annotation::AnnotationSet;
use copydesk::article::{self, Article, Reading};
use copydesk::interchange::report::{Report, Shown};
use copydesk::store::tagset_file;
use dom_query::Document;
use proptest::prelude::*;

fn article(work: &Work) -> Article {
    let article = article::read(work.text.as_str().as_bytes(), Reading::Plain, None).unwrap();
    Article { details: work.details.clone(), ..article }
}

fn page(work: &Work, shown: Shown) -> String {
    Report::new(&article(work), &tagset_file::builtin(), &work.sets, shown).page()
}

/// Words as a page has them: what it cannot hold is a blank, and white space is as good as any other.
fn plain(words: &str) -> String {
    let refused =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}');
    words.split(refused).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

const ALL: Shown = Shown { notes: true, names: true };

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_words_of_the_page_are_those_of_the_article(work in nasty::work()) {
        let page = page(&work, ALL);
        let page = Document::from(page.as_str());
        let words: Vec<String> = page.select("article .words").iter().map(|one| one.text().to_string()).collect();
        prop_assert_eq!(plain(&words.join("\n")), plain(work.text.as_str()));
        let cards = page.select("article .card").length();
        prop_assert_eq!(cards, work.sets.iter().map(AnnotationSet::len).sum::<usize>());
    }

    #[test]
    fn nothing_in_the_page_runs_or_comes_from_elsewhere(work in nasty::work()) {
        let page = page(&work, ALL);
        let page = Document::from(page.as_str());
        prop_assert_eq!(page.select("script, iframe, object, embed, img, link, form, base").length(), 0);
        prop_assert_eq!(page.select("style").length(), 1);
        for element in &page.select("*") {
            for attribute in element.attrs() {
                let name = attribute.name.local.to_string();
                prop_assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}");
                if name == "href" {
                    let to = attribute.value.to_lowercase();
                    let safe = ["#", "http://", "https://", "mailto:"].iter().any(|scheme| to.starts_with(scheme));
                    prop_assert!(safe, "{to}");
                }
            }
        }
    }
}

fn hostile() -> Desk {
    let desk = Desk::new();
    desk.put("a.txt", "<script>alert(1)</script> & \"quotes\" said Mr Low.");
    let span = |at: &str, slot: &str, who: &str| {
        let arguments = [
            "tag",
            "a.txt",
            "--tag",
            "claim",
            "--at",
            at,
            "--slot",
            slot,
            "--note",
            "<b>secret</b>",
            "--annotator",
            who,
        ];
        desk.run(&arguments).check(0, &[]);
    };
    span("0:8", "speaker=javascript:alert(1)", "anna");
    span("4:20", "speaker=https://example.org/?a=1&b=2", "ben");
    desk
}

#[test]
fn a_report_is_one_file_and_keeps_names_and_notes_to_itself() {
    let desk = hostile();
    desk.run(&["report", "a.txt", "--out", "page.html"]).check(0, &[]);
    let page = desk.read("page.html");
    assert!(!page.contains("<script") && !page.contains("href=\"javascript"), "{page}");
    assert!(!page.contains("secret") && !page.contains("anna") && !page.contains("ben,"));
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    assert!(page.contains("href=\"https:&#x2F;&#x2F;example.org"), "a link that may be followed is one");
    desk.run(&["report", "a.txt", "--out", "page.html", "--notes", "--names"]).check(0, &[]);
    let page = desk.read("page.html");
    assert!(page.contains("secret") && page.contains("anna") && page.contains("Agreement"));
}

#[test]
fn an_article_with_tags_is_not_written_over_by_a_report() {
    let desk = hostile();
    let before = desk.files();
    desk.run(&["report", "a.txt", "--out", "a.txt"]).check(2, &["never changed"]);
    assert_eq!(desk.files(), before);
    // Nor a sidecar, nor an article that nobody has tagged.
    desk.put("untagged.html", "<p>Words of somebody else.</p>");
    desk.put("a.txt.zoe.ron", "not readable, and not ours to throw away");
    let before = desk.files();
    for taken in ["untagged.html", "a.txt.zoe.ron", "tagset.ron", "a.txt.article.ron"] {
        desk.run(&["report", "a.txt", "--out", taken]).check(2, &["never changed"]);
    }
    assert_eq!(desk.files(), before);
    std::fs::remove_file(desk.path("a.txt.zoe.ron")).unwrap();
    assert!(desk.run(&["report", "a.txt", "--out", "-"]).out.starts_with("<!DOCTYPE html>"));
}
