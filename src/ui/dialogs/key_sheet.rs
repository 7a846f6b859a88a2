//! All keys on one sheet, from the command table and the tagset.

use super::frame::{Fate, scrolling};
use crate::app::{Command, Group, Session};
use crate::ui::row::{Mark, Row};
use crate::ui::text_face::TextFace;
use crate::ui::{keys, theme};
use eframe::egui::{Key, Ui, vec2};

/// How wide it is.
pub(super) const WIDTH: f32 = 780.0;

/// The groups of each column, so that both are about as long; what is done now comes first.
fn columns(session: &Session) -> [Vec<Group>; 2] {
    let mut right = vec![Group::Go, Group::Review, Group::View];
    if session.reviewing().is_some() || session.correcting().is_some() {
        right.swap(0, 1);
    }
    [vec![Group::Tag, Group::Edit, Group::File, Group::Help], right]
}

pub(super) fn show(ui: &mut Ui, face: &TextFace, session: &Session) -> Fate {
    scrolling(ui, 0.0, |ui| {
        ui.scroll_with_delta(vec2(0.0, by_keys(ui)));
        super::frame::say(ui, "Letters act while the article has the focus. Shift with a motion selects.");
        ui.add_space(theme::GRID * 2.0);
        ui.columns(2, |columns| {
            for (ui, groups) in columns.iter_mut().zip(self::columns(session)) {
                ui.spacing_mut().item_spacing.y = 0.0;
                for group in groups {
                    show_group(ui, face, session, group);
                }
            }
        });
    });
    Fate::Stays
}

/// Beyond either end of the sheet, in points.
const FAR: f32 = 1e6;

/// How far the keys move the sheet, in points, upwards what is positive.
fn by_keys(ui: &Ui) -> f32 {
    let page = ui.clip_rect().height() * 0.9;
    let steps = [
        (Key::ArrowUp, theme::GRID * 10.0),
        (Key::ArrowDown, -theme::GRID * 10.0),
        (Key::PageUp, page),
        (Key::PageDown, -page),
        (Key::Home, FAR),
        (Key::End, -FAR),
    ];
    ui.input(|input| steps.into_iter().find(|(key, _)| input.key_pressed(*key)).map_or(0.0, |(_, by)| by))
}

fn show_group(ui: &mut Ui, face: &TextFace, session: &Session, group: Group) {
    ui.horizontal(|ui| {
        ui.add_space(theme::GRID * 2.0);
        ui.label(theme::head(theme::of(ui), group.title()));
    });
    if group == Group::Tag {
        let tagset = session.tagset();
        for tag in &tagset.tags {
            let mark = Mark::Letter(keys::letter_of_tag(tag), theme::of(ui).tag(Some(tag)));
            line(ui, face, &tag.title, &keys::of_tag(tag, tagset), mark);
        }
    }
    for command in Command::all().filter(|command| command.group() == group) {
        let mut chords: Vec<String> = command.keys().iter().map(ToString::to_string).collect();
        if let (Command::TakeAnswer(_), [first, .., last]) = (command, chords.as_slice()) {
            chords = vec![format!("{first}–{last}")];
        }
        if !chords.is_empty() {
            line(ui, face, command.title(), &chords.join(" or "), Mark::None);
        }
    }
    ui.add_space(theme::GRID * 3.0);
}

fn line(ui: &mut Ui, face: &TextFace, words: &str, keys: &str, mark: Mark) {
    Row::in_menu(words).as_text().named(format!("{words}: {keys}")).hint(keys).mark(mark).show(ui, face);
}
