//! The whole window, by accessible name and by key.
#![expect(clippy::disallowed_methods, reason = "a test puts the files in place that the program then reads")]

use crate::support::rasteriser::Rasteriser;
use copydesk::annotation::AnnotatorName;
use copydesk::app::{Intent, Session, Wake};
use copydesk::chance::Chance;
use copydesk::store::settings::{Settings, Theme};
use copydesk::ui::{Shell, TextFace};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, SnapshotOptions};
use std::fs::File;
use std::path::Path;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// The window on a folder of its own.
pub struct Window {
    pub folder: TempDir,
    pub harness: Harness<'static, Shell>,
}

impl Window {
    /// A window of 1,400 × 900 points on a folder with these files, the first of which is open.
    pub fn on(files: &[(&str, &[u8])], annotator: Option<&str>, theme: Theme, scale: f32) -> Self {
        let folder = TempDir::new().unwrap();
        let samples = folder.path().join("samples");
        std::fs::create_dir(&samples).unwrap();
        // The status bar shows when a sidecar was written.
        let written = SystemTime::UNIX_EPOCH + Duration::from_hours(498_730);
        for (name, bytes) in files {
            std::fs::write(samples.join(name), bytes).unwrap();
            File::options().write(true).open(samples.join(name)).unwrap().set_modified(written).unwrap();
        }
        let mut settings = Settings::default();
        settings.theme = theme;
        let annotator = annotator.map(|name| AnnotatorName::new(name).unwrap());
        let chance = Chance::scripted("2026-11-23T10:00:00Z", 7);
        let mut session = Session::new(chance, settings, annotator, Wake::none());
        if !files.is_empty() {
            session.handle(Intent::OpenPaths(vec![samples]));
        }
        let harness = Harness::builder()
            .with_size(vec2(1400.0, 900.0) / scale)
            .with_pixels_per_point(scale)
            .with_max_steps(16)
            .renderer(Rasteriser::default())
            .build_eframe(|context| Shell::new(&context.egui_ctx, session, TextFace::bundled()));
        let mut window = Self { folder, harness };
        window.settle();
        window
    }

    fn reading(article: &str) -> Self {
        Self::on(&[("bridge.txt", article.as_bytes())], Some("anna"), Theme::Light, 1.0)
    }

    /// Lets the workers finish, and the window show it.
    pub fn settle(&mut self) {
        for _ in 0..3 {
            self.harness.state_mut().settle();
            self.harness.run_steps(3);
        }
    }

    /// Presses the key of a letter or a digit; a capital with Shift.
    pub fn types(&mut self, sign: char) {
        let key = Key::from_name(&sign.to_ascii_uppercase().to_string()).unwrap();
        let modifiers = Modifiers { shift: sign.is_ascii_uppercase(), ..Modifiers::NONE };
        self.presses(modifiers, key);
    }

    pub fn presses(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(2);
    }

    pub fn tags(&self) -> Vec<String> {
        let document = self.harness.state().session().document().unwrap();
        let text = &document.article().text;
        document.set().iter().map(|a| format!("{}: {}", a.tag, a.pieces.quote(text))).collect()
    }
}

const NEWS: &str = "The mayor said the bridge is safe.\n\n“Nobody told us,” she added.";

#[test]
fn words_typed_right_after_the_key_of_the_search_are_looked_for() {
    let mut window = Window::reading(NEWS);
    let press = |key: Key, modifiers: Modifiers| Event::Key {
        key,
        physical_key: Some(key),
        pressed: true,
        repeat: false,
        modifiers,
    };
    // All in one frame, as a fast hand and a slow screen have it.
    let events = &mut window.harness.input_mut().events;
    events.push(press(Key::F, Modifiers::COMMAND));
    for letter in ["d", "e"] {
        events.push(press(Key::from_name(&letter.to_uppercase()).unwrap(), Modifiers::NONE));
        events.push(Event::Text(letter.to_owned()));
    }
    window.harness.run_steps(8);
    window.settle();
    assert_eq!(window.tags(), Vec::<String>::new());
    assert_eq!(window.harness.state().session().find().words, "de");
}

