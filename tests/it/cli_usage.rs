//! The command line as a whole: usage, names, formats, completions, the manual.

use crate::desk::Desk;
use std::process::Stdio;

#[test]
fn an_unknown_option_is_a_matter_of_usage() {
    let desk = Desk::new();
    desk.run(&["--nonsense"]).check(2, &["--nonsense"]);
    desk.run(&["export"]).check(2, &["--format"]);
    desk.run(&["export", ".", "--format", "docx", "--out", "x"]).check(2, &["jsonl, csv"]);
}

#[test]
fn help_and_version_are_no_faults() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]);
    help.check(0, &[]);
    for word in
        ["text", "tag", "check", "export", "import", "agree", "adjudicate", "formats", "completions", "man"]
    {
        assert!(help.out.contains(&format!("\n  {word}")), "{word}: {}", help.out);
    }
    desk.run(&["--version"]).check(0, &[]);
}

#[test]
fn a_name_that_no_annotator_can_bear_is_a_matter_of_usage() {
    let desk = Desk::new();
    desk.put("a.txt", "safe");
    for name in ["gold", "Anna Müller", "", "a/b", "x23456789012345678901234567890123"] {
        desk.run(&["text", "a.txt", "--annotator", name]).check(2, &["--annotator"]);
    }
    let output = desk.command(["text", "a.txt"]).env("COPYDESK_ANNOTATOR", "article").output().unwrap();
    crate::desk::Ran::from(output).check(2, &["COPYDESK_ANNOTATOR", "reserved"]);
}

#[test]
fn an_unknown_encoding_is_a_matter_of_usage() {
    let desk = Desk::new();
    desk.put("a.txt", "safe");
    desk.run(&["text", "a.txt", "--encoding", "klingon"]).check(2, &["klingon", "windows-1252"]);
}

#[test]
fn formats_are_listed() {
    let ran = Desk::new().run(&["formats"]);
    ran.check(0, &[]);
    assert!(ran.out.contains("jsonl") && ran.out.contains("csv"), "{}", ran.out);
}

#[test]
fn completions_and_the_manual_are_printed() {
    let desk = Desk::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = desk.run(&["completions", shell]);
        ran.check(0, &[]);
        assert!(ran.out.contains("copydesk"), "{shell}");
    }
    desk.run(&["completions", "cobol"]).check(2, &["cobol"]);
    let man = desk.run(&["man"]);
    man.check(0, &[]);
    for part in [".TH copydesk 1", ".SS copydesk export", "\\-\\-for\\-excel", ".SH EXIT STATUS", ".SH FILES"]
    {
        assert!(man.out.contains(part), "{part}: {}", man.out);
    }
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let desk = Desk::new();
    desk.put("a.txt", "safe ".repeat(1 << 20));
    for arguments in [&["text", "a.txt"][..], &["export", "a.txt", "--format", "jsonl", "--out", "-"]] {
        let mut child =
            desk.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.contains("panicked")), (Some(0), false), "{said}");
    }
}
