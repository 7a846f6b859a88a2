//! schema.org's ClaimReview as JSON-LD: claims with a verdict, for a fact-checker's site.
//!
//! Every claim or disputed assertion whose verdict is set and not `unrated` is one review. There are no
//! positions: the words of the claim identify it. To be put into a page's `script` element, where `</` is
//! written `<\/`.

use super::export::{Finish, Output, STREAM, Settings, Writer};
use super::{Facts, Loss, Record, Shape, SpanRow, Ways, json};
use serde_json::{Map, Value, json};
use std::io;

/// What is true of the format.
pub(super) const FACTS: Facts = Facts {
    name: "claim-review",
    title: "ClaimReview",
    purpose: "JSON-LD of claims with a verdict; for a fact-checker’s pages and search engines",
    shape: Shape::Stream,
    extension: "jsonld",
    ways: Ways::Out,
    companions: &[],
    losses: &[
        Loss::Unrated,
        Loss::UntaggedArticles,
        Loss::Text,
        Loss::States,
        Loss::Ids,
        Loss::Pieces,
        Loss::Places,
        Loss::Notes,
        Loss::Flags,
        Loss::Origins,
        Loss::Relations,
    ],
};

/// The reviews being written.
pub(super) struct Reviews {
    organisation: Option<String>,
    written: usize,
}

impl Reviews {
    /// Begins; an organisation stands in for the annotators.
    pub(super) fn new(settings: &Settings<'_>) -> Self {
        Self { organisation: settings.options.organisation.clone(), written: 0 }
    }
}

impl Writer for Reviews {
    type Part = Vec<Value>;

    fn begin(&mut self, out: &mut dyn Output) -> io::Result<()> {
        out.file(STREAM)?.write_all(b"{\"@context\":\"https://schema.org\",\"@graph\":[")
    }

    fn render(&self, record: &Record<'_>) -> io::Result<Vec<Value>> {
        let rated = record.spans.iter().filter(|row| is_rated(row));
        Ok(rated.map(|row| review(record, row, self.organisation.as_deref())).collect())
    }

    fn take(&mut self, part: Vec<Value>, out: &mut dyn Output) -> io::Result<()> {
        for review in part {
            let mut bytes = if self.written == 0 { b"\n".to_vec() } else { b",\n".to_vec() };
            json::append(&mut bytes, &review);
            // Nothing in it can end the element of a page that it is put into.
            let text = String::from_utf8_lossy(&bytes).replace("</", "<\\/");
            out.file(STREAM)?.write_all(text.as_bytes())?;
            self.written += 1;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Output) -> io::Result<Finish> {
        out.file(STREAM)?.write_all(b"\n]}\n")?;
        Ok(Finish::Whole)
    }
}

fn is_rated(row: &SpanRow<'_>) -> bool {
    matches!(&*row.annotation.tag, "claim" | "disputed") && row.verdict().is_some()
}

/// The verdicts of the built-in tagset from the worst to the best, as numbers for those who sort by them.
const RATINGS: [(&str, u8); 5] =
    [("false", 1), ("mostly-false", 2), ("half-true", 3), ("mostly-true", 4), ("true", 5)];

fn review(record: &Record<'_>, row: &SpanRow<'_>, organisation: Option<&str>) -> Value {
    let details = record.details;
    let verdict = row.verdict().unwrap_or_default();
    let urn = || format!("urn:sha256:{}#{}", record.text.sha256(), row.id);
    let mut appearance = Map::from_iter([("@type".to_owned(), Value::from("NewsArticle"))]);
    let known = [("url", &details.url), ("headline", &details.title), ("datePublished", &details.published)];
    for (key, value) in known {
        appearance.extend(value.as_deref().map(|value| (key.to_owned(), Value::from(value))));
    }
    if let Some(outlet) = &details.outlet {
        appearance.insert("publisher".to_owned(), json!({"@type": "Organization", "name": outlet}));
    }
    let mut claim = Map::from_iter([
        ("@type".to_owned(), Value::from("Claim")),
        ("appearance".to_owned(), Value::Object(appearance)),
    ]);
    if let Some(speaker) = row.value("speaker") {
        claim.insert("author".to_owned(), json!({"@type": "Person", "name": speaker}));
    }
    let mut rating = Map::from_iter([
        ("@type".to_owned(), Value::from("Rating")),
        ("alternateName".to_owned(), Value::from(verdict)),
    ]);
    if let Some((_, value)) = RATINGS.iter().find(|(known, _)| *known == verdict) {
        rating.insert("ratingValue".to_owned(), (*value).into());
        rating.insert("bestRating".to_owned(), 5.into());
        rating.insert("worstRating".to_owned(), 1.into());
    }
    let author = organisation.map_or_else(
        || json!({"@type": "Person", "name": row.annotator.as_str()}),
        |name| json!({"@type": "Organization", "name": name}),
    );
    json!({
        "@type": "ClaimReview",
        "url": details.url.clone().unwrap_or_else(urn),
        "datePublished": row.annotation.edited.get(..10).unwrap_or_default(),
        "claimReviewed": row.text,
        "author": author,
        "itemReviewed": claim,
        "reviewRating": rating,
    })
}
