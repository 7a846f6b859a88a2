//! From the window's key events to chords of the command table.
//!
//! A command letter is the letter that the layout types where it is a Latin one. A layout that types
//! none (Hebrew, Arabic, Persian, Greek, Cyrillic) gives the key's place on a US board instead,
//! punctuation included.

use crate::app::{Chord, Key};
use eframe::egui::{self, Event, Modifiers};

/// What is known of the keyboard layout.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Nothing was typed yet that would tell.
    #[default]
    Unknown,
    /// It types Latin letters.
    Latin,
    /// It types letters of another script.
    Other,
}

/// A key that was pressed, and the events that say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pressed {
    /// What was pressed.
    pub(crate) chord: Chord,
    /// The first of its events.
    pub(crate) first: usize,
    /// The last of its events.
    pub(crate) last: usize,
}

/// The chords among the events of a frame, in order.
pub(crate) fn chords(events: &[Event], layout: &mut Layout) -> Vec<Pressed> {
    let mut pressed = Vec::new();
    let mut at = 0;
    while let Some(event) = events.get(at) {
        let next = events.get(at + 1);
        if let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event {
            if let (Some(Event::Text(text)), false) = (next, modifiers.command || modifiers.alt) {
                if let Some(chord) = typed(text, *physical_key, *modifiers, layout) {
                    pressed.push(Pressed { chord, first: at, last: at + 1 });
                }
                at += 2;
                continue;
            }
            if let Some(chord) = of_key(*key, *physical_key, *modifiers, *layout) {
                pressed.push(Pressed { chord, first: at, last: at });
            }
        } else if let Event::Text(text) = event {
            pressed.extend(typed(text, None, Modifiers::NONE, layout).map(|chord| Pressed {
                chord,
                first: at,
                last: at,
            }));
        } else if matches!(event, Event::Copy) {
            pressed.push(Pressed { chord: Chord::typed('c').ctrl(), first: at, last: at });
        }
        at += 1;
    }
    pressed
}

/// What a text event asks for, with the key that typed it.
fn typed(text: &str, physical: Option<egui::Key>, held: Modifiers, layout: &mut Layout) -> Option<Chord> {
    let typed = text.chars().next()?;
    let place = physical.and_then(|key| on_us_board(key, held));
    let foreign = !typed.is_ascii() && !is_latin(typed) && (typed.is_alphabetic() || on_letter(place));
    let betrayed = *layout == Layout::Unknown && SIGNS_FOR_LETTERS.contains(&(place, typed));
    if typed.is_ascii_alphabetic() {
        *layout = Layout::Latin;
    } else if foreign || betrayed {
        *layout = Layout::Other;
    }
    let meant =
        if *layout == Layout::Other && !typed.is_ascii_digit() { place.unwrap_or(typed) } else { typed };
    Some(Chord::typed(meant))
}

/// Keys that have a sign on a layout of another script, and a letter on every Latin one but Dvorak,
/// which has other signs there: Hebrew Q and W, Greek Q.
const SIGNS_FOR_LETTERS: [(Option<char>, char); 3] = [(Some('q'), '/'), (Some('w'), '\''), (Some('q'), ';')];

fn on_letter(place: Option<char>) -> bool {
    place.is_some_and(|c| c.is_ascii_alphabetic())
}

/// A letter of the Latin script with a mark, such as `ü`.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// What a key asks for that typed nothing.
fn of_key(
    key: egui::Key,
    physical: Option<egui::Key>,
    modifiers: Modifiers,
    layout: Layout,
) -> Option<Chord> {
    let held = Chord { key: Key::Enter, ctrl: modifiers.command, shift: modifiers.shift, alt: modifiers.alt };
    if let Some(key) = named(key) {
        return Some(Chord { key, ..held });
    }
    if modifiers.command {
        let sign = match key {
            egui::Key::Plus => Some('+'),
            egui::Key::Minus => Some('-'),
            egui::Key::Equals => Some('='),
            _ => None,
        };
        if let Some(sign) = sign {
            return Some(Chord { shift: false, ..Chord { key: Key::Char(sign), ..held } });
        }
        let letter = on_us_board(key, Modifiers::NONE)
            .filter(|c| c.is_ascii_alphanumeric() && layout != Layout::Other);
        let place = || physical.or(Some(key)).and_then(|key| on_us_board(key, Modifiers::NONE));
        return letter.or_else(place).map(|c| Chord { key: Key::Char(c), ..held });
    }
    if modifiers.alt {
        return None;
    }
    // A key that is dead on this layout still has its place.
    on_us_board(key, modifiers).map(Chord::typed)
}

