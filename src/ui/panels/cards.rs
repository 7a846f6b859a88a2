//! The cards at the right of the article: what each annotation near the visible text says.
//!
//! The current one shows all it has and takes every edit; the others show their tag and two slots. Cards
//! stand beside the first line of their words, see [`Beside`], and push each other away from the current one.
//! Only annotations that are given are looked at, however many the set has.

mod brief;
mod choice;
mod current;
mod field;
mod frame;
mod links;
mod list;
pub mod picking;
mod place;
mod press;
mod row;
mod stack;
mod subject;
mod typed;
mod unplaced;

use crate::annotation::{Annotation, AnnotationId, AnnotationRef, SlotKind};
use crate::app::{Document, Intent, Pane, Session};
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use brief::Brief;
use eframe::egui::{Context, Id, Key, Memory, Modifiers, Rect, Role, Ui, UiBuilder, pos2, vec2};
use stack::Wanted;
use std::sync::Arc;
use subject::{Subject, control};

/// Where the annotations that can be seen, or nearly, stand beside the cards.
///
/// Heights are in points from the top of the panel to the top of the first line of the annotation; they may
/// be negative or beyond the bottom. Give what stands within half a screen above and below too, so that cards
/// do not jump when what pushed them scrolls away.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'b> {
    /// One's own annotations.
    pub own: &'b [(AnnotationId, f32)],
    /// Colleagues' annotations that are shown.
    pub others: &'b [(AnnotationRef, f32)],
    /// The article on the screen: a click there picks words while a list of names is open.
    pub text: Rect,
}

/// What the cards remember from frame to frame.
#[derive(Debug, Default)]
pub struct View {
    /// A list that is open at a slot.
    list: Option<list::List>,
    /// A slot whose list is to be opened.
    wanted: Option<(AnnotationId, Arc<str>)>,
    /// Below which row the list opens.
    anchor: Option<Rect>,
    typing: Option<field::Typing>,
    focus: Option<Wish>,
    /// Whether the focus was among the cards in the last frame.
    had_focus: HadFocus,
    /// How high the card of an annotation was when it was drawn last.
    height: Option<(AnnotationId, f32)>,
    links: links::Links,
    rule: current::RuleShown,
    unplaced: unplaced::Section,
}

/// Where the focus is wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    First,
    Note,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum HadFocus {
    #[default]
    No,
    Yes,
}

impl View {
    /// Opens the list of a slot of the current annotation; puts the focus into the field of one that is typed.
    pub fn open_slot(&mut self, id: AnnotationId, slot: Arc<str>) {
        self.wanted = Some((id, slot));
    }

    /// Puts the focus on the first slot of the current card.
    pub fn focus(&mut self) {
        self.focus = Some(Wish::First);
    }

    /// Puts the focus into the note of the current card.
    pub fn focus_note(&mut self) {
        self.focus = Some(Wish::Note);
    }

    /// Whether Escape belongs to the cards: it closes an open list, else leads back to the text.
    pub fn takes_escape(&self) -> bool {
        self.takes_keys() || self.had_focus == HadFocus::Yes
    }

    /// Whether a list is open, or about to be: then every key that types belongs to it, even in the frame
    /// before its field has the focus.
    pub fn takes_keys(&self) -> bool {
        self.list.is_some() || self.wanted.is_some()
    }
}

/// Shows the cards in the whole of `ui`.
pub fn show(
    ui: &mut Ui,
    face: &TextFace,
    session: &Session,
    beside: Beside<'_>,
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    let Some(document) = session.document() else { return };
    let panel = ui.max_rect();
    settle(ui, document, view, intents);
    let region =
        UiBuilder::new().max_rect(panel).accessibility_role(Role::Group).accessibility_label("Cards");
    ui.scope_builder(region, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(panel.expand2(vec2(theme::GRID * 3.0, 0.0))));
        unplaced::show(ui, face, document, &mut view.unplaced, panel.height() * 0.4, intents);
        let top = ui.cursor().top();
        let rest = Rect::from_min_max(pos2(panel.left(), top.max(panel.top())), panel.max);
        let shift = rest.top() - panel.top();
        stacked(ui, (face, session, document), beside, (rest, shift), view, intents);
    });
    open_list(ui.ctx(), (face, session, document), beside.text, panel, view, intents);
    let focused = ui.memory(Memory::focused).and_then(|id| ui.ctx().read_response(id));
    let inside = focused.is_some_and(|response| panel.expand(8.0).contains_rect(response.rect));
    view.had_focus = if inside { HadFocus::Yes } else { HadFocus::No };
}

