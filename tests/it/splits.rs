//! Splits: every article once, near-duplicates together, the same whatever the order.

use crate::desk::Desk;
use copydesk::interchange::split::{Article, NAMES, Signature, Split, Together, assign, similarity};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn split(shares: [u32; 3], seed: u64) -> Split {
    Split { shares, seed, threshold: 0.8, together: Together::Nothing }
}

fn article(id: &str, text: &str) -> Article {
    Article { id: id.to_owned(), signature: Signature::of(text), group: None }
}

fn by_id(articles: &[Article], split: &Split) -> BTreeMap<String, usize> {
    let ids = articles.iter().map(|article| article.id.clone());
    ids.zip(assign(articles, split).places).collect()
}

/// One word that a copy has instead of another; nothing for the first of a story.
fn copy(is_one: impl Into<bool>) -> Option<&'static str> {
    is_one.into().then_some("changed")
}

/// A text of its own for every number, and a second one that is nearly the same.
fn text(n: u32, changed: Option<&str>) -> String {
    let words = (0..120).map(|k| format!("w{}", (n * 7919 + k * 104_729) % 100_003));
    let mut words: Vec<String> = words.collect();
    if let Some(changed) = changed {
        changed.clone_into(&mut words[60]);
    }
    words.join(" ")
}

proptest! {
    #[test]
    fn the_order_of_the_articles_does_not_matter(count in 1_u32..40, seed in any::<u64>(), turn in 0_usize..40) {
        let articles: Vec<Article> = (0..count).map(|n| article(&format!("a{n}"), &text(n / 3, copy(n % 3 == 1)))).collect();
        let mut turned = articles.clone();
        turned.rotate_left(turn % articles.len());
        let split = split([80, 10, 10], seed);
        prop_assert_eq!(by_id(&articles, &split), by_id(&turned, &split));
    }

    #[test]
    fn near_duplicates_and_groups_stay_in_one_split(count in 1_u32..60, seed in any::<u64>()) {
        let articles: Vec<Article> = (0..count)
            .map(|n| {
                let group = (n % 5 == 0).then(|| format!("outlet {}", n % 3));
                Article { group, ..article(&format!("a{n}"), &text(n / 2, copy(n % 2 == 1))) }
            })
            .collect();
        let assigned = assign(&articles, &split([6, 2, 2], seed));
        for (a, one) in articles.iter().enumerate() {
            for (b, other) in articles.iter().enumerate() {
                let copies = a / 2 == b / 2;
                let grouped = one.group.is_some() && one.group == other.group;
                if copies || grouped {
                    prop_assert_eq!(assigned.places[a], assigned.places[b], "{} and {}", a, b);
                }
            }
        }
        prop_assert_eq!(&assigned.report["near_duplicates_across_splits"], 0);
    }

    #[test]
    fn shares_are_reached_where_nothing_holds_articles_together(seed in any::<u64>()) {
        let articles: Vec<Article> = (0..200).map(|n| article(&format!("a{n}"), &text(n, None))).collect();
        let places = assign(&articles, &split([80, 10, 10], seed)).places;
        let count = |split: usize| places.iter().filter(|place| **place == split).count();
        prop_assert_eq!([count(0), count(1), count(2)], [160, 20, 20]);
    }
}

#[test]
fn similarity_is_near_the_share_of_common_shingles() {
    let of = |n, changed| Signature::of(&text(n, changed)).unwrap();
    assert!((similarity(&of(1, None), &of(1, None)) - 1.0).abs() < 1e-9);
    // 111 of 121 shingles are common.
    assert!((similarity(&of(1, None), &of(1, Some("changed"))) - 111.0 / 121.0).abs() < 0.1);
    assert!(similarity(&of(1, None), &of(2, None)) < 0.1);
    assert!(Signature::of(" … ").is_none());
}

