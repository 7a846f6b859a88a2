//! What a review says to the author, and back and forth, on sessions without a window.

use crate::support::reviewed::{ANNA, BEN, Desk, LINKED, Person};
use copydesk::annotation::AnnotatorName;
use copydesk::app::{Command, Intent, Pile, Selection};
use copydesk::review::CorrectionKind::{Accepted, Changed, Missed, Rejected, Withdrawn};
use copydesk::review::{CaseKind, Correction, Grounds, Objection, Standing, taken_over};
use copydesk::store::read;
use copydesk::text::ByteOffset;

#[test]
fn the_author_sees_and_answers_the_corrections() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::RejectAll);
    chief.run(Command::TakeAnswer(1));

    let mut ben = desk.person("ben", "11:00");
    assert_eq!(ben.corrections(), [Changed, Accepted, Accepted]);
    ben.run(Command::Corrections);
    ben.run(Command::AcceptCorrection);
    assert_eq!(ben.corrections(), [Accepted, Accepted, Accepted]);
    assert_eq!(ben.tags()[0], "quote: The mayor said");
    ben.run(Command::Undo);
    assert_eq!(ben.tags()[0], "quote: mayor said");
    assert_eq!(ben.corrections(), [Changed, Accepted, Accepted]);

    let mut anna = desk.person("anna", "11:00");
    assert_eq!(anna.corrections(), [Rejected, Missed, Accepted, Accepted]);
    anna.run(Command::NextUndecided);
    anna.wish(Intent::Object(Objection::Contest, "it is in the report".to_owned()));
    anna.run(Command::AcceptCorrection);
    assert_eq!(
        anna.tags(),
        ["quote: The mayor said", "claim: the bridge is safe", "event: She left", "event: at noon"]
    );
    anna.run(Command::Save);
    assert!(desk.sidecar("anna").contains("Contested: it is in the report"));

    let mut chief = desk.reviewer("chief", "12:00");
    let reviewing = chief.session.reviewing().unwrap();
    assert!(reviewing.rulings().iter().any(|ruling| ruling.standing == Standing::Contested));
    chief.run(Command::NextUndecided);
    let gold = desk.sidecar("gold");
    assert!(!gold.contains("Contested"), "each writes only into the own file");
}

/// The frame stayed on the next one, which the next key answered.
#[test]
fn who_takes_an_answer_back_is_back_at_the_correction() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::RejectAll);
    chief.run(Command::TakeAnswer(1));
    let mut anna = desk.person("anna", "11:00");
    let current = |anna: &Person| anna.session.correcting().unwrap().current().unwrap().kind;
    anna.run(Command::NextUndecided);
    assert_eq!(current(&anna), Rejected);
    anna.run(Command::AcceptCorrection);
    assert_eq!(current(&anna), Missed);
    anna.run(Command::Undo);
    assert_eq!(current(&anna), Rejected);
    // What is framed in the text is what the keys answer.
    anna.wish(Intent::Object(Objection::Ask, "why?".to_owned()));
    anna.run(Command::Undo);
    assert_eq!(current(&anna), Rejected);
    let own = anna.session.correcting().unwrap().current().unwrap().own[0].id.clone();
    assert_eq!(anna.session.document().unwrap().current_id(), Some(&own));
}

/// What ben had taken away himself was called missed, and nothing more.
#[test]
fn what_the_author_took_away_is_told_from_what_was_missed() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    for _ in 0..3 {
        chief.run(Command::TakeAnswer(1));
    }
    let gone = |person: &Person| -> Vec<(String, bool)> {
        let document = person.session.document().unwrap();
        let missed = person.session.correcting().unwrap().all().iter().filter(|c| c.kind == Missed);
        let said = missed.map(|c| {
            let words = c.gold.as_ref().unwrap().pieces.quote(&document.article().text);
            (words, c.is_gone(document.set().annotator()))
        });
        said.collect()
    };
    let mut ben = desk.person("ben", "11:00");
    let missed = gone(&ben);
    assert!(missed.iter().all(|(_, gone)| !gone), "{missed:?}");
    let noon = ben.session.document().unwrap().set().iter().last().unwrap().id.clone();
    ben.wish(Intent::Remove(noon));
    assert!(gone(&ben).contains(&("at noon".to_owned(), true)), "{:?}", gone(&ben));
}

