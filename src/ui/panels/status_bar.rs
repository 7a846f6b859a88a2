//! The bar at the bottom: saved when, how many, who I am, what is current, where.

mod others;
mod who;

use crate::annotation::State;
use crate::app::{Command, Document, Intent, Notice, NoticeKind, OthersShown, SaveState, Session};
use crate::interchange::counted;
use crate::text::{ByteOffset, shortened};
use crate::ui::panels::corrections;
use crate::ui::text_face::{Look, TextFace};
use crate::ui::units::share;
use crate::ui::{keys, saved, theme};
use eframe::egui::{Align, Button, Id, Layout, ProgressBar, Response, RichText, Sense, Ui};

use others::{Beside, Others};
use who::WhoView;

/// What is half typed in the bar, and what it remembers of the disk.
#[derive(Debug, Clone, Default)]
pub struct View {
    who: WhoView,
    others: Others,
}

impl View {
    /// Asks for the annotator's name when it is shown next.
    pub fn focus(&mut self) {
        self.who.ask();
    }

    /// Puts the focus on the annotator's name, which is not asked.
    pub fn rest(&mut self) {
        self.who.rest();
    }

    /// The field of the annotator's name.
    pub fn field() -> Id {
        WhoView::field()
    }
}

/// The most clusters of the current annotation's words.
const CURRENT: usize = 48;

/// Shows the bar in a place [`theme::STATUS_BAR`] high.
pub fn show(ui: &mut Ui, face: &TextFace, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.x = theme::GRID * 4.0;
    ui.spacing_mut().button_padding.y = 1.0;
    let narrow = ui.available_width() < NARROW;
    // In a narrow bar what was just said, or is asked, stands in the place of what can be counted, and of where one is.
    let asks = narrow && view.who.is_asked(session);
    let gives_way = asks || narrow && said_last(session).is_some();
    ui.horizontal_centered(|ui| {
        if !gives_way || matches!(session.save_state(), SaveState::Failed(_)) {
            save_state(ui, face, session, intents);
        }
        who::show(ui, session, &mut view.who, intents);
        export(ui, session, intents);
        if gives_way {
            review(ui, session, intents);
            done(ui, face, session, ZOOM);
        } else {
            counts(ui, session, &mut view.others, intents);
            done(ui, face, session, PLACE);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !asks {
                zoom(ui, session, intents);
            }
            if !gives_way {
                place(ui, session);
                current(ui, face, session, intents);
            }
        });
    });
}

/// Saved when.
fn save_state(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    let state = session.save_state();
    let failed = matches!(state, SaveState::Failed(_));
    let said = saved::words(&state, session.document().map(Document::access));
    if said.is_empty() {
        return;
    }
    let most = if ui.available_width() < NARROW { 30 } else { 90 };
    let response = words(ui, face, &shortened(&said, most));
    if failed && button(ui, "Try again", Command::Save).clicked() {
        intents.push(Intent::Run(Command::Save));
    }
    response.on_hover_text("Tags are saved by themselves, beside the article");
}

/// Words of ours and of others in the ink of the bar.
fn words(ui: &mut Ui, face: &TextFace, words: &str) -> Response {
    face.words(words).look(Look::SMALL).ink(theme::of(ui).ink2).show(ui)
}

/// A button that looks like the words beside it until the pointer is over it.
fn button(ui: &mut Ui, words: &str, command: Command) -> Response {
    let text = RichText::new(words).small().color(theme::of(ui).ink2);
    ui.add(Button::new(text).frame_when_inactive(false)).on_hover_text(keys::hinted(command.title(), command))
}

fn counts(ui: &mut Ui, session: &Session, others: &mut Others, intents: &mut Vec<Intent>) {
    let Some(document) = session.document() else { return };
    let count = document.set().len();
    if button(ui, &counted(count, "annotation"), Command::List).clicked() {
        intents.push(Intent::Run(Command::List));
    }
    if *document.set().state() == State::Done && button(ui, "done", Command::ToggleDone).clicked() {
        intents.push(Intent::Run(Command::ToggleDone));
    }
    let unresolved = document.unresolved();
    if unresolved > 0 && button(ui, &format!("{unresolved} unresolved"), Command::NextUnresolved).clicked() {
        intents.push(Intent::Run(Command::NextUnresolved));
    }
    review(ui, session, intents);
    let Beside { others, waiting } = others.beside(session);
    if others > 0 && ui.available_width() > PLACE + OTHERS {
        let tagged = format!("{} tagged this", counted(others, "other"));
        let shown = session.others_shown() == OthersShown::Shown;
        let text = RichText::new(tagged).small().color(theme::of(ui).ink2);
        let response = ui.add(Button::selectable(shown, text));
        if response.on_hover_text(keys::hinted("Show or hide their tags", Command::OthersTags)).clicked() {
            intents.push(Intent::Run(Command::OthersTags));
        }
        let key = keys::of_command(Command::Review);
        let (review, room) = match waiting {
            0 => (format!("review ({key})"), OFFER),
            waiting => (format!("review ({key}) · {}", counted(waiting, "answer")), OFFER_OF_ANSWERS),
        };
        if session.can(Command::Review)
            && !session.is_hiding_others()
            && session.reviewing().is_none()
            // What a review said of the own tags stands there, and comes before one of one's own.
            && session.correcting().is_none()
            && ui.available_width() > PLACE + room
            && button(ui, &review, Command::Review).clicked()
        {
            intents.push(Intent::Run(Command::Review));
        }
    }
}

