//! Many cases at once: by which rule, and which they would be, before anything is decided.

use super::frame::{Fate, Ready, confirmed, foot, primary, say, sharing};
use crate::annotation::AnnotatorName;
use crate::app::{Intent, Reviewing, Session};
use crate::review::Batch;
use crate::text::shortened;
use crate::ui::row::{Row, RowState};
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use eframe::egui::{Key, Modifiers, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How wide it is.
pub(super) const WIDTH: f32 = 620.0;

/// The most cases of the preview.
const MOST: usize = 50;

/// Which rule is chosen.
#[derive(Debug, Default)]
pub(super) struct BatchSheet {
    /// The rule, once one was chosen; at first one that decides something.
    chosen: Option<usize>,
    /// The rule that was brought into sight.
    seen: Option<usize>,
}

impl BatchSheet {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        face: &TextFace,
        session: &Session,
        intents: &mut Vec<Intent>,
    ) -> Fate {
        let (Some(document), Some(reviewing)) = (session.document(), session.reviewing()) else {
            return Fate::Closes;
        };
        let text = &document.article().text;
        let count = |batch: &Batch| batch.chosen(text, reviewing.cases(), reviewing.rulings()).count();
        let rules: Vec<(Batch, usize)> = rules(reviewing)
            .into_iter()
            .map(|rule| (count(&rule), rule))
            .map(|(n, rule)| (rule, n))
            .collect();
        say(
            ui,
            "Choose a rule with the arrows; below stands which answers it takes. What others say of the same words is then not taken.",
        );
        ui.add_space(theme::GRID * 2.0);
        let first = rules.iter().position(|(_, count)| *count > 0).unwrap_or(0);
        let chosen = self.walk(ui, rules.len(), first);
        sharing(ui, "rules", 0.55, |ui| {
            for (at, (rule, count)) in rules.iter().enumerate() {
                let state = match (*count, at == chosen) {
                    (_, true) => RowState::Pointed,
                    (0, false) => RowState::Disabled,
                    (_, false) => RowState::Plain,
                };
                let hint = count.to_string();
                let row = Row::new(&words(rule, document.tagset())).hint(&hint).state(state).show(ui, face);
                if row.clicked() {
                    self.chosen = Some(at);
                }
                if at == chosen && self.seen != Some(at) {
                    row.scroll_to_me(None);
                    self.seen = Some(at);
                }
            }
        });
        let Some((rule, count)) = rules.get(chosen) else { return Fate::Closes };
        ui.add_space(theme::GRID * 2.0);
        ui.label(theme::head(theme::of(ui), "Decides"));
        sharing(ui, "decided", 0.45, |ui| {
            ui.set_min_height(ui.available_height());
            let chosen = rule.chosen(text, reviewing.cases(), reviewing.rulings());
            for (_, _, answer) in chosen.take(MOST) {
                let Some(annotation) = answer.annotations().first() else { continue };
                let words = shortened(&annotation.pieces.quote(text), 90);
                Row::new(&words).as_text().hint(&annotation.tag).show(ui, face);
            }
            if *count > MOST {
                say(ui, &format!("and {} more", count - MOST));
            }
            if *count == 0 {
                say(ui, "Nothing that is left fits this rule");
            }
        });
        let ready = if *count > 0 { Ready::Yes } else { Ready::No };
        let mut decided = ready == Ready::Yes && confirmed(ui);
        foot(ui, |ui| {
            let words = format!("Decide {count}");
            decided |= primary(ui, &words, ready).clicked();
        });
        if decided {
            intents.push(Intent::Batch(rule.clone()));
            return Fate::Closes;
        }
        Fate::Stays
    }

    fn walk(&mut self, ui: &Ui, count: usize, first: usize) -> usize {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let at = self.chosen.unwrap_or(first);
        if pressed(Key::ArrowDown) {
            self.chosen = Some((at + 1).min(count.saturating_sub(1)));
        } else if pressed(Key::ArrowUp) {
            self.chosen = Some(at.saturating_sub(1));
        }
        self.chosen.unwrap_or(first)
    }
}

/// The rules that there are for these sets.
fn rules(reviewing: &Reviewing) -> Vec<Batch> {
    let given = reviewing.cases().iter().flat_map(|case| {
        let people = case.members().filter(|(who, _)| !who.is_gold());
        let members = people.map(|(who, annotation)| (who.clone(), Arc::clone(&annotation.tag)));
        members.collect::<Vec<_>>()
    });
    let given: BTreeSet<(AnnotatorName, Arc<str>)> = given.collect();
    let of = given.into_iter().map(|(who, tag)| Batch::Of(who, tag));
    [Batch::Agreed, Batch::Trivial].into_iter().chain(of).collect()
}

fn words(rule: &Batch, tagset: &crate::annotation::Tagset) -> String {
    match rule {
        Batch::Agreed => "On which all agree".to_owned(),
        Batch::Trivial => "Whose boundaries differ by spaces or punctuation alone".to_owned(),
        Batch::Of(who, tag) => {
            let title = tagset.tag(tag).map_or(&**tag, |tag| tag.title.as_str());
            format!("Every {} of {who}", title.to_lowercase())
        }
    }
}