#[test]
fn a_remark_that_is_answered_leaves_the_queue() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    for _ in 0..3 {
        chief.run(Command::TakeAnswer(1));
    }
    let mut ben = desk.person("ben", "11:00");
    ben.run(Command::NextUndecided);
    ben.wish(Intent::Object(Objection::Ask, "why with the article?".to_owned()));
    ben.run(Command::Save);
    let mut chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.progress().0, 1);
    let comment = chief.session.reviewing().unwrap().sets()[1].comments().next().unwrap().clone();
    let mut on = comment.on.clone();
    on.annotator = Some(AnnotatorName::new("ben").unwrap());
    chief.wish(Intent::Remark {
        on,
        reply_to: format!("ben/{}", comment.id),
        text: "see the rules".to_owned(),
    });
    assert_eq!(chief.progress().0, 0);
    let ben = desk.person("ben", "13:00");
    let thread = &ben.session.correcting().unwrap().all()[0].thread;
    let said: Vec<&str> = thread.remarks().iter().map(|remark| remark.comment.text.as_str()).collect();
    assert_eq!(said, ["Question: why with the article?", "see the rules"]);
    let answered: Vec<bool> =
        ben.session.correcting().unwrap().all().iter().map(Correction::is_answered).collect();
    assert_eq!(answered.iter().filter(|answered| **answered).count(), 1);
}

/// The reason of the first decision stood on the one that took its opposite.
#[test]
fn what_an_author_contests_is_decided_anew_for_reasons_of_its_own() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    while chief.progress().0 > 0 {
        let at = chief.session.reviewing().unwrap().at().unwrap();
        chief.wish(Intent::Ground(
            at,
            Grounds { reason: "label".to_owned(), note: "anna is right".to_owned() },
        ));
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
    desk.ben_contests("my reading stands");

    let mut chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.progress().0, 1);
    let at = chief.session.reviewing().unwrap().at().unwrap();
    assert_eq!(chief.session.reviewing().unwrap().grounds(at), Grounds::default());
    chief.wish(Intent::Ground(at, Grounds { reason: "boundary".to_owned(), note: String::new() }));
    chief.run(Command::TakeAnswer(2));
    let ruling = &chief.session.reviewing().unwrap().rulings()[at];
    assert_eq!((ruling.decisions[0].reason.as_str(), ruling.decisions[0].note.as_str()), ("boundary", ""));
}

/// Rejecting again what an author had contested wiped out the reason and the words of the first time.
#[test]
fn who_stays_with_a_rejection_stays_with_its_reasons() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    while chief.progress().0 > 0 {
        let at = chief.session.reviewing().unwrap().at().unwrap();
        let grounds = Grounds { reason: "not in the rules".to_owned(), note: "a forecast".to_owned() };
        chief.wish(Intent::Ground(at, grounds));
        chief.run(Command::RejectAll);
    }
    chief.run(Command::Save);
    desk.ben_contests("my reading stands");

    let mut chief = desk.reviewer("chief", "12:00");
    let at = chief.session.reviewing().unwrap().at().unwrap();
    chief.run(Command::RejectAll);
    let ruling = &chief.session.reviewing().unwrap().rulings()[at];
    assert_eq!(ruling.standing, Standing::Decided);
    let [decision] = &ruling.decisions[..] else { panic!("{ruling:?}") };
    assert_eq!((&*decision.reason, &*decision.note), ("not in the rules", "a forecast"));
    assert!(chief.heard("Rejected: not in the rules"), "{:?}", chief.session.notices());
}

#[test]
fn what_an_author_has_accepted_does_not_come_back_to_the_reviewer() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    for (name, time) in [("anna", "11:00"), ("ben", "11:01")] {
        let mut author = desk.person(name, time);
        author.run(Command::NextUndecided);
        while author.session.correcting().unwrap().open() > 0 {
            author.run(Command::AcceptCorrection);
        }
        author.run(Command::Save);
    }
    assert_eq!(desk.reviewer("chief", "12:00").progress().0, 0);
}

