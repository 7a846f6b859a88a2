//! The card of a case: brief for those that wait, with answers and deeds for the one that is decided.

use super::answer::{self, Common, Laid, voices};
use super::spread::brief;
use super::{Scene, View, deed, thread};
use crate::annotation::Decision;
use crate::app::{Command, Intent, Reviewing};
use crate::review::{Answer, Case, CaseKind, Grounds, REASONS, Ruling, Standing};
use crate::ui::chip::{Chosen, chip};
use crate::ui::field::named;
use crate::ui::raised::{self, Worked};
use crate::ui::text_face::Look;
use crate::ui::{keys, theme};
use eframe::egui::{Align, Key, Layout, Response, RichText, TextEdit, Ui, vec2};

/// The widest name of an annotator in a brief card.
const NAME: f32 = 84.0;

/// The least width of an answer beside another.
const ANSWER: f32 = 180.0;

/// The most answers of a brief card.
const MOST: usize = 3;

/// Shows a card in the whole width; returns its response, which makes the case the current one.
pub(super) fn show(
    ui: &mut Ui,
    scene: Scene<'_>,
    at: usize,
    view: &mut View,
    intents: &mut Vec<Intent>,
) -> Option<Response> {
    let (case, ruling) = scene.reviewing.case(at)?;
    let worked = if scene.reviewing.at() == Some(at) { Worked::On } else { Worked::Not };
    let name = format!("{}, {}", title(scene, case), scene.paragraph(case));
    Some(raised::show(ui, scene.theme, ("case", at), (&name, worked), |ui| {
        head(ui, scene, case, ruling);
        match worked {
            Worked::On | Worked::Resting => whole(ui, scene, at, (case, ruling), view, intents),
            Worked::Not => {
                said(ui, scene, case);
                outcome(ui, scene, case, ruling);
            }
        }
    }))
}

/// “Disputed”, “Quote or claim?”.
fn title(scene: Scene<'_>, case: &Case) -> String {
    let tagset = scene.document.tagset();
    let word = |tag: &str| tagset.tag(tag).map_or_else(|| tag.to_owned(), |tag| tag.title.clone());
    let mut titles: Vec<String> = Vec::new();
    for (_, annotation) in case.members() {
        let title = word(&annotation.tag);
        let title = if titles.is_empty() { title } else { title.to_lowercase() };
        if !titles.iter().any(|known| known.eq_ignore_ascii_case(&title)) {
            titles.push(title);
        }
    }
    let question = if titles.len() > 1 { "?" } else { "" };
    format!("{}{question}", titles.join(" or "))
}

fn head(ui: &mut Ui, scene: Scene<'_>, case: &Case, ruling: &Ruling) {
    ui.horizontal(|ui| {
        let title = title(scene, case);
        ui.label(theme::semibold(&title).color(scene.theme.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let place = scene.paragraph(case);
            let place = match ruling.standing {
                Standing::Skipped => format!("skipped · {place}"),
                Standing::Open | Standing::Changed | Standing::Contested | Standing::Decided => place,
            };
            ui.label(RichText::new(place).small().color(scene.theme.ink3));
        });
    });
}

/// Who says what, in a line each; under the words, where all have the same and differ in what they say of them.
fn said(ui: &mut Ui, scene: Scene<'_>, case: &Case) {
    let text = &scene.document.article().text;
    let common = Common::of(case);
    if let (CaseKind::Slots, Some(place)) = (case.kind, case.answers.first().and_then(Answer::place)) {
        scene.face.words(&brief(text, &place)).ink(scene.theme.ink).show(ui);
    }
    for answer in case.answers.iter().take(MOST) {
        let Some(place) = answer.place() else { continue };
        let names: Vec<&str> = answer.by.iter().map(|voice| thread::who(&voice.annotator)).collect();
        let words = match (case.kind, answer.annotations().first()) {
            (CaseKind::Tag, Some(annotation)) => annotation.tag.to_string(),
            (CaseKind::Slots, _) => {
                let said = answer::beside(scene, answer, &common);
                if said.is_empty() { "nothing more".to_owned() } else { said.join(" · ") }
            }
            (CaseKind::Split, _) => format!("as {}: {}", answer.annotations().len(), brief(text, &place)),
            _ => brief(text, &place),
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let left = ui.cursor().left();
            scene.face.words(&names.join(", ")).ink(scene.theme.ink3).width(NAME - 8.0).show(ui);
            ui.add_space((left + NAME - ui.cursor().left()).max(0.0));
            scene.face.words(&words).ink(scene.theme.ink).show(ui);
        });
    }
    if case.answers.len() > MOST {
        let more = format!("and {} more answers", case.answers.len() - MOST);
        ui.label(RichText::new(more).small().color(scene.theme.ink3));
    }
}

