//! Find a command or a tag by its name.

use super::frame::{Fate, Focused, focus_once};
use crate::app::{Command, Intent, Session};
use crate::ui::field::named;
use crate::ui::panels::menus;
use crate::ui::row::{Mark, Row, RowState};
use crate::ui::text_face::TextFace;
use crate::ui::{keys, theme};
use eframe::egui::{Key, Modifiers, Response, ScrollArea, TextEdit, Ui, vec2};
use std::sync::Arc;

/// What is half typed, and which line the keys are on.
#[derive(Debug, Default)]
pub(super) struct Palette {
    words: String,
    at: usize,
    focused: Focused,
}

/// A line of the palette.
struct Entry {
    title: String,
    keys: String,
    does: Does,
    can: bool,
}

/// What a line does.
enum Does {
    Command(Command),
    Tag(Arc<str>),
}

/// How wide it is.
pub(super) const WIDTH: f32 = 460.0;
const HEIGHT: f32 = 420.0;

impl Palette {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        let entries = fitting(session, &self.words);
        let last = entries.len().saturating_sub(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let moved = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
            (true, _) => Some((self.at + 1).min(last)),
            (_, true) => Some(self.at.saturating_sub(1)),
            (false, false) => None,
        };
        self.at = moved.unwrap_or(self.at).min(last);
        let mut chosen = pressed(Key::Enter).then_some(self.at);
        let field = TextEdit::singleline(&mut self.words)
            .hint_text("Type a command or a tag")
            .desired_width(f32::INFINITY)
            .margin(vec2(theme::GRID * 2.0, theme::GRID * 1.5))
            .return_key(None);
        let response = named(ui, field, "Command or tag");
        focus_once(&mut self.focused, &response);
        if response.changed() {
            self.at = 0;
        }
        ui.add_space(theme::GRID);
        if entries.is_empty() {
            super::frame::say(ui, "No command has these letters");
        }
        ScrollArea::vertical().max_height(HEIGHT).auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, entry) in entries.iter().enumerate() {
                let state = match (entry.can, at == self.at) {
                    (false, _) => RowState::Disabled,
                    (true, true) => RowState::Pointed,
                    (true, false) => RowState::Plain,
                };
                let response = row(ui, face, session, entry, state);
                if moved == Some(at) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    chosen = Some(at);
                }
            }
        });
        match chosen.and_then(|at| entries.get(at)).filter(|entry| entry.can) {
            Some(entry) => {
                intents.push(match &entry.does {
                    Does::Command(command) => Intent::Run(*command),
                    Does::Tag(tag) => Intent::Tag(Arc::clone(tag)),
                });
                Fate::Closes
            }
            None => Fate::Stays,
        }
    }
}

fn row(ui: &mut Ui, face: &TextFace, session: &Session, entry: &Entry, state: RowState) -> Response {
    let tagset = session.tagset();
    let mark = match &entry.does {
        Does::Command(_) => Mark::Room,
        Does::Tag(name) => Mark::Letter(keys::letter_of(tagset, name), theme::of(ui).tag(tagset.tag(name))),
    };
    Row::in_menu(&entry.title).hint(&entry.keys).mark(mark).state(state).show(ui, face)
}

/// Tags and commands whose names fit what was typed, the best first; what cannot be done now comes last.
fn fitting(session: &Session, words: &str) -> Vec<Entry> {
    let tagset = session.tagset();
    let tags = tagset.tags.iter().map(|tag| Entry {
        title: format!("Tag as {}", tag.title),
        keys: keys::of_tag(tag, tagset),
        does: Does::Tag(Arc::clone(&tag.name)),
        can: session.document().is_some(),
    });
    let commands = Command::all().filter(|command| *command != Command::Palette).map(|command| Entry {
        title: menus::title(session, command),
        keys: keys::of_command(command),
        does: Does::Command(command),
        can: session.can(command),
    });
    let scored = tags.chain(commands).filter_map(|entry| Some((misfit(&entry.title, words)?, entry)));
    let mut scored: Vec<(usize, Entry)> = scored.collect();
    scored.sort_by_key(|(misfit, entry)| (!entry.can, *misfit));
    scored.into_iter().map(|(_, entry)| entry).collect()
}

/// How badly a title fits what was typed, 0 at best; nothing where its letters are not in it in order.
fn misfit(title: &str, typed: &str) -> Option<usize> {
    let title = title.to_lowercase();
    let typed = typed.trim().to_lowercase();
    if title.starts_with(&typed) {
        return Some(0);
    }
    if title.split(' ').any(|word| word.starts_with(&typed)) {
        return Some(1);
    }
    if typed.split(' ').all(|part| title.split(' ').any(|word| word.starts_with(part))) {
        return Some(2);
    }
    if title.contains(&typed) {
        return Some(3);
    }
    let mut letters = title.chars();
    let in_order = typed.chars().filter(|c| !c.is_whitespace()).all(|c| letters.any(|letter| letter == c));
    in_order.then_some(4)
}

#[cfg(test)]
mod tests {
    use super::misfit;

    #[test]
    fn the_nearer_fit_comes_first() {
        let order = ["find", "next find", "a nnext xfind", "fxixnxd"].map(|title| misfit(title, "find"));
        assert!(order.is_sorted(), "{order:?}");
        assert_eq!(misfit("Find next", "fn n"), Some(4));
        assert_eq!(misfit("Next with the same tag", "next tag"), Some(2));
        assert_eq!(misfit("Export…", "quit"), None);
    }
}
