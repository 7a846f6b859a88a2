//! A session: the documents, and the one place where intents become deeds.

mod ability;
mod articles;
mod blind;
mod correcting;
mod exporting;
mod finding;
mod going;
mod importing;
mod listing;
mod measuring;
mod opening;
mod reviewing;
mod saving;
mod tagging;

use super::command::Direction;
use super::find::Find;
use super::intent::{Pane, Request, Sheet};
use super::{Command, Document, Intent, Mode, Notice, Wake};
use crate::annotation::{Annotation, AnnotationRef, AnnotatorName, Tagset};
use crate::chance::Chance;
use crate::review::{Blend, Grounds, Objection, Taking};
use crate::store::folder::Listing;
use crate::store::settings::{Settings, Theme};
use crate::store::tagset_file;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use exporting::Exporting;
pub use importing::Importing;
pub use listing::{Row, rows};

/// Everything a run of the program holds, but for what is on the screen.
///
/// The window pushes [`Intent`]s, calls [`Session::tick`] before every frame, and does what
/// [`Session::take_requests`] asks. Without a window the same three calls run a day's work.
#[derive(Debug)]
pub struct Session {
    chance: Chance,
    wake: Wake,
    settings: Settings,
    annotator: Option<AnnotatorName>,
    builtin: Arc<Tagset>,
    document: Option<Document>,
    /// Documents put aside with their history, the last one last.
    shelf: Vec<Document>,
    /// What was tagged before the annotator's name was known, while their set is being read.
    carried: Vec<Annotation>,
    folder: Option<Folder>,
    mode: Mode,
    find: Find,
    notices: Vec<Notice>,
    requests: Vec<Request>,
    last_tag: Option<Arc<str>>,
    last_copied: Option<String>,
    opening: opening::Opening,
    saving: saving::Saving,
    finding: finding::Finding,
    exporting: Exporting,
    importing: Importing,
    reading: articles::Reading,
    reviews: reviewing::Reviews,
    measuring: measuring::Measuring,
    /// Why cases would have been decided, of reviews that were left, by the file of each.
    kept_grounds: HashMap<PathBuf, Vec<(AnnotationRef, Grounds)>>,
    corrections: correcting::Corrections,
    folder_rows: listing::FolderRows,
    others: OthersShown,
    /// The article whose encoding has to be agreed on, with the guess.
    unsure: Option<(PathBuf, String)>,
    /// The encoding of articles that do not say theirs, where the command line named it.
    encoding: Option<String>,
}

/// A folder that is open, with what is in it.
#[derive(Debug)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// What was found in it.
    pub listing: Arc<Listing>,
}

/// Whether colleagues' tags are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OthersShown {
    /// Not shown.
    #[default]
    Hidden,
    /// Shown, read-only.
    Shown,
}

impl Session {
    /// A session with nothing open.
    pub fn new(chance: Chance, settings: Settings, annotator: Option<AnnotatorName>, wake: Wake) -> Self {
        Self {
            chance,
            wake,
            settings,
            annotator,
            builtin: Arc::new(tagset_file::builtin()),
            document: None,
            shelf: Vec::new(),
            carried: Vec::new(),
            folder: None,
            mode: Mode::default(),
            find: Find::default(),
            notices: Vec::new(),
            requests: Vec::new(),
            last_tag: None,
            last_copied: None,
            opening: opening::Opening::default(),
            saving: saving::Saving::default(),
            finding: finding::Finding::default(),
            exporting: Exporting::default(),
            importing: Importing::default(),
            reading: articles::Reading::default(),
            reviews: reviewing::Reviews::default(),
            measuring: measuring::Measuring::default(),
            kept_grounds: HashMap::new(),
            corrections: correcting::Corrections::default(),
            folder_rows: listing::FolderRows::default(),
            others: OthersShown::default(),
            unsure: None,
            encoding: None,
        }
    }

    /// Reads articles that do not say their encoding in this one.
    pub fn read_in(&mut self, encoding: Option<String>) {
        self.encoding = encoding;
    }

