//! The numbers for a reader: counts first, then F1, then α, each with what it rests on.

use super::answer::Answered;
use crate::cli::outcome::printable;
use crate::interchange::counted;
use crate::review::agreement::bootstrap::Interval;
use crate::review::agreement::f1::Measure;
use crate::review::agreement::slots::SlotTally;
use crate::review::agreement::{Measured, PairReport, Report};
use crate::review::pairing::Kind;
use std::fmt::Write as _;
use std::sync::Arc;

/// Rows of cells; the first of each is set to the left, the others to the right.
struct Rows(Vec<Vec<String>>);

/// The whole text.
pub(super) fn print(answered: &Answered) -> String {
    let report = &answered.report;
    let mut text = String::new();
    let annotators = report.annotators.iter().map(|name| one_line(name)).collect::<Vec<_>>().join(", ");
    let articles = counted(report.articles, "article");
    let who = if annotators.is_empty() { "nobody" } else { annotators.as_str() };
    section(&mut text, &format!("{who}: {articles} done by two or more"), &Rows(Vec::new()));
    section(&mut text, "Spans that are the same, or differ in", &counts(report));
    section(&mut text, "F1", &f1(report));
    section(&mut text, "Krippendorff's u-alpha, each tag alone", &unitizing(report));
    let slots = slots(report);
    if slots.0.len() > 1 {
        section(&mut text, "Slots of spans with the same tag", &slots);
    }
    if let Some(each) = &answered.each {
        section(&mut text, "By article, the lowest exact F1 first", &by_article(each));
    }
    text.push_str(&remarks(answered));
    // Tags and names come from files: nothing in them may move the cursor.
    printable(&text)
}

fn section(text: &mut String, title: &str, rows: &Rows) {
    if !text.is_empty() {
        text.push('\n');
    }
    // Writing to a string cannot fail.
    writeln!(text, "{title}").ok();
    let columns = rows.0.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.0.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    for row in &rows.0 {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            if at == 0 {
                write!(line, "  {cell:<width$}").ok();
            } else {
                write!(line, "  {cell:>width$}").ok();
            }
        }
        writeln!(text, "{}", line.trim_end()).ok();
    }
}

