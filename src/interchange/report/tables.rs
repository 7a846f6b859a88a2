//! What stands below the article: who contests what, and what happened when.

use super::{Entry, Report, escaped};
use crate::annotation::SlotKind;
use crate::text::shortened;
use std::fmt::Write as _;

/// An annotation in a table: its number, its words, who says them.
fn named(report: &Report<'_>, number: usize) -> String {
    let Some(entry) = number.checked_sub(1).and_then(|at| report.entries.get(at)) else {
        return String::new();
    };
    let letter = escaped(&report.letter(&entry.annotation.tag));
    let words = escaped(&shortened(&entry.annotation.pieces.quote(&report.article.text), 160));
    let speaker = entry.annotation.slot("speaker").filter(|slot| !slot.value.is_empty());
    let speaker = speaker
        .map_or_else(String::new, |slot| format!(" <span class=\"small\">({})</span>", escaped(&slot.value)));
    format!("<a href=\"#c{number}\">{letter}{number}</a> <bdi>{words}</bdi>{speaker}")
}

/// Who contests or supports what.
pub(super) fn disputes(report: &Report<'_>) -> String {
    let links =
        report.links().into_iter().filter(|(_, link, _)| matches!(&*link.kind, "disputes" | "supports"));
    let mut rows = String::new();
    for (from, link, to) in links {
        let (about, kind, by) = (named(report, to), escaped(&link.kind), named(report, from));
        // Writing to a string cannot fail.
        write!(rows, "<tr><td>{about}</td><td>{kind}</td><td>{by}</td></tr>").ok();
    }
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<div class=\"wide\"><table id=\"disputes\"><caption>What contests and supports what</caption><thead><tr>\
         <th scope=\"col\">Said</th><th scope=\"col\">How</th><th scope=\"col\">By</th></tr></thead>\
         <tbody>{rows}</tbody></table></div>\n"
    )
}

/// Events by their dates, then those without one.
pub(super) fn timeline(report: &Report<'_>) -> String {
    let date = |entry: &Entry<'_>| {
        let rules = report.tagset.tag(&entry.annotation.tag).map_or(&[][..], |tag| tag.slots.as_slice());
        let slot = rules.iter().find(|rule| rule.kind == SlotKind::Date)?;
        Some(entry.annotation.slot(&slot.name).map(|slot| slot.value.clone()).unwrap_or_default())
    };
    let dated = report.entries.iter().zip(1..).filter_map(|(entry, n): (_, usize)| Some((date(entry)?, n)));
    let mut events: Vec<(String, usize)> = dated.collect();
    if events.is_empty() {
        return String::new();
    }
    // Without a date: at the end.
    events.sort_by_key(|(date, n)| (date.is_empty(), date.clone(), *n));
    let mut rows = String::new();
    for (date, number) in events {
        let entry = report.entries.get(number - 1);
        let status = entry.and_then(|entry| entry.annotation.slot("status")).map(|slot| slot.value.clone());
        let date = if date.is_empty() { "undated".to_owned() } else { escaped(&date) };
        let (status, event) = (escaped(&status.unwrap_or_default()), named(report, number));
        // Writing to a string cannot fail.
        write!(rows, "<tr><td>{date}</td><td>{event}</td><td>{status}</td></tr>").ok();
    }
    format!(
        "<div class=\"wide\"><table id=\"events\"><caption>Events in order of time</caption><thead><tr>\
         <th scope=\"col\">Date</th><th scope=\"col\">Event</th><th scope=\"col\">Status</th></tr></thead>\
         <tbody>{rows}</tbody></table></div>\n"
    )
}

/// What each tag means, as the tagset has it.
pub(super) fn legend(report: &Report<'_>) -> String {
    let mut items = String::new();
    for (n, name) in report.tags.iter().enumerate() {
        let (letter, title) = (escaped(&report.letter(name)), escaped(report.title(name)));
        let rule = report.tagset.tag(name).map(|tag| tag.rule.as_str()).unwrap_or_default();
        let first = rule.split("\n\n").next().unwrap_or_default().replace(['*', '`'], "");
        let style = super::style::pattern(report, name);
        // Writing to a string cannot fail.
        write!(
            items,
            "<li class=\"t{n}\"><span class=\"letter\">{letter}</span> <mark class=\"t{n} {style}\">{title}</mark><p>{}</p></li>",
            escaped(&first)
        )
        .ok();
    }
    format!("<h2 class=\"ui\" id=\"legend\">Legend</h2><ul class=\"legend ui\">{items}</ul>\n")
}
