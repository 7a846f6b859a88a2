//! The window: everything that knows egui.

pub mod fonts;
pub mod theme;
pub mod units;
