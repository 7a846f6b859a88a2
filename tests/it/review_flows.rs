//! A review from two sidecars to gold and back to the author, on sessions without a window.
#![expect(clippy::disallowed_methods, reason = "a test puts the files in place that the program then reads")]

use crate::review_cases::sets;
use copydesk::annotation::{AnnotatorName, Sight};
use copydesk::app::{
    Access, Colours, Command, Correcting, Direction, Intent, Pile, Selection, Session, Wake,
};
use copydesk::chance::Chance;
use copydesk::review::CorrectionKind::{Accepted, Changed, Missed, Rejected};
use copydesk::review::{Batch, CaseKind, Correction, CorrectionKind, Grounds, Objection, Standing};
use copydesk::store::settings::Settings;
use copydesk::store::{names, sidecar::ArticleHeader, write};
use copydesk::text::ByteOffset;
use std::path::PathBuf;
use tempfile::TempDir;

/// An article with sidecars, and people who come to it one after the other.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(pictures: &[(&str, &str)]) -> Self {
        let (text, sets) = sets(pictures);
        let desk = Self { folder: TempDir::new().unwrap() };
        std::fs::write(desk.article(), text.as_str()).unwrap();
        for set in sets {
            let header = ArticleHeader::of(&text, "bridge.txt", "plain/1", "utf-8");
            let path = names::sidecar(&desk.article(), set.annotator());
            std::fs::write(path, write::to_string(&set, &text, &header)).unwrap();
        }
        desk
    }

    fn article(&self) -> PathBuf {
        self.folder.path().join("bridge.txt")
    }

    fn sidecar(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(format!("bridge.txt.{name}.ron"))).unwrap()
    }

    /// A person who opens the article at a time of the day.
    fn person(&self, name: &str, time: &str) -> Person {
        let annotator = Some(AnnotatorName::new(name).unwrap());
        let chance = Chance::scripted(&format!("2026-11-24T{time}:00Z"), 7 + u64::from(time.as_bytes()[4]));
        let mut session = Session::new(chance, Settings::default(), annotator, Wake::none());
        session.handle(Intent::OpenPaths(vec![self.article()]));
        session.settle();
        Person { session }
    }

    fn reviewer(&self, name: &str, time: &str) -> Person {
        let mut person = self.person(name, time);
        person.run(Command::Review);
        assert!(person.session.reviewing().is_some(), "{:?}", person.session.notices());
        person
    }
}

struct Person {
    session: Session,
}

impl Person {
    fn run(&mut self, command: Command) {
        self.session.handle(Intent::Run(command));
        self.session.settle();
    }

    fn wish(&mut self, intent: Intent) {
        self.session.handle(intent);
        self.session.settle();
    }

    fn tags(&self) -> Vec<String> {
        let document = self.session.document().unwrap();
        let text = &document.article().text;
        document.set().iter().map(|a| format!("{}: {}", a.tag, a.pieces.quote(text))).collect()
    }

    fn progress(&self) -> (usize, usize, usize) {
        let progress = self.session.reviewing().unwrap().workload();
        (progress.left, progress.agreed, progress.decided)
    }

    fn decisions(&self) -> Vec<String> {
        let gold = self.session.document().unwrap().set().gold().cloned().unwrap_or_default();
        let said = gold.decisions.iter().map(|d| {
            let about: Vec<String> = d.about.iter().map(ToString::to_string).collect();
            format!("{} {} by {} ({}: {})", d.verdict, about.join(" "), d.by, d.reason, d.note)
        });
        said.collect()
    }

    fn corrections(&self) -> Vec<CorrectionKind> {
        let all = self.session.correcting().map(Correcting::all);
        all.unwrap_or_default().iter().map(|correction| correction.kind).collect()
    }
}

