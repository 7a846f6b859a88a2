//! Annotation sets written as sidecars, by a small emitter of our own.
//!
//! One field per line, so that two people's edits merge as text; sorted, so that the same set is
//! always the same bytes. Legible in every script: only what would break a line or deceive the
//! eye is escaped, which is less than what ron escapes.

use super::VERSION;
use super::sidecar::ArticleHeader;
use crate::annotation::{
    Annotation, AnnotationSet, Comment, Decision, Gold, Link, Place, Sight, Slot, Unplaced,
};
use crate::text::{CharOffset, Context, ReadingText};
use std::fmt::Write as _;
use std::sync::Arc;

/// The indent of a field of an annotation.
const FIELD: &str = "            ";

/// The sidecar of a set on `text`.
///
/// Quotes and contexts are cut from the text anew; unplaced annotations stand as they were.
pub fn to_string(set: &AnnotationSet, text: &ReadingText, header: &ArticleHeader) -> String {
    let mut out = String::with_capacity(512 + set.len().saturating_mul(560));
    out.push_str("(\n    copydesk: ");
    number(&mut out, VERSION);
    out.push_str(",\n    article: (");
    let ArticleHeader { name, reading, encoding, sha256, length } = header;
    inline(&mut out, &[("name", name), ("reading", reading), ("encoding", encoding), ("sha256", sha256)]);
    out.push_str(", length: ");
    number(&mut out, *length);
    out.push_str("),\n");
    line(&mut out, "    ", "annotator", set.annotator().as_str());
    line(&mut out, "    ", "tagset", set.tagset());
    line(&mut out, "    ", "state", set.state().as_str());
    bare(
        &mut out,
        "    ",
        "blind",
        match set.sight() {
            Sight::Open => "false",
            Sight::Blind => "true",
        },
    );
    list(&mut out, "    ", "annotations", in_order(set, text), |out, entry| match entry {
        Entry::Placed(a) => annotation(out, a, text),
        Entry::Unplaced(u) => unplaced(out, u, text),
    });
    list(&mut out, "    ", "links", set.links(), link);
    list(&mut out, "    ", "comments", set.comments(), comment);
    if let Some(gold) = set.gold() {
        review(&mut out, gold);
    }
    out.push_str("    ext: ");
    out.push_str(set.ext());
    out.push_str(",\n)\n");
    out
}

/// An annotation, placed or not.
enum Entry<'s> {
    Placed(&'s Arc<Annotation>),
    Unplaced(&'s Arc<Unplaced>),
}

/// All annotations by (start, end, id) in code points, unplaced ones by what the file says.
fn in_order<'s>(set: &'s AnnotationSet, text: &ReadingText) -> Vec<Entry<'s>> {
    if set.unplaced().len() == 0 {
        return set.iter().map(Entry::Placed).collect();
    }
    let extent = |unplaced: &Unplaced| {
        let start = unplaced.pieces.iter().map(|(start, _)| *start).min().unwrap_or_default();
        (start, unplaced.pieces.iter().map(|(_, end)| *end).max().unwrap_or_default())
    };
    let placed = set.iter().map(|a| (text.chars_of(a.extent()), &a.id, Entry::Placed(a)));
    let mut all: Vec<_> =
        placed.chain(set.unplaced().map(|u| (extent(u), &u.id, Entry::Unplaced(u)))).collect();
    all.sort_by(|(a_extent, a_id, _), (b_extent, b_id, _)| (a_extent, a_id).cmp(&(b_extent, b_id)));
    all.into_iter().map(|(_, _, entry)| entry).collect()
}

fn annotation(out: &mut String, annotation: &Annotation, text: &ReadingText) {
    let Annotation { id, tag, pieces, slots, note, flagged, origin, edited } = annotation;
    out.push('\n');
    line(out, FIELD, "id", id.as_str());
    line(out, FIELD, "tag", tag);
    out.push_str(FIELD);
    out.push_str("pieces: ");
    row(out, pieces.iter(), |out, piece| pair(out, text.chars_of(piece)));
    out.push_str(",\n");
    out.push_str(FIELD);
    out.push_str("exact: ");
    row(out, pieces.iter(), |out, piece| quoted(out, text.quote(piece)));
    out.push_str(",\n");
    let context = Context::of(text, pieces.extent(), pieces.extent());
    line(out, FIELD, "prefix", context.prefix);
    line(out, FIELD, "suffix", context.suffix);
    list(out, FIELD, "slots", slots, |out, s| slot(out, s, text));
    line(out, FIELD, "note", note);
    bare(out, FIELD, "flagged", if *flagged { "true" } else { "false" });
    line(out, FIELD, "origin", origin.as_str());
    line(out, FIELD, "edited", edited);
    out.push_str("        ");
}

fn unplaced(out: &mut String, unplaced: &Unplaced, text: &ReadingText) {
    let Unplaced { id, tag, pieces, exact, prefix, suffix, slots, note, flagged, origin, edited, why: _ } =
        unplaced;
    out.push('\n');
    line(out, FIELD, "id", id.as_str());
    line(out, FIELD, "tag", tag);
    out.push_str(FIELD);
    out.push_str("pieces: ");
    row(out, pieces, |out, piece| pair(out, *piece));
    out.push_str(",\n");
    out.push_str(FIELD);
    out.push_str("exact: ");
    row(out, exact, |out, words| quoted(out, words));
    out.push_str(",\n");
    line(out, FIELD, "prefix", prefix);
    line(out, FIELD, "suffix", suffix);
    list(out, FIELD, "slots", slots, |out, s| slot(out, s, text));
    line(out, FIELD, "note", note);
    bare(out, FIELD, "flagged", if *flagged { "true" } else { "false" });
    line(out, FIELD, "origin", origin.as_str());
    line(out, FIELD, "edited", edited);
    out.push_str("        ");
}

