//! The particulars of commands that move: which end, in which direction, how far.

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
