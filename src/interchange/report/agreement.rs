//! How much the annotators of the article agree, where there are several.

use super::{Report, escaped};
use crate::annotation::AnnotationSet;
use crate::review::agreement::f1::Measure;
use crate::review::agreement::{Coded, Measured, measure};
use std::fmt::Write as _;
use std::sync::Arc;

/// Counts and numbers of every two annotators; nothing where there are not two.
pub(super) fn table(report: &Report<'_>) -> String {
    let people: Vec<&AnnotationSet> = report.sets.iter().filter(|set| !set.annotator().is_gold()).collect();
    if people.len() < 2 {
        return String::new();
    }
    let named: Vec<(Arc<str>, Option<&AnnotationSet>)> =
        people.iter().map(|set| (Arc::from(report.called(set.annotator()).as_str()), Some(*set))).collect();
    let numbers = measure(&[Coded::of_sets(&report.article.text, &named)]);
    let mut rows = String::new();
    for pair in &numbers.pairs {
        let counts = pair.tally.counts;
        let cells = [
            counts.exact,
            counts.label,
            counts.boundary,
            counts.boundary_label,
            counts.only_a,
            counts.only_b,
        ];
        let f1 = [Measure::Exact, Measure::OverlapSameLabel].map(|measure| shown(&pair.tally.f1(measure)));
        let (a, b) = (escaped(&pair.a), escaped(&pair.b));
        // Writing to a string cannot fail.
        write!(rows, "<tr><th scope=\"row\">{a}, {b}</th>").ok();
        for cell in cells.iter().map(ToString::to_string).chain(f1) {
            write!(rows, "<td class=\"number\">{cell}</td>").ok();
        }
        rows.push_str("</tr>");
    }
    let heads = [
        "Two annotators",
        "Same",
        "Other tag",
        "Other ends",
        "Other ends and tag",
        "First alone",
        "Second alone",
        "F1 exact",
        "F1 overlap",
    ];
    let mut named = String::new();
    for (n, head) in heads.iter().enumerate() {
        let class = if n > 0 { " class=\"number\"" } else { "" };
        write!(named, "<th scope=\"col\"{class}>{head}</th>").ok();
    }
    let alpha = shown(&numbers.unitizing.micro);
    format!(
        "<div class=\"wide\"><table id=\"agreement\"><caption>Agreement</caption><thead><tr>{named}</tr></thead>\
         <tbody>{rows}</tbody></table><p class=\"small\">Krippendorff’s α for unitizing, all tags together: {alpha}</p></div>\n"
    )
}

/// A number with two digits, or a dash with the reason.
fn shown(number: &Measured) -> String {
    match number {
        Ok(number) => format!("{number:.2}"),
        Err(why) => format!("– ({why})"),
    }
}
