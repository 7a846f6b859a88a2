//! What becomes of a review when authors change, take back or object to what it rests on.

use crate::support::reviewed::{ANNA, BEN, Desk, Person};
use copydesk::annotation::AnnotatorName;
use copydesk::app::{Command, Intent};
use copydesk::review::{Batch, CaseKind, Objection, Standing};

/// The cases that stand so.
fn standing(chief: &Person, standing: Standing) -> Vec<usize> {
    let rulings = chief.session.reviewing().unwrap().rulings().iter().enumerate();
    rulings.filter(|(_, ruling)| ruling.standing == standing).map(|(at, _)| at).collect()
}

fn kind(chief: &Person, at: usize) -> CaseKind {
    chief.session.reviewing().unwrap().cases()[at].kind
}

/// Makes current what the person has marked with these words.
fn turn_to(person: &mut Person, words: &str) {
    let document = person.session.document().unwrap();
    let text = &document.article().text;
    let id = document.set().iter().find(|a| a.pieces.quote(text) == words).unwrap().id.clone();
    person.wish(Intent::MakeCurrent(Some(id)));
}

fn delete(person: &mut Person, words: &str) {
    turn_to(person, words);
    person.run(Command::Delete);
}

/// Where the author objects to the first correction.
fn object(author: &mut Person, words: &str) {
    author.wish(Intent::ChooseCorrection(0));
    author.wish(Intent::Object(Objection::Contest, words.to_owned()));
}

#[test]
fn an_answer_that_was_taken_back_stays_to_decide_when_another_case_is_decided_first() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);
    let mut anna = desk.person("anna", "11:00");
    delete(&mut anna, "The mayor said");
    anna.run(Command::Save);

    let mut chief = desk.reviewer("chief", "12:00");
    let changed = standing(&chief, Standing::Changed);
    assert_eq!(changed.len(), 1);
    let mut open = standing(&chief, Standing::Open);
    open.retain(|at| kind(&chief, *at) != CaseKind::Agreed);
    chief.wish(Intent::ChooseCase(open[0]));
    chief.run(Command::TakeAnswer(1));
    assert_eq!(standing(&chief, Standing::Changed), changed);
    chief.run(Command::Save);
    assert_eq!(standing(&desk.reviewer("chief", "13:00"), Standing::Changed), changed);
}

#[test]
fn what_all_have_taken_back_is_asked_about_and_kept_or_rejected() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    for name in ["anna", "ben"] {
        let mut author = desk.person(name, "11:00");
        delete(&mut author, "the bridge is safe");
        author.run(Command::Save);
    }
    let mut chief = desk.reviewer("chief", "12:00");
    let changed = standing(&chief, Standing::Changed);
    assert_eq!(changed.iter().map(|at| kind(&chief, *at)).collect::<Vec<_>>(), [CaseKind::InGoldAlone]);
    let before = chief.tags();
    chief.wish(Intent::ChooseCase(changed[0]));
    chief.run(Command::TakeAnswer(1));
    assert_eq!((chief.tags(), chief.progress().0), (before, 0));
    assert!(chief.heard("Stays in gold"));
    assert!(chief.decisions().iter().any(|said| said.starts_with("taken gold/")), "{:?}", chief.decisions());
    chief.run(Command::Save);
    // It is no question any more.
    assert_eq!(desk.reviewer("chief", "13:00").progress().0, 0);

    chief.run(Command::Undo);
    chief.wish(Intent::ChooseCase(changed[0]));
    chief.run(Command::RejectAll);
    assert_eq!(chief.progress().0, 0);
    assert!(!chief.tags().contains(&"claim: the bridge is safe".to_owned()));
}

#[test]
fn an_objection_to_what_everybody_has_taken_back_reaches_the_reviewer() {
    let desk = Desk::all_taken(&[ANNA]);
    let mut anna = desk.person("anna", "11:00");
    delete(&mut anna, "The mayor said");
    object(&mut anna, "nobody is quoted");
    anna.run(Command::Save);
    assert_eq!(desk.waiting(), 1);
    let mut chief = desk.reviewer("chief", "12:00");
    let contested = standing(&chief, Standing::Contested);
    assert_eq!((contested.len(), chief.progress().0), (1, 1));
    chief.wish(Intent::ChooseCase(contested[0]));
    chief.run(Command::RejectAll);
    chief.run(Command::Save);
    assert_eq!((chief.progress().0, desk.waiting()), (0, 0));
}

#[test]
fn who_accepts_a_rejection_after_all_asks_nothing_any_more() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    while chief.progress().0 > 0 {
        chief.run(Command::RejectAll);
    }
    chief.run(Command::Save);
    let mut anna = desk.person("anna", "11:00");
    object(&mut anna, "it is a quote");
    anna.run(Command::Save);
    assert_eq!((desk.waiting(), desk.reviewer("chief", "11:30").progress().0), (1, 1));
    anna.wish(Intent::ChooseCorrection(0));
    anna.run(Command::AcceptCorrection);
    anna.run(Command::Save);
    assert_eq!((desk.waiting(), desk.reviewer("chief", "12:00").progress().0), (0, 0));
}

#[test]
fn who_takes_away_what_was_contested_asks_nothing_any_more() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let mut ben = desk.person("ben", "11:00");
    ben.run(Command::NextUndecided);
    ben.wish(Intent::Object(Objection::Contest, "without the article".to_owned()));
    delete(&mut ben, "mayor said");
    ben.run(Command::Save);
    assert_eq!((desk.waiting(), desk.reviewer("chief", "12:00").progress().0), (0, 0));
}

