//! The numbers as one CSV table: a number a line, with what it is about and what it rests on.

use super::answer::{Answered, name, name_of_label};
use crate::cli::outcome::Failure;
use crate::review::agreement::f1::Measure;
use crate::review::agreement::unitizing::Family;
use crate::review::agreement::{Level, Measured, Report};
use crate::review::pairing::Kind;
use csv::{QuoteStyle, Writer, WriterBuilder};
use std::sync::Arc;

/// The columns. `annotators`, `label` and `article` are empty where a number is about all; `units` and
/// `articles` say what it rests on.
const COLUMNS: [&str; 8] =
    ["measure", "annotators", "label", "value", "reason", "units", "articles", "article"];

/// What a number is about, and what it rests on.
#[derive(Clone)]
struct About {
    annotators: String,
    label: String,
    units: u64,
    articles: usize,
}

struct Table {
    rows: Writer<Vec<u8>>,
    /// The path of the article whose numbers are written; empty for all together.
    article: String,
}

/// The whole table.
pub(super) fn print(answered: &Answered) -> Result<String, Failure> {
    let rows = WriterBuilder::new().quote_style(QuoteStyle::NonNumeric).from_writer(Vec::new());
    let mut table = Table { rows, article: String::new() };
    table.write(COLUMNS)?;
    table.report(&answered.report)?;
    for (article, report) in answered.each.iter().flatten() {
        table.article.clone_from(article);
        table.report(report)?;
    }
    let bytes = table.rows.into_inner().map_err(|error| failure(&error))?;
    String::from_utf8(bytes).map_err(|error| failure(&error))
}

fn failure(error: &impl std::fmt::Display) -> Failure {
    Failure::File(error.to_string())
}

/// All units of all annotators.
fn about(report: &Report) -> About {
    let units = report.units.iter().sum();
    About { annotators: String::new(), label: String::new(), units, articles: report.articles }
}

fn about_label(report: &Report, at: usize, label: &Arc<str>) -> About {
    let units = report.units.get(at).copied().unwrap_or(0);
    About { label: label.to_string(), units, ..about(report) }
}

impl Table {
    fn write<const N: usize>(&mut self, cells: [&str; N]) -> Result<(), Failure> {
        self.rows.write_record(cells).map_err(|error| failure(&error))
    }

    fn number(&mut self, measure: &str, about: &About, number: Measured) -> Result<(), Failure> {
        let value = number.map_or_else(|_| String::new(), |number| format!("{}", number + 0.0));
        let reason = number.err().map_or("", |undefined| undefined.name());
        let (units, articles) = (about.units.to_string(), about.articles.to_string());
        let article = self.article.clone();
        self.write([measure, &about.annotators, &about.label, &value, reason, &units, &articles, &article])
    }

    fn report(&mut self, report: &Report) -> Result<(), Failure> {
        self.pairs(report)?;
        self.means(report)?;
        self.unitizing(report)?;
        self.level("char", &report.chars, report)?;
        if let Some(tokens) = &report.tokens {
            self.level("token", tokens, report)?;
        }
        for (slot, tally) in report.slots() {
            let about = About { label: slot.to_string(), units: tally.pairs(), ..about(report) };
            self.number("slot_share", &about, tally.share())?;
        }
        Ok(())
    }

    fn pairs(&mut self, report: &Report) -> Result<(), Failure> {
        for pair in &report.pairs {
            let all = pair.tally.all_labels();
            let about = About {
                annotators: format!("{}|{}", pair.a, pair.b),
                label: String::new(),
                units: all.units_a + all.units_b,
                articles: pair.articles,
            };
            for kind in Kind::ALL {
                let count = u32::try_from(pair.tally.counts.of_kind(kind)).unwrap_or(u32::MAX);
                self.number(count_name(kind), &about, Ok(f64::from(count)))?;
            }
            for measure in Measure::ALL {
                self.number(&format!("f1_{}", name(measure)), &about, pair.tally.f1(measure))?;
            }
            for (label, tally) in report.labels.iter().zip(&pair.tally.labels) {
                let units = tally.units_a + tally.units_b;
                let about = About { label: label.to_string(), units, ..about.clone() };
                for measure in Measure::OF_LABEL {
                    self.number(&format!("f1_{}", name_of_label(measure)), &about, tally.f1(measure))?;
                }
            }
        }
        Ok(())
    }

    fn means(&mut self, report: &Report) -> Result<(), Failure> {
        let all = about(report);
        for measure in Measure::ALL {
            self.number(&format!("f1_{}", name(measure)), &all, report.mean_f1(measure))?;
        }
        for (at, label) in report.labels.iter().enumerate() {
            let about = about_label(report, at, label);
            for measure in Measure::OF_LABEL {
                self.number(&format!("f1_{}", name_of_label(measure)), &about, report.label_f1(at, measure))?;
            }
        }
        Ok(())
    }

    fn unitizing(&mut self, report: &Report) -> Result<(), Failure> {
        let all = about(report);
        self.number("u_alpha_per_label_micro", &all, report.unitizing.micro)?;
        self.number("u_alpha_per_label_macro", &all, report.unitizing.macro_mean)?;
        for (at, (label, number)) in report.labels.iter().zip(&report.unitizing.labels).enumerate() {
            self.number("u_alpha_per_label", &about_label(report, at, label), *number)?;
        }
        let family = |number: &dyn Fn(&Family) -> Measured| {
            report.unitizing.family.as_ref().map_err(|why| *why).and_then(number)
        };
        self.number("u_alpha", &all, family(&|family| family.u_alpha()))?;
        self.number("bar_u_alpha", &all, family(&|family| family.bar_u_alpha()))?;
        self.number("cu_alpha", &all, family(&|family| family.cu_alpha()))?;
        self.number("cu_coverage", &all, family(&|family| family.cu_coverage()))
    }

    fn level(&mut self, kind: &str, level: &Level, report: &Report) -> Result<(), Failure> {
        let all = about(report);
        for (at, (label, numbers)) in report.labels.iter().zip(&level.labels).enumerate() {
            let about = about_label(report, at, label);
            for (pair, kappa) in report.pairs.iter().zip(&numbers.cohen) {
                let about = About { annotators: format!("{}|{}", pair.a, pair.b), ..about.clone() };
                self.number(&format!("{kind}_cohen_kappa"), &about, *kappa)?;
            }
            self.number(&format!("{kind}_cohen_kappa"), &about, numbers.cohen_mean)?;
            self.number(&format!("{kind}_percent_agreement"), &about, numbers.percent_agreement)?;
            self.number(&format!("{kind}_fleiss_kappa"), &about, numbers.fleiss)?;
            self.number(&format!("{kind}_alpha_nominal"), &about, numbers.alpha)?;
        }
        self.number(&format!("{kind}_alpha_nominal_macro"), &all, level.alpha_macro)?;
        self.number(&format!("{kind}_alpha_nominal_micro"), &all, level.alpha_micro)
    }
}

fn count_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Exact => "count_exact",
        Kind::Label => "count_label",
        Kind::Boundary => "count_boundary",
        Kind::BoundaryLabel => "count_boundary_label",
        Kind::OnlyA => "count_only_a",
        Kind::OnlyB => "count_only_b",
    }
}
