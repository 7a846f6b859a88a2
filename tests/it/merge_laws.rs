//! One’s own changes brought onto what somebody else made of the same set.

use crate::support::{edit, nasty, parse, tagset};
use copydesk::annotation::{
    AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Decision, Pieces, Review, State,
    Transaction,
};
use copydesk::store::merge;
use proptest::prelude::*;

/// Some edits of a set, one after the other: what is taken away, tagged otherwise, noted, and whether it is done.
fn edits(set: &AnnotationSet, choices: &[u8]) -> (AnnotationSet, Vec<Transaction>) {
    let (mut set, tagset, mut made) = (set.clone(), tagset(), Vec::new());
    for choice in choices {
        let ids: Vec<AnnotationId> = set.iter().map(|annotation| annotation.id.clone()).collect();
        let chosen = ids.get(usize::from(choice / 8) % ids.len().max(1));
        let transaction = match (choice % 8, chosen) {
            (0 | 1, Some(id)) => edit(&set, &tagset).remove(id),
            (2 | 3, Some(id)) => {
                edit(&set, &tagset).retag(id, if choice % 2 == 0 { "claim" } else { "event" })
            }
            (4, Some(id)) => edit(&set, &tagset).set_note(id, &format!("note {choice}")),
            (5, Some(id)) => {
                let extent = set.get(id).unwrap().extent();
                edit(&set, &tagset).set_pieces(id, Pieces::one(extent), "move")
            }
            (6, _) => edit(&set, &tagset).set_state(State::Done),
            _ => edit(&set, &tagset).set_state(State::InProgress),
        };
        if let Some(transaction) = transaction {
            set.apply(&transaction).unwrap();
            made.push(transaction);
        }
    }
    (set, made)
}

fn brought_onto(theirs: &AnnotationSet, mine: &[Transaction]) -> AnnotationSet {
    let mut ids = 0_u64..;
    let mut new_id = || AnnotationId::new(format!("new{}", ids.next().unwrap()));
    let mut merged = theirs.clone();
    merged.apply(&merge::onto(theirs, mine, &mut new_id)).expect("it fits what they have");
    merged
}

proptest! {
    #[test]
    fn where_nothing_changed_elsewhere_mine_is_all(
        (_, base) in nasty::text_and_set(),
        mine in prop::collection::vec(any::<u8>(), 0..8),
    ) {
        let (wanted, made) = edits(&base, &mine);
        prop_assert_eq!(brought_onto(&base, &made), wanted);
    }

    #[test]
    fn where_i_changed_nothing_theirs_is_all((_, theirs) in nasty::text_and_set()) {
        prop_assert_eq!(brought_onto(&theirs, &[]), theirs);
    }

    #[test]
    fn nothing_that_either_kept_is_lost(
        (_, base) in nasty::text_and_set(),
        mine in prop::collection::vec(any::<u8>(), 0..8),
        other in prop::collection::vec(any::<u8>(), 0..8),
    ) {
        let (wanted, made) = edits(&base, &mine);
        let (theirs, _) = edits(&base, &other);
        let merged = brought_onto(&theirs, &made);
        let says = |set: &AnnotationSet, one: &copydesk::annotation::Annotation| {
            set.iter().any(|a| a.tag == one.tag && a.pieces == one.pieces && a.note == one.note)
        };
        for annotation in wanted.iter().filter(|one| base.get(&one.id) != Some(one)) {
            prop_assert!(says(&merged, annotation), "what I changed is there");
        }
        for annotation in theirs.iter().filter(|one| base.get(&one.id) != Some(one)) {
            prop_assert!(says(&merged, annotation), "what they changed is there");
        }
    }

    #[test]
    fn any_two_sets_can_be_brought_together(
        (text, base) in nasty::text_and_set(),
        mine in prop::collection::vec(any::<u8>(), 0..8),
        seed in any::<u8>(),
    ) {
        let (_, made) = edits(&base, &mine);
        let (theirs, _) = edits(&base, &[seed, seed.wrapping_mul(7), seed.wrapping_mul(13)]);
        let merged = brought_onto(&theirs, &made);
        prop_assert!(merged.iter().all(|annotation| !text.quote(annotation.extent()).is_empty()));
    }
}

#[test]
fn what_two_decided_alike_is_decided_once_though_one_heard_a_remark() {
    let (_, claims) = parse(
        "
        The bridge is safe.
        |-----------------| claim
        ",
    );
    let mut gold = claims.renamed(AnnotatorName::gold());
    let begun = Change::Review { before: None, after: Some(Review::default()) };
    gold.apply(&Transaction::new("begin", vec![begun])).unwrap();
    let of = |about: &[&str], edited: &str| Decision {
        about: about.iter().map(|name| AnnotationRef::parse(name)).collect(),
        verdict: Decision::REJECTED.into(),
        result: String::new(),
        reason: String::new(),
        note: String::new(),
        by: "chief".to_owned(),
        edited: edited.into(),
    };
    let decide = |decision: Decision| {
        Transaction::new("decide", vec![Change::Decision { before: None, after: Some(decision) }])
    };
    let mut theirs = gold.clone();
    theirs.apply(&decide(of(&["anna/a1", "ben/b1"], "2026-11-24T10:00:00Z"))).unwrap();
    let mine = decide(of(&["anna/a1", "ben/b1", "gold/g9"], "2026-11-24T10:01:00Z"));
    assert_eq!(brought_onto(&theirs, &[mine]), theirs);
    let other = decide(of(&["anna/a1"], "2026-11-24T10:01:00Z"));
    assert_ne!(brought_onto(&theirs, &[other]), theirs, "about others it is another decision");
}
