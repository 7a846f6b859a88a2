//! The queue of a review: cases by kind, the current one with its answers, and how much the annotators agree.

mod answer;
mod case_card;
pub(crate) mod deed;
mod numbers;
pub(crate) mod spread;
pub(crate) mod thread;

use crate::annotation::{AnnotatorName, State};
use crate::app::{Access, Command, Direction, Document, Heading, Intent, Mode, Pile, Reviewing, Session};
use crate::review::{Case, CaseKind};
use crate::ui::card_list::CardList;
use crate::ui::chip::{Chosen, chip};
use crate::ui::keys;
use crate::ui::text_face::TextFace;
use crate::ui::theme::{self, Theme};
use eframe::egui::{Align, Button, Id, Layout, RichText, Role, Ui, UiBuilder, WidgetInfo, vec2};
use std::collections::BTreeMap;

/// What is half typed in the queue, and what of it has been shown.
#[derive(Debug, Default)]
pub struct View {
    note: case_card::Note,
    /// Half-typed answers to remarks, by case.
    replies: BTreeMap<usize, String>,
    focus_note: bool,
    focus_reply: bool,
    /// Whether the reasons were brought into sight, to be chosen from.
    reasons_shown: bool,
    cards: CardList,
}

impl View {
    /// Puts the focus into the words of the reason.
    pub fn focus_note(&mut self) {
        self.focus_note = true;
    }

    /// Puts the focus into the answer to a remark.
    pub fn focus_reply(&mut self) {
        self.focus_reply = true;
    }

    /// Moves the list of the cases on, or back.
    pub fn turn(&mut self, direction: Direction) {
        self.cards.turn(direction);
    }

    /// The field of the words of the reason.
    pub(crate) fn remark_field() -> Id {
        Id::unique("why a case is decided so")
    }
}

/// All that a card is made of.
#[derive(Debug, Clone, Copy)]
struct Scene<'a> {
    face: &'a TextFace,
    document: &'a Document,
    reviewing: &'a Reviewing,
    mode: &'a Mode,
    theme: &'static Theme,
}

impl Scene<'_> {
    fn is_writable(self) -> bool {
        *self.document.access() == Access::Writable
    }

    /// Whether the next letter chooses a reason.
    fn is_picking_reason(self) -> bool {
        *self.mode == Mode::PickingReason
    }

    /// The place of an annotator among those under review.
    fn place_of(self, name: &AnnotatorName) -> usize {
        self.reviewing.sets().iter().position(|set| set.annotator() == name).unwrap_or_default()
    }

    fn paragraph(self, case: &Case) -> String {
        format!("¶{}", self.document.index().paragraph_of(case.extent.start()) + 1)
    }
}

/// Cards beyond this are listed by their heads alone: nobody scrolls through a thousand.
const MOST: usize = 200;

/// Shows the queue in the whole of `ui`.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let (Some(document), Some(reviewing)) = (session.document(), session.reviewing()) else { return };
    let scene = Scene { face, document, reviewing, mode: session.mode(), theme: theme::of(ui) };
    let region =
        UiBuilder::new().accessibility_role(Role::Group).accessibility_label("Cases").max_rect(ui.max_rect());
    ui.scope_builder(region, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, theme::GRID * 2.0);
        ui.add_space(theme::GRID * 3.0);
        piles(ui, scene, intents);
        let mut list = std::mem::take(&mut view.cards);
        list.show(ui, "cases", intents, |ui, list, intents| {
            cards(ui, scene, (view, list), intents);
            numbers::show(ui, scene, intents);
        });
        view.cards = list;
    });
}

