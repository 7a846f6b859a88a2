//! The numbers as one JSON object.
//!
//! What is undefined is `null`. Beside every number `x` that can be, `x_reason` says why, or is `null`;
//! beside a map of numbers, a map of reasons.

use super::answer::{Answered, name, name_of_label};
use super::node::{Fields, Node};
use crate::cli::outcome::Failure;
use crate::review::agreement::bootstrap::Interval;
use crate::review::agreement::f1::{LabelTally, Measure};
use crate::review::agreement::slots::SlotTally;
use crate::review::agreement::unitizing::Family;
use crate::review::agreement::{Level, LevelOfLabel, Measured, PairReport, Report, Resampled, Unitizing};
use std::sync::Arc;

fn object(fields: impl IntoIterator<Item = (String, Node)>) -> Node {
    Node::Object(fields.into_iter().collect())
}

/// The whole answer on one line.
pub(super) fn print(answered: &Answered) -> Result<String, Failure> {
    let json = serde_json::to_string(&whole(answered)).map_err(|error| Failure::File(error.to_string()))?;
    Ok(format!("{json}\n"))
}

fn whole(answered: &Answered) -> Node {
    let Answered { report, each, in_progress, gamma } = answered;
    let mut fields = numbers(report);
    if let Some(gamma) = gamma {
        fields.add("gamma", gamma.clone());
    }
    fields.add("in_progress", Node::List(in_progress.iter().cloned().map(Node::Word).collect()));
    if let Some(each) = each {
        let each = each.iter().map(|(name, report)| (name.clone(), numbers(report).into()));
        fields.add("by_article", object(each));
    }
    fields.into()
}

/// All numbers of a report.
fn numbers(report: &Report) -> Fields {
    let mut fields = Fields::default();
    fields.add("counts", object(report.pairs.iter().map(|pair| (key(pair), counts(pair)))));
    fields.add("span_f1", span_f1(report));
    fields.add("unitizing", unitizing(&report.unitizing, &report.labels));
    fields.add("char", level(&report.chars, report));
    if let Some(tokens) = &report.tokens {
        fields.add("token", level(tokens, report));
    }
    match &report.resampled {
        Ok(resampled) => {
            fields.add("bootstrap", bootstrap(resampled, &report.labels));
            fields.add("bootstrap_reason", Node::Null);
        }
        Err(why) => {
            fields.add("bootstrap", Node::Null);
            fields.add("bootstrap_reason", Node::Word(why.name().to_owned()));
        }
    }
    fields.add(
        "slots",
        object(report.slots().into_iter().map(|(slot, tally)| (slot.to_string(), of_slot(tally)))),
    );
    fields.add("articles", count(report.articles));
    fields
}

fn count(count: usize) -> Node {
    Node::Count(u64::try_from(count).unwrap_or(u64::MAX))
}

fn key(pair: &PairReport) -> String {
    format!("{}|{}", pair.a, pair.b)
}

fn counts(pair: &PairReport) -> Node {
    let counts = pair.tally.counts;
    let fields = [
        ("exact", counts.exact),
        ("label", counts.label),
        ("boundary", counts.boundary),
        ("boundary_label", counts.boundary_label),
        ("only_a", counts.only_a),
        ("only_b", counts.only_b),
    ];
    object(fields.map(|(kind, count)| (kind.to_owned(), Node::Count(count))))
}

fn span_f1(report: &Report) -> Node {
    let mut mean = Fields::default();
    for measure in Measure::ALL {
        mean.measured(name(measure), report.mean_f1(measure));
    }
    let of_label = |(at, label): (usize, &Arc<str>)| {
        let mut fields = Fields::default();
        for measure in Measure::OF_LABEL {
            fields.measured(name_of_label(measure), report.label_f1(at, measure));
        }
        (label.to_string(), fields.into())
    };
    let mut fields = Fields::default();
    fields
        .add("pairs", object(report.pairs.iter().map(|pair| (key(pair), f1_of_pair(pair, &report.labels)))));
    fields.add("mean", mean.into());
    fields.add("per_label", object(report.labels.iter().enumerate().map(of_label)));
    fields.into()
}

fn f1_of_pair(pair: &PairReport, labels: &[Arc<str>]) -> Node {
    let all = pair.tally.all_labels();
    let mut fields = Fields::default();
    fields.add("n_a", Node::Count(all.units_a));
    fields.add("n_b", Node::Count(all.units_b));
    for measure in Measure::ALL {
        fields.measured(name(measure), pair.tally.f1(measure));
    }
    let of_label = |(label, tally): (&Arc<str>, &LabelTally)| {
        let mut fields = Fields::default();
        for measure in Measure::OF_LABEL {
            fields.measured(name_of_label(measure), tally.f1(measure));
        }
        (label.to_string(), fields.into())
    };
    fields.add("per_label", object(labels.iter().zip(&pair.tally.labels).map(of_label)));
    fields.into()
}