fn slot(out: &mut String, slot: &Slot, text: &ReadingText) {
    inline(out, &[("name", &slot.name), ("value", &slot.value)]);
    out.push_str(", at: ");
    row(out, &slot.at, |out, place| {
        let ((start, end), words) = match place {
            Place::Found(span) => (text.chars_of(*span), text.quote(*span)),
            Place::Lost { start, end, words } => ((*start, *end), words.as_str()),
        };
        out.push('(');
        number(out, start.get());
        out.push_str(", ");
        number(out, end.get());
        out.push_str(", ");
        quoted(out, words);
        out.push(')');
    });
}

fn link(out: &mut String, link: &Link) {
    let Link { from, kind, to } = link;
    inline(out, &[("from", &from.to_string()), ("kind", kind), ("to", &to.to_string())]);
}

fn comment(out: &mut String, comment: &Comment) {
    let Comment { id, on, reply_to, text, edited } = comment;
    let on = on.to_string();
    inline(out, &[("id", id), ("on", &on), ("reply_to", reply_to), ("text", text), ("edited", edited)]);
}

fn review(out: &mut String, gold: &Gold) {
    let Gold { by, rests_on, decisions } = gold;
    line(out, "    ", "by", by);
    list(out, "    ", "rests_on", rests_on, |out, (annotator, sha256)| {
        quoted(out, annotator);
        out.push_str(", ");
        quoted(out, sha256);
    });
    list(out, "    ", "decisions", decisions, decision);
}

fn decision(out: &mut String, decision: &Decision) {
    let Decision { about, verdict, result, reason, note, by, edited } = decision;
    out.push_str("about: ");
    row(out, about, |out, about| quoted(out, &about.to_string()));
    out.push_str(", ");
    inline(
        out,
        &[
            ("verdict", verdict),
            ("result", result),
            ("reason", reason),
            ("note", note),
            ("by", by),
            ("edited", edited),
        ],
    );
}

/// A field on a line of its own.
pub(super) fn line(out: &mut String, indent: &str, name: &str, words: &str) {
    out.push_str(indent);
    out.push_str(name);
    out.push_str(": ");
    quoted(out, words);
    out.push_str(",\n");
}

/// A field on a line of its own whose value is no string.
fn bare(out: &mut String, indent: &str, name: &str, value: &str) {
    out.push_str(indent);
    out.push_str(name);
    out.push_str(": ");
    out.push_str(value);
    out.push_str(",\n");
}

/// Fields side by side.
fn inline(out: &mut String, fields: &[(&str, &str)]) {
    for (n, (name, words)) in fields.iter().enumerate() {
        if n > 0 {
            out.push_str(", ");
        }
        out.push_str(name);
        out.push_str(": ");
        quoted(out, words);
    }
}

/// A list with an item per line, each in parentheses.
fn list<T>(
    out: &mut String,
    indent: &str,
    name: &str,
    items: impl IntoIterator<Item = T>,
    mut item: impl FnMut(&mut String, T),
) {
    out.push_str(indent);
    out.push_str(name);
    let mut items = items.into_iter().peekable();
    if items.peek().is_none() {
        out.push_str(": [],\n");
        return;
    }
    out.push_str(": [\n");
    for one in items {
        out.push_str(indent);
        out.push_str("    (");
        item(out, one);
        out.push_str("),\n");
    }
    out.push_str(indent);
    out.push_str("],\n");
}

/// A list on one line.
fn row<T>(out: &mut String, items: impl IntoIterator<Item = T>, mut item: impl FnMut(&mut String, T)) {
    out.push('[');
    for (n, one) in items.into_iter().enumerate() {
        if n > 0 {
            out.push_str(", ");
        }
        item(out, one);
    }
    out.push(']');
}

fn pair(out: &mut String, (start, end): (CharOffset, CharOffset)) {
    out.push('(');
    number(out, start.get());
    out.push_str(", ");
    number(out, end.get());
    out.push(')');
}

/// The digits; `write!` would take four times as long.
fn number(out: &mut String, n: u32) {
    if n >= 10 {
        number(out, n / 10);
    }
    out.push(char::from_digit(n % 10, 10).unwrap_or('0'));
}

/// A string as ron reads it back.
pub fn quoted(out: &mut String, words: &str) {
    out.push('"');
    let mut from = 0;
    for (at, sign) in words.char_indices() {
        let plain = match sign {
            '"' | '\\' => false,
            ' '..='~' => true,
            '\u{a0}'.. => !super::deceives(sign),
            _ => false,
        };
        if plain {
            continue;
        }
        out.push_str(words.get(from..at).unwrap_or_default());
        from = at + sign.len_utf8();
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Writing to a string cannot fail.
            _ => write!(out, "\\u{{{:x}}}", u32::from(sign)).unwrap_or_default(),
        }
    }
    out.push_str(words.get(from..).unwrap_or_default());
    out.push('"');
}
