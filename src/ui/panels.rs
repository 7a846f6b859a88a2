//! The parts of the window around the article.
//!
//! A panel takes what it shows by `&`, its own half-typed words and places by `&mut`, and pushes
//! [`Intent`](crate::app::Intent)s.

pub mod annotation_list;
pub mod banner;
pub mod cards;
pub mod corrections;
pub mod empty;
pub mod encoding;
pub mod folder;
pub mod menus;
pub mod review;
pub mod status_bar;
pub mod tag_bar;
pub mod tag_menu;
