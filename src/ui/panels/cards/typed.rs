//! A slot that is typed: text, a date, a number.

use super::field::{Field, Lines, Typing};
use super::place;
use super::press::Press;
use super::subject::{Subject, in_words};
use crate::annotation::{Place, SlotKind, SlotRule};
use crate::app::Intent;
use crate::text::shortened;
use crate::ui::text_face::Look;
use eframe::egui::Ui;

/// Shows the field of a slot, and below it what is amiss.
pub(super) fn show(
    ui: &mut Ui,
    subject: &Subject<'_>,
    rule: &SlotRule,
    typing: &mut Option<Typing>,
    intents: &mut Vec<Intent>,
) {
    let held = subject.held(&rule.name).next();
    let value = held.map_or("", |slot| slot.value.as_str());
    let places = held.map_or(&[][..], |slot| &slot.at);
    let id = subject.control(&rule.name, 0);
    let field = Field {
        id,
        name: in_words(&rule.name),
        value,
        hint: hint(rule.kind),
        tip: tip(rule.kind).to_owned(),
        lines: Lines::One,
    };
    let typed = if rule.kind == SlotKind::Date {
        ui.horizontal(|ui| {
            let typed = ui.scope(|ui| {
                ui.set_max_width(ui.available_width() - WORDS);
                field.show(ui, subject.face, typing)
            });
            words_of_date(ui, subject, rule, places, intents);
            typed.inner
        })
        .inner
    } else {
        field.show(ui, subject.face, typing)
    };
    let held = typing.as_mut().filter(|typing| typing.field == id);
    let shown = held.as_ref().map_or(value, |typing| &typing.text).to_owned();
    if let Some(typing) = held
        && typing.at.is_empty()
    {
        typing.at = places.to_vec();
    }
    if let Some(typed) = typed {
        let at = typing.as_ref().map_or_else(Vec::new, |typing| typing.at.clone());
        intents.push(if typed.is_empty() {
            subject.set_slot(&rule.name, Vec::new())
        } else {
            subject.set_value(&rule.name, typed, at)
        });
    }
    if let Some(complaint) = complaint(rule.kind, &shown) {
        subject.face.words(complaint).look(Look::SMALL).ink(subject.theme.ink2).wrapped().show(ui);
    }
    as_written(ui, subject, places, value);
}

/// Room for what leads to the words of a date.
const WORDS: f32 = 84.0;

/// The way to the words of the article that a date was read from, or the offer to pick them.
fn words_of_date(
    ui: &mut Ui,
    subject: &Subject<'_>,
    rule: &SlotRule,
    places: &[Place],
    intents: &mut Vec<Intent>,
) {
    if !places.is_empty() {
        place::jump(ui, subject, &rule.name, 0, places, intents);
        return;
    }
    let press = Press {
        id: subject.control(&rule.name, 3),
        name: format!("Pick the words of {}", in_words(&rule.name)),
        words: "pick words",
        ink: subject.theme.ink3,
        tip: "Select the words in the article".to_owned(),
        width: ui.available_width(),
    };
    if press.show(ui, subject.face).clicked() {
        intents.push(Intent::PickPlace(subject.annotation.id.clone(), rule.name.clone()));
    }
}

/// The words that a value was read from, where it says them differently.
fn as_written(ui: &mut Ui, subject: &Subject<'_>, places: &[Place], value: &str) {
    let Some(span) = places.iter().find_map(Place::span) else { return };
    let words = shortened(subject.document.article().text.quote(span), 40);
    if words != value {
        subject.face.words(&words).look(Look::QUOTED).ink(subject.theme.ink2).show(ui);
    }
}

fn hint(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Date => "as written",
        SlotKind::Number => "a number",
        SlotKind::Text | SlotKind::Choice | SlotKind::Place => "type…",
    }
}

fn tip(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Date => "As the article has it, or a day: 2026-03-14",
        SlotKind::Number => "Digits",
        SlotKind::Text | SlotKind::Choice | SlotKind::Place => "Type it",
    }
}

/// What is amiss with a value of this kind. It is kept all the same: what was typed is never lost.
///
/// A date is free text, since articles say “Monday”; one that begins like a year must be a day or a
/// span of days.
fn complaint(kind: SlotKind, value: &str) -> Option<&'static str> {
    match kind {
        SlotKind::Number => (!value.chars().all(|c| c.is_ascii_digit())).then_some("Digits only, such as 12"),
        SlotKind::Date => {
            let normalised = value.len() > 4 && value.chars().take(4).all(|c| c.is_ascii_digit());
            let days = || value.split('/').all(|day| day.parse::<jiff::civil::Date>().is_ok());
            (normalised && !days()).then_some("A day such as 2026-03-14, or 2026-03-14/2026-03-16")
        }
        SlotKind::Text | SlotKind::Choice | SlotKind::Place => None,
    }
}

#[cfg(test)]
mod tests {
    use super::complaint;
    use crate::annotation::SlotKind;

    #[test]
    fn a_number_has_digits_alone() {
        assert_eq!(complaint(SlotKind::Number, ""), None);
        assert_eq!(complaint(SlotKind::Number, "12"), None);
        assert!(complaint(SlotKind::Number, "a dozen").is_some());
    }

    #[test]
    fn a_date_may_be_as_written() {
        assert_eq!(complaint(SlotKind::Date, "Monday"), None);
        assert_eq!(complaint(SlotKind::Date, "2026"), None);
    }

    #[test]
    fn a_date_in_figures_is_a_day_or_a_span_of_days() {
        assert_eq!(complaint(SlotKind::Date, "2026-03-14"), None);
        assert_eq!(complaint(SlotKind::Date, "2026-03-14/2026-03-16"), None);
        assert!(complaint(SlotKind::Date, "2026-13-14").is_some());
        assert!(complaint(SlotKind::Date, "2026-03-14/").is_some());
    }
}
