//! Whose tags are written.

use super::frame::head;
use crate::annotation::AnnotatorName;
use crate::app::Session;
use crate::interchange::export::Sets;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::theme;
use eframe::egui::Ui;
use std::collections::BTreeMap;

/// What is half chosen.
#[derive(Debug)]
pub(super) struct Whose {
    which: Which,
    /// Everybody who tagged something of it, and whether their tags are wanted.
    people: BTreeMap<AnnotatorName, bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Decided,
    Gold,
    All,
    People,
}

impl Whose {
    /// Of those who tagged the article.
    pub(super) fn of_article(session: &Session) -> Self {
        Self::of(session, session.colleagues())
    }

    /// Of those who tagged anything in the folder.
    pub(super) fn of_folder(session: &Session) -> Self {
        let listed = session.folder().into_iter().flat_map(|folder| &folder.listing.articles);
        let names = listed.flat_map(|article| &article.sets).map(|set| set.annotator.clone());
        Self::of(session, names.chain(session.colleagues()))
    }

    fn of(session: &Session, others: impl IntoIterator<Item = AnnotatorName>) -> Self {
        let mut people: BTreeMap<_, _> = others.into_iter().map(|name| (name, false)).collect();
        people.extend(session.annotator().map(|me| (me.clone(), true)));
        Self { which: Which::Decided, people }
    }

    /// Shows the choice.
    pub(super) fn show(&mut self, ui: &mut Ui, face: &TextFace) {
        head(ui, "Whose tags");
        ui.horizontal_wrapped(|ui| {
            ui.radio_value(&mut self.which, Which::Decided, "Gold where there is one, else all");
            ui.radio_value(&mut self.which, Which::Gold, "Gold alone");
            ui.radio_value(&mut self.which, Which::All, "All");
            ui.radio_value(&mut self.which, Which::People, "Of some people");
        });
        if self.which == Which::People {
            ui.horizontal_wrapped(|ui| {
                for (name, wanted) in &mut self.people {
                    let said = if *wanted { "Their tags are written" } else { "Their tags are left out" };
                    ui.checkbox(wanted, name.as_str()).on_hover_text(said);
                }
            });
            if self.people.is_empty() {
                let ink = theme::of(ui).ink3;
                face.words("Nobody has tagged anything here").look(Look::SMALL).ink(ink).show(ui);
            }
        }
        ui.add_space(theme::GRID * 2.0);
    }

    /// Whether nothing is left to be chosen.
    pub(super) fn is_whole(&self) -> bool {
        self.which != Which::People || self.people.values().any(|wanted| *wanted)
    }

    /// What was chosen.
    pub(super) fn sets(&self) -> Sets {
        match self.which {
            Which::Decided => Sets::Decided,
            Which::Gold => Sets::Gold,
            Which::All => Sets::All,
            Which::People => {
                let wanted = self.people.iter().filter(|(_, wanted)| **wanted);
                Sets::From(wanted.map(|(name, _)| name.clone()).collect())
            }
        }
    }
}
