//! The article in the window: the page, its tags, the caret, the minimap.
//!
//! # For the shell
//!
//! Keep one [`ArticleView`] for the document that is open and call [`ArticleView::show`] in every frame, in the
//! room between the side and the right edge. It takes the article as [`Shown`], pushes [`Intent`]s, and answers
//! with [`Seen`]: where cards go, and where the annotations in view stand.
//!
//! - Keys: the view handles none. It has the focus when egui's focus is on [`Seen::focus`]; while it has, Tab,
//!   arrows and Escape are left to the shell. For `Command::Caret(motion, extend)` push
//!   `Intent::MoveTo { at: view.target(&face, &shown, motion), extend }`.
//! - Scrolling: the view follows the caret by itself. For `Request::Reveal(span)` call [`ArticleView::reveal`].
//! - Another article: nothing to do; the view sees it by the text.

mod caret;
mod details;
mod heights;
mod hit;
mod inking;
mod lanes;
mod layout;
mod minimap;
mod paint;
mod pins;
mod scroll;
mod select;
mod spoken;
mod stripes;
mod table;

pub use lanes::Lanes;
pub use pins::{Pin, pins};
pub use spoken::name;

use crate::annotation::{AnnotationId, AnnotationRef, AnnotationSet, ParagraphIndex, Pieces, Tagset};
use crate::app::{Document, Find, Intent, Mode, Other, Selection};
use crate::article::Article;
use crate::text::{ByteOffset, ReadingText, Span};
use crate::ui::text_face::{Caret, Direction, Paragraph, TextFace};
use crate::ui::theme::{self, COLUMN, GAP, GRID, MINIMAP};
use eframe::egui::accesskit::Role;
use eframe::egui::{EventFilter, Id, Rect, Sense, Ui, UiBuilder, pos2, vec2};
use heights::Heights;
use inking::{InkKey, Inked};
use layout::{Parts, Setting};
use minimap::Minimap;
use scroll::{Anchor, Reveal, Visible};
use select::Drag;
use std::collections::HashMap;
use std::rc::Rc;
use table::Columns;

/// What is shown: the article with the work on it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The article.
    pub article: &'a Article,
    /// The pieces of `set` by block.
    pub index: &'a ParagraphIndex,
    /// The annotations.
    pub set: &'a AnnotationSet,
    /// What their tags look like.
    pub tagset: &'a Tagset,
    /// Caret and selection.
    pub selection: &'a Selection,
    /// The annotation that keys act on.
    pub current: Option<&'a AnnotationId>,
    /// Colleagues' sets to show beside; none to hide them.
    pub others: &'a [Other],
    /// Hits of the search, in the order of the text.
    pub hits: &'a [Span],
    /// What clicks mean.
    pub mode: &'a Mode,
    /// The review that goes on: everybody has a lane of their own.
    pub lanes: Option<&'a Lanes>,
    /// What a review says about the own tags, where the author is to see it.
    pub pins: &'a [Pin],
    /// The words that a review asks about.
    pub framed: Option<&'a Pieces>,
    /// What lies over the view, in a window too narrow to have it beside the text.
    pub over: Over,
}

/// What lies over the lower part of a view in a narrow window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Over {
    /// Nothing.
    #[default]
    Nothing,
    /// The card of the current annotation.
    Card,
    /// The cases of a review, or corrections: they hold more.
    Cards,
}

impl Over {
    /// How high it is over a view of this height.
    pub fn height(self, view: f32) -> f32 {
        match self {
            Self::Nothing => 0.0,
            Self::Card => (view * 0.45).min(360.0),
            Self::Cards => (view * 0.6).min(420.0),
        }
    }
}

impl<'a> Shown<'a> {
    /// A document as it is, with the hits of the search and what clicks mean.
    pub fn of(document: &'a Document, find: &'a Find, mode: &'a Mode) -> Self {
        Self {
            article: document.article(),
            index: document.index(),
            set: document.set(),
            tagset: document.tagset(),
            selection: document.selection(),
            current: document.current_id(),
            others: document.others(),
            hits: find.marks(),
            mode,
            lanes: None,
            pins: &[],
            framed: None,
            over: Over::Nothing,
        }
    }
}

