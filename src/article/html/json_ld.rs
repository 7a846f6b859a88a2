//! What a page says of its article in JSON-LD.

use super::super::Details;
use super::json::Json;
use super::tree::one_line;

/// The kinds of schema.org that are an article.
const KINDS: [&str; 4] = ["Article", "BlogPosting", "Report", "LiveBlogPosting"];

/// The details of the first article in one of the page's scripts.
pub(super) fn details(scripts: &[String]) -> Details {
    let roots: Vec<Json> = scripts.iter().map(|script| parse(script)).collect();
    let objects: Vec<&Json> = roots.iter().flat_map(objects).collect();
    let Some(article) = objects.iter().find(|object| object.is_article()) else { return Details::default() };
    let page = article.get("mainEntityOfPage");
    Details {
        title: article.text("headline").or_else(|| article.text("name")),
        byline: names(article.get("author").or_else(|| article.get("creator")), &objects),
        outlet: names(article.get("publisher").or_else(|| article.get("provider")), &objects),
        published: article.text("datePublished").or_else(|| article.text("dateCreated")),
        url: [article.text("url"), page.and_then(Json::reference)]
            .into_iter()
            .flatten()
            .find(|url| url.starts_with("http")),
        language: article.text("inLanguage"),
    }
}

/// Reads JSON leniently: what is broken is read as far as it makes sense.
fn parse(script: &str) -> Json {
    let script = script.trim();
    let script = script.strip_prefix("<!--").unwrap_or(script).trim_start();
    let script =
        script.strip_prefix("//<![CDATA[").or_else(|| script.strip_prefix("<![CDATA[")).unwrap_or(script);
    Json::read(script)
}

/// Every object in a value, from the outside in, in the order of the page.
fn objects(value: &Json) -> Vec<&Json> {
    let own = matches!(value, Json::Object(_)).then_some(value);
    own.into_iter().chain(value.values().into_iter().flat_map(objects)).collect()
}

/// The names of people or of an outlet: one or a list, each in words, as an object or by reference.
fn names(value: Option<&Json>, objects: &[&Json]) -> Option<String> {
    let name = |value: &Json| match value {
        Json::Text(name) => words(name).filter(|name| !name.starts_with("http")),
        Json::Object(_) => value.text("name").or_else(|| {
            let id = value.text("@id")?;
            let meant = objects
                .iter()
                .find(|other| other.text("name").is_some() && other.text("@id").as_ref() == Some(&id))?;
            meant.text("name")
        }),
        Json::List(_) | Json::Other => None,
    };
    let names: Vec<String> = match value? {
        Json::List(values) => values.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    };
    (!names.is_empty()).then(|| names.join(", "))
}

/// Words without entities and line breaks, if there are any.
fn words(text: &str) -> Option<String> {
    let words = one_line(&html_escape::decode_html_entities(text));
    (!words.is_empty()).then_some(words)
}

impl Json {
    /// The words of an entry: a text, or the first of a list.
    fn text(&self, key: &str) -> Option<String> {
        match self.get(key)? {
            Self::Text(text) => words(text),
            Self::List(values) => values.iter().find_map(|value| match value {
                Self::Text(text) => words(text),
                Self::List(_) | Self::Object(_) | Self::Other => None,
            }),
            Self::Object(_) | Self::Other => None,
        }
    }

    /// What it points to: an address, or the address of the object.
    fn reference(&self) -> Option<String> {
        match self {
            Self::Text(text) => words(text),
            Self::Object(_) => self.text("@id").or_else(|| self.text("url")),
            Self::List(_) | Self::Other => None,
        }
    }

    fn is_article(&self) -> bool {
        let is = |kind: &str| KINDS.iter().any(|known| kind.ends_with(known));
        match self.get("@type") {
            Some(Self::Text(kind)) => is(kind),
            Some(Self::List(kinds)) => kinds.iter().any(|kind| matches!(kind, Self::Text(kind) if is(kind))),
            Some(Self::Object(_) | Self::Other) | None => false,
        }
    }
}
