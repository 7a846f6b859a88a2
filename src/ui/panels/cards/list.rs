//! The list that opens at a slot: choices to filter, or names to take, type or pick in the text.

mod keys;

use super::place;
use super::press::ROW;
use super::subject::{Subject, in_words};
use crate::annotation::{AnnotationId, Place, Slot, SlotKind, SlotRule};
use crate::app::Intent;
use crate::suggest::{cue, speaker};
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::{
    Area, Context, EventFilter, Frame, Id, Key, Margin, Memory, Modifiers, Order, Rect, Response, Role,
    ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2,
};
use keys::Asked;
use std::sync::Arc;

/// The most that is offered.
const MOST: usize = 30;

/// The width of a list.
const WIDTH: f32 = 264.0;

/// The list that is open at a slot of the current annotation.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) id: AnnotationId,
    pub(super) slot: Arc<str>,
    kind: SlotKind,
    offers: Vec<Offer>,
    /// What stands in the field.
    typed: String,
    /// Which of the offers that can be seen is taken by Enter.
    at: usize,
    /// Which of the slot's values is replaced.
    nth: usize,
    /// Counted by egui: in the pass in which it opens, a click elsewhere is the one that opened it.
    born: u64,
    /// What had the focus before.
    before: Option<Id>,
}

/// Something that may be taken for a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    value: String,
    at: Vec<Place>,
    gloss: &'static str,
}

/// What somebody did with a list.
enum Deed {
    Take(Offer),
    Pick,
    Clear,
    Close,
}

impl List {
    /// The list of a slot, with what may be taken for it.
    pub(super) fn open(subject: &Subject<'_>, rule: &SlotRule, ctx: &Context) -> Self {
        let offers = match rule.kind {
            SlotKind::Choice => choices(rule),
            SlotKind::Place if place::repeats(&rule.name) => verbs(subject),
            SlotKind::Place | SlotKind::Text | SlotKind::Date | SlotKind::Number => {
                names(subject, &rule.name)
            }
        };
        let held = subject.held(&rule.name).next().map(|slot| slot.value.as_str());
        let at = match rule.kind {
            SlotKind::Choice => {
                offers.iter().position(|offer| Some(offer.value.as_str()) == held).unwrap_or(0)
            }
            SlotKind::Place | SlotKind::Text | SlotKind::Date | SlotKind::Number => 0,
        };
        Self {
            id: subject.annotation.id.clone(),
            slot: Arc::clone(&rule.name),
            kind: rule.kind,
            offers,
            typed: String::new(),
            at,
            nth: 0,
            born: ctx.cumulative_pass_nr(),
            before: ctx.memory(Memory::focused),
        }
    }

