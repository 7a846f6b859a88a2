//! An answer on the card of the current case: its number, its words with what differs marked, who says so.

use super::Scene;
use super::spread::spread;
use super::thread::who;
use crate::annotation::{Annotation, AnnotatorName, Pieces};
use crate::review::{Answer, Case, Ruling, says_the_same};
use crate::text::shortened;
use crate::ui::row::letter_box;
use crate::ui::text_face::{Look, Typeface};
use crate::ui::{badge, keys, theme};
use eframe::egui::{
    Align2, CursorIcon, FontFamily, FontId, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};
use std::collections::BTreeSet;

/// The side of the box of an answer's number.
const BOX: f32 = 18.0;
/// From the left of the card's content to the words.
const INDENT: f32 = 30.0;
/// The words of an answer.
const WORDS: Look = Look { typeface: Typeface::Serif, size: 15.0, line: 1.4, ..Look::UI };

/// What the answers of a case have in common, found once for all of them.
#[derive(Debug)]
pub(super) struct Common {
    place: Option<Pieces>,
    one_tag: bool,
    slots: BTreeSet<(String, String)>,
    notes_differ: bool,
}

impl Common {
    pub(super) fn of(case: &Case) -> Self {
        let mut slots = case.answers.iter().map(|answer| slots(answer).collect::<BTreeSet<_>>());
        let first = slots.next().unwrap_or_default();
        let shared = slots.fold(first, |shared, next| shared.intersection(&next).cloned().collect());
        let several = case.answers.len() > 1;
        Self {
            place: several.then(|| case.common_and_all().0).flatten(),
            one_tag: case.tag().is_some(),
            // Of a single answer everything is shown.
            slots: if several { shared } else { BTreeSet::new() },
            notes_differ: case.members().any(|(_, annotation)| !annotation.note.is_empty()),
        }
    }
}

/// How the answers of a card are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Laid {
    /// One under the other.
    Below,
    /// Beside each other, and each as low as can be.
    BesideOthers,
}

/// Whether an answer is what stands in gold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    No,
    Yes,
}

impl Taken {
    pub(super) fn of(scene: Scene<'_>, ruling: &Ruling, answer: &Answer) -> Self {
        let gold = || ruling.results.iter().filter_map(|id| scene.document.set().get(id));
        let stands = |given: &Annotation| gold().any(|gold| says_the_same(gold, given));
        let all = answer.annotations().iter().all(|given| stands(given));
        if all && !ruling.results.is_empty() { Self::Yes } else { Self::No }
    }
}

/// Shows an answer; returns the response of its box and words, which take it.
pub(super) fn show(
    ui: &mut Ui,
    scene: Scene<'_>,
    number: usize,
    (answer, taken): (&Answer, Taken),
    (common, laid): (&Common, Laid),
) -> Response {
    let theme = scene.theme;
    let Some(place) = answer.place() else { return ui.label("") };
    let words = spread(&scene.document.article().text, &place, common.place.as_ref());
    let tag = if common.one_tag { 0.0 } else { BOX };
    let width = ui.available_width() - INDENT - tag;
    let paragraph = scene.face.layout(&words.words, &WORDS, Some(width), ui.ctx().pixels_per_point(), &[]);
    let size = vec2(ui.available_width(), paragraph.height().max(BOX));
    let sense = if scene.is_writable() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let by: Vec<&str> = answer.by.iter().map(|voice| who(&voice.annotator)).collect();
    let stands = if taken == Taken::Yes { ", stands in gold" } else { "" };
    let name = format!("Answer {number} by {}: {}{stands}", by.join(", "), words.words);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if response.hovered() && sense.senses_click() {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 2.0)), theme::RADIUS, theme.hovered);
    }
    number_box(ui, scene, pos2(rect.left(), rect.top() + 1.0), (number, taken), &response);
    let mut origin = pos2(rect.left() + INDENT, rect.top());
    if let (false, Some(annotation)) = (common.one_tag, answer.annotations().first()) {
        tag_box(ui, scene, origin, annotation);
        origin.x += tag;
    }
    words.paint(ui.painter(), scene.face, origin, &paragraph, theme);
    ui.indent_by(INDENT, |ui| {
        let small = |ui: &mut Ui, line: &str| {
            scene.face.words(line).look(Look::SMALL).ink(theme.ink2).show(ui);
        };
        match answer.annotations().len() {
            0 | 1 => {}
            several => small(ui, &format!("{several} annotations")),
        }
        let beside = beside(scene, answer, common);
        match laid {
            Laid::Below => beside.iter().for_each(|line| small(ui, line)),
            Laid::BesideOthers if beside.is_empty() => {}
            Laid::BesideOthers => {
                let line = beside.join(" · ");
                scene.face.words(&line).look(Look::SMALL).ink(theme.ink2).wrapped().show(ui);
            }
        }
        if common.notes_differ {
            for note in answer.by.iter().flat_map(|voice| &voice.annotations).map(|a| &a.note) {
                if !note.is_empty() {
                    scene.face.words(note).look(Look::SMALL.italic()).ink(theme.ink2).lines(2).show(ui);
                }
            }
        }
        voices(ui, scene, &answer.by.iter().map(|voice| &voice.annotator).collect::<Vec<_>>());
    });
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(format!("Take this answer ({number})"))
}

