//! What the user should know, over the article: one sentence that says what is so, one that says what to do.

use crate::app::{Command, Intent, Notice, NoticeKind, Session};
use crate::ui::text_face::{Look, TextFace};
use crate::ui::{keys, theme};
use eframe::egui::{Align, Button, Frame, Layout, Margin, Role, Stroke, Ui, WidgetInfo, vec2};

/// Room for what can be done about a banner, and for the way to take it away.
const BUTTONS: f32 = 180.0;
const CLOSE: f32 = 36.0;

/// The most banners at a time; the newest are shown.
const MOST: usize = 3;

/// Shows the notices that stay, and why the article is read-only; nothing takes no room.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    if let Some((what, remedy)) = session.document().and_then(|document| document.access().refusal()) {
        let repeated = session.notices().iter().any(|notice| notice.summary == what);
        if !repeated {
            banner(ui, face, &Notice::caution(what, remedy), 0.0, |_| {});
        }
    }
    let standing = session.notices().iter().enumerate().filter(|(_, notice)| notice.kind != NoticeKind::Done);
    let standing: Vec<(usize, &Notice)> = standing.collect();
    let hidden = standing.len().saturating_sub(MOST);
    for (at, notice) in standing.into_iter().skip(hidden) {
        let room = if notice.offers.is_empty() { CLOSE } else { BUTTONS };
        banner(ui, face, notice, room, |ui| {
            if ui
                .add(Button::new("×").frame_when_inactive(false))
                .on_hover_text("Take this message away")
                .clicked()
            {
                intents.push(Intent::Dismiss(at));
            }
            for command in notice.offers.iter().rev() {
                offer(ui, *command, intents);
            }
        });
    }
}

/// A button that does a command.
pub(crate) fn offer(ui: &mut Ui, command: Command, intents: &mut Vec<Intent>) {
    let words = match command {
        Command::Save => "Try again",
        other => other.title(),
    };
    if ui.button(words).on_hover_text(keys::hinted(command.title(), command)).clicked() {
        intents.push(Intent::Run(command));
    }
}

fn banner(ui: &mut Ui, face: &TextFace, notice: &Notice, room: f32, buttons: impl FnOnce(&mut Ui)) {
    let theme = theme::of(ui);
    let (what, remedy) = (&*notice.summary, &*notice.detail);
    let ink = match notice.kind {
        NoticeKind::Done => theme.accent,
        NoticeKind::Caution => theme.caution,
        NoticeKind::Failure => theme.failure,
    };
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(Stroke::new(theme::HAIRLINE, theme.line))
        .corner_radius(theme::CARD_RADIUS)
        .inner_margin(Margin::symmetric(12, 8))
        .outer_margin(Margin { left: 12, right: 28, top: 8, bottom: 0 });
    let shown = frame.show(ui, |ui| {
        let width = ui.available_width();
        let said = |ui: &mut Ui, width: f32| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                face.words(what).look(Look::UI.semibold()).width(width).wrapped().show(ui);
                if !remedy.is_empty() {
                    face.words(remedy).ink(theme.ink2).width(width).wrapped().show(ui);
                }
            });
        };
        ui.horizontal_top(|ui| {
            let words = (width - room).max(width / 2.0);
            said(ui, words);
            // As high as a button: a layout from the right would take all the height there is.
            let rest = vec2(ui.available_width(), ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(rest, Layout::right_to_left(Align::Center), buttons);
        });
    });
    let edge = shown.response.rect;
    let edge = eframe::egui::Rect::from_min_max(edge.min + vec2(12.0, 8.0), edge.max - vec2(28.0, 0.0));
    ui.painter().vline(edge.left() + 1.5, edge.y_range().shrink(4.0), Stroke::new(3.0, ink));
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, format!("{what}. {remedy}")));
}
