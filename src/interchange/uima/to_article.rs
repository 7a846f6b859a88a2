//! A common analysis structure as an article that arrives.

use super::cas::{Cas, Feature, Structure};
use super::layer::{ANNOTATOR, ARTICLE, DETAILS, feature};
use super::of_record::JOINED;
use crate::interchange::carried;
use crate::interchange::import::Fields as _;
use crate::interchange::jsonl::{
    AnnotatorLine, ArticleLine, AttributeLine, MetaLine, RelationLine, SpanLine,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The article of a file. `root` is the folder or file that was asked for.
pub(super) fn article(cas: Cas, file: &Path, root: &Path) -> ArticleLine {
    let own = cas.structures.iter().find(|one| one.kind == ARTICLE);
    let (named, user) = told_by_path(file, root);
    let is_span = |one: &&Structure| one.at.is_some() && is_layer(&one.kind);
    let relations: Vec<RelationLine> = cas.structures.iter().filter_map(relation).collect();
    let mut ids: BTreeMap<u32, String> = BTreeMap::new();
    let mut spans = Vec::new();
    for one in cas.structures.iter().filter(is_span).filter(|one| relation(one).is_none()) {
        let span = span(one, user.as_deref());
        ids.insert(one.id, span.id.clone().unwrap_or_else(|| one.id.to_string()));
        spans.push(SpanLine { id: ids.get(&one.id).cloned(), ..span });
    }
    let known = |written: &str| written.parse().ok().and_then(|id: u32| ids.get(&id).cloned());
    let relations = relations.into_iter().filter_map(|row| {
        let (from, to) = (known(&row.from)?, known(&row.to)?);
        Some(RelationLine { from, to, annotator: row.annotator.or_else(|| user.clone()), ..row })
    });
    let relations = relations.collect();
    let annotators = cas.structures.iter().filter(|one| one.kind == ANNOTATOR).filter_map(|one| {
        Some(AnnotatorLine {
            name: one.text("name")?.to_owned(),
            state: one.text("state").map(str::to_owned),
        })
    });
    let mut annotators: Vec<AnnotatorLine> = annotators.collect();
    if annotators.is_empty() {
        annotators.extend(user.clone().map(|name| AnnotatorLine { name, state: None }));
    }
    let id = own.and_then(|own| own.text("identifier")).map_or(named, str::to_owned);
    ArticleLine { id, text: cas.text, meta: own.map(meta), annotators, spans, relations }
}

fn meta(own: &Structure) -> MetaLine {
    let [title, byline, outlet, published, url, lang] = DETAILS.map(|name| own.text(name).map(str::to_owned));
    MetaLine { title, byline, outlet, published, url, lang }
}

/// Whether structures of a type are somebody's annotations: not tokens, sentences and the like.
fn is_layer(kind: &str) -> bool {
    let of_dkpro =
        kind.starts_with("de.tudarmstadt.ukp.dkpro.core.api.") || kind.starts_with("org.dkpro.core.api.");
    let named_entity = kind.contains(".ner.type.");
    !kind.starts_with("uima.") && !kind.starts_with("copydesk.") && (!of_dkpro || named_entity)
}

/// The name of the article and of who tagged it, as INCEpTION's archives have them:
/// `annotation/DOCUMENT/USER.xmi`. Elsewhere the file's own name, with its folders, is the article's.
fn told_by_path(file: &Path, root: &Path) -> (String, Option<String>) {
    let stem =
        |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = file.parent().unwrap_or(Path::new(""));
    let above = folder.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    match above.as_deref() {
        Some("annotation") => (stem(folder), Some(stem(file))),
        Some("curation") => (stem(folder), Some("gold".to_owned())),
        _ => {
            let inside = file.strip_prefix(root).ok().filter(|inside| inside.file_name().is_some());
            let inside =
                inside.unwrap_or_else(|| file.file_name().map_or(file, Path::new)).with_extension("");
            let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
            (parts.collect::<Vec<_>>().join("/"), None)
        }
    }
}

/// A link, its ends by the numbers of their structures.
fn relation(one: &Structure) -> Option<RelationLine> {
    let end = |names: [&str; 2]| names.iter().find_map(|name| one.reference(name));
    let (from, to) = (end(["Governor", "source"])?, end(["Dependent", "target"])?);
    let kind = one.text("label").or_else(|| one.text("value")).or_else(|| one.text("DependencyType"));
    Some(RelationLine {
        kind: kind.map(str::to_owned),
        from: from.to_string(),
        to: to.to_string(),
        annotator: one.text("annotator").map(str::to_owned),
    })
}

fn span(one: &Structure, user: Option<&str>) -> SpanLine {
    let carried: Option<Value> = one.text(carried::NAME).and_then(|words| serde_json::from_str(words).ok());
    let label = ["label", "value"].into_iter().find_map(|name| Some((name, one.text(name)?)));
    let not_slots = ["label", "annotator", "note", carried::NAME];
    let is_slot = |name: &str| !not_slots.contains(&name) && label.is_none_or(|(label, _)| label != name);
    let seen: Vec<(&str, &str)> = one
        .features
        .iter()
        .filter(|(name, _)| is_slot(name))
        .filter_map(|(name, value)| match value {
            Feature::Text(words) => Some((name.as_str(), words.as_str())),
            Feature::Truth(_) | Feature::Reference(_) => None,
        })
        .collect();
    let seen = SpanLine {
        id: None,
        label: Some(label.map_or(one.short_kind(), |(_, label)| label).to_owned()),
        start: one.at.map(|at| at.0),
        end: one.at.map(|at| at.1),
        note: one.text("note").map(str::to_owned),
        annotator: one.text("annotator").or(user).map(str::to_owned),
        attributes: named(&seen, carried.as_ref()),
        ..SpanLine::default()
    };
    carried::restored(seen, carried.as_ref())
}

/// The slots of features: by the names and in the single values that were carried, where they are the same.
fn named(seen: &[(&str, &str)], carried: Option<&Value>) -> Vec<AttributeLine> {
    let rows = carried.map(|value| value.list("attributes")).unwrap_or_default();
    let pairs = rows.iter().filter_map(|row| Some((row.get("key")?.as_str()?, row.get("value")?.as_str()?)));
    let known = carried::slots(pairs);
    let mut attributes = Vec::new();
    for (name, value) in seen {
        match known.iter().find(|(key, _)| feature(key) == *name) {
            Some((key, values)) if carried::plain(&values.join(JOINED)) == carried::plain(value) => {
                attributes.extend(values.iter().map(|value| carried::attribute(key, value)));
            }
            Some((key, _)) => attributes.push(carried::attribute(key, value)),
            None => attributes.push(carried::attribute(name, value)),
        }
    }
    attributes
}
