//! The annotations of the open article in the order of the text, under the folder.

mod rows;

use crate::annotation::{Annotation, Tagset, Unplaced};
use crate::app::{Document, Intent, Session};
use crate::text::shortened;
use crate::ui::field::named;
use crate::ui::list::{List, ListView, Place};
use crate::ui::row::{Mark, Row};
use crate::ui::text_face::TextFace;
use crate::ui::{keys, theme};
use eframe::egui::{ComboBox, Id, Response, Role, TextEdit, Ui, WidgetInfo};
use rows::Rows;
use std::sync::Arc;

/// What the list shows and where it is.
#[derive(Debug, Default)]
pub struct View {
    list: ListView,
    rows: Rows,
    words: String,
    tag: Option<Arc<str>>,
}

impl View {
    /// Puts the focus into the list when it is shown next.
    pub fn focus(&mut self) {
        self.list.focus();
    }

    /// The list.
    pub fn list() -> Id {
        Id::unique("annotations of the article")
    }
}

/// Lists longer than this have a filter.
const MANY: usize = 12;

/// The most clusters of an annotation's words in the list.
const CLUSTERS: usize = 60;

/// Shows the annotations in what is left of the place.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let Some(document) = session.document() else { return };
    if document.set().len() + document.set().unplaced().len() == 0 {
        return;
    }
    ui.add_space(theme::GRID * 4.0);
    ui.horizontal(|ui| {
        ui.add_space(theme::GRID * 2.0);
        ui.label(theme::head(theme::of(ui), "Annotations"));
    });
    ui.add_space(theme::GRID);
    if document.set().len() > MANY {
        filter(ui, face, document.tagset(), view);
    }
    view.rows.follow(document, &view.words, view.tag.as_deref());
    if view.rows.is_looking() {
        ui.request_repaint();
    }
    let list = List {
        id: View::list(),
        name: "Annotations",
        count: view.rows.len(),
        current: document.current_id().and_then(|id| view.rows.place_of(document, id)),
        height: None,
    };
    if list.count == 0 && !view.rows.is_looking() {
        ui.horizontal(|ui| {
            ui.add_space(theme::GRID * 2.0);
            ui.weak("No annotation has these words");
        });
        return;
    }
    let rows = &view.rows;
    let chosen = list.show(ui, &mut view.list, |ui, place| match rows.get(document, place.at) {
        Some(rows::Found::Placed(annotation)) => placed(ui, face, document, annotation, place),
        Some(rows::Found::Unplaced(unplaced)) => without_place(ui, face, document, unplaced, place),
        None => ui.label(""),
    });
    if let Some(found) = chosen.and_then(|at| view.rows.get(document, at)) {
        intents.push(Intent::MakeCurrent(Some(found.id().clone())));
    }
}

/// Words and tag that the list is narrowed to.
fn filter(ui: &mut Ui, face: &TextFace, tagset: &Tagset, view: &mut View) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme::GRID;
        let width = ui.available_width() - 64.0;
        let field = TextEdit::singleline(&mut view.words).hint_text("Filter by words").desired_width(width);
        named(ui, field, "Filter by words").on_hover_text("Shows the annotations with these words");
        let letter = view
            .tag
            .as_deref()
            .map_or_else(|| "All".to_owned(), |tag| keys::letter_of(tagset, tag).to_string());
        let menu =
            ComboBox::from_id_salt("tags of the list").width(44.0).selected_text(letter).show_ui(ui, |ui| {
                ui.set_width(160.0);
                if Row::in_menu("All tags").mark(Mark::Room).show(ui, face).clicked() {
                    view.tag = None;
                }
                for tag in &tagset.tags {
                    let mark = Mark::Letter(keys::letter_of_tag(tag), theme::of(ui).tag(Some(tag)));
                    if Row::in_menu(&tag.title).mark(mark).show(ui, face).clicked() {
                        view.tag = Some(Arc::clone(&tag.name));
                    }
                }
            });
        let chosen = view.tag.as_deref().unwrap_or("all");
        menu.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("Tag: {chosen}")));
        menu.response.on_hover_text("Shows the annotations with this tag");
    });
    ui.add_space(theme::GRID);
}

fn placed(
    ui: &mut Ui,
    face: &TextFace,
    document: &Document,
    annotation: &Annotation,
    place: Place,
) -> Response {
    let words = shortened(&annotation.pieces.quote(&document.article().text), CLUSTERS);
    let paragraph = super::status_bar::paragraph_of(document, annotation.extent().start());
    row(ui, face, document, &annotation.tag, &words, &format!("¶{paragraph}"), place)
}

fn without_place(
    ui: &mut Ui,
    face: &TextFace,
    document: &Document,
    unplaced: &Unplaced,
    place: Place,
) -> Response {
    let words = shortened(&unplaced.exact.join(" … "), CLUSTERS);
    let why = unplaced.why.to_string();
    row(ui, face, document, &unplaced.tag, &words, "unplaced", place).on_hover_ui(|ui| {
        face.words(&why).wrapped().width(theme::CARDS).show(ui);
        ui.label("Select its words in the article and add them as a piece (+), or delete it");
    })
}

fn row(
    ui: &mut Ui,
    face: &TextFace,
    document: &Document,
    tag: &str,
    words: &str,
    hint: &str,
    place: Place,
) -> Response {
    let tagset = document.tagset();
    let known = tagset.tag(tag);
    let title = known.map_or(tag, |tag| tag.title.as_str());
    let mark = Mark::Letter(keys::letter_of(tagset, tag), theme::of(ui).tag(known));
    Row::new(words)
        .named(format!("{title}: {words}, {hint}"))
        .mark(mark)
        .hint(hint)
        .lines(place.lines)
        .state(place.state)
        .show_as(ui, face, Some(place.id))
}
