//! The sheets over the window, by accessible name and key.

use crate::desk::Desk;
use crate::window_panels::{Window, click, harness, press, reading, reading_by, run, type_in};
use copydesk::app::{Command, Intent};
use copydesk::interchange::Format;
use copydesk::progress::Progress;
use copydesk::store::folder;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn confirm(harness: &mut Harness<'_, Window>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run();
}

/// Lets the workers of a dialog say what they found.
fn wait_for(harness: &mut Harness<'_, Window>, name: &str) {
    for _ in 0..10_000 {
        harness.step();
        if harness.query_all_by_label_contains(name).next().is_some() {
            // What has come moves what stands around it.
            harness.run_steps(3);
            return;
        }
        std::thread::yield_now();
    }
    panic!("{name} is not shown");
}

#[test]
fn the_palette_does_what_fits_best() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.tag("Nobody", "quote");
    let mut harness = harness(window);
    run(&mut harness, Command::Palette);
    type_in(&mut harness, "undo");
    press(&mut harness, Key::Enter);
    assert!(harness.state().tags().is_empty());
    assert!(!harness.state().dialogs.is_open());
}

#[test]
fn the_palette_is_walked_with_the_arrows_and_tags() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.select("Nobody");
    let mut harness = harness(window);
    run(&mut harness, Command::Palette);
    type_in(&mut harness, "tag as");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().tags(), ["quote: Nobody"]);
}

#[test]
fn escape_closes_every_sheet() {
    let desk = Desk::new();
    let mut harness = harness(reading(&desk));
    for command in [
        Command::Palette,
        Command::Keys,
        Command::Rules,
        Command::Paste,
        Command::EditDetails,
        Command::Export,
        Command::Report,
        Command::List,
        Command::About,
    ] {
        harness.state_mut().do_now(Intent::Run(command));
        harness.run_steps(3);
        assert!(harness.state().dialogs.is_open(), "{command:?}");
        harness.key_press(Key::Escape);
        harness.run_steps(3);
        assert!(!harness.state().dialogs.is_open(), "{command:?}");
    }
}

#[test]
fn the_key_sheet_names_tags_and_commands_with_their_keys() {
    let desk = Desk::new();
    let mut harness = harness(reading(&desk));
    run(&mut harness, Command::Keys);
    for line in ["Claim: C or 1", "Undo: Ctrl+Z", "Tag again: ."] {
        assert!(harness.query_by_label(line).is_some(), "{line}");
    }
}

#[test]
fn the_rules_are_those_of_the_tagset() {
    let desk = Desk::new();
    let mut harness = harness(reading(&desk));
    run(&mut harness, Command::Rules);
    let tagset = harness.state().session.tagset().clone();
    for tag in &tagset.tags {
        assert!(harness.query_all_by_label(&tag.title).next().is_some(), "{}", tag.title);
    }
    assert!(harness.query_all_by_label_contains("direct, mixed, indirect").next().is_some());
}

#[test]
fn details_are_kept_beside_the_article() {
    let desk = Desk::new();
    let mut harness = harness(reading(&desk));
    run(&mut harness, Command::EditDetails);
    type_in(&mut harness, "A bridge stays shut");
    confirm(&mut harness);
    let document = harness.state().session.document().unwrap();
    assert_eq!(document.article().details.title.as_deref(), Some("A bridge stays shut"));
    assert!(desk.read("news/bridge.txt.article.ron").contains("A bridge stays shut"));
}

#[test]
fn pasted_words_become_an_article_of_the_folder() {
    let desk = Desk::new();
    desk.put("news/bridge.txt", "The bridge is safe");
    let mut window = Window::new(&desk, Some("anna"));
    window.do_now(Intent::OpenPaths(vec![desk.path("news")]));
    let mut harness = harness(window);
    run(&mut harness, Command::Paste);
    confirm(&mut harness);
    assert!(harness.state().dialogs.is_open(), "nothing was pasted yet");
    type_in(&mut harness, "The ferry sails again.");
    confirm(&mut harness);
    let document = harness.state().session.document().unwrap();
    assert_eq!(document.article().text.as_str(), "The ferry sails again.");
    assert!(document.path().starts_with(desk.path("news")));
}

/// The article with one quote, on disk.
fn with_a_quote(desk: &Desk) -> Harness<'static, Window> {
    let mut window = reading(desk);
    window.tag("Nobody", "quote");
    window.session.handle(Intent::Run(Command::Save));
    window.session.settle();
    harness(window)
}

