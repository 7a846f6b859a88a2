//! Texts with their standoff lines as articles that arrive.

use super::ANNOTATOR;
use super::fragments::{mended, unbroken};
use super::lines::{Line, lines};
use super::names::name;
use super::write::one_line;
use crate::interchange::carried;
use crate::interchange::import::{
    Arrived, Articles, BadInput, Counted, Fields as _, Specimen, Wording, files_ending, words,
};
use crate::interchange::jsonl::{ArticleLine, Fragment, RelationLine, SpanLine};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// Whether a file or folder is brat's.
pub(in crate::interchange) fn is_it(specimen: &Specimen) -> bool {
    let is_line = |line: &str| line.starts_with('T') && line.splitn(3, '\t').count() == 3;
    specimen.has_file(".ann") || specimen.head.lines().next().is_some_and(is_line)
}

/// The articles of a folder, or of one `.ann` file beside its text.
pub(in crate::interchange) fn articles(path: &Path) -> Result<Articles, BadInput> {
    let root =
        if path.is_dir() { path.to_owned() } else { path.parent().unwrap_or(Path::new("")).to_owned() };
    let files = if path.is_dir() { files_ending(path, ".ann")? } else { vec![path.to_owned()] };
    Ok(Box::new(files.into_iter().map(move |file| {
        let inside = file.strip_prefix(&root).unwrap_or(&file).to_owned();
        let place = inside.display().to_string();
        let bad = |error: BadInput| {
            let at = [place.as_str(), error.place.as_str()].into_iter().filter(|part| !part.is_empty());
            BadInput::at(at.collect::<Vec<_>>().join(": "), error.what)
        };
        let beside = file.with_extension("txt");
        if !beside.is_file() {
            let what = format!("its text {} is not beside it", beside.display());
            return Err(BadInput::at(place.as_str(), what));
        }
        let text = words(&beside).map_err(bad)?;
        let bare = inside.with_extension("");
        let parts = bare.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let article =
            article(parts.collect::<Vec<_>>().join("/"), text, &words(&file).map_err(bad)?).map_err(bad)?;
        Ok(Arrived { article, place, wording: Wording::Here, counted: Counted::CODE_POINTS_FIRST })
    })))
}

fn article(id: String, text: String, standoff: &str) -> Result<ArticleLine, BadInput> {
    let lines = lines(standoff)?;
    let chars: Vec<char> = text.chars().collect();
    let mut reading = Reading::of(&lines);
    let spans = lines.iter().filter_map(|line| match line {
        Line::TextBound { id, kind, at, words } => Some(reading.span(id, kind, at, words, &chars)),
        _ => None,
    });
    let spans: Vec<SpanLine> = spans.collect();
    reading.ids = lines
        .iter()
        .filter_map(|line| match line {
            Line::TextBound { id, .. } => Some(*id),
            _ => None,
        })
        .zip(&spans)
        .filter_map(|(number, span)| Some((number.to_owned(), span.id.clone()?)))
        .collect();
    let relations = lines.iter().flat_map(|line| reading.relations(line)).collect();
    Ok(ArticleLine { id, text, spans, relations, ..ArticleLine::default() })
}

/// What lines say about others, by those.
struct Reading<'l> {
    attributes: HashMap<&'l str, Vec<(&'l str, &'l str)>>,
    notes: HashMap<&'l str, Vec<&'l str>>,
    carried: HashMap<&'l str, Value>,
    /// The trigger of each event: what is said of the one is said of the other.
    triggers: HashMap<&'l str, &'l str>,
    /// What the text-bound lines are called.
    ids: HashMap<String, String>,
}

