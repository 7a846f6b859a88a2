//! `copydesk tag`: one annotation from a script.

use crate::desk::Desk;
use copydesk::store::settings::Settings;
use copydesk::text::ReadingText;

fn tagged(desk: &Desk, arguments: &[&str]) -> crate::desk::Ran {
    desk.run(&[&["tag", "a.txt", "--annotator", "anna"], arguments].concat())
}

#[test]
fn a_tag_is_added_to_my_sidecar() {
    let desk = Desk::new();
    desk.put("a.txt", "😀 “Safe,” she said, “for now.”");
    let ran = tagged(
        &desk,
        &[
            "--tag",
            "quote",
            "--at",
            "20:30,2:9",
            "--slot",
            "speaker=she=he",
            "--slot",
            "form=direct",
            "--note",
            "x",
        ],
    );
    ran.check(0, &[]);
    let set = &desk.sets("a.txt", &ReadingText::new(desk.read("a.txt")).unwrap())[0];
    let annotation = set.iter().next().unwrap();
    assert_eq!(ran.out, format!("{}\n", annotation.id));
    assert_eq!(
        annotation.pieces.quote(&ReadingText::new(desk.read("a.txt")).unwrap()),
        "“Safe,” … “for now.”"
    );
    assert_eq!(annotation.slot("speaker").unwrap().value, "she=he");
    assert_eq!((annotation.note.as_str(), annotation.origin.as_str()), ("x", "hand"));
    tagged(&desk, &["--tag", "claim", "--at", "0:1"]).check(0, &[]);
    assert_eq!(desk.sets("a.txt", &ReadingText::new(desk.read("a.txt")).unwrap())[0].len(), 2);
    assert_eq!(desk.run(&["check", "."]).status, 0);
}

#[test]
fn what_the_tagset_does_not_know_is_refused() {
    let desk = Desk::new();
    desk.put("a.txt", "The bridge is safe.");
    tagged(&desk, &["--tag", "klaim", "--at", "0:3"]).check(2, &["klaim", "claim, "]);
    tagged(&desk, &["--tag", "claim", "--at", "0:3", "--slot", "form=direct"]).check(2, &["form", "speaker"]);
    tagged(&desk, &["--tag", "quote", "--at", "0:3", "--slot", "form=loud"]).check(2, &["loud", "direct"]);
    assert_eq!(desk.names(), ["a.txt"]);
}

#[test]
fn a_position_that_is_none_is_refused() {
    let desk = Desk::new();
    desk.put("a.txt", "safe");
    for at in ["4:4", "3:2", "0:5", "4", "a:b", "-1:2", ""] {
        tagged(&desk, &["--tag", "claim", &format!("--at={at}")]).check(2, &["--at"]);
    }
    assert_eq!(desk.names(), ["a.txt"]);
}

#[test]
fn who_i_am_must_be_known() {
    let desk = Desk::new();
    desk.put("a.txt", "safe");
    desk.run(&["tag", "a.txt", "--tag", "claim", "--at", "0:4"])
        .check(2, &["--annotator", "COPYDESK_ANNOTATOR"]);
    let mut command = desk.command(["tag", "a.txt", "--tag", "claim", "--at", "0:4"]);
    let output = command.env("COPYDESK_ANNOTATOR", "Ben").output().unwrap();
    crate::desk::Ran::from(output).check(0, &[]);
    assert_eq!(desk.names(), ["a.txt", "a.txt.ben.ron"]);
}

#[test]
fn the_tagset_of_the_folder_counts() {
    let desk = Desk::new();
    desk.put("a.txt", "safe");
    desk.put(
        "tagset.ron",
        copydesk::store::tagset_file::BUILTIN.replace("name: \"claim\"", "name: \"thesis\""),
    );
    tagged(&desk, &["--tag", "claim", "--at", "0:4"]).check(2, &["thesis"]);
    tagged(&desk, &["--tag", "thesis", "--at", "0:4"]).check(0, &[]);
}

#[test]
fn a_damaged_sidecar_is_not_written() {
    let desk = Desk::new();
    desk.put("a.txt", "safe");
    desk.put("a.txt.anna.ron", "(copydesk: 1, annotator: \"anna\", annot");
    let before = desk.files();
    tagged(&desk, &["--tag", "claim", "--at", "0:4"]).check(3, &["a.txt.anna.ron", "nothing was added"]);
    assert_eq!(desk.files(), before);
}

#[cfg(target_os = "linux")]
#[test]
fn the_settings_say_who_i_am_where_nothing_else_does() {
    let desk = Desk::new();
    desk.put("a.txt", "safe");
    let tag = ["tag", "a.txt", "--tag", "claim", "--at", "0:4"];
    let mut settings = Settings::read(&desk.path("config/copydesk/settings.ron")).value;
    settings.annotator = Some("carl".to_owned());
    settings.save().unwrap();
    let output = desk.command(tag).env("XDG_CONFIG_HOME", desk.path("config")).output().unwrap();
    crate::desk::Ran::from(output).check(0, &[]);
    assert!(desk.path("a.txt.carl.ron").exists(), "{:?}", desk.names());
}
