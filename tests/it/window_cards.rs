//! The cards, used by name and key as a person or a screen reader does.
#![expect(clippy::disallowed_methods, reason = "the article of a test is nobody’s work")]

use copydesk::annotation::{Annotation, AnnotationId, AnnotationRef, AnnotatorName};
use copydesk::app::{Command, Document, Intent, Mode, Other, Pane, Request, Selection, Session, Wake};
use copydesk::chance::Chance;
use copydesk::store::settings::Settings;
use copydesk::ui::Shell;
use copydesk::ui::panels::cards::{self, Beside, picking};
use copydesk::ui::text_face::TextFace;
use copydesk::ui::theme;
use eframe::egui::{Key, Modifiers, Rect, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, Node};
use tempfile::TempDir;

const NAME: &str = "ferry.txt";

const ARTICLE: &str = "\
Ada Moss runs the ferry line out of Brest.

“Nobody told us the bolts had been replaced,” said Jean Petit, the director.

The board said repairs would take six weeks. A council member repeated that the city knew about the cracks.

After the inspection the mayor denied it.
";

/// A session with the cards beside it.
struct Desk {
    session: Session,
    view: cards::View,
    face: TextFace,
    intents: Vec<Intent>,
    /// What was wished in the last frames, oldest first.
    wished: Vec<Intent>,
    requests: Vec<Request>,
    folder: TempDir,
}

impl Desk {
    /// The article with a tag on each of the words given.
    fn new(tagged: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), ARTICLE).unwrap();
        let mut desk = Self::open(folder);
        for (tag, words) in tagged {
            let span = crate::support::find(&desk.document().article().text, words);
            desk.session.handle(Intent::Select(Selection::of(span)));
            desk.session.handle(Intent::Tag((*tag).into()));
        }
        desk.session.take_requests();
        desk
    }

    /// The article as it stands in a folder, opened by anna.
    fn open(folder: TempDir) -> Self {
        let anna = AnnotatorName::new("anna").unwrap();
        let chance = Chance::scripted("2026-11-23T10:00:00Z", 7);
        let mut session = Session::new(chance, Settings::default(), Some(anna), Wake::none());
        session.handle(Intent::OpenPaths(vec![folder.path().join(NAME)]));
        session.settle();
        Self {
            session,
            view: cards::View::default(),
            face: TextFace::bundled(),
            intents: Vec::new(),
            wished: Vec::new(),
            requests: Vec::new(),
            folder,
        }
    }

    /// Saves the work, lets `change` have the sidecar, puts it back under a person's name, opens it again.
    fn reopened(mut self, person: &str, change: impl FnOnce(String) -> String) -> Self {
        self.session.handle(Intent::Run(Command::Save));
        self.session.settle();
        let sidecar = self.folder.path().join(format!("{NAME}.anna.ron"));
        let changed = change(std::fs::read_to_string(&sidecar).unwrap());
        std::fs::remove_file(&sidecar).unwrap();
        std::fs::write(self.folder.path().join(format!("{NAME}.{person}.ron")), changed).unwrap();
        Self::open(self.folder)
    }

    fn document(&self) -> &Document {
        self.session.document().unwrap()
    }

    fn current(&self) -> AnnotationId {
        self.document().current_id().unwrap().clone()
    }

    /// The values of a slot of the current annotation.
    fn slot(&self, name: &str) -> Vec<String> {
        let current = self.document().current().unwrap();
        current.slots.iter().filter(|slot| &*slot.name == name).map(|slot| slot.value.clone()).collect()
    }

    fn frame(&mut self, ui: &mut eframe::egui::Ui) {
        let document = self.session.document().unwrap();
        let own: Vec<(AnnotationId, f32)> = document
            .set()
            .iter()
            .zip(0_u8..)
            .map(|(a, at)| (a.id.clone(), 20.0 + 60.0 * f32::from(at)))
            .collect();
        let of = |other: &Other| {
            let annotator = other.set.annotator().clone();
            let to = move |id| AnnotationRef { annotator: Some(annotator.clone()), id };
            other.set.iter().map(|a| (to(a.id.clone()), 500.0)).collect::<Vec<_>>()
        };
        let others: Vec<_> = document.others().iter().flat_map(of).collect();
        let text = Rect::from_min_size(pos2(0.0, 0.0), vec2(300.0, 900.0));
        let beside = Beside { own: &own, others: &others, text };
        let panel = Rect::from_min_size(pos2(320.0, 10.0), vec2(theme::CARDS, 860.0));
        ui.scope_builder(eframe::egui::UiBuilder::new().max_rect(panel), |ui| {
            cards::show(ui, &self.face, &self.session, beside, &mut self.view, &mut self.intents);
        });
        picking::show(ui, &self.face, &self.session, pos2(10.0, 10.0), &mut self.intents);
        for intent in std::mem::take(&mut self.intents) {
            self.wished.push(intent.clone());
            self.session.handle(intent);
            ui.ctx().request_repaint();
        }
        for request in self.session.take_requests() {
            self.requests.push(request.clone());
            match request {
                // The text takes the focus from whatever has it.
                Request::Focus(Pane::Article) => ui.ctx().memory_mut(|memory| {
                    if let Some(focused) = memory.focused() {
                        memory.surrender_focus(focused);
                    }
                }),
                Request::EditSlot(id, slot) => self.view.open_slot(id, slot),
                Request::Focus(Pane::Cards) => self.view.focus(),
                Request::Focus(Pane::Note) => self.view.focus_note(),
                _ => {}
            }
            ui.ctx().request_repaint();
        }
    }
}

