//! The numbers that papers ask for: κ, α and Fleiss on characters and words, and γ.

use super::super::frame::say;
use super::table::{Table, number};
use crate::app::{Agreement, Intent, Session};
use crate::review::agreement::Gamma;
use crate::review::agreement::{Level, Report};
use crate::ui::text_face::TextFace;
use crate::ui::theme;
use crate::ui::units::share;
use eframe::egui::{ProgressBar, Sense, Ui};

pub(super) fn show(
    ui: &mut Ui,
    face: &TextFace,
    session: &Session,
    agreement: &Agreement,
    intents: &mut Vec<Intent>,
) {
    let report = &agreement.report;
    level(ui, face, report, "Characters", &report.chars);
    if let Some(tokens) = &report.tokens {
        ui.add_space(theme::GRID * 3.0);
        level(ui, face, report, "Words", tokens);
    }
    ui.add_space(theme::GRID * 3.0);
    say(
        ui,
        "κ and α of single characters or words depend on how much is left untagged; long spans weigh most.",
    );
    ui.add_space(theme::GRID * 3.0);
    ui.label(theme::head(theme::of(ui), "γ (Mathet, Widlöcher, Métivier 2015)"));
    gamma(ui, face, session, intents);
}

fn level(ui: &mut Ui, face: &TextFace, report: &Report, title: &str, level: &Level) {
    ui.label(theme::head(theme::of(ui), title));
    let table = Table { first: 150.0, column: 110.0 }.within(ui, 4);
    table.head(ui, &["agreement", "Cohen’s κ", "Fleiss’ κ", "α"]);
    for (label, of_label) in report.labels.iter().zip(&level.labels) {
        let cells = [
            number(of_label.percent_agreement),
            number(of_label.cohen_mean),
            number(of_label.fleiss),
            number(of_label.alpha),
        ];
        table.row(ui, face, label, &cells, Sense::hover());
    }
    let none = (String::new(), None);
    let all = [none.clone(), none.clone(), none, number(level.alpha_micro)];
    table.row(ui, face, "All tags", &all, Sense::hover());
}

fn gamma(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    match (session.gamma(), session.gamma_progress()) {
        (_, Some((done, total))) => {
            let (done, total) =
                (usize::try_from(done).unwrap_or_default(), usize::try_from(total).unwrap_or_default());
            ui.add(ProgressBar::new(share(done, total)).desired_width(240.0).desired_height(6.0));
        }
        (None, None) => {
            say(ui, "It aligns the units of all annotators at once, and draws 30 samples of chance.");
            if ui.button("Work it out").clicked() {
                intents.push(Intent::MeasureGamma);
            }
        }
        (Some(Err(error)), None) => say(ui, &error.to_string()),
        (Some(Ok(gamma)), None) => found(ui, face, gamma),
    }
}

fn found(ui: &mut Ui, face: &TextFace, gamma: &Gamma) {
    let table = Table { first: 150.0, column: 110.0 }.within(ui, 4);
    table.head(ui, &["γ", "observed", "expected", "samples"]);
    let cells = [
        number(gamma.meaningful()),
        number(gamma.observed_disorder),
        number(gamma.expected_disorder),
        (gamma.n_samples().to_string(), None),
    ];
    table.row(ui, face, "All tags", &cells, Sense::hover());
    let params = gamma.params;
    let seed = gamma.seed.map(|seed| format!(", seed {seed}")).unwrap_or_default();
    say(ui, &format!("α = {}, β = {}, Δ∅ = {}{seed}.", params.alpha(), params.beta(), params.delta_empty()));
    if gamma.meaningful().is_err() {
        say(
            ui,
            "γ needs five units per annotator: below, it tells of the samples more than of the annotators.",
        );
    }
}
