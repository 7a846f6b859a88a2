//! The review and the author's inbox in the window, by accessible name and by key.

use crate::window::Window;
use copydesk::app::{Act, Command, Intent};
use copydesk::store::settings::Theme;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

/// The first sample with its two annotators, as `name` sees it.
pub fn sample(name: Option<&str>, scale: f32) -> Window {
    let files: [(&str, &[u8]); 3] = [
        ("a-plan-vetoed.md", include_bytes!("../../samples/a-plan-vetoed.md")),
        ("a-plan-vetoed.md.anna.ron", include_bytes!("../../samples/a-plan-vetoed.md.anna.ron")),
        ("a-plan-vetoed.md.ben.ron", include_bytes!("../../samples/a-plan-vetoed.md.ben.ron")),
    ];
    Window::on(&files, name, Theme::Light, scale)
}

fn review(name: &str) -> Window {
    let mut window = sample(Some(name), 1.0);
    window.presses(Modifiers::COMMAND, Key::R);
    window.settle();
    window
}

fn left(window: &Window) -> usize {
    window.harness.state().session().reviewing().unwrap().workload().left
}

#[test]
fn a_review_is_decided_to_the_end_by_keyboard_alone() {
    let mut window = review("chief");
    let all = left(&window);
    assert!(all > 20, "the two differ as people do");
    window.types('1');
    assert_eq!(left(&window), all - 1);
    window.types('r');
    window.types('u');
    assert_eq!(left(&window), all - 3);
    window.presses(Modifiers::COMMAND, Key::Z);
    assert_eq!(left(&window), all - 2);
    for _ in 0..all {
        window.types('1');
    }
    window.settle();
    assert_eq!(left(&window), 0);
    window.harness.get_by_label("Everything is decided");
    window.presses(Modifiers::COMMAND, Key::Enter);
    window.settle();
    let gold = window.folder.path().join("samples/a-plan-vetoed.md.gold.ron");
    let gold = std::fs::read_to_string(gold).unwrap();
    assert!(gold.contains("by: \"chief\"") && gold.contains("state: \"done\""));
}

#[test]
fn the_piles_are_listed_by_a_click() {
    let mut window = review("chief");
    window.types('1');
    window.harness.get_by_label("1 decided").click();
    window.harness.run_steps(3);
    assert!(window.harness.query_by_label_contains("taken from anna by chief").is_some());
}

#[test]
fn an_answer_is_taken_by_a_click() {
    let mut window = review("chief");
    let before = left(&window);
    window.harness.query_all_by_label_contains("Answer 2").next().unwrap().click();
    window.harness.run_steps(3);
    assert_eq!(left(&window), before - 1);
}

#[test]
fn a_reason_is_kept_with_the_decision() {
    let mut window = review("chief");
    window.types('t');
    window.types('l');
    window.types('1');
    window.settle();
    let session = window.harness.state().session();
    let gold = session.document().unwrap().set().gold().unwrap().clone();
    assert!(gold.decisions.iter().any(|decision| decision.reason == "label"));
}

/// What was typed for a reason took the union, or rejected the case.
#[test]
fn letters_after_why_choose_a_reason_and_decide_nothing() {
    let mut window = review("chief");
    let before = left(&window);
    let reason = |window: &Window| {
        let reviewing = window.harness.state().session().reviewing().unwrap();
        reviewing.grounds(reviewing.at().unwrap()).reason
    };
    window.types('t');
    for letter in ['u', 'r', 'i'] {
        window.types(letter);
    }
    window.presses(Modifiers::NONE, Key::Enter);
    window.settle();
    assert_eq!((left(&window), reason(&window).as_str()), (before, ""));
    assert_eq!(window.harness.state().session().reviewing().unwrap().act(), Act::Deciding);
    window.types('N');
    window.settle();
    assert_eq!(reason(&window), "not in the rules");
    window.types('t');
    window.types('5');
    window.settle();
    assert_eq!(reason(&window), "attribute");
    window.types('t');
    window.presses(Modifiers::NONE, Key::Escape);
    window.types('r');
    window.settle();
    assert_eq!(left(&window), before - 1);
}

#[test]
fn a_key_that_does_nothing_now_says_why() {
    let mut window = review("chief");
    let said = |window: &Window, words: &str| {
        let notices = window.harness.state().session().notices();
        notices.iter().any(|notice| notice.summary.contains(words))
    };
    window.types('1');
    window.presses(Modifiers::NONE, Key::Delete);
    window.settle();
    assert!(said(&window, "Enter lets you edit"));
    assert!(window.tags().len() > 1);

    let article = include_bytes!("../../samples/a-plan-vetoed.md");
    let ben = include_bytes!("../../samples/a-plan-vetoed.md.ben.ron");
    let files: [(&str, &[u8]); 2] = [("a-plan-vetoed.md", article), ("a-plan-vetoed.md.ben.ron", ben)];
    let mut window = Window::on(&files, Some("dora"), Theme::Light, 1.0);
    window.harness.state_mut().handle(Intent::Run(Command::BlindReading));
    window.settle();
    window.presses(Modifiers::NONE, Key::F7);
    window.settle();
    assert!(said(&window, "You read blind"));
}