    /// Shows something odd that was found at the start.
    pub fn warn(&mut self, oddity: &impl std::fmt::Display) {
        self.notify_once(Notice::caution("The settings were odd", oddity.to_string()));
    }

    /// Does what is wished.
    pub fn handle(&mut self, intent: Intent) {
        self.act(intent);
        // What follows from a set is brought up to it, whatever changed it.
        self.follow_review();
        self.follow_corrections();
    }

    fn act(&mut self, intent: Intent) {
        match intent {
            Intent::Run(command) => self.run(command),
            Intent::OpenPaths(paths) => self.open_paths(&paths),
            Intent::OpenArticle(path) => self.open_article(&path, None),
            Intent::ReadAs(encoding) => self.read_as(&encoding),
            Intent::MoveTo { at, extend } => self.move_to(at, extend),
            Intent::Select(selection) => self.select(selection),
            Intent::Reveal(span) => self.requests.push(Request::Reveal(span)),
            Intent::GoTo(span) => self.go_to(span),
            Intent::Say(why) => self.say(why),
            Intent::Tag(tag) => self.tag(&tag),
            Intent::MakeCurrent(id) => self.make_current(id),
            Intent::OpenAnnotation(path, id) => self.open_article(&path, Some(id)),
            Intent::SetPieces(id, pieces) => self.set_pieces(&id, pieces, "move boundary"),
            Intent::SetSlot { id, slot, values } => self.set_slot(&id, &slot, values),
            Intent::SetNote(id, note) => self.edit(|edit| edit.set_note(&id, &note)),
            Intent::ToggleFlag(id) => self.edit(|edit| edit.toggle_flag(&id)),
            Intent::EndTyping => self.end_typing(),
            Intent::PickPlace(id, slot) => self.pick_place(id, slot, Vec::new()),
            Intent::PickAnother(id, slot) => self.pick_another(id, slot),
            Intent::AcceptPick => self.accept_pick(),
            Intent::PickTarget(from, kind) => self.pick_target(from, kind),
            Intent::AddLink(from, kind, to) => self.add_link(&from, &kind, to),
            Intent::RemoveLink(link) => self.edit(|edit| edit.remove_link(&link)),
            Intent::Remove(id) => self.edit(|edit| edit.remove(&id)),
            Intent::Focus(pane) => self.requests.push(Request::Focus(pane)),
            Intent::SetAnnotator(name) => self.set_annotator(&name),
            Intent::SetDetails(details) => self.set_details(details),
            Intent::NewArticle(details, text) => self.new_article(&details, &text),
            Intent::FindWords(words) => self.find_words(words),
            Intent::SelectToHit => self.select_to_hit(),
            Intent::EndFind => self.end_find(),
            Intent::ListFolder => self.list_folder(),
            Intent::Export(request) => self.export(*request),
            Intent::WriteReport(request, out) => self.write_report(*request, out),
            Intent::LookAtImport(files) => self.look_at_import(files),
            Intent::Import(request) => self.import(*request),
            Intent::CompareSidecar(path) => self.review_file(path),
            Intent::ChooseCase(at) => self.choose_case(Some(at)),
            Intent::ListCases(pile) => self.list_cases(pile),
            Intent::Ground(at, grounds) => self.ground(at, &grounds),
            Intent::Remark { on, reply_to, text } => self.remark(on, reply_to, text),
            Intent::Batch(batch) => self.decide_batch(&batch),
            Intent::ChooseCorrection(at) => self.choose_correction(Some(at)),
            Intent::Object(objection, words) => self.object(objection, &words),
            Intent::Measure(of) => self.measure(of),
            Intent::MeasureGamma => self.measure_gamma(),
            Intent::ShowBehind(path, sought) => self.show_behind(&path, sought),
            Intent::CancelTask => {
                self.exporting.cancel();
                self.importing.cancel();
            }
            Intent::Notify(notice) => self.notify_once(notice),
            Intent::Dismiss(at) => self.dismiss(at),
            Intent::Zoom(zoom) => self.zoom(zoom),
            Intent::Close => self.close(),
            Intent::CloseUnsaved => self.requests.push(Request::Close),
        }
    }

