//! The card of the current annotation: every slot, note, links, and what can be done with it.

use super::View;
use super::brief::{PAD, SIDE, place_and_flag};
use super::field::{Field, Lines};
use super::frame::{self, Lift};
use super::press::{Press, ROW};
use super::subject::{Subject, in_words};
use super::{choice, place, row, typed};
use crate::annotation::{SlotKind, SlotRule};
use crate::app::{Command, Intent};
use crate::ui::text_face::Look;
use crate::ui::theme;
use eframe::egui::{Rect, Role, ScrollArea, Shape, Ui, UiBuilder, vec2};

/// Shows the card with its left top at that of `rect`; returns how high it is.
pub(super) fn show(
    ui: &mut Ui,
    subject: &Subject<'_>,
    lints: &[String],
    rect: Rect,
    room: f32,
    view: &mut View,
    intents: &mut Vec<Intent>,
) -> f32 {
    let ground = ui.painter().add(Shape::Noop);
    let content = Rect::from_min_max(rect.min + vec2(SIDE, PAD), rect.max - vec2(SIDE, PAD));
    let group = UiBuilder::new()
        .max_rect(content)
        .id_salt("current card")
        .accessibility_role(Role::Group)
        .accessibility_label(format!("{} card", subject.title()));
    let shown = ui.scope_builder(group, |ui| {
        ui.set_width(content.width());
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        ui.spacing_mut().interact_size.y = ROW;
        let scroll = ScrollArea::vertical()
            .id_salt(&subject.annotation.id)
            .max_height((room - PAD * 2.0).max(ROW * 4.0))
            .auto_shrink([false, true]);
        scroll.show(ui, |ui| {
            ui.set_width(content.width());
            head(ui, subject);
            quote(ui, subject, intents);
            ui.add_enabled_ui(subject.is_writable(), |ui| slots(ui, subject, view, intents));
            said_about(ui, subject, lints);
            ui.add_enabled_ui(subject.is_writable(), |ui| foot(ui, subject, intents));
            rule(ui, subject, view);
        });
    });
    let height = shown.response.rect.height() + PAD * 2.0;
    let whole = Rect::from_min_size(rect.min, vec2(rect.width(), height));
    ui.painter().set(ground, frame::ground(whole, subject.theme, subject.paint, Lift::Raised));
    height
}

fn head(ui: &mut Ui, subject: &Subject<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), eframe::egui::Sense::hover());
    let at = subject.face.line(ui.ctx(), &place_and_flag(subject), Look::SMALL, rect.width() * 0.6);
    let middle = |height: f32| rect.center().y - height / 2.0;
    let right = eframe::egui::pos2(rect.right() - at.width(), middle(at.height()));
    subject.face.paint(ui.painter(), right, &at, subject.theme.ink3);
    let width = rect.width() - at.width() - 8.0;
    let title = subject.face.line(ui.ctx(), subject.title(), Look::UI.semibold(), width);
    let left = eframe::egui::pos2(rect.left(), middle(title.height()));
    subject.face.paint(ui.painter(), left, &title, subject.theme.ink);
}

/// The words it stands on, shortened; a click shows them in the article.
fn quote(ui: &mut Ui, subject: &Subject<'_>, intents: &mut Vec<Intent>) {
    let words = subject.words(110);
    let shown = subject.face.words(&words).look(Look::QUOTED).ink(subject.theme.ink2).lines(2);
    let shown =
        shown.sense(eframe::egui::Sense::CLICK).show(ui).on_hover_text("Show these words in the article");
    if shown.clicked() {
        intents.push(Intent::Reveal(subject.annotation.extent()));
    }
    ui.add_space(2.0);
}

fn slots(ui: &mut Ui, subject: &Subject<'_>, view: &mut View, intents: &mut Vec<Intent>) {
    for rule in subject.rules() {
        let here = row::show(ui, subject, &rule.name, |ui| {
            slot(ui, subject, rule, view, intents);
            ui.min_rect()
        });
        if view.list.as_ref().is_some_and(|list| list.slot == rule.name) {
            view.anchor = Some(here);
        }
    }
    strange(ui, subject, intents);
    note(ui, subject, view, intents);
    view.links.look(subject);
    view.links.show(ui, subject, intents);
}

