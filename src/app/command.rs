//! Everything that can be asked for: the one table behind menus, palette, shortcuts and key sheet.
//!
//! Tags are not in it: they are the tagset's, and menus and palette list them from there.

use super::chord::{Chord, Key};

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Choose articles to open.
    Open,
    /// Choose a folder to open.
    OpenFolder,
    /// Make an article from the clipboard.
    Paste,
    /// Open a copy of the sample articles.
    OpenSamples,
    /// Edit title, byline, outlet, date, address, language.
    EditDetails,
    /// Write what is unsaved at once.
    Save,
    /// Write a dataset.
    Export,
    /// Close the program.
    Quit,
    /// Take back.
    Undo,
    /// Make again.
    Redo,
    /// Copy the selected words; again: with a citation.
    Copy,
    /// Select the whole article.
    SelectAll,
    /// Find in the article.
    Find,
    /// To the next hit.
    FindNext,
    /// To the hit before.
    FindPrevious,
    /// Tag with the tag used last.
    RepeatTag,
    /// Grow the selection.
    Grow,
    /// Shrink the selection to what it was.
    Shrink,
    /// The next annotation.
    Next,
    /// The annotation before.
    Previous,
    /// The next with the same tag.
    NextSameTag,
    /// The one before with the same tag.
    PreviousSameTag,
    /// The next that needs a decision.
    NextUnresolved,
    /// The next of the annotations under the caret.
    CycleOverlap,
    /// Take the current annotation away.
    Delete,
    /// Move an end of the current annotation.
    MoveEnd(End, Direction, Step),
    /// Add the selection to the current annotation as a piece.
    AddPiece,
    /// Cut the selection out of the current annotation.
    RemovePiece,
    /// Who speaks.
    Speaker,
    /// The words that report.
    Cue,
    /// The tag's first choice.
    FirstChoice,
    /// Link to another annotation.
    Link,
    /// Write a note.
    Note,
    /// Flag for a second look.
    Flag,
    /// Done, or in progress.
    ToggleDone,
    /// Into the card of the current annotation.
    EnterCard,
    /// Back to the text; out of whatever is going on.
    Back,
    /// Show the rule of each tag.
    Rules,
    /// Copy the tagset to the folder, to edit it.
    CopyTagset,
    /// Show or hide the folder.
    ToggleFolder,
    /// Show or hide colleagues' tags.
    OthersTags,
    /// List the annotations of this article or of the folder.
    List,
    /// Light paper.
    LightTheme,
    /// Dark paper.
    DarkTheme,
    /// As the system has it.
    SystemTheme,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As at first.
    ZoomReset,
    /// To the next pane.
    NextPane,
    /// To the pane before.
    PreviousPane,
    /// Find a command by its name.
    Palette,
    /// All keys.
    Keys,
    /// Say who annotates.
    WhoAmI,
    /// What the program is.
    About,
    /// Move the caret, or with it the end of the selection.
    Caret(Motion, Extend),
}

/// An end of an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
}

/// A direction to go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Forward in the text.
    On,
    /// Backward in the text.
    Back,
}

/// How far an end moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A word.
    Word,
    /// A character.
    Character,
}

/// Where a caret goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    /// A character to the left as one sees it.
    Left,
    /// A character to the right as one sees it.
    Right,
    /// A word to the left as one sees it.
    WordLeft,
    /// A word to the right as one sees it.
    WordRight,
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// To the start of the article.
    ArticleStart,
    /// To the end of the article.
    ArticleEnd,
    /// To the start of the sentence, or of the one before.
    SentenceBack,
    /// To the start of the next sentence.
    SentenceOn,
    /// To the start of the paragraph, or of the one before.
    ParagraphBack,
    /// To the start of the next paragraph.
    ParagraphOn,
}

/// Whether a motion takes the selection along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extend {
    /// The selection collapses to the caret.
    No,
    /// The selection reaches to the caret.
    Selection,
}

/// Where a command stands in the menus and on the key sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Articles and files.
    File,
    /// Undo, copy, find.
    Edit,
    /// Annotations.
    Tag,
    /// From place to place.
    Go,
    /// What is shown.
    View,
    /// How to use it.
    Help,
}

impl Group {
    /// All, in the order of the menu bar.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Tag, Self::Go, Self::View, Self::Help];

    /// The word in the menu bar.
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Tag => "Tag",
            Self::Go => "Go",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// When a command's keys act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Always.
    Everywhere,
    /// While the article has the focus.
    Article,
}

/// How a command is presented.
struct Entry {
    command: Command,
    group: Group,
    title: &'static str,
    scope: Scope,
    keys: &'static [Chord],
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
use Scope::{Article, Everywhere};

const fn typed(c: char) -> Chord {
    Chord::typed(c)
}

const fn key(key: Key) -> Chord {
    Chord::plain(key)
}

/// The table. Its order is that of menus and palette.
static TABLE: &[Entry] = &[
    entry(C::Open, File, "Open…", Everywhere, &[typed('o').ctrl()]),
    entry(C::OpenFolder, File, "Open folder…", Everywhere, &[typed('o').ctrl().shift()]),
    entry(C::Paste, File, "Paste as new article…", Everywhere, &[typed('v').ctrl().shift()]),
    entry(C::OpenSamples, File, "Open the samples", Everywhere, &[]),
    entry(C::EditDetails, File, "Article details…", Everywhere, &[typed('i').ctrl()]),
    entry(C::Save, File, "Save now", Everywhere, &[typed('s').ctrl()]),
    entry(C::Export, File, "Export…", Everywhere, &[typed('e').ctrl()]),
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

impl Command {
    /// All, in the order of menus and palette. A motion stands here once, without selecting.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|entry| entry.command)
    }

    /// The command that a chord asks for, with the article focused or not.
    pub fn of_chord(chord: Chord, focus: Scope) -> Option<Self> {
        let held = |chord: Chord| {
            TABLE
                .iter()
                .filter(|entry| focus == Article || entry.scope == Everywhere)
                .find(|entry| entry.keys.contains(&chord))
                .map(|entry| entry.command)
        };
        held(chord).or_else(|| match held(Chord { shift: false, ..chord })? {
            C::Caret(motion, _) if chord.shift => Some(C::Caret(motion, Extend::Selection)),
            _ => None,
        })
    }

    /// The letters that commands have, which no tag can.
    pub fn letters() -> impl Iterator<Item = char> {
        TABLE.iter().flat_map(|entry| entry.keys).filter(|chord| !chord.ctrl && !chord.alt).filter_map(
            |chord| match chord.key {
                Key::Char(c) => Some(c),
                _ => None,
            },
        )
    }

    /// The words in menus and palette. An ellipsis means that more will be asked.
    pub fn title(self) -> &'static str {
        self.entry().map_or("", |entry| entry.title)
    }

    /// Where it stands.
    pub fn group(self) -> Group {
        self.entry().map_or(Go, |entry| entry.group)
    }

    /// Its keys, the usual one first.
    pub fn keys(self) -> &'static [Chord] {
        self.entry().map_or(&[], |entry| entry.keys)
    }

    /// When its keys act.
    pub fn scope(self) -> Scope {
        self.entry().map_or(Everywhere, |entry| entry.scope)
    }

    /// Whether it stands in a menu; motions are on the key sheet alone.
    pub fn in_menu(self) -> bool {
        !matches!(self, C::Caret(..) | C::Back)
    }

    fn entry(self) -> Option<&'static Entry> {
        let listed = match self {
            C::Caret(motion, _) => C::Caret(motion, Extend::No),
            other => other,
        };
        TABLE.iter().find(|entry| entry.command == listed)
    }
}
