//! The bar on top: menus, the tags with their keys, the field to find words in the article.

use super::menus;
use crate::annotation::{Tag, Tagset};
use crate::app::{Command, Find, Intent, Session};
use crate::ui::field::named;
use crate::ui::row::letter_box;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::units::times;
use crate::ui::{keys, rule, theme};
use eframe::egui::{
    Align, Align2, Id, Key, Layout, MenuBar, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// What is half typed in the bar.
#[derive(Debug, Clone, Default)]
pub struct View {
    words: String,
    focus: bool,
}

impl View {
    /// Puts the focus into the field when it is shown next.
    pub fn focus(&mut self) {
        self.focus = true;
    }

    /// The field to find words in.
    pub fn field() -> Id {
        Id::unique("find in article")
    }
}

/// Width and height of the box of a chip's letter.
const BOX: f32 = 18.0;
/// Height of a chip.
const CHIP: f32 = 28.0;
/// Between chips, and at their ends.
const SPACE: f32 = 6.0;
/// Widths of the field where there is room, and where there is not.
const FIELD: f32 = 208.0;
const NARROW_FIELD: f32 = 120.0;
/// From here on there is room.
const ROOMY: f32 = 760.0;

/// Shows the bar in a place [`theme::TOP_BAR`] high.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let field = if ui.available_width() < ROOMY { NARROW_FIELD } else { FIELD };
    ui.add_space((theme::TOP_BAR - CHIP) / 2.0);
    ui.spacing_mut().interact_size.y = CHIP;
    MenuBar::new().ui(ui, |ui| {
        menus::show(ui, face, session, intents);
        ui.add_space(theme::GRID * 5.0);
        ui.spacing_mut().item_spacing.x = SPACE;
        let room = ui.available_width() - field - SPACE * 3.0 - COUNT;
        let opacity = ui.opacity();
        // Where no tag key acts the chips stand back; a click says what to do.
        if session.document().is_none() || session.is_deciding() {
            ui.set_opacity(opacity * ASLEEP);
        }
        chips(ui, face, session, room, intents);
        ui.set_opacity(opacity);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| find(ui, session, view, field, intents));
    });
}

/// How much of a chip is seen while no tag key acts.
const ASLEEP: f32 = 0.45;
/// Room for “3 of 12” before the field.
const COUNT: f32 = 72.0;

/// The tags as far as there is room: with their titles, else with their letters; the rest are in the Tag menu.
fn chips(ui: &mut Ui, face: &TextFace, session: &Session, room: f32, intents: &mut Vec<Intent>) {
    let tagset = session.tagset();
    let titles: Vec<_> =
        tagset.tags.iter().map(|tag| face.line(ui.ctx(), &tag.title, Look::UI.semibold(), 160.0)).collect();
    let full: f32 = titles.iter().map(|title| title.width() + BOX + SPACE * 4.0).sum();
    let with_titles = full <= room;
    let bare = BOX + SPACE * 3.0;
    let shown = if with_titles { titles.len() } else { fitting(room, bare) };
    for (tag, title) in tagset.tags.iter().zip(&titles).take(shown) {
        let width = if with_titles { title.width() + BOX + SPACE * 3.0 } else { bare - SPACE };
        let response = chip(ui, session, tag, width);
        if with_titles {
            let left = response.rect.left() + SPACE * 2.0 + BOX;
            let at = pos2(left, response.rect.center().y - title.height() / 2.0);
            face.paint(ui.painter(), at, title, theme::of(ui).ink);
        }
        if response.clicked() {
            intents.push(Intent::Tag(Arc::clone(&tag.name)));
        }
        explain(response, face, tag, tagset);
    }
    if shown < titles.len() {
        let left = titles.len() - shown;
        ui.label(format!("+{left}")).on_hover_text("The other tags are in the Tag menu");
    }
}

fn fitting(room: f32, each: f32) -> usize {
    (0..Tagset::MOST_TAGS).take_while(|count| times(count + 1) * each <= room).count()
}