#[test]
fn links_are_part_of_a_correction() {
    let desk = Desk::new(&LINKED);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(2));
    chief.run(Command::TakeAnswer(2));
    assert_eq!(chief.session.document().unwrap().set().links().count(), 1);
    chief.run(Command::Save);
    let links = |person: &Person| person.session.document().unwrap().set().links().count();

    // Anna has the words of neither, nor the link.
    let mut anna = desk.person("anna", "11:00");
    assert_eq!(anna.corrections(), [Changed, Changed]);
    anna.run(Command::NextUndecided);
    anna.run(Command::AcceptCorrection);
    assert_eq!((anna.corrections(), links(&anna)), (vec![Changed, Accepted], 1));
    anna.run(Command::AcceptCorrection);
    assert_eq!((anna.corrections(), links(&anna)), (vec![Accepted, Accepted], 1));
    anna.run(Command::Undo);
    anna.run(Command::Undo);
    assert_eq!((anna.corrections(), links(&anna)), (vec![Changed, Changed], 0));

    // Ben agrees until the reviewer takes the link away.
    assert_eq!(desk.person("ben", "11:00").corrections(), [Accepted, Accepted]);
    let mut chief = desk.reviewer("chief", "12:00");
    let link = chief.session.document().unwrap().set().links().next().unwrap().clone();
    chief.wish(Intent::ChooseCase(0));
    chief.run(Command::EditCase);
    chief.wish(Intent::RemoveLink(link));
    chief.run(Command::Back);
    chief.run(Command::Save);
    let mut ben = desk.person("ben", "13:00");
    assert_eq!(ben.corrections(), [Changed, Accepted]);
    ben.run(Command::NextUndecided);
    ben.run(Command::AcceptCorrection);
    assert_eq!((ben.corrections(), links(&ben)), (vec![Accepted, Accepted], 0));
    ben.run(Command::Undo);
    assert_eq!((ben.corrections(), links(&ben)), (vec![Changed, Accepted], 1));
}

#[test]
fn what_was_missed_comes_with_its_links() {
    let anna = "
        The bridge is safe. It is not so.
        |-----------------| claim#x
        ";
    let ben = "
        The bridge is safe. It is not so.
        |-----------------| claim#p
                            |-----------| claim#q
        ~ q same-as p
        ";
    let desk = Desk::new(&[("anna", anna), ("ben", ben)]);
    let mut chief = desk.reviewer("chief", "10:00");
    while chief.progress().0 > 0 {
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
    let mut anna = desk.person("anna", "11:00");
    assert_eq!(anna.corrections(), [Missed, Accepted]);
    anna.run(Command::NextUndecided);
    anna.run(Command::AcceptCorrection);
    assert_eq!(anna.session.document().unwrap().set().links().count(), 1);
    assert_eq!(anna.corrections(), [Accepted]);
}

#[test]
fn who_has_tagged_nothing_has_no_corrections() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Review);
    assert_eq!(chief.corrections(), []);
    assert_eq!(desk.person("dora", "11:00").corrections(), []);
}

/// Every clock here goes after that of whoever spoke before.
#[test]
fn whose_turn_it_is_does_not_hang_on_clocks() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let open = |person: &Person| person.session.correcting().unwrap().open();
    let contest = |time: &str, open_before: usize| {
        let mut ben = desk.person("ben", time);
        assert_eq!(open(&ben), open_before);
        ben.run(Command::NextUndecided);
        ben.wish(Intent::Object(Objection::Contest, "as I had it".to_owned()));
        assert_eq!(open(&ben), open_before - 1);
        ben.run(Command::Save);
    };
    let all = open(&desk.person("ben", "09:58"));
    contest("09:58", all);
    let contested = |chief: &Person| {
        let rulings = chief.session.reviewing().unwrap().rulings();
        rulings.iter().position(|ruling| ruling.standing == Standing::Contested)
    };
    let mut chief = desk.reviewer("chief", "09:47");
    let at = contested(&chief).unwrap();
    chief.wish(Intent::ChooseCase(at));
    let (case, _) = chief.session.reviewing().unwrap().current().unwrap();
    let on = case.about().find(|about| about.annotator == Some(AnnotatorName::new("ben").unwrap())).unwrap();
    chief.wish(Intent::Remark { on, reply_to: String::new(), text: "it stands".to_owned() });
    assert_eq!(contested(&chief), None);
    chief.run(Command::Save);

    contest("09:36", all);
    let mut chief = desk.reviewer("chief", "09:25");
    let at = contested(&chief).unwrap();
    chief.wish(Intent::ChooseCase(at));
    chief.run(Command::TakeAnswer(1));
    assert_eq!(contested(&chief), None);
    chief.run(Command::Save);
    assert_eq!(open(&desk.person("ben", "09:14")), all);
}

