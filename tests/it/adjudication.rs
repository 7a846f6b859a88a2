//! Deciding without a person: strategies, and annotation sets merged into gold.

use crate::support::{NOW, draw, nasty, parse};
use copydesk::annotation::{
    AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Decision, Review, Transaction,
};
use copydesk::review::adjudication::{Merged, Merging, Strategy, adjudicate};
use copydesk::review::{Continuum, Extent, Unit};
use proptest::collection::vec;
use proptest::prelude::{Strategy as _, *};
use proptest::sample::select;
use std::sync::Arc;

fn strategy(words: &str) -> Strategy {
    words.parse().unwrap()
}

/// What is taken of the votes of one position, in their order.
fn taken(words: &str, votes: &[u32], annotators: u32) -> Vec<bool> {
    strategy(words).taken(votes, annotators)
}

#[test]
fn strategies_are_read_as_they_are_written() {
    for words in [
        "union",
        "unanimous",
        "majority",
        "at-least:2",
        "threshold:1,0,2",
        "threshold:2,0.6,1",
        "threshold:1,1,1",
    ] {
        assert_eq!(strategy(words).to_string(), words);
    }
    for (words, says) in [
        ("most", "“most” is no strategy; there are union"),
        ("", "is no strategy"),
        ("majority:2", "is no strategy"),
        ("at-least", "at-least:K needs a number K"),
        ("at-least:0", "not “0”"),
        ("at-least:x", "not “x”"),
        ("threshold:2,0.5", "such as threshold:2,0.6,1, not “2,0.5”"),
        ("threshold:0,0.5,1", "fewest votes U are a number from 1 up, not “0”"),
        ("threshold:1,1.5,1", "from 0 to 1, not “1.5”"),
        ("threshold:1,NaN,1", "not “NaN”"),
        ("threshold:1,0.5,0", "ranks T are a number from 1 up, not “0”"),
    ] {
        let error = words.parse::<Strategy>().unwrap_err().to_string();
        assert!(error.contains(says), "{words}: {error}");
    }
}

#[test]
fn enough_is_counted_of_those_who_did_the_article() {
    assert_eq!(taken("union", &[1, 2, 3], 3), [true, true, true]);
    assert_eq!(taken("unanimous", &[1, 2, 3], 3), [false, false, true]);
    assert_eq!(taken("majority", &[1, 2, 3], 3), [false, true, true]);
    assert_eq!(taken("majority", &[1, 2, 3], 4), [false, false, true], "half is not more than half");
    assert_eq!(taken("at-least:2", &[1, 2, 3], 9), [false, true, true]);
}

#[test]
fn a_threshold_drops_then_weighs_then_ranks() {
    assert_eq!(taken("threshold:1,0,1", &[2, 1], 3), [true, false]);
    assert_eq!(taken("threshold:1,0,1", &[2, 2, 1], 5), [false, false, false], "a tie takes nothing");
    assert_eq!(
        taken("threshold:1,0,2", &[3, 2, 2, 1], 8),
        [true, true, true, false],
        "a tie for the last rank"
    );
    assert_eq!(taken("threshold:1,0,3", &[3, 2, 2, 1], 8), [true, true, true, false]);
    assert_eq!(taken("threshold:1,0.6,1", &[3, 2], 5), [true, false], "three of five are 0.6");
    assert_eq!(taken("threshold:1,0.61,1", &[3, 2], 5), [false, false]);
    assert_eq!(
        taken("threshold:2,0.7,1", &[3, 1, 1], 5),
        [true, false, false],
        "dropped votes weigh nothing"
    );
    assert_eq!(taken("threshold:1,1,1", &[1], 5), [true], "the share is of the votes of the position");
    assert_eq!(taken("threshold:2,0,9", &[1, 1], 5), [false, false]);
}

