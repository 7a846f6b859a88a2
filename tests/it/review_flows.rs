//! A review from two sidecars to gold, on sessions without a window.
#![expect(clippy::disallowed_methods, reason = "a test puts the files in place that the program then reads")]

use crate::support::reviewed::{ANNA, BEN, Desk, LINKED, Person};
use copydesk::annotation::{AnnotatorName, Sight};
use copydesk::app::{Access, Colours, Command, Direction, Intent, Pane, Pile, Request};
use copydesk::review::{Batch, Grounds, Standing};

#[test]
fn what_all_agree_on_is_taken_with_the_first_decision() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    assert_eq!(chief.progress(), (3, 1, 0));
    assert!(!desk.folder.path().join("bridge.txt.gold.ron").exists(), "who only looks decides nothing");
    chief.run(Command::RejectAll);
    assert_eq!(chief.tags(), ["claim: the bridge is safe"]);
    assert!(chief.decisions().contains(&"taken anna/a1 ben/a1 by chief (: )".to_owned()));
    chief.run(Command::Save);
    assert!(desk.sidecar("gold").contains("by: \"chief\""));
}

#[test]
fn a_review_is_decided_to_the_end_by_keys_and_kept() {
    let desk = Desk::new(&[ANNA, BEN]);
    let anna = desk.sidecar("anna");
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at().unwrap();
    chief.wish(Intent::Ground(
        at,
        Grounds { reason: "boundary".to_owned(), note: "with the article".to_owned() },
    ));
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::RejectAll);
    chief.run(Command::TakeAnswer(1));
    assert_eq!(chief.progress(), (0, 1, 3));
    assert_eq!(chief.tags(), ["quote: The mayor said", "claim: the bridge is safe", "event: at noon"]);
    assert!(
        chief.decisions().contains(&"taken anna/a2 ben/a2 by chief (boundary: with the article)".to_owned())
    );
    chief.run(Command::ToggleDone);
    let gold = desk.sidecar("gold");
    assert!(gold.contains("state: \"done\"") && gold.contains("verdict: \"rejected\""));
    assert_eq!(desk.sidecar("anna"), anna, "nobody writes into a colleague's file");

    let again = desk.reviewer("chief", "11:00");
    assert_eq!(again.progress(), (0, 1, 3));
    assert_eq!(desk.sidecar("gold"), gold, "looking changes nothing");
}

#[test]
fn every_decision_is_undone_by_name() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at();
    chief.run(Command::TakeUnion);
    assert_eq!(chief.progress(), (2, 1, 1));
    assert_eq!(chief.session.document().unwrap().history().undo_name(), Some("take the union"));
    chief.run(Command::Undo);
    assert_eq!(chief.progress(), (3, 1, 0));
    assert_eq!(chief.session.reviewing().unwrap().at(), at, "what was taken back is to be decided again");
    chief.run(Command::Undo);
    assert_eq!(chief.tags(), Vec::<String>::new());
    chief.run(Command::Redo);
    chief.run(Command::Redo);
    assert_eq!(chief.progress(), (2, 1, 1));
}

#[test]
fn boundaries_are_blended() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeIntersection);
    assert_eq!(chief.tags(), ["quote: mayor said", "claim: the bridge is safe"]);
    chief.wish(Intent::ListCases(Pile::Decided));
    chief.run(Command::TakeUnion);
    assert_eq!(
        chief.tags(),
        ["quote: The mayor said", "claim: the bridge is safe"],
        "decided anew, not twice"
    );
}

/// Union and intersection of the same words took the first answer with its tag and slots, and said that they had not.
#[test]
fn the_same_words_are_not_blended() {
    let said = |tag: &str| format!("\n    The bridge is safe.\n    |----------------| {tag}\n    ");
    let (anna, ben) = (said("claim"), said("quote"));
    let desk = Desk::new(&[("anna", &anna), ("ben", &ben)]);
    let mut chief = desk.reviewer("chief", "10:00");
    for blend in [Command::TakeUnion, Command::TakeIntersection] {
        chief.run(blend);
        assert_eq!((chief.tags(), chief.progress().0), (Vec::new(), 1));
        assert!(chief.heard("All answers have the same words"), "{:?}", chief.session.notices());
    }
}

