//! Bringing in files of others: what is in them, what would become of it, and which tags their labels are.

mod looking;

use super::choose::{Answer, Question, no_chooser};
use super::frame::{Fate, Focused, Ready, confirmed, focus_once, foot, head, primary, say, scrolling};
use crate::app::{Intent, Session};
use crate::interchange::import::{Report, Request, Unknown};
use crate::ui::field::outlined;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::{Button, ComboBox, Grid, Id, Response, RichText, Role, TextEdit, Ui, WidgetInfo};
use looking::Looking;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is half chosen.
#[derive(Debug)]
pub(super) struct ImportSheet {
    files: Vec<PathBuf>,
    /// The path in the field, where one file is meant.
    typed: String,
    into: String,
    /// Whether a person has named the folder.
    named: bool,
    focused: Focused,
    /// The labels that were mapped, also before they are met.
    mapping: BTreeMap<String, String>,
    /// Every label outside the tagset that a rehearsal has met, and how often.
    labels: BTreeMap<String, usize>,
    question: Option<(Asked, Question)>,
    looking: Looking,
}

/// What a chooser was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    From,
    Into,
}

/// How wide it is.
pub(super) const WIDTH: f32 = 640.0;
/// The most remarks that are shown.
const REMARKS: usize = 6;

impl ImportSheet {
    pub(super) fn of(session: &Session) -> Self {
        let tags = &session.tagset().tags;
        let known = session.settings().labels.clone().into_iter();
        let mut sheet = Self {
            files: Vec::new(),
            typed: String::new(),
            into: String::new(),
            named: false,
            focused: Focused::default(),
            // A tag that the tagset of today does not have is none.
            mapping: known.filter(|(_, tag)| tags.iter().any(|known| *known.name == **tag)).collect(),
            labels: BTreeMap::new(),
            question: None,
            looking: Looking::default(),
        };
        sheet.choose(session.importing().chosen().to_vec(), session);
        sheet
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        self.take_answer(session, intents);
        let request = self.request(session);
        if !request.files.is_empty() {
            self.looking.follow(ui, &request);
        }
        scrolling(ui, 48.0, |ui| {
            self.from(ui, face, session);
            self.where_to(ui);
            match self.looking.seen() {
                None if self.files.is_empty() => {}
                None => {
                    face.words("Looking…").ink(theme::of(ui).ink3).show(ui);
                }
                Some(Err(why)) => {
                    face.words(why).ink(theme::of(ui).accent).wrapped().show(ui);
                }
                Some(Ok(report)) => {
                    meet(&mut self.labels, &self.mapping, report);
                    outcome(ui, face, report);
                    self.labels(ui, face, session);
                    if let Some(Ok(report)) = self.looking.seen() {
                        remarks(ui, face, report);
                    }
                }
            }
        });
        let can = !self.files.is_empty()
            && matches!(self.looking.seen(), Some(Ok(_)))
            && !self.into.trim().is_empty();
        let ready = if can { Ready::Yes } else { Ready::No };
        let mut wanted = confirmed(ui) && can;
        foot(ui, |ui| {
            wanted |= primary(ui, "Import", ready).clicked();
            say(ui, "Nothing that is there is written over; it can be taken back as one");
        });
        if wanted {
            intents.push(Intent::Import(Box::new(self.request(session))));
            return Fate::Closes;
        }
        Fate::Stays
    }

    fn request(&self, session: &Session) -> Request {
        Request {
            files: self.files.clone(),
            format: None,
            into: PathBuf::from(self.into.trim()),
            annotator: session.annotator().cloned(),
            mapping: self.mapping.clone(),
        }
    }

    fn take_answer(&mut self, session: &Session, intents: &mut Vec<Intent>) {
        let Some((asked, question)) = &self.question else { return };
        match (asked, question.poll()) {
            (_, Answer::Waiting) => return,
            (_, Answer::Nothing) => {}
            (_, Answer::NoChooser) => intents.push(Intent::Notify(no_chooser())),
            (Asked::From, Answer::Chosen(paths)) => self.choose(paths, session),
            (Asked::Into, Answer::Chosen(paths)) => {
                if let Some(path) = paths.first() {
                    self.into = path.display().to_string();
                    self.named = true;
                }
            }
        }
        self.question = None;
    }

    /// Takes other files; the folder follows them as long as nobody has named one.
    fn choose(&mut self, files: Vec<PathBuf>, session: &Session) {
        self.typed = match files.as_slice() {
            [only] => only.display().to_string(),
            _ => String::new(),
        };
        self.files = files;
        if !self.named {
            self.into = session.import_folder(&self.files).display().to_string();
        }
    }

