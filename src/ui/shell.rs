//! The window as a whole: panels round the article, keys to intents, the session's requests to deeds.

mod desk;
mod held;
mod keys;
mod panes;

use super::article_view::ArticleView;
use super::dialogs::Dialogs;
use super::dialogs::choose::{self, Chooser};
use super::keymap::Layout;
use super::panels::{
    annotation_list, banner, cards, corrections, empty, encoding, folder, review, status_bar, tag_bar,
};
use super::text_face::TextFace;
use super::theme;
use crate::app::{Intent, Pane, Request, Session};
use crate::store::settings::{Theme, WindowPlace};
use eframe::egui::{self, CentralPanel, Frame, Panel, ThemePreference, ViewportCommand};
use std::time::Instant;

/// The window: a session, and what is on the screen.
#[derive(Debug)]
pub struct Shell {
    session: Session,
    face: TextFace,
    view: View,
    intents: Vec<Intent>,
}

/// What is on the screen and is no business of the session.
#[derive(Debug, Default)]
struct View {
    article: ArticleView,
    /// Where egui's focus is when keys are meant for the article.
    article_focus: Option<egui::Id>,
    tag_bar: tag_bar::View,
    folder: folder::View,
    list: annotation_list::View,
    cards: cards::View,
    review: review::View,
    corrections: corrections::View,
    status: status_bar::View,
    dialogs: Dialogs,
    chooser: Chooser,
    layout: Layout,
    held: held::Held,
    /// The text field that had the focus when the last frame ended.
    field_before: Option<egui::Id>,
    /// What had the focus before a dialog was opened.
    before_dialog: Option<egui::Id>,
    /// The pane that has the focus, or had it last.
    pane: Option<Pane>,
    title: String,
    /// Whether the window may close: everything is safe, or was given up.
    closing: bool,
}

