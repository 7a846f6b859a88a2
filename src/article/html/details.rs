//! What a page says of its article in its head: JSON-LD, `OpenGraph`, `meta`, language, address.

use super::super::Details;
use super::json_ld;
use super::tree::{attribute, elements, one_line, words};
use dom_query::{Document, NodeRef};

const TITLE: [&str; 5] = ["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"];
const BYLINE: [&str; 7] =
    ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"];
const OUTLET: [&str; 4] = ["og:site_name", "dc.publisher", "application-name", "twitter:site"];
const PUBLISHED: [&str; 9] = [
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "pubdate",
    "publish-date",
    "date",
];

/// The details of a page, and the title of its window without the outlet, which is the last resort
/// for a headline. Where sources differ: JSON-LD, then `OpenGraph` and its like, then the page.
pub(super) fn of(page: &Document) -> (Details, Option<String>) {
    let root = page.html_root();
    let mut head = Head::default();
    elements(root).for_each(|element| head.note(element));
    let title = head.first(&TITLE);
    let tags = Details {
        byline: head.first_name(&BYLINE),
        outlet: head.first(&OUTLET).map(|outlet| outlet.trim_start_matches('@').to_owned()),
        published: head.first(&PUBLISHED),
        url: head.canonical.clone().or_else(|| head.first(&["og:url"])).filter(|url| url.starts_with("http")),
        language: attribute(root, "lang")
            .or_else(|| attribute(root, "xml:lang"))
            .or_else(|| head.first(&["og:locale"])),
        title,
    };
    // The address and the language that the page itself gives are those of this copy.
    let own = Details { url: tags.url.clone(), language: tags.language.clone(), ..Details::default() };
    let known = own.or(json_ld::details(&head.scripts)).or(tags);
    let window_title = head.title.map(|title| without_outlet(&title, known.outlet.as_deref()));
    let language = known.language.map(|tag| tag.replace('_', "-"));
    let page = Details { byline: head.author, published: head.time, ..Details::default() };
    (Details { language, ..known }.or(page), window_title)
}

/// What the elements of a page say of it.
#[derive(Default)]
struct Head {
    /// Name and content of each `meta`, names in lower case.
    meta: Vec<(String, String)>,
    scripts: Vec<String>,
    canonical: Option<String>,
    title: Option<String>,
    author: Option<String>,
    time: Option<String>,
}

impl Head {
    fn note(&mut self, element: NodeRef<'_>) {
        let first = |place: &mut Option<String>, value: Option<String>| {
            if place.is_none() {
                *place = value.filter(|value| !value.is_empty());
            }
        };
        if element.has_name("meta") {
            let name = ["property", "name", "itemprop"].iter().find_map(|key| attribute(element, key));
            if let (Some(name), Some(content)) = (name, attribute(element, "content")) {
                let content = one_line(&html_escape::decode_html_entities(&content));
                self.meta.push((name.to_lowercase(), content));
            }
        } else if element.has_name("script") {
            if attribute(element, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
            {
                self.scripts.push(element.text().to_string());
            }
        } else if element.has_name("link") {
            if attribute(element, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
                first(&mut self.canonical, attribute(element, "href"));
            }
        } else if element.has_name("title") {
            first(&mut self.title, Some(words(element)));
        } else if element.has_name("time") {
            first(&mut self.time, attribute(element, "datetime"));
        } else if attribute(element, "rel").is_some_and(|rel| rel.split(' ').any(|rel| rel == "author"))
            || attribute(element, "itemprop").is_some_and(|property| property == "author")
        {
            first(
                &mut self.author,
                Some(without_by(&words(element))).filter(|name| name.chars().count() < 80),
            );
        }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        let of = |name: &&str| self.meta.iter().find(|(found, content)| found == name && !content.is_empty());
        names.iter().find_map(of).map(|(_, content)| content.clone())
    }

    /// The first that is a name: some pages give an address.
    fn first_name(&self, names: &[&str]) -> Option<String> {
        let name = |name: &&str| self.first(&[*name]).filter(|name| !name.starts_with("http"));
        names.iter().find_map(name).map(|name| without_by(&name))
    }
}

/// A name without the “by” before it.
fn without_by(name: &str) -> String {
    let bare = ["By ", "by ", "BY "].iter().find_map(|by| name.strip_prefix(by));
    bare.unwrap_or(name).to_owned()
}

/// The title of the window without the outlet at its end.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let bare = outlet.and_then(|outlet| title.strip_suffix(outlet)).map(str::trim_end);
    let parted = bare.and_then(|bare| bare.strip_suffix(['|', '-', '–', '—', '·', ':', '•']));
    parted.map_or(title, str::trim_end).to_owned()
}