#[test]
fn what_is_typed_of_a_decided_case_is_kept_by_escape_and_by_enter() {
    for key in [Key::Escape, Key::Enter] {
        let mut window = review("chief");
        window.types('r');
        window.presses(Modifiers::NONE, Key::Backspace);
        window.harness.run_steps(3);
        window.harness.event(eframe::egui::Event::Text("'".to_owned()));
        window.harness.run_steps(6);
        window.harness.event(eframe::egui::Event::Text("nobody said so".to_owned()));
        window.harness.run_steps(2);
        window.presses(Modifiers::NONE, key);
        window.settle();
        let session = window.harness.state().session();
        let gold = session.document().unwrap().set().gold().unwrap().clone();
        let notes: Vec<&str> = gold.decisions.iter().map(|d| &*d.note).filter(|n| !n.is_empty()).collect();
        assert_eq!(notes, ["nobody said so"], "{key:?}");
        // And the keys decide again.
        window.types('1');
        window.settle();
        assert!(window.tags().len() > 1);
    }
}

#[test]
fn enter_lets_edit_and_escape_leads_back() {
    let mut window = review("chief");
    let before = left(&window);
    window.presses(Modifiers::NONE, Key::Enter);
    assert!(!window.harness.state().session().is_deciding());
    window.types('e');
    window.presses(Modifiers::NONE, Key::Escape);
    window.harness.run_steps(2);
    assert!(window.harness.state().session().is_deciding());
    assert_eq!(left(&window), before - 1);
    assert!(window.tags().iter().any(|tag| tag.starts_with("event: Donald Trump vetoed")));
}

#[test]
fn many_are_decided_after_a_look() {
    let mut window = review("chief");
    let before = left(&window);
    window.types('b');
    window.harness.run_steps(3);
    window.harness.get_by_role_and_label(Role::ListItem, "Every quote of anna").click();
    window.harness.run_steps(3);
    window.presses(Modifiers::COMMAND, Key::Enter);
    window.harness.run_steps(3);
    assert_eq!(left(&window), before - 4);
}

/// Ben opens the first sample after a review.
pub fn ben_after(review: &Window, scale: f32) -> Window {
    let samples = review.folder.path().join("samples");
    let gold = std::fs::read(samples.join("a-plan-vetoed.md.gold.ron")).unwrap();
    let files: [(&str, &[u8]); 3] = [
        ("a-plan-vetoed.md", include_bytes!("../../samples/a-plan-vetoed.md")),
        ("a-plan-vetoed.md.ben.ron", include_bytes!("../../samples/a-plan-vetoed.md.ben.ron")),
        ("a-plan-vetoed.md.gold.ron", &gold),
    ];
    Window::on(&files, Some("ben"), Theme::Light, scale)
}

/// After the sheet of keys was closed, the letter that contests had retagged what was current.
#[test]
fn a_dialog_gives_the_keys_back_to_the_corrections() {
    let mut window = review("chief");
    window.types('r');
    window.types('r');
    window.settle();
    let mut window = ben_after(&window, 1.0);
    let before = window.tags();
    window.presses(Modifiers::COMMAND, Key::K);
    window.settle();
    window.presses(Modifiers::NONE, Key::F1);
    window.settle();
    window.presses(Modifiers::NONE, Key::Escape);
    window.settle();
    window.types('c');
    window.settle();
    assert_eq!(window.tags(), before);
    assert!(window.harness.query_by_label_contains("Why it should stand").is_some());
}

#[test]
fn the_author_accepts_and_contests_by_keyboard_alone() {
    let mut window = review("chief");
    let all = left(&window);
    for _ in 0..all {
        window.types('1');
    }
    window.settle();
    let mut window = ben_after(&window, 1.0);
    let open = |window: &Window| window.harness.state().session().correcting().unwrap().open();
    let before = open(&window);
    assert!(before > 5);
    window.presses(Modifiers::COMMAND, Key::K);
    window.harness.run_steps(3);
    window.types('a');
    window.settle();
    assert_eq!(open(&window), before - 1);
    // From the text the key leads back; it hid the corrections, and the next letter tagged a word.
    window.presses(Modifiers::NONE, Key::Escape);
    window.harness.run_steps(3);
    window.presses(Modifiers::COMMAND, Key::K);
    window.harness.run_steps(3);
    window.types('c');
    window.harness.run_steps(6);
    window.harness.event(eframe::egui::Event::Text("I heard it".to_owned()));
    window.harness.run_steps(2);
    window.presses(Modifiers::NONE, Key::Enter);
    window.settle();
    assert_eq!(open(&window), before - 2);
    let ben = std::fs::read_to_string(window.folder.path().join("samples/a-plan-vetoed.md.ben.ron"));
    window.presses(Modifiers::COMMAND, Key::S);
    window.settle();
    drop(ben);
    let ben = std::fs::read_to_string(window.folder.path().join("samples/a-plan-vetoed.md.ben.ron")).unwrap();
    assert!(ben.contains("Contested: I heard it"));
}

