//! The words that report a statement: the reporting verb nearest to it.

use crate::text::{Boundary, ByteOffset, ReadingText, Span, Stretch};
use unicode_segmentation::UnicodeSegmentation as _;

/// How far into the sentence after a statement a verb is looked for, in bytes: “…,” she said.
const REACH: usize = 80;

/// Whether a word reports, whatever its case.
pub fn reports(word: &str) -> bool {
    VERBS.contains(&word.to_lowercase().as_str())
}

/// The reporting verb nearest to a statement, in its sentence or next to it; outside the statement.
pub fn nearest(text: &ReadingText, statement: Span) -> Option<Span> {
    let sentence = |at: ByteOffset| text.stretch_at(at, Stretch::Sentence);
    let first = sentence(statement.start())?;
    let last = sentence(text.before(statement.end(), Boundary::Character))?;
    let end = last.end().max(statement.end());
    // A closing mark often ends the sentence before “she said”.
    let end = sentence(text.after(end, Boundary::Word))
        .filter(|next| next.start().since(end) < 4 && next.end() > end)
        .map_or(end, |next| text.floor(next.end().min(end.plus(REACH))));
    let before = verbs(text, first.start().min(statement.start()), statement.start());
    let after = verbs(text, statement.end(), end);
    before
        .into_iter()
        .chain(after)
        .min_by_key(|verb| verb.start().since(statement.end()) + statement.start().since(verb.end()))
}

/// The words between two places that report.
fn verbs(text: &ReadingText, from: ByteOffset, to: ByteOffset) -> Vec<Span> {
    let mut found = Vec::new();
    let mut previous = None;
    for (at, word) in text.between(from, to).unicode_word_indices() {
        let (start, end) = (from.plus(at), from.plus(at + word.len()));
        match previous {
            Some(according) if word == "to" => found.extend(text.span(according, end)),
            _ if reports(word) => found.extend(text.span(start, end)),
            _ => {}
        }
        previous = word.eq_ignore_ascii_case("according").then_some(start);
    }
    found
}

/// Reporting verbs of English news, in the forms in which they report.
const VERBS: [&str; 104] = [
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
    "accused",
    "accuses",
    "accusing",
    "deny",
    "claim",
    "insist",
    "argue",
    "warn",
    "vowed",
    "vows",
    "promised",
    "promises",
    "urged",
    "urges",
    "tweeted",
    "posted",
    "revealed",
    "reveals",
    "described",
    "describes",
];
