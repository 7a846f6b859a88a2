//! Whose tags a review compares: sidecars from elsewhere, of other texts, gone, alone.
#![expect(clippy::disallowed_methods, reason = "a test puts the files in place that the program then reads")]

use crate::support::reviewed::{ANNA, BEN, Desk, Person};
use copydesk::app::{Command, Intent, Pile};

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
    assert_eq!(reviewing.apart()[0].name, "bridge.txt.cleo.ron");
    assert!(reviewing.apart()[0].why.contains("another version"));
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

/// Each file that was brought in repeated what was wrong with the first of them, and no other reason was said.
#[test]
fn each_file_that_is_not_compared_has_its_own_reason() {
    let desk = Desk::new(&[ANNA, BEN]);
    let at = |name: &str, words: &str| {
        let path = desk.folder.path().join(name);
        std::fs::write(&path, words).unwrap();
        path
    };
    let ben = desk.sidecar("ben");
    let of_another = ben.replacen("sha256: \"", "sha256: \"0", 1).replace("bridge.txt", "ferry.txt");
    let (half, _) = ben.split_at(ben.len() / 2);
    let mut chief = desk.reviewer("chief", "10:00");
    for (name, words) in [("cleo.ron", of_another.as_str()), ("half.ron", half), ("odd.ron", "()")] {
        let words = words.replace("annotator: \"ben\"", &format!("annotator: \"{}\"", &name[..4]));
        chief.wish(Intent::CompareSidecar(at(name, &words)));
    }
    let said = |chief: &Person| -> Vec<String> {
        let apart =
            chief.session.notices().iter().filter(|notice| notice.summary.starts_with("Not compared"));
        apart.map(|notice| format!("{}: {}", notice.summary, notice.detail)).collect()
    };
    let [cleo, half, odd] = &said(&chief)[..] else { panic!("{:?}", said(&chief)) };
    assert!(cleo.ends_with("cleo.ron: it belongs to another article: ferry.txt"), "{cleo}");
    assert!(
        half.contains("half.ron: only part of it could be read") && half.contains("mend the file"),
        "{half}"
    );
    assert!(odd.contains("odd.ron: neither its name nor its words"), "{odd}");

    // What came by mail under any name is compared by what it says.
    let emma = at("tags.final.ron", &ben.replace("annotator: \"ben\"", "annotator: \"emma\""));
    chief.wish(Intent::CompareSidecar(emma));
    assert_eq!(chief.session.reviewing().unwrap().sets().len(), 3);
    let dora = at("mail (2).ron", &ben.replace("annotator: \"ben\"", "annotator: \"dora\""));
    chief.wish(Intent::CompareSidecar(dora));
    assert_eq!(chief.session.reviewing().unwrap().sets().len(), 4);
    assert!(chief.heard("mail (2).ron is compared"));
}

/// A set that was brought in was struck from the record with the next decision after it was gone, and nothing said so.
#[test]
fn a_set_that_a_review_rests_on_and_that_is_gone_is_told_of_and_stays_on_record() {
    let desk = Desk::new(&[ANNA, BEN]);
    let sent = desk.folder.path().join("sent.ron");
    let dora = desk.sidecar("ben").replace("annotator: \"ben\"", "annotator: \"dora\"");
    std::fs::write(&sent, dora).unwrap();
    let mut chief = desk.reviewer("chief", "10:00");
    chief.wish(Intent::CompareSidecar(sent.clone()));
    chief.run(Command::TakeAnswer(1));
    chief.run(Command::Save);
    assert!(desk.sidecar("gold").contains("(\"dora\", "));

    let mut chief = desk.reviewer("chief", "11:00");
    assert!(chief.heard("Not compared: dora"));
    let left = chief.progress().0;
    chief.run(Command::TakeAnswer(1));
    assert_eq!(chief.progress().0, left - 1);
    chief.run(Command::Save);
    assert!(desk.sidecar("gold").contains("(\"dora\", "));
    chief.wish(Intent::CompareSidecar(sent));
    assert!(!chief.heard("Not compared"));
}

#[test]
fn who_is_alone_hears_that_there_is_nobody_to_compare_with() {
    let desk = Desk::new(&[ANNA]);
    let chief = desk.reviewer("chief", "10:00");
    assert!(chief.heard("Only anna has tagged this article"));
}

/// What was taken of a set that is not at hand came back as soon as another file had changed.
#[test]
fn a_decision_on_a_set_that_is_not_at_hand_stands_when_another_changes() {
    let desk = Desk::new(&[ANNA, BEN]);
    let mut chief = desk.reviewer("chief", "10:00");
    for _ in 0..3 {
        let (case, _) = chief.session.reviewing().unwrap().current().unwrap();
        let by_ben = case.answers.iter().position(|a| a.by.iter().any(|v| v.annotator.as_str() == "ben"));
        chief.run(Command::TakeAnswer(u8::try_from(by_ben.map_or(1, |at| at + 1)).unwrap()));
    }
    chief.run(Command::Save);
    std::fs::remove_file(desk.folder.path().join("bridge.txt.ben.ron")).unwrap();
    let mut anna = desk.person("anna", "11:00");
    anna.run(Command::ToggleDone);
    anna.run(Command::Save);
    let mut chief = desk.reviewer("chief", "12:00");
    assert_eq!(chief.progress().0, 0);
    // Decided anew it is still about ben’s.
    chief.wish(Intent::ListCases(Pile::Decided));
    chief.run(Command::RejectAll);
    assert!(chief.decisions().iter().any(|said| said.starts_with("rejected") && said.contains("ben/")));
}
