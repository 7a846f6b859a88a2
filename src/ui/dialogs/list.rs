//! The annotations of the article or of the whole folder as a table: filter, jump, copy.

mod table;

use super::frame::{Fate, Focused, focus_once};
use crate::annotation::Tagset;
use crate::app::{self, Intent, Poll, Row, Session, Task, Wake};
use crate::interchange::counted;
use crate::ui::field::named;
use crate::ui::row::{Mark, Row as Line};
use crate::ui::text_face::TextFace;
use crate::ui::units::share;
use crate::ui::{keys, theme};
use eframe::egui::{
    Align, Button, ComboBox, Key, Label, Layout, Modifiers, ProgressBar, Rect, RichText, Role, TextEdit, Ui,
    WidgetInfo, vec2,
};
use std::sync::Arc;

/// What is shown of which rows.
#[derive(Debug)]
pub(super) struct ListSheet {
    scope: Scope,
    words: String,
    tag: Option<Arc<str>>,
    focused: Focused,
    /// The rows of the article, made by a worker.
    article: Option<Task<Vec<Row>>>,
    rows: Arc<Vec<Row>>,
    filter: Filter,
    at: usize,
}

/// Where the rows are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Article,
    Folder,
}

/// Which rows fit, as far as was looked.
#[derive(Debug, Default)]
struct Filter {
    of: (String, Option<Arc<str>>),
    looked: usize,
    found: Vec<usize>,
}

/// How wide it is.
pub(super) const WIDTH: f32 = 980.0;

/// How far below the head of the table it says that nothing was found.
const NOTHING: f32 = 60.0;

/// How many rows a filter looks at in one frame.
const A_FRAME: usize = 8000;

