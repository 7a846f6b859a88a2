//! Drops what stands on a page but is not the article: scripts, navigation, adverts, notices.

use super::sizes::Sizes;
use super::tree::{Step, Tour, attribute, is_any, stands_in};
use dom_query::{Document, NodeRef};

/// What is never read.
const UNREAD: [&str; 24] = [
    "applet", "audio", "button", "canvas", "datalist", "dialog", "embed", "iframe", "input", "link", "map",
    "noscript", "object", "option", "progress", "rp", "rt", "script", "select", "style", "svg", "template",
    "textarea", "video",
];

/// Parts of a page around its article.
const AROUND: [&str; 5] = ["aside", "form", "menu", "nav", "search"];

const ROLES: [&str; 11] = [
    "alert",
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "navigation",
    "search",
    "tablist",
    "toolbar",
];

/// Words in a class or an id that say what a part is there for.
const NOTICES: [&str; 46] = [
    "ad",
    "ads",
    "adslot",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "gdpr",
    "menu",
    "modal",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "noprint",
    "outbrain",
    "popup",
    "promo",
    "promotion",
    "pubdate",
    "recommendations",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "toolbar",
    "trending",
    "widget",
];

/// Words that say who wrote it and when; within a sentence or a quotation they belong to it.
const BYLINES: [&str; 7] = ["author", "authors", "byline", "bylines", "published", "timestamp", "dateline"];

/// Where words that look like a byline belong to the text.
const TEXT: [&str; 9] = ["blockquote", "cite", "dd", "figcaption", "figure", "li", "p", "q", "td"];

/// More words than this, in characters, are no notice.
const NOTICE_CHARS: usize = 300;
/// A byline is no longer than this.
const BYLINE_CHARS: usize = 200;

/// Drops what no reader sees.
pub(super) fn drop_unread(page: &Document) {
    drop(page, |element, sizes| {
        if is_any(element, &UNREAD) {
            return true;
        }
        if !is_hidden(element) {
            return false;
        }
        // A notice that covered the page when it was saved had the article hidden.
        if is_large(element, sizes) {
            element.remove_attrs(&["hidden", "aria-hidden", "style"]);
            return false;
        }
        true
    });
}

/// Drops navigation, adverts, prompts and the byline, wherever they are small enough to be such.
pub(super) fn drop_notices(page: &Document) {
    drop(page, |element, sizes| {
        let is_short = || sizes.of(element) <= BYLINE_CHARS;
        is_notice(element) && !is_large(element, sizes) || is_byline(element) && is_short()
    });
}

/// Drops the elements that `unwanted` holds of, with all they hold.
fn drop(page: &Document, unwanted: impl Fn(NodeRef<'_>, &Sizes) -> bool) {
    let Some(body) = page.body() else { return };
    let sizes = Sizes::measure(body);
    let mut dropped = Vec::new();
    let mut tour = Tour::new(body);
    while let Some(step) = tour.next() {
        if let Step::Enter(node) = step
            && node.is_element()
            && node.id != body.id
            && unwanted(node, &sizes)
        {
            tour.pass(node);
            dropped.push(node);
        }
    }
    for node in dropped {
        node.remove_from_parent();
    }
}

fn is_hidden(element: NodeRef<'_>) -> bool {
    let style =
        || attribute(element, "style").map(|style| style.to_lowercase().replace(' ', "")).unwrap_or_default();
    element.has_attr("hidden")
        || attribute(element, "aria-hidden").is_some_and(|hidden| hidden == "true")
        || element.has_attr("style")
            && (style().contains("display:none") || style().contains("visibility:hidden"))
}

fn is_notice(element: NodeRef<'_>) -> bool {
    if is_any(element, &["article", "main", "p", "h1"]) {
        // A class on the paragraph itself speaks of the paragraph: a pull quote, a sentence with a link.
        return element.has_name("p") && says(element, &["advert", "advertisement", "newsletter", "signup"]);
    }
    let around = is_any(element, &AROUND)
        || attribute(element, "role").is_some_and(|role| ROLES.contains(&role.as_str()))
        || element.has_name("footer") && !stands_in(element, &["blockquote"])
        || element.has_name("header") && !stands_in(element, &["article", "main"]);
    around || says(element, &NOTICES) || is_repeated(element)
}

/// Whether an element says again what the text says elsewhere, to catch the eye.
fn is_repeated(element: NodeRef<'_>) -> bool {
    says(element, &["pullquote"]) || class_words(element).windows(2).any(|pair| pair == ["pull", "quote"])
}

fn is_byline(element: NodeRef<'_>) -> bool {
    let is = element.has_name("time")
        || says(element, &BYLINES)
        || attribute(element, "rel").is_some_and(|rel| rel == "author")
        || attribute(element, "itemprop")
            .is_some_and(|property| property == "author" || property == "datePublished");
    is && (element.has_name("p") || !stands_in(element, &TEXT))
}

/// Whether one of the words stands in the class or the id of an element.
fn says(element: NodeRef<'_>, notices: &[&str]) -> bool {
    class_words(element).iter().any(|word| notices.contains(&word.as_str()))
}

/// The words of class and id: `articleShare-bar` is `article`, `share`, `bar`.
fn class_words(element: NodeRef<'_>) -> Vec<String> {
    let mut words = Vec::new();
    for names in ["class", "id"].into_iter().filter_map(|key| element.attr(key)) {
        let mut word = String::new();
        let mut previous = ' ';
        for c in names.chars() {
            let begins = !c.is_alphanumeric() || c.is_uppercase() && previous.is_lowercase();
            if begins && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
            previous = c;
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// Whether an element holds so much of the page that it may be the article.
fn is_large(element: NodeRef<'_>, sizes: &Sizes) -> bool {
    let size = sizes.of(element);
    size > NOTICE_CHARS && size > sizes.whole() / 5 * 2
}