/// What an answer says beside its words, but for what all answers say: links and slots.
pub(super) fn beside(scene: Scene<'_>, answer: &Answer, common: &Common) -> Vec<String> {
    let slots = slots(answer).filter(|slot| !common.slots.contains(slot));
    let slots = slots.map(|(slot, value)| format!("{}: {value}", slot.replace('-', " ")));
    links(scene, answer).into_iter().chain(slots).collect()
}

/// “same-as → a council member”, for each link of the first who says so.
fn links(scene: Scene<'_>, answer: &Answer) -> Vec<String> {
    let Some(voice) = answer.by.first() else { return Vec::new() };
    let Some(set) = scene.reviewing.sets().iter().find(|set| *set.annotator() == voice.annotator) else {
        return Vec::new();
    };
    let text = &scene.document.article().text;
    let line = |link: &crate::annotation::Link| {
        let to = set.get(&link.to.id).filter(|_| link.to.annotator.is_none());
        let words = to.map_or_else(|| link.to.to_string(), |to| shortened(&to.pieces.quote(text), 36));
        format!("{} → {words}", link.kind)
    };
    voice.annotations.iter().flat_map(|one| set.links_from(&one.id)).map(line).collect()
}

fn slots(answer: &Answer) -> impl Iterator<Item = (String, String)> {
    let slots = answer.annotations().iter().flat_map(|annotation| &annotation.slots);
    slots.filter(|slot| !slot.value.is_empty()).map(|slot| (slot.name.to_string(), slot.value.clone()))
}

fn number_box(
    ui: &Ui,
    scene: Scene<'_>,
    at: eframe::egui::Pos2,
    (number, taken): (usize, Taken),
    response: &Response,
) {
    let rect = eframe::egui::Rect::from_min_size(at, vec2(BOX, BOX + 2.0));
    let stroke = if response.has_focus() {
        Stroke::new(theme::RING, scene.theme.accent)
    } else {
        Stroke::new(theme::HAIRLINE, scene.theme.line)
    };
    let fill = if taken == Taken::Yes { scene.theme.selection } else { scene.theme.raised };
    ui.painter().rect(rect, 4.0, fill, stroke, StrokeKind::Inside);
    let font = FontId::new(theme::size::HEAD, FontFamily::Name(theme::SEMIBOLD.into()));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, number, font, scene.theme.ink);
}

fn tag_box(ui: &Ui, scene: Scene<'_>, at: eframe::egui::Pos2, annotation: &Annotation) {
    let tagset = scene.document.tagset();
    let rect = eframe::egui::Rect::from_min_size(at + vec2(0.0, 3.0), vec2(14.0, 14.0));
    let paint = scene.theme.tag(tagset.tag(&annotation.tag));
    letter_box(ui, rect, keys::letter_of(tagset, &annotation.tag), paint);
}

/// Badges and names, in a row.
pub(super) fn voices(ui: &mut Ui, scene: Scene<'_>, names: &[&AnnotatorName]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        for name in names {
            // The review has no lane, and so no colour, among the annotators.
            if !name.is_gold() {
                let size = vec2(badge::RADIUS * 2.0, badge::RADIUS * 2.0 + 4.0);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                badge::paint(ui, rect.center(), scene.place_of(name), name.as_str(), scene.theme);
            }
            scene.face.words(who(name)).look(Look::SMALL).ink(scene.theme.ink2).show(ui);
            ui.add_space(theme::GRID);
        }
    });
}

/// Indents as much as is said, without a line at the left.
trait Indented {
    fn indent_by(&mut self, points: f32, content: impl FnOnce(&mut Ui));
}

impl Indented for Ui {
    fn indent_by(&mut self, points: f32, content: impl FnOnce(&mut Ui)) {
        self.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(points);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.set_width(ui.available_width());
                content(ui);
            });
        });
    }
}
