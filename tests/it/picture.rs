//! The picture notation shows what it is given, and reads what it shows.

use crate::support::picture::dedent;
use crate::support::{draw, find, nasty, parse};
use proptest::prelude::*;

fn check_inverse(picture: &str) {
    let (text, set) = parse(picture);
    assert_eq!(draw(&text, &set), dedent(picture));
}

#[test]
fn overlaps_slots_and_links_are_read_and_drawn() {
    let picture = r#"
        The mayor said the bridge is safe.
        |--------------------------------| claim certainty=possible
                       |----------------| quote#q1! (imported) // "Check \"this\"."
            |---|                         .speaker = "Ada Byron"
        She left.
        |-|       event
            |--|  .about
        ~ q1 disputes a1
        ~ q1 same-as ben/k3f9x2qa
    "#;
    let (text, set) = parse(picture);
    assert_eq!(text.as_str(), "The mayor said the bridge is safe.\nShe left.");
    let quote = set.iter().find(|a| a.id.as_str() == "q1").unwrap();
    assert_eq!(text.quote(quote.extent()), "the bridge is safe");
    assert_eq!(
        (quote.flagged, quote.note.as_str(), quote.origin.as_str()),
        (true, "Check \"this\".", "imported")
    );
    let speaker = quote.slot("speaker").unwrap();
    assert_eq!(speaker.value, "Ada Byron");
    assert_eq!(speaker.at[0].span(), Some(find(&text, "mayor")));
    assert_eq!(set.links().len(), 2);
    check_inverse(picture);
}

#[test]
fn pieces_may_be_apart_and_run_over_lines() {
    let picture = "
        “We hold,” she said, “the line
        |--------|           |--------> quote#a1
                   |-|                  #a1.speaker

        + quote#a1
        and wait.”
        <--------| quote#a1
        |-|        claim
    ";
    let (text, set) = parse(picture);
    let quote = set.iter().next().unwrap();
    let words: Vec<&str> = quote.pieces.iter().map(|piece| text.quote(piece)).collect();
    assert_eq!(words, ["“We hold,”", "“the line\n\nand wait.”"]);
    assert_eq!(quote.slot("speaker").unwrap().value, "she");
    check_inverse(&picture.replace("#a1.speaker", ".speaker"));
}

#[test]
fn columns_are_those_of_a_terminal() {
    let picture = r"
        Zoe\u{a0}fut émue à 東京 🧔🏽‍♂️ hier\r
        |-------------| claim
                              || event
                                 || quote
                                    |----| event
    ";
    let picture = picture.replace("Zoe", "Zoe\u{301}");
    let (text, set) = parse(&picture);
    let words: Vec<&str> = set.iter().map(|a| text.quote(a.extent())).collect();
    assert_eq!(words, ["Zoe\u{301}\u{a0}fut ém", "京", "🧔🏽\u{200d}♂\u{fe0f}", "hier\r"]);
    check_inverse(&picture);
}

proptest! {
    #[test]
    fn what_is_drawn_reads_back_the_same((text, set) in nasty::pictured()) {
        let picture = draw(&text, &set);
        let (read_text, read_set) = parse(&picture);
        prop_assert_eq!(read_text.as_str(), text.as_str(), "{}", picture);
        prop_assert_eq!(&read_set, &set, "{}", picture);
        prop_assert_eq!(draw(&read_text, &read_set), picture);
    }
}