/// A chief who decided everything and added a quote that nobody marked; ben contests that.
fn an_addition_that_ben_contests() -> Desk {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::EditCase);
    let text = chief.session.document().unwrap().article().text.clone();
    let start = ByteOffset::at(text.as_str().find("She left at noon").unwrap());
    let span = text.span(start, start.plus("She left at noon".len())).unwrap();
    chief.wish(Intent::Select(Selection::of(span)));
    chief.wish(Intent::Tag("quote".into()));
    chief.run(Command::Back);
    for _ in 0..2 {
        chief.run(Command::TakeAnswer(1));
    }
    assert_eq!(chief.progress(), (0, 1, 3));
    assert!(chief.tags().contains(&"quote: She left at noon".to_owned()));
    chief.run(Command::Save);
    let mut ben = desk.person("ben", "11:00");
    let missed = ben.session.correcting().unwrap().all().iter().position(is_the_addition).unwrap();
    ben.wish(Intent::ChooseCorrection(missed));
    ben.wish(Intent::Object(Objection::Contest, "nobody is quoted".to_owned()));
    ben.run(Command::Save);
    desk
}

fn is_the_addition(correction: &Correction) -> bool {
    correction.kind == Missed && correction.gold.as_ref().is_some_and(|gold| &*gold.tag == "quote")
}

#[test]
fn an_objection_to_what_the_reviewer_added_comes_to_the_queue() {
    let desk = an_addition_that_ben_contests();
    let mut chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.progress(), (1, 1, 3));
    let (case, ruling) = chief.session.reviewing().unwrap().current().unwrap();
    assert_eq!((case.kind, ruling.standing), (CaseKind::InGoldAlone, Standing::Contested));

    // It stays, for a reason that its author reads.
    let before = chief.tags();
    let at = chief.session.reviewing().unwrap().at().unwrap();
    let grounds = Grounds { reason: "other".to_owned(), note: "the clerk reports it".to_owned() };
    chief.wish(Intent::Ground(at, grounds));
    chief.run(Command::TakeAnswer(1));
    assert_eq!((chief.tags(), chief.progress()), (before.clone(), (0, 1, 4)));
    assert!(chief.decisions().iter().any(|said| said.starts_with("taken gold/")));
    chief.run(Command::Save);
    let ben = desk.person("ben", "13:00");
    let all = ben.session.correcting().unwrap().all();
    let missed = all.iter().find(|correction| is_the_addition(correction)).unwrap();
    assert_eq!(missed.decision.as_ref().unwrap().note, "the clerk reports it");
    assert!(missed.is_open());

    // Read again it is decided still; undone it waits again.
    let mut chief = desk.reviewer("chief", "14:00");
    assert_eq!((chief.tags(), chief.progress()), (before, (0, 1, 4)));
    chief.wish(Intent::ChooseCase(at));
    chief.run(Command::RejectAll);
    assert!(!chief.tags().contains(&"quote: She left at noon".to_owned()));
    assert!(chief.decisions().iter().any(|said| said.starts_with("rejected gold/")));
    chief.run(Command::Undo);
    assert!(chief.tags().contains(&"quote: She left at noon".to_owned()));
}

#[test]
fn an_addition_that_is_changed_after_an_objection_is_on_record_as_edited() {
    let desk = an_addition_that_ben_contests();
    let mut chief = desk.reviewer("chief", "12:00");
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("event".into()));
    chief.run(Command::Back);
    assert!(chief.tags().contains(&"event: She left at noon".to_owned()));
    assert_eq!(chief.progress(), (0, 1, 4));
    assert!(chief.decisions().iter().any(|said| said.starts_with("edited gold/")));
    let mut chief = desk.reviewer("chief", "13:00");
    chief.run(Command::RejectAll);
    assert_eq!(chief.tags().len(), 5, "nothing is left to be rejected by mistake");
}

