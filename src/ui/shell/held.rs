//! Keys typed faster than frames: held back while the focus is on its way to where they are meant.

use eframe::egui;

/// Keys that were typed while the focus was on its way, in order.
#[derive(Debug, Default)]
pub(super) struct Held {
    events: Vec<egui::Event>,
    /// For how many frames they may still wait.
    frames: u8,
    /// Where the focus was when it set out.
    from: Option<egui::Id>,
}

/// The most frames that a focus is on its way: a request, a list that opens, its field, the focus in it.
const ON_ITS_WAY: u8 = 4;

impl Held {
    /// Holds back the keys of this frame that come after an event, and those of frames to come.
    pub(super) fn hold(&mut self, ctx: &egui::Context, after: usize) {
        self.frames = ON_ITS_WAY;
        self.from = ctx.memory(egui::Memory::focused);
        let held = &mut self.events;
        let mut at = 0;
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let keep = at <= after || !is_of_keyboard(event);
                if !keep {
                    held.push(event.clone());
                }
                at += 1;
                keep
            });
        });
        ctx.request_repaint();
    }

    /// Gives the keys back once a field has the focus, or when none comes to have it.
    pub(super) fn release(&mut self, ctx: &egui::Context) {
        if self.frames == 0 {
            return;
        }
        let focused = ctx.memory(egui::Memory::focused);
        let arrived = focused.is_some() && focused != self.from && ctx.text_edit_focused();
        self.frames = if arrived { 0 } else { self.frames - 1 };
        let held = &mut self.events;
        let wait = self.frames > 0;
        ctx.input_mut(|input| {
            if wait {
                let (keys, others) = std::mem::take(&mut input.events).into_iter().partition(is_of_keyboard);
                held.extend::<Vec<_>>(keys);
                input.events = others;
            } else {
                input.events.splice(0..0, std::mem::take(held));
            }
        });
        if wait {
            ctx.request_repaint();
        }
    }
}

fn is_of_keyboard(event: &egui::Event) -> bool {
    matches!(
        event,
        egui::Event::Key { .. } | egui::Event::Text(_) | egui::Event::Ime(_) | egui::Event::Paste(_)
    )
}
