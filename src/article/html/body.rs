//! Finds the body of a page and writes it.

use super::super::Details;
use super::headline::Headline;
use super::tree::{Step, Tour, attribute, bare, elements, few_words, is_any};
use super::walk;
use crate::article::draft::Draft;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

/// A paragraph of this many characters that repeats nothing begins the body.
const BODY_CHARS: usize = 200;
/// How long a byline may be, in characters.
const BYLINE_CHARS: usize = 120;

/// Writes the body: what readability finds, unless it lost a sixth of what the page marks as the
/// article; where it finds nothing, all that is left of the page.
pub(super) fn write(page: Document, headline: &Headline, details: &Details, draft: &mut Draft) {
    let whole = page.clone();
    let config = Config { disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(page, None, Some(config)).and_then(|mut page| page.parse()).ok();
    let found = found.map(|article| Document::from(article.content));
    let found = found.as_ref().and_then(Document::body).filter(|body| size(*body) > 0);
    let marked = whole.body().and_then(marked_article);
    let lost =
        |found: NodeRef<'_>| marked.is_some_and(|marked| size(found) < paragraph_chars(marked) / 20 * 17);
    let Some(body) = found.filter(|found| !lost(*found)).or(marked).or(whole.body()) else { return };
    drop_repeated(body, headline, details);
    walk::write(body, draft);
}

fn size(element: NodeRef<'_>) -> usize {
    element.normalized_char_count()
}

/// The one element that the page itself calls the article.
fn marked_article(body: NodeRef<'_>) -> Option<NodeRef<'_>> {
    let marks: [fn(NodeRef<'_>) -> bool; 3] = [
        |element| attribute(element, "itemprop").is_some_and(|property| property == "articleBody"),
        |element| element.has_name("article"),
        |element| element.has_name("main"),
    ];
    marks.into_iter().find_map(|is_marked| {
        let mut marked = elements(body).filter(|element| is_marked(*element));
        let first = marked.next()?;
        marked.next().is_none().then_some(first)
    })
}

fn paragraph_chars(element: NodeRef<'_>) -> usize {
    elements(element).filter(|element| element.has_name("p")).map(size).sum()
}

/// Drops headline, standfirst and byline where they stand again at the start of the body.
fn drop_repeated(body: NodeRef<'_>, headline: &Headline, details: &Details) {
    let mut repeated = Vec::new();
    let mut tour = Tour::new(body);
    while let Some(step) = tour.next() {
        let Step::Enter(node) = step else { continue };
        if !is_any(node, &["h1", "h2", "h3", "p", "div", "span", "header"]) {
            continue;
        }
        let Some(words) = few_words(node) else { continue };
        if headline.says(&words) || is_byline(&words, details) {
            tour.pass(node);
            repeated.push(node);
        } else if node.has_name("p") && words.chars().count() >= BODY_CHARS {
            break;
        }
    }
    for node in repeated {
        node.remove_from_parent();
    }
}

/// Whether words are nothing but the byline, with “By” before it or not.
fn is_byline(words: &str, details: &Details) -> bool {
    let Some(byline) = details.byline.as_deref().filter(|_| words.chars().count() <= BYLINE_CHARS) else {
        return false;
    };
    let (words, byline) = (bare(words), bare(byline));
    words == byline || words.strip_prefix("by").is_some_and(|name| name == byline)
}