/// A review after which anna has tagged her quote as an event, at a time of her own.
fn anna_says_event(time: &str) -> Desk {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let mut anna = desk.person("anna", time);
    turn_to(&mut anna, "The mayor said");
    anna.wish(Intent::Tag("event".into()));
    anna.run(Command::Save);
    desk
}

/// A chief who made an own answer of anna’s quote, and then ben’s sidecar came.
fn own_answer_before_ben() -> Desk {
    let desk = Desk::new(&[ANNA]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("event".into()));
    chief.run(Command::Back);
    while chief.progress().0 > 0 {
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
    desk.receive("ben", &Desk::new(&[BEN]).sidecar("ben"));
    desk
}

#[test]
fn an_own_answer_stays_for_who_looks_at_it_and_goes_on() {
    let desk = own_answer_before_ben();
    let mut chief = desk.reviewer("chief", "12:00");
    let (before, changed) = (chief.tags(), standing(&chief, Standing::Changed));
    chief.wish(Intent::ChooseCase(changed[0]));
    chief.run(Command::EditCase);
    chief.run(Command::Back);
    assert_eq!(standing(&chief, Standing::Changed), changed[1..]);
    assert_eq!(chief.tags(), before);
    assert!(chief.decisions().iter().any(|said| said.starts_with("edited anna/") && said.contains("ben/")));
}

#[test]
fn an_own_answer_changed_by_hand_is_decided_also_where_an_authors_clock_is_fast() {
    let desk = anna_says_event("15:00");
    let mut chief = desk.reviewer("chief", "12:00");
    let changed = standing(&chief, Standing::Changed);
    chief.wish(Intent::ChooseCase(changed[0]));
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("claim".into()));
    chief.run(Command::Back);
    assert_eq!((standing(&chief, Standing::Changed), chief.progress().0), (Vec::new(), 0));
}

#[test]
fn a_batch_leaves_objections_to_be_read() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    while chief.progress().0 > 0 {
        chief.reason("boundary");
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
    desk.ben_contests("without the article");
    let mut chief = desk.reviewer("chief", "12:00");
    let before = chief.decisions();
    chief.wish(Intent::Batch(Batch::Of(AnnotatorName::new("anna").unwrap(), "quote".into())));
    assert_eq!((chief.decisions(), chief.progress().0), (before, 1));
    // Taken by itself it stays with its reason.
    chief.run(Command::TakeAnswer(1));
    assert!(chief.decisions().iter().any(|said| said.starts_with("taken") && said.contains("(boundary: )")));
}

#[test]
fn the_reason_of_a_rejection_is_not_that_of_the_answer_taken_later() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at().unwrap();
    chief.reason("not in the rules");
    chief.run(Command::RejectAll);
    chief.wish(Intent::ChooseCase(at));
    chief.run(Command::TakeAnswer(1));
    assert!(
        chief.decisions().iter().all(|said| !said.contains("not in the rules")),
        "{:?}",
        chief.decisions()
    );
}

#[test]
fn a_reason_given_to_what_is_decided_anew_goes_on_record() {
    let desk = anna_says_event("11:00");
    let mut chief = desk.reviewer("chief", "12:00");
    let changed = standing(&chief, Standing::Changed)[0];
    let before = chief.decisions();
    chief.wish(Intent::ChooseCase(changed));
    chief.reason("not in the rules");
    assert_eq!(chief.decisions(), before, "what was decided before keeps its reason");
    chief.run(Command::RejectAll);
    let rejected = |said: &String| said.starts_with("rejected") && said.contains("(not in the rules: )");
    assert!(chief.decisions().iter().any(rejected), "{:?}", chief.decisions());

    // So does one that is given to a decision that stands, and then another is made.
    chief.wish(Intent::ChooseCase(changed));
    chief.reason("label");
    chief.run(Command::TakeAnswer(1));
    let taken = |said: &String| said.starts_with("taken") && said.contains("(label: )");
    assert!(chief.decisions().iter().any(taken), "{:?}", chief.decisions());
}

/// Nothing told of it until the review was opened again.
#[test]
fn the_folder_tells_of_tags_that_changed_after_the_review() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    for _ in 0..3 {
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
    let mut anna = desk.person("anna", "11:00");
    turn_to(&mut anna, "She left");
    anna.wish(Intent::Tag("claim".into()));
    anna.run(Command::Save);
    assert_eq!(desk.changed(), 0, "a review that goes on has it in its queue");
    let mut chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.progress().0, 1);
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::ToggleDone);
    chief.run(Command::Save);
    assert_eq!(desk.changed(), 0);

    // Who accepts a correction says nothing that was not seen.
    let mut ben = desk.person("ben", "13:00");
    ben.run(Command::NextUndecided);
    ben.run(Command::AcceptCorrection);
    ben.run(Command::Save);
    assert_eq!(desk.changed(), 0);

    let mut anna = desk.person("anna", "14:00");
    turn_to(&mut anna, "She left");
    anna.wish(Intent::Tag("quote".into()));
    anna.run(Command::Save);
    assert_eq!((desk.changed(), desk.reviewer("chief", "15:00").progress().0), (1, 1));
    delete(&mut anna, "She left");
    anna.run(Command::Save);
    assert_eq!((desk.changed(), desk.reviewer("chief", "16:00").progress().0), (1, 1));
}
