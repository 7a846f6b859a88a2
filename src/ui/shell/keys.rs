//! Keys of the frame, as intents: by the command table, then by the tagset.

use super::Shell;
use crate::app::{Access, Chord, Command, Intent, Key, Mode, Scope};
use crate::review::{Grounds, REASONS};
use crate::ui::article_view::Shown;
use crate::ui::keymap::{self, Pressed};
use crate::ui::panels::corrections;
use eframe::egui::{self, Popup};

impl Shell {
    /// Takes from the frame's events those that are commands, so that no widget sees them.
    pub(super) fn take_keys(&mut self, ctx: &egui::Context) {
        self.release_held(ctx);
        let focus = self.key_focus(ctx);
        if !self.view.dialogs.is_open() {
            self.view.before_dialog = ctx.memory(egui::Memory::focused);
        }
        let events = ctx.input(|input| input.events.clone());
        let mut taken = Vec::new();
        for pressed in keymap::chords(&events, &mut self.view.layout) {
            let intent = self.intent_of(pressed.chord, focus);
            let moves = match &intent {
                Some(Intent::Run(command)) => moves_focus(*command),
                // Outside the article the tabulator goes to the next control.
                _ => pressed.chord.key == Key::Tab && focus != KeyFocus::Article,
            };
            if let Some(intent) = intent {
                self.intents.push(intent);
                taken.push(pressed);
            }
            if moves {
                self.view.held.hold(ctx, pressed.last);
                break;
            }
        }
        if !taken.is_empty() {
            ctx.input_mut(|input| remove(&mut input.events, &taken));
        }
    }

    /// Brings keys that were held back into this frame, if the focus has gone where they are meant.
    fn release_held(&mut self, ctx: &egui::Context) {
        self.view.held.release(ctx);
    }

    /// Remembers where the focus is, for the frame to come.
    pub(super) fn note_focus(&mut self, ctx: &egui::Context) {
        let field = ctx.memory(egui::Memory::focused).filter(|_| ctx.text_edit_focused());
        self.view.field_before = field;
    }

    fn key_focus(&self, ctx: &egui::Context) -> KeyFocus {
        let focused = ctx.memory(egui::Memory::focused);
        // Before anybody sees it, Escape has taken the focus from a field.
        let left = focused.is_none()
            && self.view.field_before.is_some()
            && ctx.input(|input| input.key_pressed(egui::Key::Escape));
        if left {
            return KeyFocus::Field;
        }
        if self.view.dialogs.is_open() || self.view.cards.takes_keys() || Popup::is_any_open(ctx) {
            KeyFocus::Dialog
        } else if focused.is_none() || focused == self.view.article_focus {
            KeyFocus::Article
        } else if focused == Some(corrections::View::inbox()) {
            KeyFocus::Corrections
        } else if ctx.text_edit_focused() {
            KeyFocus::Field
        } else {
            KeyFocus::Panel
        }
    }

    fn intent_of(&mut self, chord: Chord, focus: KeyFocus) -> Option<Intent> {
        let scope = match focus {
            KeyFocus::Article if self.session.is_deciding() => Scope::Review,
            KeyFocus::Article => Scope::Article,
            KeyFocus::Corrections => Scope::Corrections,
            KeyFocus::Field | KeyFocus::Panel | KeyFocus::Dialog => Scope::Everywhere,
        };
        if focus == KeyFocus::Article
            && let Some(intent) = self.kind_of_link(chord).or_else(|| self.reason_of(chord))
        {
            return Some(intent);
        }
        let Some(command) = Command::of_chord(chord, scope) else {
            return (focus == KeyFocus::Article).then(|| self.tag_of(chord)).flatten();
        };
        let wanted = match focus {
            KeyFocus::Article | KeyFocus::Corrections => true,
            // From a card Escape leads back to the text, and what is current stays.
            KeyFocus::Panel => command != Command::Back || !self.view.cards.takes_escape(),
            // A field undoes its own letters and leaves Escape and Enter to itself.
            KeyFocus::Field => !matches!(
                command,
                Command::Undo | Command::Redo | Command::Back | Command::Paste | Command::ToggleDone
            ),
            KeyFocus::Dialog => {
                matches!(command, Command::Quit | Command::ZoomIn | Command::ZoomOut | Command::ZoomReset)
            }
        };
        if !wanted {
            return None;
        }
        // Where the letters tag again, the key of the corrections leads back to them, and hides them from there.
        if command == Command::Corrections && self.session.corrections_shown() && focus == KeyFocus::Article {
            self.view.corrections.focus();
            return None;
        }
        if !self.session.can(command) {
            return self.session.why_not(command).map(|why| Intent::Say(why.to_owned()));
        }
        if let (Command::Caret(motion, extend), Some(document)) = (command, self.session.document()) {
            let shown = Shown::of(document, self.session.find(), self.session.mode());
            let at = self.view.article.target(&self.face, &shown, motion);
            return Some(Intent::MoveTo { at, extend });
        }
        Some(Intent::Run(command))
    }

