//! The menus: every command of the table by its group, the tags, and what was open lately.

use crate::app::{Colours, Command, Document, Group, Intent, OthersShown, Session};
use crate::store::settings::Theme;
use crate::ui::row::{Mark, Row, RowState};
use crate::ui::text_face::TextFace;
use crate::ui::{keys, theme};
use eframe::egui::containers::menu::{MenuButton, SubMenuButton};
use eframe::egui::{Button, RichText, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// How wide a menu is.
const WIDTH: f32 = 272.0;

/// Shows the menus side by side.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    let ink = theme::of(ui).ink2;
    ui.spacing_mut().item_spacing.x = 0.0;
    ui.spacing_mut().button_padding = vec2(7.0, theme::GRID);
    for group in Group::ALL {
        let button = Button::new(RichText::new(group.title()).color(ink)).frame_when_inactive(false);
        MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_width(WIDTH);
            let most = ui.ctx().content_rect().height() - theme::TOP_BAR - theme::GRID * 6.0;
            ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                group_menu(ui, face, session, group, intents);
            });
        });
    }
}

fn group_menu(ui: &mut Ui, face: &TextFace, session: &Session, group: Group, intents: &mut Vec<Intent>) {
    if group == Group::Tag {
        tags(ui, face, session, intents);
        ui.separator();
    }
    let (ends, others): (Vec<Command>, Vec<Command>) = Command::all()
        .filter(|command| command.group() == group && command.in_menu())
        .partition(|command| matches!(command, Command::MoveEnd(..)));
    for command in others {
        if is_first_of_its_kind(command) {
            ui.separator();
        }
        item(ui, face, session, command, intents);
    }
    if group == Group::Tag {
        ui.separator();
        SubMenuButton::new("Move an end").ui(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 0.0;
            for command in ends {
                item(ui, face, session, command, intents);
            }
        });
    }
    if group == Group::File {
        recent(ui, face, session, intents);
    }
}

/// Whether a hairline stands above a command in its menu.
fn is_first_of_its_kind(command: Command) -> bool {
    matches!(
        command,
        Command::EditDetails
            | Command::Quit
            | Command::Copy
            | Command::Find
            | Command::Speaker
            | Command::AddPiece
            | Command::Delete
            | Command::ToggleDone
            | Command::EnterCard
            | Command::List
            | Command::TakeUnion
            | Command::Reason
            | Command::NextUndecided
            | Command::ColourByAnnotator
            | Command::Corrections
            | Command::BlindReading
            | Command::LightTheme
            | Command::ZoomIn
            | Command::WhoAmI
    )
}

/// The tags of the tagset with their letters.
fn tags(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    let paints = theme::of(ui);
    let tagset = session.tagset();
    for tag in &tagset.tags {
        let hint = keys::of_tag(tag, tagset);
        let mark = Mark::Letter(keys::letter_of_tag(tag), paints.tag(Some(tag)));
        let state = if session.document().is_some() { RowState::Plain } else { RowState::Disabled };
        if Row::in_menu(&tag.title).mark(mark).hint(&hint).state(state).show(ui, face).clicked() {
            intents.push(Intent::Tag(Arc::clone(&tag.name)));
            ui.close();
        }
    }
}

fn item(ui: &mut Ui, face: &TextFace, session: &Session, command: Command, intents: &mut Vec<Intent>) {
    let title = title(session, command);
    let hint = keys::of_command(command);
    let state = if session.can(command) { RowState::Plain } else { RowState::Disabled };
    let mark = match is_on(session, command) {
        None => Mark::None,
        Some(On::Yes) => Mark::Tick,
        Some(On::No) => Mark::Room,
    };
    if Row::in_menu(&title).hint(&hint).state(state).mark(mark).show(ui, face).clicked() {
        intents.push(Intent::Run(command));
        ui.close();
    }
}

/// The words of a command, with what an undo or redo would do.
pub(crate) fn title(session: &Session, command: Command) -> String {
    let history = session.document().map(Document::history);
    let named = match command {
        Command::Undo => history.and_then(|history| history.undo_name()),
        Command::Redo => history.and_then(|history| history.redo_name()),
        _ => None,
    };
    named.map_or_else(|| command.title().to_owned(), |name| format!("{} {name}", command.title()))
}

/// Whether what a command switches is on.
enum On {
    Yes,
    No,
}

fn is_on(session: &Session, command: Command) -> Option<On> {
    let settings = session.settings();
    let on = match command {
        Command::ToggleFolder => settings.folder_shown,
        Command::OthersTags => session.others_shown() == OthersShown::Shown,
        Command::LightTheme => settings.theme == Theme::Light,
        Command::DarkTheme => settings.theme == Theme::Dark,
        Command::SystemTheme => settings.theme == Theme::System,
        Command::Review => session.reviewing().is_some(),
        Command::ColourByAnnotator => {
            session.reviewing().is_some() && session.colours() == Colours::OfAnnotators
        }
        Command::Corrections => session.corrections_shown(),
        Command::BlindReading => session.is_blind(),
        // Beside rows that can have a tick, the words of the others stand under one another.
        _ if matches!(command.group(), Group::View | Group::Review) => false,
        _ => return None,
    };
    Some(if on { On::Yes } else { On::No })
}

/// What was open lately, the last first.
fn recent(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    let recent = &session.settings().recent;
    if recent.is_empty() {
        return;
    }
    ui.separator();
    ui.horizontal(|ui| {
        ui.add_space(theme::GRID * 2.0);
        ui.label(theme::head(theme::of(ui), "Open lately"));
    });
    for path in recent.iter().take(8) {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let whole = path.display().to_string();
        let response = Row::in_menu(&name).show(ui, face);
        if response.clicked() {
            intents.push(Intent::OpenPaths(vec![path.clone()]));
            ui.close();
        }
        response.on_hover_ui(|ui| {
            face.words(&whole).wrapped().width(theme::CARDS).show(ui);
        });
    }
}