/// What a review still asks of the reviewer, or of the author.
fn review(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let (words, command) = if let Some(reviewing) = session.reviewing() {
        let words = match reviewing.workload().left {
            0 => "all decided".to_owned(),
            left => format!("{left} undecided"),
        };
        (words, Command::NextUndecided)
    } else if let Some(correcting) = session.correcting() {
        let key = keys::of_command(Command::Corrections);
        let words = match correcting.open() {
            0 if correcting.all().iter().all(|correction| !correction.is_answered()) => "reviewed".to_owned(),
            _ if session.corrections_shown() => corrections::tally(correcting),
            _ => format!("{} ({key})", corrections::tally(correcting)),
        };
        (words, Command::Corrections)
    } else {
        return;
    };
    if button(ui, &words, command).clicked() {
        intents.push(Intent::Run(command));
    }
}

/// The dataset that is being written or brought in: how far, and the way out.
fn export(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let going = session.exporting().progress().map(|counts| ("Exporting", counts));
    let coming = || session.importing().progress().map(|counts| ("Importing", counts));
    let Some((what, (done, total))) = going.or_else(coming) else { return };
    let (done, total) =
        (usize::try_from(done).unwrap_or_default(), usize::try_from(total).unwrap_or_default());
    let said = if total == 0 { format!("{what}…") } else { format!("{what} {done} of {total}") };
    let bar = ProgressBar::new(share(done, total)).desired_width(90.0).desired_height(6.0);
    ui.label(RichText::new(said).small());
    ui.add(bar);
    if ui.add(Button::new(RichText::new("Cancel").small()).small()).on_hover_text("Stop").clicked() {
        intents.push(Intent::CancelTask);
    }
}

/// A bar that is less wide has no room for all.
const NARROW: f32 = 1_000.0;
/// Room for place and zoom at the right end, and the least for what is said before them, or of what is current.
const PLACE: f32 = 150.0;
/// Room for the zoom alone.
const ZOOM: f32 = 70.0;
/// Room for how many others there are.
const OTHERS: f32 = 130.0;
const LEAST: f32 = 120.0;
/// Room for the offer to begin a review; the menu has it too.
const OFFER: f32 = 110.0;
const OFFER_OF_ANSWERS: f32 = 180.0;

fn said_last(session: &Session) -> Option<&Notice> {
    session.notices().iter().rev().find(|notice| notice.kind == NoticeKind::Done)
}

/// The last thing that went well; leaves so much room at the right end.
fn done(ui: &mut Ui, face: &TextFace, session: &Session, right: f32) {
    if let Some(notice) = said_last(session) {
        let room = (ui.available_width() - right).max(LEAST);
        face.words(&notice.summary).look(Look::SMALL).ink(theme::of(ui).accent).width(room).show(ui);
    }
}

fn zoom(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let zoom = format!("{:.0} %", session.settings().zoom * 100.0);
    if button(ui, &zoom, Command::ZoomReset).clicked() {
        intents.push(Intent::Run(Command::ZoomReset));
    }
}

/// The paragraph of the caret.
fn place(ui: &mut Ui, session: &Session) {
    let Some(document) = session.document() else { return };
    let blocks = &document.article().blocks;
    if !blocks.is_empty() {
        let here = paragraph_of(document, document.selection().head());
        ui.label(RichText::new(format!("¶{here} of {}", blocks.len())).small().color(theme::of(ui).ink2))
            .on_hover_text("The paragraph of the caret");
    }
}

/// Tag and words of the annotation that keys act on; a click shows it.
fn current(ui: &mut Ui, face: &TextFace, session: &Session, intents: &mut Vec<Intent>) {
    let Some(document) = session.document() else { return };
    let Some(annotation) = document.current() else { return };
    let title = document.tagset().tag(&annotation.tag).map_or(&*annotation.tag, |tag| tag.title.as_str());
    let quoted = shortened(&annotation.pieces.quote(&document.article().text), CURRENT);
    let room = ui.available_width().min(360.0);
    if room < LEAST {
        return;
    }
    let paint = theme::of(ui).tag(document.tagset().tag(&annotation.tag));
    let response = face
        .words(&format!("{title}: {quoted}"))
        .look(Look::SMALL)
        .ink(paint.line)
        .width(room)
        .sense(Sense::click())
        .show(ui);
    if response.on_hover_text("The current annotation: keys act on it").clicked() {
        intents.push(Intent::MakeCurrent(Some(annotation.id.clone())));
    }
}

/// The number of the paragraph that holds a place, from 1.
pub(crate) fn paragraph_of(document: &Document, at: ByteOffset) -> usize {
    document.article().blocks.partition_point(|block| block.range.start <= at).max(1)
}