/// Ends what the last frame left open: typing in a field that has lost the focus, a list whose annotation
/// is no longer current. Escape leaves the cards.
fn settle(ui: &Ui, document: &Document, view: &mut View, intents: &mut Vec<Intent>) {
    if view.typing.as_ref().is_some_and(|typing| ui.memory(|memory| !memory.has_focus(typing.field))) {
        view.typing = None;
        intents.push(Intent::EndTyping);
    }
    if view.list.as_ref().is_some_and(|list| document.current_id() != Some(&list.id)) {
        view.list = None;
    }
    let leaves = view.had_focus == HadFocus::Yes && view.list.is_none();
    if leaves && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        view.had_focus = HadFocus::No;
        intents.push(Intent::Focus(Pane::Article));
    }
}

/// A card and where its words begin.
enum Card<'a> {
    Current(Subject<'a>, Vec<String>),
    Brief(Brief<'a>),
}

type Scene<'a> = (&'a TextFace, &'a Session, &'a Document);

fn stacked(
    ui: &mut Ui,
    scene: Scene<'_>,
    beside: Beside<'_>,
    (panel, shift): (Rect, f32),
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    let mut cards = gathered(ui, scene, beside, panel.height() + shift, view);
    cards.sort_by(|(a, _), (b, _)| a.top.total_cmp(&b.top));
    for (wanted, _) in &mut cards {
        wanted.top -= shift;
    }
    let current = cards.iter().position(|(_, card)| matches!(card, Card::Current(..)));
    let wanted: Vec<Wanted> = cards.iter().map(|(wanted, _)| *wanted).collect();
    let tops = stack::tops(&wanted, current, panel.height() - theme::GRID * 2.0);
    for ((wanted, card), top) in cards.iter().zip(tops) {
        let left_top = pos2(panel.left(), panel.top() + top);
        let rect = Rect::from_min_size(left_top, vec2(panel.width(), wanted.height));
        match card {
            Card::Current(subject, lints) => {
                let whole = Rect::from_min_max(left_top, pos2(panel.right(), left_top.y + 10_000.0));
                let height = current::show(ui, subject, lints, whole, panel.height() - 16.0, view, intents);
                take_height(ui, subject, height, view);
            }
            Card::Brief(brief) if rect.intersects(panel) => {
                let response = brief.show(ui, rect);
                if response.clicked() {
                    if response.has_focus() {
                        view.focus();
                    }
                    intents.push(Intent::MakeCurrent(Some(brief.id().clone())));
                }
            }
            Card::Brief(_) => {}
        }
    }
    take_wishes(ui.ctx(), scene, view);
}

/// The cards that belong beside the text, each with its place.
fn gathered<'a>(
    ui: &Ui,
    (face, session, document): Scene<'a>,
    beside: Beside<'a>,
    bottom: f32,
    view: &mut View,
) -> Vec<(Wanted, Card<'a>)> {
    let theme = theme::of(ui);
    let subject = |annotation: &'a Annotation| Subject::new(face, session, document, annotation, theme);
    let current = document.current();
    let mut cards = Vec::with_capacity(beside.own.len() + beside.others.len());
    for (id, top) in beside.own {
        let Some(annotation) = document.set().get(id) else { continue };
        if current.is_some_and(|current| current.id == *id) {
            continue;
        }
        let brief = Brief::own(
            subject(annotation),
            document.lints().about(id).first().map(|lint| lint.kind.to_string()),
        );
        cards.push((brief.wanted(*top), Card::Brief(brief)));
    }
    for (of, top) in beside.others {
        let whose = of.annotator.as_ref();
        let theirs = document.others().iter().find(|other| Some(other.set.annotator()) == whose);
        let Some((other, annotation)) = theirs.and_then(|other| Some((other, other.set.get(&of.id)?))) else {
            continue;
        };
        let brief = Brief::of_other(subject(annotation), other.set.annotator().as_str());
        cards.push((brief.wanted(*top), Card::Brief(brief)));
    }
    if let Some(current) = current {
        let top = beside.own.iter().find(|(id, _)| *id == current.id).map(|(_, top)| *top);
        let top = top.unwrap_or_else(|| off_screen(document, current, beside, bottom));
        let height =
            view.height.as_ref().filter(|(id, _)| *id == current.id).map_or(240.0, |(_, height)| *height);
        let lints = document.lints().about(&current.id).iter().map(|lint| lint.kind.to_string()).collect();
        cards.push((Wanted { top, height }, Card::Current(subject(current), lints)));
    }
    cards
}

