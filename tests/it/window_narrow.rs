//! Reviews and corrections at twice the size, where the window has little room: what is worked on stays in
//! sight.

use crate::window::Window;
use crate::window_review::sample;
use copydesk::annotation::AnnotatorName;
use copydesk::app::Intent;
use copydesk::review::Batch;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable as _;

/// The bottom of the window, in points, over the status bar.
const BOTTOM: f32 = 424.0;

fn review() -> Window {
    let mut window = sample("chief", 2.0);
    window.presses(Modifiers::COMMAND, Key::R);
    window.settle();
    window
}

fn is_in_sight(rect: Rect) -> bool {
    rect.top() > 0.0 && rect.bottom() < BOTTOM
}

/// Where a part of the window is, by the words of its name.
fn place(window: &Window, name: &str) -> Rect {
    window.harness.query_all_by_label_contains(name).next().unwrap().rect()
}

/// The card that the keys decide: alone among the cards it is no button.
fn framed(window: &Window) -> Rect {
    window
        .harness
        .get_by(|node| node.role() == Role::Group && node.label().is_some_and(|l| l.contains('¶')))
        .rect()
}

#[test]
fn both_answers_of_a_case_are_in_sight() {
    let window = review();
    assert!(is_in_sight(place(&window, "Answer 1")));
    assert!(is_in_sight(place(&window, "Answer 2")));
}

#[test]
fn a_card_that_is_higher_than_its_list_is_read_on_by_key() {
    let mut window = review();
    assert!(!is_in_sight(place(&window, "Why, in words")));
    assert!(window.harness.query_by_label_contains("more below").is_some());
    for _ in 0..4 {
        window.presses(Modifiers::COMMAND, Key::PageDown);
    }
    assert!(is_in_sight(place(&window, "Why, in words")));
    assert!(window.harness.query_by_label_contains("more below").is_none());
    for _ in 0..4 {
        window.presses(Modifiers::COMMAND, Key::PageUp);
    }
    assert!(is_in_sight(place(&window, "Answer 1")));
}

#[test]
fn what_is_typed_into_is_in_sight() {
    let mut window = review();
    window.presses(Modifiers::NONE, Key::Quote);
    window.settle();
    assert!(is_in_sight(place(&window, "Why, in words")));
    window.presses(Modifiers::NONE, Key::Escape);
    window.types('a');
    window.settle();
    assert!(is_in_sight(place(&window, "Answer the remark")));
}

#[test]
fn the_button_of_many_cases_is_in_the_window() {
    let mut window = review();
    window.types('b');
    window.settle();
    assert!(is_in_sight(place(&window, "Decide 1")));
    for _ in 0..12 {
        window.presses(Modifiers::NONE, Key::ArrowDown);
    }
    window.settle();
    assert!(is_in_sight(place(&window, "Every quote of ben")));
}

/// It went out of the list’s sight when others above it were decided together, and when that was undone.
#[test]
fn the_card_stays_in_sight_when_others_come_and_go() {
    let mut window = sample("chief", 1.0);
    window.presses(Modifiers::COMMAND, Key::R);
    for _ in 0..24 {
        window.presses(Modifiers::NONE, Key::Tab);
    }
    let seen = |window: &Window| {
        let card = framed(window);
        card.top() > 40.0 && card.top() < 700.0
    };
    assert!(seen(&window));
    let claims = Batch::Of(AnnotatorName::new("anna").unwrap(), "claim".into());
    window.harness.state_mut().handle(Intent::Batch(claims));
    window.settle();
    assert!(seen(&window));
    window.presses(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert!(seen(&window));
    window.presses(Modifiers::NONE, Key::Backspace);
    window.settle();
    assert!(seen(&window));
}