#[test]
fn escape_from_the_search_keeps_what_was_selected() {
    let mut window = Window::reading(NEWS);
    window.presses(Modifiers::COMMAND, Key::F);
    window.harness.run_steps(6);
    window.harness.event(Event::Text("safe".to_owned()));
    window.settle();
    window.presses(Modifiers::SHIFT, Key::Enter);
    window.presses(Modifiers::NONE, Key::Escape);
    window.types('c');
    assert_eq!(window.tags(), ["claim: The mayor said the bridge is safe"]);
}

#[test]
fn escape_from_the_search_takes_the_marks_off_and_the_key_brings_them_back() {
    let mut window = Window::reading(NEWS);
    let marks = |window: &Window| window.harness.state().session().find().marks().len();
    window.presses(Modifiers::COMMAND, Key::F);
    window.harness.run_steps(6);
    window.harness.event(Event::Text("safe".to_owned()));
    window.settle();
    assert_eq!(marks(&window), 1);
    window.presses(Modifiers::NONE, Key::Escape);
    window.settle();
    assert_eq!(marks(&window), 0);
    window.presses(Modifiers::NONE, Key::F3);
    window.settle();
    assert_eq!(marks(&window), 1);
}

#[test]
fn a_message_takes_no_more_room_than_its_words() {
    let mut window = Window::reading(NEWS);
    let detail = "One sentence that says what to do";
    window
        .harness
        .state_mut()
        .handle(Intent::Notify(copydesk::app::Notice::caution("Something is so", detail)));
    window.settle();
    let alert = window.harness.get_by_role(Role::Alert);
    assert!(alert.rect().height() < 80.0, "{:?}", alert.rect());
}

#[test]
fn the_list_shows_the_tags_of_a_name_that_was_given_late() {
    let tagged = include_bytes!("../../samples/a-plan-vetoed.md.anna.ron");
    let article = include_bytes!("../../samples/a-plan-vetoed.md");
    let files: [(&str, &[u8]); 2] = [("a-plan-vetoed.md", article), ("a-plan-vetoed.md.anna.ron", tagged)];
    let mut window = Window::on(&files, None, Theme::Light, 1.0);
    window.harness.state_mut().handle(Intent::SetAnnotator("anna".to_owned()));
    window.settle();
    assert!(window.harness.query_all_by_role(Role::ListItem).count() > 5);
}

#[test]
fn a_word_is_tagged_by_keyboard_alone_and_undone() {
    let mut window = Window::reading(NEWS);
    window.presses(Modifiers::COMMAND, Key::ArrowRight);
    window.presses(Modifiers::COMMAND, Key::ArrowRight);
    window.types('w');
    window.types('q');
    assert_eq!(window.tags(), ["quote: mayor"]);
    window.types('c');
    assert_eq!(window.tags(), ["claim: mayor"]);
    window.presses(Modifiers::COMMAND, Key::Z);
    window.presses(Modifiers::COMMAND, Key::Z);
    assert!(window.tags().is_empty());
    window.presses(Modifiers::COMMAND, Key::Y);
    assert_eq!(window.tags(), ["quote: mayor"]);
}

#[test]
fn digits_tag_by_the_place_in_the_bar() {
    let mut window = Window::reading(NEWS);
    window.types('3');
    assert_eq!(window.tags(), ["event: The"]);
}

#[test]
fn a_selection_grows_and_shrinks() {
    let mut window = Window::reading(NEWS);
    window.types('w');
    window.types('w');
    window.types('W');
    window.types('e');
    assert_eq!(window.tags(), ["event: The"]);
}

#[test]
fn every_annotation_has_a_name_for_who_cannot_see_it() {
    let mut window = Window::reading(NEWS);
    window.types('c');
    window.settle();
    let named = |label: &str| window.harness.query_by_label(label).is_some();
    assert!(named("claim: “The”"), "the annotation is a node of its own");
}

#[test]
fn what_was_tagged_is_on_disk_when_the_window_has_closed() {
    let mut window = Window::reading(NEWS);
    window.types('d');
    window.presses(Modifiers::COMMAND, Key::Q);
    window.settle();
    let sidecar = std::fs::read_to_string(window.folder.path().join("samples/bridge.txt.anna.ron")).unwrap();
    assert!(sidecar.contains("tag: \"disputed\""), "{sidecar}");
}

