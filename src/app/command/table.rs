//! The table of commands, in the order of menus and palette.

use super::{Command, Direction, End, Extend, Group, Motion, Scope, Step};
use crate::app::chord::{Chord, Key};

/// How a command is presented.
pub(super) struct Entry {
    pub(super) command: Command,
    pub(super) group: Group,
    pub(super) title: &'static str,
    pub(super) scope: Scope,
    pub(super) keys: &'static [Chord],
}

const fn entry(
    command: Command,
    group: Group,
    title: &'static str,
    scope: Scope,
    keys: &'static [Chord],
) -> Entry {
    Entry { command, group, title, scope, keys }
}

use Command as C;
use Group::{Edit, File, Go, Help, Tag, View};
use Scope::{Article, Corrections, Everywhere};

const fn typed(c: char) -> Chord {
    Chord::typed(c)
}

const fn key(key: Key) -> Chord {
    Chord::plain(key)
}

/// One command for all answers: the digit says which.
const DIGITS: &[Chord] = &[
    typed('1'),
    typed('2'),
    typed('3'),
    typed('4'),
    typed('5'),
    typed('6'),
    typed('7'),
    typed('8'),
    typed('9'),
];

/// The table. Its order is that of menus and palette.
pub(super) static TABLE: &[Entry] = &[
    entry(C::Open, File, "Open…", Everywhere, &[typed('o').ctrl()]),
    entry(C::OpenFolder, File, "Open folder…", Everywhere, &[typed('o').ctrl().shift()]),
    entry(C::Paste, File, "Paste as new article…", Everywhere, &[typed('v').ctrl().shift()]),
    entry(C::OpenSamples, File, "Open the samples", Everywhere, &[]),
    entry(C::EditDetails, File, "Article details…", Everywhere, &[typed('i').ctrl()]),
    entry(C::Save, File, "Save now", Everywhere, &[typed('s').ctrl()]),
    entry(C::Export, File, "Export…", Everywhere, &[typed('e').ctrl()]),
    entry(C::Report, File, "Report to send…", Everywhere, &[]),
    entry(C::ShowExport, File, "Show the export in its folder", Everywhere, &[]),
    entry(C::Import, File, "Import…", Everywhere, &[typed('i').ctrl().shift()]),
    entry(C::TakeImportBack, File, "Take the import back", Everywhere, &[]),
    entry(C::Quit, File, "Quit", Everywhere, &[typed('q').ctrl()]),
    entry(C::Undo, Edit, "Undo", Everywhere, &[typed('z').ctrl()]),
    entry(C::Redo, Edit, "Redo", Everywhere, &[typed('z').ctrl().shift(), typed('y').ctrl()]),
    entry(C::Copy, Edit, "Copy", Article, &[typed('c').ctrl()]),
    entry(C::SelectAll, Edit, "Select all", Article, &[typed('a').ctrl()]),
    entry(C::Find, Edit, "Find in article", Everywhere, &[typed('f').ctrl()]),
    entry(C::FindNext, Edit, "Find next", Everywhere, &[key(Key::F(3))]),
    entry(C::FindPrevious, Edit, "Find previous", Everywhere, &[key(Key::F(3)).shift()]),
    entry(C::RepeatTag, Tag, "Tag again", Article, &[typed('.')]),
    entry(C::Grow, Tag, "Grow selection", Article, &[typed('w')]),
    entry(C::Shrink, Tag, "Shrink selection", Article, &[typed('W')]),
    entry(C::Speaker, Tag, "Speaker…", Article, &[typed('s')]),
    entry(C::Cue, Tag, "Cue…", Article, &[typed('k')]),
    entry(C::FirstChoice, Tag, "Type, form or mode…", Article, &[typed('t')]),
    entry(C::Link, Tag, "Link to…", Article, &[typed('l')]),
    entry(C::Note, Tag, "Note", Article, &[typed('\'')]),
    entry(C::Flag, Tag, "Flag", Article, &[typed('f')]),
    entry(C::AddPiece, Tag, "Add selection as a piece", Article, &[typed('+')]),
    entry(C::RemovePiece, Tag, "Cut selection out", Article, &[typed('-')]),
    entry(
        C::MoveEnd(End::Start, Direction::Back, Step::Word),
        Tag,
        "Start one word left",
        Article,
        &[typed('['), key(Key::Left).alt().shift()],
    ),
    entry(
        C::MoveEnd(End::Start, Direction::On, Step::Word),
        Tag,
        "Start one word right",
        Article,
        &[typed(']'), key(Key::Right).alt().shift()],
    ),
    entry(
        C::MoveEnd(End::End, Direction::Back, Step::Word),
        Tag,
        "End one word left",
        Article,
        &[typed('{'), key(Key::Left).alt()],
    ),
    entry(
        C::MoveEnd(End::End, Direction::On, Step::Word),
        Tag,
        "End one word right",
        Article,
        &[typed('}'), key(Key::Right).alt()],
    ),
    entry(
        C::MoveEnd(End::Start, Direction::Back, Step::Character),
        Tag,
        "Start one character left",
        Article,
        &[typed('[').ctrl(), key(Key::Left).ctrl().alt().shift()],
    ),
    entry(
        C::MoveEnd(End::Start, Direction::On, Step::Character),
        Tag,
        "Start one character right",
        Article,
        &[typed(']').ctrl(), key(Key::Right).ctrl().alt().shift()],
    ),
    entry(
        C::MoveEnd(End::End, Direction::Back, Step::Character),
        Tag,
        "End one character left",
        Article,
        &[typed('[').ctrl().shift(), key(Key::Left).ctrl().alt()],
    ),
    entry(
        C::MoveEnd(End::End, Direction::On, Step::Character),
        Tag,
        "End one character right",
        Article,
        &[typed(']').ctrl().shift(), key(Key::Right).ctrl().alt()],
    ),
    entry(C::Delete, Tag, "Delete", Article, &[key(Key::Delete), key(Key::Backspace)]),
    entry(C::ToggleDone, Tag, "Done / in progress", Everywhere, &[key(Key::Enter).ctrl()]),
    entry(C::Rules, Tag, "Rules of the tags", Everywhere, &[]),
    entry(C::CopyTagset, Tag, "Copy tagset to this folder and edit", Everywhere, &[]),
    entry(C::Next, Go, "Next annotation", Article, &[key(Key::Tab)]),
    entry(C::Previous, Go, "Previous annotation", Article, &[key(Key::Tab).shift()]),
    entry(C::NextSameTag, Go, "Next with the same tag", Article, &[typed('n')]),
    entry(C::PreviousSameTag, Go, "Previous with the same tag", Article, &[typed('N')]),
    entry(C::NextUnresolved, Go, "Next unresolved", Article, &[typed('u')]),
    entry(C::CycleOverlap, Go, "Other annotations here", Article, &[typed('o')]),
    entry(C::EnterCard, Go, "Into the card", Article, &[key(Key::Enter)]),
    entry(C::Back, Go, "Back to the text", Everywhere, &[key(Key::Escape)]),
    entry(C::NextPane, Go, "Next pane", Everywhere, &[key(Key::F(6))]),
    entry(C::PreviousPane, Go, "Previous pane", Everywhere, &[key(Key::F(6)).shift()]),
    entry(C::List, Go, "List of annotations", Everywhere, &[typed('l').ctrl()]),
    entry(C::Review, Group::Review, "Review this article", Everywhere, &[typed('r').ctrl()]),
    entry(C::CompareSidecar, Group::Review, "Compare a sidecar from elsewhere…", Everywhere, &[]),
    entry(C::TakeOver, Group::Review, "Take the review over", Everywhere, &[]),
    entry(C::TakeAnswer(1), Group::Review, "Take an answer, by its number", Scope::Review, DIGITS),
    entry(C::TakeUnion, Group::Review, "Take the union", Scope::Review, &[typed('u')]),
    entry(C::TakeIntersection, Group::Review, "Take the intersection", Scope::Review, &[typed('i')]),
    entry(C::RejectAll, Group::Review, "Reject all answers", Scope::Review, &[typed('r')]),
    entry(C::EditCase, Group::Review, "Edit", Scope::Review, &[key(Key::Enter)]),
    entry(C::SkipCase, Group::Review, "Skip", Scope::Review, &[typed(' ')]),
    entry(C::Reason, Group::Review, "Reason", Scope::Review, &[typed('t')]),
    entry(C::Explain, Group::Review, "Comment", Scope::Review, &[typed('\'')]),
    entry(C::Reply, Group::Review, "Answer the author", Scope::Review, &[typed('a')]),
    entry(C::Batch, Group::Review, "Decide many at once…", Scope::Review, &[typed('b')]),
    entry(C::NextUndecided, Group::Review, "Next undecided", Everywhere, &[key(Key::F(8))]),
    entry(C::PreviousUndecided, Group::Review, "Previous undecided", Everywhere, &[key(Key::F(8)).shift()]),
    entry(C::NextCase, Group::Review, "Next case", Scope::Review, &[key(Key::Tab)]),
    entry(C::PreviousCase, Group::Review, "Previous case", Scope::Review, &[key(Key::Tab).shift()]),
    entry(C::ReadOn, Group::Review, "Down the card", Everywhere, &[key(Key::PageDown).ctrl()]),
    entry(C::ReadBack, Group::Review, "Up the card", Everywhere, &[key(Key::PageUp).ctrl()]),
    entry(C::LastDecided, Group::Review, "Back to the last decided", Scope::Review, &[key(Key::Backspace)]),
    entry(C::NextPile, Group::Review, "Left, agreed, decided", Scope::Review, &[typed('p')]),
    entry(C::ColourByAnnotator, Group::Review, "Colour by annotator", Everywhere, &[]),
    entry(C::Agreement, Group::Review, "Agreement…", Everywhere, &[typed('g').ctrl()]),
    entry(C::Corrections, Group::Review, "Corrections to my tags", Everywhere, &[typed('k').ctrl()]),
    entry(C::AcceptCorrection, Group::Review, "Accept the correction", Corrections, &[typed('a')]),
    entry(C::ContestCorrection, Group::Review, "Contest it…", Corrections, &[typed('c')]),
    entry(C::AskAboutCorrection, Group::Review, "Ask about it…", Corrections, &[typed('q')]),
    entry(C::BlindReading, Group::Review, "Read blind", Everywhere, &[]),
    entry(C::Reveal, Group::Review, "Reveal others’ tags", Everywhere, &[]),
    entry(C::ToggleFolder, View, "Folder", Everywhere, &[key(Key::F(9))]),
    entry(C::OthersTags, View, "Others’ tags", Everywhere, &[key(Key::F(7))]),
    entry(C::LightTheme, View, "Light", Everywhere, &[]),
    entry(C::DarkTheme, View, "Dark", Everywhere, &[]),
    entry(C::SystemTheme, View, "As the system", Everywhere, &[]),
    entry(C::ZoomIn, View, "Larger", Everywhere, &[typed('+').ctrl(), typed('=').ctrl()]),
    entry(C::ZoomOut, View, "Smaller", Everywhere, &[typed('-').ctrl()]),
    entry(C::ZoomReset, View, "Actual size", Everywhere, &[typed('0').ctrl()]),
    entry(C::Palette, Help, "Find a command…", Everywhere, &[typed('p').ctrl()]),
    entry(C::Keys, Help, "Keys", Everywhere, &[key(Key::F(1))]),
    entry(C::WhoAmI, Help, "Who I am…", Everywhere, &[]),
    entry(C::About, Help, "About Copydesk", Everywhere, &[]),
    caret(Motion::Left, "Character left", &[key(Key::Left)]),
    caret(Motion::Right, "Character right", &[key(Key::Right)]),
    caret(Motion::WordLeft, "Word left", &[key(Key::Left).ctrl()]),
    caret(Motion::WordRight, "Word right", &[key(Key::Right).ctrl()]),
    caret(Motion::Up, "Line up", &[key(Key::Up)]),
    caret(Motion::Down, "Line down", &[key(Key::Down)]),
    caret(Motion::LineStart, "Start of line", &[key(Key::Home)]),
    caret(Motion::LineEnd, "End of line", &[key(Key::End)]),
    caret(Motion::PageUp, "Page up", &[key(Key::PageUp)]),
    caret(Motion::PageDown, "Page down", &[key(Key::PageDown)]),
    caret(Motion::ArticleStart, "Start of article", &[key(Key::Home).ctrl()]),
    caret(Motion::ArticleEnd, "End of article", &[key(Key::End).ctrl()]),
    caret(Motion::SentenceBack, "Sentence back", &[key(Key::Up).alt()]),
    caret(Motion::SentenceOn, "Sentence on", &[key(Key::Down).alt()]),
    caret(Motion::ParagraphBack, "Paragraph back", &[key(Key::Up).ctrl()]),
    caret(Motion::ParagraphOn, "Paragraph on", &[key(Key::Down).ctrl()]),
];

/// A motion of the caret. With Shift the same keys select.
const fn caret(motion: Motion, title: &'static str, keys: &'static [Chord]) -> Entry {
    entry(C::Caret(motion, Extend::No), Go, title, Article, keys)
}
