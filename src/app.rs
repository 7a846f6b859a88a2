//! What the program does, without a window: a session that takes intents and keeps documents.
//!
//! Knows nothing of egui. A whole day's work can be run through [`Session`] in a test.

mod chord;
mod command;
mod correcting;
mod document;
mod find;
mod intent;
mod measuring;
mod mode;
mod notice;
mod reviewing;
mod selection;
mod session;
mod task;

pub use chord::{Chord, Key};
pub use command::{Command, Direction, End, Extend, Group, Motion, Scope, Step};
pub use correcting::Correcting;
pub use document::{Access, Document, File, Lineage, Other, OthersSeen, SaveState};
pub use find::Find;
pub use intent::{Intent, Pane, Request, Sheet};
pub use measuring::{Agreement, ArticleAgreement, Corpus, Sought};
pub use mode::Mode;
pub use notice::{Notice, NoticeKind};
pub use reviewing::{Act, Apart, Behind, Colours, Heading, Pile, Reviewing};
pub use selection::Selection;
pub use session::{Exporting, Folder, Importing, OthersShown, Row, Session, rows};
pub use task::{Poll, Task, Wake};
