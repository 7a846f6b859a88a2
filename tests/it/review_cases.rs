//! What there is to decide: cases of pictures, and what holds for any sets.

use crate::support::nasty;
use crate::support::reviewed::sets;
use copydesk::annotation::{AnnotationSet, AnnotatorName};
use copydesk::review::{Case, CaseKind, cases};
use copydesk::text::ReadingText;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// “Boundary: anna quote “…” / ben quote “…” / nothing by cleo”.
fn said(text: &ReadingText, case: &Case) -> String {
    let answer = |answer: &copydesk::review::Answer| {
        let names: Vec<String> = answer.by.iter().map(|voice| voice.annotator.to_string()).collect();
        let words: Vec<String> =
            answer.annotations().iter().map(|a| format!("{} “{}”", a.tag, a.pieces.quote(text))).collect();
        format!("{} {}", names.join("+"), words.join(" and "))
    };
    let mut said: Vec<String> = case.answers.iter().map(answer).collect();
    said.extend(case.silent.iter().map(|name| format!("nothing by {name}")));
    format!("{:?}: {}", case.kind, said.join(" / "))
}

fn check(pictures: &[(&str, &str)], expected: &[&str]) {
    let (text, sets) = sets(pictures);
    let found: Vec<String> = cases(&text, &sets).iter().map(|case| said(&text, case)).collect();
    assert_eq!(found, expected);
}

#[test]
fn two_who_say_the_same_agree() {
    check(
        &[
            (
                "anna",
                "
                The mayor said the bridge is safe.
                               |----------------| claim
                ",
            ),
            (
                "ben",
                "
                The mayor said the bridge is safe.
                               |----------------| claim
                ",
            ),
        ],
        &["Agreed: anna+ben claim “the bridge is safe”"],
    );
}

#[test]
fn every_way_to_differ_has_its_kind() {
    check(
        &[
            (
                "anna",
                "
                The mayor said the bridge is safe. She left at noon, in haste.
                               |----------------| claim
                |------------| quote
                                                   |------| event
                                                            |-----| quote
                ",
            ),
            (
                "ben",
                "
                The mayor said the bridge is safe. She left at noon, in haste.
                               |----------------| quote
                    |--------| quote
                                                            |-----| quote certainty=certain
                                                                     |------| event
                ",
            ),
        ],
        &[
            "Boundary: anna quote “The mayor said” / ben quote “mayor said”",
            "Tag: anna claim “the bridge is safe” / ben quote “the bridge is safe”",
            "OnlySome: anna event “She left” / nothing by ben",
            "Slots: anna quote “at noon” / ben quote “at noon”",
            "OnlySome: ben event “in haste” / nothing by anna",
        ],
    );
}

#[test]
fn one_for_some_and_several_for_others_is_one_case() {
    check(
        &[
            (
                "anna",
                "
                The mayor said the bridge is safe. She left.
                |------------------------------------------| claim
                ",
            ),
            (
                "ben",
                "
                The mayor said the bridge is safe. She left.
                |--------------------------------| claim
                                                   |-------| claim
                ",
            ),
        ],
        &["Split: anna claim “The mayor said the bridge is safe. She left.” / \
           ben claim “The mayor said the bridge is safe.” and claim “She left.”"],
    );
}

#[test]
fn what_lies_within_an_agreed_annotation_is_a_case_of_its_own() {
    check(
        &[
            (
                "anna",
                "
                The mayor said the bridge is safe.
                |--------------------------------| claim
                               |----------------| claim
                ",
            ),
            (
                "ben",
                "
                The mayor said the bridge is safe.
                |--------------------------------| claim
                ",
            ),
        ],
        &[
            "Agreed: anna+ben claim “The mayor said the bridge is safe.”",
            "OnlySome: anna claim “the bridge is safe” / nothing by ben",
        ],
    );
}

#[test]
fn tags_laid_over_each_other_stay_apart() {
    // The same words, tagged twice by one: nobody's two annotations meet in a case.
    check(
        &[
            (
                "anna",
                "
                The bridge is safe.
                |-----------------| claim
                |-----------------| event
                ",
            ),
            (
                "ben",
                "
                The bridge is safe.
                |-----------------| claim
                ",
            ),
            (
                "cleo",
                "
                The bridge is safe.
                |-----------------| event
                ",
            ),
        ],
        &[
            "OnlySome: anna+ben claim “The bridge is safe.” / nothing by cleo",
            "OnlySome: anna+cleo event “The bridge is safe.” / nothing by ben",
        ],
    );
}