#[test]
fn an_answer_of_the_reviewers_own_is_edited_with_all_keys() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.wish(Intent::Tag("claim".into()));
    assert_eq!(chief.tags(), Vec::<String>::new(), "tag keys work only while editing");
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("claim".into()));
    chief.run(Command::Back);
    assert_eq!(chief.tags(), ["claim: The mayor said", "claim: the bridge is safe"]);
    assert_eq!(chief.progress(), (2, 1, 1));
    assert!(chief.decisions().contains(&"edited anna/a2 ben/a2 by chief (: )".to_owned()));
}

#[test]
fn what_is_skipped_stays_to_be_decided() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let first = chief.session.reviewing().unwrap().at();
    chief.run(Command::SkipCase);
    assert_eq!(chief.progress(), (3, 1, 0));
    assert_ne!(chief.session.reviewing().unwrap().at(), first);
    chief.run(Command::PreviousUndecided);
    assert_eq!(chief.session.reviewing().unwrap().at(), first);
    assert_eq!(chief.session.reviewing().unwrap().current().unwrap().1.standing, Standing::Skipped);
    chief.run(Command::TakeAnswer(1));
    assert_eq!(chief.progress(), (2, 1, 1));
}

#[test]
fn many_cases_are_decided_as_one() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let ben = AnnotatorName::new("ben").unwrap();
    chief.wish(Intent::Batch(Batch::Of(ben, "event".into())));
    assert_eq!(chief.tags(), ["claim: the bridge is safe", "event: at noon"]);
    assert_eq!(chief.progress(), (2, 1, 1));
    chief.run(Command::Undo);
    assert_eq!(chief.progress(), (3, 1, 0));
}

#[test]
fn only_what_has_changed_comes_back() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    for _ in 0..3 {
        chief.run(Command::TakeAnswer(1));
    }
    assert_eq!(chief.progress(), (0, 1, 3));
    let mut ben = desk.person("ben", "11:00");
    let quote = ben.session.document().unwrap().set().iter().next().unwrap().id.clone();
    ben.wish(Intent::SetNote(quote, "I heard it".to_owned()));
    ben.run(Command::Save);
    let again = desk.reviewer("chief", "12:00");
    assert_eq!(again.progress(), (1, 1, 2));
    assert_eq!(again.session.reviewing().unwrap().current().unwrap().1.standing, Standing::Changed);
}

#[test]
fn a_review_has_one_writer_until_it_is_taken_over() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::ToggleDone);
    chief.run(Command::Save);
    let before = desk.sidecar("gold");
    let mut dora = desk.reviewer("dora", "11:00");
    assert!(matches!(dora.session.document().unwrap().access(), Access::Reserved(by) if by == "chief"));
    dora.run(Command::TakeAnswer(1));
    assert_eq!(desk.sidecar("gold"), before);
    dora.run(Command::TakeOver);
    dora.run(Command::TakeAnswer(1));
    dora.run(Command::Save);
    assert!(desk.sidecar("gold").contains("by: \"dora\""));
    assert_eq!(dora.progress(), (2, 1, 1));
}

#[test]
fn leaving_a_review_leads_back_to_the_own_tags() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut anna = desk.reviewer("anna", "10:00");
    anna.run(Command::TakeAnswer(1));
    anna.run(Command::Review);
    assert!(anna.session.reviewing().is_none());
    assert_eq!(anna.tags(), ["quote: The mayor said", "claim: the bridge is safe", "event: She left"]);
    anna.run(Command::Review);
    assert_eq!(anna.progress(), (2, 1, 1));
    assert_eq!(anna.session.document().unwrap().history().undo_name(), Some("take answer"));
}

#[test]
fn what_colours_tell_is_the_same_in_the_next_review() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::ColourByAnnotator);
    chief.run(Command::Review);
    chief.run(Command::Review);
    assert_eq!(chief.session.colours(), Colours::OfAnnotators);
}

#[test]
fn nothing_is_reviewed_where_nobody_has_tagged() {
    let desk = Desk::new(&[("anna", "\n    The bridge is safe.\n    ")]);
    std::fs::remove_file(desk.folder.path().join("bridge.txt.anna.ron")).unwrap();
    let mut chief = desk.person("chief", "10:00");
    chief.run(Command::Review);
    assert!(chief.session.reviewing().is_none());
    assert!(chief.session.notices().iter().any(|notice| notice.summary.contains("nothing to review")));
}

