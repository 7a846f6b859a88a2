//! What can be asked for now.

use super::{OthersShown, Session};
use crate::app::{Access, Command, Correcting, Mode, OthersSeen};
use crate::review::CorrectionKind;

impl Session {
    /// Whether a command can do something now.
    #[expect(clippy::too_many_lines, reason = "a list of all commands")]
    pub fn can(&self, command: Command) -> bool {
        let document = self.document.as_ref();
        let writable = document.is_some_and(|document| *document.access() == Access::Writable);
        // While cases are decided, gold changes by decisions alone.
        let editable = writable && !self.is_deciding();
        let current = document.is_some_and(|document| document.current_id().is_some());
        match command {
            Command::Undo => {
                writable && document.is_some_and(|document| document.history().undo_name().is_some())
            }
            Command::Redo => {
                writable && document.is_some_and(|document| document.history().redo_name().is_some())
            }
            Command::RepeatTag => editable && self.last_tag.is_some(),
            Command::Speaker
            | Command::Cue
            | Command::FirstChoice
            | Command::Link
            | Command::Note
            | Command::Flag
            | Command::RemovePiece
            | Command::MoveEnd(..)
            | Command::Delete => editable && current,
            Command::TakeAnswer(_)
            | Command::TakeUnion
            | Command::TakeIntersection
            | Command::RejectAll
            | Command::EditCase
            | Command::SkipCase
            | Command::Reason
            | Command::Explain
            | Command::Reply
            | Command::Batch
            | Command::NextCase
            | Command::PreviousCase
            | Command::ReadOn
            | Command::ReadBack
            | Command::LastDecided
            | Command::NextPile
            | Command::ColourByAnnotator
            | Command::NextUndecided
            | Command::PreviousUndecided
            | Command::TakeOver
            | Command::Corrections
            | Command::AcceptCorrection
            | Command::ContestCorrection
            | Command::AskAboutCorrection
            | Command::BlindReading
            | Command::Reveal => self.can_review(command),
            Command::AddPiece => editable && document.is_some_and(|document| document.to_extend().is_some()),
            // While something is being picked, it takes it.
            Command::EnterCard => current || *self.mode() != Mode::Reading,
            Command::ToggleDone => writable,
            Command::CopyTagset | Command::Export | Command::Agreement => {
                document.is_some() || self.folder.is_some()
            }
            Command::ShowExport => self.exporting.written.is_some() && !self.exporting.is_running(),
            Command::TakeImportBack => self.importing.can_take_back(),
            // Hidden until they are revealed on purpose.
            Command::OthersTags => {
                document.is_some() && (!self.is_blind() || self.others == OthersShown::Shown)
            }
            Command::FindNext | Command::FindPrevious => !self.find.hits.is_empty(),
            Command::Import
            | Command::EditDetails
            | Command::Copy
            | Command::SelectAll
            | Command::Find
            | Command::Grow
            | Command::Shrink
            | Command::Next
            | Command::Previous
            | Command::NextSameTag
            | Command::PreviousSameTag
            | Command::NextUnresolved
            | Command::CycleOverlap
            | Command::List
            | Command::Report
            | Command::Review
            | Command::CompareSidecar
            | Command::Caret(..) => document.is_some(),
            Command::Open
            | Command::OpenFolder
            | Command::Paste
            | Command::OpenSamples
            | Command::Save
            | Command::Quit
            | Command::Back
            | Command::Rules
            | Command::ToggleFolder
            | Command::LightTheme
            | Command::DarkTheme
            | Command::SystemTheme
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset
            | Command::NextPane
            | Command::PreviousPane
            | Command::Palette
            | Command::Keys
            | Command::WhoAmI
            | Command::About => true,
        }
    }

    /// Why a command can do nothing now, where that is not seen from what is on the screen.
    pub fn why_not(&self, command: Command) -> Option<&'static str> {
        match command {
            Command::OthersTags if self.is_hiding_others() => {
                Some("You read blind; “Reveal others’ tags” in the Review menu ends that")
            }
            Command::RepeatTag
            | Command::Speaker
            | Command::Cue
            | Command::FirstChoice
            | Command::Link
            | Command::Note
            | Command::Flag
            | Command::AddPiece
            | Command::RemovePiece
            | Command::MoveEnd(..)
            | Command::Delete
                if self.is_deciding() =>
            {
                Some(Self::ENTER_EDITS)
            }
            Command::Undo
                if self.document.as_ref().is_some_and(|document| {
                    *document.access() == Access::Writable && document.history().is_empty()
                }) =>
            {
                Some("Nothing was done since this was opened")
            }
            Command::Delete | Command::Note | Command::Flag | Command::Link | Command::Speaker
                if self.document.as_ref().is_some_and(|document| {
                    *document.access() == Access::Writable && document.current().is_none()
                }) =>
            {
                Some("No annotation is current: Tab goes to the next one, a click chooses one")
            }
            _ => None,
        }
    }

    /// What to do where the keys decide cases.
    pub(super) const ENTER_EDITS: &str = "Enter lets you edit the answer; then tag keys work";

    /// The same of what belongs to reviews, corrections and blind readings.
    fn can_review(&self, command: Command) -> bool {
        let document = self.document.as_ref();
        let writable = document.is_some_and(|document| *document.access() == Access::Writable);
        let (reviewing, correcting) = (self.reviewing(), self.correcting());
        match command {
            Command::Batch => writable && self.is_deciding(),
            Command::NextCase
            | Command::PreviousCase
            | Command::LastDecided
            | Command::NextPile
            | Command::ColourByAnnotator => reviewing.is_some(),
            Command::NextUndecided | Command::PreviousUndecided => {
                reviewing.is_some() || correcting.is_some()
            }
            Command::TakeOver => {
                document.is_some_and(|document| matches!(document.access(), Access::Reserved(_)))
            }
            Command::ReadOn | Command::ReadBack => self.is_deciding() || self.corrections_shown(),
            Command::Corrections => correcting.is_some(),
            Command::AcceptCorrection | Command::ContestCorrection | Command::AskAboutCorrection => {
                let current = correcting.and_then(Correcting::current);
                writable && current.is_some_and(|current| current.kind != CorrectionKind::Withdrawn)
            }
            Command::BlindReading => {
                let seen = document.is_none_or(|document| document.others_seen() == OthersSeen::Yes);
                writable && reviewing.is_none() && !self.is_blind() && !seen
            }
            Command::Reveal => self.is_hiding_others(),
            // What decides the current case.
            _ => writable && self.is_deciding() && reviewing.is_some_and(|r| r.current().is_some()),
        }
    }
}
