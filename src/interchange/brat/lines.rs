//! The lines of an `.ann` file, by what they say.

use crate::interchange::import::BadInput;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line<'l> {
    /// Words of the text.
    TextBound { id: &'l str, kind: &'l str, at: Vec<(u32, u32)>, words: &'l str },
    /// An event: its kind, its trigger, and who has which role in it.
    Event { id: &'l str, trigger: &'l str, roles: Vec<(&'l str, &'l str)> },
    /// A relation.
    Relation { id: &'l str, kind: &'l str, from: &'l str, to: &'l str },
    /// Annotations that are the same.
    Equivalence { ids: Vec<&'l str> },
    /// An attribute; one without a value is true.
    Attribute { key: &'l str, of: &'l str, value: &'l str },
    /// An entry of a database that an annotation stands for.
    Normalisation { of: &'l str, entry: &'l str },
    /// A note.
    Note { kind: &'l str, of: &'l str, words: &'l str },
    /// Anything else.
    Other,
}

/// All lines of a file; a line that begins like one of brat's and is none is a fault.
pub(super) fn lines(file: &str) -> Result<Vec<Line<'_>>, BadInput> {
    let mut all = Vec::new();
    for (n, line) in file.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let bad =
            || BadInput::at(format!("line {}", n + 1), format!("{line:?} is no line of brat’s standoff"));
        all.push(parsed(line).ok_or_else(bad)?);
    }
    Ok(all)
}

fn parsed(line: &str) -> Option<Line<'_>> {
    let mut fields = line.splitn(3, '\t');
    let id = fields.next().unwrap_or_default();
    match id.chars().next() {
        Some('T') => text_bound(id, fields.next()?, fields.next().unwrap_or_default()),
        Some('E') => event(id, fields.next()?),
        Some('R') => {
            let mut words = fields.next()?.split_whitespace();
            let (kind, from, to) = (words.next()?, words.next()?, words.next()?);
            Some(Line::Relation { id, kind, from: target(from), to: target(to) })
        }
        Some('*') => {
            let ids = fields.next()?.split_whitespace().skip(1).collect();
            Some(Line::Equivalence { ids })
        }
        Some('A' | 'M') => {
            let mut words = fields.next()?.splitn(3, ' ');
            let (key, of) = (words.next()?, words.next()?);
            Some(Line::Attribute { key, of, value: words.next().unwrap_or("true") })
        }
        Some('N') => {
            let mut words = fields.next()?.split_whitespace();
            let (_, of, entry) = (words.next()?, words.next()?, words.next()?);
            Some(Line::Normalisation { of, entry })
        }
        Some('#') => {
            // Some write free comments with a `#` and no fields.
            let said = fields.next().and_then(|said| said.split_once(' '));
            let words = fields.next().unwrap_or_default();
            Some(said.map_or(Line::Other, |(kind, of)| Line::Note { kind, of, words }))
        }
        _ => Some(Line::Other),
    }
}

/// What stands after `Arg1:`.
fn target(argument: &str) -> &str {
    argument.split_once(':').map_or(argument, |(_, id)| id)
}

fn text_bound<'l>(id: &'l str, said: &'l str, words: &'l str) -> Option<Line<'l>> {
    let (kind, at) = said.split_once(' ')?;
    let piece = |piece: &str| {
        let (start, end) = piece.trim().split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    let at: Option<Vec<(u32, u32)>> = at.split(';').map(piece).collect();
    Some(Line::TextBound { id, kind, at: at?, words })
}

fn event<'l>(id: &'l str, said: &'l str) -> Option<Line<'l>> {
    let mut words = said.split_whitespace();
    let trigger = target(words.next()?);
    let roles = words.filter_map(|role| role.split_once(':')).collect();
    Some(Line::Event { id, trigger, roles })
}
