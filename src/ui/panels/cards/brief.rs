//! A card that is not the current one: its tag, and the first two slots that say something.

use super::frame::{self, Lift};
use super::press::ROW;
use super::stack::Wanted;
use super::subject::{Subject, control, in_words};
use crate::annotation::{Annotation, AnnotationId};
use crate::ui::text_face::Look;
use eframe::egui::{CursorIcon, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2};

/// Room above and below what is in a card.
pub(super) const PAD: f32 = 9.0;

/// Room at the left and right of what is in a card.
pub(super) const SIDE: f32 = 14.0;

/// The most slots that are shown.
const MOST: usize = 2;

/// A card as it will be drawn.
#[derive(Debug)]
pub(super) struct Brief<'a> {
    subject: Subject<'a>,
    /// Name and value.
    rows: Vec<(String, &'a str)>,
    /// What deserves a second look, on one line.
    lint: Option<String>,
    /// Whose it is, for a colleague's.
    whose: Option<&'a str>,
}

impl<'a> Brief<'a> {
    /// An annotation of one's own.
    pub(super) fn own(subject: Subject<'a>, lint: Option<String>) -> Self {
        Self { rows: said(subject.annotation, MOST), subject, lint, whose: None }
    }

    /// A colleague's: slim, and not to be changed.
    pub(super) fn of_other(subject: Subject<'a>, whose: &'a str) -> Self {
        Self { rows: said(subject.annotation, 1), subject, lint: None, whose: Some(whose) }
    }

    /// Which annotation it is about.
    pub(super) fn id(&self) -> &'a AnnotationId {
        &self.subject.annotation.id
    }

    /// Where it wants to stand, given where its words begin.
    pub(super) fn wanted(&self, top: f32) -> Wanted {
        let rows = self.rows.len() + usize::from(self.lint.is_some());
        let rows = if rows == 0 { 1 } else { rows };
        Wanted { top, height: PAD * 2.0 + ROW * crate::ui::units::times(1 + rows) }
    }

    /// Shows it; one's own can be clicked.
    pub(super) fn show(&self, ui: &Ui, rect: Rect) -> Response {
        let Self { subject, rows, lint, whose } = self;
        let own = whose.is_none();
        let sense = if own { Sense::click() } else { Sense::hover() };
        let key = whose.map_or_else(|| "card".to_owned(), |whose| format!("card of {whose}"));
        let response = ui.interact(rect, control(&subject.annotation.id, &key, 0), sense);
        response.widget_info(|| {
            let role = if own { Role::Button } else { Role::Label };
            WidgetInfo::labeled(role, true, self.name())
        });
        let theme = subject.theme;
        ui.painter().add(frame::ground(rect, theme, subject.paint, Lift::Flat));
        if response.has_focus() {
            ui.painter().add(frame::ring(rect, theme));
        }
        let content = rect.shrink2(eframe::egui::vec2(SIDE, PAD));
        let mut top = content.top();
        self.head(ui, content, top);
        for (name, value) in rows {
            top += ROW;
            self.put(ui, name, Look::UI, theme.ink3, (content.left(), top, super::row::NAME - 4.0));
            let left = content.left() + super::row::NAME;
            self.put(ui, value, Look::UI, theme.ink, (left, top, content.right() - left));
        }
        if rows.is_empty() && lint.is_none() {
            let words = subject.words(60);
            self.put(ui, &words, Look::QUOTED, theme.ink2, (content.left(), top + ROW, content.width()));
        }
        if let Some(lint) = lint {
            self.put(ui, lint, Look::SMALL, theme.ink2, (content.left(), top + ROW, content.width()));
        }
        if own { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
    }

    fn head(&self, ui: &Ui, content: Rect, top: f32) {
        let (subject, theme) = (&self.subject, self.subject.theme);
        let at = self
            .whose
            .map_or_else(|| place_and_flag(subject), |whose| format!("{whose} · {}", subject.place()));
        let line = subject.face.line(ui.ctx(), &at, Look::SMALL, content.width() / 2.0);
        let origin = pos2(content.right() - line.width(), top + (ROW - line.height()) / 2.0);
        subject.face.paint(ui.painter(), origin, &line, theme.ink3);
        let ink = if self.whose.is_some() { theme.ink2 } else { theme.ink };
        let width = content.width() - line.width() - 8.0;
        self.put(ui, subject.title(), Look::UI.semibold(), ink, (content.left(), top, width));
    }

    fn put(
        &self,
        ui: &Ui,
        words: &str,
        look: Look,
        ink: eframe::egui::Color32,
        (left, top, width): (f32, f32, f32),
    ) {
        let line = self.subject.face.line(ui.ctx(), words, look, width);
        self.subject.face.paint(ui.painter(), pos2(left, top + (ROW - line.height()) / 2.0), &line, ink);
    }

    /// “Claim card, ¶1: repairs would take six weeks, speaker: the harbour board”.
    fn name(&self) -> String {
        let subject = &self.subject;
        let whose = self.whose.map(|whose| format!(" of {whose}")).unwrap_or_default();
        let mut name = format!("{} card{whose}, {}: {}", subject.title(), subject.place(), subject.words(60));
        for (slot, value) in &self.rows {
            name.extend([", ", slot, ": ", value]);
        }
        name.extend(self.lint.iter().map(|lint| format!(", {lint}")));
        name
    }
}

/// The place in the article, and whether it is flagged.
pub(super) fn place_and_flag(subject: &Subject<'_>) -> String {
    let place = subject.place();
    if subject.annotation.flagged { format!("flagged · {place}") } else { place }
}

/// The first slots that are set, each once.
fn said(annotation: &Annotation, most: usize) -> Vec<(String, &str)> {
    let mut rows: Vec<(String, &str)> = Vec::new();
    for slot in annotation.slots.iter().filter(|slot| !slot.value.is_empty()) {
        let name = in_words(&slot.name);
        if rows.len() < most && !rows.iter().any(|(held, _)| *held == name) {
            rows.push((name, &slot.value));
        }
    }
    rows
}
