//! The real window without a display: passes and tessellation, no pixels.

use crate::meter::{Meter, quantile};
use copydesk::annotation::AnnotatorName;
use copydesk::app::{Command, Extend, Intent, SaveState, Selection, Session, Wake};
use copydesk::chance::Chance;
use copydesk::store::settings::Settings;
use copydesk::text::ByteOffset;
use copydesk::ui::{Shell, TextFace};
use eframe::egui::{self, Context, Event, MouseWheelUnit, RawInput, Rect, pos2, vec2};
use std::path::Path;

/// A window of 1,400 × 900 points.
pub(crate) struct Window {
    ctx: Context,
    shell: Shell,
    events: Vec<Event>,
    time: f64,
}

impl Window {
    pub(crate) fn open() -> Self {
        let ctx = Context::default();
        let annotator = AnnotatorName::new("anna").ok();
        let chance = Chance::scripted("2026-11-23T10:00:00Z", 7);
        let session = Session::new(chance, Settings::default(), annotator, Wake::none());
        let shell = Shell::new(&ctx, session, TextFace::bundled());
        Self { ctx, shell, events: vec![Event::PointerMoved(pos2(700.0, 450.0))], time: 0.0 }
    }

    /// One pass and its tessellation.
    pub(crate) fn frame(&mut self) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1400.0, 900.0))),
            time: Some(self.time),
            events: std::mem::take(&mut self.events),
            ..RawInput::default()
        };
        let shell = &mut self.shell;
        shell.think(&self.ctx);
        let mut output = self.ctx.run_ui(input, |ui| shell.draw(ui));
        let primitives = self.ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        assert!(!primitives.is_empty(), "a frame shows something");
        output.textures_delta.clear();
    }

    fn timed_frame(&mut self) -> Meter {
        let meter = Meter::start();
        self.frame();
        meter.stop()
    }

    pub(crate) fn ask_for(&mut self, article: &Path) {
        self.shell.handle(Intent::OpenPaths(vec![article.to_owned()]));
    }

    /// Frames until the session is as wanted, and one that shows it.
    pub(crate) fn frames_until(&mut self, wanted: impl Fn(&Session) -> bool) {
        while !wanted(self.shell.session()) {
            self.shell.think(&self.ctx);
            std::thread::yield_now();
        }
        self.frame();
    }

    pub(crate) fn scroll(&mut self, frames: usize, percent: usize) -> Meter {
        let all = (0..frames).map(|_| {
            self.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, -120.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: egui::Modifiers::NONE,
            });
            self.timed_frame()
        });
        quantile(all.collect(), percent)
    }

    fn length(&self) -> usize {
        self.shell.session().document().unwrap().article().text.end().index()
    }

    /// A place in the article, the same at every run, always on a boundary.
    fn place(&self, n: usize) -> ByteOffset {
        let text = &self.shell.session().document().unwrap().article().text;
        text.floor(ByteOffset::at(n.wrapping_mul(2_654_435_761) % self.length()))
    }

    pub(crate) fn jump(&mut self, times: usize, percent: usize) -> Meter {
        let all = (0..times).map(|n| {
            let at = self.place(n);
            let text = self.shell.session().document().unwrap().article().text.clone();
            let meter = Meter::start();
            if let Some(word) = text.snapped(at, text.after(at, copydesk::text::Boundary::Character)) {
                self.shell.handle(Intent::GoTo(word));
            }
            self.frame();
            meter.stop()
        });
        quantile(all.collect(), percent)
    }

    pub(crate) fn select(&mut self, frames: usize, percent: usize) -> Meter {
        let all = (0..frames).map(|_| {
            let meter = Meter::start();
            self.shell
                .handle(Intent::Run(Command::Caret(copydesk::app::Motion::WordRight, Extend::Selection)));
            self.frame();
            meter.stop()
        });
        quantile(all.collect(), percent)
    }

    pub(crate) fn tag(&mut self, times: usize, percent: usize) -> Meter {
        let before = self.count();
        let all = (0..times).map(|n| {
            let at = self.place(n);
            let text = self.shell.session().document().unwrap().article().text.clone();
            let end = text.after(at, copydesk::text::Boundary::Word);
            self.shell.handle(Intent::Select(Selection::new(at, end)));
            self.frame();
            let meter = Meter::start();
            self.shell.handle(Intent::Tag("claim".into()));
            self.frame();
            meter.stop()
        });
        let spent = quantile(all.collect(), percent);
        assert_eq!(self.count(), before + times, "every tag was made");
        spent
    }

    fn count(&self) -> usize {
        self.shell.session().document().unwrap().set().len()
    }

    pub(crate) fn retag(&mut self, times: usize, percent: usize) -> Meter {
        let all = (0..times).map(|n| {
            self.shell.handle(Intent::Run(Command::Next));
            self.frame();
            let tag = if n % 2 == 0 { "claim" } else { "quote" };
            let meter = Meter::start();
            self.shell.handle(Intent::Tag(tag.into()));
            self.frame();
            meter.stop()
        });
        quantile(all.collect(), percent)
    }

    pub(crate) fn undo(&mut self, times: usize, percent: usize) -> Meter {
        let all = (0..times).map(|_| {
            let meter = Meter::start();
            self.shell.handle(Intent::Run(Command::Undo));
            self.frame();
            meter.stop()
        });
        quantile(all.collect(), percent)
    }

    /// A save of everything, and the longest frame while it went on.
    pub(crate) fn save(&mut self) -> (Meter, Meter) {
        self.shell.handle(Intent::Tag("event".into()));
        self.frame();
        let whole = Meter::start();
        self.shell.handle(Intent::Run(Command::Save));
        let mut frames = Vec::new();
        while !matches!(self.shell.session().save_state(), SaveState::Saved(_)) {
            frames.push(self.timed_frame());
            let state = self.shell.session().save_state();
            assert!(!matches!(state, SaveState::Failed(_)), "the save succeeds");
        }
        (whole.stop(), frames.into_iter().max_by(|a, b| a.wall_ms().total_cmp(&b.wall_ms())).unwrap())
    }
}
