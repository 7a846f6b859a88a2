//! Finds the headline and the standfirst of a page.

use super::super::{BlockKind, Details};
use super::tree::{Step, Tour, attribute, bare, elements, few_words, is_any, stands_in, words};
use crate::article::draft::{Draft, Origin};
use dom_query::{Document, NodeRef};

/// Words in a class or an id by which outlets call a standfirst.
const STANDFIRSTS: [&str; 18] = [
    "article__lead",
    "article-lead",
    "article-summary",
    "articlesummary",
    "bajada",
    "chapo",
    "dek",
    "deck",
    "entradilla",
    "ingress",
    "lede",
    "standfirst",
    "strapline",
    "subhead",
    "subheadline",
    "sub-headline",
    "subtitle",
    "subtitel",
];

/// A paragraph of this many characters that is no standfirst begins the body.
const BODY_CHARS: usize = 80;
/// A standfirst is no shorter and no longer than this, in characters.
const STANDFIRST_CHARS: std::ops::RangeInclusive<usize> = 20..=600;
/// A heading right behind the headline is a standfirst from this length on.
const SENTENCE_CHARS: usize = 40;

/// What stands above the body.
#[derive(Debug)]
pub(super) struct Headline {
    pub(super) title: Option<String>,
    pub(super) standfirst: Option<String>,
}

impl Headline {
    /// Takes headline and standfirst out of the page. Where it shows no headline, it is the title that
    /// the details give, or that of the window.
    pub(super) fn take(page: &Document, details: &Details, window_title: Option<String>) -> Self {
        let title = details.title.clone().or(window_title);
        let Some(body) = page.body() else {
            return Self { title, standfirst: None };
        };
        let heading = heading(body, title.as_deref(), details.outlet.as_deref());
        let standfirst = heading.and_then(|heading| standfirst(body, heading));
        let taken = Self { title: heading.map(words).or(title), standfirst: standfirst.map(words) };
        for node in [heading, standfirst].into_iter().flatten() {
            node.remove_from_parent();
        }
        taken
    }

    /// Whether words are those of the headline or the standfirst again.
    pub(super) fn says(&self, words: &str) -> bool {
        let words = bare(words);
        [&self.title, &self.standfirst].into_iter().flatten().any(|said| bare(said) == words)
    }

    /// Writes both as the first blocks.
    pub(super) fn write(&self, draft: &mut Draft) {
        for (words, kind) in [(&self.title, BlockKind::Title), (&self.standfirst, BlockKind::Standfirst)] {
            if let Some(words) = words {
                draft.begin(kind);
                draft.words(words, 0..0, Origin::Rewritten);
            }
        }
        draft.begin_prose();
    }
}

/// The headline as the page shows it: of all main headings the longest that the title names, else the
/// first in the article, else one outside navigation that is not the outlet's name.
fn heading<'a>(body: NodeRef<'a>, title: Option<&str>, outlet: Option<&str>) -> Option<NodeRef<'a>> {
    let headings: Vec<NodeRef<'a>> = elements(body)
        .filter(|element| element.has_name("h1") && !bare(&words(*element)).is_empty())
        .collect();
    let title = title.map(bare).unwrap_or_default();
    let is_outlet = |heading: NodeRef<'_>| outlet.is_some_and(|outlet| bare(outlet) == bare(&words(heading)));
    let is_named = |heading: &&NodeRef<'_>| {
        let words = bare(&words(**heading));
        !title.is_empty() && !is_outlet(**heading) && (title.contains(&words) || words.contains(&title))
    };
    let marked = |element: &NodeRef<'_>| {
        is_any(*element, &["h1", "h2"])
            && attribute(*element, "itemprop").is_some_and(|property| property == "headline")
    };
    let in_article = |heading: &&NodeRef<'_>| stands_in(**heading, &["article", "main"]);
    let alone =
        |heading: &&NodeRef<'_>| !stands_in(**heading, &["nav", "aside", "footer"]) && !is_outlet(**heading);
    headings
        .iter()
        .filter(is_named)
        .max_by_key(|heading| words(**heading).len())
        .copied()
        .or_else(|| elements(body).find(marked))
        .or_else(|| headings.iter().find(in_article).copied())
        .or_else(|| headings.iter().find(alone).copied())
}

/// The standfirst: what is called so between the headline and the first paragraph of the body, or a
/// sentence set as a heading right behind the headline.
fn standfirst<'a>(body: NodeRef<'a>, heading: NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut behind = false;
    let mut tour = Tour::new(body);
    let mut passed_words = false;
    while let Some(step) = tour.next() {
        let Step::Enter(node) = step else { continue };
        if node.id == heading.id {
            behind = true;
            tour.pass(node);
        } else if behind && node.is_element() {
            // What holds more than that is the body or holds it.
            let length = few_words(node).map_or(usize::MAX, |words| words.chars().count());
            let fits = STANDFIRST_CHARS.contains(&length);
            if fits && is_called_standfirst(node) {
                return Some(node);
            }
            if is_any(node, &["h2", "h3", "p"]) {
                if !passed_words && !node.has_name("p") && fits && length >= SENTENCE_CHARS {
                    return Some(node);
                }
                if length >= BODY_CHARS {
                    return None;
                }
                passed_words |= length > 0;
            }
        }
    }
    None
}

fn is_called_standfirst(element: NodeRef<'_>) -> bool {
    let called = |key: &str| {
        let names = attribute(element, key).unwrap_or_default().to_lowercase();
        names.split(' ').any(|name| {
            STANDFIRSTS
                .iter()
                .any(|known| name == *known || name.split(['-', '_']).any(|word| word == *known))
        })
    };
    let property = attribute(element, "itemprop").unwrap_or_default();
    called("class")
        || called("id")
        || called("data-testid")
        || called("data-component")
        || matches!(property.as_str(), "alternativeHeadline" | "description")
        || attribute(element, "role").is_some_and(|role| role == "doc-subtitle")
}
