//! The words that report a statement: the reporting verb nearest to it.

use crate::text::{ByteOffset, ReadingText, Span, Stretch};
use unicode_segmentation::UnicodeSegmentation as _;

/// Reporting verbs of English news, in the forms in which they report.
const VERBS: [&str; 84] = [
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "added",
    "adds",
    "adding",
    "stated",
    "states",
    "stating",
    "claimed",
    "claims",
    "claiming",
    "asserted",
    "asserts",
    "asserting",
    "insisted",
    "insists",
    "insisting",
    "explained",
    "explains",
    "argued",
    "argues",
    "arguing",
    "announced",
    "announces",
    "declared",
    "declares",
    "denied",
    "denies",
    "denying",
    "dismissed",
    "dismisses",
    "dismissing",
    "rejected",
    "rejects",
    "rejecting",
    "confirmed",
    "confirms",
    "confirming",
    "reported",
    "reports",
    "warned",
    "warns",
    "warning",
    "noted",
    "notes",
    "noting",
    "replied",
    "replies",
    "asked",
    "asks",
    "wrote",
    "writes",
    "writing",
    "testified",
    "testifies",
    "acknowledged",
    "acknowledges",
    "admitted",
    "admits",
    "alleged",
    "alleges",
    "alleging",
    "suggested",
    "suggests",
    "maintained",
    "maintains",
    "recalled",
    "recalls",
    "repeated",
    "repeats",
    "called",
    "calling",
    "contended",
    "contends",
    "conceded",
    "concedes",
    "estimated",
    "estimates",
    "debunked",
    "disputed",
];

/// The reporting verb nearest to a statement, in its sentence or next to it; outside the statement.
pub fn nearest(text: &ReadingText, statement: Span) -> Option<Span> {
    let sentence = |at: ByteOffset| text.stretch_at(at, Stretch::Sentence);
    let first = sentence(statement.start())?;
    let last = sentence(text.floor(ByteOffset::at(statement.end().index().saturating_sub(1))))?;
    let start = first.start().min(statement.start());
    let end = last.end().max(statement.end());
    // A closing mark often ends the sentence before “she said”.
    let end = sentence(text.after(end, crate::text::Boundary::Word))
        .filter(|next| next.start().since(end) < 4 && next.end() > end)
        .map_or(end, |next| text.floor(ByteOffset::at(next.end().index().min(end.index() + 80))));
    text.between(start, end)
        .unicode_word_indices()
        .filter(|(_, word)| VERBS.contains(&word.to_lowercase().as_str()))
        .filter_map(|(at, word)| text.span(start.plus(at), start.plus(at + word.len())).ok())
        .filter(|verb| !verb.overlaps(statement))
        .min_by_key(|verb| verb.start().since(statement.end()) + statement.start().since(verb.end()))
}
