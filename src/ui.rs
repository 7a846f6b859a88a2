//! The window: everything that knows egui.

pub mod article_view;
pub mod badge;
mod card_list;
pub mod chip;
pub mod dialogs;
pub mod field;
pub mod fonts;
mod keymap;
pub mod keys;
pub mod list;
pub mod panels;
pub mod raised;
pub mod row;
pub mod rule;
mod run;
pub mod saved;
mod shell;
pub mod text_face;
pub mod theme;
pub mod units;

pub use run::{NoWindow, Start, run};
pub use shell::Shell;
pub use text_face::TextFace;