/// What a frame showed.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Where egui's focus is when keys are meant for the article.
    pub focus: Id,
    /// The room for cards, between the text and the minimap; without width if none was asked for, or if the
    /// window is too narrow to have them beside the text.
    pub cards: Rect,
    /// The column of text.
    pub column: Rect,
    /// The annotations of the set in view, in the order of the text, each with what of it is drawn.
    pub placed: Vec<(AnnotationId, Rect)>,
    /// Colleagues' annotations in view, where they are shown, each with its first piece.
    pub placed_of_others: Vec<(AnnotationRef, Rect)>,
    /// The caret of a selection, unless it is being dragged: where a menu of tags may stand.
    pub selected: Option<Rect>,
    /// The block at the top of the view, from 0.
    pub top: usize,
}

/// A part as it is laid out.
#[derive(Debug, Clone)]
struct Laid {
    paragraph: Rc<Paragraph>,
    setting: Setting,
    /// From the column's left side to the paragraph's.
    left: f32,
    /// From the part's top to the paragraph's.
    above: f32,
    /// The whole part.
    height: f32,
}

/// Where things stand in the window.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// All of the view but the minimap and the cards.
    view: Rect,
    column: Rect,
    cards: Rect,
    map: Rect,
}

/// The column that moving up and down keeps to, as long as the caret stays.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Goal {
    at: ByteOffset,
    column: f32,
}

/// What layouts depend on beside the text.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Page {
    width: f32,
    ppp: f32,
    fonts: u64,
}

/// The view's own state: where it is scrolled to, and what it laid out.
#[derive(Debug)]
pub struct ArticleView {
    text: Option<ReadingText>,
    parts: Parts,
    heights: Heights,
    page: Page,
    place: Place,
    anchor: Anchor,
    visible: Vec<Visible>,
    laid: HashMap<usize, Laid>,
    inks: HashMap<usize, (InkKey, Rc<Inked>)>,
    ink_key: Option<InkKey>,
    /// The line under the title.
    details: String,
    words: usize,
    columns: Columns,
    minimap: Minimap,
    drag: Drag,
    /// The caret as it was last put, with the line it is drawn on.
    drawn: Option<Caret>,
    goal: Option<Goal>,
    reveal: Option<Reveal>,
    /// Where the caret was in the last frame.
    head: ByteOffset,
    /// Where the caret was when a click moved it: the click saw its place, so nothing needs to move.
    still: Option<ByteOffset>,
    stripes_drawn: Vec<(AnnotationId, Rect)>,
    placed: Vec<(AnnotationId, Rect)>,
    placed_of_others: Vec<(AnnotationRef, Rect)>,
    focus: Id,
}

/// More parts than this, laid out, are too many to keep.
const MOST_LAID: usize = 256;

/// Left of the text, unless the window is narrow.
const MARGIN: f32 = 96.0;

/// The column is not made narrower than this for cards.
const LEAST: f32 = 400.0;

/// The line under the title with the gaps around it.
const DETAILS: f32 = 36.0;

impl Default for ArticleView {
    fn default() -> Self {
        Self {
            text: None,
            parts: Parts::default(),
            heights: Heights::default(),
            page: Page { width: 0.0, ppp: 0.0, fonts: 0 },
            place: Place {
                view: Rect::NOTHING,
                column: Rect::NOTHING,
                cards: Rect::NOTHING,
                map: Rect::NOTHING,
            },
            anchor: Anchor::default(),
            visible: Vec::new(),
            laid: HashMap::new(),
            inks: HashMap::new(),
            ink_key: None,
            details: String::new(),
            words: 0,
            columns: Columns::default(),
            minimap: Minimap::default(),
            drag: Drag::Nothing,
            drawn: None,
            goal: None,
            reveal: None,
            head: ByteOffset::default(),
            still: None,
            stripes_drawn: Vec::new(),
            placed: Vec::new(),
            placed_of_others: Vec::new(),
            focus: Id::unique("article"),
        }
    }
}