    /// The same, opened by a press in the card: the key that pressed is not for the list.
    pub(super) fn pressed(subject: &Subject<'_>, rule: &SlotRule, ui: &Ui) -> Self {
        ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Enter);
            input.consume_key(Modifiers::NONE, Key::Space);
        });
        Self::open(subject, rule, ui.ctx())
    }

    /// The same, for the nth value of a slot that may have several; beyond the last for another one.
    #[must_use]
    pub(super) fn instead_of(self, nth: usize) -> Self {
        Self { nth, ..self }
    }

    /// The offers that what is typed lets through; what is typed itself comes last.
    fn seen(&self) -> Vec<Offer> {
        let typed = self.typed.trim();
        let wanted = typed.to_lowercase();
        let fits = |offer: &&Offer| offer.value.to_lowercase().contains(&wanted);
        let mut seen: Vec<Offer> = self.offers.iter().filter(fits).take(MOST).cloned().collect();
        let new = !typed.is_empty() && !seen.iter().any(|offer| offer.value == typed);
        if new && self.kind != SlotKind::Choice {
            seen.push(Offer { value: typed.to_owned(), at: Vec::new(), gloss: "as typed" });
        }
        seen
    }

    /// Shows the list below `anchor`. Nothing is left of it once something was taken.
    pub(super) fn show(
        mut self,
        ctx: &Context,
        subject: &Subject<'_>,
        anchor: Rect,
        text: Rect,
        intents: &mut Vec<Intent>,
    ) -> Option<Self> {
        let field = Id::unique("slot list field");
        let asked = keys::take(ctx, &self.typed);
        let deed = self.obey(asked).or_else(|| self.draw(ctx, subject, anchor, field)).or_else(|| {
            let outside = self.pressed_outside(ctx)?;
            Some(if text.contains(outside) && self.kind != SlotKind::Choice {
                Deed::Pick
            } else {
                Deed::Close
            })
        });
        let Some(deed) = deed else {
            if ctx.memory(|memory| memory.focused() != Some(field)) {
                ctx.memory_mut(|memory| memory.request_focus(field));
            }
            return Some(self);
        };
        // Back to where the person was, in the text or in the card.
        ctx.memory_mut(|memory| match self.before {
            Some(before) => memory.request_focus(before),
            None => memory.surrender_focus(field),
        });
        self.does(subject, deed, intents);
        None
    }

    fn obey(&mut self, asked: Asked) -> Option<Deed> {
        let seen = self.seen();
        let last = seen.len().saturating_sub(1);
        match asked {
            Asked::Nothing => return None,
            Asked::Down => self.at = (self.at + 1).min(last),
            Asked::Up => self.at = self.at.saturating_sub(1),
            Asked::Enter => {
                return Some(seen.get(self.at.min(last)).cloned().map_or(Deed::Close, Deed::Take));
            }
            Asked::Digit(nth) => return seen.get(nth).cloned().map(Deed::Take),
            Asked::Tab if self.kind == SlotKind::Choice => return Some(Deed::Close),
            Asked::Tab => return Some(Deed::Pick),
            Asked::Clear => return Some(Deed::Clear),
            Asked::Escape => return Some(Deed::Close),
        }
        None
    }

    fn does(&self, subject: &Subject<'_>, deed: Deed, intents: &mut Vec<Intent>) {
        match deed {
            Deed::Take(offer) => {
                let mut values: Vec<Slot> = subject.held(&self.slot).cloned().collect();
                let kept = values.get(self.nth).map(|slot| slot.at.clone()).unwrap_or_default();
                // A name that is typed stands for the words it was read from: “he” stays the place.
                let at = if offer.at.is_empty() && offer.gloss == "as typed" { kept } else { offer.at };
                let value = Slot { name: Arc::clone(&self.slot), value: offer.value, at };
                match values.get_mut(self.nth) {
                    Some(held) => *held = value,
                    None => values.push(value),
                }
                if !place::repeats(&self.slot) {
                    let taken = values.get(self.nth).cloned();
                    values = taken.into_iter().collect();
                }
                intents.extend([subject.set_slot(&self.slot, values), Intent::EndTyping]);
            }
            Deed::Clear => {
                let mut values: Vec<Slot> = subject.held(&self.slot).cloned().collect();
                if self.nth < values.len() {
                    values.remove(self.nth);
                }
                intents.extend([subject.set_slot(&self.slot, values), Intent::EndTyping]);
            }
            Deed::Pick if self.nth > 0 => {
                intents.push(Intent::PickAnother(self.id.clone(), Arc::clone(&self.slot)));
            }
            Deed::Pick => intents.push(Intent::PickPlace(self.id.clone(), Arc::clone(&self.slot))),
            Deed::Close => {}
        }
    }

    /// Where the pointer was pressed, if outside the list and after it opened.
    fn pressed_outside(&self, ctx: &Context) -> Option<eframe::egui::Pos2> {
        if self.born == ctx.cumulative_pass_nr() {
            return None;
        }
        let pressed =
            ctx.input(|input| input.pointer.any_pressed().then(|| input.pointer.interact_pos()).flatten())?;
        let over = ctx.layer_id_at(pressed) == Some(eframe::egui::LayerId::new(Order::Foreground, area()));
        (!over).then_some(pressed)
    }

    fn draw(&mut self, ctx: &Context, subject: &Subject<'_>, anchor: Rect, field: Id) -> Option<Deed> {
        let theme = subject.theme;
        let frame = Frame::popup(&ctx.style_of(ctx.theme())).fill(theme.panel).inner_margin(Margin::same(6));
        Area::new(area())
            .order(Order::Foreground)
            .fade_in(false)
            .accessible_name(format!("Values of {}", in_words(&self.slot)))
            .fixed_pos(anchor.left_bottom() + vec2(-6.0, 2.0))
            .constrain(true)
            .show(ctx, |ui| frame.show(ui, |ui| self.content(ui, subject, field)).inner)
            .inner
    }

    fn content(&mut self, ui: &mut Ui, subject: &Subject<'_>, field: Id) -> Option<Deed> {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        self.filter(ui, field);
        ui.add_space(4.0);
        let seen = self.seen();
        let last = seen.len().saturating_sub(1);
        let numbered = self.typed.is_empty();
        let mut taken = None;
        ScrollArea::vertical().max_height(ROW * 12.0).show(ui, |ui| {
            for (nth, offer) in seen.iter().enumerate() {
                let row =
                    Row { offer, number: numbered.then_some(nth + 1), pointed: nth == self.at.min(last) };
                let response = row.show(ui, subject.face);
                if row.pointed && ui.input(|input| !input.events.is_empty()) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    taken = Some(Deed::Take(offer.clone()));
                }
            }
        });
        if seen.is_empty() {
            let nothing = if self.offers.is_empty() { "No names nearby: type one" } else { "Nothing fits" };
            ui.label(eframe::egui::RichText::new(nothing).color(subject.theme.ink3));
        }
        taken.or_else(|| self.foot(ui, subject))
    }

    fn filter(&mut self, ui: &mut Ui, field: Id) {
        let slot = in_words(&self.slot);
        let hint = if self.kind == SlotKind::Choice { "type to filter" } else { "type a name" };
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        let before = self.typed.clone();
        let edit = TextEdit::singleline(&mut self.typed)
            .id(field)
            .return_key(None)
            .event_filter(filter)
            .hint_text(hint)
            .desired_width(WIDTH - 8.0);
        ui.add(edit);
        ui.ctx().accesskit_node_builder(field, |node| node.set_label(format!("Choose {slot}")));
        if self.typed != before {
            self.at = 0;
        }
    }

    fn foot(&self, ui: &mut Ui, subject: &Subject<'_>) -> Option<Deed> {
        let mut deed = None;
        let has = subject.held(&self.slot).nth(self.nth).is_some();
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let words = |words: &str| eframe::egui::RichText::new(words).size(theme::size::SMALL);
            if self.kind != SlotKind::Choice {
                let pick = ui.button(words("Pick words in the text"));
                if pick.on_hover_text("Tab, or click in the text").clicked() {
                    deed = Some(Deed::Pick);
                }
            }
            if has && ui.button(words("Clear")).on_hover_text("Delete").clicked() {
                deed = Some(Deed::Clear);
            }
        });
        deed
    }
}

