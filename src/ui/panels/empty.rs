//! What is shown where there is no article: what is so, what to do, and the buttons that do it.

use super::banner::offer;
use crate::app::{Command, Intent, Session};
use crate::ui::row::Row;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::{keys, theme};
use eframe::egui::{Button, RichText, Role, ScrollArea, Ui, UiBuilder, WidgetInfo};
use std::path::Path;

/// How wide the words are.
const WIDTH: f32 = 440.0;

/// Shows what can be opened, where no article is open.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    match session.folder() {
        Some(folder) if folder.listing.articles.is_empty() => empty_folder(ui, face, &folder.path, intents),
        Some(_) => pick_one(ui, session, intents),
        None => start(ui, face, session, intents),
    }
}

/// Puts words and buttons in the middle of the place, a little above its centre.
pub(crate) fn centred(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let place = ui.available_rect_before_wrap();
        let side = ((place.width() - WIDTH) / 2.0).max(theme::GRID * 4.0);
        let mut middle = place.shrink2(eframe::egui::vec2(side, 0.0));
        middle.min.y += place.height() * 0.2;
        let place = ui.scope_builder(UiBuilder::new().max_rect(middle), content).response.rect;
        ui.advance_cursor_after_rect(place);
    });
}

fn start(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    centred(ui, |ui| {
        title(ui, "Open an article to tag");
        say(
            ui,
            "Select words, then press C for a claim, Q for a quote, E for an event, D for what is disputed. \
                 Tags are saved by themselves beside the article, which is never changed.",
        );
        ui.add_space(theme::GRID * 4.0);
        ui.horizontal_wrapped(|ui| {
            primary(ui, Command::Open, intents);
            offer(ui, Command::OpenFolder, intents);
            offer(ui, Command::Paste, intents);
            offer(ui, Command::OpenSamples, intents);
        });
        ui.add_space(theme::GRID * 2.0);
        say(ui, "Or drop files or a folder on this window.");
        recent(ui, face, session, intents);
    });
}

fn empty_folder(ui: &mut Ui, face: &TextFace, folder: &Path, intents: &mut Vec<Intent>) {
    centred(ui, |ui| {
        title(ui, "There is no article in this folder");
        let whole = folder.display().to_string();
        face.words(&whole).look(Look::SMALL).ink(theme::of(ui).ink3).lines(2).show(ui);
        say(
            ui,
            "Articles are text, Markdown and saved web pages: .txt, .md, .html. Put some there, or open another folder.",
        );
        ui.add_space(theme::GRID * 4.0);
        ui.horizontal_wrapped(|ui| {
            primary(ui, Command::OpenFolder, intents);
            offer(ui, Command::Paste, intents);
        });
    });
}

fn pick_one(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    centred(ui, |ui| {
        title(ui, "No article is open");
        if session.settings().folder_shown {
            say(ui, "Choose one at the left: arrows move, Enter opens.");
        } else {
            say(ui, "The folder is hidden. Show it to choose one.");
            ui.add_space(theme::GRID * 4.0);
            offer(ui, Command::ToggleFolder, intents);
        }
    });
}

fn title(ui: &mut Ui, words: &str) {
    let response = ui.label(theme::semibold(words).size(20.0).color(theme::of(ui).ink));
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    ui.add_space(theme::GRID);
}

fn say(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).color(theme::of(ui).ink2));
}

/// The button that most will want.
fn primary(ui: &mut Ui, command: Command, intents: &mut Vec<Intent>) {
    let theme = theme::of(ui);
    let button = Button::new(theme::semibold(command.title()).color(theme.raised)).fill(theme.accent);
    if ui.add(button).on_hover_text(keys::hinted(command.title(), command)).clicked() {
        intents.push(Intent::Run(command));
    }
}

fn recent(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    let recent = &session.settings().recent;
    if recent.is_empty() {
        return;
    }
    ui.add_space(theme::GRID * 6.0);
    ui.label(theme::head(theme::of(ui), "Open lately"));
    for path in recent.iter().take(8) {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        if Row::in_menu(&name).hint(&folder).show(ui, face).clicked() {
            intents.push(Intent::OpenPaths(vec![path.clone()]));
        }
    }
}
