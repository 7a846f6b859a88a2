//! One sidecar read field by field and item by item, so that a fault costs no more than its place.

use super::place::{Placed, Placer};
use super::{LoadedSet, ReadOnly, ReadWarning, TooMany};
use crate::annotation::{
    AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Comment, Decision, Gold, Link, Sight, State,
};
use crate::store::file::Stamp;
use crate::store::sidecar::record::{
    self, AnnotationRecord, ArticleRecord, CommentRecord, DecisionRecord, Flaw, FlawKind, LinkRecord,
};
use crate::store::sidecar::scan::{self, Field, Scan};
use crate::store::sidecar::{ArticleHeader, canonical};
use crate::store::{LONGEST_STRING, MOST_ANNOTATIONS, VERSION, clipped};
use crate::text::ReadingText;
use rayon::prelude::*;
use ron::value::RawValue;
use serde::de::DeserializeOwned;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

/// Items parsed by one worker at a time.
const CHUNK: usize = 1024;

pub(super) fn read(
    sidecar: &str,
    annotator: &AnnotatorName,
    text: &ReadingText,
) -> Result<LoadedSet, TooMany> {
    let sidecar = sidecar.strip_prefix('\u{feff}').unwrap_or(sidecar);
    let scan = scan::fields(sidecar);
    let mut sheet = Sheet { sidecar, lines: OnceCell::new(), read_only: Vec::new(), warnings: Vec::new() };
    let version = sheet.version(&scan);
    let contents = sheet.contents(&scan.fields, text)?;
    let Contents { header, inside, .. } = &contents;
    if inside.as_ref().is_some_and(|inside| !names(inside, annotator)) {
        let inside = clipped(inside.as_deref().unwrap_or_default());
        sheet.read_only.insert(0, ReadOnly::OtherAnnotator { expected: annotator.to_string(), inside });
    }
    if header.as_ref().is_some_and(|header| header.sha256 != text.sha256()) {
        sheet.read_only.insert(0, ReadOnly::ArticleChanged);
        // Of course the words around have changed; one reason says it all.
        sheet.warnings.retain(|warning| !matches!(warning, ReadWarning::OtherContext { .. }));
    }
    sheet.form(&scan);
    match version {
        Some(version) if version > VERSION => sheet.read_only = vec![ReadOnly::Newer { version }],
        Some(_) => {}
        None => sheet.read_only = vec![ReadOnly::NotOurs],
    }
    let Sheet { read_only, warnings, .. } = sheet;
    let header = contents.header.clone().unwrap_or_default();
    let set = contents.into_set(annotator);
    Ok(LoadedSet { set, read_only, warnings, header, stamp: Stamp::ABSENT, saved_at: None })
}

fn names(inside: &str, annotator: &AnnotatorName) -> bool {
    inside == annotator.as_str() || AnnotatorName::new(inside).is_ok_and(|name| name == *annotator)
}

/// A sidecar being read.
struct Sheet<'t> {
    sidecar: &'t str,
    /// Where lines begin; found when first something is wrong.
    lines: OnceCell<Vec<usize>>,
    read_only: Vec<ReadOnly>,
    warnings: Vec<ReadWarning>,
}

/// What the fields of a sidecar said.
#[derive(Default)]
struct Contents {
    header: Option<ArticleHeader>,
    inside: Option<String>,
    tagset: String,
    state: State,
    sight: Sight,
    placed: Vec<Placed>,
    links: Vec<Link>,
    comments: Vec<Comment>,
    gold: Option<Gold>,
    ext: Option<String>,
}

impl Contents {
    fn into_set(self, annotator: &AnnotatorName) -> AnnotationSet {
        let mut found = Vec::with_capacity(self.placed.len());
        let mut unplaced = Vec::new();
        for placed in self.placed {
            match placed {
                Placed::Found(annotation) => found.push(annotation),
                Placed::Not(not) => unplaced.push(*not),
            }
        }
        AnnotationSet::new(annotator.clone(), self.tagset)
            .with(found, unplaced, self.links, self.comments)
            .with_header(self.state, self.sight, self.gold, self.ext.unwrap_or_else(|| "{}".to_owned()))
    }