#[test]
fn a_blind_reading_hides_the_others_until_they_are_revealed() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut cleo = desk.person("cleo", "10:00");
    cleo.run(Command::BlindReading);
    assert!(!cleo.session.can(Command::OthersTags));
    cleo.run(Command::Save);
    assert!(desk.sidecar("cleo").contains("blind: true"));
    cleo.run(Command::Reveal);
    assert_eq!(cleo.session.document().unwrap().others().len(), 2);
    assert_eq!(cleo.session.document().unwrap().set().sight(), Sight::Blind, "it stays on record");

    let mut dora = desk.person("dora", "11:00");
    dora.run(Command::OthersTags);
    dora.run(Command::OthersTags);
    assert!(!dora.session.can(Command::BlindReading), "who has seen them cannot read blind");
}

#[test]
fn motion_goes_round_the_cases() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let first = chief.session.reviewing().unwrap().at();
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(chief.session.reviewing().unwrap().at());
        chief.run(Command::NextCase);
    }
    assert_eq!(chief.session.reviewing().unwrap().at(), first);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 3);
    assert_eq!(
        chief.session.reviewing().unwrap().neighbour(Direction::Back),
        chief.session.reviewing().unwrap().queue().last()
    );
}

/// What was taken back while the decided ones were listed was the current case and in no list; Backspace after
/// deciding it led to another.
#[test]
fn what_is_taken_back_is_in_sight_whatever_was_listed() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = |chief: &Person| chief.session.reviewing().unwrap().at();
    let (first, left) = (at(&chief), chief.progress().0);
    chief.run(Command::RejectAll);
    chief.run(Command::RejectAll);
    chief.wish(Intent::ListCases(Pile::Decided));
    chief.run(Command::Undo);
    chief.run(Command::Undo);
    assert_eq!((at(&chief), chief.progress().0), (first, left));
    assert!(chief.session.reviewing().unwrap().queue().any(|case| Some(case) == first));
    chief.run(Command::RejectAll);
    assert_ne!(at(&chief), first);
    chief.run(Command::LastDecided);
    assert_eq!(at(&chief), first);
    chief.run(Command::TakeAnswer(9));
    assert!(chief.heard("There is no answer 9"), "{:?}", chief.session.notices());
}

#[test]
fn the_way_leads_back_over_what_was_decided() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = |chief: &Person| chief.session.reviewing().unwrap().at();
    let queue: Vec<_> = chief.session.reviewing().unwrap().queue().map(Some).collect();
    let [first, second, third] = queue[..] else { panic!("{queue:?}") };
    chief.run(Command::LastDecided);
    assert_eq!(at(&chief), first, "nothing was decided yet");
    chief.run(Command::RejectAll);
    chief.run(Command::EditCase);
    chief.wish(Intent::Tag("quote".into()));
    chief.run(Command::Back);
    assert_eq!(at(&chief), third);

    chief.run(Command::LastDecided);
    assert_eq!((at(&chief), chief.session.reviewing().unwrap().pile()), (second, Pile::Decided));
    chief.run(Command::LastDecided);
    assert_eq!(at(&chief), first);
    chief.reason("boundary");
    assert!(
        chief.decisions().iter().any(|said| said.starts_with("rejected") && said.contains("(boundary: )"))
    );
    assert_eq!(at(&chief), first);
    chief.run(Command::NextUndecided);
    assert_eq!((at(&chief), chief.session.reviewing().unwrap().pile()), (third, Pile::Left));

    // What was taken back is not behind any more.
    chief.run(Command::SkipCase);
    chief.run(Command::Undo);
    assert_eq!(at(&chief), third);
    chief.run(Command::LastDecided);
    assert_eq!(at(&chief), second);
}

#[test]
fn what_a_reviewer_rejected_is_not_taken_again_because_a_note_changed() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.wish(Intent::ListCases(Pile::Agreed));
    chief.run(Command::RejectAll);
    assert_eq!(chief.tags(), Vec::<String>::new());
    let mut anna = desk.person("anna", "11:00");
    let claim =
        anna.session.document().unwrap().set().iter().find(|a| &*a.tag == "claim").unwrap().id.clone();
    anna.wish(Intent::SetNote(claim, "sure".to_owned()));
    anna.run(Command::Save);
    let chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.tags(), Vec::<String>::new());
    let standings: Vec<_> = chief.session.reviewing().unwrap().rulings().iter().map(|r| r.standing).collect();
    assert!(standings.contains(&Standing::Changed), "{standings:?}");
}

