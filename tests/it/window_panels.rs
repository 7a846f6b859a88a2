//! The panels round the article, by accessible name and key.

use crate::desk::Desk;
use copydesk::annotation::AnnotatorName;
use copydesk::app::{Command, Intent, Pane, Request, Selection, Session, Wake};
use copydesk::chance::Chance;
use copydesk::store::settings::Settings;
use copydesk::text::ByteOffset;
use copydesk::ui::dialogs::{Closed, Dialogs};
use copydesk::ui::panels::{annotation_list, banner, empty, encoding, folder, status_bar, tag_bar};
use copydesk::ui::text_face::TextFace;
use copydesk::ui::theme;
use eframe::egui::accesskit::Role;
use eframe::egui::{CentralPanel, Key, Modifiers, OutputCommand, Panel, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// The panels with a session behind them; what the article view does is left out.
pub struct Window {
    pub session: Session,
    face: TextFace,
    tag_bar: tag_bar::View,
    status: status_bar::View,
    folder: folder::View,
    list: annotation_list::View,
    pub dialogs: Dialogs,
    pub closed: bool,
    pub copied: Option<String>,
}

const ARTICLE: &str =
    "The bridge is safe\n\nThe mayor said the bridge is safe. Nobody crossed the bridge on Monday.";

impl Window {
    pub fn new(desk: &Desk, annotator: Option<&str>) -> Self {
        let settings = Settings::read(&desk.path("settings.ron")).value;
        let annotator = annotator.map(|name| AnnotatorName::new(name).unwrap());
        let session =
            Session::new(Chance::scripted("2026-11-23T10:42:00Z", 7), settings, annotator, Wake::none());
        Self {
            session,
            face: TextFace::bundled(),
            tag_bar: tag_bar::View::default(),
            status: status_bar::View::default(),
            folder: folder::View::default(),
            list: annotation_list::View::default(),
            dialogs: Dialogs::default(),
            closed: false,
            copied: None,
        }
    }

    fn show(&mut self, ui: &mut Ui) {
        for request in self.session.take_requests() {
            match request {
                Request::Show(sheet) => self.dialogs.open(sheet, &self.session),
                Request::Focus(Pane::Find) => self.tag_bar.focus(),
                Request::Focus(Pane::Folder) => self.folder.focus(),
                Request::Focus(Pane::Status) => self.status.focus(),
                Request::Close => self.closed = true,
                _ => {}
            }
        }
        let Self { session, face, tag_bar: top, status, folder: articles, list, dialogs, .. } = self;
        let mut intents = Vec::new();
        Panel::top("top")
            .exact_size(theme::TOP_BAR)
            .show(ui, |ui| tag_bar::show(ui, face, session, top, &mut intents));
        Panel::bottom("bottom").exact_size(theme::STATUS_BAR).show(ui, |ui| {
            status_bar::show(ui, face, session, status, &mut intents);
        });
        Panel::left("side").exact_size(theme::SIDE).show(ui, |ui| {
            folder::show(ui, face, session, articles, &mut intents);
            annotation_list::show(ui, face, session, list, &mut intents);
        });
        CentralPanel::default().show(ui, |ui| {
            banner::show(ui, face, session, &mut intents);
            if session.unsure_encoding().is_some() {
                encoding::show(ui, face, session, &mut intents);
            } else if session.document().is_none() {
                empty::show(ui, face, session, &mut intents);
            }
        });
        let closed = dialogs.show(ui, face, session, &mut intents);
        assert!(closed == Closed::No || !dialogs.is_open());
        self.copied = ui
            .ctx()
            .output(|output| {
                output.commands.iter().find_map(|command| match command {
                    OutputCommand::CopyText(words) => Some(words.clone()),
                    _ => None,
                })
            })
            .or_else(|| self.copied.take());
        if intents.is_empty() {
            return;
        }
        for intent in intents {
            session.handle(intent);
        }
        session.settle();
        ui.ctx().request_repaint();
    }

    /// Every annotation as `tag: words`.
    pub fn tags(&self) -> Vec<String> {
        let document = self.session.document().unwrap();
        let text = &document.article().text;
        document.set().iter().map(|a| format!("{}: {}", a.tag, a.pieces.quote(text))).collect()
    }

    pub fn do_now(&mut self, intent: Intent) {
        self.session.handle(intent);
        self.session.settle();
    }

    pub fn select(&mut self, words: &str) {
        let text = self.session.document().unwrap().article().text.clone();
        let start = ByteOffset::at(text.as_str().find(words).unwrap());
        let span = text.span(start, start.plus(words.len())).unwrap();
        self.do_now(Intent::Select(Selection::of(span)));
    }

    pub fn tag(&mut self, words: &str, tag: &str) {
        self.select(words);
        self.do_now(Intent::Tag(tag.into()));
    }
}

pub fn harness(window: Window) -> Harness<'static, Window> {
    Harness::builder()
        .with_size([1400.0, 900.0])
        // Workers wake the window whenever they have something to say.
        .with_max_steps(64)
        .with_context_setup(theme::install)
        .build_ui_state(|ui, window: &mut Window| window.show(ui), window)
}