#[test]
fn the_palette_opens_and_closes_and_the_keys_go_back_to_the_article() {
    let mut window = Window::reading(NEWS);
    window.presses(Modifiers::COMMAND, Key::P);
    window.types('x');
    assert!(window.tags().is_empty());
    window.presses(Modifiers::NONE, Key::Escape);
    window.types('e');
    assert_eq!(window.tags(), ["event: The"]);
}

#[test]
fn every_pane_is_reached_by_f6_and_none_keeps_the_focus() {
    let mut window = Window::reading(NEWS);
    window.types('e');
    for _ in 0..6 {
        window.presses(Modifiers::NONE, Key::F6);
    }
    window.types('q');
    assert_eq!(window.tags(), ["quote: The"]);
}

#[test]
fn an_empty_start_says_what_to_do() {
    let window = Window::on(&[], None, Theme::Light, 1.0);
    window.harness.get_by_role_and_label(Role::Button, "Open the samples");
}

#[test]
fn the_name_is_asked_after_the_first_tag_and_the_tag_is_kept() {
    let mut window = Window::on(&[("bridge.txt", NEWS.as_bytes())], None, Theme::Light, 1.0);
    window.types('e');
    for letter in "anna".chars() {
        window.harness.event(Event::Text(letter.to_string()));
        window.harness.run_steps(1);
    }
    window.presses(Modifiers::NONE, Key::Enter);
    window.settle();
    assert!(window.folder.path().join("samples/bridge.txt.anna.ron").exists());
    assert_eq!(window.tags(), ["event: The"]);
}

#[test]
fn a_name_typed_faster_than_frames_come_is_kept_whole() {
    let mut window = Window::on(&[("bridge.txt", NEWS.as_bytes())], None, Theme::Light, 1.0);
    window.types('e');
    let enter = |pressed| Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    // The harness gives every event a frame of its own, so all come in one.
    let all = [Event::Text("an".to_owned()), Event::Text("na".to_owned()), enter(true), enter(false)];
    window.harness.input_mut().events.extend(all);
    window.harness.run_steps(2);
    window.settle();
    assert!(window.folder.path().join("samples/bridge.txt.anna.ron").exists());
}

/// The first sample, with the quote of two pieces current.
fn first_sample(theme: Theme, scale: f32) -> Window {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut names: Vec<String> = std::fs::read_dir(&samples)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        // The bundled fonts have no Japanese, and those of the machine stay out of the picture.
        .filter(|name| !name.starts_with('.') && !name.starts_with("tideline"))
        .collect();
    names.sort();
    let files: Vec<(String, Vec<u8>)> =
        names.into_iter().map(|name| (name.clone(), std::fs::read(samples.join(&name)).unwrap())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    let mut window = Window::on(&files, Some("anna"), theme, scale);
    let document = window.harness.state().session().document().unwrap();
    let quote = document.set().iter().find(|annotation| annotation.pieces.len() > 1).unwrap().id.clone();
    window.harness.state_mut().handle(Intent::MakeCurrent(Some(quote)));
    window.settle();
    window
}

/// The pictures of the README are made by this: `just screenshot`.
fn check_picture(name: &str, theme: Theme, scale: f32) {
    compare(&mut first_sample(theme, scale), name);
}

/// Compares a window with its picture.
pub fn compare(window: &mut Window, name: &str) {
    let options = SnapshotOptions::new().output_path("assets/screenshots").max_failed_pixels(400_usize);
    window.harness.snapshot_options(name, &options);
}

#[test]
fn the_window_looks_as_it_should_on_light_paper() {
    check_picture("window-light", Theme::Light, 1.0);
}

#[test]
fn the_window_looks_as_it_should_on_dark_paper() {
    check_picture("window-dark", Theme::Dark, 1.0);
}

#[test]
fn the_window_looks_as_it_should_at_twice_the_size() {
    check_picture("window-200", Theme::Light, 2.0);
}
