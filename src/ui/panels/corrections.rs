//! The author’s inbox: what a review changed, rejected, missed or accepted, each with its reason and an answer.

use super::review::spread::spread;
use super::review::{deed, thread};
use crate::annotation::{Annotation, AnnotationRef, Decision, Pieces};
use crate::app::{Access, Command, Correcting, Direction, Document, Intent, Session};
use crate::review::{Correction, CorrectionKind, LinkCorrection, Objection, says_the_same};
use crate::text::shortened;
use crate::ui::card_list::CardList;
use crate::ui::field::named;
use crate::ui::keys;
use crate::ui::raised::{self, Worked};
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme::{self, Theme};
use eframe::egui::{
    Align, Button, EventFilter, Id, Key, Layout, Modifiers, Response, RichText, Role, Sense, TextEdit, Ui,
    UiBuilder, WidgetInfo, vec2,
};
use std::collections::BTreeMap;

/// What is half typed in the inbox, and what of it has been shown.
#[derive(Debug, Default)]
pub struct View {
    focus: bool,
    /// The objection that is being worded.
    wording: Option<(Objection, String)>,
    focus_words: bool,
    /// Words that were left half typed, by what they are about.
    left: BTreeMap<AnnotationRef, String>,
    cards: CardList,
    /// Whether keys answer.
    answering: bool,
}

impl View {
    /// Puts the focus on the inbox when it is shown next.
    pub fn focus(&mut self) {
        self.focus = true;
    }

    /// Opens the field for the words of an objection to the current correction.
    pub fn word(&mut self, objection: Objection) {
        self.wording = Some((objection, String::new()));
        self.focus_words = true;
    }

    /// Moves the list of the corrections on, or back.
    pub fn turn(&mut self, direction: Direction) {
        self.cards.turn(direction);
    }

    /// What has the focus when keys answer corrections.
    pub fn inbox() -> Id {
        Id::unique("corrections")
    }
}

/// All that a card is made of.
#[derive(Debug, Clone, Copy)]
struct Scene<'a> {
    face: &'a TextFace,
    document: &'a Document,
    correcting: &'a Correcting,
    theme: &'static Theme,
}

/// Shows the inbox in the whole of `ui`.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let (Some(document), Some(correcting)) = (session.document(), session.correcting()) else { return };
    let scene = Scene { face, document, correcting, theme: theme::of(ui) };
    let whole = ui.interact(ui.max_rect(), View::inbox(), Sense::focusable_noninteractive());
    whole.widget_info(|| WidgetInfo::labeled(Role::List, true, "Corrections"));
    if std::mem::take(&mut view.focus) {
        whole.request_focus();
    }
    if whole.has_focus() {
        keys(ui, scene, intents);
    }
    let region = UiBuilder::new().accessibility_role(Role::Group).max_rect(ui.max_rect());
    ui.scope_builder(region, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, theme::GRID * 2.0);
        ui.add_space(theme::GRID * 3.0);
        view.answering = whole.has_focus() || view.wording.is_some();
        head(ui, scene, view, intents);
        let mut list = std::mem::take(&mut view.cards);
        list.show(ui, "corrections", intents, |ui, list, intents| cards(ui, scene, (view, list), intents));
        view.cards = list;
    });
}

/// The arrows go from card to card, Tab as well: what a card offers has keys of its own.
fn keys(ui: &Ui, scene: Scene<'_>, intents: &mut Vec<Intent>) {
    let filter = EventFilter { vertical_arrows: true, tab: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(View::inbox(), filter));
    let order: Vec<usize> = headed(scene.correcting).into_iter().flat_map(|(_, all)| all).collect();
    let here = scene.correcting.at().and_then(|at| order.iter().position(|known| *known == at));
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    // With Shift first: without, it would be taken for both.
    let to = if pressed(Modifiers::NONE, Key::ArrowUp) || pressed(Modifiers::SHIFT, Key::Tab) {
        here.and_then(|here| here.checked_sub(1))
    } else if pressed(Modifiers::NONE, Key::ArrowDown) || pressed(Modifiers::NONE, Key::Tab) {
        here.map_or(Some(0), |here| Some(here + 1))
    } else {
        None
    };
    intents.extend(to.and_then(|to| order.get(to)).map(|at| Intent::ChooseCorrection(*at)));
}