/// A name from a file, which might hold line breaks.
fn one_line(name: &str) -> String {
    name.replace(['\n', '\r'], "\u{fffd}")
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// A number with three digits, or a dash with the reason.
fn shown(number: Measured) -> String {
    match number {
        Ok(number) => format!("{:.3}", number + 0.0),
        Err(why) => format!("– ({why})"),
    }
}

fn counts(report: &Report) -> Rows {
    let heads = Kind::ALL.map(Kind::title);
    let mut rows = vec![cells(&[&[""], &heads[..], &["articles"]].concat())];
    for pair in &report.pairs {
        let mut row = vec![pair_name(pair)];
        row.extend(pair.tally.counts.each().map(|number| number.to_string()));
        row.push(pair.articles.to_string());
        rows.push(row);
    }
    if report.pairs.is_empty() {
        rows = vec![cells(&["– (needs two annotators)"])];
    }
    Rows(rows)
}

fn pair_name(pair: &PairReport) -> String {
    one_line(&format!("{}, {}", pair.a, pair.b))
}

/// The columns of F1.
const MEASURES: [(Measure, &str); 4] = [
    (Measure::Exact, "exact"),
    (Measure::OverlapSameLabel, "overlap"),
    (Measure::SoftSameLabel, "soft IoU"),
    (Measure::Chars, "characters"),
];

fn f1(report: &Report) -> Rows {
    let mut head = vec![String::new()];
    head.extend(MEASURES.map(|(_, name)| name.to_owned()));
    head.push("spans".to_owned());
    let mut rows = vec![head];
    let row = |name: String, number: &dyn Fn(Measure) -> Measured, spans: u64| {
        let mut row = vec![name];
        row.extend(MEASURES.map(|(measure, _)| shown(number(measure))));
        row.push(spans.to_string());
        row
    };
    for pair in &report.pairs {
        let all = pair.tally.all_labels();
        rows.push(row(pair_name(pair), &|measure| pair.tally.f1(measure), all.units_a + all.units_b));
    }
    let all = report.units.iter().sum();
    if report.pairs.len() != 1 {
        rows.push(row("mean of pairs".to_owned(), &|measure| report.mean_f1(measure), all));
    }
    if let Ok(resampled) = &report.resampled {
        let mut row = vec!["  95 % of articles".to_owned()];
        let of = |measure| resampled.f1.iter().find(|(other, _)| *other == measure);
        row.extend(
            MEASURES.map(|(measure, _)| of(measure).map(|(_, interval)| range(interval)).unwrap_or_default()),
        );
        rows.push(row);
    }
    for (at, label) in report.labels.iter().enumerate() {
        rows.push(row(one_line(label), &|measure| report.label_f1(at, measure), spans_of(report, at)));
    }
    Rows(rows)
}

/// The spans of a label, of all annotators.
fn spans_of(report: &Report, label: usize) -> u64 {
    report.units.get(label).copied().unwrap_or(0)
}

fn range(interval: &Interval) -> String {
    match (interval.low, interval.high) {
        (Ok(low), Ok(high)) => format!("{low:.2}–{high:.2}"),
        (Err(why), _) | (_, Err(why)) => format!("– ({why})"),
    }
}

fn unitizing(report: &Report) -> Rows {
    let intervals = report.resampled.as_ref().ok();
    let row = |name: &str, number: Measured, interval: Option<&Interval>, spans: u64| {
        let mut row = vec![name.to_owned(), shown(number)];
        row.extend(interval.map(range));
        row.push(spans.to_string());
        row
    };
    let mut head = cells(&["", "alpha"]);
    head.extend(intervals.map(|_| "95 % of articles".to_owned()));
    head.push("spans".to_owned());
    let mut rows = vec![head];
    for (at, (label, number)) in report.labels.iter().zip(&report.unitizing.labels).enumerate() {
        let interval = intervals.and_then(|resampled| resampled.labels.get(at));
        rows.push(row(&one_line(label), *number, interval, spans_of(report, at)));
    }
    let all = report.units.iter().sum();
    let micro = intervals.map(|resampled| &resampled.micro);
    rows.push(row("all tags together", report.unitizing.micro, micro, all));
    Rows(rows)
}

fn slots(report: &Report) -> Rows {
    let mut rows = vec![cells(&["", "equal", "share", "different", "first only", "second only"])];
    let row = |(slot, tally): (Arc<str>, SlotTally)| {
        let mut row = vec![one_line(&slot), tally.equal.to_string(), shown(tally.share())];
        row.extend([tally.different, tally.only_a, tally.only_b].map(|number| number.to_string()));
        row
    };
    rows.extend(report.slots().into_iter().map(row));
    Rows(rows)
}

fn by_article(each: &[(String, Report)]) -> Rows {
    let mut rows = vec![cells(&["", "exact F1", "overlap F1", "u-alpha", "spans"])];
    let exact = |report: &Report| report.mean_f1(Measure::Exact);
    let mut each: Vec<&(String, Report)> = each.iter().collect();
    // What has no number comes last.
    each.sort_by(|(_, a), (_, b)| exact(a).unwrap_or(2.0).total_cmp(&exact(b).unwrap_or(2.0)));
    for (name, report) in each {
        let mut row = vec![one_line(name)];
        let numbers = [exact(report), report.mean_f1(Measure::OverlapSameLabel), report.unitizing.micro];
        row.extend(numbers.map(shown));
        row.push(report.units.iter().sum::<u64>().to_string());
        rows.push(row);
    }
    Rows(rows)
}

fn remarks(answered: &Answered) -> String {
    match answered.still_in_progress() {
        Some(line) => format!("\n{line}\n"),
        None => String::new(),
    }
}
