//! `copydesk text`: the reading text, byte for byte.

use crate::desk::{Desk, Ran};
use crate::nasty;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_printed_as_it_stands(text in nasty::text()) {
        let desk = Desk::new();
        desk.put("a.txt", &text);
        let ran = desk.run(&["text", "a.txt"]);
        prop_assert_eq!((ran.status, ran.out), (0, text));
    }
}

#[test]
fn a_declared_encoding_is_used() {
    let desk = Desk::new();
    desk.put("a.txt", b"caf\xe9 \x96 closed");
    let guessed = desk.run(&["text", "a.txt"]);
    guessed.check(3, &["a.txt", "windows-1252"]);
    assert_eq!(guessed.out, "");
    let ran = desk.run(&["text", "a.txt", "--encoding", "windows-1252"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "café – closed"));
}

#[test]
fn what_is_no_article_is_named() {
    let desk = Desk::new();
    desk.put("folder/a.txt", "safe");
    desk.run(&["text", "gone.txt"]).check(3, &["gone.txt"]);
    desk.run(&["text", "folder"]).check(3, &["folder"]);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_unicode_is_a_name() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::new();
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    std::fs::copy(desk.put("a.txt", "safe"), desk.path("").join(name)).unwrap();
    let ran = Ran::from(desk.command([OsStr::new("text"), name]).output().unwrap());
    assert_eq!((ran.status, ran.out.as_str()), (0, "safe"));
    let gone = Ran::from(desk.command([OsStr::new("text"), OsStr::from_bytes(b"\xff")]).output().unwrap());
    gone.check(3, &["\u{fffd}"]);
}
