//! What is exported, whose tags, and in which format.

use super::options;
use crate::app::Session;
use crate::interchange::export::{Damaged, Options, Parted, Request};
use crate::interchange::{Format, Shape};
use crate::ui::dialogs::frame::{head, say};
use crate::ui::dialogs::whose::Whose;
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use eframe::egui::{Grid, Id, Ui};
use std::path::PathBuf;

/// What a person chose, or what holds until they do.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) format: Format,
    pub(super) damaged: Damaged,
    scope: Scope,
    whose: Whose,
    options: Options,
}

/// In how many columns formats stand.
const COLUMNS: usize = 3;

/// How much is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Article,
    Folder,
}

impl Choices {
    pub(super) fn of(session: &Session) -> Self {
        let scope = if session.folder().is_some() { Scope::Folder } else { Scope::Article };
        Self {
            format: Format::parse(&session.settings().export.format).unwrap_or(Format::Jsonl),
            damaged: Damaged::Stops,
            scope,
            whose: Whose::of_folder(session),
            options: Options::default(),
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, face: &TextFace, session: &Session) {
        self.formats(ui);
        options::of_dataset(ui, self.format, &mut self.options);
        head(ui, "What");
        ui.horizontal(|ui| {
            ui.add_enabled_ui(session.document().is_some(), |ui| {
                ui.radio_value(&mut self.scope, Scope::Article, "This article");
            });
            ui.add_enabled_ui(session.folder().is_some(), |ui| {
                let count = session.folder().map_or(0, |folder| folder.listing.articles.len());
                ui.radio_value(&mut self.scope, Scope::Folder, format!("The whole folder ({count})"));
            });
        });
        ui.add_space(theme::GRID * 2.0);
        self.whose.show(ui, face);
        options::of_annotations(ui, session.tagset(), &mut self.options);
    }

    /// All formats in columns, and who reads the one that is chosen.
    fn formats(&mut self, ui: &mut Ui) {
        head(ui, "Format");
        let all = Format::ALL;
        let rows = all.len().div_ceil(COLUMNS);
        Grid::new(Id::unique("formats")).num_columns(COLUMNS).spacing([28.0, 2.0]).show(ui, |ui| {
            for row in 0..rows {
                // Read down the columns, as a list is.
                for format in all.iter().skip(row).step_by(rows) {
                    ui.radio_value(&mut self.format, *format, format.title());
                }
                ui.end_row();
            }
        });
        say(ui, self.format.purpose());
        ui.add_space(theme::GRID * 2.0);
    }

    /// The article or the folder that is exported.
    pub(super) fn path(&self, session: &Session) -> Option<PathBuf> {
        let article = || session.document().map(|document| document.path().to_owned());
        let folder = || session.folder().map(|folder| folder.path.clone());
        match self.scope {
            Scope::Article => article().or_else(folder),
            Scope::Folder => folder().or_else(article),
        }
    }

    /// Whether one file is made, or a folder of them.
    pub(super) fn shape(&self) -> Shape {
        match (self.options.parted, &self.options.split) {
            (Parted::Not, None) => self.format.shape(),
            _ => Shape::Folder,
        }
    }

    /// The extension of the file, where one is made.
    pub(super) fn extension(&self) -> Option<&'static str> {
        self.format.extension().filter(|_| self.shape() == Shape::Stream)
    }

    /// Whether nothing is left to be chosen.
    pub(super) fn is_whole(&self) -> bool {
        self.whose.is_whole()
    }

    pub(super) fn request(&self, session: &Session, out: PathBuf) -> Request {
        Request {
            paths: self.path(session).into_iter().collect(),
            format: self.format,
            out,
            sets: self.whose.sets(),
            options: self.options.clone(),
            encoding: None,
            damaged: self.damaged,
        }
    }
}
