//! Bare spans from a JSON file, for researchers and for checking.

use super::outcome::Failure;
use crate::review::agreement::Coded;
use crate::review::{Continuum, Extent, Unit};
use crate::store::{LARGEST_SIDECAR, file};
use crate::text::{ReadingText, TextTooLong};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::path::Path;
use thiserror::Error;

/// What such a file says.
#[derive(Debug)]
pub(super) struct Spans {
    pub(super) coded: Coded,
    /// How γ is to be computed, where the file asks for something.
    pub(super) gamma: Option<Gamma>,
    /// Samples that take the place of drawn ones.
    pub(super) samples: Option<Vec<Continuum>>,
}

/// How γ is to be computed.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct Gamma {
    pub(super) alpha: f64,
    pub(super) beta: f64,
    pub(super) delta_empty: f64,
    pub(super) samples: u32,
    pub(super) seed: u64,
}

impl Default for Gamma {
    fn default() -> Self {
        Self { alpha: 1.0, beta: 1.0, delta_empty: 1.0, samples: 30, seed: 1 }
    }
}

/// Why such a file makes no sense, though it is JSON of the right form.
#[derive(Debug, Error)]
enum SpansError {
    #[error("it says neither `text` nor `text_len`")]
    NoLength,
    #[error("`text_len` is {said}, but `text` has {counted} code points")]
    OtherLength { said: u32, counted: u32 },
    #[error("`text`: {0}")]
    TooLong(#[from] TextTooLong),
    #[error("the span {start}–{end} of “{annotator}” is beyond the text of {length} code points")]
    Beyond { annotator: String, start: u32, end: u32, length: u32 },
    #[error("the token {start}–{end} is beyond the text of {length} code points")]
    TokenBeyond { start: u32, end: u32, length: u32 },
    #[error("the token {start}–{end} lies over another")]
    TokensOverlap { start: u32, end: u32 },
}

/// Reads a file of spans.
pub(super) fn read(path: &Path) -> Result<Spans, Failure> {
    let bytes = file::read(path, LARGEST_SIDECAR).map_err(|error| Failure::File(error.to_string()))?;
    let input: Input = serde_json::from_slice(&bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let what = error.to_string();
        let what = what.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&what);
        Failure::file(path, format_args!("line {line}, column {column}: {what}"))
    })?;
    input.spans().map_err(|error| Failure::file(path, error))
}

#[derive(Debug, Deserialize)]
struct Input {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    text_len: Option<u32>,
    #[serde(default)]
    labels: Option<Vec<String>>,
    #[serde(default)]
    tokens: Option<Vec<Token>>,
    annotators: Annotators,
    #[serde(default)]
    gamma: Option<Gamma>,
    #[serde(default)]
    samples: Option<Vec<Sample>>,
}

#[derive(Debug, Deserialize)]
struct Sample {
    #[serde(default)]
    text_len: Option<u32>,
    annotators: Annotators,
}

/// Annotators in the order of the file, each once.
#[derive(Debug)]
struct Annotators(Vec<(String, Option<Vec<Span>>)>);

#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "RawSpan")]
struct Span {
    start: u32,
    end: u32,
    label: String,
}

#[derive(Debug, Deserialize)]
struct RawSpan {
    start: u32,
    end: u32,
    label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "(u32, u32)")]
struct Token {
    start: u32,
    end: u32,
}

impl TryFrom<RawSpan> for Span {
    type Error = String;
    fn try_from(RawSpan { start, end, label }: RawSpan) -> Result<Self, String> {
        if start < end {
            Ok(Self { start, end, label })
        } else {
            Err(format!("the span {start}–{end} is empty"))
        }
    }
}

impl TryFrom<(u32, u32)> for Token {
    type Error = String;
    fn try_from((start, end): (u32, u32)) -> Result<Self, String> {
        if start < end { Ok(Self { start, end }) } else { Err(format!("the token {start}–{end} is empty")) }
    }
}

