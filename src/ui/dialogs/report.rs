//! A page of the open article: whose tags, what else is on it, and where to.

use super::choose::Question;
use super::destination::Destination;
use super::frame::{Fate, Ready, head, say};
use super::whose::Whose;
use crate::app::{Intent, Session};
use crate::interchange::export::Sets;
use crate::interchange::report::{Request, Shown};
use crate::store::names::REPORT;
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use eframe::egui::Ui;

/// What is half chosen.
#[derive(Debug)]
pub(super) struct ReportSheet {
    whose: Whose,
    shown: Shown,
    destination: Destination,
}

/// How wide it is.
pub(super) const WIDTH: f32 = 560.0;

impl ReportSheet {
    pub(super) fn of(session: &Session) -> Self {
        Self {
            whose: Whose::of_article(session),
            shown: Shown::default(),
            destination: Destination::default(),
        }
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        let Some(document) = session.document() else { return Fate::Closes };
        say(ui, "One page for a browser: the article with its tags, to read, print and send.");
        ui.add_space(theme::GRID * 2.0);
        // Who reads blind gets no page of what others said.
        let own = session.is_hiding_others().then(|| session.annotator().cloned()).flatten();
        if own.is_some() {
            say(ui, "You read blind, so only your own tags are on it.");
            ui.add_space(theme::GRID * 2.0);
        } else {
            self.whose.show(ui, face);
        }
        head(ui, "On the page");
        ui.horizontal_wrapped(|ui| {
            ui.checkbox(&mut self.shown.notes, "Notes and comments");
            ui.checkbox(&mut self.shown.names, "Annotators’ names")
                .on_hover_text("Else they are called Annotator A, Annotator B");
        });
        ui.add_space(theme::GRID * 2.0);
        let article = document.path();
        self.destination.propose(|| {
            let mut name = article.file_name().unwrap_or_default().to_owned();
            name.push(REPORT);
            article.with_file_name(name)
        });
        self.destination.show(ui, intents, |ctx, name| Question::file(ctx, name, "html"));
        let whole = own.is_some() || self.whose.is_whole();
        let ready = if whole { Ready::Yes } else { Ready::No };
        let Some(out) = self.destination.foot(ui, "Write the page", ready) else { return Fate::Stays };
        let sets = own.map_or_else(|| self.whose.sets(), |me| Sets::From(vec![me]));
        let encoding = Some(document.article().encoding.clone());
        let request = Request { article: article.to_owned(), encoding, sets, shown: self.shown };
        intents.push(Intent::WriteReport(Box::new(request), out));
        Fate::Closes
    }
}
