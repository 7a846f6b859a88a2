//! What a format leaves to choose, and which annotations go in.

use crate::annotation::{State, Tagset};
use crate::interchange::Format;
use crate::interchange::csv::Flavour;
use crate::interchange::export::{Options, Parted, Unit};
use crate::interchange::split::Split;
use crate::ui::dialogs::frame::head;
use crate::ui::field::outlined;
use crate::ui::text_face::readable;
use crate::ui::theme;
use eframe::egui::{Checkbox, TextEdit, Ui};

/// Shows the choices of a format, and those of every format.
pub(super) fn of_dataset(ui: &mut Ui, format: Format, options: &mut Options) {
    of_format(ui, format, options);
    ui.horizontal_wrapped(|ui| {
        let mut each = options.parted == Parted::ByAnnotator;
        ui.checkbox(&mut each, "A file or folder for each annotator");
        options.parted = if each { Parted::ByAnnotator } else { Parted::Not };
        ui.checkbox(&mut options.pseudonymous, "Annotators without their names");
        let mut split = options.split.is_some();
        ui.checkbox(&mut split, "Split 80/10/10 for training")
            .on_hover_text("By article; near-duplicates stay together, and splits.json says how it went");
        options.split = split.then(Split::usual);
    });
    ui.add_space(theme::GRID * 2.0);
}

/// What this format alone leaves to choose.
fn of_format(ui: &mut Ui, format: Format, options: &mut Options) {
    match format {
        Format::Csv => {
            let mut excel = options.flavour == Flavour::Excel;
            ui.checkbox(&mut excel, "For double-clicking into a spreadsheet");
            options.flavour = if excel { Flavour::Excel } else { Flavour::Programs };
        }
        Format::Doccano => {
            let mut unit = options.unit.unwrap_or(Unit::Utf16);
            ui.horizontal_wrapped(|ui| {
                ui.label("Positions in");
                ui.radio_value(&mut unit, Unit::Utf16, "UTF-16 units, as its window counts");
                ui.radio_value(&mut unit, Unit::CodePoints, "code points, as scripts count");
            });
            options.unit = Some(unit);
        }
        Format::ClaimReview => {
            let hint = "The annotators";
            words(ui, "Who is answerable for the verdicts", hint, &mut options.organisation);
        }
        Format::Dataset => {
            let hint = "An SPDX name, such as CC-BY-4.0";
            words(ui, "Licence of the texts, for the dataset’s card", hint, &mut options.licence);
        }
        _ => {}
    }
}

/// A field for words, of which none are nothing.
fn words(ui: &mut Ui, name: &str, hint: &str, chosen: &mut Option<String>) {
    let mut words = chosen.take().unwrap_or_default();
    let label = ui.label(name);
    let field = TextEdit::singleline(&mut words).hint_text(hint).desired_width(320.0);
    outlined(ui, field).labelled_by(label.id);
    *chosen = Some(words).filter(|words| !words.is_empty());
    ui.add_space(theme::GRID);
}

/// Shows which annotations go in: by tag, by the state of their sets, by origin.
pub(super) fn of_annotations(ui: &mut Ui, tagset: &Tagset, options: &mut Options) {
    head(ui, "Which annotations");
    let only = &mut options.only;
    ui.horizontal_wrapped(|ui| {
        for tag in &tagset.tags {
            let mut is_wanted = only.tags.is_empty() || only.tags.iter().any(|name| **name == *tag.name);
            let title = readable(&tag.title);
            // Without any tag there is nothing to write.
            let is_last = is_wanted && only.tags.len() == 1;
            let choice = ui.add_enabled(!is_last, Checkbox::new(&mut is_wanted, &*title));
            if choice.on_disabled_hover_text("One tag at least").changed() {
                // No list means all, also those of tags that the tagset has not.
                if only.tags.is_empty() {
                    only.tags = tagset.tags.iter().map(|tag| tag.name.to_string()).collect();
                }
                only.tags.retain(|name| **name != *tag.name);
                if is_wanted {
                    only.tags.push(tag.name.to_string());
                }
                if tagset.tags.iter().all(|tag| only.tags.iter().any(|name| **name == *tag.name)) {
                    only.tags.clear();
                }
            }
        }
        ui.add_space(theme::GRID * 3.0);
        let mut done = !only.states.is_empty();
        ui.checkbox(&mut done, "Done sets only").on_hover_text("Sets in progress are left out");
        only.states = if done { vec![State::Done] } else { Vec::new() };
        ui.checkbox(&mut only.without_suggested, "No suggestions")
            .on_hover_text("Suggestions that a person has accepted are left out too");
    });
    ui.add_space(theme::GRID * 2.0);
}
