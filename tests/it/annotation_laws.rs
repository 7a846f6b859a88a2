//! Laws of annotations: changes invert, history goes back and forth, segments tile.

use crate::support::picture::dedent;
use crate::support::{NOW, draw, edit, find, nasty, parse, tagset};
use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Change, Comment, Decision, Edit,
    History, NameError, Origin, ParagraphIndex, PieceRef, Pieces, Review, Slot, State, Transaction, lints,
    segments,
};
use copydesk::text::{Boundary, ByteOffset, ReadingText, Span};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// An edit that a person might make next, as a number, two places and a word.
type Wish = (u8, Index, Index, String);

fn wish() -> impl Strategy<Value = Wish> {
    (0..16_u8, any::<Index>(), any::<Index>(), nasty::words())
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
        let at = ByteOffset::at;
        text.span(at(*start.min(end)), at(*start.max(end))).ok().map(Pieces::one)
    };
    if *what == 0 {
        let free = (0..99).map(AnnotationId::from_bits).find(|id| !set.knows(id))?;
        return Some(edit.add(free, "claim", pieces()?, Origin::Hand));
    }
    if *what == 1 {
        return edit.set_state(State::parse(if words.len() % 2 == 0 { "done" } else { "in-progress" }));
    }
    if *what >= 12 {
        return decided(set, *what, words, *one);
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

/// A step of a review.
fn decided(set: &AnnotationSet, what: u8, words: &str, which: Index) -> Option<Transaction> {
    let held = |gold: &copydesk::annotation::Gold| {
        (!gold.decisions.is_empty()).then(|| which.get(&gold.decisions).clone())
    };
    let decision = set.gold().and_then(held);
    let anew = |verdict: &str| Decision { verdict: verdict.into(), ..decision_on(words, "ben/x") };
    let change = match what {
        12 => {
            let before = set.gold().map(copydesk::annotation::Gold::review);
            let after = Some(Review { by: words.to_owned(), rests_on: Vec::new() });
            let after = after.filter(|_| !words.is_empty() || decision.is_some());
            if before == after {
                return None;
            }
            Change::Review { before, after }
        }
        13 => Change::Decision { before: None, after: Some(anew("taken")) },
        14 => Change::Decision { before: Some(decision?), after: None },
        // In place of itself it is no change, and could be wanted twice.
        _ => {
            let (before, after) = (decision?, anew("rejected"));
            if before == after {
                return None;
            }
            Change::Decision { before: Some(before), after: Some(after) }
        }
    };
    let transaction = Transaction::new("decide", vec![change]);
    // A decision that is there already is no second one, and without a review there is none.
    set.clone().apply(&transaction).is_ok().then_some(transaction)
}

fn decision_on(edited: &str, about: &str) -> Decision {
    Decision {
        about: vec![AnnotationRef::parse(about)],
        verdict: "taken".into(),
        result: String::new(),
        reason: String::new(),
        note: String::new(),
        by: "carla".to_owned(),
        edited: edited.into(),
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

/// What an index says of every paragraph, and of every place, in an order that does not matter.
fn said(index: &ParagraphIndex, paragraphs: usize, text: &ReadingText) -> Vec<Vec<PieceRef>> {
    let paragraph = |n| {
        let mut pieces = index.paragraph(n).to_vec();
        pieces.sort();
        pieces
    };
    let places = (0..=text.as_str().len()).map(ByteOffset::at);
    (0..paragraphs)
        .map(paragraph)
        .chain(places.map(|at| index.at(at).into_iter().cloned().collect()))
        .collect()
}

fn paragraph_starts(text: &ReadingText) -> Vec<ByteOffset> {
    let mut starts = Vec::new();
    let mut at = ByteOffset::default();
    while at < text.end() {
        starts.push(at);
        at = text.after(at, Boundary::Paragraph);
    }
    starts
}

fn pieces_of(set: &AnnotationSet) -> Vec<PieceRef> {
    set.iter().flat_map(|a| a.pieces.iter().map(|span| PieceRef { span, id: a.id.clone() })).collect()
}

proptest! {
    #[test]
    fn segments_tile_the_window_and_name_what_holds(
        (text, set) in nasty::text_and_set(),
        window in nasty::ends(),
    ) {
        let places = nasty::char_boundaries(&text);
        let (one, other) = (*window.0.get(&places), *window.1.get(&places));
        let (start, end) = (ByteOffset::at(one.min(other)), ByteOffset::at(one.max(other)));
        let pieces = pieces_of(&set);
        let tiles = segments(start, end, &pieces);
        let mut at = start;
        for tile in &tiles {
            prop_assert_eq!(tile.start, at);
            prop_assert!(tile.end > tile.start);
            at = tile.end;
            for place in (tile.start.index()..tile.end.index()).map(ByteOffset::at) {
                let holding: Vec<usize> = (0..pieces.len()).filter(|n| pieces[*n].span.contains(place)).collect();
                prop_assert_eq!(&tile.of, &holding);
            }
        }
        prop_assert_eq!(at, end);
        prop_assert!(tiles.windows(2).all(|two| two[0].of != two[1].of || two[0].of.len() > 1), "no needless cut");
    }

    #[test]
    fn an_index_that_follows_is_one_made_anew(
        (text, set) in nasty::text_and_set(),
        wishes in vec(wish(), 0..12),
        first in 0..2_usize,
    ) {
        // Sometimes the first paragraph begins behind the start of the text.
        let starts: Vec<ByteOffset> = paragraph_starts(&text).split_off(first.min(paragraph_starts(&text).len()));
        let (mut now, mut history) = (set.clone(), History::default());
        let mut index = ParagraphIndex::new(starts.clone(), &set);
        for wish in &wishes {
            if let Some(transaction) = granted(&text, &now, wish) {
                index.follow(&transaction);
                history.commit(&mut now, transaction).unwrap();
            }
        }
        for undone in [0, 1, 1] {
            if undone == 1 && let Some(transaction) = history.undo(&mut now).unwrap() {
                index.follow(&transaction);
            }
            let anew = ParagraphIndex::new(starts.clone(), &now);
            prop_assert_eq!(said(&index, starts.len(), &text), said(&anew, starts.len(), &text));
        }
        for piece in pieces_of(&now).iter().filter(|_| !starts.is_empty()) {
            prop_assert!(index.at(piece.span.start()).contains(&piece), "{:?} is found", piece);
        }
    }

    #[test]
    fn pieces_are_sorted_and_apart_and_cover_the_same((_, spans) in nasty::text_and_spans()) {
        let Some(pieces) = Pieces::new(spans.clone()) else {
            prop_assert!(spans.is_empty());
            return Ok(());
        };
        prop_assert!(pieces.as_slice().windows(2).all(|two| two[0].end() < two[1].start()));
        let mut reversed = spans.clone();
        reversed.reverse();
        prop_assert_eq!(Pieces::new(reversed), Some(pieces.clone()));
        prop_assert_eq!(Pieces::new(pieces.iter()), Some(pieces.clone()));
        let end = pieces.extent().end().index();
        for at in (0..=end).map(ByteOffset::at) {
            let held = |mut spans: Box<dyn Iterator<Item = Span> + '_>| spans.any(|span| span.contains(at));
            prop_assert_eq!(held(Box::new(pieces.iter())), held(Box::new(spans.iter().copied())));
        }
        let ends: Vec<Span> = spans.iter().copied().reduce(Span::joined).into_iter().collect();
        prop_assert_eq!(vec![pieces.extent()], ends);
    }

    #[test]
    fn a_set_is_in_the_order_of_the_text_and_finds_its_own((_, set) in nasty::text_and_set()) {
        let all: Vec<_> = set.iter().collect();
        prop_assert!(all.is_sorted_by_key(|a| (a.extent(), a.id.clone())));
        prop_assert_eq!(all.len(), set.len());
        for (n, annotation) in all.iter().enumerate() {
            prop_assert_eq!(set.get(&annotation.id), Some(*annotation));
            prop_assert_eq!(set.after(annotation).next(), all.get(n + 1).copied());
            prop_assert_eq!(set.before(annotation).next_back(), n.checked_sub(1).map(|n| all[n]));
            let from: Vec<_> = set.links_from(&annotation.id).collect();
            let own = AnnotationRef::own(annotation.id.clone());
            prop_assert_eq!(from, set.links().filter(|link| link.from == own).collect::<Vec<_>>());
        }
    }

    #[test]
    fn references_read_as_they_are_written(bits in any::<u64>(), foreign in any::<bool>()) {
        let annotator = foreign.then(|| nasty::annotator("ben-2_x"));
        let reference = AnnotationRef { annotator, id: AnnotationId::from_bits(bits) };
        prop_assert_eq!(AnnotationRef::parse(&reference.to_string()), reference);
    }

    #[test]
    fn any_name_from_elsewhere_is_made_to_fit(name in nasty::words()) {
        let made = AnnotatorName::imported(&name);
        prop_assert!(made.is_gold() || AnnotatorName::new(made.as_str()) == Ok(made.clone()), "{}", made);
        if let Ok(fits) = AnnotatorName::new(&name) {
            prop_assert_eq!(made, fits);
        }
    }
}

#[test]
fn names_are_folded_and_checked() {
    assert_eq!(AnnotatorName::new("Anna_2").map(|name| name.to_string()), Ok("anna_2".to_owned()));
    assert_eq!(AnnotatorName::new(""), Err(NameError::Empty));
    assert_eq!(AnnotatorName::new("zoé"), Err(NameError::Character('é')));
    assert_eq!(AnnotatorName::new("../x"), Err(NameError::Character('.')));
    assert_eq!(AnnotatorName::new(&"a".repeat(33)), Err(NameError::TooLong(33)));
    for reserved in ["Gold", "article", "TAGSET"] {
        assert_eq!(AnnotatorName::new(reserved), Err(NameError::Reserved(reserved.to_lowercase())));
    }
    assert_eq!(AnnotatorName::imported("Zoé Müller").as_str(), "zo--m-ller");
    assert_eq!(AnnotatorName::imported("").as_str(), "unknown");
    assert_eq!(AnnotatorName::imported("Tagset").as_str(), "tagset-");
}

#[test]
fn a_reference_without_a_fitting_name_is_an_id() {
    for written in ["k3f9x2qa", "Ben/x", "gold-er/ü/x", "/x", "Zoé/x"] {
        let read = AnnotationRef::parse(written);
        assert_eq!(read.to_string(), written);
        assert_eq!(read.annotator.is_some(), written == "gold-er/ü/x", "{written}");
    }
}

const TAGGED: &str = r#"
    The mayor said the bridge is safe.
    |--------------------------------| claim certainty=possible // "Seen."
        |---|                          .speaker
                   |----------------| quote#q form=direct
    She left.
    |-| event#e
    ~ a1 disputes q
    ~ q same-as e
    ~ e same-as ben/x
"#;

/// What one edit makes of the picture above; a second step takes it back again.
fn check_edit(edit_of: impl Fn(&Edit<'_>) -> Option<Transaction>, expected: &str) {
    let (text, set) = parse(TAGGED);
    let tagset = tagset();
    let transaction = edit_of(&edit(&set, &tagset)).expect("there is something to change");
    let (mut now, mut history) = (set.clone(), History::default());
    history.commit(&mut now, transaction).unwrap();
    assert_eq!(draw(&text, &now), dedent(expected));
    history.undo(&mut now).unwrap();
    assert_eq!(now, set);
}

#[test]
fn another_tag_keeps_the_slots_that_both_have() {
    check_edit(
        |edit| edit.retag(&AnnotationId::new("a1"), "quote"),
        r#"
        The mayor said the bridge is safe.
        |--------------------------------| quote // "Seen."
            |---|                          .speaker
                       |----------------| quote#q form=direct
        She left.
        |-| event#e
        ~ a1 disputes q
        ~ e same-as ben/x
        ~ q same-as e
    "#,
    );
}

#[test]
fn what_is_removed_takes_its_links_along() {
    check_edit(
        |edit| edit.remove(&AnnotationId::new("q")),
        r#"
        The mayor said the bridge is safe.
        |--------------------------------| claim certainty=possible // "Seen."
            |---|                          .speaker
        She left.
        |-| event#e
        ~ e same-as ben/x
    "#,
    );
}

#[test]
fn what_changes_nothing_is_no_edit() {
    let (_, set) = parse(TAGGED);
    let tagset = tagset();
    let edit = edit(&set, &tagset);
    let id = AnnotationId::new("a1");
    let link = set.links().next().unwrap();
    assert_eq!(edit.retag(&id, "claim"), None);
    assert_eq!(edit.set_note(&id, "Seen."), None);
    assert_eq!(edit.set_slot(&id, "date", Vec::new()), None);
    assert_eq!(edit.set_pieces(&id, set.get(&id).unwrap().pieces.clone(), "move"), None);
    assert_eq!(edit.add_link(&link.from.id, &link.kind, link.to.clone()), None);
    assert_eq!(edit.add_link(&id, "same-as", AnnotationRef::own(id.clone())), None, "to itself");
    assert_eq!(edit.set_state(State::InProgress), None);
    assert_eq!(edit.toggle_flag(&AnnotationId::new("nobody")), None);
}

#[test]
fn typing_is_one_step_and_choosing_is_one_each() {
    let (_, set) = parse(TAGGED);
    let (tagset, id) = (tagset(), AnnotationId::new("a1"));
    let (mut now, mut history) = (set.clone(), History::default());
    let slot =
        |name: &str, value: &str| vec![Slot { name: name.into(), value: value.to_owned(), at: Vec::new() }];
    for note in ["S", "Se", "See"] {
        let transaction = edit(&now, &tagset).set_note(&id, note).unwrap();
        history.commit(&mut now, transaction).unwrap();
    }
    assert_eq!(history.len(), 1);
    history.end_typing();
    let transaction = edit(&now, &tagset).set_note(&id, "Seen?").unwrap();
    history.commit(&mut now, transaction).unwrap();
    assert_eq!(history.len(), 2, "the field was left between");
    for value in ["M", "Ma"] {
        let transaction = edit(&now, &tagset).set_slot(&id, "speaker", slot("speaker", value)).unwrap();
        history.commit(&mut now, transaction).unwrap();
    }
    assert_eq!(history.len(), 3);
    for value in ["certain", "possible"] {
        let transaction = edit(&now, &tagset).set_slot(&id, "certainty", slot("certainty", value)).unwrap();
        history.commit(&mut now, transaction).unwrap();
    }
    assert_eq!(history.len(), 5);
    while history.undo(&mut now).unwrap().is_some() {}
    assert_eq!(now, set);
}

#[test]
fn an_id_is_never_given_twice() {
    let (text, mut set) = parse(TAGGED);
    let tagset = tagset();
    let pieces = Pieces::one(find(&text, "left"));
    let twin = edit(&set, &tagset).add(AnnotationId::new("q"), "claim", pieces, Origin::Hand);
    assert!(set.apply(&twin).is_err());
    let change = |before: &str, after: &str| {
        let comment = |id: &str| Comment {
            id: id.into(),
            on: AnnotationRef::own(AnnotationId::new("q")),
            reply_to: String::new(),
            text: id.to_owned(),
            edited: NOW.into(),
        };
        let side = |id: &str| (!id.is_empty()).then(|| comment(id));
        Transaction::new("comment", vec![Change::Comment { before: side(before), after: side(after) }])
    };
    set.apply(&change("", "c1")).unwrap();
    set.apply(&change("", "c2")).unwrap();
    assert!(set.apply(&change("c1", "c2")).is_err(), "a comment keeps its id");
    assert!(set.apply(&change("", "c1")).is_err());
    let twins =
        set.iter().map(|annotation| Annotation { id: AnnotationId::new("same"), ..(**annotation).clone() });
    let twins: Vec<Annotation> = twins.collect();
    let merged = AnnotationSet::new(nasty::annotator("anna"), "small/1").with(twins.clone(), [], [], []);
    assert_eq!(merged.iter().map(|a| (**a).clone()).collect::<Vec<_>>(), twins[twins.len() - 1..]);
    assert_eq!(merged.get(&AnnotationId::new("same")).map(|a| &**a), twins.last());
}

#[test]
fn a_decision_stands_where_it_belongs_whenever_it_was_made() {
    let (_, mut set) = parse(TAGGED);
    let add =
        |decision| Transaction::new("decide", vec![Change::Decision { before: None, after: Some(decision) }]);
    assert!(set.apply(&add(decision_on("1", "ben/x"))).is_err(), "nobody reviews yet");
    let review = Review { by: "carla".to_owned(), rests_on: vec![("ben".to_owned(), "0".to_owned())] };
    let begun =
        Transaction::new("review", vec![Change::Review { before: None, after: Some(review.clone()) }]);
    set.apply(&begun).unwrap();
    for (edited, about) in [("2", "ben/x"), ("3", "anna/y"), ("1", "ben/x")] {
        set.apply(&add(decision_on(edited, about))).unwrap();
    }
    assert!(set.apply(&add(decision_on("1", "ben/x"))).is_err(), "it is there already");
    assert!(set.apply(&begun.inverted()).is_err(), "something is decided");
    let gold = set.gold().unwrap();
    assert_eq!(gold.review(), review);
    let order: Vec<_> = gold.decisions.iter().map(|d| format!("{} {}", d.about[0], d.edited)).collect();
    assert_eq!(order, ["anna/y 3", "ben/x 1", "ben/x 2"]);
    for decision in gold.decisions.clone() {
        set.apply(&add(decision).inverted()).unwrap();
    }
    set.apply(&begun.inverted()).unwrap();
    assert_eq!(set.gold(), None);
}

#[test]
fn what_deserves_a_second_look_is_said() {
    let (_, set) = parse(
        "
        The mayor said the bridge is safe.
        |--------------| claim#a certainty=perhaps mood=good
                 |-------------| quote#b
                 |-------------| event#c
            |---| rumour#d
        |--|    |--| quote#e
        ~ a disputes nobody
    ",
    );
    let said: Vec<String> =
        lints(&set, &tagset()).iter().map(|lint| format!("{}: {}", lint.id, lint.kind)).collect();
    assert_eq!(
        said,
        [
            "a: “perhaps” is not a choice of certainty",
            "a: its tag has no slot “mood”",
            "a: its link “disputes” leads to nothing",
            "d: the tagset has no tag “rumour”",
            "b: it crosses another annotation",
            "b: it crosses another annotation",
            "c: it crosses another annotation",
            "c: it crosses another annotation",
            "c: another annotation has exactly the same words",
        ]
    );
}

#[test]
fn every_edit_is_dated() {
    let (_, set) = parse(TAGGED);
    let tagset = tagset();
    let transaction = edit(&set, &tagset).toggle_flag(&AnnotationId::new("a1")).unwrap();
    let Change::Annotation { after: Some(after), .. } = &transaction.changes[0] else { panic!("a change") };
    assert_eq!(&*after.edited, NOW);
}
