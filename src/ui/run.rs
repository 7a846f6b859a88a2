//! Opens the window and runs it to its end.

use super::shell::Shell;
use super::text_face::TextFace;
use crate::app::{Intent, Session, Wake};
use crate::chance::Chance;
use crate::store::settings::Settings;
use eframe::egui::{IconData, ViewportBuilder, pos2, vec2};
use std::path::PathBuf;
use std::sync::Arc;
use thiserror::Error;

/// What the window opens with.
#[derive(Debug)]
pub struct Start {
    /// Articles, or a folder; none for the empty start.
    pub paths: Vec<PathBuf>,
    /// Who annotates, where the command line or the environment says so; else the settings do.
    pub annotator: Option<crate::annotation::AnnotatorName>,
    /// The encoding of articles that do not say theirs.
    pub encoding: Option<String>,
    /// Where the time and random bits come from.
    pub chance: Chance,
}

/// Why there is no window.
#[derive(Debug, Error)]
pub enum NoWindow {
    /// There is nothing to show it on.
    #[error(
        "there is no display to open a window on; start copydesk from a desktop, or under xvfb-run, or use one of the commands that need none (copydesk --help)"
    )]
    NoDisplay,
    /// The display or its driver refuses.
    #[error(
        "the window could not be opened ({}); check that the display can be reached (DISPLAY, WAYLAND_DISPLAY), and on Linux that OpenGL is there (Debian's package libgl1-mesa-dri); the commands of copydesk --help need no window",
        without_places(&.0.to_string())
    )]
    Refused(#[from] eframe::Error),
}

/// Opens the window and returns when it is closed.
pub fn run(start: Start) -> Result<(), NoWindow> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(NoWindow::NoDisplay);
    }
    let loaded = Settings::load();
    let mut viewport = ViewportBuilder::default()
        .with_title("Copydesk")
        .with_app_id("copydesk")
        .with_inner_size([1400.0, 900.0])
        .with_min_inner_size([560.0, 400.0])
        .with_icon(Arc::new(icon()));
    if let Some(place) = &loaded.value.window {
        let (width, height) = place.size;
        viewport = viewport.with_inner_size(vec2(width, height)).with_maximized(place.maximized);
        if let Some((x, y)) = place.position {
            viewport = viewport.with_position(pos2(x, y));
        }
    }
    let options = eframe::NativeOptions { viewport, dithering: false, ..eframe::NativeOptions::default() };
    eframe::run_native(
        "copydesk",
        options,
        Box::new(|context| {
            let waker = context.egui_ctx.clone();
            let wake = Wake::new(move || waker.request_repaint());
            let annotator = start.annotator.or_else(|| loaded.value.annotator_name());
            let mut session = Session::new(start.chance, loaded.value, annotator, wake);
            session.read_in(start.encoding);
            for warning in loaded.warnings {
                session.warn(&warning);
            }
            if !start.paths.is_empty() {
                session.handle(Intent::OpenPaths(start.paths));
            }
            let face = TextFace::with_system_fonts(&context.egui_ctx);
            Ok(Box::new(Shell::new(&context.egui_ctx, session, face)))
        }),
    )?;
    Ok(())
}

/// What a library says, without the places of its own sources.
fn without_places(said: &str) -> String {
    let words = said.split_whitespace().filter(|word| !word.contains(".rs:"));
    words.collect::<Vec<_>>().join(" ")
}

fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The program's icon; an empty one should the picture be damaged, which a test rules out.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/copydesk.png")).unwrap_or_default()
}
