//! What the program remembers of its user between runs, in the platform's folder for it.

use super::atomic::{self, Over, WriteError};
use super::file::{self, ReadFileError};
use super::sidecar::record;
use super::sidecar::scan::{self, Field};
use super::{Loaded, VERSION, clipped};
use crate::annotation::AnnotatorName;
use directories::ProjectDirs;
use ron::value::RawValue;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The largest settings file, in bytes.
const LARGEST: u64 = 4 << 20;

/// The most files remembered as opened recently.
const MOST_RECENT: usize = 20;

/// What the user chose, and how the window was left.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Who annotates, as typed; nothing until it was asked.
    pub annotator: Option<String>,
    /// Light or dark.
    pub theme: Theme,
    /// How much larger than usual everything is, from 0.5 to 4.
    pub zoom: f32,
    /// Where the window was; nothing before the first run.
    pub window: Option<WindowPlace>,
    /// Articles and folders, the last opened first.
    pub recent: Vec<PathBuf>,
    /// Whether the list of the folder is shown.
    pub folder_shown: bool,
    /// Whether the cards beside the text are shown.
    pub cards_shown: bool,
    /// The width of the list of the folder, in points.
    pub folder_width: f32,
    /// The width of the cards, in points.
    pub cards_width: f32,
    /// What was last exported.
    pub export: LastExport,
    /// The tags that labels of others' files stand for, as they were chosen.
    pub labels: BTreeMap<String, String>,
    /// Where these settings are saved; nowhere if they came from nowhere.
    place: Option<PathBuf>,
    /// Fields of a newer program, as they stand: the older must not wipe them away.
    foreign: Vec<(String, String)>,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    const WORDS: [(Self, &'static str); 3] =
        [(Self::System, "system"), (Self::Light, "light"), (Self::Dark, "dark")];

    fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(theme, _)| *theme == self).map_or("system", |(_, word)| word)
    }

    fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(theme, _)| *theme)
    }
}

/// Where a window was, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Its upper left corner, where the system says.
    pub position: Option<(f32, f32)>,
    /// Its width and height.
    pub size: (f32, f32),
    /// Whether it filled the screen.
    pub maximized: bool,
}

impl WindowPlace {
    fn is_sound(&self) -> bool {
        let numbers = [
            self.size.0,
            self.size.1,
            self.position.map_or(0.0, |p| p.0),
            self.position.map_or(0.0, |p| p.1),
        ];
        numbers.iter().all(|n| n.is_finite() && n.abs() < 1e6) && self.size.0 >= 1.0 && self.size.1 >= 1.0
    }
}

/// What was last exported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastExport {
    /// The name of the format; empty before the first export.
    pub format: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            annotator: None,
            theme: Theme::default(),
            zoom: 1.0,
            window: None,
            recent: Vec::new(),
            folder_shown: true,
            cards_shown: true,
            folder_width: 232.0,
            cards_width: 318.0,
            export: LastExport::default(),
            labels: BTreeMap::new(),
            place: None,
            foreign: Vec::new(),
        }
    }
}

/// What was wrong with the settings. What could be read is used, the usual for the rest.
#[derive(Debug, Error)]
pub enum SettingsWarning {
    /// The file could not be read at all.
    #[error("the settings cannot be read, so the usual ones are used: {0}")]
    Unreadable(ReadFileError),
    /// Part of the file could not be read.
    #[error("{problem}; the usual is used instead, and the file as it was is kept as {} ({})", aside.display(), path.display())]
    Odd {
        /// The file.
        path: PathBuf,
        /// Where it is kept as it was.
        aside: PathBuf,
        /// What was wrong first.
        problem: String,
    },
    /// The platform names no folder for settings.
    #[error("the system names no folder for settings, so they last until the window is closed")]
    NoFolder,
}

/// Why the settings were not saved.
#[derive(Debug, Error)]
pub enum SaveSettingsError {
    /// The folder could not be made.
    #[error("the folder for settings cannot be made: {source} ({})", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Where the platform keeps settings: on Linux below `XDG_CONFIG_HOME`.
pub fn place() -> Option<PathBuf> {
    ProjectDirs::from("", "", "copydesk").map(|folders| folders.config_dir().join("settings.ron"))
}

impl Settings {
    /// The settings of this user.
    pub fn load() -> Loaded<Self, SettingsWarning> {
        place().map_or_else(
            || Loaded { value: Self::default(), warnings: vec![SettingsWarning::NoFolder] },
            |place| Self::read(&place),
        )
    }

