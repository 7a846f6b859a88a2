//! The window: everything that knows egui.

pub mod fonts;
pub mod text_face;
pub mod theme;
pub mod units;
