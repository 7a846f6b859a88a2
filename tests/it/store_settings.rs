//! Settings: kept between runs, and between an older program and a newer.

use copydesk::store::atomic::{self, Over};
use copydesk::store::settings::{LastExport, Settings, SettingsWarning, Theme, WindowPlace};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A place for settings in which the given words stand.
fn with(words: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    atomic::write(&path, words.as_bytes(), Over::Anything).unwrap();
    (folder, path)
}

fn read(path: &Path) -> Settings {
    let loaded = Settings::read(path);
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    loaded.value
}

#[test]
fn what_was_chosen_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/settings.ron");
    let mut settings = read(&path);
    settings.annotator = Some("anna".to_owned());
    settings.theme = Theme::Dark;
    settings.zoom = 1.21;
    settings.window =
        Some(WindowPlace { position: Some((-8.5, 0.0)), size: (1400.0, 900.0), maximized: true });
    settings.cards_shown = false;
    settings.folder_width = 300.5;
    settings.export = LastExport { format: "uima-xmi".to_owned() };
    settings.labels.insert("Assertion \"x\"".to_owned(), "claim".to_owned());
    settings.remember(Path::new("/news/a.md"));
    settings.remember(Path::new("/news/é\u{202e}.md"));
    settings.save().unwrap();
    assert_eq!(read(&path), settings);
    assert_eq!(settings.annotator_name().unwrap().as_str(), "anna");
    insta::assert_snapshot!(fs::read_to_string(&path).unwrap());
}

#[test]
fn settings_from_nowhere_are_saved_nowhere() {
    Settings::default().save().unwrap();
    assert_eq!(Settings::default().annotator_name(), None);
}

#[test]
fn a_newer_programs_fields_survive_an_older_one() {
    let (_folder, path) =
        with("(copydesk: 1, theme: \"light\", spelling: Some((language: \"en\", words: [\"a\"])), zoom: 2)");
    let mut settings = read(&path);
    assert_eq!((settings.theme, settings.zoom.to_string().as_str()), (Theme::Light, "2"));
    settings.theme = Theme::Dark;
    settings.save().unwrap();
    let words = fs::read_to_string(&path).unwrap();
    assert!(words.contains("    spelling: Some((language: \"en\", words: [\"a\"])),\n"), "{words}");
    assert_eq!(read(&path), settings);
}

#[test]
fn what_cannot_be_read_is_kept_aside() {
    for (words, theme) in [
        ("(copydesk: 1, theme: \"light\", zoom: \"big\")", Theme::Light),
        ("(copydesk: 1, theme: \"light\", zoom: NaN)", Theme::Light),
        ("(copydesk: 1, theme: \"pink\", zoom: 1.0)", Theme::System),
        ("(copydesk: 1, theme: \"light\", recent: [\"/a", Theme::Light),
        ("\0\0\0\0", Theme::System),
        ("", Theme::System),
    ] {
        let (folder, path) = with(words);
        let loaded = Settings::read(&path);
        let [SettingsWarning::Odd { aside, .. }] = &loaded.warnings[..] else {
            panic!("{words}: {loaded:?}")
        };
        assert_eq!((loaded.value.theme, loaded.value.zoom.to_string().as_str()), (theme, "1"), "{words}");
        assert_eq!(fs::read_to_string(aside).unwrap(), words);
        loaded.value.save().unwrap();
        assert!(Settings::read(&path).warnings.is_empty());
        drop(folder);
    }
}

#[test]
fn a_folder_in_the_place_of_settings_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let loaded = Settings::read(folder.path());
    assert!(matches!(loaded.warnings[..], [SettingsWarning::Unreadable(_)]));
    assert!(loaded.value.save().is_err());
}

#[test]
fn only_the_last_opened_are_remembered() {
    let mut settings = Settings::default();
    for n in 0..30 {
        settings.remember(Path::new(&format!("/news/{n}.md")));
    }
    settings.remember(Path::new("/news/25.md"));
    let recent: Vec<_> = settings.recent.iter().map(|path| path.to_str().unwrap()).collect();
    assert_eq!(recent[..3], ["/news/25.md", "/news/29.md", "/news/28.md"]);
    assert_eq!(recent.len(), 20);
}

#[cfg(unix)]
#[test]
fn the_folder_of_settings_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copydesk/settings.ron");
    read(&path).save().unwrap();
    let mode = fs::metadata(folder.path().join("copydesk")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