fn window(tagged: &[(&str, &str)]) -> Harness<'static, Desk> {
    window_of(Desk::new(tagged))
}

fn window_of(desk: Desk) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(vec2(660.0, 880.0))
        .with_context_setup(theme::install)
        .build_ui_state(|ui, desk: &mut Desk| desk.frame(ui), desk);
    harness.run();
    harness
}

const QUOTE: (&str, &str) = ("quote", "“Nobody told us the bolts had been replaced,”");
const CLAIM: (&str, &str) = ("claim", "repairs would take six weeks");
const DISPUTED: (&str, &str) = ("disputed", "the city knew about the cracks");
const EVENT: (&str, &str) = ("event", "inspection");

fn run(harness: &mut Harness<'_, Desk>, command: Command) {
    harness.state_mut().session.handle(Intent::Run(command));
    harness.run();
}

fn click(harness: &mut Harness<'_, Desk>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn type_into(harness: &mut Harness<'_, Desk>, words: &str) {
    harness.event(eframe::egui::Event::Text(words.to_owned()));
    harness.run();
}

fn is_focused(node: &Node<'_>) -> bool {
    node.is_focused()
}

#[test]
fn a_chip_is_chosen_by_a_click_and_cleared_by_another() {
    let mut window = window(&[CLAIM]);
    click(&mut window, "certainty: probable");
    assert_eq!(window.state().slot("certainty"), ["probable"]);
    click(&mut window, "certainty: possible");
    assert_eq!(window.state().slot("certainty"), ["possible"]);
    click(&mut window, "certainty: possible");
    assert!(window.state().slot("certainty").is_empty());
}

#[test]
fn each_choice_is_undone_by_itself() {
    let mut window = window(&[CLAIM]);
    click(&mut window, "certainty: probable");
    click(&mut window, "polarity: negative");
    run(&mut window, Command::Undo);
    assert_eq!(window.state().slot("certainty"), ["probable"]);
    assert!(window.state().slot("polarity").is_empty());
}

#[test]
fn what_is_proposed_is_nothing_until_it_is_accepted() {
    let mut window = window(&[QUOTE]);
    assert!(window.state().slot("form").is_empty(), "shown, and not said");
    assert!(window.state().wished.is_empty());
    click(&mut window, "form: direct, proposed");
    assert_eq!(window.state().slot("form"), ["direct"]);
    assert!(window.query_by_label("form: direct, proposed").is_none());
}

#[test]
fn a_proposal_is_accepted_with_enter() {
    let mut window = window(&[QUOTE]);
    window.get_by_label("form: direct, proposed").focus();
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(window.state().slot("form"), ["direct"]);
}