    fn gold(&mut self) -> &mut Gold {
        self.gold.get_or_insert_default()
    }
}

impl<'t> Sheet<'t> {
    fn part(&self, range: &Range<usize>) -> &'t str {
        self.sidecar.get(range.clone()).unwrap_or_default()
    }

    /// Line and column of a byte, both from 1.
    fn position(&self, at: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.sidecar.as_bytes());
            std::iter::once(0).chain(breaks.map(|at| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| lines.get(line)).copied().unwrap_or_default();
        let before = self.part(&(start..self.sidecar.floor_char_boundary(at)));
        (line, before.chars().count() + 1)
    }

    fn line(&self, at: usize) -> usize {
        self.position(at).0
    }

    /// The version, read before anything else is understood.
    fn version(&mut self, scan: &Scan<'_>) -> Option<u32> {
        let field = scan.fields.iter().find(|field| field.name == "copydesk")?;
        self.field("copydesk", field)
    }

    /// What is wrong with the form of the whole.
    fn form(&mut self, scan: &Scan<'_>) {
        let mut reasons = Vec::new();
        match (scan.conflict, scan.damage) {
            (Some(at), _) => reasons.push(ReadOnly::Conflict { line: self.line(at) }),
            (None, Some((at, problem))) => {
                let (line, column) = self.position(at);
                reasons.push(ReadOnly::Damaged { line, column, problem: problem.to_owned() });
            }
            (None, None) => {}
        }
        reasons.append(&mut self.read_only);
        if let Some(at) = scan.comment {
            reasons.push(ReadOnly::Comments { line: self.line(at) });
        }
        self.read_only = reasons;
    }

    fn contents(&mut self, fields: &[Field<'t>], text: &ReadingText) -> Result<Contents, TooMany> {
        let mut contents = Contents::default();
        let mut seen = BTreeSet::new();
        for field in fields {
            if seen.insert(field.name) {
                self.fill(&mut contents, field, text)?;
            } else {
                let (line, column) = self.position(field.at);
                let problem = format!("the field `{}` is there twice", clipped(field.name));
                self.read_only.push(ReadOnly::Damaged { line, column, problem });
            }
        }
        Ok(contents)
    }

    fn fill(
        &mut self,
        contents: &mut Contents,
        field: &Field<'t>,
        text: &ReadingText,
    ) -> Result<(), TooMany> {
        match field.name {
            // Read before all others.
            "copydesk" => {}
            "article" => {
                contents.header = self.field::<ArticleRecord>("article", field).map(Into::into);
            }
            "annotator" => contents.inside = self.words("annotator", field),
            "tagset" => contents.tagset = self.words("tagset", field).unwrap_or_default(),
            "state" => {
                contents.state =
                    self.words("state", field).map(|word| State::parse(&word)).unwrap_or_default();
            }
            "blind" => {
                let blind = self.field("blind", field).unwrap_or(false);
                contents.sight = if blind { Sight::Blind } else { Sight::Open };
            }
            "annotations" => contents.placed = self.annotations(field, text)?,
            "links" => {
                let links: Vec<LinkRecord> = self.items("links", field)?;
                contents.links = self.links(links);
            }
            "comments" => {
                let comments: Vec<CommentRecord> = self.items("comments", field)?;
                contents.comments = self.comments(comments);
            }
            "by" => contents.gold().by = self.words("by", field).unwrap_or_default(),
            "rests_on" => contents.gold().rests_on = self.items("rests_on", field)?,
            "decisions" => {
                let decisions: Vec<DecisionRecord> = self.items("decisions", field)?;
                contents.gold().decisions = decisions.into_iter().map(decision).collect();
            }
            "ext" => contents.ext = self.ext(field),
            unknown => {
                let field = ReadOnly::UnknownField { field: clipped(unknown), line: self.line(field.at) };
                self.read_only.push(field);
            }
        }
        Ok(())
    }

    /// A field that holds one value.
    fn field<T: DeserializeOwned>(&mut self, name: &'static str, field: &Field<'_>) -> Option<T> {
        let (value, flaws) = record::parse(self.part(&field.value));
        for Flaw { at, kind } in flaws {
            let (line, column) = self.position(field.value.start + at);
            self.read_only.push(match kind {
                FlawKind::Unknown(field) => ReadOnly::UnknownField { field, line },
                FlawKind::Bad(problem) => ReadOnly::BadField { field: name, line, column, problem },
            });
        }
        value
    }

    /// A field that holds a string of a length that a person may write.
    fn words(&mut self, name: &'static str, field: &Field<'_>) -> Option<String> {
        let words: String = self.field(name, field)?;
        if words.len() <= LONGEST_STRING {
            return Some(words);
        }
        let (line, column) = self.position(field.at);
        self.read_only.push(ReadOnly::BadField { field: name, line, column, problem: too_long() });
        None
    }

    /// What others keep in the file, to the byte.
    fn ext(&mut self, field: &Field<'_>) -> Option<String> {
        let raw = self.part(&field.value);
        match RawValue::from_ron(raw) {
            Ok(_) => Some(raw.to_owned()),
            Err(error) => {
                let (line, column) = self.position(field.at);
                let problem = clipped(&error.code.to_string());
                self.read_only.push(ReadOnly::BadField { field: "ext", line, column, problem });
                None
            }
        }
    }

    /// A field that holds a list; a bad item costs itself alone.
    fn items<T: DeserializeOwned>(
        &mut self,
        list: &'static str,
        field: &Field<'_>,
    ) -> Result<Vec<T>, TooMany> {
        self.check_list(list, field)?;
        let mut values = Vec::with_capacity(field.items.len());
        for item in &field.items {
            let (value, flaws) = record::parse(self.part(item));
            values.extend(value);
            self.flawed(list, item, flaws);
        }
        Ok(values)
    }

    /// Says so if a field is no list, and refuses one that is too long.
    fn check_list(&mut self, list: &'static str, field: &Field<'_>) -> Result<(), TooMany> {
        if field.items.len() > MOST_ANNOTATIONS {
            return Err(TooMany { list, found: field.items.len() });
        }
        let value = self.part(&field.value);
        if !(value.is_empty() || value.starts_with('[')) {
            let (line, column) = self.position(field.value.start);
            let problem = "expected a list".to_owned();
            self.read_only.push(ReadOnly::BadField { field: list, line, column, problem });
        }
        Ok(())
    }

    fn flawed(&mut self, list: &'static str, item: &Range<usize>, flaws: Vec<Flaw>) {
        for Flaw { at, kind } in flaws {
            let (line, column) = self.position(item.start + at);
            self.read_only.push(match kind {
                FlawKind::Unknown(field) => ReadOnly::UnknownField { field, line },
                FlawKind::Bad(problem) => ReadOnly::BadItem { list, line, column, problem },
            });
        }
    }

    fn annotations(&mut self, field: &Field<'_>, text: &ReadingText) -> Result<Vec<Placed>, TooMany> {
        self.check_list("annotations", field)?;
        let sidecar = self.sidecar;
        let chunks: Vec<Chunk> =
            field.items.par_chunks(CHUNK).map(|items| Chunk::read(sidecar, items, text)).collect();
        let mut placed = Vec::with_capacity(field.items.len());
        for mut chunk in chunks {
            placed.append(&mut chunk.placed);
            self.warnings.append(&mut chunk.warnings);
            for (item, flaws) in chunk.flaws {
                self.flawed("annotations", &item, flaws);
            }
        }
        let ids = placed.iter().map(|placed| placed.id().clone());
        for (index, renamed) in twins(ids, |id, n| AnnotationId::new(format!("{id}-{n}"))) {
            if let Some(twin) = placed.get_mut(index) {
                let id = twin.id().clone();
                twin.rename(renamed.clone());
                self.warnings.push(ReadWarning::TwinId { id, renamed });
            }
        }
        Ok(placed)
    }

    fn links(&mut self, records: Vec<LinkRecord>) -> Vec<Link> {
        let all: Vec<Link> = records
            .into_iter()
            .map(|LinkRecord { from, kind, to }| Link {
                from: AnnotationRef::parse(&from),
                kind: kind.into(),
                to: AnnotationRef::parse(&to),
            })
            .collect();
        let different = all.iter().collect::<BTreeSet<_>>().len();
        if different < all.len() {
            self.warnings.push(ReadWarning::TwinLinks { times: all.len() - different });
        }
        all
    }

    fn comments(&mut self, records: Vec<CommentRecord>) -> Vec<Comment> {
        let mut all: Vec<Comment> = records
            .into_iter()
            .map(|CommentRecord { id, on, reply_to, text, edited }| Comment {
                id: id.into(),
                on: AnnotationRef::parse(&on),
                reply_to,
                text,
                edited: edited.into(),
            })
            .collect();
        let ids = all.iter().map(|comment| Arc::clone(&comment.id));
        for (index, renamed) in twins(ids, |id, n| Arc::from(format!("{id}-{n}"))) {
            if let Some(twin) = all.get_mut(index) {
                let id = std::mem::replace(&mut twin.id, Arc::clone(&renamed));
                self.warnings.push(ReadWarning::TwinComment { id, renamed });
            }
        }
        all
    }
}