/// “Decide (5 left) (7 agreed) (2 decided)”, and below it the number whose cases are listed.
fn piles(ui: &mut Ui, scene: Scene<'_>, intents: &mut Vec<Intent>) {
    let progress = scene.reviewing.workload();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(theme::semibold("Decide").color(scene.theme.ink));
        ui.add_space(2.0);
        for (pile, words) in [
            (Pile::Left, format!("{} left", progress.left)),
            (Pile::Agreed, format!("{} agreed", progress.agreed)),
            (Pile::Decided, format!("{} decided", progress.decided)),
        ] {
            let chosen = Chosen::when(&scene.reviewing.pile(), &pile);
            if chip(ui, scene.face, &words, &words, chosen).clicked() {
                intents.push(Intent::ListCases(pile));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let many = Button::new(RichText::new("Many…").small().color(scene.theme.ink2));
            let response = ui.add_enabled(scene.is_writable(), many.frame_when_inactive(false));
            if response.on_hover_text(keys::hinted(Command::Batch.title(), Command::Batch)).clicked() {
                intents.push(Intent::Run(Command::Batch));
            }
        });
    });
    if let Some(behind) = scene.reviewing.behind() {
        let words = format!("{} · {} behind the number  ×", behind.name, behind.cases.len());
        let name = format!("{}: {} behind the number, back to what is left", behind.name, behind.cases.len());
        if chip(ui, scene.face, &words, &name, Chosen::Yes).clicked() {
            intents.push(Intent::ListCases(Pile::Left));
        }
    }
}

fn cards(ui: &mut Ui, scene: Scene<'_>, (view, list): (&mut View, &mut CardList), intents: &mut Vec<Intent>) {
    let headed = scene.reviewing.headed();
    if headed.is_empty() {
        nothing(ui, scene, intents);
    }
    let mut shown = 0;
    for (heading, cases) in headed {
        let head = ui.label(theme::head(scene.theme, format!("{} · {}", words(heading), cases.len())));
        head.widget_info(|| {
            WidgetInfo::labeled(Role::Heading, true, format!("{}: {}", words(heading), cases.len()))
        });
        for (nth, at) in cases.into_iter().enumerate() {
            shown += 1;
            let current = scene.reviewing.at() == Some(at);
            if shown > MOST && !current {
                continue;
            }
            let Some(response) = case_card::show(ui, scene, at, view, intents) else { continue };
            if current {
                list.keep(ui, at, response.rect, (nth == 0).then_some(head.rect));
            }
            if !current && response.clicked() {
                intents.push(Intent::ChooseCase(at));
            }
        }
    }
    if shown > MOST {
        let more = format!("and {} more; they come up as these are decided", shown - MOST);
        ui.label(RichText::new(more).small().color(scene.theme.ink3));
    }
}

/// What is said when a pile is empty.
fn nothing(ui: &mut Ui, scene: Scene<'_>, intents: &mut Vec<Intent>) {
    let done = *scene.document.set().state() == State::Done;
    let (what, then) = match scene.reviewing.pile() {
        Pile::Left if done => {
            ("The review is done", "Authors find their corrections when they open the article")
        }
        Pile::Left => ("Everything is decided", "Ctrl+Enter marks the review as done"),
        Pile::Agreed => ("On nothing do all agree", "What is left is decided case by case"),
        Pile::Decided => ("Nothing is decided yet", "F8 leads to the first case"),
        Pile::Behind => ("Nothing is behind the number", "F8 leads to the first case"),
    };
    ui.add_space(theme::GRID * 4.0);
    ui.label(theme::semibold(what).color(scene.theme.ink));
    ui.label(RichText::new(then).color(scene.theme.ink2));
    if scene.reviewing.pile() == Pile::Left && scene.is_writable() {
        let words = if done { "Open it again" } else { "Mark as done" };
        let button = ui.button(words);
        if button.on_hover_text(keys::hinted(Command::ToggleDone.title(), Command::ToggleDone)).clicked() {
            intents.push(Intent::Run(Command::ToggleDone));
        }
    }
}

/// The words of a head.
fn words(heading: Heading) -> &'static str {
    match heading {
        Heading::Contested => "Answered by the author",
        Heading::Changed => "Changed since decided",
        Heading::Of(CaseKind::Tag) => "Tag",
        Heading::Of(CaseKind::Boundary) => "Boundary",
        Heading::Of(CaseKind::BoundaryAndTag) => "Boundary and tag",
        Heading::Of(CaseKind::Split) => "One or several",
        Heading::Of(CaseKind::Slots) => "Slots and links",
        Heading::Of(CaseKind::OnlySome) => "Only some",
        Heading::Of(CaseKind::InGoldAlone) => "In gold alone",
        Heading::Of(CaseKind::Agreed) => "Agreed",
    }
}
