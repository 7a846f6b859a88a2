//! Sheets that lie over the window until they are done with.

mod about;
pub(crate) mod agreement;
mod batch;
pub mod choose;
mod destination;
mod details;
mod export;
mod form;
mod frame;
mod import;
mod key_sheet;
mod list;
mod palette;
mod paste;
mod report;
mod rules;
mod unsaved;
mod whose;

use crate::app::{Intent, Session, Sheet};
use crate::ui::text_face::TextFace;
use agreement::AgreementSheet;
use batch::BatchSheet;
use details::DetailsSheet;
use eframe::egui::Ui;
use export::Export;
use frame::Fate;
use import::ImportSheet;
use list::ListSheet;
use palette::Palette;
use paste::Paste;
use report::ReportSheet;
use unsaved::Unsaved;

/// The dialog that is open, if any, with what is half typed in it.
#[derive(Debug, Default)]
pub struct Dialogs {
    open: Option<Open>,
}

#[derive(Debug)]
enum Open {
    Palette(Palette),
    Keys,
    Rules,
    Paste(Paste),
    Details(DetailsSheet),
    Export(Box<Export>),
    Report(ReportSheet),
    Import(Box<ImportSheet>),
    List(ListSheet),
    Batch(BatchSheet),
    Agreement(AgreementSheet),
    Unsaved(Unsaved),
    About,
}

/// Whether a dialog was closed in this frame: the focus goes back to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// Nothing closed.
    No,
    /// It did.
    Now,
}

impl Dialogs {
    /// Opens a sheet, in place of one that is open.
    pub fn open(&mut self, sheet: Sheet, session: &Session) {
        self.open = Some(match sheet {
            Sheet::Palette => Open::Palette(Palette::default()),
            Sheet::Keys => Open::Keys,
            Sheet::Rules => Open::Rules,
            Sheet::Paste => Open::Paste(Paste::default()),
            Sheet::Details => Open::Details(DetailsSheet::of(session)),
            Sheet::Export => Open::Export(Box::new(Export::of(session))),
            Sheet::Report => Open::Report(ReportSheet::of(session)),
            Sheet::Import => Open::Import(Box::new(ImportSheet::of(session))),
            Sheet::List => Open::List(ListSheet::of(session)),
            Sheet::Agreement => Open::Agreement(AgreementSheet::of(session)),
            Sheet::Batch => Open::Batch(BatchSheet::default()),
            Sheet::Unsaved => Open::Unsaved(Unsaved::default()),
            Sheet::About => Open::About,
        });
    }

    /// Whether one is open: then keys are its own.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Shows the dialog that is open, over the window.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Closed {
        let Some(open) = &mut self.open else { return Closed::No };
        let outcome = match open {
            Open::Palette(palette) => frame::show(ui, "Find a command", palette::WIDTH, |ui| {
                palette.show(ui, face, session, intents)
            }),
            Open::Keys => frame::show(ui, "Keys", key_sheet::WIDTH, |ui| key_sheet::show(ui, face, session)),
            Open::Rules => {
                frame::show(ui, "Rules of the tags", rules::WIDTH, |ui| rules::show(ui, face, session))
            }
            Open::Paste(paste) => {
                frame::show(ui, "Paste as new article", paste::WIDTH, |ui| paste.show(ui, session, intents))
            }
            Open::Details(details) => {
                frame::show(ui, "Article details", details::WIDTH, |ui| details.show(ui, intents))
            }
            Open::Export(export) => {
                frame::show(ui, "Export", export::WIDTH, |ui| export.show(ui, face, session, intents))
            }
            Open::Report(report) => {
                frame::show(ui, "Report", report::WIDTH, |ui| report.show(ui, face, session, intents))
            }
            Open::Import(import) => {
                frame::show(ui, "Import", import::WIDTH, |ui| import.show(ui, face, session, intents))
            }
            Open::List(list) => {
                frame::show(ui, "Annotations", list::WIDTH, |ui| list.show(ui, face, session, intents))
            }
            Open::Agreement(numbers) => {
                frame::show(ui, "Agreement", agreement::WIDTH, |ui| numbers.show(ui, face, session, intents))
            }
            Open::Batch(batch) => frame::show(ui, "Decide many at once", batch::WIDTH, |ui| {
                batch.show(ui, face, session, intents)
            }),
            Open::Unsaved(unsaved) => frame::show(ui, "Not everything is saved", unsaved::WIDTH, |ui| {
                unsaved.show(ui, face, session, intents)
            }),
            Open::About => frame::show(ui, "About Copydesk", about::WIDTH, about::show),
        };
        if outcome == Fate::Closes {
            self.open = None;
            return Closed::Now;
        }
        Closed::No
    }
}