fn corpus() -> Desk {
    let desk = Desk::new();
    for n in 0..20 {
        desk.put(&format!("in/a{n:02}.txt"), text(n / 2, copy(n % 2 == 1)));
    }
    desk.run(&["tag", "in/a00.txt", "--tag", "claim", "--at", "0:3", "--annotator", "zoe"]).check(0, &[]);
    desk.run(&["tag", "in/a01.txt", "--tag", "quote", "--at", "0:3", "--annotator", "anna"]).check(0, &[]);
    desk
}

#[test]
fn a_split_dataset_has_a_file_for_each_split_and_says_how_it_went() {
    let desk = corpus();
    desk.run(&["export", "in", "--format", "jsonl", "--out", "out", "--split", "80/10/10", "--seed", "3"])
        .check(0, &["20 articles"]);
    let rows: Vec<usize> =
        NAMES.iter().map(|name| desk.read(&format!("out/{name}.jsonl")).lines().count()).collect();
    assert_eq!(rows, [16, 2, 2]);
    let report: serde_json::Value = serde_json::from_str(&desk.read("out/splits.json")).unwrap();
    assert_eq!(report["near_duplicates"].as_array().unwrap().len(), 10);
    assert_eq!((&report["seed"], &report["near_duplicates_across_splits"]), (&3.into(), &0.into()));
    desk.run(&["export", "in", "--format", "brat", "--out", "brat", "--split", "80/20"]).check(0, &[]);
    assert!(
        desk.path("brat/train/annotation.conf").exists() && desk.path("brat/test/annotation.conf").exists()
    );
    desk.run(&["export", "in", "--format", "jsonl", "--out", "-", "--split", "80/20"]).check(2, &["folder"]);
    desk.run(&["export", "in", "--format", "jsonl", "--out", "x", "--split", "80"]).check(2, &["80/10/10"]);
}

#[test]
fn a_dataset_folder_has_its_splits_beside_one_another() {
    let desk = corpus();
    desk.run(&["export", "in", "--format", "dataset", "--out", "out", "--split", "80/10/10"]).check(0, &[]);
    let card = desk.read("out/README.md");
    for name in NAMES {
        assert!(desk.path(&format!("out/data/{name}-00000-of-00001.parquet")).exists(), "{name}");
        assert!(card.contains(&format!("- split: {name}\n    path: data/{name}-*")), "{card}");
    }
}

#[test]
fn what_is_exported_is_chosen_by_tag_and_people_get_other_names() {
    let desk = corpus();
    let ran = desk.run(&["export", "in", "--format", "jsonl", "--all", "--tag", "claim", "--pseudonyms"]);
    ran.check(0, &["20 articles, 1 annotation"]);
    assert!(
        ran.out.contains(r#""annotator":"annotator-2""#)
            && !ran.out.contains("zoe")
            && !ran.out.contains("anna\"")
    );
    let ran = desk.run(&["export", "in", "--format", "jsonl", "--all", "--state", "done"]);
    ran.check(0, &["0 annotations"]);
}

#[test]
fn paths_from_standard_input_become_rows_as_they_come() {
    use std::io::Write as _;
    let desk = corpus();
    desk.put("in/bad.txt", b"caf\xe9");
    let piped = |paths: &str, more: &[&str]| {
        let arguments = ["export", "--stdin0", "--format", "jsonl"].iter().chain(more);
        let mut child = desk
            .command(arguments)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(paths.as_bytes()).unwrap();
        crate::desk::Ran::from(child.wait_with_output().unwrap())
    };
    let ran = piped("in/a00.txt\0in/a05.txt\0", &[]);
    ran.check(0, &[]);
    let ids: Vec<String> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string())
        .collect();
    assert_eq!(ids, ["\"in/a00\"", "\"in/a05\""]);
    let ran = piped("in/a00.txt\0in/bad.txt\0in/a05.txt", &[]);
    ran.check(3, &["bad.txt"]);
    assert_eq!(ran.out.lines().count(), 1);
    let ran = piped("in/a00.txt\0in/bad.txt\0in/gone.txt\0in/a05.txt", &["--skip-unreadable"]);
    ran.check(0, &["bad.txt", "gone.txt"]);
    assert_eq!(ran.out.lines().count(), 2);
}