fn head(ui: &mut Ui, scene: Scene<'_>, view: &View, intents: &mut Vec<Intent>) {
    let ring = if view.answering { scene.theme.accent } else { scene.theme.ink };
    ui.horizontal(|ui| {
        ui.label(theme::semibold("Corrections").color(ring));
        ui.label(RichText::new(tally(scene.correcting)).small().color(scene.theme.ink2));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::new("×").frame_when_inactive(false));
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Hide the corrections"));
            if close.on_hover_text(keys::hinted("Hide the corrections", Command::Corrections)).clicked() {
                intents.push(Intent::Run(Command::Corrections));
            }
        });
    });
    let by = scene.correcting.gold().gold().map(|review| review.by.as_str()).unwrap_or_default();
    if !by.is_empty() {
        let key = keys::of_command(Command::Corrections);
        let line =
            if view.answering { format!("by {by}") } else { format!("by {by} · {key} answers by key") };
        scene.face.words(&line).look(Look::SMALL).ink(scene.theme.ink3).show(ui);
    }
}

/// “27 to answer · 2 replies”: the replies come first.
pub(crate) fn tally(correcting: &Correcting) -> String {
    let open = match correcting.open() {
        0 => "all answered".to_owned(),
        open => format!("{open} to answer"),
    };
    match correcting.all().iter().filter(|correction| correction.is_answered()).count() {
        0 => open,
        1 => format!("{open} · 1 reply"),
        several => format!("{open} · {several} replies"),
    }
}

/// The corrections under their heads: what the reviewer has answered, then the others by kind; each in the order of the
/// text.
fn headed(correcting: &Correcting) -> Vec<(&'static str, Vec<usize>)> {
    let of = |kind: Option<CorrectionKind>| {
        let all = correcting.all().iter().enumerate();
        let under = |correction: &Correction| match kind {
            None => correction.is_answered(),
            Some(kind) => !correction.is_answered() && correction.kind == kind,
        };
        all.filter(|(_, correction)| under(correction)).map(|(at, _)| at).collect::<Vec<_>>()
    };
    let kinds = CorrectionKind::ALL.into_iter().map(|kind| (heading(kind), of(Some(kind))));
    let all = std::iter::once(("Answered by the reviewer", of(None))).chain(kinds);
    all.filter(|(_, all)| !all.is_empty()).collect()
}

/// Cards beyond this of a kind are not drawn: they come up as the others are answered.
const MOST: usize = 60;

fn cards(ui: &mut Ui, scene: Scene<'_>, (view, list): (&mut View, &mut CardList), intents: &mut Vec<Intent>) {
    for (heading, all) in headed(scene.correcting) {
        let words = format!("{heading} · {}", all.len());
        let head = ui.label(theme::head(scene.theme, &words));
        head.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words.replace(" · ", ": ")));
        for (nth, at) in all.into_iter().enumerate() {
            if nth >= MOST && scene.correcting.at() != Some(at) {
                continue;
            }
            let Some(correction) = scene.correcting.all().get(at) else { continue };
            let current = scene.correcting.at() == Some(at);
            let response = card(ui, scene, at, correction, view, intents);
            if current {
                list.keep(ui, at, response.rect, (nth == 0).then_some(head.rect));
            }
            if !current && response.clicked() {
                view.wording = None;
                intents.push(Intent::ChooseCorrection(at));
                view.focus();
            }
        }
    }
}

