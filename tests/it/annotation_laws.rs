//! Laws of annotations: changes invert, history goes back and forth, segments tile.

use crate::support::{NOW, edit, nasty, tagset};
use copydesk::annotation::{
    AnnotationId, AnnotationRef, AnnotationSet, Change, History, Origin, Pieces, Slot, State, Transaction,
};
use copydesk::text::ReadingText;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// An edit that a person might make next, as a number, two places and a word.
type Wish = (u8, Index, Index, String);

fn wish() -> impl Strategy<Value = Wish> {
    (0..12_u8, any::<Index>(), any::<Index>(), nasty::words())
}

/// The transaction that a wish comes to in the state in which it is made, if any.
fn granted(text: &ReadingText, set: &AnnotationSet, (what, one, other, words): &Wish) -> Option<Transaction> {
    let tagset = tagset();
    let edit = edit(set, &tagset);
    let ids: Vec<AnnotationId> =
        set.iter().map(|a| a.id.clone()).chain(set.unplaced().map(|u| u.id.clone())).collect();
    let pieces = || {
        let places = nasty::char_boundaries(text);
        let (start, end) = (one.get(&places), other.get(&places));
        let at = copydesk::text::ByteOffset::at;
        text.span(at(*start.min(end)), at(*start.max(end))).ok().map(Pieces::one)
    };
    if *what == 0 {
        let free = (0..99).map(AnnotationId::from_bits).find(|id| !set.knows(id))?;
        return Some(edit.add(free, "claim", pieces()?, Origin::Hand));
    }
    if *what == 1 {
        return edit.set_state(State::parse(if words.len() % 2 == 0 { "done" } else { "in-progress" }));
    }
    if ids.is_empty() {
        return None;
    }
    let (id, to) = (one.get(&ids), other.get(&ids));
    match what {
        2 => edit.remove(id),
        3 => edit.retag(id, ["claim", "quote", "event", "other"][words.len() % 4]),
        4 => edit.set_pieces(id, pieces()?, "move"),
        5 => edit.set_slot(
            id,
            "speaker",
            vec![Slot { name: "speaker".into(), value: words.clone(), at: Vec::new() }],
        ),
        6 => edit.set_slot(id, "speaker", Vec::new()),
        7 | 8 => edit.set_note(id, words),
        9 => edit.toggle_flag(id),
        10 => edit.add_link(id, "same-as", AnnotationRef::own(to.clone())),
        _ => edit.remove_link(set.links().next()?),
    }
}

proptest! {
    #[test]
    fn whatever_is_done_is_undone_and_redone(
        ((text, set), wishes) in (nasty::text_and_set(), vec(wish(), 0..20)),
    ) {
        let (mut now, mut history) = (set.clone(), History::default());
        let mut states = vec![set.clone()];
        for wish in &wishes {
            let Some(transaction) = granted(&text, &now, wish) else { continue };
            let before = now.clone();
            history.commit(&mut now, transaction.clone()).unwrap();
            let mut back = now.clone();
            back.apply(&transaction.inverted()).unwrap();
            prop_assert_eq!(back, before);
            // What was typed into the same field is one step.
            states.truncate(history.len());
            states.push(now.clone());
        }
        for state in states.iter().rev().skip(1) {
            history.undo(&mut now).unwrap().unwrap();
            prop_assert_eq!(&now, state);
        }
        prop_assert_eq!(history.undo(&mut now), Ok(None));
        prop_assert_eq!(&now, &set);
        for state in states.iter().skip(1) {
            history.redo(&mut now).unwrap().unwrap();
            prop_assert_eq!(&now, state);
        }
        prop_assert_eq!(history.redo(&mut now), Ok(None));
    }

    #[test]
    fn what_does_not_fit_changes_nothing((text, set) in nasty::text_and_set(), wishes in vec(wish(), 1..6)) {
        let mut changes: Vec<Change> = Vec::new();
        let mut ahead = set.clone();
        for wish in &wishes {
            if let Some(transaction) = granted(&text, &ahead, wish) {
                ahead.apply(&transaction).unwrap();
                changes.extend(transaction.changes);
            }
        }
        // The last change is wanted twice: the second time, what it starts from is gone.
        let Some(last) = changes.last().cloned() else { return Ok(()) };
        changes.push(last);
        let mut tried = set.clone();
        prop_assert!(tried.apply(&Transaction::new("twice", changes)).is_err());
        prop_assert_eq!(tried.revision(), set.revision());
        prop_assert_eq!(tried, set);
    }
}

#[test]
fn every_edit_is_dated() {
    let (_, set) = crate::support::parse(
        "
        The bridge is safe.
        |-----------------| claim
    ",
    );
    let tagset = tagset();
    let transaction = edit(&set, &tagset).toggle_flag(&AnnotationId::new("a1")).unwrap();
    let Change::Annotation { after: Some(after), .. } = &transaction.changes[0] else { panic!("a change") };
    assert_eq!(&*after.edited, NOW);
}