#[test]
fn a_question_about_what_was_missed_outlives_its_rejection() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let mut ben = desk.person("ben", "11:00");
    let missed = ben.corrections().iter().position(|kind| *kind == Missed);
    ben.wish(Intent::ChooseCorrection(missed.unwrap()));
    ben.wish(Intent::Object(Objection::Ask, "is that an event?".to_owned()));
    assert!(ben.heard("Asked"));
    ben.run(Command::Save);

    let mut chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.progress().0, 1);
    chief.run(Command::RejectAll);
    assert_eq!(chief.progress().0, 0);
    chief.run(Command::Save);
    let asked = |person: &Person, kind| {
        let all = person.session.correcting().unwrap().all();
        let correction = all.iter().find(|correction| correction.kind == kind)?;
        let words = correction.thread.remarks().iter().map(|remark| remark.comment.text.clone());
        Some((words.collect::<Vec<_>>(), correction.is_open(), correction.is_answered()))
    };
    let question = || vec!["Question about “She left”: is that an event?".to_owned()];
    let mut ben = desk.person("ben", "13:00");
    assert_eq!(asked(&ben, Withdrawn), Some((question(), false, true)));
    let withdrawn = ben.corrections().iter().position(|kind| *kind == Withdrawn).unwrap();
    ben.wish(Intent::ChooseCorrection(withdrawn));
    let accept = Command::AcceptCorrection;
    assert!(!ben.session.can(accept), "there is nothing to answer");

    // The reviewer hears it still, and has it taken again.
    let mut chief = desk.reviewer("chief", "14:00");
    chief.wish(Intent::ListCases(Pile::Decided));
    let reviewing = chief.session.reviewing().unwrap();
    let at = reviewing.rulings().iter().position(|ruling| {
        let gold = AnnotatorName::gold();
        ruling.results.is_empty() && ruling.in_gold(&gold).count() == 1
    });
    chief.wish(Intent::ChooseCase(at.unwrap()));
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);
    let ben = desk.person("ben", "15:00");
    assert_eq!(asked(&ben, Withdrawn), None);
    assert_eq!(asked(&ben, Missed), Some((question(), true, true)));
}

#[test]
fn who_stays_with_an_answer_stays_with_its_reasons() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.reason("boundary");
    for _ in 0..3 {
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
    desk.ben_contests("without the article");

    let reasons =
        |chief: &Person| chief.decisions().iter().filter(|said| said.contains("(boundary: )")).count();
    let mut chief = desk.reviewer("chief", "12:00");
    chief.run(Command::TakeAnswer(1));
    assert_eq!(reasons(&chief), 1);
    chief.run(Command::Undo);
    chief.run(Command::TakeAnswer(2));
    assert_eq!(reasons(&chief), 0, "another answer has reasons of its own");
}

#[test]
fn what_an_author_has_accepted_is_no_answer_of_the_reviewer_any_more() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    desk.ben_contests("without the article");
    let mut chief = desk.reviewer("chief", "12:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);

    let answered = |ben: &Person| {
        let all = ben.session.correcting().unwrap().all();
        all.iter().filter(|correction| correction.is_answered()).count()
    };
    let mut ben = desk.person("ben", "13:00");
    assert_eq!(answered(&ben), 1);
    ben.run(Command::NextUndecided);
    ben.run(Command::AcceptCorrection);
    assert_eq!(answered(&ben), 0);
}

#[test]
fn a_folder_tells_how_many_answers_wait_for_the_reviewer() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let waiting = || desk.waiting();
    assert_eq!(waiting(), 0);
    let mut ben = desk.person("ben", "11:00");
    for (at, kind) in ben.corrections().into_iter().enumerate().filter(|(_, kind)| *kind != Accepted) {
        ben.wish(Intent::ChooseCorrection(at));
        ben.wish(Intent::Object(Objection::Contest, format!("{kind:?}")));
    }
    ben.run(Command::Save);
    assert_eq!(waiting(), 2, "one changed, one missed");

    let mut chief = desk.reviewer("chief", "12:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);
    assert_eq!(waiting(), 1);
    chief.run(Command::RejectAll);
    chief.run(Command::Save);
    assert_eq!(waiting(), 0);

    // What the reviewer adds unasked is in no decision until somebody speaks of it.
    let desk = an_addition_that_ben_contests();
    assert_eq!(desk.waiting(), 1);
}

