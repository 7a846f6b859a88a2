//! What lies over the article while something is being picked: the kinds of link, and a line that says
//! what to do.

use super::press::{Press, ROW};
use super::subject::in_words;
use crate::annotation::LinkKind;
use crate::app::{Command, Intent, Mode, Session};
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::{Area, Frame, Id, Margin, Order, Pos2, RichText, Ui, vec2};

/// Shows, with its left top at `at`, what belongs to the session's mode; nothing while reading.
///
/// Letters and digits pick a kind of link. The window's own keys must leave them alone meanwhile, or
/// pick the kind themselves.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, at: Pos2, intents: &mut Vec<Intent>) {
    let (name, id) = match session.mode() {
        // Reasons stand on the card of the case.
        Mode::Reading | Mode::PickingReason => return,
        Mode::PickingKind { .. } => ("Kind of link", Id::unique("kinds of link")),
        Mode::PickingPlace { .. } | Mode::PickingTarget { .. } => ("Picking", Id::unique("picking")),
    };
    let theme = theme::of(ui);
    let frame = Frame::popup(ui.style()).fill(theme.panel).inner_margin(Margin::symmetric(12, 8));
    Area::new(id).order(Order::Foreground).fade_in(false).accessible_name(name).fixed_pos(at).show(
        ui.ctx(),
        |ui| {
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
                match session.mode() {
                    Mode::Reading | Mode::PickingReason => {}
                    Mode::PickingKind { .. } => kinds(ui, face, session, intents),
                    Mode::PickingPlace { slot, .. } => {
                        hint(ui, face, &format!("Select the words of {}", in_words(slot)), intents);
                    }
                    Mode::PickingTarget { kind, .. } => {
                        let words = format!("Click what this {}, or Tab to it", verb(kind));
                        hint(ui, face, &words, intents);
                    }
                }
            });
        },
    );
}

/// A kind of link as a verb: the words that belong between its two ends.
fn verb(kind: &str) -> String {
    match kind {
        "about" => "is about".to_owned(),
        "same-as" => "is the same as".to_owned(),
        other => in_words(other),
    }
}

fn hint(ui: &mut Ui, face: &TextFace, words: &str, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        let theme = theme::of(ui);
        face.words(words).look(Look::UI.semibold()).show(ui);
        ui.label(RichText::new("Enter takes it, Esc leaves").color(theme.ink2));
        if ui.button("Take").on_hover_text("Enter").clicked() {
            intents.push(Intent::AcceptPick);
        }
        if ui.button("Leave").on_hover_text("Esc").clicked() {
            intents.push(Intent::Run(Command::Back));
        }
    });
}

fn kinds(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    let (Mode::PickingKind { from }, Some(document)) = (session.mode(), session.document()) else { return };
    let Some(source) = document.set().get(from) else { return };
    let theme = theme::of(ui);
    ui.label(RichText::new("Link: what kind?").color(theme.ink2));
    // A kind may stand in the tagset several times, once for each family of tags.
    let mut kinds: Vec<&LinkKind> = Vec::new();
    for kind in document.tagset().links_from(&source.tag) {
        if !kinds.iter().any(|held| held.name == kind.name) {
            kinds.push(kind);
        }
    }
    for (nth, kind) in kinds.iter().enumerate() {
        let key = kind.key.map(|key| key.to_string()).or_else(|| (nth < 9).then(|| (nth + 1).to_string()));
        let key = key.unwrap_or_default();
        let words = format!("{key}  {}", verb(&kind.name));
        let press = Press {
            id: Id::unique(("kind of link", &kind.name)),
            name: kind.name.to_string(),
            words: &words,
            ink: theme.ink,
            tip: format!("Then choose the other end ({key})"),
            width: ROW * 12.0,
        };
        if press.show(ui, face).clicked() || typed(ui, &key) {
            intents.push(Intent::PickTarget(from.clone(), kind.name.clone()));
        }
    }
}

/// Whether a key was typed; it is taken, so that it does nothing else.
fn typed(ui: &Ui, key: &str) -> bool {
    let meant = |event: &eframe::egui::Event| match event {
        eframe::egui::Event::Text(text) => !key.is_empty() && text.to_lowercase() == key,
        _ => false,
    };
    ui.input_mut(|input| {
        let found = input.events.iter().position(meant);
        found.is_some_and(|at| {
            input.events.remove(at);
            true
        })
    })
}
