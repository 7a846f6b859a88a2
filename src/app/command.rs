//! Everything that can be asked for: the one table behind menus, palette, shortcuts and key sheet.
//!
//! Tags are not in it: they are the tagset's, and menus and palette list them from there.

mod motion;
mod table;

use super::chord::{Chord, Key};
pub use motion::{Direction, End, Extend, Motion, Step};
use table::{Entry, TABLE};

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
    /// Write a page of the article, to read and send.
    Report,
    /// Show the last dataset or page in the system’s file manager.
    ShowExport,
    /// Bring in files of others.
    Import,
    /// Put back what the last import changed.
    TakeImportBack,
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
    /// Begin a review of the article, or leave it.
    Review,
    /// Compare a sidecar that lies elsewhere.
    CompareSidecar,
    /// Become the one who decides.
    TakeOver,
    /// Take the answer of this number, from 1.
    TakeAnswer(u8),
    /// Take every word that any answer has.
    TakeUnion,
    /// Take the words that all answers have.
    TakeIntersection,
    /// Decide that nobody is right.
    RejectAll,
    /// Make an answer of one's own.
    EditCase,
    /// Leave the case for later.
    SkipCase,
    /// Say why, by one of the reasons.
    Reason,
    /// Say why, in words.
    Explain,
    /// Answer the author of a remark.
    Reply,
    /// Decide many cases at once.
    Batch,
    /// The next case to decide, or the next correction to answer.
    NextUndecided,
    /// The case to decide before, or the correction to answer before.
    PreviousUndecided,
    /// The next of the listed cases.
    NextCase,
    /// The listed case before.
    PreviousCase,
    /// Move the cards on, to read in one that is higher than the list.
    ReadOn,
    /// Move them back.
    ReadBack,
    /// Back to the case that was decided last, and from there to the one before it.
    LastDecided,
    /// List the cases that are left, agreed or decided, one after the other.
    NextPile,
    /// Tell annotators, not tags, by colour.
    ColourByAnnotator,
    /// How much annotators agree, in numbers.
    Agreement,
    /// Show or hide what a review says about the own tags.
    Corrections,
    /// Make the own tags say what gold says.
    AcceptCorrection,
    /// Say that it should stand as it was.
    ContestCorrection,
    /// Ask the reviewer.
    AskAboutCorrection,
    /// Hide colleagues' tags until they are revealed, and keep on record that it was so.
    BlindReading,
    /// Show colleagues' tags after a blind reading.
    Reveal,
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
    /// Colleagues' tags: decided, and answered.
    Review,
    /// What is shown.
    View,
    /// How to use it.
    Help,
}

impl Group {
    /// All, in the order of the menu bar.
    pub const ALL: [Self; 7] =
        [Self::File, Self::Edit, Self::Tag, Self::Go, Self::Review, Self::View, Self::Help];

    /// The word in the menu bar.
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Tag => "Tag",
            Self::Go => "Go",
            Self::Review => "Review",
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
    /// While the article has the focus and cases are being decided.
    Review,
    /// While the corrections have the focus.
    Corrections,
}

impl Command {
    /// All, in the order of menus and palette. A motion stands here once, without selecting.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|entry| entry.command)
    }

    /// The command that a chord asks for where the focus is.
    ///
    /// While cases are being decided, what moves in the article goes on to do so.
    pub fn of_chord(chord: Chord, focus: Scope) -> Option<Self> {
        let held = |chord: Chord| {
            let of = |scopes: &[Scope]| {
                let mut entries = TABLE.iter().filter(|entry| scopes.contains(&entry.scope));
                entries.find(|entry| entry.keys.contains(&chord)).map(|entry| entry.command)
            };
            match focus {
                Scope::Review => of(&[focus]).or_else(|| of(&[Scope::Article, Scope::Everywhere])),
                Scope::Article | Scope::Corrections => of(&[focus, Scope::Everywhere]),
                Scope::Everywhere => of(&[focus]),
            }
        };
        if let (Some(Self::TakeAnswer(_)), Key::Char(digit)) = (held(chord), chord.key) {
            return u8::try_from(digit.to_digit(10)?).ok().map(Self::TakeAnswer);
        }
        held(chord).or_else(|| match held(Chord { shift: false, ..chord })? {
            Self::Caret(motion, _) if chord.shift => Some(Self::Caret(motion, Extend::Selection)),
            _ => None,
        })
    }

    /// The letters that commands have, which no tag can.
    pub fn letters() -> impl Iterator<Item = char> {
        // What decides cases or answers corrections is never asked for where tags are given.
        let here = TABLE.iter().filter(|entry| matches!(entry.scope, Scope::Article | Scope::Everywhere));
        here.flat_map(|entry| entry.keys).filter(|chord| !chord.ctrl && !chord.alt).filter_map(|chord| {
            match chord.key {
                Key::Char(c) => Some(c),
                _ => None,
            }
        })
    }

    /// The words in menus and palette. An ellipsis means that more will be asked.
    pub fn title(self) -> &'static str {
        self.entry().map_or("", |entry| entry.title)
    }

    /// Where it stands.
    pub fn group(self) -> Group {
        self.entry().map_or(Group::Go, |entry| entry.group)
    }

    /// Its keys, the usual one first.
    pub fn keys(self) -> &'static [Chord] {
        self.entry().map_or(&[], |entry| entry.keys)
    }

    /// When its keys act.
    pub fn scope(self) -> Scope {
        self.entry().map_or(Scope::Everywhere, |entry| entry.scope)
    }

    /// Whether it stands in a menu; motions are on the key sheet alone.
    pub fn in_menu(self) -> bool {
        !matches!(self, Self::Caret(..) | Self::Back | Self::TakeAnswer(_))
    }

    fn entry(self) -> Option<&'static Entry> {
        let listed = match self {
            Self::Caret(motion, _) => Self::Caret(motion, Extend::No),
            Self::TakeAnswer(_) => Self::TakeAnswer(1),
            other => other,
        };
        TABLE.iter().find(|entry| entry.command == listed)
    }
}
