//! What the user should know: what happened, what is safe, what to do.

use super::Command;

/// A message that stays until it is dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub kind: NoticeKind,
    /// One sentence that says what is so.
    pub summary: String,
    /// One sentence that says what it means or what to do; may be empty.
    pub detail: String,
    /// What may be done about it.
    pub offers: Vec<Command>,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know; goes by itself at the next change.
    Done,
    /// To be kept in mind; stays.
    Caution,
    /// Something failed; stays.
    Failure,
}

impl Notice {
    /// Something that went well.
    pub fn done(summary: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Done, summary: summary.into(), detail: String::new(), offers: Vec::new() }
    }

    /// Something to be kept in mind.
    pub fn caution(summary: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Caution, summary: summary.into(), detail: detail.into(), offers: Vec::new() }
    }

    /// Something that failed.
    pub fn failure(summary: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Failure, summary: summary.into(), detail: detail.into(), offers: Vec::new() }
    }

    /// Whether it is about what was brought in or written, whichever article is open.
    pub fn is_about_no_article(&self) -> bool {
        self.offers.iter().any(|offer| matches!(offer, Command::TakeImportBack | Command::ShowExport))
    }

    /// With something that may be done about it.
    #[must_use]
    pub fn offering(mut self, command: Command) -> Self {
        self.offers.push(command);
        self
    }
}