#[test]
fn a_note_that_changed_does_not_reopen_what_was_taken_with_it() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);
    let mut anna = desk.person("anna", "11:00");
    let claim =
        anna.session.document().unwrap().set().iter().find(|a| &*a.tag == "claim").unwrap().id.clone();
    anna.wish(Intent::SetNote(claim, "sure".to_owned()));
    anna.run(Command::Save);
    assert_eq!(desk.reviewer("chief", "12:00").progress(), (2, 1, 1));
}

#[test]
fn skipping_what_was_decided_takes_nothing_away() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(1));
    chief.wish(Intent::ListCases(Pile::Decided));
    let before = chief.tags();
    chief.run(Command::SkipCase);
    assert_eq!(chief.tags(), before);
    assert_eq!(chief.progress(), (2, 1, 1));
}

#[test]
fn a_reason_keeps_the_words_that_were_given_with_the_decision() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at().unwrap();
    chief.wish(Intent::Ground(at, Grounds { reason: String::new(), note: "see page 2".to_owned() }));
    chief.run(Command::TakeAnswer(1));
    chief.wish(Intent::ChooseCase(at));
    chief.reason("boundary");
    assert!(chief.decisions().iter().any(|decision| decision.ends_with("(boundary: see page 2)")));
}

#[test]
fn who_reads_blind_reviews_nothing() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut cleo = desk.person("cleo", "10:00");
    cleo.run(Command::BlindReading);
    cleo.run(Command::Review);
    assert!(cleo.session.reviewing().is_none());
    assert!(cleo.session.notices().iter().any(|notice| notice.summary.contains("without others’ tags")));
    let mut dora = desk.reviewer("dora", "11:00");
    dora.run(Command::Review);
    assert!(!dora.session.can(Command::BlindReading), "a review shows everybody’s tags");
}

#[test]
fn links_stand_in_gold_whatever_is_decided_first() {
    let anna = "
        The bridge is safe. It is not so.
        |-----------------| claim#x
                            |--------| claim#y
        ";
    let ben = "
        The bridge is safe. It is not so.
        |-----------------| claim#p
                            |-----------| claim#q
        ~ p same-as q
        ";
    for order in [[0, 1], [1, 0]] {
        let desk = Desk::new(&[("anna", anna), ("ben", ben)]);
        let mut chief = desk.reviewer("chief", "10:00");
        let cases = chief.session.reviewing().unwrap().cases().clone();
        for at in order {
            let by_ben = cases[at]
                .answers
                .iter()
                .position(|answer| answer.by.iter().any(|voice| voice.annotator.as_str() == "ben"));
            chief.wish(Intent::ChooseCase(at));
            chief.run(Command::TakeAnswer(u8::try_from(by_ben.unwrap() + 1).unwrap()));
        }
        assert_eq!(chief.session.document().unwrap().set().links().count(), 1, "{order:?}");
    }
}

#[test]
fn links_of_blended_answers_stand_in_gold_whatever_is_decided_first() {
    for order in [[0, 1], [1, 0]] {
        let desk = Desk::new(&LINKED);
        let mut chief = desk.reviewer("chief", "10:00");
        for at in order {
            chief.wish(Intent::ChooseCase(at));
            chief.run(Command::TakeUnion);
        }
        assert_eq!(chief.session.document().unwrap().set().links().count(), 1, "{order:?}");
    }
}