impl<'de> Deserialize<'de> for Annotators {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Annotators;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of annotators to their spans, or null for who has not done the text")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Annotators, M::Error> {
                let mut annotators: Vec<(String, Option<Vec<Span>>)> = Vec::new();
                while let Some((name, spans)) = map.next_entry()? {
                    if annotators.iter().any(|(known, _)| *known == name) {
                        return Err(M::Error::custom(format_args!("the annotator “{name}” is there twice")));
                    }
                    annotators.push((name, spans));
                }
                Ok(Annotators(annotators))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl Annotators {
    /// What they marked on a text of some length, the labels by name.
    fn continuum(self, length: u32, labels: &[String]) -> Result<Continuum, SpansError> {
        let mut continuum = Continuum::new(length);
        let spans = self.0.iter().filter_map(|(_, spans)| spans.as_ref()).flatten();
        let mut all: Vec<&String> = spans.map(|span| &span.label).chain(labels).collect();
        all.sort_unstable();
        for label in all {
            continuum.label(label);
        }
        for (annotator, spans) in self.0 {
            if let Some(Span { start, end, .. }) =
                spans.iter().flatten().find(|span| span.end > length).cloned()
            {
                return Err(SpansError::Beyond { annotator, start, end, length });
            }
            let units = spans.map(|spans| {
                let unit =
                    |span: Span| Unit::new(continuum.label(&span.label), [Extent::new(span.start, span.end)]);
                spans.into_iter().filter_map(unit).collect()
            });
            continuum.add(annotator, units);
        }
        Ok(continuum)
    }

    fn furthest(&self) -> u32 {
        self.0
            .iter()
            .filter_map(|(_, spans)| spans.as_ref())
            .flatten()
            .map(|span| span.end)
            .max()
            .unwrap_or(0)
    }
}

impl Input {
    fn spans(self) -> Result<Spans, SpansError> {
        let Self { text, text_len, labels, tokens, annotators, gamma, samples } = self;
        let text = text.map(ReadingText::new).transpose()?;
        let counted = text.as_ref().map(|text| text.chars().get());
        let length = match (text_len, counted) {
            (Some(said), Some(counted)) if said != counted => {
                return Err(SpansError::OtherLength { said, counted });
            }
            (said, counted) => said.or(counted).ok_or(SpansError::NoLength)?,
        };
        let labels = labels.unwrap_or_default();
        let sample = |sample: Sample| {
            let length = sample.text_len.unwrap_or_else(|| sample.annotators.furthest().max(length));
            sample.annotators.continuum(length, &labels)
        };
        let samples = samples.map(|samples| samples.into_iter().map(sample).collect()).transpose()?;
        let tokens = match tokens {
            Some(tokens) => Some(apart(tokens, length)?),
            None => text.as_ref().map(words),
        };
        let coded = Coded { tokens, ..Coded::new(annotators.continuum(length, &labels)?) };
        Ok(Spans { coded, gamma, samples })
    }
}

/// The words of a text.
fn words(text: &ReadingText) -> Vec<Extent> {
    text.words().map(|word| text.chars_of(word)).map(|(start, end)| Extent { start, end }).collect()
}

/// Tokens in order, checked.
fn apart(mut tokens: Vec<Token>, length: u32) -> Result<Vec<Extent>, SpansError> {
    tokens.sort_unstable();
    if let Some(Token { start, end }) = tokens.iter().find(|token| token.end > length).copied() {
        return Err(SpansError::TokenBeyond { start, end, length });
    }
    let over = tokens.iter().zip(tokens.iter().skip(1)).find(|(one, next)| next.start < one.end);
    if let Some((_, Token { start, end })) = over {
        return Err(SpansError::TokensOverlap { start: *start, end: *end });
    }
    Ok(tokens.iter().map(|token| Extent::new(token.start, token.end)).collect())
}