fn chip(ui: &mut Ui, session: &Session, tag: &Tag, width: f32) -> Response {
    let theme = theme::of(ui);
    let enabled = session.document().is_some();
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, CHIP), sense);
    let fill = if enabled && response.hovered() { theme.hovered } else { theme.raised };
    let stroke = if response.has_focus() {
        Stroke::new(theme::RING, theme.accent)
    } else {
        Stroke::new(theme::HAIRLINE, theme.line)
    };
    ui.painter().rect(rect, theme::RADIUS, fill, stroke, StrokeKind::Inside);
    let centre = pos2(rect.left() + SPACE + BOX / 2.0, rect.center().y);
    letter_box(
        ui,
        Rect::from_center_size(centre, vec2(BOX, BOX)),
        keys::letter_of_tag(tag),
        theme.tag(Some(tag)),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, format!("Tag as {}", tag.title)));
    response
}

/// The keys of a tag and the first sentence of its rule.
fn explain(response: Response, face: &TextFace, tag: &Tag, tagset: &Tagset) {
    response.on_hover_ui(|ui| {
        ui.set_max_width(theme::CARDS);
        let ink = theme::of(ui).ink3;
        face.words(&format!("{}: {}", tag.title, keys::of_tag(tag, tagset)))
            .look(Look::UI.semibold())
            .show(ui);
        let rule = rule::first_sentence(&tag.rule);
        if !rule.is_empty() {
            face.words(&rule).look(Look::SMALL).ink(ink).wrapped().show(ui);
        }
    });
}

/// The field: Enter to the next hit, Shift+Enter selects up to it, Esc back to the text.
fn find(ui: &mut Ui, session: &Session, view: &mut View, width: f32, intents: &mut Vec<Intent>) {
    let id = View::field();
    let ctx = ui.ctx().clone();
    let has_focus = ctx.memory(|memory| memory.has_focus(id));
    if has_focus {
        find_keys(ui, intents);
    }
    let enabled = session.can(Command::Find);
    let field = TextEdit::singleline(&mut view.words)
        .id(id)
        .hint_text("Find in article")
        .margin(vec2(theme::GRID * 2.0, theme::GRID + 1.0))
        .desired_width(width)
        .align(Align2::LEFT_CENTER)
        .clip_text(true)
        .return_key(None);
    let response = ui.add_enabled_ui(enabled, |ui| named(ui, field, "Find in article")).inner;
    if std::mem::take(&mut view.focus) {
        response.request_focus();
        if let Some(mut state) = TextEdit::load_state(&ctx, id) {
            state.cursor.set_char_range(Some(whole(&view.words)));
            state.store(&ctx, id);
        }
    }
    if response.changed() || response.gained_focus() {
        intents.push(Intent::FindWords(view.words.clone()));
    }
    // Esc has taken the focus by itself. Not `Back`: what was selected up to a hit is to be tagged now.
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        intents.push(Intent::EndFind);
    }
    response.on_hover_text(keys::hinted(
        "Find words. Enter goes to the next, Shift+Enter selects up to it",
        Command::Find,
    ));
    if let Some(count) = counted(session.find(), &view.words) {
        let ink = theme::of(ui).ink3;
        ui.label(eframe::egui::RichText::new(count).small().color(ink));
    }
}

fn whole(words: &str) -> eframe::egui::text::CCursorRange {
    use eframe::egui::text::{CCursor, CCursorRange};
    CCursorRange::two(CCursor::default(), CCursor::new(words.chars().count()))
}

fn find_keys(ui: &Ui, intents: &mut Vec<Intent>) {
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::SHIFT, Key::Enter) {
        intents.push(Intent::SelectToHit);
    } else if pressed(Modifiers::NONE, Key::Enter) {
        intents.push(Intent::Run(Command::FindNext));
    }
}

/// “3 of 12”, “12 found”, “Not found”; nothing where nothing is looked for.
fn counted(find: &Find, words: &str) -> Option<String> {
    if words.trim().is_empty() || find.words != words {
        return None;
    }
    let found = find.hits.len();
    let most = if found >= Find::MOST { "+" } else { "" };
    Some(match (find.at, found) {
        (_, 0) => "Not found".to_owned(),
        (Some(at), _) => format!("{} of {found}{most}", at + 1),
        (None, _) => format!("{found}{most} found"),
    })
}