#[test]
fn a_speaker_is_taken_by_its_digit() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    window.get_by_label("Choose speaker");
    type_into(&mut window, "1");
    assert_eq!(window.state().slot("speaker"), ["Jean Petit"]);
    let at = &window.state().document().current().unwrap().slot("speaker").unwrap().at;
    assert_eq!(at.len(), 1, "with the place the name was read from");
    assert!(window.query_by_label("Choose speaker").is_none(), "and the list is gone");
}

#[test]
fn a_digit_after_a_letter_is_a_letter() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    type_into(&mut window, "Unit ");
    type_into(&mut window, "1");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().slot("speaker"), ["Unit 1"]);
}

#[test]
fn typed_letters_leave_the_names_that_hold_them() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    type_into(&mut window, "mos");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().slot("speaker"), ["Ada Moss"]);
}

#[test]
fn arrows_go_through_the_names() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_ne!(window.state().slot("speaker"), ["Jean Petit"]);
    assert_eq!(window.state().slot("speaker").len(), 1);
}

#[test]
fn a_name_typed_for_picked_words_keeps_their_place() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    type_into(&mut window, "1");
    run(&mut window, Command::Speaker);
    type_into(&mut window, "Mr Petit, of the line");
    press(&mut window, Key::Enter);
    let desk = window.state();
    let slot = desk.document().current().unwrap().slot("speaker").unwrap();
    assert_eq!(slot.value, "Mr Petit, of the line");
    let span = slot.at[0].span().unwrap();
    assert_eq!(desk.document().article().text.quote(span), "Jean Petit");
}

#[test]
fn tab_picks_the_words_in_the_text() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    press(&mut window, Key::Tab);
    assert!(matches!(window.state().session.mode(), Mode::PickingPlace { .. }));
    let span = crate::support::find(&window.state().document().article().text, "the director");
    window.state_mut().session.handle(Intent::Select(Selection::of(span)));
    window.state_mut().session.handle(Intent::AcceptPick);
    window.run();
    assert_eq!(window.state().slot("speaker"), ["the director"]);
}

#[test]
fn a_click_in_the_text_picks_the_words() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    window.drag_at(pos2(100.0, 400.0));
    window.run();
    assert!(matches!(window.state().session.mode(), Mode::PickingPlace { .. }));
}

#[test]
fn escape_closes_the_list_and_nothing_else() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::EnterCard);
    press(&mut window, Key::Enter);
    window.get_by_label("Choose speaker");
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("Choose speaker").is_none());
    assert!(window.state().wished.is_empty());
    assert!(is_focused(&window.get_by_label("speaker: choose…")), "where it was opened");
}

#[test]
fn a_list_opened_from_the_text_leads_back_to_the_text() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    type_into(&mut window, "1");
    assert!(!is_focused(&window.get_by_label("speaker: Jean Petit")));
}

#[test]
fn delete_clears_the_slot() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    type_into(&mut window, "1");
    run(&mut window, Command::Speaker);
    press(&mut window, Key::Delete);
    assert!(window.state().slot("speaker").is_empty());
}

#[test]
fn many_choices_are_a_list_to_filter() {
    let mut window = window(&[EVENT]);
    click(&mut window, "type: choose…");
    type_into(&mut window, "coo");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().slot("type"), ["COOPERATE"]);
    window.get_by_label("type: COOPERATE");
}

#[test]
fn the_article_itself_may_dispute() {
    let mut window = window(&[DISPUTED]);
    click(&mut window, "disputed by: choose…");
    click(&mut window, "article");
    assert_eq!(window.state().slot("disputed-by"), ["article"]);
}

#[test]
fn a_second_cue_stands_beside_the_first() {
    let mut window = window(&[QUOTE]);
    click(&mut window, "cue: choose…");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().slot("cue"), ["said"]);
    click(&mut window, "add cue");
    type_into(&mut window, "told");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().slot("cue"), ["said", "told"]);
    click(&mut window, "Remove cue told");
    assert_eq!(window.state().slot("cue"), ["said"]);
}

