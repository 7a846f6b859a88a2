//! The page as a whole: head, filters, article, tables, legend.

use super::style::{hash, style};
use super::{Report, agreement, escaped, linked, tables, words};
use crate::interchange::counted;
use std::fmt::Write as _;

/// By what a page is known as one of ours.
pub(super) const MADE_BY: &str = "<meta name=\"generator\" content=\"Copydesk\">";

/// The whole page.
pub(super) fn page(report: &Report<'_>) -> String {
    let details = &report.article.details;
    let style = style(report);
    let policy =
        format!("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'", hash(&style));
    let language =
        details.language.as_deref().map_or_else(String::new, |tag| format!(" lang=\"{}\"", escaped(tag)));
    let title = details.title.as_deref().unwrap_or("Untitled article");
    let title = escaped(title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n{MADE_BY}\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#article\">To the article</a>\n<header>\n<h1 dir=\"auto\">{title}</h1>\n"
    );
    let known = [&details.outlet, &details.byline, &details.published].into_iter().flatten();
    let known: Vec<String> = known.map(|words| format!("<bdi>{}</bdi>", escaped(words))).collect();
    // Writing to a string cannot fail.
    if !known.is_empty() {
        writeln!(out, "<p class=\"details\">{}</p>", known.join(" · ")).ok();
    }
    if let Some(url) = &details.url {
        writeln!(out, "<p class=\"details\">{}</p>", linked(url)).ok();
    }
    let people: Vec<String> =
        report.sets.iter().map(|set| escaped(&report.called(set.annotator()))).collect();
    let by = if people.is_empty() { String::new() } else { format!(" by {}", people.join(", ")) };
    let count = counted(report.entries.len(), "annotation");
    writeln!(out, "<p class=\"counts\">{count}{by}</p>\n</header>").ok();
    filters(&mut out, report);
    let articles = words::rows(report);
    write!(out, "<main>\n<article id=\"article\" aria-label=\"Article\"{language}>\n{articles}</article>\n")
        .ok();
    out.push_str(&tables::disputes(report));
    out.push_str(&tables::timeline(report));
    out.push_str(&agreement::table(report));
    out.push_str(&tables::legend(report));
    let article = &report.article;
    let (hash, reading) = (article.text.sha256(), escaped(article.reading.name()));
    write!(
        out,
        "</main>\n<footer class=\"small ui\">Positions count Unicode code points of the reading text ({reading}, SHA-256 {hash}). \
         Made with Copydesk.</footer>\n</body>\n</html>\n"
    )
    .ok();
    out
}

/// What is shown may be chosen, by the style alone.
fn filters(out: &mut String, report: &Report<'_>) {
    out.push_str("<nav class=\"filters\" aria-label=\"What is shown\">\n<fieldset><legend>Tags</legend>");
    for (n, name) in report.tags.iter().enumerate() {
        let (letter, title) = (escaped(&report.letter(name)), escaped(report.title(name)));
        // Writing to a string cannot fail.
        write!(
            out,
            "<label class=\"t{n}\"><input type=\"checkbox\" id=\"tag{n}\" checked> <span class=\"letter\">{letter}</span> {title}</label>"
        )
        .ok();
    }
    out.push_str("</fieldset>\n");
    if report.sets.len() > 1 {
        out.push_str("<fieldset><legend>Annotators</legend>");
        for (n, set) in report.sets.iter().enumerate() {
            let name = escaped(&report.called(set.annotator()));
            write!(out, "<label><input type=\"checkbox\" id=\"by{n}\" checked> {name}</label>").ok();
        }
        out.push_str("</fieldset>\n");
    }
    out.push_str("</nav>\n");
}
