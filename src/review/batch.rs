//! Many cases decided at once: which they would be, and the one transaction that decides them.

use super::case::{Answer, Case, CaseKind};
use super::deciding::{Deciding, Grounds, Taking};
use super::queue::{Finding, Standing};
use crate::annotation::{AnnotationId, AnnotatorName, Transaction};
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
        findings: &'c [Finding],
    ) -> impl Iterator<Item = (&'c Case, &'c Finding, &'c Answer)> {
        let left = cases.iter().zip(findings).filter(|(_, finding)| match self {
            // What the reviewer undid or put off is not decided behind their back.
            Self::Agreed => matches!(finding.standing, Standing::Open | Standing::Changed),
            Self::Trivial | Self::Of(..) => finding.standing.is_left(),
        });
        left.filter_map(|(case, finding)| Some((case, finding, self.answer(text, case)?)))
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

/// Whether the answers differ by spaces and punctuation alone.
fn differs_trivially(text: &ReadingText, case: &Case) -> bool {
    let (Some(common), Some(all)) = case.common_and_all() else { return false };
    let letters = |piece: Span| text.quote(piece).chars().filter(|c| c.is_alphanumeric()).count();
    let count = |pieces: &crate::annotation::Pieces| pieces.iter().map(letters).sum::<usize>();
    count(&common) == count(&all)
}

impl Deciding<'_> {
    /// All cases that a batch chooses, decided as one; nothing where it chooses none.
    pub fn take_all<'c>(
        &self,
        chosen: impl Iterator<Item = (&'c Case, &'c Finding, &'c Answer)>,
        name: &str,
        new_id: &mut dyn FnMut() -> AnnotationId,
    ) -> Option<Transaction> {
        // Every decision sees what came of those before it, so that their links meet.
        let mut gold = self.gold.clone();
        let mut changes = Vec::new();
        for (case, finding, answer) in chosen {
            let deciding = Deciding { gold: &gold, ..*self };
            let taken = deciding.take(case, finding, answer, Taking::AsItIs, &Grounds::default(), new_id);
            if gold.apply(&taken).is_ok() {
                changes.extend(taken.changes);
            }
        }
        (!changes.is_empty()).then(|| Transaction::new(name, changes))
    }
}