#[test]
fn a_second_cue_is_picked_beside_the_first() {
    let mut window = window(&[QUOTE]);
    click(&mut window, "cue: choose…");
    press(&mut window, Key::Enter);
    click(&mut window, "add cue");
    press(&mut window, Key::Tab);
    let span = crate::support::find(&window.state().document().article().text, "denied");
    window.state_mut().session.handle(Intent::Select(Selection::of(span)));
    window.state_mut().session.handle(Intent::AcceptPick);
    window.run();
    assert_eq!(window.state().slot("cue"), ["said", "denied"]);
}

#[test]
fn the_arrow_shows_the_words_and_the_card_stays() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::Speaker);
    type_into(&mut window, "1");
    let current = window.state().current();
    window.state_mut().requests.clear();
    click(&mut window, "Show the words of speaker");
    let span = crate::support::find(&window.state().document().article().text, "Jean Petit");
    assert!(window.state().requests.contains(&Request::Reveal(span)));
    assert_eq!(window.state().current(), current);
}

#[test]
fn a_note_is_typed_letter_by_letter_and_undone_at_once() {
    let mut window = window(&[CLAIM]);
    run(&mut window, Command::Note);
    for letter in ["s", "e", "e"] {
        type_into(&mut window, letter);
    }
    assert_eq!(window.state().document().current().unwrap().note, "see");
    window.state_mut().session.handle(Intent::EndTyping);
    run(&mut window, Command::Undo);
    assert_eq!(window.state().document().current().unwrap().note, "");
}

#[test]
fn typing_ends_when_the_field_is_left() {
    let mut window = window(&[CLAIM]);
    run(&mut window, Command::Note);
    type_into(&mut window, "see");
    press(&mut window, Key::Tab);
    assert!(matches!(window.state().wished.last(), Some(Intent::EndTyping)));
    window.get_by_label("note: see");
}

#[test]
fn an_undo_elsewhere_shows_in_the_field() {
    let mut window = window(&[CLAIM]);
    run(&mut window, Command::Note);
    type_into(&mut window, "see");
    run(&mut window, Command::Undo);
    type_into(&mut window, "new");
    assert_eq!(window.state().document().current().unwrap().note, "new");
}

#[test]
fn a_number_says_what_is_amiss() {
    let mut window = window(&[EVENT]);
    click(&mut window, "fatalities");
    type_into(&mut window, "a dozen");
    window.get_by_label("Digits only, such as 12");
    assert_eq!(window.state().slot("fatalities"), ["a dozen"], "and is kept all the same");
}

#[test]
fn enter_in_a_field_moves_on() {
    let mut window = window(&[EVENT]);
    click(&mut window, "fatalities");
    type_into(&mut window, "12");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().slot("fatalities"), ["12"]);
    assert!(!is_focused(&window.get_by_label("fatalities: 12")));
}

#[test]
fn enter_leads_into_the_card_and_tab_through_it() {
    let mut window = window(&[QUOTE]);
    run(&mut window, Command::EnterCard);
    assert!(is_focused(&window.get_by_label("speaker: choose…")));
    press(&mut window, Key::Tab);
    assert!(is_focused(&window.get_by_label("form: direct, proposed")));
    window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run();
    assert!(is_focused(&window.get_by_label("speaker: choose…")));
}

#[test]
fn escape_leads_back_to_the_text_from_a_value_and_from_a_field() {
    for command in [Command::EnterCard, Command::Note] {
        let mut window = window(&[QUOTE]);
        let current = window.state().current();
        run(&mut window, command);
        assert!(window.state().view.takes_escape());
        window.state_mut().requests.clear();
        press(&mut window, Key::Escape);
        assert_eq!(window.state().requests, [Request::Focus(Pane::Article)]);
        assert_eq!(window.state().current(), current, "and it stays current");
    }
}

#[test]
fn a_flag_goes_on_and_off() {
    let mut window = window(&[CLAIM]);
    click(&mut window, "flag");
    assert!(window.state().document().current().unwrap().flagged);
    click(&mut window, "remove flag");
    assert!(!window.state().document().current().unwrap().flagged);
}

