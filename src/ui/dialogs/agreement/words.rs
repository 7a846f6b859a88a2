//! What the names of the numbers mean, for readers who do not report agreement every day.

use eframe::egui::{IdSalt, Rect, Sense, Ui};

/// Says in a tooltip over a head what its number means.
pub(crate) fn explain(ui: &Ui, head: Rect, name: &str) {
    if let Some(meaning) = meaning(name) {
        ui.interact(head, ui.scope_id().with(IdSalt::new(name)), Sense::hover()).on_hover_text(meaning);
    }
}

fn meaning(name: &str) -> Option<&'static str> {
    let meaning = match name {
        "spans" => "How many spans all annotators have marked.",
        "exact F1" => {
            "Of all that both marked, how much has the same words and the same tag: 1.00 is all of it."
        }
        "overlap F1" | "overlap" => "As exact F1, where it is enough that the words overlap.",
        "soft IoU" => "As overlap F1, where each pair counts by the share of the words that both have.",
        "u-alpha" | "u-α" => {
            "Krippendorff’s alpha for spans: 1.00 is agreement throughout, 0 is what chance would give."
        }
        "same" => "The same words, the same tag.",
        "tag" => "The same words, another tag.",
        "boundary" => "Words that overlap, with the same tag.",
        "both" => "Words that overlap, with another tag.",
        "first only" => "Marked by the one named first, not by the other.",
        "second only" => "Marked by the one named second, not by the first.",
        "agreement" => "The share of the text about which they say the same, chance not corrected.",
        "Cohen’s κ" => "Agreement beyond chance, between two; the mean of all twos.",
        "Fleiss’ κ" => "Agreement beyond chance, among all who did the whole text.",
        "α" => "Krippendorff’s alpha: agreement beyond chance, among all, whoever left something out.",
        "γ" => "Agreement on places and tags together, by the best alignment of all spans: 1.00 is perfect.",
        "share alike" => "Of the pairs with this slot on either side, how many have the same value.",
        _ => return None,
    };
    Some(meaning)
}
