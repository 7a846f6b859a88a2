//! The system's choosers of files and folders, asked on a thread of their own.

use crate::app::{Command, Intent, Notice};
use eframe::egui::Context;
use rfd::FileDialog;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// A chooser that answers sooner than anybody can press a button has not been shown.
const HUMAN: Duration = Duration::from_millis(250);

/// The choosers that the window asks for: articles and folders to open.
#[derive(Debug, Default)]
pub struct Chooser {
    /// The one that is open, and what is said where the system shows none.
    open: Option<(Question, Notice)>,
}

/// The extensions of files that are no articles but hold articles and tags of others.
const FOREIGN: &[&str] = &[
    "ann", "conf", "conll", "csv", "iob", "iob2", "json", "jsonl", "jsonld", "ndjson", "qdc", "qdpx", "tsv",
    "xmi", "xml", "zip",
];

impl Chooser {
    /// Asks for articles.
    pub fn articles(&mut self, ctx: &Context) {
        self.ask(ctx, no_chooser().offering(Command::OpenSamples), || {
            FileDialog::new()
                .set_title("Open articles")
                .add_filter("Articles", &["txt", "text", "md", "markdown", "html", "htm", "xhtml"])
                .add_filter("All files", &["*"])
                .pick_files()
        });
    }

    /// Asks for a folder.
    pub fn folder(&mut self, ctx: &Context) {
        self.ask(ctx, no_chooser().offering(Command::OpenSamples), || {
            FileDialog::new().set_title("Open a folder").pick_folder().map(|folder| vec![folder])
        });
    }

    /// Asks for a sidecar to compare in a review.
    pub fn sidecar(&mut self, ctx: &Context) {
        let remedy =
            "Drop the sidecar on the window, or put it beside the article and begin the review again";
        self.ask(ctx, Notice::caution(NO_CHOOSER, remedy), || {
            let chooser = FileDialog::new().set_title("Compare a sidecar").add_filter("Sidecars", &["ron"]);
            chooser.pick_file().map(|file| vec![file])
        });
    }

    fn ask(
        &mut self,
        ctx: &Context,
        otherwise: Notice,
        chooser: impl FnOnce() -> Option<Vec<PathBuf>> + Send + 'static,
    ) {
        // One at a time: a second would stand behind the first.
        if self.open.is_none() {
            self.open = Some((Question::ask(ctx, chooser), otherwise));
        }
    }

    /// What was chosen since the last frame, as intents.
    pub fn poll(&mut self) -> Vec<Intent> {
        let Some((question, otherwise)) = &self.open else { return Vec::new() };
        let intents = match question.poll() {
            Answer::Waiting => return Vec::new(),
            Answer::Chosen(paths) => vec![opened(paths)],
            Answer::Nothing => Vec::new(),
            Answer::NoChooser => vec![Intent::Notify(otherwise.clone())],
        };
        self.open = None;
        intents
    }
}

/// What is asked for with paths that were chosen or dropped: a sidecar is compared, files of others are
/// looked at to bring them in, all else is opened.
pub fn opened(paths: Vec<PathBuf>) -> Intent {
    // A text beside brat’s annotations of it comes with them.
    let annotated = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "txt")
            && paths.contains(&path.with_extension("ann"))
    };
    let foreign: Vec<PathBuf> = paths.iter().filter(|path| !annotated(path)).cloned().collect();
    if !foreign.is_empty() && foreign.iter().all(|path| is_foreign(path)) {
        return Intent::LookAtImport(foreign);
    }
    match paths.as_slice() {
        [sidecar] if sidecar.extension().is_some_and(|extension| extension == "ron") => {
            Intent::CompareSidecar(sidecar.clone())
        }
        _ => Intent::OpenPaths(paths),
    }
}

fn is_foreign(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| FOREIGN.contains(&extension.as_str()))
}

/// Shows a file or folder in the system's file manager; where that shows no single file, its folder.
pub fn reveal(path: PathBuf) {
    // On a thread of its own: the file manager may take its time.
    let shown = move || {
        if opener::reveal(&path).is_err() {
            let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
            // A system without a file manager shows nothing; the path stands in the message.
            folder.map(opener::open).transpose().ok();
        }
    };
    drop(std::thread::Builder::new().name("reveal".to_owned()).spawn(shown));
}

/// A chooser that is open.
#[derive(Debug)]
pub(super) struct Question {
    answer: Receiver<Option<Vec<PathBuf>>>,
    asked: Instant,
}

/// What became of a chooser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is still open.
    Waiting,
    /// These were chosen.
    Chosen(Vec<PathBuf>),
    /// It was closed without a choice.
    Nothing,
    /// The system has none.
    NoChooser,
}

impl Question {
    /// Asks for a file to write.
    pub(super) fn file(ctx: &Context, name: String, extension: &'static str) -> Self {
        Self::ask(ctx, move || {
            let chooser = FileDialog::new()
                .set_title("Export to")
                .set_file_name(name)
                .add_filter(extension, &[extension]);
            chooser.save_file().map(|file| vec![file])
        })
    }

    /// Asks for a folder, for what its title says.
    pub(super) fn folder(ctx: &Context, title: &'static str) -> Self {
        Self::ask(ctx, move || FileDialog::new().set_title(title).pick_folder().map(|folder| vec![folder]))
    }

    /// Asks for files of others to bring in.
    pub(super) fn foreign(ctx: &Context) -> Self {
        Self::ask(ctx, || {
            FileDialog::new()
                .set_title("Import")
                .add_filter("Files of others", FOREIGN)
                .add_filter("All files", &["*"])
                .pick_files()
        })
    }

    fn ask(ctx: &Context, chooser: impl FnOnce() -> Option<Vec<PathBuf>> + Send + 'static) -> Self {
        let (sender, answer) = channel();
        let ctx = ctx.clone();
        let thread = std::thread::Builder::new().name("chooser".to_owned()).spawn(move || {
            // Nobody waits for the answer once the window is gone.
            sender.send(chooser()).ok();
            ctx.request_repaint();
        });
        // Without a thread the channel is closed, which reads as a system without choosers.
        drop(thread);
        Self { answer, asked: Instant::now() }
    }

    /// What became of it so far.
    pub(super) fn poll(&self) -> Answer {
        match self.answer.try_recv() {
            Err(TryRecvError::Empty) => Answer::Waiting,
            Err(TryRecvError::Disconnected) => Answer::NoChooser,
            Ok(Some(paths)) if !paths.is_empty() => Answer::Chosen(paths),
            Ok(_) if self.asked.elapsed() < HUMAN => Answer::NoChooser,
            Ok(_) => Answer::Nothing,
        }
    }
}

/// What is so where the system shows none.
const NO_CHOOSER: &str = "This system showed no file chooser";

/// Says that the system shows no chooser, and what else there is.
pub(super) fn no_chooser() -> Notice {
    Notice::caution(
        NO_CHOOSER,
        "Drop files or a folder on the window, or name them when you start the program: copydesk FOLDER. \
         On Linux, choosers come from xdg-desktop-portal or zenity",
    )
}