/// The current card stays in sight when its words are not: at the top, or at the bottom.
fn off_screen(document: &Document, current: &Annotation, beside: Beside<'_>, bottom: f32) -> f32 {
    let first = beside.own.iter().min_by(|(_, a), (_, b)| a.total_cmp(b));
    let first = first.and_then(|(id, _)| document.set().get(id));
    if first.is_some_and(|first| first.extent() < current.extent()) { bottom } else { 0.0 }
}

fn take_height(ui: &Ui, subject: &Subject<'_>, height: f32, view: &mut View) {
    let known =
        view.height.as_ref().filter(|(id, _)| *id == subject.annotation.id).map(|(_, height)| *height);
    if known.is_none_or(|known| (known - height).abs() > 0.5) {
        view.height = Some((subject.annotation.id.clone(), height));
        ui.ctx().request_discard("a card is placed by its height");
    }
}

/// Moves the focus and opens the list that somebody has asked for.
fn take_wishes(ctx: &Context, (face, session, document): Scene<'_>, view: &mut View) {
    let Some(current) = document.current() else { return };
    let theme = if ctx.theme() == eframe::egui::Theme::Dark { &theme::DARK } else { &theme::LIGHT };
    let subject = Subject::new(face, session, document, current, theme);
    let focus = |id: Id| ctx.memory_mut(|memory| memory.request_focus(id));
    match view.focus.take() {
        Some(Wish::First) => focus(first_control(&subject)),
        Some(Wish::Note) => focus(control(&current.id, "note", 0)),
        None => {}
    }
    let Some((id, slot)) = view.wanted.take() else { return };
    let rule =
        subject.tag.and_then(|tag| tag.slot(&slot)).filter(|_| id == current.id && subject.is_writable());
    let Some(rule) = rule else { return };
    match rule.kind {
        SlotKind::Choice | SlotKind::Place => view.list = Some(list::List::open(&subject, rule, ctx)),
        SlotKind::Text | SlotKind::Date | SlotKind::Number => focus(control(&id, &slot, 0)),
    }
}

/// The control of the first slot: of chips, the chosen one.
fn first_control(subject: &Subject<'_>) -> Id {
    let Some(rule) = subject.rules().first() else { return subject.control("note", 0) };
    let held = subject.held(&rule.name).next();
    let chosen = rule.choices.iter().position(|choice| held.is_some_and(|slot| slot.value == **choice));
    let nth = if rule.kind == SlotKind::Choice && choice::as_chips(rule) { chosen.unwrap_or(0) } else { 0 };
    subject.control(&rule.name, nth)
}

fn open_list(
    ctx: &Context,
    (face, session, document): Scene<'_>,
    text: Rect,
    panel: Rect,
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    let Some(current) = document.current() else { return };
    let Some(list) = view.list.take() else { return };
    let theme = if ctx.theme() == eframe::egui::Theme::Dark { &theme::DARK } else { &theme::LIGHT };
    let subject = Subject::new(face, session, document, current, theme);
    let anchor = view.anchor.take().unwrap_or(panel.with_max_y(panel.top()));
    view.list = list.show(ctx, &subject, anchor, text, intents);
}
