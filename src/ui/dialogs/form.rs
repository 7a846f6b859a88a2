//! Article details as a form.

use super::frame::{Focused, field, focus_once};
use crate::article::Details;
use eframe::egui::Ui;

/// Article details, half typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Form {
    title: String,
    byline: String,
    outlet: String,
    published: String,
    url: String,
    language: String,
}

impl Form {
    /// The details as they are.
    pub(super) fn of(details: &Details) -> Self {
        let typed = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            title: typed(&details.title),
            byline: typed(&details.byline),
            outlet: typed(&details.outlet),
            published: typed(&details.published),
            url: typed(&details.url),
            language: typed(&details.language),
        }
    }

    /// The details as typed; a blank field is none.
    pub(super) fn details(&self) -> Details {
        let value = |typed: &str| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
        Details {
            title: value(&self.title),
            byline: value(&self.byline),
            outlet: value(&self.outlet),
            published: value(&self.published),
            url: value(&self.url),
            language: value(&self.language),
        }
    }

    /// All fields, the title first.
    pub(super) fn show(&mut self, ui: &mut Ui, focused: &mut Focused) {
        let title = field(ui, "Title", "", &mut self.title);
        focus_once(focused, &title);
        self.show_rest(ui);
    }

    /// The fields asked for with pasted words.
    pub(super) fn show_for_paste(&mut self, ui: &mut Ui) {
        field(ui, "Title", "", &mut self.title);
        field(ui, "Address (URL)", "https://", &mut self.url);
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                field(left, "Outlet", "", &mut self.outlet);
                field(right, "Published", "e.g. 2026-11-23", &mut self.published);
            }
        });
    }

    fn show_rest(&mut self, ui: &mut Ui) {
        field(ui, "Address (URL)", "https://", &mut self.url);
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                field(left, "Byline", "", &mut self.byline);
                field(right, "Outlet", "", &mut self.outlet);
                field(left, "Published", "e.g. 2026-11-23", &mut self.published);
                field(right, "Language", "en", &mut self.language);
            }
        });
    }
}