/// One decision was about all three; now anna's is gone, and ben's two are cases of their own.
#[test]
fn many_at_once_replace_a_decision_about_two_cases_once() {
    let anna = "
        The bridge is safe. It is not so.
        |-------------------------------| claim#x
        ";
    let ben = "
        The bridge is safe. It is not so.
        |-----------------| claim#p
                            |-----------| claim#q
        ";
    let desk = Desk::new(&[("anna", anna), ("ben", ben)]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeUnion);
    assert_eq!(chief.progress().0, 0);
    chief.run(Command::Save);
    let touch = |name: &str, time: &str, command: Command| {
        let mut author = desk.person(name, time);
        let ids: Vec<_> = author.session.document().unwrap().set().iter().map(|a| a.id.clone()).collect();
        for id in ids {
            author.wish(Intent::MakeCurrent(Some(id)));
            author.run(command);
        }
        author.run(Command::Save);
    };
    touch("anna", "11:00", Command::Delete);
    touch("ben", "11:01", Command::Flag);
    let mut chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.progress().0, 2);
    let ben = AnnotatorName::new("ben").unwrap();
    chief.wish(Intent::Batch(Batch::Of(ben.clone(), "claim".into())));
    assert_eq!(chief.progress().0, 1, "{:?}", chief.session.notices());
    chief.wish(Intent::Batch(Batch::Of(ben, "claim".into())));
    assert_eq!(chief.progress().0, 0);
    assert_eq!(chief.tags(), ["claim: The bridge is safe.", "claim: It is not so."]);
}

/// Both mark the same words; the link is ben's alone.
#[test]
fn an_answer_without_a_link_has_none_whatever_is_decided_first() {
    let anna = "
        The bridge is safe. It is not so.
            |-------------| claim#x
        ";
    let ben = "
        The bridge is safe. It is not so.
            |-------------| claim#p
                            |-----------| claim#q
        ~ p same-as q
        ";
    for (answer, links) in [("anna", 0), ("ben", 1)] {
        for order in [[0, 1], [1, 0]] {
            let desk = Desk::new(&[("anna", anna), ("ben", ben)]);
            let mut chief = desk.reviewer("chief", "10:00");
            for at in order {
                chief.wish(Intent::ChooseCase(at));
                let (case, _) = chief.session.reviewing().unwrap().case(at).unwrap();
                let of = case.answers.iter().position(|one| one.by[0].annotator.as_str() == answer);
                chief.run(Command::TakeAnswer(u8::try_from(of.unwrap_or(0) + 1).unwrap()));
            }
            let gold = chief.session.document().unwrap().set();
            assert_eq!((gold.len(), gold.links().count()), (2, links), "{answer}'s, {order:?}");
        }
    }
}

#[test]
fn what_somebody_tagged_twice_stands_once_in_gold() {
    let anna = "
        The bridge is safe.
        |-----------------| claim#x
        |-----------------| claim#y
        ";
    let ben = "
        The bridge is safe.
        |-----------------| claim#p
        ";
    let desk = Desk::new(&[("anna", anna), ("ben", ben)]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::ToggleDone);
    assert_eq!(chief.tags(), ["claim: The bridge is safe."]);
    chief.wish(Intent::ListCases(Pile::Agreed));
    chief.run(Command::RejectAll);
    assert_eq!(chief.tags(), Vec::<String>::new());
}

#[test]
fn only_what_differs_in_nothing_else_is_taken_as_trivial() {
    let anna = "
        He said: it is safe. She left.
                 |---------| quote
                             |------| event
        ";
    let ben = "
        He said: it is safe. She left.
                 |--------| quote
                             |-------| event
             |--|                    .about
        ";
    let desk = Desk::new(&[("anna", anna), ("ben", ben)]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.wish(Intent::Batch(Batch::Trivial));
    assert_eq!(chief.tags(), ["quote: it is safe."]);
}

#[test]
fn two_windows_of_one_reviewer_take_what_all_agree_on_once() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut first = desk.person("chief", "10:00");
    let mut second = desk.person("chief", "10:01");
    // Both read gold before either has written it.
    first.session.handle(Intent::Run(Command::Review));
    second.session.handle(Intent::Run(Command::Review));
    first.session.settle();
    second.session.settle();
    second.run(Command::TakeAnswer(1));
    second.run(Command::Save);
    let again = desk.reviewer("chief", "10:02");
    assert_eq!(again.tags(), ["quote: The mayor said", "claim: the bridge is safe"]);
}

#[test]
fn what_is_taken_again_keeps_its_id_and_what_was_said_about_it() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at().unwrap();
    chief.run(Command::TakeAnswer(1));
    let id = |chief: &Person| chief.session.reviewing().unwrap().case(at).unwrap().1.results.clone();
    let first = id(&chief);
    for command in [Command::TakeAnswer(1), Command::TakeAnswer(2), Command::TakeUnion] {
        chief.wish(Intent::ChooseCase(at));
        chief.run(command);
        assert_eq!(id(&chief), first, "{command:?}");
    }
}

