//! What the program is.

use super::frame::{Fate, say};
use crate::ui::theme;
use eframe::egui::Ui;

/// How wide it is.
pub(super) const WIDTH: f32 = 420.0;

pub(super) fn show(ui: &mut Ui) -> Fate {
    say(ui, concat!("Version ", env!("CARGO_PKG_VERSION")));
    ui.add_space(theme::GRID * 2.0);
    ui.label("Tags claims, quotes, events and disputed assertions in news articles.");
    ui.add_space(theme::GRID);
    say(
        ui,
        "Everything stays on this computer: no server, no account, no network. Articles are never changed; \
             tags lie in readable files beside them.",
    );
    ui.add_space(theme::GRID * 2.0);
    say(
        ui,
        "Free software under the MIT or the Apache 2.0 licence, as you choose. Source Serif 4, Inter and the \
             Noto fonts are under the SIL Open Font License.",
    );
    Fate::Stays
}
