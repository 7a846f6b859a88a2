//! The window: everything that knows egui.

pub mod article_view;
pub mod fonts;
pub mod text_face;
pub mod theme;
pub mod units;
