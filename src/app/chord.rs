//! Keys and the modifiers held with them, as commands name them.

use std::fmt;

/// A key with the modifiers held.
///
/// A character stands for itself with Shift already applied: `W` is Shift and the W key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Ctrl, or Command on a Mac.
    pub ctrl: bool,
    /// Shift; never set with a character typed without Ctrl or Alt.
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
}

/// A key of a chord.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// What a layout types: a letter, a digit or a sign.
    Char(char),
    /// An arrow.
    Left,
    /// An arrow.
    Right,
    /// An arrow.
    Up,
    /// An arrow.
    Down,
    /// To the start of the line.
    Home,
    /// To the end of the line.
    End,
    /// A screen back.
    PageUp,
    /// A screen on.
    PageDown,
    /// Enter or Return.
    Enter,
    /// Escape.
    Escape,
    /// The tabulator.
    Tab,
    /// Delete.
    Delete,
    /// Backspace.
    Backspace,
    /// A function key, from 1.
    F(u8),
}

impl Chord {
    /// The key alone.
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false, shift: false, alt: false }
    }

    /// A character as typed.
    pub const fn typed(char: char) -> Self {
        Self::plain(Key::Char(char))
    }

    /// With Ctrl.
    #[must_use]
    pub const fn ctrl(self) -> Self {
        Self { ctrl: true, ..self }
    }

    /// With Shift.
    #[must_use]
    pub const fn shift(self) -> Self {
        Self { shift: true, ..self }
    }

    /// With Alt.
    #[must_use]
    pub const fn alt(self) -> Self {
        Self { alt: true, ..self }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl"), (self.alt, "Alt"), (self.shift, "Shift")] {
            if held {
                write!(f, "{name}+")?;
            }
        }
        self.key.fmt(f)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(c) if c.is_ascii_uppercase() => write!(f, "Shift+{c}"),
            Self::Char(c) => write!(f, "{}", c.to_ascii_uppercase()),
            Self::Left => f.write_str("←"),
            Self::Right => f.write_str("→"),
            Self::Up => f.write_str("↑"),
            Self::Down => f.write_str("↓"),
            Self::Home => f.write_str("Home"),
            Self::End => f.write_str("End"),
            Self::PageUp => f.write_str("Page up"),
            Self::PageDown => f.write_str("Page down"),
            Self::Enter => f.write_str("Enter"),
            Self::Escape => f.write_str("Esc"),
            Self::Tab => f.write_str("Tab"),
            Self::Delete => f.write_str("Delete"),
            Self::Backspace => f.write_str("Backspace"),
            Self::F(n) => write!(f, "F{n}"),
        }
    }
}