#[test]
fn an_export_shows_what_it_will_write_and_writes_it() {
    let desk = Desk::new();
    let mut harness = with_a_quote(&desk);
    harness.state_mut().do_now(Intent::Run(Command::Export));
    wait_for(&mut harness, "1 article, by anna (1)");
    confirm(&mut harness);
    assert!(desk.read("news/bridge.jsonl").contains(r#""label":"quote""#));
    assert!(harness.query_all_by_label_contains("Exported").next().is_some());
}

#[test]
fn the_format_of_the_last_export_is_proposed() {
    let desk = Desk::new();
    let mut harness = with_a_quote(&desk);
    harness.state_mut().do_now(Intent::Run(Command::Export));
    wait_for(&mut harness, "1 article, by anna (1)");
    click(&mut harness, Format::Markdown.title());
    harness.run_steps(3);
    wait_for(&mut harness, "1 article, by anna (1)");
    confirm(&mut harness);
    assert!(desk.read("news/bridge.txt.report.md").contains("**quote**"));
    let listing = folder::list(&desk.path("news"), &Progress::new()).unwrap();
    assert!(listing.articles.iter().all(|article| !article.path.ends_with("bridge.txt.report.md")));
    harness.state_mut().do_now(Intent::Run(Command::Export));
    wait_for(&mut harness, Format::Markdown.purpose());
}

/// The texts of a dataset stood in the folder as articles, and the next export had them twice.
#[test]
fn what_is_exported_is_no_article_of_the_folder() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.tag("Nobody", "quote");
    window.session.handle(Intent::Run(Command::Save));
    window.session.settle();
    window.do_now(Intent::OpenPaths(vec![desk.path("news")]));
    let mut harness = harness(window);
    for format in [Format::Brat, Format::Markdown] {
        harness.state_mut().do_now(Intent::Run(Command::Export));
        wait_for(&mut harness, "1 article, by anna (1)");
        click(&mut harness, format.title());
        harness.run_steps(3);
        wait_for(&mut harness, "1 article, by anna (1)");
        confirm(&mut harness);
    }
    assert!(desk.path("news-brat/bridge.txt").exists() && desk.path("news/news.report.md").exists());
    assert_eq!(folder::list(&desk.path("news"), &Progress::new()).unwrap().articles.len(), 1);
}

#[test]
fn a_report_has_on_its_page_what_was_chosen() {
    let desk = Desk::new();
    let mut harness = with_a_quote(&desk);
    harness.state_mut().do_now(Intent::Run(Command::Report));
    harness.run_steps(3);
    confirm(&mut harness);
    let page = desk.read("news/bridge.txt.report.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("Annotator A"), "{page}");
    assert!(!page.contains("anna"), "{page}");
    assert!(harness.query_all_by_label_contains("The page is written").next().is_some());

    harness.state_mut().do_now(Intent::Run(Command::Report));
    harness.run_steps(3);
    click(&mut harness, "Annotators’ names");
    confirm(&mut harness);
    harness.run_steps(3);
    assert_eq!(desk.read("news/bridge.txt.report.html"), page, "it asks before it replaces a page");
    confirm(&mut harness);
    assert!(desk.read("news/bridge.txt.report.html").contains("anna"));
    let listing = folder::list(&desk.path("news"), &Progress::new()).unwrap();
    assert!(listing.articles.iter().all(|article| !article.path.ends_with("bridge.txt.report.html")));
}

#[test]
fn an_export_leaves_out_what_is_not_wanted_and_asks_what_its_format_needs() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.tag("Nobody", "quote");
    window.tag("mayor", "claim");
    window.session.handle(Intent::Run(Command::Save));
    window.session.settle();
    let mut harness = harness(window);
    harness.state_mut().do_now(Intent::Run(Command::Export));
    wait_for(&mut harness, "1 article, by anna (1)");
    let dataset = Format::Dataset.title();
    click(&mut harness, dataset);
    harness.get_by_role_and_label(Role::TextInput, "Licence of the texts, for the dataset’s card").focus();
    harness.run_steps(3);
    type_in(&mut harness, "CC-BY-4.0");
    click(&mut harness, "Quote");
    confirm(&mut harness);
    let card = desk.read("news/bridge-dataset/README.md");
    assert!(card.to_lowercase().contains("cc-by-4.0"), "{card}");

    harness.state_mut().do_now(Intent::Run(Command::Export));
    wait_for(&mut harness, "1 article, by anna (1)");
    click(&mut harness, Format::Jsonl.title());
    harness.run_steps(3);
    wait_for(&mut harness, "1 article, by anna (1)");
    click(&mut harness, "Quote");
    confirm(&mut harness);
    let written = desk.read("news/bridge.jsonl");
    assert!(written.contains(r#""label":"claim""#) && !written.contains(r#""label":"quote""#), "{written}");
}

#[test]
fn the_list_is_filtered_copied_and_jumped_from() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.tag("Nobody", "quote");
    window.tag("mayor", "claim");
    let mut harness = harness(window);
    harness.state_mut().do_now(Intent::Run(Command::List));
    // The status bar counts them too, before the rows are there.
    wait_for(&mut harness, "Nobody");
    type_in(&mut harness, "nobody");
    harness.run();
    // The head grows and shrinks while workers read, and the button moves from under the pointer.
    for _ in 0..1_000 {
        click(&mut harness, "Copy as table");
        if harness.state().copied.is_some() {
            break;
        }
    }
    let copied = harness.state().copied.clone().unwrap();
    assert_eq!(copied.lines().count(), 2);
    assert!(copied.contains("quote\tNobody\t\t2\tanna"), "{copied}");
    press(&mut harness, Key::Enter);
    assert!(!harness.state().dialogs.is_open());
    let document = harness.state().session.document().unwrap();
    assert_eq!(&*document.current().unwrap().tag, "quote");
}

#[test]
fn the_list_of_a_folder_has_the_tags_of_all_its_articles() {
    let desk = Desk::new();
    desk.put("news/ferry.txt", "The ferry sails again.");
    let mut window = reading(&desk);
    window.tag("Nobody", "quote");
    window.do_now(Intent::OpenPaths(vec![desk.path("news")]));
    window.do_now(Intent::OpenArticle(desk.path("news/ferry.txt")));
    window.tag("ferry", "event");
    let mut harness = harness(window);
    harness.state_mut().do_now(Intent::Run(Command::List));
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "The folder").click();
    wait_for(&mut harness, "Quote: Nobody");
    harness.get_by_role_and_label(Role::Row, "Quote: Nobody").click();
    harness.run();
    assert!(!harness.state().dialogs.is_open());
    assert_eq!(harness.state().session.document().unwrap().path(), desk.path("news/bridge.txt"));
}

#[test]
fn who_leaves_without_a_name_is_asked_for_it() {
    let desk = Desk::new();
    let mut window = reading_by(&desk, None);
    window.tag("Nobody", "quote");
    let mut harness = harness(window);
    harness.run();
    run(&mut harness, Command::Quit);
    assert!(harness.query_by_role_and_label(Role::Heading, "Not everything is saved").is_some());
    type_in(&mut harness, "anna");
    press(&mut harness, Key::Enter);
    harness.run();
    assert!(harness.state().closed);
    assert!(desk.read("news/bridge.txt.anna.ron").contains("Nobody"));
}

/// A file of another program, with a label that the tagset does not have.
fn foreign(desk: &Desk) -> std::path::PathBuf {
    desk.put(
        "coded.jsonl",
        r#"{"id":"ferry","text":"The ferry sails again.","spans":[{"start":4,"end":9,"label":"Vessel","annotator":"ben"}]}"#,
    )
}

/// The first article of the folder was opened over the way back.
#[test]
fn an_import_into_a_new_folder_says_how_it_is_taken_back() {
    let desk = Desk::new();
    let window = reading(&desk);
    let file = foreign(&desk);
    let mut harness = harness(window);
    harness.state_mut().do_now(copydesk::ui::dialogs::choose::opened(vec![file]));
    wait_for(&mut harness, "annotations added in their places");
    confirm(&mut harness);
    harness.state_mut().session.settle();
    harness.run();
    assert!(harness.state().session.document().unwrap().path().ends_with("ferry.txt"));
    click(&mut harness, "Take the import back");
    harness.state_mut().session.settle();
    harness.run();
    assert!(!desk.files().keys().any(|path| path.ends_with("ferry.txt")));
}

#[test]
fn what_is_dropped_is_looked_at_mapped_imported_and_taken_back() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    window.do_now(Intent::OpenPaths(vec![desk.path("news")]));
    let file = foreign(&desk);
    let before = desk.files();
    let mut harness = harness(window);
    harness.state_mut().do_now(copydesk::ui::dialogs::choose::opened(vec![file]));
    wait_for(&mut harness, "Vessel (1)");
    assert!(harness.query_by_label_contains("coded.jsonl — JSON Lines").is_some());
    assert_eq!(desk.files(), before, "looking writes nothing");
    harness.get_by_role_and_label(Role::ComboBox, "Vessel becomes Keep as it is").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Claim").click();
    harness.run_steps(3);
    wait_for(&mut harness, "Vessel becomes Claim");
    wait_for(&mut harness, "annotations added in their places");
    confirm(&mut harness);
    harness.state_mut().session.settle();
    harness.run();
    assert!(desk.read("news/ferry.txt.ben.ron").contains(r#"tag: "claim""#));
    assert_eq!(harness.state().session.settings().labels["Vessel"], "claim");
    click(&mut harness, "Take the import back");
    harness.state_mut().session.settle();
    harness.run();
    let kept = |files: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| {
        let news = files.iter().filter(|(path, _)| path.starts_with("news"));
        news.map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Vec<_>>()
    };
    assert_eq!(kept(&desk.files()), kept(&before));
}

/// A dialog grew on both sides when its preview had been read, and a click went beside what it was meant for.
#[test]
fn what_stands_in_a_dialog_keeps_its_place_when_it_grows() {
    let desk = Desk::new();
    let mut harness = with_a_quote(&desk);
    harness.state_mut().do_now(Intent::Run(Command::Paste));
    harness.run();
    let place = |harness: &Harness<'_, Window>| {
        let sheet = harness.get_by_role_and_label(Role::Dialog, "Paste as new article").rect();
        (sheet.height(), harness.get_by_role_and_label(Role::Button, "Close").rect())
    };
    let (height, before) = place(&harness);
    type_in(&mut harness, &"A line.\n".repeat(40));
    let (grown, after) = place(&harness);
    assert!(grown > height, "{grown} {height}");
    assert_eq!(after, before);
}