    /// The settings in a file, to which they will be saved. No file is no fault.
    pub fn read(path: &Path) -> Loaded<Self, SettingsWarning> {
        let mut value = Self { place: Some(path.to_owned()), ..Self::default() };
        let bytes = match file::read(path, LARGEST) {
            Ok(bytes) => bytes,
            Err(error) if error.is_missing() => return Loaded { value, warnings: Vec::new() },
            Err(error) => return Loaded { value, warnings: vec![SettingsWarning::Unreadable(error)] },
        };
        let text = String::from_utf8_lossy(&bytes);
        let problem = value.fill(text.strip_prefix('\u{feff}').unwrap_or(&text));
        let warnings = problem.map(|problem| {
            let aside = path.with_file_name("settings.bad.ron");
            // Kept for the person alone: where even that fails, the warning still says what was wrong.
            atomic::write(&aside, &bytes, Over::Anything).ok();
            SettingsWarning::Odd { path: path.to_owned(), aside, problem }
        });
        Loaded { value, warnings: warnings.into_iter().collect() }
    }

    /// Takes what a text says. Returns what was wrong first.
    fn fill(&mut self, text: &str) -> Option<String> {
        let scan = scan::fields(text, scan::Layout::Any);
        let mut problem = scan.damage.map(|(at, what)| {
            let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
            format!("line {line}: {what}")
        });
        for field in &scan.fields {
            if self.take(field, text).is_none() {
                problem.get_or_insert_with(|| format!("the field `{}` cannot be read", clipped(field.name)));
            }
        }
        problem
    }

    /// Takes one field; nothing if it is not what it should be.
    fn take(&mut self, field: &Field<'_>, text: &str) -> Option<()> {
        let raw = text.get(field.value.clone())?;
        let words = || value::<String>(raw);
        match field.name {
            "copydesk" => {}
            "annotator" => self.annotator = Some(words()?).filter(|name| !name.is_empty()),
            "theme" => self.theme = Theme::parse(&words()?)?,
            "zoom" => self.zoom = value(raw).filter(|zoom: &f32| (0.5..=4.0).contains(zoom))?,
            "window" => self.window = value::<Option<WindowPlace>>(raw)?.filter(WindowPlace::is_sound),
            "recent" => self.recent = value(raw)?,
            "folder_shown" => self.folder_shown = value(raw)?,
            "cards_shown" => self.cards_shown = value(raw)?,
            "folder_width" => self.folder_width = width(raw)?,
            "cards_width" => self.cards_width = width(raw)?,
            "export" => self.export = value(raw)?,
            "labels" => self.labels = value(raw)?,
            foreign => {
                RawValue::from_ron(raw).ok()?;
                self.foreign.push((foreign.to_owned(), raw.to_owned()));
            }
        }
        Some(())
    }

    /// Saves the settings where they came from. What came from nowhere is saved nowhere.
    pub fn save(&self) -> Result<(), SaveSettingsError> {
        let Some(path) = &self.place else { return Ok(()) };
        let text = self.text();
        if file::read(path, LARGEST).is_ok_and(|bytes| bytes == text.as_bytes()) {
            return Ok(());
        }
        if let Some(folder) = path.parent() {
            private_folder(folder)
                .map_err(|source| SaveSettingsError::Folder { path: folder.to_owned(), source })?;
        }
        atomic::write(path, text.as_bytes(), Over::Anything)?;
        Ok(())
    }

    /// Puts an article or a folder first among those opened recently.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|earlier| earlier != path);
        // A name that is no Unicode cannot be written down.
        if path.to_str().is_some() {
            self.recent.insert(0, path.to_owned());
        }
        self.recent.truncate(MOST_RECENT);
    }

    /// Who annotates, if the name is one.
    pub fn annotator_name(&self) -> Option<AnnotatorName> {
        AnnotatorName::new(self.annotator.as_deref()?).ok()
    }

    /// The file, a field a line.
    fn text(&self) -> String {
        let Self {
            annotator,
            theme,
            zoom,
            window,
            recent,
            folder_shown,
            cards_shown,
            folder_width,
            cards_width,
            export,
            labels,
            place: _,
            foreign,
        } = self;
        let fields = [
            ("annotator", written(annotator.as_deref().unwrap_or_default())),
            ("theme", written(theme.as_str())),
            ("zoom", written(zoom)),
            ("window", written(window)),
            ("recent", written(recent)),
            ("folder_shown", written(folder_shown)),
            ("cards_shown", written(cards_shown)),
            ("folder_width", written(folder_width)),
            ("cards_width", written(cards_width)),
            ("export", written(export)),
            ("labels", written(labels)),
        ];
        let ours = fields.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?)));
        let theirs = foreign.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let lines: Vec<String> =
            ours.chain(theirs).map(|(name, value)| format!("    {name}: {value},\n")).collect();
        format!("(\n    copydesk: {VERSION},\n{})\n", lines.concat())
    }
}

fn value<T: DeserializeOwned>(raw: &str) -> Option<T> {
    record::parse(raw).0
}

fn width(raw: &str) -> Option<f32> {
    value(raw).filter(|width: &f32| (40.0..=4000.0).contains(width))
}

/// A value as ron writes it; nothing for one that it cannot write.
fn written<T: Serialize + ?Sized>(value: &T) -> Option<String> {
    ron::to_string(value).ok()
}

/// Makes a folder that only this user can look into.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
