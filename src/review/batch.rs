//! Many cases decided at once: which they are.

use super::case::{Answer, Case, CaseKind, Details};
use super::queue::{Ruling, Standing};
use crate::annotation::{AnnotatorName, Pieces};
use crate::text::{ReadingText, Span};
use std::sync::Arc;

/// A rule by which cases are decided without looking at each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Batch {
    /// Those on which all agree.
    Agreed,
    /// Those whose boundaries differ by spaces or punctuation alone: what most say, else what the first says.
    Trivial,
    /// Those in which an annotator has given a tag: that annotator's answer.
    Of(AnnotatorName, Arc<str>),
}

impl Batch {
    /// The undecided cases that it decides, each with the answer that it takes.
    pub fn chosen<'c>(
        &'c self,
        text: &'c ReadingText,
        cases: &'c [Case],
        rulings: &'c [Ruling],
    ) -> impl Iterator<Item = (&'c Case, &'c Ruling, &'c Answer)> {
        let left = cases.iter().zip(rulings).filter(|(case, ruling)| match self {
            // What somebody has decided, or put off, is not decided anew behind their back.
            Self::Agreed => ruling.standing == Standing::Open,
            // Nor is an objection answered unread.
            Self::Trivial | Self::Of(..) => ruling.is_left(case) && ruling.standing != Standing::Contested,
        });
        left.filter_map(|(case, ruling)| Some((case, ruling, self.answer(text, case)?)))
    }

    fn answer<'c>(&self, text: &ReadingText, case: &'c Case) -> Option<&'c Answer> {
        match self {
            Self::Agreed => case.answers.first().filter(|_| case.kind == CaseKind::Agreed),
            Self::Trivial => {
                let trivial = case.kind == CaseKind::Boundary && differs_trivially(text, case);
                case.answers.first().filter(|_| trivial)
            }
            Self::Of(annotator, tag) => case.answers.iter().find(|answer| {
                answer.by.iter().any(|voice| {
                    voice.annotator == *annotator && voice.annotations.iter().all(|a| a.tag == *tag)
                })
            }),
        }
    }
}

/// Whether the answers differ by spaces and punctuation alone, in nothing else.
fn differs_trivially(text: &ReadingText, case: &Case) -> bool {
    let (Some(common), Some(all)) = case.common_and_all() else { return false };
    let signs = |piece: Span| text.quote(piece).chars().filter(|c| !is_trivial(*c)).count();
    let count = |pieces: &Pieces| pieces.iter().map(signs).sum::<usize>();
    case.details == Details::Same && count(&common) == count(&all)
}

/// Blanks, quotation marks, stops, dashes and brackets; not what means something by itself, as `$` and `%` do.
fn is_trivial(sign: char) -> bool {
    let ascii = matches!(
        sign,
        '!' | '"' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | '[' | ']' | '{' | '}'
    );
    let general = matches!(sign, '\u{2010}'..='\u{2027}' | '\u{2039}' | '\u{203A}' | '«' | '»' | '¡' | '¿');
    let of_scripts = matches!(sign, '\u{3001}'..='\u{3002}' | '\u{3008}'..='\u{3011}' | '،' | '؛' | '؟' | '۔' | '\u{FF01}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0C}' | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}');
    sign.is_whitespace() || ascii || general || of_scripts
}