    /// The tag of a letter, or of a digit by its place in the tag bar.
    fn tag_of(&self, chord: Chord) -> Option<Intent> {
        let Chord { key: Key::Char(c), ctrl: false, alt: false, .. } = chord else { return None };
        if *self.session.mode() != Mode::Reading || self.session.is_deciding() {
            return None;
        }
        let document = self.session.document()?;
        if *document.access() == Access::Reading {
            return None;
        }
        let tagset = document.tagset();
        let by_digit = || {
            let place = usize::try_from(c.to_digit(10)?.checked_sub(1)?).ok()?;
            tagset.tags.get(place)
        };
        let tag = tagset.tag_of_key(c).or_else(by_digit)?;
        Some(Intent::Tag(tag.name.clone()))
    }

    /// While the kind of a link is being chosen, its letter.
    fn kind_of_link(&self, chord: Chord) -> Option<Intent> {
        let Mode::PickingKind { from } = self.session.mode() else { return None };
        let Chord { key: Key::Char(c), ctrl: false, alt: false, .. } = chord else { return None };
        let document = self.session.document()?;
        let source = document.set().get(from)?;
        let kind = document.tagset().links_from(&source.tag).find(|kind| kind.key == Some(c))?;
        Some(Intent::PickTarget(from.clone(), kind.name.clone()))
    }

    /// While a reason is being chosen, its letter or its place; what decides a case does nothing.
    fn reason_of(&self, chord: Chord) -> Option<Intent> {
        if *self.session.mode() != Mode::PickingReason || chord.ctrl || chord.alt {
            return None;
        }
        let reviewing = self.session.reviewing()?;
        let at = reviewing.at()?;
        let reason = match chord.key {
            Key::Char(c) => (1..).zip(REASONS).find(|(nth, reason)| {
                reason.starts_with(c.to_ascii_lowercase()) || c.to_digit(10) == Some(*nth)
            }),
            Key::Enter => None,
            _ => return None,
        };
        let note = reviewing.grounds(at).note;
        Some(match reason {
            Some((_, reason)) => Intent::Ground(at, Grounds { reason: reason.to_owned(), note }),
            None => Intent::Say("That is the letter of no reason · Esc leaves it open".to_owned()),
        })
    }
}

/// Whether a command moves the focus: what is typed after it is meant for where the focus goes.
fn moves_focus(command: Command) -> bool {
    matches!(
        command,
        Command::Find
            | Command::Speaker
            | Command::FirstChoice
            | Command::Note
            | Command::Explain
            | Command::Reply
            | Command::EnterCard
            | Command::WhoAmI
            | Command::NextPane
            | Command::PreviousPane
            | Command::Paste
            | Command::EditDetails
            | Command::Export
            | Command::Report
            | Command::List
            | Command::Palette
            | Command::Batch
            | Command::ContestCorrection
            | Command::AskAboutCorrection
    )
}

/// Who gets the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyFocus {
    /// The article, or nobody.
    Article,
    /// A text field outside it.
    Field,
    /// The corrections of a review.
    Corrections,
    /// Something else outside it.
    Panel,
    /// A dialog, a menu or a list over the window.
    Dialog,
}

fn remove(events: &mut Vec<egui::Event>, taken: &[Pressed]) {
    let mut at = 0;
    events.retain(|_| {
        let keep = !taken.iter().any(|pressed| pressed.first <= at && at <= pressed.last);
        at += 1;
        keep
    });
}