impl ArticleView {
    /// Shows the article in all the room there is, keeping `cards` points free for cards; 0 for none.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        shown: &Shown<'_>,
        cards: f32,
        intents: &mut Vec<Intent>,
    ) -> Seen {
        let area = ui.available_rect_before_wrap();
        let wishes = intents.len();
        face.begin_frame(ui.ctx());
        self.adopt(shown);
        self.place = Place::of(area, cards);
        self.turn_page(ui, face, shown);
        let theme = theme::of(ui);
        self.ink_key = Some(InkKey::of(shown, theme));
        let place = self.place;
        let view = place.view.height();
        let builder = UiBuilder::new().max_rect(area).scope_id(self.focus.with("page"));
        ui.scope_builder(builder, |ui| {
            ui.painter().rect_filled(area, 0.0, theme.paper);
            let response = ui.interact(place.view, self.focus, Sense::click_and_drag());
            response.widget_info(|| eframe::egui::WidgetInfo::labeled(Role::Document, true, "Article"));
            self.keep_keys(ui);
            self.mouse(ui, face, shown, &response, intents);
            self.wheel(ui, &response, view);
            self.follow_caret(shown);
            self.go_to_revealed(face, shown, view - place.covered(cards, shown));
            self.settle(face, shown, view);
            self.visible = self.in_view(face, shown, view);
            if let Some(key) = self.ink_key.clone() {
                self.show_minimap(ui, face, shown, theme, &key);
            }
            self.paint(ui, face, shown, theme);
            self.paint_lane_heads(ui, shown, theme);
            self.show_pins(ui, face, shown, theme, intents);
            self.speak(ui, face, shown, intents);
        });
        ui.advance_cursor_after_rect(area);
        if intents.len() > wishes {
            // What comes of them is to be seen at once.
            ui.ctx().request_repaint();
        }
        self.forget();
        self.seen(face, shown)
    }

    fn seen(&mut self, face: &TextFace, shown: &Shown<'_>) -> Seen {
        let caret = self.caret(shown);
        let selected = (!shown.selection.is_caret() && self.drag == Drag::Nothing)
            .then(|| self.caret_on_screen(face, shown, caret.at, caret.affinity))
            .flatten();
        let top = self.visible.first().and_then(|visible| self.parts.get(visible.part));
        Seen {
            focus: self.focus,
            cards: self.place.cards,
            column: self.place.column,
            placed: self.placed.clone(),
            placed_of_others: self.placed_of_others.clone(),
            selected,
            top: top.map_or(0, |part| part.block),
        }
    }

    /// Notices another article.
    fn adopt(&mut self, shown: &Shown<'_>) {
        if self.text.as_ref() == Some(&shown.article.text) {
            self.details = details::line(&shown.article.details, self.words);
            return;
        }
        let focus = self.focus;
        *self = Self {
            text: Some(shown.article.text.clone()),
            parts: Parts::new(shown.article),
            words: details::count(shown.article.text.as_str()),
            head: shown.selection.head(),
            focus,
            ..Self::default()
        };
        self.details = details::line(&shown.article.details, self.words);
        self.reveal =
            (shown.selection.head() > ByteOffset::default()).then(|| Reveal::Far(shown.selection.head()));
    }

    /// Lays out anew for another width, resolution or set of fonts; the line on top stays on top.
    fn turn_page(&mut self, ui: &Ui, face: &TextFace, shown: &Shown<'_>) {
        let page = Page {
            width: self.place.column.width(),
            ppp: ui.ctx().pixels_per_point(),
            fonts: face.fonts_revision(),
        };
        if page == self.page && self.heights.len() == self.parts.len() {
            return;
        }
        let pinned = (!self.visible.is_empty() && self.anchor != Anchor::default())
            .then(|| self.at_height(face, shown, 0.0));
        self.page = page;
        self.laid.clear();
        self.inks.clear();
        self.columns = Columns::default();
        let heights = (0..self.parts.len()).map(|at| {
            let bytes = self.parts.get(at).map_or(0, |part| part.range.end.since(part.range.start));
            Setting::of(shown.article, &self.parts, at).estimate(bytes, page.width)
        });
        self.heights = Heights::new(heights.collect());
        if let Some(at) = pinned {
            let part = self.parts.holding(at);
            let offset = self.top_of(face, shown, part, at);
            self.anchor = Anchor { part, offset };
        }
    }

    /// A part, laid out.
    fn laid(&mut self, face: &TextFace, shown: &Shown<'_>, at: usize) -> Option<&Laid> {
        if !self.laid.contains_key(&at) {
            let part = self.parts.get(at)?;
            let setting = Setting::of(shown.article, &self.parts, at);
            let words = shown.article.text.between(part.range.start, part.range.end);
            let width = (self.page.width - setting.indent).max(setting.look.size * 4.0);
            let mut emphases = self.parts.emphases(shown.article, part);
            emphases.extend(self.columns.gaps(face, shown.article, part, self.page.ppp, width));
            let paragraph = face.layout(words, &setting.look, Some(width), self.page.ppp, &emphases);
            let left = match paragraph.direction() {
                Direction::LeftToRight => setting.indent,
                Direction::RightToLeft => 0.0,
            };
            let untitled = self.parts.head.is_none() && at == 0;
            let above = setting.above + if untitled { DETAILS } else { 0.0 };
            let below = if self.parts.head == Some(at) { DETAILS } else { 0.0 };
            let height = above + paragraph.height() + below;
            self.heights.set(at, height);
            self.laid.insert(at, Laid { paragraph, setting, left, above, height });
        }
        self.laid.get(&at)
    }

    /// How high a part is.
    fn measured(&mut self, face: &TextFace, shown: &Shown<'_>, at: usize) -> f32 {
        self.laid(face, shown, at).map_or(0.0, |laid| laid.height)
    }

    /// Forgets what is far from the view.
    fn forget(&mut self) {
        let near = self.anchor.part.saturating_sub(64)..self.anchor.part + 128;
        if self.laid.len() > MOST_LAID {
            self.laid.retain(|at, _| near.contains(at));
        }
        if self.inks.len() > MOST_LAID {
            self.inks.retain(|at, _| near.contains(at));
        }
    }

    /// Leaves Tab, arrows and Escape to the shell while the article has the focus.
    fn keep_keys(&self, ui: &Ui) {
        if ui.memory(|memory| memory.has_focus(self.focus)) {
            let filter =
                EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.focus, filter));
        }
    }

    fn wheel(&mut self, ui: &Ui, response: &eframe::egui::Response, view: f32) {
        if response.contains_pointer() || ui.rect_contains_pointer(self.place.map) {
            let delta = ui.input(|input| input.smooth_scroll_delta().y);
            if delta != 0.0 {
                self.scroll_by(delta, view);
            }
        }
    }

    /// Follows the caret when something else than the mouse moved it.
    fn follow_caret(&mut self, shown: &Shown<'_>) {
        let head = shown.selection.head();
        if head == self.head {
            return;
        }
        let clicked = self.still.take() == Some(self.head);
        if !clicked && self.drag == Drag::Nothing && self.reveal.is_none() {
            self.reveal = Some(Reveal::Near(head));
        }
        self.head = head;
    }
}

