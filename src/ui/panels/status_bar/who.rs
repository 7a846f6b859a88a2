//! The field that asks who annotates, where it does not stand in the way.

use crate::annotation::AnnotatorName;
use crate::app::{Intent, SaveState, Session};
use crate::ui::field::outlined;
use crate::ui::theme;
use eframe::egui::{Align2, Button, Id, Key, Label, Modifiers, RichText, TextEdit, TextStyle, Ui, vec2};

/// What is half typed of the name.
#[derive(Debug, Clone, Default)]
pub(super) struct WhoView {
    name: String,
    state: Asked,
    focus: bool,
    /// The name of somebody else's work on this article, once that was said.
    warned: Option<String>,
}

/// Whether the name is asked although it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    No,
    Yes,
}

impl WhoView {
    /// Shows the field with the focus in it.
    pub(super) fn ask(&mut self) {
        self.state = Asked::Yes;
        self.focus = true;
    }

    /// Puts the focus on the name as it stands, or into the field where it is asked anyway.
    pub(super) fn rest(&mut self) {
        self.focus = true;
    }

    /// Whether the field is shown: who has changed something has to say who they are.
    pub(super) fn is_asked(&self, session: &Session) -> bool {
        session.save_state() == SaveState::Nameless || self.state == Asked::Yes
    }

    /// The field of the name.
    pub(super) fn field() -> Id {
        Id::unique("who are you")
    }
}

/// Shows who annotates, or the field that asks.
pub(super) fn show(ui: &mut Ui, session: &Session, view: &mut WhoView, intents: &mut Vec<Intent>) {
    if view.is_asked(session) {
        if let (true, true, Some(known)) = (view.focus, view.name.is_empty(), session.annotator()) {
            view.name = known.to_string();
        }
        ask(ui, session, view, intents);
        return;
    }
    let Some(annotator) = session.annotator() else { return };
    let name = RichText::new(annotator.as_str()).small().color(theme::of(ui).ink2);
    let response = ui.add(Button::new(name).frame_when_inactive(false));
    if std::mem::take(&mut view.focus) {
        response.request_focus();
    }
    if response.on_hover_text("Your name as annotator. Click to change it").clicked() {
        view.ask();
    }
}

fn ask(ui: &mut Ui, session: &Session, view: &mut WhoView, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.x = theme::GRID * 2.0;
    let id = WhoView::field();
    let label = ui.label(RichText::new("Who are you?").small().color(theme::of(ui).ink));
    let pressed = |ui: &Ui, key| {
        ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
    };
    if pressed(ui, Key::Escape) {
        ui.memory_mut(|memory| memory.surrender_focus(id));
        *view = WhoView::default();
        return;
    }
    let field = TextEdit::singleline(&mut view.name)
        .id(id)
        .hint_text("a–z, 0–9, - and _")
        .char_limit(64)
        .font(TextStyle::Small)
        .align(Align2::LEFT_CENTER)
        .margin(vec2(theme::GRID + 2.0, 1.0))
        .desired_width(150.0)
        .return_key(None);
    let response = outlined(ui, field).labelled_by(label.id);
    // After the field: letters may come in the same frame, before Enter.
    let checked = AnnotatorName::new(view.name.trim());
    if pressed(ui, Key::Enter) && checked.is_ok() {
        keep(ui, session, view, intents);
        return;
    }
    if std::mem::take(&mut view.focus) {
        response.request_focus();
    }
    let keep_it = Button::new(RichText::new("Keep").small());
    if ui
        .add_enabled(checked.is_ok(), keep_it)
        .on_hover_text("Your tags are saved under this name (Enter)")
        .clicked()
    {
        keep(ui, session, view, intents);
        return;
    }
    let unchanged = session.annotator().is_some_and(|known| known.as_str() == view.name);
    if response.lost_focus() && unchanged {
        *view = WhoView::default();
        return;
    }
    if view.warned.as_deref() == Some(view.name.trim()) {
        let words = format!("{} has tagged this article. Is that you? Enter again", view.name.trim());
        say(ui, &words);
    }
    match checked {
        Err(fault) if !view.name.trim().is_empty() => {
            say(ui, &fault.to_string());
        }
        Ok(_) | Err(_) => {}
    }
    ui.spacing_mut().item_spacing.x = theme::GRID * 4.0;
}

/// What is to be known of a name; its end is left to the pointer where the bar is too short.
fn say(ui: &mut Ui, words: &str) {
    let words = RichText::new(words).small().color(theme::of(ui).accent);
    ui.add(Label::new(words).truncate());
}

/// Takes the name; where somebody has tagged the article under it, only after that was said.
fn keep(ui: &Ui, session: &Session, view: &mut WhoView, intents: &mut Vec<Intent>) {
    let name = view.name.trim().to_owned();
    let others = session.colleagues();
    if others.iter().any(|other| other.as_str() == name.to_ascii_lowercase())
        && view.warned.as_ref() != Some(&name)
    {
        view.warned = Some(name);
        return;
    }
    intents.push(Intent::SetAnnotator(view.name.trim().to_owned()));
    ui.memory_mut(|memory| memory.surrender_focus(WhoView::field()));
    *view = WhoView::default();
}
