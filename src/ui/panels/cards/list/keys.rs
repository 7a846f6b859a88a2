//! The keys of a list, taken before its field sees them.

use eframe::egui::{Context, Event, Key, Modifiers};

/// What a key asks of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    Down,
    Up,
    Enter,
    /// The nth offer, from 0.
    Digit(usize),
    Tab,
    Clear,
    Escape,
}

/// Takes the first key of the frame that means something to a list. Digits and Delete do only while
/// nothing is typed.
pub(super) fn take(ctx: &Context, typed: &str) -> Asked {
    const KEYS: [(Key, Asked); 5] = [
        (Key::ArrowDown, Asked::Down),
        (Key::ArrowUp, Asked::Up),
        (Key::Enter, Asked::Enter),
        (Key::Tab, Asked::Tab),
        (Key::Escape, Asked::Escape),
    ];
    ctx.input_mut(|input| {
        for (key, asked) in KEYS {
            if input.consume_key(Modifiers::NONE, key) {
                return asked;
            }
        }
        if !typed.is_empty() {
            return Asked::Nothing;
        }
        for key in [Key::Delete, Key::Backspace] {
            if input.consume_key(Modifiers::NONE, key) {
                return Asked::Clear;
            }
        }
        let digit = |event: &Event| match event {
            Event::Text(text) => text.parse::<usize>().ok().filter(|digit| (1..=9).contains(digit)),
            _ => None,
        };
        let found = input.events.iter().position(|event| digit(event).is_some());
        let Some(at) = found else { return Asked::Nothing };
        let taken = digit(&input.events.remove(at));
        taken.map_or(Asked::Nothing, |digit| Asked::Digit(digit - 1))
    })
}