    /// Which files: their names and formats, and a field for one.
    fn from(&mut self, ui: &mut Ui, face: &TextFace, session: &Session) {
        let label = ui.label(RichText::new("From").small().color(theme::of(ui).ink2));
        ui.horizontal(|ui| {
            let width = ui.available_width() - 168.0;
            let hint = if self.files.len() > 1 { "Several files" } else { "A file or folder" };
            let field =
                TextEdit::singleline(&mut self.typed).desired_width(width).clip_text(true).hint_text(hint);
            let field = outlined(ui, field).labelled_by(label.id);
            if self.files.is_empty() {
                focus_once(&mut self.focused, &field);
            }
            if field.changed() {
                let path = PathBuf::from(self.typed.trim());
                let typed = std::mem::take(&mut self.typed);
                self.choose(if path.exists() { vec![path] } else { Vec::new() }, session);
                self.typed = typed;
            }
            let idle = self.question.is_none();
            if ui.add_enabled(idle, Button::new("Files…")).clicked() {
                self.question = Some((Asked::From, Question::foreign(ui.ctx())));
            }
            if ui.add_enabled(idle, Button::new("Folder…")).clicked() {
                self.question = Some((Asked::From, Question::folder(ui.ctx(), "Import a folder")));
            }
        });
        for (path, format) in self.files.iter().zip(self.looking.formats()) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let format = format.map_or_else(String::new, |format| format!(" — {}", format.title()));
            face.words(&format!("{name}{format}")).wrapped().show(ui);
        }
        if self.files.is_empty() && !self.typed.trim().is_empty() {
            say(ui, "There is no such file or folder");
        }
        ui.add_space(theme::GRID * 2.0);
    }

    fn where_to(&mut self, ui: &mut Ui) {
        let label = ui.label(RichText::new("Into the folder").small().color(theme::of(ui).ink2));
        ui.horizontal(|ui| {
            let width = ui.available_width() - 96.0;
            let field = TextEdit::singleline(&mut self.into).desired_width(width).clip_text(true);
            self.named |= outlined(ui, field).labelled_by(label.id).changed();
            if ui.add_enabled(self.question.is_none(), Button::new("Choose…")).clicked() {
                self.question = Some((Asked::Into, Question::folder(ui.ctx(), "Import into")));
            }
        });
        ui.add_space(theme::GRID * 2.0);
    }

    /// Each label outside the tagset with the tag that it stands for.
    fn labels(&mut self, ui: &mut Ui, face: &TextFace, session: &Session) {
        if self.labels.is_empty() {
            return;
        }
        head(ui, "Labels that are not in the tagset");
        Grid::new(Id::unique("labels")).num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
            for (label, count) in &self.labels {
                face.words(&format!("{label} ({count})")).width(260.0).show(ui);
                let chosen = self.mapping.get(label).cloned();
                let title = |tag: &str| {
                    let known = session.tagset().tag(tag).map(|tag| tag.title.clone());
                    known.unwrap_or_else(|| tag.to_owned())
                };
                let shown = chosen.as_deref().map_or_else(|| KEPT.to_owned(), title);
                let menu = ComboBox::from_id_salt(("label", label)).selected_text(&shown).show_ui(ui, |ui| {
                    if ui.selectable_label(chosen.is_none(), KEPT).clicked() {
                        self.mapping.remove(label);
                    }
                    for tag in &session.tagset().tags {
                        let is_chosen = chosen.as_deref() == Some(&*tag.name);
                        if ui.selectable_label(is_chosen, &tag.title).clicked() {
                            self.mapping.insert(label.clone(), tag.name.to_string());
                        }
                    }
                });
                named(&menu.response, &format!("{label} becomes {shown}"));
                ui.end_row();
            }
        });
        ui.add_space(theme::GRID * 2.0);
    }
}

/// What a label becomes that stands for no tag.
const KEPT: &str = "Keep as it is";

fn named(response: &Response, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

/// Labels that are mapped are met no more; they stay in the list with their counts.
fn meet(labels: &mut BTreeMap<String, usize>, mapping: &BTreeMap<String, String>, report: &Report) {
    labels.retain(|label, _| mapping.contains_key(label));
    for (word, count) in &report.unknown {
        if let Unknown::Label(label) = word {
            labels.insert(label.clone(), *count);
        }
    }
}

/// What the import would do, in numbers.
fn outcome(ui: &mut Ui, face: &TextFace, report: &Report) {
    head(ui, "What it will do");
    let Report { written, known_articles, placed, anchored, unplaced, known, refused, .. } = report;
    let rows = [
        (*written, "new articles"),
        (*known_articles, "articles that are there already"),
        (*placed, "annotations added in their places"),
        (*anchored, "of all found by their words, since they stand elsewhere than the file says"),
        (*unplaced, "annotations kept as unplaced, since their words are not in the text"),
        (*known, "annotations that are there already"),
        (*refused, "annotations that cannot be added"),
    ];
    Grid::new(Id::unique("outcome")).num_columns(2).spacing([12.0, 2.0]).show(ui, |ui| {
        for (count, what) in rows.into_iter().filter(|(count, _)| *count > 0) {
            face.words(&count.to_string()).look(Look::UI.semibold()).show(ui);
            face.words(what).show(ui);
            ui.end_row();
        }
    });
    let others = report.unknown.iter().filter(|(word, _)| !matches!(word, Unknown::Label(_))).count();
    if others > 0 {
        let what =
            format!("{others} slots, values or links are not in the tagset; they are kept as they are");
        face.words(&what).look(Look::SMALL).ink(theme::of(ui).ink2).wrapped().show(ui);
    }
    ui.add_space(theme::GRID * 2.0);
}

fn remarks(ui: &mut Ui, face: &TextFace, report: &Report) {
    if report.remarks.is_empty() {
        return;
    }
    head(ui, "To know");
    let ink = theme::of(ui).ink2;
    for (_, place, remark) in report.remarks.iter().take(REMARKS) {
        let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
        face.words(&format!("{place}{remark}")).look(Look::SMALL).ink(ink).wrapped().show(ui);
    }
    if let Some(more) = report.remarks.len().checked_sub(REMARKS).filter(|more| *more > 0) {
        face.words(&format!("and {more} more")).look(Look::SMALL).ink(ink).show(ui);
    }
}