impl Shell {
    /// The window of a session, dressed in the program's fonts and colours.
    pub fn new(ctx: &egui::Context, session: Session, face: TextFace) -> Self {
        theme::install(ctx);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // Where the system does not say.
            options.fallback_theme = egui::Theme::Light;
        });
        Self { session, face, view: View::default(), intents: Vec::new() }
    }

    /// The session behind the window.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Does what is wished, as a panel would wish it.
    pub fn handle(&mut self, intent: Intent) {
        self.session.handle(intent);
    }

    /// Waits until the session's workers are done.
    pub fn settle(&mut self) {
        self.session.settle();
    }

    /// Everything that is not painting: workers, saves, requests, the wish to close.
    pub fn think(&mut self, ctx: &egui::Context) {
        if let Some(due) = self.session.tick(Instant::now()) {
            ctx.request_repaint_after(due);
        }
        let close = ctx.input(|input| input.viewport().close_requested());
        if close && !self.view.closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.remember_place(ctx);
            self.session.handle(Intent::Close);
        }
        for request in self.session.take_requests() {
            self.fulfil(ctx, request);
        }
        self.appear(ctx);
    }

    /// Theme, zoom and title as the settings and the document have them.
    fn appear(&mut self, ctx: &egui::Context) {
        let settings = self.session.settings();
        let preference = match settings.theme {
            Theme::Light => ThemePreference::Light,
            Theme::Dark => ThemePreference::Dark,
            Theme::System => ThemePreference::System,
        };
        if ctx.options(|options| options.theme_preference) != preference {
            ctx.set_theme(preference);
        }
        let zoom = settings.zoom;
        if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
            ctx.set_zoom_factor(zoom);
        }
        let name = self.session.document().and_then(|document| document.path().file_name());
        let reviewing = if self.session.reviewing().is_some() { "Review: " } else { "" };
        let title = name.map_or_else(
            || "Copydesk".to_owned(),
            |name| format!("{reviewing}{} — Copydesk", name.to_string_lossy()),
        );
        if title != self.view.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.view.title = title;
        }
    }

    fn fulfil(&mut self, ctx: &egui::Context, request: Request) {
        match request {
            Request::Show(sheet) => self.view.dialogs.open(sheet, &self.session),
            Request::ChooseArticles => self.view.chooser.articles(ctx),
            Request::ChooseFolder => self.view.chooser.folder(ctx),
            Request::ChooseSidecar => self.view.chooser.sidecar(ctx),
            Request::ShowFile(path) => choose::reveal(path),
            Request::Object(objection) => self.view.corrections.word(objection),
            Request::CopyText(words) => ctx.copy_text(words),
            Request::Reveal(span) => self.view.article.reveal(span),
            Request::Focus(pane) => self.focus(ctx, pane),
            Request::EditSlot(id, slot) => self.view.cards.open_slot(id, slot),
            Request::TurnCards(direction) if self.session.is_deciding() => {
                self.view.review.turn(direction);
            }
            Request::TurnCards(direction) => self.view.corrections.turn(direction),
            Request::CyclePane(direction) => self.cycle_pane(ctx, direction),
            Request::Close => {
                self.view.closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Where the window stands, for the next time.
    fn remember_place(&mut self, ctx: &egui::Context) {
        let place = ctx.input(|input| {
            let viewport = input.viewport();
            let inner = viewport.inner_rect?;
            let outer = viewport.outer_rect.map(|rect| (rect.min.x, rect.min.y));
            Some(WindowPlace {
                position: outer,
                size: (inner.width(), inner.height()),
                maximized: viewport.maximized.unwrap_or_default(),
            })
        });
        if place.is_some() {
            self.session.settings_mut().window = place;
        }
    }

    /// All panels, from the edges inwards.
    pub fn draw(&mut self, ui: &mut egui::Ui) {
        self.take_keys(ui.ctx());
        self.take_dropped(ui.ctx());
        self.intents.extend(self.view.chooser.poll());
        let theme = theme::of(ui);
        let bar = Frame::new().fill(theme.panel).inner_margin(egui::Margin::symmetric(16, 0));
        Panel::top("top").exact_size(theme::TOP_BAR).frame(bar).show(ui, |ui| {
            tag_bar::show(ui, &self.face, &self.session, &mut self.view.tag_bar, &mut self.intents);
        });
        Panel::bottom("bottom").exact_size(theme::STATUS_BAR).frame(bar).show(ui, |ui| {
            status_bar::show(ui, &self.face, &self.session, &mut self.view.status, &mut self.intents);
        });
        if self.session.folder().is_some() && self.session.settings().folder_shown {
            let side = Frame::new().fill(theme.panel).inner_margin(egui::Margin::symmetric(8, 8));
            Panel::left("side").exact_size(theme::SIDE).resizable(false).frame(side).show(ui, |ui| {
                folder::show(ui, &self.face, &self.session, &mut self.view.folder, &mut self.intents);
                annotation_list::show(ui, &self.face, &self.session, &mut self.view.list, &mut self.intents);
            });
        }
        let paper = Frame::new().fill(theme.paper);
        CentralPanel::default().frame(paper).show(ui, |ui| {
            banner::show(ui, &self.face, &self.session, &mut self.intents);
            if self.session.unsure_encoding().is_some() {
                encoding::show(ui, &self.face, &self.session, &mut self.intents);
            } else if self.session.document().is_some() {
                self.desk(ui);
            } else {
                empty::show(ui, &self.face, &self.session, &mut self.intents);
            }
        });
        let closed = self.view.dialogs.show(ui, &self.face, &self.session, &mut self.intents);
        self.keep_focus(ui.ctx(), closed);
        self.note_focus(ui.ctx());
        self.do_intents(ui.ctx());
    }

    fn do_intents(&mut self, ctx: &egui::Context) {
        if self.intents.is_empty() {
            return;
        }
        for intent in std::mem::take(&mut self.intents) {
            self.session.handle(intent);
        }
        // What was asked for is shown at once, not at the next movement of the pointer.
        ctx.request_repaint();
    }

    fn take_dropped(&mut self, ctx: &egui::Context) {
        let dropped: Vec<_> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.intents.push(choose::opened(dropped));
        }
    }
}

impl eframe::App for Shell {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.think(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }
}
