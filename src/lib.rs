//! Copydesk: tag claims, quotes, events and disputed assertions in news articles.
//!
//! An analyst opens an article, selects words and says what they are; the tags live in readable
//! sidecars beside the article, which is never changed. The window and the command line are thin
//! readers of a pure core.
//!
//! # Words
//!
//! | word | meaning |
//! |---|---|
//! | article | what is read: its reading text, blocks, details and source |
//! | reading text | the plain text that is shown and tagged; all positions refer to it |
//! | document | an article open with its work: sets, history, path |
//! | span | a checked, non-empty stretch of reading text; a *piece* of an annotation |
//! | tag, tagset | the label; the closed list of labels with slots, colours, keys, rules and link kinds |
//! | annotation | one tag on one or more pieces by one annotator, with slots, note, flag, links |
//! | slot | a named value on an annotation, with, where it has one, the span it was read from |
//! | link | a typed arrow between two annotations |
//! | annotation set | all by one annotator on one article |
//! | annotator | the person: 1–32 of `a–z 0–9 - _`; `gold`, `article` and `tagset` are reserved |
//! | sidecar | the file beside the article that holds one annotation set |
//! | gold | the set that a review decided |
//! | current | the annotation that keys act on |
//! | segment | a run of text over which the same annotations hold |
//! | case | a place of the text about which annotators agree or not: one question to decide |
//! | answer | what one or more annotators say about a case |
//! | ruling | what gold says about a case so far |
//! | grounds | why a case is decided so: a reason, and words |
//! | correction | what a review says to an author about one of their annotations |
//! | pairing | who tagged what alike |
//! | agreement | the number that says how much annotators agree |
//! | adjudication | the deciding; a *decision* is one act of it |
//! | export, import | formats of others |
//!
//! # Layers
//!
//! A module uses only itself and what stands above it here; a test holds them to it.
//!
//! | module | what it holds |
//! |---|---|
//! | [`progress`] | how far a long work is, and whether it is still wanted: a value handed down |
//! | [`chance`] | the time of day and the fall of the dice: values handed in |
//! | [`text`] | offsets with units, reading text, spans, words, sentences, clauses, excerpts |
//! | [`article`] | bytes as an article: its reading text, blocks and details |
//! | [`annotation`] | tagset, annotations, sets, transactions, history, segments, lints |
//! | [`review`] | what several annotators said: pairing, agreement, adjudication |
//! | [`suggest`] | proposals that a person accepts or leaves |
//! | [`store`] | files we own: sidecars, tagset, article details; folders; opening and saving |
//! | [`interchange`] | files of others, one file a format |
//! | [`app`] | session, commands, intents, tasks, notices: a day’s work without a window |
//! | [`ui`] | the window |
//! | [`cli`] | the command line: one file a subcommand |

pub mod annotation;
pub mod app;
pub mod article;
pub mod chance;
pub mod cli;
pub mod interchange;
pub mod progress;
pub mod review;
pub mod store;
pub mod suggest;
pub mod text;
pub mod ui;