impl<'l> Reading<'l> {
    fn of(lines: &'l [Line<'l>]) -> Self {
        let mut reading = Self {
            attributes: HashMap::new(),
            notes: HashMap::new(),
            carried: HashMap::new(),
            triggers: HashMap::new(),
            ids: HashMap::new(),
        };
        for line in lines {
            if let Line::Event { id, trigger, .. } = line {
                reading.triggers.insert(id, trigger);
            }
        }
        for line in lines {
            match line {
                Line::Attribute { key, of, value } => {
                    let of = reading.target(of);
                    reading.attributes.entry(of).or_default().push((key, value));
                }
                Line::Normalisation { of, entry } => {
                    let of = reading.target(of);
                    reading.attributes.entry(of).or_default().push(("normalization", entry));
                }
                Line::Note { kind, of, words } if *kind == carried::NAME => {
                    reading.carried.extend(serde_json::from_str(words).ok().map(|value| (*of, value)));
                }
                Line::Note { of, words, .. } => {
                    let of = reading.target(of);
                    reading.notes.entry(of).or_default().push(words);
                }
                _ => {}
            }
        }
        reading
    }

    fn target(&self, id: &'l str) -> &'l str {
        self.triggers.get(id).copied().unwrap_or(id)
    }

    fn span(&self, id: &str, kind: &str, at: &[(u32, u32)], words: &str, chars: &[char]) -> SpanLine {
        let mut at = at.to_vec();
        at.sort_unstable();
        let attributes = self.attributes.get(id).map(Vec::as_slice).unwrap_or_default();
        let annotator =
            attributes.iter().find(|(key, _)| *key == ANNOTATOR).map(|(_, name)| (*name).to_owned());
        let carried = self.carried.get(id);
        let (note, mut slots) = self.noted(id, carried);
        slots.extend(
            attributes
                .iter()
                .filter(|(key, _)| *key != ANNOTATOR)
                .map(|(key, value)| carried::attribute(key, value)),
        );
        let pieces = mended(chars, &at);
        let mut seen = SpanLine {
            id: Some(id.to_owned()),
            label: Some(kind.to_owned()),
            start: pieces.first().map(|piece| piece.0),
            end: pieces.last().map(|piece| piece.1),
            text: Some(words.to_owned()),
            fragments: if pieces.len() > 1 {
                pieces.iter().copied().map(fragment).collect()
            } else {
                Vec::new()
            },
            note: Some(note),
            annotator,
            attributes: slots,
            ..SpanLine::default()
        };
        if let Some(carried) = carried {
            as_carried(&mut seen, carried, &at, chars);
        }
        carried::restored(seen, carried)
    }

    /// The note, and the slots that stand after it in the same line.
    fn noted(
        &self,
        id: &str,
        carried: Option<&Value>,
    ) -> (String, Vec<crate::interchange::jsonl::AttributeLine>) {
        let lines = self.notes.get(id).map(Vec::as_slice).unwrap_or_default();
        // Our own note is the one that was written of what is carried.
        let own = carried.and_then(|value| value.string("note")).unwrap_or_default();
        let flat = one_line(&own);
        let Some((first, rest)) = lines.split_first() else {
            // One of blanks alone has no line.
            return (if flat.is_empty() { own } else { String::new() }, Vec::new());
        };
        let after = first.strip_prefix(flat.as_str()).filter(|_| carried.is_some());
        let slots_of = |said: &str| -> Vec<_> {
            let pairs = said.split(" | ").filter_map(|part| part.split_once('='));
            pairs.map(|(key, value)| carried::attribute(key.trim(), value)).collect()
        };
        match after {
            Some("") => (
                [own]
                    .into_iter()
                    .chain(rest.iter().map(|&line| line.to_owned()))
                    .collect::<Vec<_>>()
                    .join("\n"),
                Vec::new(),
            ),
            Some(after) if flat.is_empty() || after.starts_with(" | ") => (own, slots_of(after)),
            _ => (lines.join("\n"), Vec::new()),
        }
    }

    fn relations(&self, line: &Line<'_>) -> Vec<RelationLine> {
        let end = |id: &str| {
            let id = self.triggers.get(id).copied().unwrap_or(id);
            self.ids.get(id).cloned().unwrap_or_else(|| id.to_owned())
        };
        let plain = |kind: &str, from: &str, to: &str| RelationLine {
            kind: Some(kind.to_owned()),
            from: end(from),
            to: end(to),
            annotator: None,
        };
        match line {
            Line::Relation { id, kind, from, to } => {
                let carried = self.carried.get(id);
                let written =
                    carried.and_then(|value| value.string("type")).filter(|written| name(written) == *kind);
                let annotator = carried.and_then(|value| value.string("annotator"));
                vec![RelationLine { annotator, ..plain(written.as_deref().unwrap_or(kind), from, to) }]
            }
            Line::Event { id, roles, .. } => roles.iter().map(|(role, of)| plain(role, id, of)).collect(),
            Line::Equivalence { ids } => {
                ids.windows(2).filter_map(|pair| Some(plain("Equiv", pair.first()?, pair.last()?))).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn fragment((start, end): (u32, u32)) -> Fragment {
    Fragment { start, end }
}

/// Takes what was carried for what is seen, where brat could not have shown it otherwise: the label and
/// slots by their full names and values, the pieces with the line breaks at their ends.
fn as_carried(seen: &mut SpanLine, carried: &Value, at: &[(u32, u32)], chars: &[char]) {
    let label = carried.string("label").filter(|label| Some(name(label)) == seen.label);
    seen.label = label.or_else(|| seen.label.take());
    let pairs = |list: &[Value]| -> Vec<(String, String)> {
        list.iter().filter_map(|row| Some((row.string("key")?, row.string("value")?))).collect()
    };
    let written = pairs(carried.list("attributes"));
    let shown = |(key, value): &(String, String)| (name(key), one_line(value));
    let mut expected: Vec<(String, String)> = written.iter().map(shown).collect();
    let mut found: Vec<(String, String)> = seen
        .attributes
        .iter()
        .map(|slot| (slot.key.clone(), slot.value.as_deref().unwrap_or_default().trim().to_owned()))
        .collect();
    expected.sort();
    found.sort();
    if expected == found {
        seen.attributes = written.iter().map(|(key, value)| carried::attribute(key, value)).collect();
    }
    let ends = |one: &Value| Some((one.number("start")?, one.number("end")?));
    let extent = carried.get("extent").and_then(ends);
    let pieces: Vec<(u32, u32)> = match carried.list("fragments") {
        [] => extent.into_iter().collect(),
        fragments => fragments.iter().filter_map(ends).collect(),
    };
    if unbroken(chars, &pieces) == at {
        (seen.start, seen.end) = (extent.map(|at| at.0), extent.map(|at| at.1));
        // The words of the pieces were just compared.
        seen.text = None;
    }
}