/// Start, end and label of a unit.
type Bare = (u32, u32, &'static str);

fn continuum(annotators: &[Option<Vec<Bare>>]) -> Continuum {
    let mut continuum = Continuum::new(100);
    for (number, bare) in annotators.iter().enumerate() {
        let units = bare.as_ref().map(|bare| {
            let unit = |(start, end, label): &Bare| {
                Unit::new(continuum.label(label), [Extent::new(*start, *end)]).unwrap()
            };
            bare.iter().map(unit).collect()
        });
        continuum.add(format!("a{number}"), units);
    }
    continuum
}

fn decided(words: &str, continuum: &Continuum) -> Vec<(u32, u32, String)> {
    let taken = adjudicate(continuum, strategy(words));
    let bare = |unit: &Unit| {
        let label = continuum.labels()[unit.label().index()].to_string();
        (unit.extent().start.get(), unit.extent().end.get(), label)
    };
    taken.iter().map(bare).collect()
}

#[test]
fn who_has_not_done_the_text_has_no_say() {
    let claim = vec![(0, 5, "claim")];
    let with = |third| continuum(&[Some(claim.clone()), Some(claim.clone()), third, None]);
    assert_eq!(decided("unanimous", &with(None)), [(0, 5, "claim".to_owned())]);
    assert_eq!(decided("unanimous", &with(Some(vec![]))), []);
    assert_eq!(decided("majority", &with(Some(vec![]))), [(0, 5, "claim".to_owned())]);
    assert_eq!(decided("union", &continuum(&[None, None])), []);
}

#[test]
fn a_position_is_exact() {
    let near = continuum(&[Some(vec![(0, 5, "claim")]), Some(vec![(0, 6, "claim")])]);
    assert_eq!(decided("majority", &near), []);
    assert_eq!(decided("threshold:1,1,1", &near).len(), 2, "each is alone at its position");
    let labels = continuum(&[Some(vec![(0, 5, "claim"), (0, 5, "quote")]), Some(vec![(0, 5, "quote")])]);
    assert_eq!(decided("threshold:1,0.6,1", &labels), [(0, 5, "quote".to_owned())]);
}

fn any_strategy() -> impl proptest::strategy::Strategy<Value = Strategy> {
    select(
        &[
            "union",
            "unanimous",
            "majority",
            "at-least:2",
            "threshold:1,0.5,1",
            "threshold:1,0,2",
            "threshold:2,0.3,1",
        ][..],
    )
    .prop_map(strategy)
}

fn annotators() -> impl proptest::strategy::Strategy<Value = Vec<Option<Vec<Bare>>>> {
    let unit = (0..6_u32, 1..4_u32, select(&["claim", "quote", "event"][..]));
    let unit = unit.prop_map(|(start, length, label)| (start, start + length, label));
    vec(proptest::option::weighted(0.9, vec(unit, 0..8)), 0..5)
}

proptest! {
    #[test]
    fn a_strategy_takes_no_more_than_the_union_and_no_less_than_all_agree_on(
        annotators in annotators(),
        turn in 0..5_usize,
    ) {
        let of = |words: &str| decided(words, &continuum(&annotators));
        let (union, majority, unanimous) = (of("union"), of("majority"), of("unanimous"));
        prop_assert!(majority.iter().all(|taken| union.contains(taken)));
        prop_assert!(unanimous.iter().all(|taken| majority.contains(taken)));
        prop_assert_eq!(of("at-least:1"), union.clone());
        prop_assert_eq!(of("threshold:1,0,99"), union.clone());
        prop_assert!(union.iter().map(|(start, end, _)| (start, end)).is_sorted());
        if !annotators.is_empty() {
            let mut turned = annotators.clone();
            turned.rotate_left(turn % annotators.len());
            let mut other = decided("majority", &continuum(&turned));
            let mut one = majority;
            one.sort();
            other.sort();
            prop_assert_eq!(one, other, "whoever comes first");
        }
    }

    #[test]
    fn a_second_run_decides_nothing_and_undo_brings_back_what_was(
        (text, sets) in nasty::text().prop_flat_map(|text| {
            let sets = vec(nasty::set_on(&text), 1..4);
            (Just(text), sets)
        }),
        strategy in any_strategy(),
    ) {
        let names = ["anna", "ben", "carl"];
        let sets: Vec<Arc<AnnotationSet>> = sets
            .into_iter()
            .zip(names)
            .map(|(set, name)| Arc::new(set.renamed(nasty::annotator(name))))
            .collect();
        let empty = AnnotationSet::new(AnnotatorName::gold(), "small/1");
        let mut gold = empty.clone();
        let first = merge(&sets, &mut gold, strategy);
        prop_assert_eq!(first.transaction.is_some(), first.taken > 0);
        let again = merge(&sets, &mut gold.clone(), strategy);
        prop_assert_eq!(again, Merged { transaction: None, taken: 0, undecided: first.undecided });
        let union = merge(&sets, &mut gold.clone(), Strategy::Union);
        prop_assert_eq!((union.taken, union.undecided), (first.undecided, 0));
        // The same answer is there once, and every link has its ends.
        let mut places: Vec<_> = gold.iter().map(|a| (a.pieces.as_slice().to_vec(), Arc::clone(&a.tag))).collect();
        let all = places.len();
        places.sort();
        places.dedup();
        prop_assert_eq!(places.len(), all);
        prop_assert!(gold.links().all(|link| gold.knows(&link.from.id) && gold.knows(&link.to.id)));
        prop_assert!(gold.iter().all(|a| text.as_str().len() >= a.extent().end().index()));
        if let Some(transaction) = first.transaction {
            gold.apply(&transaction.inverted()).unwrap();
        }
        prop_assert_eq!(gold, empty);
    }
}

/// Merges into `gold`, as carla.
fn merge(sets: &[Arc<AnnotationSet>], gold: &mut AnnotationSet, strategy: Strategy) -> Merged {
    let rests_on = sets.iter().map(|set| (set.annotator().to_string(), "0".to_owned())).collect();
    let review = Review { by: "carla".to_owned(), rests_on };
    let held = gold.clone();
    let mut ids = (0..).map(|n| AnnotationId::new(format!("g{n}"))).filter(|id| !held.knows(id));
    let merged = Merging { sets, gold: &held, review: &review, strategy, now: NOW }
        .merged(&mut || ids.next().unwrap());
    if let Some(transaction) = &merged.transaction {
        gold.apply(transaction).unwrap();
    }
    merged
}

const TEXT: &str = "The mayor said the bridge is safe.";

/// The sets of annotators, as pictures under the same text.
fn sets(pictures: &[(&str, &str)]) -> Vec<Arc<AnnotationSet>> {
    let set = |(name, picture): &(&str, &str)| {
        let (_, set) = parse(&format!("\n{TEXT}\n{picture}\n"));
        Arc::new(set.renamed(nasty::annotator(name)))
    };
    pictures.iter().map(set).collect()
}

fn gold() -> AnnotationSet {
    AnnotationSet::new(AnnotatorName::gold(), "small/1")
}

fn drawn(gold: &AnnotationSet) -> String {
    draw(&crate::support::text(TEXT), gold)
}

const ANNA: (&str, &str) = (
    "anna",
    "|--------------------------------| claim#a certainty=certain form=x
               |-----------------| quote#b
~ a disputes b",
);
const BEN: (&str, &str) = ("ben", "|--------------------------------| claim#c certainty=possible form=x");
const CARL: (&str, &str) = (
    "carl",
    "|--------------------------------| claim#d certainty=possible form=x
               |-----------------| quote#e",
);

#[test]
fn what_is_taken_has_the_slots_that_enough_gave_it() {
    let mut merged = gold();
    let done = merge(&sets(&[ANNA, BEN, CARL]), &mut merged, Strategy::Majority);
    assert_eq!((done.taken, done.undecided), (2, 0));
    let claim = merged.iter().find(|a| &*a.tag == "claim").unwrap();
    let slots: Vec<_> = claim.slots.iter().map(|slot| (&*slot.name, slot.value.as_str())).collect();
    assert_eq!(slots, [("form", "x"), ("certainty", "possible")]);
    assert_eq!((claim.origin.as_str(), &*claim.edited), ("review", NOW));
    assert_eq!(merged.links().len(), 1, "both ends are taken:\n{}", drawn(&merged));
    let record = merged.gold().unwrap();
    let about: Vec<Vec<String>> =
        record.decisions.iter().map(|d| d.about.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(about, [vec!["anna/a", "ben/c", "carl/d"], vec!["anna/b", "carl/e"]]);
    let first = &record.decisions[0];
    assert_eq!((&*first.verdict, first.reason.as_str(), first.by.as_str()), ("taken", "majority", "carla"));
    assert_eq!(first.result, claim.id.to_string());
    assert_eq!(
        record.rests_on.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["anna", "ben", "carl"]
    );
}

#[test]
fn what_too_few_said_stays_undecided_and_off_the_record() {
    let mut merged = gold();
    let done = merge(&sets(&[ANNA, BEN]), &mut merged, Strategy::Unanimous);
    assert_eq!((done.taken, done.undecided), (1, 1));
    assert_eq!(merged.gold().unwrap().decisions.len(), 1);
    assert_eq!(merged.links().len(), 0, "the other end is not taken");
    let later = merge(&sets(&[ANNA, BEN, CARL]), &mut merged, strategy("at-least:2"));
    assert_eq!((later.taken, later.undecided), (2, 0), "carl's claim joins the one in gold");
    assert_eq!(merged.len(), 2);
    assert_eq!(merged.links().len(), 1);
}

#[test]
fn what_a_person_decided_stays_decided() {
    let mut merged = gold();
    let about = vec![AnnotationRef::parse("anna/a"), AnnotationRef::parse("ben/c")];
    let rejected = Decision {
        about,
        verdict: Decision::REJECTED.into(),
        result: String::new(),
        reason: "not in the rules".to_owned(),
        note: String::new(),
        by: "carla".to_owned(),
        edited: NOW.into(),
    };
    let review = Review { by: "carla".to_owned(), rests_on: Vec::new() };
    let changes = vec![
        Change::Review { before: None, after: Some(review) },
        Change::Decision { before: None, after: Some(rejected.clone()) },
    ];
    merged.apply(&Transaction::new("reject", changes)).unwrap();
    let done = merge(&sets(&[ANNA, BEN, CARL]), &mut merged, Strategy::Union);
    assert_eq!((done.taken, done.undecided), (1, 1), "carl's claim waits for a person");
    assert!(merged.iter().all(|annotation| &*annotation.tag == "quote"), "{}", drawn(&merged));
    assert!(merged.gold().unwrap().decisions.contains(&rejected));
}
