//! Annotations of the web as articles that arrive: their texts are looked for among those that are there.

use crate::interchange::carried;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Fields as _, Gathering, Specimen, Things, Wording, each_object,
};
use crate::interchange::jsonl::{ArticleLine, AttributeLine, Fragment, MetaLine, RelationLine, SpanLine};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// Whether a file has annotations of the web.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let selects = specimen.has_key("selector") && (specimen.has_key("target") || specimen.has_key("uri"));
    specimen.head.contains("http://www.w3.org/ns/anno.jsonld") || selects
}

/// The articles of a file, in the order of their sources: the annotations of one are brought together on the disk.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let mut all = Gathered { of_sources: Gathering::new()?, of_names: Gathering::new()? };
    let found = each_object(path, &LISTS, "target", |item, number| all.take(&item, number))?;
    if found.is_none() {
        return Err(BadInput::whole("it has no annotations: neither items, nor rows, nor a list of them"));
    }
    Ok(Box::new(all.sources()?.map(|thing| {
        let (source, said) = thing?;
        let (article, place) = (article(&source, said), source);
        Ok(Arrived { article, place, wording: Wording::Elsewhere, counted: Counted::CODE_POINTS_FIRST })
    })))
}

/// Where the annotations of a page, a collection or of Hypothesis' answer stand.
const LISTS: [&str; 5] = ["items", "first", "@graph", "rows", "annotations"];

/// One value, or each of a list.
fn each(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
    }
}

/// What was met.
struct Gathered {
    of_sources: Gathering<OfSource>,
    of_names: Gathering<OfName>,
}

/// What is said of an article.
#[derive(Serialize, Deserialize)]
enum OfSource {
    /// An annotation, by which of its targets, with its number in the file.
    Span { item: Value, target: usize, number: usize },
    /// A link that starts in it.
    Link(Link),
}

/// What is said of an annotation where only its name is known.
#[derive(Serialize, Deserialize)]
enum OfName {
    /// The article it is in.
    Source(String),
    /// A link that starts at it.
    Link(Link),
}

/// A link between annotations that go by name.
#[derive(Serialize, Deserialize)]
struct Link {
    from: String,
    to: String,
    kind: Option<String>,
    annotator: Option<String>,
    /// Where among the items it stands.
    number: usize,
}

impl Gathered {
    fn take(&mut self, item: &Value, number: usize) -> Result<(), BadInput> {
        let is_link = each(item.get("motivation")).iter().any(|word| word.as_str() == Some("linking"));
        if is_link {
            let Some(link) = link(item, number) else { return Ok(()) };
            let from = link.from.clone();
            return self.of_names.put(&from, &OfName::Link(link));
        }
        for (target, of) in each(item.get("target")).into_iter().enumerate() {
            let source = of.string("source").or_else(|| of.get("source")?.string("id"));
            let Some(source) =
                source.or_else(|| item.string("uri")).or_else(|| of.as_str().map(str::to_owned))
            else {
                continue;
            };
            self.of_sources.put(&source, &OfSource::Span { item: item.clone(), target, number })?;
            if let Some(name) = item.string("id") {
                self.of_names.put(&name, &OfName::Source(source))?;
            }
        }
        Ok(())
    }

    /// All that is said of each source. A link belongs to that of the annotation it starts at.
    fn sources(mut self) -> Result<Things<OfSource>, BadInput> {
        for thing in self.of_names.things()? {
            let (mut source, mut links) = (None, Vec::new());
            for said in thing?.1 {
                match said {
                    OfName::Source(last) => source = Some(last),
                    OfName::Link(link) => links.push(link),
                }
            }
            let Some(source) = source else { continue };
            for link in links {
                self.of_sources.put(&source, &OfSource::Link(link))?;
            }
        }
        self.of_sources.things()
    }
}

fn link(item: &Value, number: usize) -> Option<Link> {
    let bodies = each(item.get("body"));
    let name = |value: &Value| value.as_str().map(str::to_owned).or_else(|| value.string("id"));
    let from = bodies.iter().find_map(|body| body.get("value").is_none().then(|| name(body))?)?;
    let kind = bodies.iter().find_map(|body| body.string("value"));
    let to = each(item.get("target")).into_iter().find_map(name)?;
    Some(Link { from, to, kind, annotator: creator(item), number })
}