fn card(
    ui: &mut Ui,
    scene: Scene<'_>,
    at: usize,
    correction: &Correction,
    view: &mut View,
    intents: &mut Vec<Intent>,
) -> Response {
    let worked = match scene.correcting.at() == Some(at) {
        true if view.answering => Worked::On,
        true => Worked::Resting,
        false => Worked::Not,
    };
    let words = correction.own.first().or(correction.gold.as_ref()).map(|a| quoted(scene, a));
    let asked = || correction.thread.remarks().first().map(|remark| shortened(&remark.comment.text, 120));
    let name = format!("{}: {}", word(correction.kind), words.or_else(asked).unwrap_or_default());
    raised::show(ui, scene.theme, ("correction", at), (&name, worked), |ui| {
        what(ui, scene, correction);
        if worked != Worked::Not {
            answers(ui, scene, correction, view, intents);
        }
    })
}

/// Mine and the review's, and why.
fn what(ui: &mut Ui, scene: Scene<'_>, correction: &Correction) {
    let common = correction.words_of_both();
    for own in &correction.own {
        said(ui, scene, ("mine", own), correction.gold.as_deref(), common.as_ref());
    }
    match &correction.gold {
        // Where the links alone differ, there is nothing else to compare.
        Some(gold) if matches!(correction.own.as_slice(), [only] if says_the_same(only, gold)) => {
            if correction.is_answered() && correction.kind == CorrectionKind::Accepted {
                ui.label(RichText::new("The review has it as you do").color(scene.theme.ink2));
            }
        }
        Some(gold) => {
            let own = correction.own.first().map(|own| &**own);
            said(ui, scene, ("review", gold), own, common.as_ref());
            if correction.is_gone(scene.document.set().annotator()) {
                let line = "You had it too, and took it away since";
                ui.label(RichText::new(line).color(scene.theme.ink2));
            }
        }
        None => {
            let line = match correction.kind {
                CorrectionKind::Withdrawn => "The review has taken back what you spoke about",
                _ => "The review has nothing here",
            };
            ui.label(RichText::new(line).color(scene.theme.ink2));
        }
    }
    for link in &correction.links {
        let line = in_words(scene, link);
        scene.face.words(&line).look(Look::SMALL).ink(scene.theme.ink).wrapped().show(ui);
    }
    let why = correction.decision.as_ref().map(Decision::why).unwrap_or_default();
    if !why.is_empty() {
        scene.face.words(&why).look(Look::SMALL).ink(scene.theme.accent).wrapped().show(ui);
    }
    if !correction.thread.remarks().is_empty() {
        thread::show(ui, scene.face, &correction.thread, scene.correcting.gold());
    }
}

/// What an annotation says: its words with those marked that are not `common`, where the words differ; of its slots those
/// in which the other differs, or all where there is no other.
fn said(
    ui: &mut Ui,
    scene: Scene<'_>,
    (whose, annotation): (&str, &Annotation),
    other: Option<&Annotation>,
    common: Option<&Pieces>,
) {
    let alike = |name: &str, value: &str| {
        other.is_some_and(|other| other.slots.iter().any(|slot| &*slot.name == name && slot.value == value))
    };
    let slots = annotation.slots.iter().filter(|slot| !slot.value.is_empty());
    let tagset = scene.document.tagset();
    let tag = tagset.tag(&annotation.tag);
    let title = tag.map_or(&*annotation.tag, |tag| tag.title.as_str());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let left = ui.cursor().left();
        ui.label(RichText::new(whose).color(scene.theme.ink3));
        ui.add_space((left + 52.0 - ui.cursor().left()).max(0.0));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let paint = scene.theme.tag(tag);
            scene.face.words(title).look(Look::UI.semibold()).ink(paint.line).show(ui);
            if let Some(common) = common {
                // Both are shown so that one sees where they differ.
                let words = spread(&scene.document.article().text, &annotation.pieces, Some(common));
                words.show(ui, scene.face, &Look::QUOTED, scene.theme);
            } else {
                let words = quoted(scene, annotation);
                scene.face.words(&words).look(Look::QUOTED).ink(scene.theme.ink).lines(3).show(ui);
            }
            for slot in slots.filter(|slot| !alike(&slot.name, &slot.value)).take(8) {
                let line = format!("{}: {}", slot.name.replace('-', " "), slot.value);
                scene.face.words(&line).look(Look::SMALL).ink(scene.theme.ink2).show(ui);
            }
        });
    });
}