fn slot(ui: &mut Ui, subject: &Subject<'_>, rule: &SlotRule, view: &mut View, intents: &mut Vec<Intent>) {
    match rule.kind {
        SlotKind::Choice => choice::show(ui, subject, rule, &mut view.list, intents),
        SlotKind::Place => place::show(ui, subject, rule, &mut view.list, intents),
        SlotKind::Text | SlotKind::Date | SlotKind::Number => {
            typed::show(ui, subject, rule, &mut view.typing, intents);
        }
    }
}

/// Slots that the tag does not have: from another tagset, kept as they are.
fn strange(ui: &mut Ui, subject: &Subject<'_>, intents: &mut Vec<Intent>) {
    let known = |name: &str| subject.tag.is_some_and(|tag| tag.slot(name).is_some());
    let strangers = subject.annotation.slots.iter().filter(|slot| !known(&slot.name));
    for (nth, slot) in strangers.enumerate() {
        row::show(ui, subject, &slot.name, |ui| {
            ui.horizontal(|ui| {
                let words = subject.face.words(&slot.value).width(ui.available_width() - ROW);
                words.ink(subject.theme.ink2).show(ui);
                let name = format!("Clear {}", in_words(&slot.name));
                if place::cross(ui, subject, ("strange", nth), &name) {
                    intents.extend([subject.set_slot(&slot.name, Vec::new()), Intent::EndTyping]);
                }
            });
        });
    }
}

fn note(ui: &mut Ui, subject: &Subject<'_>, view: &mut View, intents: &mut Vec<Intent>) {
    let changed = row::show(ui, subject, "note", |ui| {
        let field = Field {
            id: subject.control("note", 0),
            name: "note".to_owned(),
            value: &subject.annotation.note,
            hint: "add a note",
            tip: "Write a note (')".to_owned(),
            lines: Lines::Many,
        };
        field.show(ui, subject.face, &mut view.typing)
    });
    if let Some(note) = changed {
        intents.push(Intent::SetNote(subject.annotation.id.clone(), note));
    }
}

/// What deserves a second look.
fn said_about(ui: &mut Ui, subject: &Subject<'_>, lints: &[String]) {
    if lints.is_empty() {
        return;
    }
    let words = lints.join("; ");
    subject.face.words(&words).look(Look::SMALL).ink(subject.theme.ink2).lines(3).show(ui);
    ui.add_space(2.0);
}

fn foot(ui: &mut Ui, subject: &Subject<'_>, intents: &mut Vec<Intent>) {
    let id = &subject.annotation.id;
    let flag = if subject.annotation.flagged { "remove flag" } else { "flag" };
    let deeds: [(&str, &str, Intent); 3] = [
        (flag, "For a second look (f)", Intent::ToggleFlag(id.clone())),
        ("link…", "Link to another annotation (l)", Intent::Run(Command::Link)),
        ("delete", "Delete this annotation (Delete)", Intent::Remove(id.clone())),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        for (nth, (words, tip, intent)) in deeds.into_iter().enumerate() {
            let press = Press {
                id: subject.control("deed", nth),
                name: words.to_owned(),
                words,
                ink: subject.theme.ink2,
                tip: tip.to_owned(),
                width: ui.available_width(),
            };
            if press.show(ui, subject.face).clicked() {
                intents.push(intent);
            }
        }
    });
}

/// Whether the rule of the tag is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum RuleShown {
    #[default]
    No,
    Yes,
}

fn rule(ui: &mut Ui, subject: &Subject<'_>, view: &mut View) {
    let Some(tag) = subject.tag.filter(|tag| !tag.rule.trim().is_empty()) else { return };
    let press = Press {
        id: subject.control("rule", 0),
        name: "Rule".to_owned(),
        words: if view.rule == RuleShown::Yes { "Rule ▾" } else { "Rule ▸" },
        ink: subject.theme.ink3,
        tip: format!("When to tag a {}", subject.title().to_lowercase()),
        width: ui.available_width(),
    };
    if press.show(ui, subject.face).clicked() {
        view.rule = if view.rule == RuleShown::Yes { RuleShown::No } else { RuleShown::Yes };
    }
    if view.rule == RuleShown::No {
        return;
    }
    ui.spacing_mut().item_spacing.y = theme::GRID;
    for paragraph in crate::ui::rule::paragraphs(&tag.rule) {
        subject.face.words(&paragraph).look(Look::SMALL).ink(subject.theme.ink2).wrapped().show(ui);
    }
}