/// What one worker read.
struct Chunk {
    placed: Vec<Placed>,
    flaws: Vec<(Range<usize>, Vec<Flaw>)>,
    warnings: Vec<ReadWarning>,
}

impl Chunk {
    fn read(sidecar: &str, items: &[Range<usize>], text: &ReadingText) -> Self {
        let mut on_text = Placer::new(text);
        let mut placed = Vec::with_capacity(items.len());
        let mut flaws = Vec::new();
        for item in items {
            let (record, flawed) = annotation(sidecar.get(item.clone()).unwrap_or_default());
            placed.extend(record.map(|record| on_text.place(record)));
            if !flawed.is_empty() {
                flaws.push((item.clone(), flawed));
            }
        }
        Self { placed, flaws, warnings: on_text.warnings }
    }
}

/// One annotation: by the fast reader if we wrote it, else by ron.
fn annotation(item: &str) -> (Option<AnnotationRecord<'_>>, Vec<Flaw>) {
    let (record, mut flaws) = match canonical::annotation(item) {
        Some(record) => (Some(record), Vec::new()),
        None => record::parse::<AnnotationRecord<'static>>(item),
    };
    if let Some(field) = record.as_ref().and_then(AnnotationRecord::overlong) {
        let problem = format!("`{field}`: {}", too_long());
        flaws.push(Flaw { at: 0, kind: FlawKind::Bad(problem) });
        return (None, flaws);
    }
    (record, flaws)
}