#[test]
fn an_answer_that_nobody_gives_any_more_comes_back_whatever_the_time_says() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);
    // As a merge or a slow clock would have it: other words, the old time.
    let anna = desk.folder.path().join("bridge.txt.anna.ron");
    let changed = desk.sidecar("anna").replacen("tag: \"quote\"", "tag: \"claim\"", 1);
    std::fs::write(anna, changed).unwrap();
    let chief = desk.reviewer("chief", "11:00");
    let standings: Vec<_> = chief.session.reviewing().unwrap().rulings().iter().map(|r| r.standing).collect();
    assert!(standings.contains(&Standing::Changed), "{standings:?}");
}

#[test]
fn why_a_case_would_be_decided_is_there_when_the_review_is_begun_again() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let at = chief.session.reviewing().unwrap().at().unwrap();
    let grounds = Grounds { reason: "label".to_owned(), note: "ask anna".to_owned() };
    chief.wish(Intent::Ground(at, grounds.clone()));
    chief.run(Command::Review);
    chief.run(Command::Review);
    assert_eq!(chief.session.reviewing().unwrap().grounds(at), grounds);
}

/// The letters that were typed as an answer were taken for commands, and decided cases.
#[test]
fn who_answers_where_nobody_has_remarked_explains_the_decision() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.session.take_requests();
    chief.run(Command::Reply);
    assert!(chief.session.take_requests().contains(&Request::Focus(Pane::Why)));
    assert!(chief.heard("Nobody has remarked"));
}

#[test]
fn one_answer_is_no_union() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let cases = chief.session.reviewing().unwrap().cases().clone();
    let alone = cases.iter().position(|case| case.answers.len() == 1 && case.silent.len() == 1).unwrap();
    chief.wish(Intent::ChooseCase(alone));
    let before = chief.progress();
    chief.run(Command::TakeUnion);
    assert_eq!(chief.progress(), before);
    assert!(chief.heard("1 takes it"));
}

/// The message to say who one is stayed when that was said, and the review had to be asked for again.
#[test]
fn who_says_who_they_are_is_in_the_review_they_asked_for() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.somebody(None, "10:00");
    chief.run(Command::Review);
    assert!(chief.session.reviewing().is_none() && chief.heard("Say who you are first"));
    chief.wish(Intent::SetAnnotator("chief".to_owned()));
    assert!(!chief.heard("Say who you are first"));
    assert_eq!(chief.progress(), (3, 1, 0));
    chief.run(Command::TakeAnswer(1));
    assert!(chief.decisions().iter().all(|decision| decision.contains("by chief")));

    // Who has put the message away has changed their mind.
    let mut dora = desk.somebody(None, "11:00");
    dora.run(Command::Review);
    dora.wish(Intent::Dismiss(0));
    dora.wish(Intent::SetAnnotator("dora".to_owned()));
    assert!(dora.session.reviewing().is_none());
}

#[test]
fn who_marks_a_review_as_done_hears_what_is_left() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::ToggleDone);
    assert!(chief.heard("Marked as done, 3 still to decide"), "{:?}", chief.session.notices());
    chief.run(Command::ToggleDone);
    assert!(chief.heard("Open again"));
    while chief.progress().0 > 0 {
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::ToggleDone);
    assert!(chief.heard("Marked as done · Ctrl+Enter"));
}

/// A reviewer who only asked somebody something had what all agree on taken into gold, by nobody's decision.
#[test]
fn a_remark_decides_nothing() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    let (case, _) = chief.session.reviewing().unwrap().current().unwrap();
    let on = case.about().next().unwrap();
    chief.wish(Intent::Remark { on, reply_to: String::new(), text: "which edition?".to_owned() });
    chief.run(Command::Save);
    let gold = desk.sidecar("gold");
    assert!(gold.contains("which edition?") && gold.contains("decisions: []"), "{gold}");
    // An answer to it does not either; it was said that the decision stands.
    let (case, _) = chief.session.reviewing().unwrap().current().unwrap();
    let on = case.about().next().unwrap();
    chief.wish(Intent::Remark { on, reply_to: "c".to_owned(), text: "the first".to_owned() });
    assert!(chief.heard("this is still to decide"), "{:?}", chief.session.notices());
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);
    assert!(desk.sidecar("gold").contains("taken"));
}