/// What was decided, in a line: “taken from anna · boundary”.
fn outcome(ui: &mut Ui, scene: Scene<'_>, case: &Case, ruling: &Ruling) {
    let decision = ruling.decisions.first();
    let decided = ruling.standing == Standing::Decided && case.kind != CaseKind::Agreed;
    let Some(decision) = decision.filter(|_| decided) else { return };
    let giver = decision.about.first().and_then(|about| about.annotator.as_ref());
    let mut line = verdict(decision).to_owned();
    if let (Decision::TAKEN, Some(giver)) = (&*decision.verdict, giver) {
        line.push_str(" from ");
        line.push_str(thread::who(giver));
    }
    if let (Decision::EDITED, Some(result)) = (&*decision.verdict, ruling.results.first()) {
        let words = scene.document.set().get(result).map(|stands| stands.pieces.clone());
        line.extend(words.map(|words| format!(": {}", brief(&scene.document.article().text, &words))));
    }
    let why = decision.why();
    if !why.is_empty() {
        line = format!("{line} · {why}");
    }
    scene.face.words(&line).look(Look::SMALL).ink(scene.theme.accent).show(ui);
}

/// The word for what was decided.
fn verdict(decision: &Decision) -> &str {
    match &*decision.verdict {
        Decision::TAKEN => "taken",
        Decision::EDITED => "edited",
        Decision::REJECTED => "rejected",
        Decision::SKIPPED => "skipped",
        other => other,
    }
}

fn whole(
    ui: &mut Ui,
    scene: Scene<'_>,
    at: usize,
    (case, ruling): (&Case, &Ruling),
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    answers(ui, scene, (case, ruling), intents);
    if !case.silent.is_empty() {
        ui.add_space(theme::GRID);
        ui.horizontal(|ui| {
            ui.label(RichText::new("nothing by").small().color(scene.theme.ink3));
            voices(ui, scene, &case.silent.iter().collect::<Vec<_>>());
        });
    }
    decided(ui, scene, ruling);
    said_back_and_forth(ui, scene, at, (case, ruling), view, intents);
    ui.add_space(theme::GRID);
    ui.add_enabled_ui(scene.is_writable(), |ui| {
        deeds(ui, case, intents);
        ui.add_space(2.0);
        reasons(ui, scene, at, view, intents);
    });
}

/// The answers, one under the other; beside each other in a list that is wide, and low for that.
fn answers(ui: &mut Ui, scene: Scene<'_>, (case, ruling): (&Case, &Ruling), intents: &mut Vec<Intent>) {
    let common = Common::of(case);
    let wide = ui.available_width() >= ANSWER * 2.0 && case.answers.len() > 1;
    let (columns, laid) = if wide { (2, Laid::BesideOthers) } else { (1, Laid::Below) };
    let numbered: Vec<(u8, &Answer)> = (1..=u8::MAX).zip(&case.answers).collect();
    for row in numbered.chunks(columns) {
        ui.add_space(theme::GRID);
        ui.columns(columns, |uis| {
            for (ui, (number, answer)) in uis.iter_mut().zip(row) {
                let taken = answer::Taken::of(scene, ruling, answer);
                if answer::show(ui, scene, usize::from(*number), (answer, taken), (&common, laid)).clicked() {
                    intents.push(Intent::Run(Command::TakeAnswer(*number)));
                }
            }
        });
    }
}

/// What was decided, by whom, and why.
fn decided(ui: &mut Ui, scene: Scene<'_>, ruling: &Ruling) {
    let Some(decision) = ruling.decisions.first() else { return };
    let since = match ruling.standing {
        Standing::Changed => ", and changed since",
        Standing::Contested => ", and the author has answered",
        Standing::Open | Standing::Skipped | Standing::Decided => "",
    };
    let giver = decision.about.first().filter(|_| &*decision.verdict == Decision::TAKEN);
    let from = giver.and_then(|about| about.annotator.as_ref()).filter(|giver| !giver.is_gold());
    let from = from.map(|giver| format!(" from {giver}")).unwrap_or_default();
    let line = format!("{}{from} by {}{since}", verdict(decision), decision.by);
    ui.add_space(theme::GRID);
    scene.face.words(&line).look(Look::SMALL).ink(scene.theme.accent).wrapped().show(ui);
    let stands = ruling.results.first().and_then(|result| scene.document.set().get(result));
    if let (Decision::EDITED, Some(stands)) = (&*decision.verdict, stands) {
        let words = stands.pieces.quote(&scene.document.article().text);
        scene.face.words(&words).look(Look::QUOTED).ink(scene.theme.ink).wrapped().lines(3).show(ui);
    }
    // Where it is decided anew, the reasons below are those to come.
    let why = decision.why();
    if ruling.standing == Standing::Contested && !why.is_empty() {
        let line = format!("for: {why}");
        scene.face.words(&line).look(Look::SMALL).ink(scene.theme.ink2).wrapped().show(ui);
    }
}

