//! Reviews and corrections at twice the size, where the window has little room: what is worked on stays in
//! sight.

use crate::window::Window;
use crate::window_review::{ben_after, sample};
use copydesk::annotation::AnnotatorName;
use copydesk::app::Intent;
use copydesk::review::Batch;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable as _;

/// A review by chief at a scale.
fn review(scale: f32) -> Window {
    let mut window = sample(Some("chief"), scale);
    window.presses(Modifiers::COMMAND, Key::R);
    window.settle();
    window
}

/// Where a part of the window is, by the words of its name.
fn place(window: &Window, name: &str) -> Rect {
    window.harness.query_all_by_label_contains(name).next().unwrap().rect()
}

/// Whether a part of the window is in the list of the cases: under its head, and over the status bar.
fn is_in_sight(window: &Window, part: Rect) -> bool {
    let head = window.harness.get_by_label("Decide").rect();
    part.top() >= head.bottom() && part.bottom() <= place(window, "undecided").top()
}

/// The card that the keys decide: alone among the cards it is no button.
fn framed(window: &Window) -> Rect {
    let is_framed = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == Role::Group && node.label().is_some_and(|label| label.contains('¶'))
    };
    window.harness.get_by(is_framed).rect()
}

fn claims_of_anna() -> Intent {
    Intent::Batch(Batch::Of(AnnotatorName::new("anna").unwrap(), "claim".into()))
}

#[test]
fn both_answers_of_a_case_are_in_sight() {
    let window = review(2.0);
    for answer in ["Answer 1", "Answer 2"] {
        assert!(is_in_sight(&window, place(&window, answer)), "{answer}");
    }
}

#[test]
fn a_card_that_is_higher_than_its_list_is_read_on_by_key() {
    let mut window = review(2.0);
    assert!(!is_in_sight(&window, place(&window, "Why, in words")));
    assert!(window.harness.query_by_label_contains("more below").is_some());
    for _ in 0..6 {
        if !is_in_sight(&window, place(&window, "Why, in words")) {
            window.presses(Modifiers::COMMAND, Key::PageDown);
        }
    }
    assert!(is_in_sight(&window, place(&window, "Why, in words")));
    assert!(!is_in_sight(&window, place(&window, "Answer 1")));
    assert!(window.harness.query_by_label_contains("more below").is_none());
    for _ in 0..4 {
        window.presses(Modifiers::COMMAND, Key::PageUp);
    }
    assert!(is_in_sight(&window, place(&window, "Answer 1")));
}

#[test]
fn what_is_typed_into_is_in_sight() {
    let mut window = review(2.0);
    window.presses(Modifiers::NONE, Key::Quote);
    window.settle();
    assert!(is_in_sight(&window, place(&window, "Why, in words")));
    window.harness.state_mut().handle(claims_of_anna());
    window.settle();
    assert!(is_in_sight(&window, place(&window, "Why, in words")), "others went");
    window.presses(Modifiers::NONE, Key::Escape);
    window.types('a');
    window.settle();
    assert!(is_in_sight(&window, place(&window, "Answer the remark")));
}

#[test]
fn the_button_of_many_cases_is_in_the_window() {
    let mut window = review(2.0);
    window.types('b');
    window.settle();
    let dialog = "Decide many at once";
    let bottom = 450.0;
    assert!(window.harness.get_by_role_and_label(Role::Dialog, dialog).rect().bottom() < bottom);
    assert!(place(&window, "Decide 1").bottom() < bottom);
    for _ in 0..12 {
        window.presses(Modifiers::NONE, Key::ArrowDown);
    }
    window.settle();
    assert!(place(&window, "Every quote of ben").bottom() < place(&window, "Decides").top());
}

/// It went out of the list’s sight when others above it were decided together, and when that was undone.
#[test]
fn the_card_stays_in_sight_when_others_come_and_go() {
    let mut window = review(1.0);
    for _ in 0..24 {
        window.presses(Modifiers::NONE, Key::Tab);
    }
    assert!(is_in_sight(&window, framed(&window)));
    window.harness.state_mut().handle(claims_of_anna());
    window.settle();
    assert!(is_in_sight(&window, framed(&window)));
    window.presses(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert!(is_in_sight(&window, framed(&window)));
    window.presses(Modifiers::NONE, Key::Backspace);
    window.settle();
    assert!(is_in_sight(&window, framed(&window)));
}

#[test]
fn the_words_that_are_corrected_stand_over_the_corrections() {
    let mut window = review(2.0);
    window.harness.state_mut().handle(claims_of_anna());
    window.types('r');
    window.presses(Modifiers::COMMAND, Key::Enter);
    window.presses(Modifiers::COMMAND, Key::S);
    window.settle();
    let mut window = ben_after(&window, 2.0);
    // Nothing lies over anything in the bar.
    let paragraph = place(&window, " of 13");
    assert!(place(&window, "to answer").right() < paragraph.left());
    let others = window.harness.query_by_label_contains("tagged this");
    assert!(others.is_none_or(|others| others.rect().right() < paragraph.left()));
    window.presses(Modifiers::COMMAND, Key::K);
    window.settle();
    let list = window.harness.get_by_role_and_label(Role::List, "Corrections").rect();
    let mut seen = 0;
    for _ in 0..20 {
        let is_current = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            node.role() == Role::Mark && node.is_selected() == Some(true)
        };
        // What was missed is no mark of ben's.
        if let Some(words) = window.harness.query_all_by(is_current).next().map(|node| node.rect()) {
            seen += 1;
            // Of what is long its first lines.
            let lines = words.height().min(80.0);
            assert!(words.top() > 0.0 && words.top() + lines <= list.top(), "{words:?} {list:?}");
        }
        window.presses(Modifiers::NONE, Key::ArrowDown);
        window.settle();
    }
    assert!(seen > 5);
}

/// The counts lay over the field that asks for the name, and what is said of a colleague's name over the zoom.
#[test]
fn nothing_lies_over_the_question_who_one_is() {
    let mut window = sample(None, 2.0);
    window.presses(Modifiers::COMMAND, Key::R);
    window.settle();
    let beside = |window: &Window| {
        ["0 annotations", "¶1 of 13", "100 %"].map(|name| window.harness.query_by_label(name).is_some())
    };
    assert_eq!(beside(&window), [false; 3]);
    window.harness.event(Event::Text("anna".to_owned()));
    window.settle();
    window.presses(Modifiers::NONE, Key::Enter);
    window.settle();
    let said = place(&window, "Is that you?");
    assert!(place(&window, "Keep").right() < said.left() && said.right() <= 700.0, "{said:?}");
    assert_eq!(beside(&window), [false; 3]);
    window.presses(Modifiers::NONE, Key::Enter);
    window.settle();
    assert!(window.harness.query_by_label("Who are you?").is_none());
    assert!(window.harness.query_by_label("100 %").is_some());
}