#[test]
fn a_link_is_made_followed_and_removed() {
    let mut window = window(&[DISPUTED, CLAIM]);
    let claim = window.state().current();
    click(&mut window, "link…");
    assert!(matches!(window.state().session.mode(), Mode::PickingKind { .. }));
    type_into(&mut window, "d");
    assert!(matches!(window.state().session.mode(), Mode::PickingTarget { .. }));
    click(&mut window, "Take");
    assert_eq!(window.state().document().set().links().len(), 1);

    click(&mut window, "disputes Disputed: the city knew about the cracks");
    assert_ne!(window.state().current(), claim);
    click(&mut window, "← disputes Claim: repairs would take six weeks");
    assert_eq!(window.state().current(), claim);

    click(&mut window, "Remove link disputes Disputed: the city knew about the cracks");
    assert_eq!(window.state().document().set().links().len(), 0);
}

#[test]
fn only_the_current_card_shows_all_slots() {
    let mut window = window(&[CLAIM, EVENT]);
    window.get_by_label("Event card");
    assert!(window.query_by_label("certainty: probable").is_none());
    click(&mut window, "Claim card, ¶3: repairs would take six weeks");
    window.get_by_label("Claim card");
    window.get_by_label("certainty: probable");
}

#[test]
fn the_card_deletes_its_annotation() {
    let mut window = window(&[CLAIM]);
    click(&mut window, "delete");
    assert_eq!(window.state().document().set().len(), 0);
    assert!(window.query_by_label("Claim card").is_none());
}

#[test]
fn the_rule_of_the_tag_can_be_read() {
    let mut window = window(&[CLAIM]);
    assert!(window.query_by_label_contains("could be looked up").is_none());
    click(&mut window, "Rule");
    assert!(window.query_by_label_contains("could be looked up").is_some());
}

#[test]
fn another_annotation_on_the_same_words_is_said_on_the_card() {
    let mut window = window(&[CLAIM, ("disputed", "repairs would take six weeks")]);
    window.state_mut().session.settle();
    window.run();
    assert!(window.query_by_label_contains("exactly the same words").is_some());
}

#[test]
fn a_date_made_a_day_keeps_the_words_it_was_read_from() {
    let mut window = window(&[EVENT]);
    click(&mut window, "Pick the words of date");
    let span = crate::support::find(&window.state().document().article().text, "After");
    window.state_mut().session.handle(Intent::Select(Selection::of(span)));
    window.state_mut().session.handle(Intent::AcceptPick);
    window.run();
    click(&mut window, "date: After");
    for _ in "After".chars() {
        press(&mut window, Key::Backspace);
    }
    type_into(&mut window, "2026-03-14");
    let desk = window.state();
    let date = desk.document().current().unwrap().slot("date").unwrap();
    assert_eq!(date.value, "2026-03-14");
    assert_eq!(desk.document().article().text.quote(date.at[0].span().unwrap()), "After");
}

/// A claim whose words are no longer where its file says.
fn astray() -> Harness<'static, Desk> {
    let desk = Desk::new(&[CLAIM]);
    window_of(desk.reopened("anna", |sidecar| {
        assert!(sidecar.contains("repairs would take six weeks"));
        sidecar.replace("exact: [\"repairs", "exact: [\"no repairs")
    }))
}

#[test]
fn what_has_no_place_says_why_and_what_to_do() {
    let mut window = astray();
    click(&mut window, "Not placed: 1");
    window.get_by_label("Claim card, not placed");
    window.get_by_label_contains("where the file has");
    window.get_by_label("Select its words in the article and press +, or delete it.");
}

#[test]
fn the_selected_words_become_the_place() {
    let mut window = astray();
    click(&mut window, "Not placed: 1");
    let span = crate::support::find(&window.state().document().article().text, "six weeks");
    window.state_mut().session.handle(Intent::Select(Selection::of(span)));
    click(&mut window, "Place here");
    let desk = window.state();
    assert_eq!(desk.document().set().unplaced().len(), 0);
    assert_eq!(desk.document().set().iter().next().unwrap().extent(), span);
    assert!(window.query_by_label("Not placed: 1").is_none());
}

