//! The annotations that have no place in the text: why, their words in the file, what to do.

use super::press::Press;
use super::subject::control;
use crate::annotation::Unplaced;
use crate::app::{Access, Command, Document, Intent};
use crate::text::shortened;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::{Frame, Id, Margin, RichText, ScrollArea, Sense, Stroke, Ui, UiBuilder, vec2};

/// At most so many are drawn; the next come when these are dealt with.
const MOST: usize = 50;

/// Whether the section is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Section {
    /// Only its head.
    #[default]
    Closed,
    /// With the annotations.
    Open,
}

/// Shows the section, where there is something in it, at most `room` high.
pub(super) fn show(
    ui: &mut Ui,
    face: &TextFace,
    document: &Document,
    section: &mut Section,
    room: f32,
    intents: &mut Vec<Intent>,
) {
    let count = document.set().unplaced().len();
    if count == 0 {
        return;
    }
    let theme = theme::of(ui);
    let current = document.current_id().filter(|id| document.set().unplaced().any(|u| u.id == **id));
    let head = format!("Not placed: {count}");
    let press = Press {
        id: Id::unique("not placed"),
        name: head.clone(),
        words: &format!("{head} {}", if *section == Section::Open { "▾" } else { "▸" }),
        ink: theme.accent,
        tip: "Annotations whose words are not where the file says".to_owned(),
        width: ui.available_width(),
    };
    if press.show(ui, face).clicked() {
        *section = if *section == Section::Open { Section::Closed } else { Section::Open };
    }
    if *section == Section::Closed && current.is_none() {
        return;
    }
    ScrollArea::vertical().id_salt("not placed").max_height(room).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        for unplaced in document.set().unplaced().take(MOST) {
            if *section == Section::Open || Some(&unplaced.id) == current {
                card(ui, face, document, unplaced, intents);
            }
        }
    });
    ui.add_space(8.0);
}

fn card(ui: &mut Ui, face: &TextFace, document: &Document, unplaced: &Unplaced, intents: &mut Vec<Intent>) {
    let theme = theme::of(ui);
    let tag = document.tagset().tag(&unplaced.tag);
    let title = tag.map_or(&*unplaced.tag, |tag| &tag.title);
    let is_current = document.current_id() == Some(&unplaced.id);
    let stroke = if is_current {
        Stroke::new(theme::RING, theme.tag(tag).line)
    } else {
        Stroke::new(theme::HAIRLINE, theme.line)
    };
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(stroke)
        .corner_radius(theme::CARD_RADIUS)
        .inner_margin(Margin::symmetric(12, 8));
    let group = UiBuilder::new()
        .accessibility_label(format!("{title} card, not placed"))
        .accessibility_role(eframe::egui::Role::Group);
    ui.scope_builder(group, |ui| {
        frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                let words = shortened(&unplaced.exact.join(" … "), 160);
                let press = Press {
                    id: control(&unplaced.id, "not placed", 0),
                    name: format!("Make {title} current: {words}"),
                    words: title,
                    ink: theme.ink,
                    tip: "Make it current, then select its words and press +".to_owned(),
                    width: ui.available_width(),
                };
                if press.show(ui, face).clicked() {
                    intents.push(Intent::MakeCurrent(Some(unplaced.id.clone())));
                }
                face.words(&words).look(Look::QUOTED).ink(theme.ink2).lines(3).show(ui);
                let why = shortened(&unplaced.why.to_string(), 200);
                face.words(&why).look(Look::SMALL).ink(theme.ink2).wrapped().show(ui);
                if *document.access() == Access::Writable {
                    deeds(ui, unplaced, intents);
                }
            })
            .response
            .interact(Sense::hover())
    });
}

fn deeds(ui: &mut Ui, unplaced: &Unplaced, intents: &mut Vec<Intent>) {
    let theme = theme::of(ui);
    let small = |words: &str| RichText::new(words).size(theme::size::SMALL);
    ui.label(small("Select its words in the article and press +, or delete it.").color(theme.ink3));
    ui.horizontal(|ui| {
        if ui.button(small("Place here")).on_hover_text("Gives it the selected words (+)").clicked() {
            intents.push(Intent::MakeCurrent(Some(unplaced.id.clone())));
            intents.push(Intent::Run(Command::AddPiece));
        }
        if ui.button(small("Delete")).on_hover_text("Delete this annotation").clicked() {
            intents.push(Intent::Remove(unplaced.id.clone()));
        }
    });
}
