//! One sidecar read field by field and item by item, so that a fault costs no more than its place.

use super::chunk::{CHUNK, Chunk, too_long};
use super::place::Placed;
use super::twins::twins;
use super::{LoadedSet, ReadOnly, ReadWarning, TooMany};
use crate::annotation::{
    AnnotationId, AnnotationRef, AnnotationSet, AnnotatorName, Comment, Decision, Gold, Link, Sight, State,
};
use crate::store::file::Stamp;
use crate::store::sidecar::ArticleHeader;
use crate::store::sidecar::record::{
    self, ArticleRecord, CommentRecord, DecisionRecord, Flaw, FlawKind, LinkRecord,
};
use crate::store::sidecar::scan::{self, Field, Layout, Scan};
use crate::store::{LONGEST_STRING, MOST_ANNOTATIONS, VERSION, clipped};
use crate::text::ReadingText;
use rayon::prelude::*;
use ron::value::RawValue;
use serde::de::DeserializeOwned;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

pub(super) fn read(
    sidecar: &str,
    annotator: &AnnotatorName,
    text: &ReadingText,
) -> Result<LoadedSet, TooMany> {
    let sidecar = sidecar.strip_prefix('\u{feff}').unwrap_or(sidecar);
    let stopped = match read_as(Layout::Ours, sidecar, annotator, text) {
        Err(Stop::OtherLayout) => read_as(Layout::Any, sidecar, annotator, text),
        read => read,
    };
    stopped.map_err(|stop| match stop {
        Stop::TooMany(many) => many,
        Stop::OtherLayout => unreachable!("any layout is any layout"),
    })
}

/// Why a reading does not go on.
enum Stop {
    TooMany(TooMany),
    /// Not every annotation is laid out as ours are.
    OtherLayout,
}

fn read_as(
    layout: Layout,
    sidecar: &str,
    annotator: &AnnotatorName,
    text: &ReadingText,
) -> Result<LoadedSet, Stop> {
    let scan = scan::fields(sidecar, layout);
    let lines = OnceCell::new();
    let mut sheet = Sheet { layout, sidecar, lines, read_only: Vec::new(), warnings: Vec::new() };
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
    layout: Layout,
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

    fn contents(&mut self, fields: &[Field<'t>], text: &ReadingText) -> Result<Contents, Stop> {
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

    fn fill(&mut self, contents: &mut Contents, field: &Field<'t>, text: &ReadingText) -> Result<(), Stop> {
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
    fn items<T: DeserializeOwned>(&mut self, list: &'static str, field: &Field<'_>) -> Result<Vec<T>, Stop> {
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
    fn check_list(&mut self, list: &'static str, field: &Field<'_>) -> Result<(), Stop> {
        if field.items.len() > MOST_ANNOTATIONS {
            return Err(Stop::TooMany(TooMany { list, found: field.items.len() }));
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

    fn annotations(&mut self, field: &Field<'_>, text: &ReadingText) -> Result<Vec<Placed>, Stop> {
        self.check_list("annotations", field)?;
        let (layout, sidecar) = (self.layout, self.sidecar);
        let chunks: Option<Vec<Chunk>> =
            field.items.par_chunks(CHUNK).map(|items| Chunk::read(layout, sidecar, items, text)).collect();
        let chunks = chunks.ok_or(Stop::OtherLayout)?;
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
        let mut all: Vec<Comment> = records.into_iter().map(comment).collect();
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

pub(super) fn comment(record: CommentRecord) -> Comment {
    let CommentRecord { id, on, reply_to, text, edited } = record;
    Comment { id: id.into(), on: AnnotationRef::parse(&on), reply_to, text, edited: edited.into() }
}

pub(super) fn decision(record: DecisionRecord) -> Decision {
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
