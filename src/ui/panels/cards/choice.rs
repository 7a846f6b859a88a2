//! A slot with choices: a row of chips, or a list to filter where they are many.

use super::list::List;
use super::press::{Press, ROW, ring};
use super::subject::{Subject, in_words};
use crate::annotation::SlotRule;
use crate::app::Intent;
use crate::ui::text_face::Look;
use crate::ui::theme;
use eframe::egui::{
    Color32, CursorIcon, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};
use std::f32::consts::{FRAC_PI_2, PI};

/// More choices than this are a list.
const MOST_CHIPS: usize = 6;

/// Whether a slot's choices stand in the card as chips.
pub(super) fn as_chips(rule: &SlotRule) -> bool {
    rule.choices.len() <= MOST_CHIPS
}

/// Shows the choices of a slot.
pub(super) fn show(
    ui: &mut Ui,
    subject: &Subject<'_>,
    rule: &SlotRule,
    list: &mut Option<List>,
    intents: &mut Vec<Intent>,
) {
    if as_chips(rule) {
        chips(ui, subject, rule, intents);
    } else {
        one_of_many(ui, subject, rule, list);
    }
}

fn one_of_many(ui: &mut Ui, subject: &Subject<'_>, rule: &SlotRule, list: &mut Option<List>) {
    let held = subject.held(&rule.name).next().map(|slot| slot.value.as_str());
    let slot = in_words(&rule.name);
    let press = Press {
        id: subject.control(&rule.name, 0),
        name: format!("{slot}: {}", held.unwrap_or("choose…")),
        words: held.unwrap_or("choose…"),
        ink: if held.is_some() { subject.theme.ink } else { subject.theme.ink3 },
        tip: "Type to filter, Enter takes".to_owned(),
        width: ui.available_width(),
    };
    if press.show(ui, subject.face).clicked() {
        *list = Some(List::pressed(subject, rule, ui));
    }
}

/// How a chip is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Open,
    Chosen,
    /// Proposed, and not accepted yet.
    Proposed,
}

fn chips(ui: &mut Ui, subject: &Subject<'_>, rule: &SlotRule, intents: &mut Vec<Intent>) {
    let held = subject.held(&rule.name).next().map(|slot| slot.value.as_str());
    let proposed = subject.session.proposed(&subject.annotation.id, &rule.name);
    let strange = held.filter(|value| !rule.choices.iter().any(|choice| **choice == **value));
    let words = rule.choices.iter().map(|choice| &**choice).chain(strange);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 2.0);
        for (nth, word) in words.enumerate() {
            let choice = if held == Some(word) {
                Choice::Chosen
            } else if held.is_none() && proposed.as_deref() == Some(word) {
                Choice::Proposed
            } else {
                Choice::Open
            };
            if !chip(ui, subject, &rule.name, nth, (word, choice)).clicked() {
                continue;
            }
            intents.push(match choice {
                Choice::Chosen => subject.set_slot(&rule.name, Vec::new()),
                Choice::Open | Choice::Proposed => subject.set_value(&rule.name, word.to_owned(), Vec::new()),
            });
            intents.push(Intent::EndTyping);
        }
    });
}

fn chip(
    ui: &mut Ui,
    subject: &Subject<'_>,
    slot: &str,
    nth: usize,
    (word, choice): (&str, Choice),
) -> Response {
    let theme = subject.theme;
    let line = subject.face.line(ui.ctx(), word, Look::SMALL, ui.available_width());
    let size = vec2(line.width().ceil() + 16.0, ROW - 2.0);
    let rect = ui.allocate_space(size).1;
    let id: Id = subject.control(slot, nth);
    let sense = if ui.is_enabled() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, id, sense).on_hover_cursor(CursorIcon::PointingHand);
    let name = match choice {
        Choice::Open | Choice::Chosen => format!("{}: {word}", in_words(slot)),
        Choice::Proposed => format!("{}: {word}, proposed", in_words(slot)),
    };
    let chosen = choice == Choice::Chosen;
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, &name));
    let radius = size.y / 2.0;
    let hovered = response.hovered() && ui.is_enabled();
    let ground = if hovered { theme.hovered } else { Color32::TRANSPARENT };
    let ink = match choice {
        Choice::Open | Choice::Chosen => theme.ink,
        Choice::Proposed => theme.ink3,
    };
    let painter = ui.painter();
    match choice {
        Choice::Open => {
            painter.rect(rect, radius, ground, Stroke::new(theme::HAIRLINE, theme.line), StrokeKind::Inside);
        }
        Choice::Chosen => {
            let stroke = Stroke::new(theme::HAIRLINE, subject.paint.line);
            painter.rect(rect, radius, subject.paint.tint, stroke, StrokeKind::Inside);
        }
        Choice::Proposed => {
            painter.rect_filled(rect, radius, ground);
            let stroke = Stroke::new(theme::HAIRLINE, theme.ink3);
            painter.extend(Shape::dashed_line(&outline(rect.shrink(0.5)), stroke, 3.0, 2.5));
        }
    }
    subject.face.paint(painter, rect.center() - vec2(line.width(), line.height()) / 2.0, &line, ink);
    ring(ui, &response, rect.expand(1.5), radius);
    response.on_hover_text(match choice {
        Choice::Open => "Choose",
        Choice::Chosen => "Click to clear",
        Choice::Proposed => "Proposed: click to accept",
    })
}

/// The outline of a rectangle with half circles at its sides, closed.
fn outline(rect: Rect) -> Vec<Pos2> {
    let radius = rect.height() / 2.0;
    let arc = |centre: Pos2, from: f32| {
        (0..=8_u8).map(move |step| {
            let angle = from + PI * f32::from(step) / 8.0;
            centre + vec2(angle.cos(), angle.sin()) * radius
        })
    };
    let right = pos2(rect.right() - radius, rect.center().y);
    let left = pos2(rect.left() + radius, rect.center().y);
    let mut points: Vec<Pos2> = arc(right, -FRAC_PI_2).chain(arc(left, FRAC_PI_2)).collect();
    points.extend(points.first().copied());
    points
}
