//! Answers that a reviewer changes by hand, and what becomes of them however the edit ends.

use crate::support::reviewed::{ANNA, BEN, Desk};
use copydesk::app::{Command, Intent};
use std::path::PathBuf;

/// Another article beside the one that is reviewed.
#[expect(clippy::disallowed_methods, reason = "a test puts the files in place that the program then reads")]
fn another_article(desk: &Desk) -> PathBuf {
    let path = desk.folder.path().join("other.txt");
    std::fs::write(&path, "Nothing has happened.").unwrap();
    path
}

#[test]
fn what_is_edited_by_hand_is_on_record_as_edited() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at().unwrap();
    chief.run(Command::TakeAnswer(1));
    chief.wish(Intent::ChooseCase(at));
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("event".into()));
    chief.run(Command::Back);
    assert!(chief.decisions().contains(&"edited anna/a2 ben/a2 by chief (: )".to_owned()));
    chief.wish(Intent::ChooseCase(at));
    chief.run(Command::EditCase);
    chief.run(Command::Delete);
    chief.run(Command::Back);
    assert!(chief.decisions().contains(&"rejected anna/a2 ben/a2 by chief (: )".to_owned()));
}

/// Enter and Esc took the first answer, which nobody had asked for.
#[test]
fn an_edit_that_changes_nothing_decides_nothing() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at();
    let before = chief.progress();
    chief.run(Command::EditCase);
    chief.run(Command::Back);
    assert_eq!((chief.progress(), chief.session.reviewing().unwrap().at()), (before, at));
    // Nor does it take what all agree on.
    assert_eq!((chief.tags(), chief.decisions()), (Vec::new(), Vec::new()));
    assert!(chief.heard("still to decide"));
}

/// One undo left a decision whose answer was gone: the case was decided, and gold had nothing there.
#[test]
fn a_decision_whose_result_is_gone_is_to_be_decided() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let (at, before) = (chief.session.reviewing().unwrap().at(), chief.progress());
    chief.run(Command::EditCase);
    chief.run(Command::Delete);
    chief.run(Command::Back);
    assert_eq!(chief.progress().0, before.0 - 1);
    chief.run(Command::Undo);
    assert_eq!((chief.progress().0, chief.session.reviewing().unwrap().at()), (before.0, at));
    chief.run(Command::Save);
    let chief = desk.reviewer("chief", "11:00");
    assert_eq!(chief.progress().0, before.0);
}

/// The text went to what was undone, and the keys decided another case.
#[test]
fn an_undo_of_an_edit_leads_back_to_its_case() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at();
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("claim".into()));
    chief.run(Command::Back);
    assert_ne!(chief.session.reviewing().unwrap().at(), at);
    chief.run(Command::Undo);
    assert_eq!(chief.session.reviewing().unwrap().at(), at);
    chief.run(Command::Undo);
    assert_eq!(chief.session.reviewing().unwrap().at(), at);
}

/// What was edited when another case was asked for was on record as taken.
#[test]
fn who_goes_to_another_case_while_editing_has_edited() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at();
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("claim".into()));
    chief.run(Command::NextUndecided);
    assert_ne!(chief.session.reviewing().unwrap().at(), at);
    assert!(chief.decisions().contains(&"edited anna/a2 ben/a2 by chief (: )".to_owned()));
}

/// The same for who leaves the review.
#[test]
fn who_leaves_the_review_while_editing_has_edited() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("claim".into()));
    chief.run(Command::Review);
    assert!(chief.session.reviewing().is_none());
    chief.run(Command::Review);
    assert!(chief.decisions().contains(&"edited anna/a2 ben/a2 by chief (: )".to_owned()));
}

/// The same for who opens another article.
#[test]
fn who_opens_another_article_while_editing_has_edited() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("claim".into()));
    chief.wish(Intent::OpenArticle(another_article(&desk)));
    assert!(chief.session.reviewing().is_none());
    let chief = desk.reviewer("chief", "11:00");
    assert!(chief.decisions().contains(&"edited anna/a2 ben/a2 by chief (: )".to_owned()));
}

/// And nothing is decided by who looked at an answer and opened another article.
#[test]
fn who_opens_another_article_before_editing_has_decided_nothing() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let before = chief.progress();
    chief.run(Command::EditCase);
    chief.wish(Intent::OpenArticle(another_article(&desk)));
    let chief = desk.reviewer("chief", "11:00");
    assert_eq!((chief.progress(), chief.decisions()), (before, Vec::new()));
}
