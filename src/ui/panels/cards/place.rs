//! A slot that holds words of the article: a name, a cue, a place; each can be jumped to.

use super::list::List;
use super::press::Press;
use super::subject::{Subject, in_words};
use crate::annotation::{Place, Slot, SlotRule};
use crate::app::Intent;
use crate::ui::theme;
use eframe::egui::Ui;

/// Room for the arrow and the cross behind a value.
const SIGNS: f32 = 44.0;

/// Whether a slot of this name may have several values, each with its own place.
pub(super) fn repeats(slot: &str) -> bool {
    slot == "cue"
}

/// Shows the values of a slot.
pub(super) fn show(
    ui: &mut Ui,
    subject: &Subject<'_>,
    rule: &SlotRule,
    list: &mut Option<List>,
    intents: &mut Vec<Intent>,
) {
    let held: Vec<&Slot> = subject.held(&rule.name).collect();
    let slot = in_words(&rule.name);
    if held.is_empty() {
        let press = Press {
            id: subject.control(&rule.name, 0),
            name: format!("{slot}: choose…"),
            words: "choose…",
            ink: subject.theme.ink3,
            tip: tip(&rule.name),
            width: ui.available_width(),
        };
        if press.show(ui, subject.face).clicked() {
            *list = Some(List::pressed(subject, rule, ui));
        }
        return;
    }
    for (nth, value) in held.iter().enumerate() {
        ui.horizontal(|ui| {
            let press = Press {
                id: subject.control(&rule.name, nth * 4),
                name: format!("{slot}: {}", value.value),
                words: &value.value,
                ink: subject.theme.ink,
                tip: tip(&rule.name),
                width: ui.available_width() - if repeats(&rule.name) { SIGNS * 2.0 } else { SIGNS },
            };
            if press.show(ui, subject.face).clicked() {
                *list = Some(List::pressed(subject, rule, ui).instead_of(nth));
            }
            jump(ui, subject, &rule.name, nth, &value.at, intents);
            if held.len() > 1
                && cross(ui, subject, (&rule.name, nth), &format!("Remove {slot} {}", value.value))
            {
                let rest = held.iter().enumerate().filter(|(at, _)| *at != nth);
                let rest = rest.map(|(_, slot)| Slot::clone(slot)).collect();
                intents.extend([subject.set_slot(&rule.name, rest), Intent::EndTyping]);
            }
            if repeats(&rule.name) && nth + 1 == held.len() {
                add(ui, subject, rule, held.len(), list);
            }
        });
    }
}

/// The offer of one more value, behind the last.
fn add(ui: &mut Ui, subject: &Subject<'_>, rule: &SlotRule, count: usize, list: &mut Option<List>) {
    let press = Press {
        id: subject.control(&rule.name, count * 4),
        name: format!("add {}", in_words(&rule.name)),
        words: "add",
        ink: subject.theme.ink3,
        tip: "Another one, with its own words".to_owned(),
        width: ui.available_width(),
    };
    if press.show(ui, subject.face).clicked() {
        *list = Some(List::pressed(subject, rule, ui).instead_of(count));
    }
}

fn tip(slot: &str) -> String {
    match slot {
        "speaker" => "Choose, type or pick words (s)".to_owned(),
        "cue" => "Choose, type or pick words (k)".to_owned(),
        _ => "Choose, type or pick words".to_owned(),
    }
}

/// The arrow that leads to the words a value was read from.
pub(super) fn jump(
    ui: &mut Ui,
    subject: &Subject<'_>,
    slot: &str,
    nth: usize,
    at: &[Place],
    intents: &mut Vec<Intent>,
) {
    let Some(place) = at.first() else { return };
    let Some(span) = place.span() else {
        if let Place::Lost { words, .. } = place {
            let lost = subject.face.words("⚠").ink(subject.theme.ink3).show(ui);
            lost.on_hover_text(format!("The text no longer has “{words}” at the place in the file"));
        }
        return;
    };
    let press = Press {
        id: subject.control(slot, nth * 4 + 1),
        name: format!("Show the words of {}", in_words(slot)),
        words: "↗",
        ink: subject.theme.ink3,
        tip: "Show these words in the article".to_owned(),
        width: SIGNS,
    };
    if press.show(ui, subject.face).clicked() {
        intents.push(Intent::Reveal(span));
    }
}

/// A small cross; whether it was clicked.
pub(super) fn cross(ui: &mut Ui, subject: &Subject<'_>, (row, nth): (&str, usize), name: &str) -> bool {
    let press = Press {
        id: subject.control(row, nth * 4 + 2),
        name: name.to_owned(),
        words: "×",
        ink: theme::of(ui).ink3,
        tip: name.to_owned(),
        width: SIGNS,
    };
    press.show(ui, subject.face).clicked()
}
