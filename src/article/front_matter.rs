//! YAML front matter: what stands between two lines of dashes before the body.

use super::Details;
use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use std::ops::Range;

/// Front matter beyond this many bytes is not read for details.
const MAX_BYTES: usize = 64 << 10;

/// Brackets and dashes in a row beyond this are an attack, since each opens a level of recursion.
const MAX_DEPTH: usize = 64;

const TITLE: [&str; 2] = ["title", "headline"];
const BYLINE: [&str; 3] = ["byline", "author", "authors"];
const OUTLET: [&str; 6] = ["outlet", "publisher", "publication", "site", "site_name", "source"];
const PUBLISHED: [&str; 6] =
    ["published", "date", "date_published", "datepublished", "pubdate", "published_at"];
const URL: [&str; 6] = ["url", "link", "canonical", "canonical_url", "source_url", "source"];
const LANGUAGE: [&str; 3] = ["language", "lang", "locale"];

/// What precedes the body of a Markdown file.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) details: Details,
    /// Where the body begins, in bytes; 0 without front matter.
    pub(super) end: usize,
}

impl FrontMatter {
    /// The front matter of a source. What is no YAML mapping says nothing, and is no error.
    pub(super) fn of(source: &str) -> Self {
        let Some((yaml, end)) = fenced(source) else { return Self::default() };
        let details = source.get(yaml).filter(|yaml| is_flat(yaml)).map(details).unwrap_or_default();
        Self { details, end }
    }

    /// Where the title stands in the front matter, if it stands there word for word.
    pub(super) fn place_of(&self, source: &str, title: &str) -> Option<Range<usize>> {
        let mut line_start = 0;
        let line = source.get(..self.end)?.split_inclusive('\n').find(|line| {
            let is = |key: &&str| line.get(..key.len()).is_some_and(|start| start.eq_ignore_ascii_case(key));
            let found = TITLE.iter().any(is);
            line_start += if found { 0 } else { line.len() };
            found
        })?;
        let start = line_start + line.find(title)?;
        Some(start..start + title.len())
    }
}

/// The YAML between the fences, and where the body begins.
///
/// Only at the very start of the source, so that dashes further down stay what they are.
fn fenced(source: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = source.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.ends_with('\n') && line.trim_end() == "---")?;
    let start = opening.len();
    let mut end = start;
    for line in lines {
        let closing = matches!(line.trim_end(), "---" | "...");
        if end == start && (closing || line.trim().is_empty()) {
            return None;
        }
        if closing {
            return Some((start..end, end + line.len()));
        }
        end += line.len();
    }
    None
}

/// Whether the YAML can be read without deep recursion.
fn is_flat(yaml: &str) -> bool {
    let brackets = yaml.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    let dashes = |line: &str| {
        line.split_ascii_whitespace().take_while(|word| matches!(*word, "-" | "?" | ":")).count()
    };
    yaml.len() <= MAX_BYTES && brackets <= MAX_DEPTH && yaml.lines().all(|line| dashes(line) <= MAX_DEPTH)
}

fn details(yaml: &str) -> Details {
    let documents = Yaml::load_from_str(yaml).unwrap_or_default();
    let Some(Yaml::Mapping(mapping)) = documents.first() else { return Details::default() };
    let entries: Vec<(String, String)> = mapping
        .iter()
        .filter_map(|(key, value)| Some((key.as_str()?.to_lowercase(), words(value)?)))
        .collect();
    let first = |keys: &[&str], fits: fn(&str) -> bool| {
        let of_key = |wanted: &&str| entries.iter().find(|(key, value)| key == wanted && fits(value));
        keys.iter().find_map(of_key).map(|(_, value)| value.clone())
    };
    let any = |_: &str| true;
    Details {
        title: first(&TITLE, any),
        byline: first(&BYLINE, any),
        outlet: first(&OUTLET, |value| !is_url(value)),
        published: first(&PUBLISHED, any),
        url: first(&URL, is_url),
        language: first(&LANGUAGE, any).map(|tag| tag.replace('_', "-")),
    }
}

fn is_url(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://")
}

/// A value in words: a scalar, a name, or a list of them joined by commas.
fn words(value: &Yaml<'_>) -> Option<String> {
    let words = match value {
        Yaml::Value(Scalar::String(words)) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        Yaml::Value(Scalar::Integer(number)) => number.to_string(),
        Yaml::Value(Scalar::FloatingPoint(number)) => number.to_string(),
        Yaml::Sequence(values) => values.iter().filter_map(name).collect::<Vec<_>>().join(", "),
        other => name(other)?,
    };
    (!words.is_empty()).then_some(words)
}

/// A name: a string, or what is called `name` in a mapping.
fn name(value: &Yaml<'_>) -> Option<String> {
    let name = value.as_str().or_else(|| value.as_mapping_get("name")?.as_str())?;
    Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
}
