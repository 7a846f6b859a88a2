//! Annotations of the web as articles that arrive: their texts are looked for among those that are there.

use crate::interchange::carried;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Fields as _, Specimen, Wording, each_object,
};
use crate::interchange::jsonl::{ArticleLine, AttributeLine, Fragment, MetaLine, RelationLine, SpanLine};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Whether a file has annotations of the web.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let selects = specimen.has_key("selector") && (specimen.has_key("target") || specimen.has_key("uri"));
    specimen.head.contains("http://www.w3.org/ns/anno.jsonld") || selects
}

/// The articles of a file.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let mut all = Gathered::default();
    let found = each_object(path, &LISTS, "target", |item, number| all.take(&item, number))?;
    if found.is_none() {
        return Err(BadInput::whole("it has no annotations: neither items, nor rows, nor a list of them"));
    }
    Ok(Box::new(all.articles().into_iter().map(|article| {
        let place = article.id.clone();
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

/// The articles met, by their sources.
#[derive(Default)]
struct Gathered {
    articles: BTreeMap<String, ArticleLine>,
    /// Where each annotation is, and what it is called there.
    places: HashMap<String, (String, String)>,
    links: Vec<Link>,
}

struct Link {
    from: String,
    to: String,
    kind: Option<String>,
    annotator: Option<String>,
}

impl Gathered {
    fn take(&mut self, item: &Value, number: usize) {
        let annotator = creator(item);
        let is_link = each(item.get("motivation")).iter().any(|word| word.as_str() == Some("linking"));
        if is_link {
            let bodies = each(item.get("body"));
            let name = |value: &Value| value.as_str().map(str::to_owned).or_else(|| value.string("id"));
            let from = bodies.iter().find_map(|body| body.get("value").is_none().then(|| name(body))?);
            let kind = bodies.iter().find_map(|body| body.string("value"));
            let to = each(item.get("target")).into_iter().find_map(name);
            self.links.extend(from.zip(to).map(|(from, to)| Link { from, to, kind, annotator }));
            return;
        }
        for target in each(item.get("target")) {
            let source = target.string("source").or_else(|| target.get("source")?.string("id"));
            let Some(source) =
                source.or_else(|| item.string("uri")).or_else(|| target.as_str().map(str::to_owned))
            else {
                continue;
            };
            let span = span(item, target, annotator.clone(), number);
            let url =
                bodies(item, "identifying").next().or_else(|| source.contains("://").then(|| source.clone()));
            let article = self.articles.entry(source.clone()).or_insert_with(|| ArticleLine {
                id: source.clone(),
                meta: Some(MetaLine { url, ..MetaLine::default() }),
                ..ArticleLine::default()
            });
            if let (Some(name), Some(id)) = (item.string("id"), span.id.clone()) {
                self.places.insert(name, (source, id));
            }
            article.spans.push(span);
        }
    }

    fn articles(mut self) -> Vec<ArticleLine> {
        for link in self.links {
            let (Some((source, from)), Some((_, to))) =
                (self.places.get(&link.from), self.places.get(&link.to))
            else {
                continue;
            };
            if let Some(article) = self.articles.get_mut(source) {
                let (from, to) = (from.clone(), to.clone());
                article.relations.push(RelationLine { kind: link.kind, from, to, annotator: link.annotator });
            }
        }
        self.articles.into_values().collect()
    }
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