impl ListSheet {
    pub(super) fn of(session: &Session) -> Self {
        Self {
            scope: if session.document().is_some() { Scope::Article } else { Scope::Folder },
            words: String::new(),
            tag: None,
            focused: Focused::NotYet,
            article: None,
            rows: Arc::default(),
            filter: Filter::default(),
            at: 0,
        }
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        if self.focused == Focused::NotYet {
            self.begin(ui, session, intents);
        }
        self.take_rows();
        let rows = match self.scope {
            Scope::Article => Arc::clone(&self.rows),
            Scope::Folder => Arc::clone(session.folder_rows()),
        };
        self.filter.look_on(&rows, &self.words, self.tag.as_ref());
        if self.filter.looked < rows.len() {
            ui.request_repaint();
        }
        let moved = self.keys(ui);
        self.head(ui, face, session, &rows, intents);
        ui.add_space(theme::GRID * 2.0);
        let found = &self.filter.found;
        let shown =
            table::Shown { rows: &rows, found, at: self.at, moved, folder: self.scope == Scope::Folder };
        let table = ui.available_rect_before_wrap();
        let clicked = shown.show(ui, face, session.tagset());
        if found.is_empty() {
            let words =
                if rows.is_empty() { "Nothing is tagged here yet" } else { "No annotation has these words" };
            let place =
                Rect::from_min_size(table.min + vec2(0.0, NOTHING), vec2(table.width(), theme::GRID * 6.0));
            ui.put(place, Label::new(RichText::new(words).color(theme::of(ui).ink2)));
        }
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)).then_some(self.at);
        let chosen = clicked.or(entered).and_then(|at| rows.get(*found.get(at)?));
        if let Some(row) = chosen {
            intents.push(Intent::OpenAnnotation(row.article.clone(), row.id.clone()));
            return Fate::Closes;
        }
        Fate::Stays
    }

    /// Asks for the rows: of the article from a worker, of the folder from the session.
    fn begin(&mut self, ui: &Ui, session: &Session, intents: &mut Vec<Intent>) {
        if session.folder().is_some() {
            intents.push(Intent::ListFolder);
        }
        let Some(document) = session.document() else { return };
        let (path, article) = (document.path().to_owned(), Arc::clone(document.article()));
        let sets: Vec<_> = std::iter::once(Arc::clone(document.set()))
            .chain(document.others().iter().map(|other| Arc::clone(&other.set)))
            .collect();
        let ctx = ui.ctx().clone();
        let wake = Wake::new(move || ctx.request_repaint());
        self.article = Task::start("list", &wake, move |_, outbox| {
            outbox.send(sets.iter().flat_map(|set| app::rows(&path, &article, set)).collect());
        })
        .ok();
    }

    fn take_rows(&mut self) {
        let Some(task) = &mut self.article else { return };
        match task.poll() {
            Poll::Running => {}
            Poll::Sent(rows) => self.rows = Arc::new(rows),
            Poll::Ended => self.article = None,
        }
    }

    /// The row to be brought into sight, where the arrows moved.
    fn keys(&mut self, ui: &Ui) -> Option<usize> {
        let last = self.filter.found.len().saturating_sub(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = match (
            pressed(Key::ArrowDown),
            pressed(Key::ArrowUp),
            pressed(Key::PageDown),
            pressed(Key::PageUp),
        ) {
            (true, ..) => self.at + 1,
            (_, true, ..) => self.at.saturating_sub(1),
            (_, _, true, _) => self.at + table::PAGE,
            (.., true) => self.at.saturating_sub(table::PAGE),
            (false, false, false, false) => {
                self.at = self.at.min(last);
                return None;
            }
        };
        self.at = to.min(last);
        Some(self.at)
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        rows: &[Row],
        intents: &mut Vec<Intent>,
    ) {
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut self.words)
                .hint_text("Filter by words or speaker")
                .desired_width(240.0);
            let response = named(ui, field.return_key(None), "Filter by words or speaker");
            focus_once(&mut self.focused, &response);
            self.tags(ui, face, session.tagset());
            ui.add_enabled_ui(session.document().is_some(), |ui| {
                ui.selectable_value(&mut self.scope, Scope::Article, "This article");
            });
            ui.add_enabled_ui(session.folder().is_some(), |ui| {
                ui.selectable_value(&mut self.scope, Scope::Folder, "The folder");
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let copy = ui.add_enabled(!self.filter.found.is_empty(), Button::new("Copy as table"));
                if copy.on_hover_text("Copies these rows, to be pasted into a spreadsheet").clicked() {
                    ui.ctx().copy_text(table::tabbed(rows, &self.filter.found));
                    let said = format!("Copied {}", counted(self.filter.found.len(), "row"));
                    intents.push(Intent::Notify(app::Notice::done(said)));
                }
                ui.weak(counted(self.filter.found.len(), "annotation"));
                if let (Scope::Folder, Some((done, total))) = (self.scope, session.listing_progress()) {
                    let count = |n| usize::try_from(n).unwrap_or_default();
                    ui.add(
                        ProgressBar::new(share(count(done), count(total)))
                            .desired_width(80.0)
                            .desired_height(6.0),
                    )
                    .on_hover_text("Reading the folder’s tags");
                }
            });
        });
    }

    fn tags(&mut self, ui: &mut Ui, face: &TextFace, tagset: &Tagset) {
        let title =
            self.tag.as_deref().map_or("All tags", |name| tagset.tag(name).map_or(name, |tag| &tag.title));
        let shown = crate::text::shortened(title, 16);
        let said = format!("Tag: {title}");
        let menu =
            ComboBox::from_id_salt("tags of the table").width(120.0).selected_text(shown).show_ui(ui, |ui| {
                ui.set_width(180.0);
                if Line::in_menu("All tags").mark(Mark::Room).show(ui, face).clicked() {
                    self.tag = None;
                }
                for tag in &tagset.tags {
                    let mark = Mark::Letter(keys::letter_of_tag(tag), theme::of(ui).tag(Some(tag)));
                    if Line::in_menu(&tag.title).mark(mark).show(ui, face).clicked() {
                        self.tag = Some(Arc::clone(&tag.name));
                    }
                }
            });
        menu.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
    }
}

impl Filter {
    /// Looks at the next rows; from the start when something else is asked for, or the rows are others.
    fn look_on(&mut self, rows: &[Row], words: &str, tag: Option<&Arc<str>>) {
        let of = (words.trim().to_lowercase(), tag.cloned());
        if self.of != of || rows.len() < self.looked {
            *self = Self { of, looked: 0, found: Vec::new() };
        }
        let (words, tag) = &self.of;
        let holds = |text: &str| text.to_lowercase().contains(words.as_str());
        let fits = |row: &Row| {
            tag.as_ref().is_none_or(|tag| *tag == row.tag)
                && (words.is_empty() || holds(&row.words) || holds(&row.speaker) || holds(&row.note))
        };
        let next = rows.iter().enumerate().skip(self.looked).take(A_FRAME);
        self.found.extend(next.filter(|(_, row)| fits(row)).map(|(at, _)| at));
        self.looked = (self.looked + A_FRAME).min(rows.len());
    }
}