/// Remarks of author and reviewer, and the field for an answer.
fn said_back_and_forth(
    ui: &mut Ui,
    scene: Scene<'_>,
    at: usize,
    (case, ruling): (&Case, &Ruling),
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    let gold = scene.document.set();
    let said = scene.reviewing.said_about((case, ruling), gold);
    if said.remarks().is_empty() {
        return;
    }
    thread::show(ui, scene.face, &said, gold);
    let reply = view.replies.entry(at).or_default();
    let answering = match ruling.standing {
        Standing::Contested => "Answer the author, and the decision stands (a)",
        _ => "Answer the author (a)",
    };
    let field = TextEdit::singleline(reply).hint_text(answering).desired_width(f32::INFINITY);
    let response = ui.add_enabled_ui(scene.is_writable(), |ui| named(ui, field, "Answer the remark")).inner;
    if std::mem::take(&mut view.focus_reply) {
        response.request_focus();
        response.scroll_to_me(None);
    }
    let sent = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if sent && !reply.trim().is_empty() {
        let text = std::mem::take(reply);
        let on = said.remarks().last().map(|last| last.comment.on.within(&last.by));
        if let Some(on) = on {
            intents.push(Intent::Remark { on, reply_to: said.last().unwrap_or_default(), text });
        }
    }
}

/// What can be done beside taking an answer.
fn deeds(ui: &mut Ui, case: &Case, intents: &mut Vec<Intent>) {
    let mut deeds = vec![Command::RejectAll, Command::EditCase, Command::SkipCase];
    if case.answers.len() > 1 && !case.has_one_place() {
        deeds.splice(0..0, [Command::TakeUnion, Command::TakeIntersection]);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(3.0, 0.0);
        ui.spacing_mut().button_padding = vec2(3.0, 1.0);
        for command in deeds {
            let words = match command {
                Command::TakeUnion => "union",
                Command::TakeIntersection => "intersection",
                Command::RejectAll => "reject all",
                Command::EditCase => "edit",
                _ => "skip",
            };
            if deed::show(ui, words, command).clicked() {
                intents.push(Intent::Run(command));
            }
        }
    });
}

/// Why: one of the reasons, and words.
fn reasons(ui: &mut Ui, scene: Scene<'_>, at: usize, view: &mut View, intents: &mut Vec<Intent>) {
    let given = scene.reviewing.grounds(at);
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 4.0);
        let key = RichText::new(keys::of_command(Command::Reason)).small();
        ui.label(
            key.family(eframe::egui::FontFamily::Name(theme::SEMIBOLD.into())).color(theme::of(ui).ink2),
        )
        .on_hover_text("Then the letter of a reason");
        for reason in REASONS {
            let chosen = Chosen::when(&given.reason.as_str(), &reason);
            let letter = reason.get(..1).filter(|_| scene.is_picking_reason());
            let words = letter
                .map_or_else(|| reason.to_owned(), |letter| format!("{}  {reason}", letter.to_uppercase()));
            if chip(ui, scene.face, &words, &format!("Reason: {reason}"), chosen).clicked() {
                let reason = if chosen == Chosen::Yes { String::new() } else { reason.to_owned() };
                intents.push(Intent::Ground(at, Grounds { reason, note: given.note.clone() }));
            }
        }
    });
    // Once: who reads on meanwhile is not brought back.
    if scene.is_picking_reason() && !view.reasons_shown {
        row.response.scroll_to_me(None);
    }
    view.reasons_shown = scene.is_picking_reason();
    ui.add_space(2.0);
    view.note.follow(at, &given, scene.reviewing, intents);
    let id = View::remark_field();
    // Before the decision the words are kept as they are typed; after it, when they are whole.
    let kept = scene.reviewing.case(at).is_some_and(|(_, ruling)| ruling.decisions.is_empty());
    let field = TextEdit::singleline(&mut view.note.words)
        .id(id)
        .hint_text(if kept { "Why, before you decide (')" } else { "Why, in words (')" })
        .desired_width(f32::INFINITY);
    let response = named(ui, field, "Why, in words");
    if std::mem::take(&mut view.focus_note) {
        response.request_focus();
        response.scroll_to_me(None);
    }
    view.note.typing = response.has_focus();
    let whole = response.lost_focus() || (kept && response.changed());
    if whole && view.note.words != given.note {
        intents.push(Intent::Ground(at, Grounds { reason: given.reason, note: view.note.words.clone() }));
    }
}

/// The words of a reason, half typed, and the case that they are about.
#[derive(Debug, Default)]
pub(super) struct Note {
    words: String,
    at: Option<usize>,
    typing: bool,
}

impl Note {
    /// Goes over to another case; what was typed for the one before stays with it.
    fn follow(&mut self, at: usize, given: &Grounds, reviewing: &Reviewing, intents: &mut Vec<Intent>) {
        if self.at != Some(at) {
            if let (Some(before), true) = (self.at, self.typing) {
                let said = reviewing.grounds(before);
                let note = std::mem::take(&mut self.words);
                if note != said.note {
                    intents.push(Intent::Ground(before, Grounds { note, ..said }));
                }
            }
            self.typing = false;
        }
        if self.at != Some(at) || !self.typing {
            self.words.clone_from(&given.note);
        }
        self.at = Some(at);
    }
}