/// “and links it: same-as → a council member”.
fn in_words(scene: Scene<'_>, link: &LinkCorrection) -> String {
    let words = |other: &Annotation| shortened(&other.pieces.quote(&scene.document.article().text), 60);
    match link {
        LinkCorrection::LeadsTo { kind, other } => format!("the review links it: {kind} → {}", words(other)),
        LinkCorrection::ComesFrom { kind, other } => {
            format!("the review links {} to it: {kind}", words(other))
        }
        LinkCorrection::Gone(link) => {
            let own = link.to.annotator.is_none().then(|| scene.document.set().get(&link.to.id)).flatten();
            let other = own.map_or_else(|| link.to.to_string(), |own| words(own));
            format!("the review has no link: {} → {other}", link.kind)
        }
    }
}

fn quoted(scene: Scene<'_>, annotation: &Annotation) -> String {
    shortened(&annotation.pieces.quote(&scene.document.article().text), 120)
}

/// Accept, contest, ask.
fn answers(
    ui: &mut Ui,
    scene: Scene<'_>,
    correction: &Correction,
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    let writable = *scene.document.access() == Access::Writable;
    ui.add_space(theme::GRID);
    if let Some((objection, words)) = &mut view.wording {
        let hint = match objection {
            Objection::Contest => "Why it should stand as it was · Enter says it",
            Objection::Ask => "What is not clear · Enter says it",
        };
        let opened = std::mem::take(&mut view.focus_words);
        let subject = correction.subject(scene.correcting.gold());
        if let Some(left) = subject.as_ref().filter(|_| opened).and_then(|subject| view.left.remove(subject))
        {
            *words = left;
        }
        let field = TextEdit::singleline(words).hint_text(hint).desired_width(f32::INFINITY);
        let response = named(ui, field, hint);
        if opened {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.lost_focus() {
            let words = std::mem::take(words);
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                intents.push(Intent::Object(*objection, words));
            } else {
                view.left
                    .extend(subject.filter(|_| !words.trim().is_empty()).map(|subject| (subject, words)));
            }
            view.wording = None;
            view.focus();
        }
        return;
    }
    let subject = correction.subject(scene.correcting.gold());
    if let Some(words) = subject.as_ref().and_then(|subject| view.left.get(subject)) {
        let line = format!("not said yet: {}", shortened(words, 120));
        scene.face.words(&line).look(Look::SMALL).ink(scene.theme.ink2).wrapped().show(ui);
    }
    if correction.kind == CorrectionKind::Withdrawn {
        return;
    }
    ui.add_enabled_ui(writable, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            ui.spacing_mut().button_padding = vec2(3.0, 1.0);
            let differs = correction.differs();
            for (command, words, wanted) in [
                (Command::AcceptCorrection, "accept", differs),
                (Command::ContestCorrection, "contest…", differs),
                (Command::AskAboutCorrection, "ask…", true),
            ] {
                if !wanted {
                    continue;
                }
                let show = if view.answering { deed::show } else { deed::without_key };
                if show(ui, words, command).clicked() {
                    intents.push(Intent::Run(command));
                }
            }
        });
    });
}

/// What stands over those of a kind.
fn heading(kind: CorrectionKind) -> &'static str {
    match kind {
        // Most of these the author need not have done anything for.
        CorrectionKind::Accepted => "Accepted by the review",
        _ => word(kind),
    }
}

/// The word for a kind.
pub(crate) fn word(kind: CorrectionKind) -> &'static str {
    match kind {
        CorrectionKind::Changed => "Changed",
        CorrectionKind::Rejected => "Rejected",
        CorrectionKind::Missed => "Missed",
        CorrectionKind::Withdrawn => "Withdrawn",
        CorrectionKind::Accepted => "Accepted",
    }
}