fn article(source: &str, said: Vec<OfSource>) -> ArticleLine {
    let mut article = ArticleLine { id: source.to_owned(), ..ArticleLine::default() };
    let (mut ids, mut links) = (HashMap::new(), Vec::new());
    for said in said {
        let (item, target, number) = match said {
            OfSource::Span { item, target, number } => (item, target, number),
            OfSource::Link(link) => {
                links.push(link);
                continue;
            }
        };
        let Some(target) = each(item.get("target")).into_iter().nth(target) else { continue };
        let span = span(&item, target, creator(&item), number);
        if let (Some(name), Some(id)) = (item.string("id"), span.id.clone()) {
            ids.insert(name, id);
        }
        article.meta.get_or_insert_with(|| {
            let url = bodies(&item, "identifying").next();
            let url = url.or_else(|| source.contains("://").then(|| source.to_owned()));
            MetaLine { url, ..MetaLine::default() }
        });
        article.spans.push(span);
    }
    links.sort_by_key(|link| link.number);
    // An end outside the article keeps its name, so that the link is told of as one that leads nowhere.
    let id = |name: String| ids.get(&name).cloned().unwrap_or(name);
    article.relations = links
        .into_iter()
        .map(|link| {
            let Link { from, to, kind, annotator, number: _ } = link;
            RelationLine { kind, from: id(from), to: id(to), annotator }
        })
        .collect();
    article
}

/// Who made it: a name, or what stands before the `@` of an account.
fn creator(item: &Value) -> Option<String> {
    let of_item = each(item.get("creator")).into_iter().find_map(|one| {
        one.string("name")
            .or_else(|| one.string("nickname"))
            .or_else(|| one.string("id"))
            .or_else(|| one.as_str().map(str::to_owned))
    });
    let account = || {
        let user = item.string("user")?;
        Some(user.trim_start_matches("acct:").split('@').next().unwrap_or_default().to_owned())
    };
    of_item.or_else(account)
}

/// The values of the bodies with a purpose.
fn bodies<'i>(item: &'i Value, purpose: &'i str) -> impl Iterator<Item = String> + 'i {
    each(item.get("body")).into_iter().filter_map(move |body| {
        let has = each(body.get("purpose")).iter().any(|word| word.as_str() == Some(purpose));
        has.then(|| body.string("value"))?
    })
}

fn span(item: &Value, target: &Value, annotator: Option<String>, number: usize) -> SpanLine {
    let selectors = each(target.get("selector"));
    let of =
        |kind: &'static str| selectors.iter().filter(move |one| one.string("type").as_deref() == Some(kind));
    let positions: Vec<Fragment> = of("TextPositionSelector")
        .filter_map(|one| Some(Fragment { start: one.number("start")?, end: one.number("end")? }))
        .collect();
    let quote = of("TextQuoteSelector").next();
    let tags = bodies(item, "tagging").chain(bodies(item, "classifying"));
    let hypothesis = item.list("tags").iter().filter_map(Value::as_str).map(str::to_owned);
    let mut labels = tags.chain(hypothesis);
    let carried = bodies(item, "editing").find_map(|words| serde_json::from_str::<Value>(&words).ok());
    let label = labels.next();
    let mut attributes: Vec<AttributeLine> = each(item.get("body"))
        .into_iter()
        .filter(|body| body.string("purpose").as_deref() == Some("describing"))
        .map(|body| {
            let name = body.string("name").unwrap_or_else(|| "description".to_owned());
            carried::attribute(&name, &body.string("value").unwrap_or_default())
        })
        .collect();
    attributes.extend(labels.map(|tag| carried::attribute("tag", &tag)));
    let plain = each(item.get("body")).into_iter().filter(|body| body.get("purpose").is_none());
    let plain = plain.filter_map(|body| body.string("value"));
    let notes: Vec<String> = bodies(item, "commenting")
        .chain(plain)
        .chain(item.string("bodyValue"))
        .chain(item.string("text"))
        .collect();
    let seen = SpanLine {
        id: Some(format!("w{number}")),
        label,
        start: positions.iter().map(|piece| piece.start).min(),
        end: positions.iter().map(|piece| piece.end).max(),
        fragments: if positions.len() > 1 { positions } else { Vec::new() },
        text: quote.and_then(|quote| quote.string("exact")),
        prefix: quote.and_then(|quote| quote.string("prefix")),
        suffix: quote.and_then(|quote| quote.string("suffix")),
        note: Some(notes.join("\n")),
        annotator,
        edited: item.string("modified").or_else(|| item.string("updated")).or_else(|| item.string("created")),
        attributes,
        ..SpanLine::default()
    };
    let (prefix, suffix) = (seen.prefix.clone(), seen.suffix.clone());
    SpanLine { prefix, suffix, ..carried::restored(seen, carried.as_ref()) }
}