/// A window with one article in a folder, opened by anna.
pub fn reading(desk: &Desk) -> Window {
    reading_by(desk, Some("anna"))
}

pub fn reading_by(desk: &Desk, annotator: Option<&str>) -> Window {
    let article = desk.put("news/bridge.txt", ARTICLE);
    let mut window = Window::new(desk, annotator);
    window.do_now(Intent::OpenPaths(vec![article]));
    window
}

pub fn press(harness: &mut Harness<'_, Window>, key: Key) {
    harness.key_press(key);
    harness.run();
}

pub fn run(harness: &mut Harness<'_, Window>, command: Command) {
    harness.state_mut().do_now(Intent::Run(command));
    harness.run();
}

pub fn click(harness: &mut Harness<'_, Window>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

pub fn type_in(harness: &mut Harness<'_, Window>, words: &str) {
    harness.event(eframe::egui::Event::Text(words.to_owned()));
    harness.run();
}

#[test]
fn a_click_on_a_tag_tags_the_selection() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.select("the bridge is safe");
    let mut harness = harness(window);
    click(&mut harness, "Tag as Claim");
    assert_eq!(harness.state().tags(), ["claim: the bridge is safe"]);
}

#[test]
fn the_menu_names_what_it_undoes() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.tag("Nobody", "quote");
    let mut harness = harness(window);
    click(&mut harness, "Edit");
    click(&mut harness, "Undo tag as quote");
    assert!(harness.state().tags().is_empty());
    assert!(harness.query_by_label("Undo tag as quote").is_none(), "a menu closes when something was chosen");
}

#[test]
fn what_cannot_be_done_is_shown_disabled() {
    let desk = Desk::new();
    let mut harness = harness(Window::new(&desk, None));
    click(&mut harness, "File");
    assert!(harness.get_by_label("Export…").accesskit_node().is_disabled());
    assert!(!harness.get_by_role_and_label(Role::MenuItem, "Open…").accesskit_node().is_disabled());
}

#[test]
fn the_view_menu_shows_what_is_on() {
    let desk = Desk::new();
    let mut harness = harness(reading(&desk));
    run(&mut harness, Command::DarkTheme);
    click(&mut harness, "View");
    let toggled = |name: &str| harness.get_by_label(name).accesskit_node().toggled().is_some();
    assert!(toggled("Dark") && !toggled("Light"));
}

#[test]
fn finding_goes_from_hit_to_hit_and_selects_up_to_one() {
    let desk = Desk::new();
    let mut harness = harness(reading(&desk));
    run(&mut harness, Command::Find);
    type_in(&mut harness, "bridge");
    assert!(harness.query_by_label("3 found").is_some());
    press(&mut harness, Key::Enter);
    assert!(harness.query_by_label("1 of 3").is_some());
    press(&mut harness, Key::Enter);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    let document = harness.state().session.document().unwrap();
    let selected =
        document.selection().span(&document.article().text).map(|span| document.article().text.quote(span));
    assert_eq!(selected, Some("bridge"));
    press(&mut harness, Key::Escape);
    let document = harness.state().session.document().unwrap();
    assert!(!document.selection().is_caret(), "what was selected is still there to be tagged");
    type_in(&mut harness, "x");
    assert_eq!(harness.state().session.find().words, "bridge", "the field has let the focus go");
}

#[test]
fn the_name_is_asked_at_the_first_change_and_checked() {
    let desk = Desk::new();
    let mut window = reading_by(&desk, None);
    window.tag("Nobody", "quote");
    let mut harness = harness(window);
    harness.run();
    assert!(harness.query_by_label("Not saved yet").is_some());
    type_in(&mut harness, "an na");
    press(&mut harness, Key::Enter);
    assert!(harness.state().session.annotator().is_none());
    assert!(harness.query_by_label_contains("cannot stand in a name").is_some());
    for _ in 0..3 {
        press(&mut harness, Key::Backspace);
    }
    type_in(&mut harness, "na");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().session.annotator().map(AnnotatorName::as_str), Some("anna"));
    assert!(harness.query_by_label_contains("Saved").is_some());
    assert!(desk.read("news/bridge.txt.anna.ron").contains("Nobody"));
}

#[test]
fn the_bar_counts_and_says_what_is_current() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.tag("Nobody", "quote");
    window.tag("the bridge is safe", "claim");
    let harness = harness(window);
    for name in ["2 annotations", "Claim: the bridge is safe", "¶2 of 2", "100 %"] {
        assert!(harness.query_by_label(name).is_some(), "{name}");
    }
}