#[test]
fn what_most_say_comes_first() {
    check(
        &[
            (
                "anna",
                "
                The bridge is safe.
                |--------| claim
                ",
            ),
            (
                "ben",
                "
                The bridge is safe.
                |-----------------| claim
                ",
            ),
            (
                "cleo",
                "
                The bridge is safe.
                |-----------------| claim
                ",
            ),
        ],
        &["Boundary: ben+cleo claim “The bridge is safe.” / anna claim “The bridge”"],
    );
}

#[test]
fn one_annotator_alone_agrees_with_nobody() {
    check(
        &[(
            "anna",
            "
            The bridge is safe.
            |-----------------| claim
            ",
        )],
        &["OnlySome: anna claim “The bridge is safe.”"],
    );
}

#[test]
fn links_to_the_same_are_the_same_link() {
    let linked = "
        The bridge is safe. It is not.
        |-----------------| claim#x
                            |--------| claim#y
        ~ y disputes x
        ";
    let otherwise_named = "
        The bridge is safe. It is not.
        |-----------------| claim#p
                            |--------| claim#q
        ~ q disputes p
        ";
    check(
        &[("anna", linked), ("ben", otherwise_named)],
        &["Agreed: anna+ben claim “The bridge is safe.”", "Agreed: anna+ben claim “It is not.”"],
    );
    let without = "
        The bridge is safe. It is not.
        |-----------------| claim
                            |--------| claim
        ";
    check(
        &[("anna", linked), ("ben", without)],
        &[
            "Agreed: anna+ben claim “The bridge is safe.”",
            "Slots: anna claim “It is not.” / ben claim “It is not.”",
        ],
    );
}

/// Any sets on any text, by annotators of different names.
fn any_sets() -> impl Strategy<Value = (ReadingText, Vec<Arc<AnnotationSet>>)> {
    nasty::text().prop_flat_map(|text| {
        let sets = prop::collection::vec(nasty::set_on(&text), 1..4);
        (Just(text), sets).prop_map(|(text, sets)| {
            let named = sets.into_iter().enumerate().map(|(nth, set)| {
                Arc::new(set.renamed(AnnotatorName::new(&format!("annotator{nth}")).unwrap()))
            });
            let named = named.collect();
            (text, named)
        })
    })
}

proptest! {
    #[test]
    fn every_annotation_stands_in_exactly_one_case((text, sets) in any_sets()) {
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for case in cases(&text, &sets) {
            prop_assert!(!case.answers.is_empty());
            for about in case.about() {
                *found.entry(about.to_string()).or_default() += 1;
            }
        }
        let all: usize = sets.iter().map(|set| set.len()).sum();
        prop_assert_eq!(found.len(), all);
        prop_assert!(found.values().all(|times| *times == 1));
    }

    #[test]
    fn the_order_of_the_sets_decides_nothing((text, sets) in any_sets()) {
        let sorted = |sets: &[Arc<AnnotationSet>]| {
            let mut said: Vec<(CaseKind, Vec<String>)> = cases(&text, sets)
                .iter()
                .map(|case| {
                    let mut about: Vec<String> = case.about().map(|about| about.to_string()).collect();
                    about.sort();
                    (case.kind, about)
                })
                .collect();
            said.sort();
            said
        };
        let reversed: Vec<_> = sets.iter().rev().cloned().collect();
        prop_assert_eq!(sorted(&sets), sorted(&reversed));
    }

    #[test]
    fn whoever_says_the_same_agrees_throughout((text, sets) in any_sets()) {
        let twin = Arc::new(AnnotationSet::clone(&sets[0]).renamed(AnnotatorName::new("twin").unwrap()));
        let both = [Arc::clone(&sets[0]), twin];
        for case in cases(&text, &both) {
            prop_assert_eq!(case.kind, CaseKind::Agreed, "{}", said(&text, &case));
        }
    }
}
