//! What is known of an annotation, on a card beside its words.

use super::{Entry, Report, escaped, linked};
use std::fmt::Write as _;

/// Appends the card of the annotation with a number.
pub(super) fn card(out: &mut String, report: &Report<'_>, number: usize, entry: Entry<'_>) {
    let annotation = entry.annotation;
    let tag = &*annotation.tag;
    let (t, a) = (report.tag(tag), report.annotator(entry.set.annotator()));
    let (letter, title) = (escaped(&report.letter(tag)), escaped(report.title(tag)));
    // Writing to a string cannot fail.
    write!(out, "<li class=\"card t{t} a{a}\" id=\"c{number}\"><h3><span class=\"letter\">{letter}{number}</span> {title}</h3>").ok();
    let slots: Vec<_> = annotation.slots.iter().filter(|slot| !slot.value.is_empty()).collect();
    if !slots.is_empty() {
        out.push_str("<dl>");
        for slot in slots {
            let (name, value) = (escaped(&slot.name), linked(&slot.value));
            write!(out, "<dt>{name}</dt><dd dir=\"auto\">{value}</dd>").ok();
        }
        out.push_str("</dl>");
    }
    for (from, link, to) in report.links() {
        let (other, way) = match (from == number, to == number) {
            (true, _) => (to, ""),
            (_, true) => (from, ", from"),
            _ => continue,
        };
        let letter =
            report.entries.get(other - 1).map_or_else(String::new, |e| report.letter(&e.annotation.tag));
        let (kind, letter) = (escaped(&link.kind), escaped(&letter));
        write!(out, "<p>{kind}{way} <a href=\"#c{other}\">{letter}{other}</a></p>").ok();
    }
    if report.shown.notes {
        if !annotation.note.is_empty() {
            write!(out, "<p class=\"note\" dir=\"auto\">{}</p>", escaped(&annotation.note)).ok();
        }
        for (by, comment) in report.comments().remove(&number).unwrap_or_default() {
            let (by, words) = (escaped(&report.called(by)), escaped(&comment.text));
            write!(out, "<p class=\"note\" dir=\"auto\"><b>{by}:</b> {words}</p>").ok();
        }
    }
    let places: Vec<String> = annotation
        .pieces
        .iter()
        .map(|piece| {
            let (start, end) = report.article.text.chars_of(piece);
            format!("{start}–{end}")
        })
        .collect();
    let by = if report.sets.len() > 1 {
        format!(" · {}", escaped(&report.called(entry.set.annotator())))
    } else {
        String::new()
    };
    let flag = if annotation.flagged { " · flagged" } else { "" };
    write!(
        out,
        "<p class=\"small\"><a href=\"#w{number}\">Characters {}</a>{by}{flag}</p></li>",
        places.join(", ")
    )
    .ok();
}