#[test]
fn what_has_no_place_can_be_deleted() {
    let mut window = astray();
    click(&mut window, "Not placed: 1");
    click(&mut window, "Delete");
    assert_eq!(window.state().document().set().unplaced().len(), 0);
}

#[test]
fn a_colleagues_card_is_there_to_be_read() {
    let desk = Desk::new(&[CLAIM]).reopened("ben", |sidecar| sidecar.replace("\"anna\"", "\"ben\""));
    let mut window = window_of(desk);
    run(&mut window, Command::OthersTags);
    window.state_mut().session.settle();
    window.run();
    let name = "Claim card of ben, ¶3: repairs would take six weeks";
    window.get_by_label(name);
    click(&mut window, name);
    assert!(window.state().wished.is_empty(), "nothing can be done to it");
}

#[test]
fn a_set_that_cannot_be_written_can_be_read() {
    let desk = Desk::new(&[CLAIM]).reopened("anna", |sidecar| sidecar.replace("copydesk: 1", "copydesk: 9"));
    let mut window = window_of(desk);
    run(&mut window, Command::Next);
    window.get_by_label("Claim card");
    click(&mut window, "certainty: probable");
    assert!(window.state().wished.is_empty());
}

/// The whole window, with the article of a desk.
fn shell(tagged: &[(&str, &str)]) -> (Harness<'static, Shell>, TempDir) {
    let desk = Desk::new(tagged);
    let Desk { session, folder, .. } = desk;
    let mut harness = Harness::builder()
        .with_size(vec2(1300.0, 900.0))
        .build_eframe(move |context| Shell::new(&context.egui_ctx, session, TextFace::bundled()));
    harness.run();
    (harness, folder)
}

fn current_of(harness: &Harness<'_, Shell>) -> Option<Annotation> {
    harness.state().session().document().unwrap().current().map(|current| Annotation::clone(current))
}

fn letter(harness: &mut Harness<'_, Shell>, letter: &str) {
    harness.event(eframe::egui::Event::Text(letter.to_owned()));
    harness.run();
}

#[test]
fn speaker_by_two_keys_leaves_the_keys_to_the_text() {
    let (mut window, _folder) = shell(&[QUOTE]);
    letter(&mut window, "s");
    letter(&mut window, "1");
    assert_eq!(current_of(&window).unwrap().slot("speaker").unwrap().value, "Jean Petit");
    letter(&mut window, "f");
    assert!(current_of(&window).unwrap().flagged);
}

#[test]
fn both_keys_of_the_speaker_may_come_in_one_frame() {
    let (mut window, _folder) = shell(&[QUOTE]);
    window.event(eframe::egui::Event::Text("s".to_owned()));
    window.step();
    letter(&mut window, "1");
    let current = current_of(&window).unwrap();
    assert_eq!(&*current.tag, "quote", "the digit was not the tag’s");
    assert_eq!(current.slot("speaker").unwrap().value, "Jean Petit");
}

#[test]
fn enter_and_escape_go_into_the_card_and_out_of_it() {
    let (mut window, _folder) = shell(&[QUOTE]);
    let before = current_of(&window);
    assert!(before.is_some());
    window.key_press(Key::Enter);
    window.run();
    assert!(is_focused(&window.get_by_label("speaker: choose…")));
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(current_of(&window), before, "what was current stays");
    letter(&mut window, "f");
    assert!(current_of(&window).unwrap().flagged, "and the keys are the text’s");
}

#[test]
fn a_note_is_written_and_left_by_keys() {
    let (mut window, _folder) = shell(&[CLAIM]);
    letter(&mut window, "'");
    letter(&mut window, "c");
    window.key_press(Key::Escape);
    window.run();
    let current = current_of(&window).unwrap();
    assert_eq!((current.note.as_str(), &*current.tag), ("c", "claim"));
    letter(&mut window, "d");
    assert_eq!(&*current_of(&window).unwrap().tag, "disputed");
}