    /// Does what a command asks for.
    #[expect(clippy::too_many_lines, reason = "the one place where commands become deeds, a line each")]
    fn run(&mut self, command: Command) {
        match command {
            Command::Open => self.requests.push(Request::ChooseArticles),
            Command::OpenFolder => self.requests.push(Request::ChooseFolder),
            Command::OpenSamples => self.open_samples(),
            Command::Paste => self.show(Sheet::Paste),
            Command::EditDetails => self.show_for_article(Sheet::Details),
            Command::Save => self.save_now(),
            Command::Export => self.show(Sheet::Export),
            Command::Report => self.show(Sheet::Report),
            Command::ShowExport => self.show_export(),
            Command::Import => self.look_at_import(Vec::new()),
            Command::TakeImportBack => self.take_import_back(),
            Command::Quit => self.close(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Copy => self.copy(),
            Command::SelectAll => self.select_all(),
            Command::Find => self.requests.push(Request::Focus(Pane::Find)),
            Command::FindNext => self.find_next(Direction::On),
            Command::FindPrevious => self.find_next(Direction::Back),
            Command::RepeatTag => self.repeat_tag(),
            Command::Grow => self.grow(),
            Command::Shrink => self.shrink(),
            Command::Review => self.toggle_review(),
            Command::CompareSidecar => self.requests.push(Request::ChooseSidecar),
            Command::TakeOver => self.take_over(),
            Command::TakeAnswer(number) => self.take_answer(usize::from(number), Taking::AsItIs),
            Command::TakeUnion => self.blend(Blend::Union),
            Command::TakeIntersection => self.blend(Blend::Intersection),
            Command::RejectAll => self.reject_case(),
            Command::EditCase => self.edit_case(),
            Command::SkipCase => self.skip_case(),
            Command::Reason => self.pick_reason(),
            Command::Reply => self.reply(),
            Command::NextPile => self.next_pile(),
            Command::Explain => self.requests.push(Request::Focus(Pane::Why)),
            Command::Batch => self.show(Sheet::Batch),
            Command::NextUndecided => self.next_to_answer(Direction::On),
            Command::PreviousUndecided => self.next_to_answer(Direction::Back),
            Command::NextCase => self.neighbour_case(Direction::On),
            Command::PreviousCase => self.neighbour_case(Direction::Back),
            Command::ReadOn => self.requests.push(Request::TurnCards(Direction::On)),
            Command::ReadBack => self.requests.push(Request::TurnCards(Direction::Back)),
            Command::LastDecided => self.back_to_decided(),
            Command::ColourByAnnotator => self.colour_by(),
            Command::Agreement => self.show(Sheet::Agreement),
            Command::Corrections => self.toggle_corrections(),
            Command::AcceptCorrection => self.accept_correction(),
            Command::ContestCorrection => self.ask_for_words(Objection::Contest),
            Command::AskAboutCorrection => self.ask_for_words(Objection::Ask),
            Command::BlindReading => self.read_blind(),
            Command::Reveal => self.reveal_others(),
            Command::Next => self.go_by(Direction::On, |_, _| true),
            Command::Previous => self.go_by(Direction::Back, |_, _| true),
            Command::NextSameTag => self.go_by(Direction::On, |tag, other| tag == other),
            Command::PreviousSameTag => self.go_by(Direction::Back, |tag, other| tag == other),
            Command::NextUnresolved => self.next_unresolved(),
            Command::CycleOverlap => self.cycle_overlap(),
            Command::Delete => self.delete_current(),
            Command::MoveEnd(end, direction, step) => self.move_end(end, direction, step),
            Command::AddPiece => self.add_piece(),
            Command::RemovePiece => self.remove_piece(),
            Command::Speaker => self.edit_slot("speaker"),
            Command::Cue => self.pick_cue(),
            Command::FirstChoice => self.edit_first_choice(),
            Command::Link => self.pick_kind(),
            Command::Note => self.focus_on_current(Pane::Note),
            Command::Flag => self.edit_current(|edit, id| edit.toggle_flag(id)),
            Command::ToggleDone => self.toggle_done(),
            Command::EnterCard => self.enter(),
            Command::Back => self.back(),
            Command::Rules => self.show(Sheet::Rules),
            Command::CopyTagset => self.copy_tagset(),
            Command::ToggleFolder => self.settings.folder_shown = !self.settings.folder_shown,
            Command::OthersTags => self.toggle_others(),
            Command::List => self.show(Sheet::List),
            Command::LightTheme => self.settings.theme = Theme::Light,
            Command::DarkTheme => self.settings.theme = Theme::Dark,
            Command::SystemTheme => self.settings.theme = Theme::System,
            Command::ZoomIn => self.zoom(self.settings.zoom * 1.1),
            Command::ZoomOut => self.zoom(self.settings.zoom / 1.1),
            Command::ZoomReset => self.zoom(1.0),
            Command::NextPane => self.requests.push(Request::CyclePane(Direction::On)),
            Command::PreviousPane => self.requests.push(Request::CyclePane(Direction::Back)),
            Command::Palette => self.show(Sheet::Palette),
            Command::Keys => self.show(Sheet::Keys),
            Command::WhoAmI => self.requests.push(Request::Focus(Pane::Status)),
            Command::About => self.show(Sheet::About),
            Command::Caret(motion, extend) => self.caret(motion, extend),
        }
    }

    /// Takes what the workers have sent, and saves what is due. To be called before every frame.
    ///
    /// Returns when to call again though nothing happens.
    pub fn tick(&mut self, now: Instant) -> Option<Duration> {
        self.poll_articles();
        self.poll_opening();
        self.poll_finding();
        self.poll_exporting();
        self.poll_importing();
        self.poll_listing();
        self.poll_review();
        self.poll_measuring();
        self.poll_corrections();
        self.save_when_due(now)
    }

    /// Ticks until no worker is at work and nothing is due: for those who cannot wait for a frame.
    pub fn settle(&mut self) {
        let mut now = Instant::now();
        loop {
            match self.tick(now) {
                Some(due) if self.has_fresh_changes() => now += due,
                // A save that failed is not waited for: it may fail for ever.
                _ if self.is_busy() => std::thread::yield_now(),
                _ => return,
            }
        }
    }

    fn is_busy(&self) -> bool {
        self.is_opening()
            || self.is_saving()
            || self.finding()
            || self.exporting.is_running()
            || self.importing.is_running()
            || self.is_walking()
            || self.is_listing()
            || self.is_reading_review()
            || self.is_measuring()
            || self.is_reading_corrections()
    }

    /// What the window is asked to do; each is asked once.
    pub fn take_requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// The open article with its work.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// The open folder.
    pub fn folder(&self) -> Option<&Folder> {
        self.folder.as_ref()
    }

    /// What keys and clicks in the article mean.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// What the user should know, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The settings, for what only the window knows: its place, its widths.
    pub fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }

    /// Who annotates, once it is known.
    pub fn annotator(&self) -> Option<&AnnotatorName> {
        self.annotator.as_ref()
    }

    /// The tagset of the open article, else the built-in one.
    pub fn tagset(&self) -> &Arc<Tagset> {
        self.document.as_ref().map_or(&self.builtin, Document::tagset)
    }

    /// The dataset that is being written.
    pub fn exporting(&self) -> &Exporting {
        &self.exporting
    }

    /// The import that is going on.
    pub fn importing(&self) -> &Importing {
        &self.importing
    }

    /// A notice, unless the same stands there already.
    fn notify_once(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    fn dismiss(&mut self, at: usize) {
        if at < self.notices.len() {
            self.notices.remove(at);
        }
    }

    fn zoom(&mut self, zoom: f32) {
        self.settings.zoom = zoom.clamp(0.5, 4.0);
    }
}