const ANNA: (&str, &str) = (
    "anna",
    "
    The mayor said the bridge is safe. She left at noon.
                   |----------------| claim
    |------------| quote
                                       |------| event
    ",
);
const BEN: (&str, &str) = (
    "ben",
    "
    The mayor said the bridge is safe. She left at noon.
                   |----------------| claim
        |--------| quote
                                                |-----| event
    ",
);

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
    let mut ben = desk.person("ben", "11:00");
    ben.run(Command::NextUndecided);
    ben.wish(Intent::Object(Objection::Contest, "my reading stands".to_owned()));
    ben.run(Command::Save);

    let mut chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.progress().0, 1);
    let at = chief.session.reviewing().unwrap().at().unwrap();
    assert_eq!(chief.session.reviewing().unwrap().grounds(at), Grounds::default());
    chief.wish(Intent::Ground(at, Grounds { reason: "boundary".to_owned(), note: String::new() }));
    chief.run(Command::TakeAnswer(2));
    let ruling = &chief.session.reviewing().unwrap().rulings()[at];
    assert_eq!((ruling.decisions[0].reason.as_str(), ruling.decisions[0].note.as_str()), ("boundary", ""));
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
fn a_sidecar_of_another_text_is_not_compared() {
    let desk = Desk::new(&[ANNA, BEN]);
    let other = desk.sidecar("ben").replacen("sha256: \"", "sha256: \"0", 1);
    std::fs::write(
        desk.folder.path().join("bridge.txt.cleo.ron"),
        other.replace("annotator: \"ben\"", "annotator: \"cleo\""),
    )
    .unwrap();
    let chief = desk.reviewer("chief", "10:00");
    let reviewing = chief.session.reviewing().unwrap();
    assert_eq!(reviewing.sets().len(), 2);
    assert_eq!(reviewing.apart()[0].name, "cleo");
}

#[test]
fn a_sidecar_from_elsewhere_is_compared_and_not_written() {
    let desk = Desk::new(&[ANNA, BEN]);
    let elsewhere = desk.folder.path().join("mail");
    std::fs::create_dir(&elsewhere).unwrap();
    let sent = elsewhere.join("bridge.txt.ben.ron");
    std::fs::rename(desk.folder.path().join("bridge.txt.ben.ron"), &sent).unwrap();
    let mut chief = desk.person("chief", "10:00");
    chief.wish(Intent::CompareSidecar(sent.clone()));
    assert_eq!(chief.progress(), (3, 1, 0));
    chief.wish(Intent::CompareSidecar(sent));
    assert_eq!(chief.session.reviewing().unwrap().sets().len(), 2, "the same file once");
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
    chief.run(Command::Back);
    assert_eq!(at(&chief), third);

    chief.run(Command::LastDecided);
    assert_eq!((at(&chief), chief.session.reviewing().unwrap().pile()), (second, Pile::Decided));
    chief.run(Command::LastDecided);
    assert_eq!(at(&chief), first);
    chief.run(Command::Reason);
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
    chief.run(Command::Reason);
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

/// What anna and ben tagged; ben says that the second claim is the first again.
const LINKED: [(&str, &str); 2] = [
    (
        "anna",
        "
        The bridge is safe. It is not so.
        |-----------------| claim#x
                            |--------| claim#y
        ",
    ),
    (
        "ben",
        "
        The bridge is safe. It is not so.
            |-------------| claim#p
                            |-----------| claim#q
        ~ p same-as q
        ",
    ),
];

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

#[test]
fn what_an_author_has_accepted_does_not_come_back_to_the_reviewer() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    while chief.progress().0 > 0 {
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
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

#[test]
fn who_has_tagged_nothing_has_no_corrections() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Review);
    assert_eq!(chief.corrections(), []);
    assert_eq!(desk.person("dora", "11:00").corrections(), []);
}

#[test]
fn an_edit_that_changes_nothing_has_taken_the_answer() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    chief.run(Command::EditCase);
    chief.run(Command::Back);
    assert!(chief.decisions().contains(&"taken anna/a2 ben/a2 by chief (: )".to_owned()));
}

/// Every clock here goes after that of whoever spoke before.
#[test]
fn whose_turn_it_is_does_not_hang_on_clocks() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    while chief.progress().0 > 0 {
        chief.run(Command::TakeAnswer(1));
    }
    chief.run(Command::Save);
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
    assert_eq!((case.kind, ruling.standing), (CaseKind::Added, Standing::Contested));

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
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);
    assert!(desk.sidecar("gold").contains("taken"));
}
