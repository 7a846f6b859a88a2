//! A command with its particulars: what panels push and the session handles.

use super::{Command, Corpus, Direction, Extend, Notice, Pile, Selection, Sought};
use crate::annotation::{AnnotationId, AnnotationRef, Link, Pieces, Slot};
use crate::article::Details;
use crate::interchange::{export, import, report};
use crate::review::{Batch, Grounds, Objection};
use crate::text::{ByteOffset, Span};
use std::path::PathBuf;
use std::sync::Arc;

/// What somebody wishes, with all that is needed to do it.
#[derive(Debug, Clone)]
pub enum Intent {
    /// A command that needs no particulars.
    Run(Command),
    /// Say why a key does nothing now.
    Say(String),
    /// Open what was given on the command line, chosen in a dialog or dropped on the window.
    OpenPaths(Vec<PathBuf>),
    /// Show an article of the folder.
    OpenArticle(PathBuf),
    /// Read the article that could not be decoded with this encoding.
    ReadAs(String),
    /// Move the caret.
    MoveTo {
        /// Where to.
        at: ByteOffset,
        /// Whether the selection follows.
        extend: Extend,
    },
    /// Select.
    Select(Selection),
    /// Show a place, and leave caret and current annotation as they are.
    Reveal(Span),
    /// Put the caret at a place and show it.
    GoTo(Span),
    /// Tag the selection, the current annotation or the word under the caret.
    Tag(Arc<str>),
    /// Make an annotation the current one and show it; or none.
    MakeCurrent(Option<AnnotationId>),
    /// Show an annotation of another article of the folder.
    OpenAnnotation(PathBuf, AnnotationId),
    /// Give an annotation other pieces.
    SetPieces(AnnotationId, Pieces),
    /// Give a slot other values; none clears it.
    SetSlot {
        /// Whose slot.
        id: AnnotationId,
        /// Which slot.
        slot: Arc<str>,
        /// Its values.
        values: Vec<Slot>,
    },
    /// Give an annotation another note.
    SetNote(AnnotationId, String),
    /// Flag an annotation, or take its flag away.
    ToggleFlag(AnnotationId),
    /// What is typed next is undone by itself.
    EndTyping,
    /// Choose the words of the article that a slot was read from.
    PickPlace(AnnotationId, Arc<str>),
    /// Choose the words of one more value of a slot, beside those it has.
    PickAnother(AnnotationId, Arc<str>),
    /// Take the selection for what is being picked.
    AcceptPick,
    /// Choose the target of a link of this kind.
    PickTarget(AnnotationId, Arc<str>),
    /// Add a link.
    AddLink(AnnotationId, Arc<str>, AnnotationRef),
    /// Take a link away.
    RemoveLink(Link),
    /// Take an annotation away, placed or not.
    Remove(AnnotationId),
    /// Move the focus, and leave everything else as it is.
    Focus(Pane),
    /// Say who annotates.
    SetAnnotator(String),
    /// Change what is known about the article.
    SetDetails(Details),
    /// Make an article of pasted text.
    NewArticle(Details, String),
    /// Look for words in the article.
    FindWords(String),
    /// Select from the caret to the end of the hit.
    SelectToHit,
    /// Take the marks off the hits.
    EndFind,
    /// Read the annotations of the whole folder, to list them.
    ListFolder,
    /// Write a dataset.
    Export(Box<export::Request>),
    /// Write a page of an article to a file.
    WriteReport(Box<report::Request>, PathBuf),
    /// Look at files of others before they are brought in.
    LookAtImport(Vec<PathBuf>),
    /// Bring files of others in.
    Import(Box<import::Request>),
    /// Compare one more sidecar in a review, wherever it lies.
    CompareSidecar(PathBuf),
    /// Make a case of the review the current one, by its place.
    ChooseCase(usize),
    /// List other cases of the review.
    ListCases(Pile),
    /// Say why a case is decided as it is, or will be, by its place.
    Ground(usize, Grounds),
    /// Remark something on an annotation in the review.
    Remark {
        /// What it is about.
        on: AnnotationRef,
        /// The comment it answers, as `annotator/id`; empty for none.
        reply_to: String,
        /// What it says.
        text: String,
    },
    /// Decide many cases as one.
    Batch(Batch),
    /// Make a correction of the review the current one, by its place.
    ChooseCorrection(usize),
    /// Object to the current correction, or ask about it, in these words.
    Object(Objection, String),
    /// Work out how much annotators agree.
    Measure(Corpus),
    /// Work out γ of what agreement was measured on.
    MeasureGamma,
    /// Show what is behind a number: the review of an article, at the first case of what is looked for.
    ShowBehind(PathBuf, Sought),
    /// Stop the long work that is going on.
    CancelTask,
    /// Show a notice about something outside the session.
    Notify(Notice),
    /// Take a notice away.
    Dismiss(usize),
    /// Zoom to a factor.
    Zoom(f32),
    /// Close the window once everything is safe.
    Close,
    /// Close the window although something could not be saved.
    CloseUnsaved,
}

/// What the session asks of the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Show a sheet or dialog.
    Show(Sheet),
    /// Ask for articles to open.
    ChooseArticles,
    /// Ask for a folder to open.
    ChooseFolder,
    /// Ask for a sidecar to compare in a review.
    ChooseSidecar,
    /// Show a file or folder in the system’s file manager.
    ShowFile(PathBuf),
    /// Ask for the words of an objection to the current correction.
    Object(Objection),
    /// Put words on the clipboard.
    CopyText(String),
    /// Show a place in the article.
    Reveal(Span),
    /// Move the focus.
    Focus(Pane),
    /// Open the chooser of a slot in the card of the current annotation.
    EditSlot(AnnotationId, Arc<str>),
    /// Read on, or back, in the cards of a review or of corrections.
    TurnCards(Direction),
    /// Move the focus to the pane after or before.
    CyclePane(Direction),
    /// Close the window: everything is safe.
    Close,
}

/// A sheet that lies over the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// Find a command.
    Palette,
    /// All keys.
    Keys,
    /// The rules of the tags.
    Rules,
    /// Paste as a new article.
    Paste,
    /// The article's details.
    Details,
    /// Export.
    Export,
    /// A page of the article.
    Report,
    /// Import.
    Import,
    /// The list of annotations.
    List,
    /// Decide many cases at once.
    Batch,
    /// How much annotators agree.
    Agreement,
    /// What the program is.
    About,
    /// Something is unsaved and the window is to close.
    Unsaved,
}

/// A part of the window that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The articles of the folder.
    Folder,
    /// The list of the article's annotations.
    List,
    /// The article.
    Article,
    /// The cards.
    Cards,
    /// The note in the card of the current annotation.
    Note,
    /// The words of the reason in the current case of a review.
    Why,
    /// The answer to a remark in the current case of a review.
    Reply,
    /// The tag bar with the search field.
    Find,
    /// The status bar, where the annotator's name is asked.
    Status,
}