impl Place {
    /// How much of the view's bottom lies under what would stand beside the text in a wider window.
    fn covered(&self, cards: f32, shown: &Shown<'_>) -> f32 {
        if cards > 0.0 && self.cards.width() == 0.0 { shown.over.height(self.view.height()) } else { 0.0 }
    }

    fn of(area: Rect, cards: f32) -> Self {
        let right = area.right() - GRID * 2.5;
        let map = Rect::from_min_max(
            pos2(right - MINIMAP, area.top() + GRID * 3.5),
            pos2(right, (area.bottom() - GRID * 3.5).max(area.top() + GRID * 8.0)),
        );
        let room = map.left() - GRID * 4.0 - area.left();
        let cards = if room - MARGIN - GAP - cards < LEAST { 0.0 } else { cards };
        let beside = if cards > 0.0 { GAP + cards } else { GAP };
        let margin = MARGIN.min((room - beside - LEAST).max(GRID * 12.0));
        let column = (room - margin - beside).clamp(LEAST / 2.0, COLUMN).floor();
        let spare = (room - margin - column - beside).max(0.0);
        let left = (area.left() + margin + spare / 2.0).round();
        let column = Rect::from_min_size(pos2(left, area.top()), vec2(column, area.height()));
        let start = column.right() + GAP;
        let cards = Rect::from_min_size(pos2(start, area.top()), vec2(cards, area.height()));
        let view = Rect::from_min_max(area.min, pos2(start.min(map.left()), area.bottom()));
        Self { view, column, cards, map }
    }
}