/// Numbers by label.
fn by_label<'n>(
    labels: &'n [Arc<str>],
    numbers: &'n [Measured],
) -> impl Iterator<Item = (String, Measured)> + use<'n> {
    labels.iter().zip(numbers).map(|(label, number)| (label.to_string(), *number))
}

fn unitizing(unitizing: &Unitizing, labels: &[Arc<str>]) -> Node {
    let mut per_label = Fields::default();
    per_label.map("per_label", by_label(labels, &unitizing.labels));
    per_label.measured("micro", unitizing.micro);
    per_label.measured("macro", unitizing.macro_mean);
    let mut fields = Fields::default();
    fields.add("per_label_2016", per_label.into());
    let (family, why) = match &unitizing.family {
        Ok(of_family) => (family(of_family, labels), Node::Null),
        Err(why) => (Node::Null, Node::Word(why.name().to_owned())),
    };
    fields.add("family_2016", family);
    fields.add("family_2016_reason", why);
    fields.into()
}

fn family(family: &Family, labels: &[Arc<str>]) -> Node {
    let mut fields = Fields::default();
    fields.measured("u_alpha", family.u_alpha());
    fields.measured("bar_u_alpha", family.bar_u_alpha());
    fields.measured("cu_alpha", family.cu_alpha());
    fields.measured("cu_coverage", family.cu_coverage());
    let of_label = |(at, label): (usize, &Arc<str>)| {
        let mut fields = Fields::default();
        fields.measured("alpha", family.ku_alpha(at));
        fields.measured("coverage", family.ku_coverage(at));
        (label.to_string(), fields.into())
    };
    fields.add("ku", object(labels.iter().enumerate().map(of_label)));
    fields.into()
}

fn level(level: &Level, report: &Report) -> Node {
    let of_label = |(label, numbers): (&Arc<str>, &LevelOfLabel)| {
        let mut fields = Fields::default();
        let cohen = report.pairs.iter().zip(&numbers.cohen).map(|(pair, number)| (key(pair), *number));
        fields.map("cohen_kappa", cohen);
        fields.measured("cohen_kappa_mean", numbers.cohen_mean);
        fields.measured("percent_agreement", numbers.percent_agreement);
        fields.measured("fleiss_kappa", numbers.fleiss);
        fields.measured("alpha_nominal", numbers.alpha);
        (label.to_string(), fields.into())
    };
    let mut fields = Fields::default();
    fields.add("per_label", object(report.labels.iter().zip(&level.labels).map(of_label)));
    fields.measured("alpha_nominal_macro", level.alpha_macro);
    fields.measured("alpha_nominal_micro", level.alpha_micro);
    fields.into()
}

fn bootstrap(resampled: &Resampled, labels: &[Arc<str>]) -> Node {
    let of_measure =
        |(measure, of_measure): &(Measure, Interval)| (name(*measure).to_owned(), interval(of_measure));
    let of_label = |(label, of_label): (&Arc<str>, &Interval)| (label.to_string(), interval(of_label));
    let mut per_label = Fields::default();
    per_label.add("per_label", object(labels.iter().zip(&resampled.labels).map(of_label)));
    per_label.add("micro", interval(&resampled.micro));
    per_label.add("macro", interval(&resampled.macro_mean));
    let mut fields = Fields::default();
    fields.add("span_f1", object(resampled.f1.iter().map(of_measure)));
    fields.add("per_label_2016", per_label.into());
    fields.into()
}

fn interval(interval: &Interval) -> Node {
    let mut fields = Fields::default();
    fields.measured("lo", interval.low);
    fields.measured("median", interval.median);
    fields.measured("hi", interval.high);
    fields.add("resamples", Node::Count(u64::from(interval.resamples)));
    fields.add("undefined_resamples", Node::Count(u64::from(interval.undefined)));
    fields.into()
}

fn of_slot(tally: SlotTally) -> Node {
    let mut fields = Fields::default();
    fields.measured("share", tally.share());
    fields.add("equal", Node::Count(tally.equal));
    fields.add("different", Node::Count(tally.different));
    fields.add("only_a", Node::Count(tally.only_a));
    fields.add("only_b", Node::Count(tally.only_b));
    fields.into()
}
