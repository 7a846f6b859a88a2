//! What a reviewer says to an author’s objection, in words or by deciding anew.

use crate::support::reviewed::{ANNA, BEN, Desk, Person, sets};
use copydesk::annotation::{
    AnnotationRef, AnnotationSet, AnnotatorName, Change, Comment, Decision, Review, Transaction,
};
use copydesk::app::{Command, Intent, Pile};
use copydesk::review::{Objection, corrections};
use std::sync::Arc;

/// Ben contests two decisions of the chief.
fn two_contested() -> Desk {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let mut ben = desk.person("ben", "11:00");
    for _ in 0..2 {
        ben.run(Command::NextUndecided);
        ben.wish(Intent::Object(Objection::Contest, "no".to_owned()));
    }
    ben.run(Command::Save);
    desk
}

/// Answers what an author said about the current case.
fn answer(chief: &mut Person, words: &str) {
    let reviewing = chief.session.reviewing().unwrap();
    let (case, ruling) = reviewing.current().unwrap();
    let own =
        |set: &Arc<AnnotationSet>| set.comments().map(|c| c.on.within(set.annotator())).collect::<Vec<_>>();
    let spoken: Vec<_> = reviewing.sets().iter().flat_map(own).collect();
    let gold = AnnotatorName::gold();
    let about: Vec<_> = case.about().chain(ruling.in_gold(&gold)).collect();
    let on = about.into_iter().find(|on| spoken.contains(on)).unwrap();
    chief.wish(Intent::Remark { on, reply_to: String::new(), text: words.to_owned() });
}

fn here(chief: &Person) -> Option<usize> {
    chief.session.reviewing().unwrap().at()
}

fn queue(chief: &Person) -> Vec<usize> {
    chief.session.reviewing().unwrap().queue().collect()
}

/// An answer in words settled the case and the next one came up: the next key decided that, unread.
#[test]
fn who_answers_in_words_stays_with_the_case() {
    let desk = two_contested();
    let mut chief = desk.reviewer("chief", "12:00");
    let before = queue(&chief);
    let at = here(&chief);
    answer(&mut chief, "it stands");
    assert_eq!((chief.progress().0, here(&chief)), (1, at));
    assert_eq!(queue(&chief), before, "it is seen still, where it was");
    chief.reason("label");
    assert_eq!((here(&chief), queue(&chief)), (at, before.clone()));
    chief.run(Command::NextCase);
    assert_eq!((here(&chief), queue(&chief)), (before.get(1).copied(), before[1..].to_vec()));
}

#[test]
fn who_answers_in_words_can_decide_anew_and_goes_on() {
    let desk = two_contested();
    let mut chief = desk.reviewer("chief", "12:00");
    let before = queue(&chief);
    answer(&mut chief, "you are right");
    chief.run(Command::TakeAnswer(1));
    assert_eq!((here(&chief), queue(&chief)), (before.get(1).copied(), before[1..].to_vec()));
    // The last one: nothing is left then, and no other list has it.
    answer(&mut chief, "it stands");
    assert_eq!(queue(&chief), before[1..]);
    chief.wish(Intent::ListCases(Pile::Agreed));
    assert!(!queue(&chief).contains(&before[1]));
    chief.wish(Intent::ListCases(Pile::Left));
    assert_eq!((here(&chief), queue(&chief)), (None, Vec::new()));
}

#[test]
fn who_goes_on_from_the_last_answer_hears_that_nothing_is_left() {
    let desk = two_contested();
    let mut chief = desk.reviewer("chief", "12:00");
    answer(&mut chief, "it stands");
    chief.run(Command::NextCase);
    answer(&mut chief, "it stands, too");
    assert_eq!(chief.progress().0, 0);
    chief.run(Command::NextCase);
    assert!(chief.heard("Nothing is left"));
    assert!(queue(&chief).is_empty());
}

#[test]
fn who_spoke_about_what_another_has_marked_hears_the_answer() {
    let (_, sets) = sets(&[ANNA, BEN]);
    let (anna, mut ben) = (&sets[0], AnnotationSet::clone(&sets[1]));
    let name = |set: &AnnotationSet| AnnotationRef::of(set.annotator(), &set.iter().next().unwrap().id);
    let (hers, his) = (name(anna), name(&ben));
    let remark = |id: &str, reply_to: &str, text: &str, time: &str| Change::Comment {
        before: None,
        after: Some(Comment {
            id: id.into(),
            on: hers.clone(),
            reply_to: reply_to.to_owned(),
            text: text.to_owned(),
            edited: format!("2026-11-24T{time}:00Z").into(),
        }),
    };
    let act = |changes| Transaction::new("act", changes);
    ben.apply(&act(vec![remark("c1", "", "is it a quote?", "10:00")])).unwrap();
    let mut gold = AnnotationSet::clone(anna).renamed(AnnotatorName::gold());
    let decision = Decision {
        about: vec![hers.clone(), his],
        verdict: Decision::TAKEN.into(),
        result: hers.id.to_string(),
        reason: String::new(),
        note: String::new(),
        by: "chief".to_owned(),
        edited: "2026-11-24T11:00:00Z".into(),
    };
    gold.apply(&act(vec![
        Change::Review { before: None, after: Some(Review::default()) },
        Change::Decision { before: None, after: Some(decision) },
        remark("c2", "ben/c1", "it is", "11:00"),
    ]))
    .unwrap();
    let all = corrections(&ben, &gold);
    let heard = all.iter().flat_map(|correction| correction.thread.remarks());
    assert_eq!(heard.map(|remark| &*remark.comment.text).collect::<Vec<_>>(), ["is it a quote?", "it is"]);
}