fn too_long() -> String {
    format!("it is longer than {} MiB", LONGEST_STRING >> 20)
}

/// Where ids return that stood before, with the id that each gets instead.
///
/// The first keeps its id, since links name it; the same file gives the same new ids every time.
fn twins<I: Clone + Eq + Hash>(
    ids: impl Iterator<Item = I>,
    renamed: impl Fn(&I, usize) -> I,
) -> Vec<(usize, I)> {
    let mut known = HashSet::new();
    let mut again = Vec::new();
    for (index, id) in ids.enumerate() {
        if !known.insert(id.clone()) {
            again.push((index, id));
        }
    }
    let mut last: HashMap<I, usize> = HashMap::new();
    again
        .into_iter()
        .map(|(index, id)| {
            let n = last.entry(id.clone()).or_insert(1);
            loop {
                *n += 1;
                let new = renamed(&id, *n);
                if known.insert(new.clone()) {
                    return (index, new);
                }
            }
        })
        .collect()
}

fn decision(record: DecisionRecord) -> Decision {
    let DecisionRecord { about, verdict, result, reason, note, by, edited } = record;
    Decision {
        about: about.iter().map(|about| AnnotationRef::parse(about)).collect(),
        verdict: verdict.into(),
        result,
        reason,
        note,
        by,
        edited: edited.into(),
    }
}