fn area() -> Id {
    Id::unique("slot list")
}

/// One offer in the list.
struct Row<'o> {
    offer: &'o Offer,
    number: Option<usize>,
    pointed: bool,
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui, face: &TextFace) -> Response {
        let theme = theme::of(ui);
        let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, ROW + 2.0), Sense::CLICK);
        let pointed = self.pointed;
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, pointed, &self.offer.value));
        if self.pointed || response.hovered() {
            let ground = if self.pointed { theme.selection } else { theme.hovered };
            ui.painter().rect_filled(rect, theme::RADIUS, ground);
        }
        let put = |words: &str, look: Look, ink, left: f32, width: f32| {
            let line = face.line(ui.ctx(), words, look, width);
            face.paint(
                ui.painter(),
                pos2(rect.left() + left, rect.center().y - line.height() / 2.0),
                &line,
                ink,
            );
            line.width()
        };
        let digit = self.number.filter(|number| *number <= 9).map(|number| number.to_string());
        put(digit.as_deref().unwrap_or_default(), Look::SMALL, theme.ink3, 6.0, 14.0);
        let gloss = if self.offer.gloss.is_empty() { 0.0 } else { 92.0 };
        put(&self.offer.value, Look::UI, theme.ink, 22.0, WIDTH - 28.0 - gloss);
        if gloss > 0.0 {
            put(self.offer.gloss, Look::SMALL, theme.ink3, WIDTH - gloss, gloss - 6.0);
        }
        response
    }
}

fn choices(rule: &SlotRule) -> Vec<Offer> {
    let offer = |choice: &Arc<str>| Offer { value: (**choice).to_owned(), at: Vec::new(), gloss: "" };
    rule.choices.iter().map(offer).collect()
}

fn names(subject: &Subject<'_>, slot: &str) -> Vec<Offer> {
    let document = subject.document;
    let statement = subject.annotation.extent();
    let found = speaker::candidates(&document.article().text, document.set(), slot, statement, MOST);
    let own_voice = Offer { value: "article".to_owned(), at: Vec::new(), gloss: "its own voice" };
    let article = (slot == "disputed-by").then_some(own_voice);
    let twice = |name: &str| article.is_some() && name == "article";
    let named = found.into_iter().filter(|candidate| !twice(&candidate.name)).map(|candidate| Offer {
        value: candidate.name,
        at: candidate.at.map(Place::Found).into_iter().collect(),
        gloss: "",
    });
    let named: Vec<Offer> = named.collect();
    named.into_iter().chain(article).collect()
}

fn verbs(subject: &Subject<'_>) -> Vec<Offer> {
    let text = &subject.document.article().text;
    let verb = cue::nearest(text, subject.annotation.extent());
    let offer =
        |span| Offer { value: text.quote(span).to_owned(), at: vec![Place::Found(span)], gloss: "nearest" };
    verb.map(offer).into_iter().collect()
}