fn named(key: egui::Key) -> Option<Key> {
    const FUNCTION: [egui::Key; 12] = [
        egui::Key::F1,
        egui::Key::F2,
        egui::Key::F3,
        egui::Key::F4,
        egui::Key::F5,
        egui::Key::F6,
        egui::Key::F7,
        egui::Key::F8,
        egui::Key::F9,
        egui::Key::F10,
        egui::Key::F11,
        egui::Key::F12,
    ];
    let function = FUNCTION.iter().zip(1_u8..).find(|(f, _)| **f == key).map(|(_, n)| Key::F(n));
    function.or_else(|| {
        Some(match key {
            egui::Key::ArrowLeft => Key::Left,
            egui::Key::ArrowRight => Key::Right,
            egui::Key::ArrowUp => Key::Up,
            egui::Key::ArrowDown => Key::Down,
            egui::Key::Home => Key::Home,
            egui::Key::End => Key::End,
            egui::Key::PageUp => Key::PageUp,
            egui::Key::PageDown => Key::PageDown,
            egui::Key::Enter => Key::Enter,
            egui::Key::Escape => Key::Escape,
            egui::Key::Tab => Key::Tab,
            egui::Key::Delete => Key::Delete,
            egui::Key::Backspace => Key::Backspace,
            _ => return None,
        })
    })
}

/// What a key types on a US board.
fn on_us_board(key: egui::Key, held: Modifiers) -> Option<char> {
    /// The signs beside the letters, plain and with Shift.
    const SIGNS: [(egui::Key, char, char); 11] = [
        (egui::Key::Quote, '\'', '"'),
        (egui::Key::Period, '.', '>'),
        (egui::Key::Comma, ',', '<'),
        (egui::Key::Slash, '/', '?'),
        (egui::Key::Semicolon, ';', ':'),
        (egui::Key::OpenBracket, '[', '{'),
        (egui::Key::CloseBracket, ']', '}'),
        (egui::Key::Minus, '-', '_'),
        (egui::Key::Equals, '=', '+'),
        (egui::Key::Backslash, '\\', '|'),
        (egui::Key::Backtick, '`', '~'),
    ];
    let named = match key {
        egui::Key::OpenCurlyBracket => return Some('{'),
        egui::Key::CloseCurlyBracket => return Some('}'),
        egui::Key::Plus => return Some('+'),
        egui::Key::Space => return Some(' '),
        _ => key.name(),
    };
    let mut letters = named.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_uppercase() => {
            Some(if held.shift { letter } else { letter.to_ascii_lowercase() })
        }
        (Some(digit), None) if digit.is_ascii_digit() => Some(digit),
        _ => {
            let (_, plain, shifted) = SIGNS.iter().find(|(sign, ..)| *sign == key)?;
            Some(if held.shift { *shifted } else { *plain })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Chord, Event, Key, Layout, Modifiers, chords, egui};

    fn press(key: egui::Key, physical: egui::Key, modifiers: Modifiers, text: Option<&str>) -> Vec<Event> {
        let key = Event::Key { key, physical_key: Some(physical), pressed: true, repeat: false, modifiers };
        std::iter::once(key).chain(text.map(|t| Event::Text(t.to_owned()))).collect()
    }

    fn check(events: &[Event], mut layout: Layout, expected: Chord) {
        let found: Vec<Chord> =
            chords(events, &mut layout).into_iter().map(|pressed| pressed.chord).collect();
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_german_board_types_its_own_letters() {
        // Z and Y have changed places.
        let events = press(egui::Key::Z, egui::Key::Y, Modifiers::NONE, Some("z"));
        check(&events, Layout::Unknown, Chord::typed('z'));
        let events = press(egui::Key::OpenBracket, egui::Key::Num8, Modifiers::NONE, Some("["));
        check(&events, Layout::Latin, Chord::typed('['));
        let events = press(egui::Key::Z, egui::Key::Y, Modifiers::COMMAND, None);
        check(&events, Layout::Latin, Chord::typed('z').ctrl());
    }

    #[test]
    fn a_hebrew_board_has_its_places() {
        let events = press(egui::Key::Slash, egui::Key::Q, Modifiers::NONE, Some("/"));
        check(&events, Layout::Unknown, Chord::typed('q'));
        let events = press(egui::Key::C, egui::Key::C, Modifiers::NONE, Some("ב"));
        check(&events, Layout::Unknown, Chord::typed('c'));
        let events = press(egui::Key::Comma, egui::Key::Quote, Modifiers::NONE, Some(","));
        check(&events, Layout::Other, Chord::typed('\''));
        let events = press(egui::Key::OpenBracket, egui::Key::CloseBracket, Modifiers::NONE, Some("["));
        check(&events, Layout::Other, Chord::typed(']'));
        let events = press(egui::Key::Z, egui::Key::Z, Modifiers::COMMAND, None);
        check(&events, Layout::Other, Chord::typed('z').ctrl());
    }

    #[test]
    fn a_persian_board_has_its_places() {
        let events = press(egui::Key::Q, egui::Key::Q, Modifiers::NONE, Some("ض"));
        check(&events, Layout::Unknown, Chord::typed('q'));
        let events = press(egui::Key::W, egui::Key::W, Modifiers::SHIFT, Some("ٌ"));
        check(&events, Layout::Other, Chord::typed('W'));
    }

    #[test]
    fn arrows_keep_their_modifiers() {
        let events =
            press(egui::Key::ArrowLeft, egui::Key::ArrowLeft, Modifiers::ALT | Modifiers::SHIFT, None);
        check(&events, Layout::Latin, Chord::plain(Key::Left).alt().shift());
    }
}
