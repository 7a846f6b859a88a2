//! A record as one line.

use crate::interchange::json::{list, number, string, string_or_null};
use crate::interchange::{AttributeRow, Record, RelationRow, SpanRow, Stretch};

/// Appends a record as one line of JSON, with its line feed.
///
/// Every key is always there, so that columns have one type for whoever reads many lines; an
/// attribute alone has `fragments` only where its value was read from several places.
pub fn line(out: &mut Vec<u8>, record: &Record<'_>) {
    let text = record.text.as_str();
    out.reserve(text.len() + text.len() / 16 + record.spans.len() * 400 + 400);
    out.extend_from_slice(b"{\"id\":");
    string(out, &record.id);
    out.extend_from_slice(b",\"text\":");
    string(out, text);
    out.extend_from_slice(b",\"meta\":{");
    let details = record.details;
    for (key, value) in [
        ("\"title\":", &details.title),
        ("\"byline\":", &details.byline),
        ("\"outlet\":", &details.outlet),
        ("\"published\":", &details.published),
        ("\"url\":", &details.url),
        ("\"lang\":", &details.language),
    ] {
        out.extend_from_slice(key.as_bytes());
        string_or_null(out, value.as_deref());
        out.push(b',');
    }
    out.extend_from_slice(b"\"source\":");
    string(out, &record.source);
    out.extend_from_slice(b",\"reading\":");
    string(out, record.reading);
    out.extend_from_slice(b",\"sha256\":");
    string(out, record.text.sha256());
    out.extend_from_slice(b"},\"annotators\":");
    list(out, &record.annotators, |out, row| {
        out.extend_from_slice(b"{\"name\":");
        string(out, row.name.as_str());
        out.extend_from_slice(b",\"state\":");
        string(out, row.state.as_str());
        out.push(b'}');
    });
    out.extend_from_slice(b",\"spans\":");
    list(out, &record.spans, span);
    out.extend_from_slice(b",\"relations\":");
    list(out, &record.relations, relation);
    out.extend_from_slice(b"}\n");
}

fn span(out: &mut Vec<u8>, row: &SpanRow<'_>) {
    let annotation = row.annotation;
    out.extend_from_slice(b"{\"id\":");
    string(out, &row.id);
    out.extend_from_slice(b",\"label\":");
    string(out, &annotation.tag);
    out.push(b',');
    ends(out, row.at);
    out.extend_from_slice(b",\"text\":");
    string(out, row.text);
    out.extend_from_slice(b",\"fragments\":");
    list(out, row.fragments.iter().copied(), fragment);
    out.extend_from_slice(b",\"annotator\":");
    string(out, row.annotator.as_str());
    out.extend_from_slice(b",\"note\":");
    string(out, &annotation.note);
    out.extend_from_slice(if annotation.flagged { b",\"flagged\":true" } else { b",\"flagged\":false" });
    out.extend_from_slice(b",\"origin\":");
    string(out, row.origin());
    out.extend_from_slice(b",\"edited\":");
    string(out, &annotation.edited);
    out.extend_from_slice(b",\"attributes\":");
    attributes(out, &row.attributes);
    out.push(b'}');
}

/// Appends the attributes of a span as a list.
pub(in crate::interchange) fn attributes(out: &mut Vec<u8>, rows: &[AttributeRow<'_>]) {
    list(out, rows, |out, row| {
        out.extend_from_slice(b"{\"key\":");
        string(out, row.key);
        out.extend_from_slice(b",\"value\":");
        string(out, row.value);
        match row.extent() {
            None => out.extend_from_slice(b",\"start\":null,\"end\":null"),
            Some(extent) => {
                out.push(b',');
                ends(out, extent);
            }
        }
        if row.places.len() > 1 {
            out.extend_from_slice(b",\"fragments\":");
            list(out, row.places.iter().copied(), fragment);
        }
        out.push(b'}');
    });
}

fn fragment(out: &mut Vec<u8>, at: Stretch) {
    out.push(b'{');
    ends(out, at);
    out.push(b'}');
}

fn ends(out: &mut Vec<u8>, (start, end): Stretch) {
    out.extend_from_slice(b"\"start\":");
    number(out, start.get());
    out.extend_from_slice(b",\"end\":");
    number(out, end.get());
}

fn relation(out: &mut Vec<u8>, row: &RelationRow<'_>) {
    out.extend_from_slice(b"{\"id\":");
    string(out, &row.id);
    out.extend_from_slice(b",\"type\":");
    string(out, row.kind);
    out.extend_from_slice(b",\"from\":");
    string(out, &row.from);
    out.extend_from_slice(b",\"to\":");
    string(out, &row.to);
    out.extend_from_slice(b",\"annotator\":");
    string(out, row.annotator.as_str());
    out.push(b'}');
}
