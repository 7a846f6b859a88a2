//! What each tag is for: its rule, its slots, its links.

use super::frame::{Fate, scrolling};
use crate::annotation::{LinkKind, SlotKind, SlotRule, Tag, Tagset};
use crate::app::Session;
use crate::ui::row::letter_box;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::{keys, rule, theme};
use eframe::egui::{Sense, Ui, vec2};

/// How wide it is.
pub(super) const WIDTH: f32 = 640.0;

/// The width of the names of slots.
const NAMES: f32 = 120.0;
const BOX: f32 = 18.0;

pub(super) fn show(ui: &mut Ui, face: &TextFace, session: &Session) -> Fate {
    let tagset = session.tagset();
    scrolling(ui, 0.0, |ui| {
        face.words(&format!("Tagset {}", tagset.name)).look(Look::SMALL).ink(theme::of(ui).ink3).show(ui);
        ui.add_space(theme::GRID * 2.0);
        for tag in &tagset.tags {
            show_tag(ui, face, tagset, tag);
        }
        if !tagset.links.is_empty() {
            ui.label(theme::head(theme::of(ui), "Links"));
            for kind in &tagset.links {
                line(ui, face, &kind.name, &ends(tagset, kind));
            }
        }
    });
    Fate::Stays
}

fn show_tag(ui: &mut Ui, face: &TextFace, tagset: &Tagset, tag: &Tag) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(BOX, BOX), Sense::hover());
        letter_box(ui, rect, keys::letter_of_tag(tag), theme.tag(Some(tag)));
        face.words(&tag.title).look(Look::UI.at(15.0).semibold()).show(ui);
        face.words(&keys::of_tag(tag, tagset)).look(Look::SMALL).ink(theme.ink3).show(ui);
    });
    ui.add_space(theme::GRID);
    for paragraph in rule::paragraphs(&tag.rule) {
        face.words(&paragraph).wrapped().show(ui);
        ui.add_space(theme::GRID);
    }
    for slot in &tag.slots {
        line(ui, face, &slot.name, &holds(slot));
    }
    ui.add_space(theme::GRID * 5.0);
}

fn line(ui: &mut Ui, face: &TextFace, name: &str, says: &str) {
    let theme = theme::of(ui);
    ui.horizontal_top(|ui| {
        let left = ui.cursor().left();
        face.words(name).look(Look::SMALL).ink(theme.ink2).width(NAMES).show(ui);
        ui.add_space((left + NAMES + theme::GRID * 2.0 - ui.cursor().left()).max(0.0));
        face.words(says).look(Look::SMALL).wrapped().show(ui);
    });
}

/// What a slot holds, in words.
fn holds(slot: &SlotRule) -> String {
    match slot.kind {
        SlotKind::Text => "free text".to_owned(),
        SlotKind::Choice => slot.choices.join(", "),
        SlotKind::Place => "words, picked from the article".to_owned(),
        SlotKind::Date => "a day, or a span of days".to_owned(),
        SlotKind::Number => "a number".to_owned(),
    }
}

/// From which tags to which a link leads.
fn ends(tagset: &Tagset, kind: &LinkKind) -> String {
    let titles = |names: &[std::sync::Arc<str>]| {
        if names.is_empty() {
            return "any tag".to_owned();
        }
        let titles = names.iter().map(|name| tagset.tag(name).map_or(&**name, |tag| tag.title.as_str()));
        titles.collect::<Vec<_>>().join(", ")
    };
    format!("{} → {}", titles(&kind.from), titles(&kind.to))
}