/// Agreement grew with every correction that an author accepted, and nothing said so.
#[test]
fn what_authors_took_over_from_a_review_is_counted() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let taken_over = |ben: &Person| {
        let document = ben.session.document().unwrap();
        let gold = read::gold_of(document.path(), &document.article().text).unwrap();
        taken_over(document.set(), &gold)
    };
    let mut ben = desk.person("ben", "11:00");
    assert_eq!(taken_over(&ben), 0);
    let open = ben.session.correcting().unwrap().open();
    ben.run(Command::NextUndecided);
    for done in 1..=open {
        ben.run(Command::AcceptCorrection);
        assert_eq!(taken_over(&ben), done);
    }
}

#[test]
fn the_words_that_author_and_review_share_are_told_where_they_differ() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let ben = desk.person("ben", "11:00");
    let text = ben.session.document().unwrap().article().text.clone();
    let all = ben.session.correcting().unwrap().all();
    let shared = all.iter().map(|correction| correction.words_of_both().map(|words| words.quote(&text)));
    let shared: Vec<_> = shared.flatten().collect();
    assert_eq!(shared, ["mayor said"], "only where the two have other words");
}

/// Deleted by hand, what was asked about went out of hearing, and the folder counted the question for ever.
#[test]
fn a_question_outlives_a_deletion_by_hand() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let waiting = || desk.waiting();
    let mut ben = desk.person("ben", "11:00");
    let missed = ben.corrections().iter().position(|kind| *kind == Missed);
    ben.wish(Intent::ChooseCorrection(missed.unwrap()));
    ben.wish(Intent::Object(Objection::Ask, "is that an event?".to_owned()));
    ben.run(Command::Save);
    assert_eq!(waiting(), 1);
    let mut chief = desk.reviewer("chief", "12:00");
    chief.run(Command::EditCase);
    chief.run(Command::Delete);
    chief.run(Command::Back);
    assert_eq!(chief.progress().0, 0);
    chief.run(Command::Save);
    assert_eq!(waiting(), 0);
    assert!(desk.person("ben", "13:00").corrections().contains(&Withdrawn));

    // Of what gold has no more nothing waits.
    std::fs::remove_file(desk.folder.path().join("bridge.txt.gold.ron")).unwrap();
    let mut chief = desk.reviewer("chief", "14:00");
    for _ in 0..3 {
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
    assert_eq!((chief.progress().0, waiting()), (0, 0));
}

#[test]
fn a_flag_on_what_was_found_alike_takes_nothing_over() {
    let desk = Desk::all_taken(&[ANNA, BEN]);
    let mut ben = desk.person("ben", "11:00");
    let claim = ben.session.document().unwrap().set().iter().find(|a| &*a.tag == "claim").unwrap().id.clone();
    ben.wish(Intent::MakeCurrent(Some(claim)));
    ben.run(Command::Flag);
    let document = ben.session.document().unwrap();
    let gold = read::gold_of(document.path(), &document.article().text).unwrap();
    assert_eq!(taken_over(document.set(), &gold), 0);
}

/// Rejections have no result in common: a later one is no answer to what was said about another.
#[test]
fn an_objection_to_one_rejection_waits_whatever_else_is_rejected_later() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::RejectAll);
    chief.run(Command::Save);
    let mut ben = desk.person("ben", "11:00");
    ben.run(Command::NextUndecided);
    ben.wish(Intent::Object(Objection::Contest, "it stands".to_owned()));
    ben.run(Command::Save);
    let waiting = || desk.waiting();
    assert_eq!(waiting(), 1);
    let mut chief = desk.reviewer("chief", "12:00");
    let contested = chief.session.reviewing().unwrap().at();
    chief.run(Command::NextCase);
    assert_ne!(chief.session.reviewing().unwrap().at(), contested);
    chief.run(Command::RejectAll);
    chief.run(Command::Save);
    assert_eq!(waiting(), 1);
}