#[test]
fn numbers_lead_to_what_is_behind_them() {
    let mut window = sample(Some("chief"), 1.0);
    window.presses(Modifiers::COMMAND, Key::G);
    window.settle();
    window.harness.run_steps(3);
    let row = window.harness.query_all_by_label_contains("Event: ").next();
    row.unwrap().click();
    window.harness.run_steps(3);
    window.settle();
    let session = window.harness.state().session();
    let (case, _) = session.reviewing().unwrap().current().unwrap();
    assert!(case.members().any(|(_, annotation)| &*annotation.tag == "event"));
}

/// Who had no pointer found no way from a number to the passages.
#[test]
fn numbers_lead_to_what_is_behind_them_by_keyboard_alone() {
    let mut window = sample(Some("chief"), 1.0);
    window.presses(Modifiers::COMMAND, Key::G);
    window.settle();
    window.harness.run_steps(3);
    // Claim, Disputed, Event.
    for key in [Key::ArrowDown, Key::ArrowDown, Key::Enter] {
        window.presses(Modifiers::NONE, key);
    }
    window.settle();
    let reviewing = window.harness.state().session().reviewing().unwrap();
    let has_event = |at: usize| {
        let (case, _) = reviewing.case(at).unwrap();
        case.members().any(|(_, annotation)| &*annotation.tag == "event")
    };
    let listed: Vec<usize> = reviewing.queue().collect();
    assert!(listed.contains(&reviewing.at().unwrap()) && listed.into_iter().all(has_event));
    assert!(window.harness.query_all_by_label_contains("behind the number").next().is_some());
    // A decision leads on in the list.
    let before = reviewing.at();
    window.presses(Modifiers::NONE, Key::Num1);
    window.settle();
    let reviewing = window.harness.state().session().reviewing().unwrap();
    assert!(reviewing.behind().is_some() && reviewing.at() != before);
    window.presses(Modifiers::NONE, Key::F8);
    window.settle();
    assert_eq!(window.harness.state().session().reviewing().unwrap().behind(), None);
}

#[test]
fn what_was_decided_is_said_with_the_way_back() {
    let mut window = review("chief");
    let all = left(&window);
    window.presses(Modifiers::NONE, Key::Num2);
    window.settle();
    assert!(window.harness.query_by_label_contains("Taken from ben · Ctrl+Z").is_some());
    window.presses(Modifiers::COMMAND, Key::Z);
    window.settle();
    assert_eq!(left(&window), all);
}

#[test]
fn what_numbers_leave_out_is_said_with_the_reason() {
    let article = include_bytes!("../../samples/a-plan-vetoed.md");
    let anna = include_bytes!("../../samples/a-plan-vetoed.md.anna.ron");
    let (cut, _) = anna.split_at(anna.len() / 2);
    let ben = include_bytes!("../../samples/a-plan-vetoed.md.ben.ron");
    let shown = |files: &[(&str, &[u8])], lines: &[&str]| {
        let mut window = Window::on(files, Some("chief"), Theme::Light, 1.0);
        window.presses(Modifiers::COMMAND, Key::G);
        window.settle();
        window.harness.run_steps(3);
        for line in lines {
            assert!(window.harness.query_all_by_label_contains(line).next().is_some(), "{line}");
        }
    };
    let carla = "a-plan-vetoed.md.carla.ron";
    let names = ["a-plan-vetoed.md", "a-plan-vetoed.md.anna.ron", "a-plan-vetoed.md.ben.ron"];
    let left_out = "Not compared: a-plan-vetoed.md by carla: ";
    shown(
        &[(names[0], article), (names[1], anna), (names[2], ben), (carla, cut)],
        &["anna, ben on 1 article", left_out, "Event: "],
    );
    shown(
        &[(names[0], article), (names[1], anna), (carla, cut)],
        &[left_out, "No article was tagged by two"],
    );
}

#[test]
fn the_window_looks_as_it_should_in_a_review() {
    let mut window = review("chief");
    window.types('1');
    window.settle();
    crate::window::compare(&mut window, "review-light");
}
