//! The window: everything that knows egui.

pub mod article_view;
pub mod dialogs;
pub mod field;
pub mod fonts;
pub mod keys;
pub mod list;
pub mod panels;
pub mod row;
pub mod rule;
pub mod saved;
pub mod text_face;
pub mod theme;
pub mod units;