#[test]
fn arrows_and_enter_open_an_article_of_the_folder() {
    let desk = Desk::new();
    for name in ["a", "b", "c"] {
        desk.put(&format!("news/{name}.txt"), format!("Article {name}"));
    }
    let mut window = Window::new(&desk, Some("anna"));
    window.do_now(Intent::OpenPaths(vec![desk.path("news")]));
    let mut harness = harness(window);
    assert!(harness.query_by_label("b, untouched, 0 annotations").is_some());
    harness.state_mut().folder.focus();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().session.document().unwrap().path(), desk.path("news/b.txt"));
}

#[test]
fn only_articles_in_sight_are_drawn() {
    let desk = Desk::new();
    for n in 0..1000 {
        desk.put(&format!("news/{n:04}.txt"), "Words");
    }
    let mut window = Window::new(&desk, Some("anna"));
    window.do_now(Intent::OpenPaths(vec![desk.path("news")]));
    let mut harness = harness(window);
    harness.run();
    assert!(harness.query_all_by_label_contains("untouched").count() < 60);
    harness.state_mut().folder.focus();
    harness.run();
    press(&mut harness, Key::End);
    harness.run();
    assert!(harness.query_by_label("0999, untouched, 0 annotations").is_some());
}

#[test]
fn a_row_of_the_list_makes_its_annotation_current() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.tag("Nobody", "quote");
    window.tag("mayor", "claim");
    let mut harness = harness(window);
    click(&mut harness, "Quote: Nobody, ¶2");
    let document = harness.state().session.document().unwrap();
    assert_eq!(&*document.current().unwrap().tag, "quote");
}

#[test]
fn a_damaged_sidecar_is_announced_over_the_article() {
    let desk = Desk::new();
    desk.put("news/bridge.txt.anna.ron", "( copydesk: 1, article: (");
    let harness = harness(reading(&desk));
    assert!(harness.query_all_by_label_contains("Read-only").next().is_some());
}

#[test]
fn a_message_goes_when_it_is_taken_away() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.do_now(Intent::OpenPaths(vec![desk.path("gone.txt")]));
    let mut harness = harness(window);
    assert!(harness.query_all_by_label_contains("could not be opened").next().is_some());
    click(&mut harness, "×");
    assert!(harness.query_all_by_label_contains("could not be opened").next().is_none());
}

#[test]
fn an_unsure_encoding_is_asked_and_used() {
    let desk = Desk::new();
    let mut bytes = b"La d\xe9cision du gouvernement a \xe9t\xe9 prise apr\xe8s l'\xe9t\xe9.".to_vec();
    bytes.extend(b" Le march\xe9 reste calme.");
    let path = desk.put("news/marche.txt", bytes);
    let mut window = Window::new(&desk, Some("anna"));
    window.do_now(Intent::OpenPaths(vec![path]));
    let mut harness = harness(window);
    click(&mut harness, "windows-1252 (likely)");
    let document = harness.state().session.document().unwrap();
    assert!(document.article().text.as_str().contains("La décision"));
}

#[test]
fn an_empty_start_says_what_to_do() {
    let desk = Desk::new();
    let mut harness = harness(Window::new(&desk, None));
    for name in ["Open…", "Open folder…", "Paste as new article…", "Open the samples"] {
        assert!(harness.query_by_role_and_label(Role::Button, name).is_some(), "{name}");
    }
    click(&mut harness, "Paste as new article…");
    assert!(harness.query_by_role_and_label(Role::Heading, "Paste as new article").is_some());
}

#[test]
fn an_empty_folder_says_so() {
    let desk = Desk::new();
    desk.put("empty/notes.pdf", "");
    let mut window = Window::new(&desk, None);
    window.do_now(Intent::OpenPaths(vec![desk.path("empty")]));
    let harness = harness(window);
    assert!(harness.query_by_label("There is no article in this folder").is_some());
}

#[test]
fn a_long_list_is_narrowed_by_words() {
    let desk = Desk::new();
    let words: Vec<String> = (10..50).map(|n| format!("word{n}")).collect();
    let article = desk.put("news/words.txt", words.join(" "));
    let mut window = Window::new(&desk, Some("anna"));
    window.do_now(Intent::OpenPaths(vec![article]));
    for word in &words {
        window.tag(word, "event");
    }
    let mut harness = harness(window);
    harness.run();
    let rows = |harness: &Harness<'_, Window>| harness.query_all_by_label_contains("Event: word").count();
    assert!(rows(&harness) > 10);
    harness.get_by_role_and_label(Role::TextInput, "Filter by words").focus();
    harness.run();
    type_in(&mut harness, "WORD3");
    harness.run();
    // Ten rows, and the current annotation in the status bar.
    assert_eq!(rows(&harness), 11);
}
