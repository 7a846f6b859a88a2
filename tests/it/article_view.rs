//! The article view: what the mouse and the keys do, and what a screen reader is told.

use copydesk::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotatorName, Origin, ParagraphIndex, Pieces, Slot,
};
use copydesk::app::{Extend, Intent, Mode, Motion, Other, Selection};
use copydesk::article::{Article, Reading, read};
use copydesk::text::{ByteOffset, Span};
use copydesk::ui::article_view::{ArticleView, Over, Seen, Shown};
use copydesk::ui::text_face::TextFace;
use copydesk::ui::theme;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Pos2, Rect, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const NEWS: &str = "# Eastgate bridge stays shut

The harbour board said on Tuesday that repairs would take six weeks longer than planned, leaving 4,000 commuters on a single ferry.

“Nobody told us,” said the director. A union official quoted the proverb «מי שטרח בערב שבת» and called the delay predictable.

بیانیهٔ وزارت نیرو: ۱۲ سد کشور خالی است.
";

/// An article on a desk: the view, what it shows, and what came of it.
struct Desk {
    face: TextFace,
    view: ArticleView,
    article: Article,
    set: AnnotationSet,
    index: ParagraphIndex,
    selection: Selection,
    current: Option<AnnotationId>,
    mode: Mode,
    others: Vec<Other>,
    hits: Vec<Span>,
    intents: Vec<Intent>,
    seen: Option<Seen>,
    keys: Vec<(Motion, Extend)>,
}

impl Desk {
    fn new(source: &str, tags: &[(&str, &str)]) -> Self {
        let article = read(source.as_bytes(), Reading::Markdown, None).unwrap();
        let annotation = |(number, (tag, words)): (usize, &(&str, &str))| Annotation {
            id: AnnotationId::new(format!("a{number}")),
            tag: (*tag).into(),
            pieces: Pieces::new(words.split('|').map(|words| find(&article, words))).unwrap(),
            slots: vec![Slot { name: "speaker".into(), value: "the director".into(), at: Vec::new() }],
            note: String::new(),
            flagged: false,
            origin: Origin::Hand,
            edited: "2026-11-22T10:00:00Z".into(),
        };
        let annotations: Vec<Annotation> = tags.iter().enumerate().map(annotation).collect();
        let set =
            AnnotationSet::new(AnnotatorName::new("anna").unwrap(), "small/1").with(annotations, [], [], []);
        let starts = article.blocks.iter().map(|block| block.range.start).collect();
        let index = ParagraphIndex::new(starts, &set);
        Self {
            face: TextFace::bundled(),
            view: ArticleView::default(),
            article,
            set,
            index,
            selection: Selection::default(),
            current: None,
            mode: Mode::Reading,
            others: Vec::new(),
            hits: Vec::new(),
            intents: Vec::new(),
            seen: None,
            keys: Vec::new(),
        }
    }

    fn frame(&mut self, ui: &mut eframe::egui::Ui) {
        let tagset = super::support::tagset();
        let shown = Shown {
            article: &self.article,
            index: &self.index,
            set: &self.set,
            tagset: &tagset,
            selection: &self.selection,
            current: self.current.as_ref(),
            others: &self.others,
            hits: &self.hits,
            mode: &self.mode,
            lanes: None,
            pins: &[],
            framed: None,
            over: Over::Nothing,
        };
        let mut intents = Vec::new();
        if !self.keys.is_empty() {
            ui.ctx().request_repaint();
        }
        for (motion, extend) in std::mem::take(&mut self.keys) {
            let at = self.view.target(&self.face, &shown, motion);
            intents.push(Intent::MoveTo { at, extend });
        }
        self.seen = Some(self.view.show(ui, &self.face, &shown, theme::CARDS, &mut intents));
        for intent in &intents {
            match intent {
                Intent::MoveTo { at, extend } => self.selection = self.selection.moved(*at, *extend),
                Intent::Select(selection) => self.selection = selection.clone(),
                Intent::MakeCurrent(id) => self.current.clone_from(id),
                _ => {}
            }
        }
        self.intents.append(&mut intents);
    }

    fn selected(&self) -> &str {
        self.selection.span(&self.article.text).map_or("", |span| self.article.text.quote(span))
    }
}

fn find(article: &Article, words: &str) -> Span {
    super::support::find(&article.text, words)
}

fn desk<'a>(source: &str, tags: &[(&str, &str)]) -> Harness<'a, Desk> {
    let mut harness = Harness::builder()
        .with_size([1200.0, 700.0])
        .with_step_dt(0.02)
        .with_context_setup(theme::install)
        .build_ui_state(|ui, desk: &mut Desk| desk.frame(ui), Desk::new(source, tags));
    harness.run();
    harness
}

/// Where words of the article stand on the screen; they have to stand on one line.
fn place(harness: &mut Harness<'_, Desk>, words: &str) -> Rect {
    let desk = harness.state_mut();
    let span = find(&desk.article, words);
    let before = (desk.selection.clone(), desk.current.take());
    let mut corner = |at: ByteOffset| {
        harness.state_mut().selection = Selection::new(at, at);
        harness.run();
        harness.state_mut().selection = Selection::new(ByteOffset::default(), at);
        harness.run();
        harness.state().seen.as_ref().and_then(|seen| seen.selected).expect("the words are in view")
    };
    let (start, end) = (corner(span.start()), corner(span.end()));
    (harness.state_mut().selection, harness.state_mut().current) = before;
    harness.run();
    Rect::from_points(&[start.left_top(), start.left_bottom(), end.left_top(), end.left_bottom()])
}

fn middle(harness: &mut Harness<'_, Desk>, words: &str) -> Pos2 {
    place(harness, words).center()
}

fn click(harness: &mut Harness<'_, Desk>, at: Pos2) {
    harness.hover_at(at);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

fn drag(harness: &mut Harness<'_, Desk>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.drag_at(from);
    harness.run();
    for step in [0.3, 0.7, 1.0] {
        harness.hover_at(from + (to - from) * step);
        harness.run();
    }
    harness.drop_at(to);
    harness.run();
}

fn press(harness: &mut Harness<'_, Desk>, motion: Motion, extend: Extend) -> ByteOffset {
    harness.state_mut().keys.push((motion, extend));
    harness.run();
    harness.state().selection.head()
}

#[test]
fn every_annotation_in_view_has_a_name() {
    let harness = desk(
        NEWS,
        &[
            ("claim", "repairs would take six weeks"),
            ("quote", "“Nobody told us,”|called the delay predictable"),
        ],
    );
    harness.get_by_label("claim: “repairs would take six weeks”, speaker: the director");
    let quote = harness
        .get_by_label("quote: “Nobody told us,” … called the delay predictable, speaker: the director");
    assert!(quote.rect().height() > 20.0, "it covers both pieces");
}

#[test]
fn a_screen_reader_gets_the_paragraphs_in_their_direction() {
    let harness = desk(NEWS, &[]);
    harness.get_by_role_and_label(Role::Heading, "Eastgate bridge stays shut");
    let persian = harness.get_by_label_contains("بیانیهٔ وزارت نیرو");
    let direction = persian.accesskit_node().data().text_direction();
    assert_eq!(direction, Some(eframe::egui::accesskit::TextDirection::RightToLeft));
}

#[test]
fn a_screen_reader_can_make_an_annotation_current() {
    let mut harness = desk(NEWS, &[("claim", "repairs would take")]);
    harness.get_by_label_contains("claim: “repairs would take”").click_accesskit();
    harness.run();
    assert_eq!(harness.state().current, Some(AnnotationId::new("a0")));
}

#[test]
fn a_drag_selects_whole_words_while_it_goes_on() {
    let mut harness = desk(NEWS, &[]);
    let (from, to) = (middle(&mut harness, "harbour"), middle(&mut harness, "Tuesday"));
    drag(&mut harness, from, to);
    assert_eq!(harness.state().selected(), "harbour board said on Tuesday");
    let selections = harness.state().intents.iter().filter(|i| matches!(i, Intent::Select(_))).count();
    assert!(selections >= 2, "the selection is shown on the way");
}

#[test]
fn a_drag_into_hebrew_selects_what_lies_between_in_the_text() {
    let mut harness = desk(NEWS, &[]);
    let from = middle(&mut harness, "proverb");
    let to = middle(&mut harness, "שטרח");
    drag(&mut harness, from, to);
    assert_eq!(harness.state().selected(), "proverb «מי שטרח");
}

#[test]
fn a_click_puts_the_caret_and_a_double_click_takes_the_word() {
    let mut harness = desk(NEWS, &[]);
    let word = place(&mut harness, "Tuesday");
    click(&mut harness, pos2(word.left() + 1.0, word.center().y));
    let start = find(&harness.state().article, "Tuesday").start();
    assert_eq!(harness.state().selection, Selection::caret(start));
    let again = middle(&mut harness, "ferry");
    harness.run_steps(40);
    click(&mut harness, again);
    click(&mut harness, again);
    assert_eq!(harness.state().selected(), "ferry");
    click(&mut harness, again);
    assert!(harness.state().selected().starts_with("The harbour board"), "a third click takes the sentence");
}

#[test]
fn clicks_on_nested_annotations_go_from_the_inner_outwards() {
    let mut harness = desk(NEWS, &[("claim", "repairs would take six weeks longer"), ("event", "six weeks")]);
    let at = middle(&mut harness, "six");
    let current = |harness: &mut Harness<'_, Desk>| {
        // Slowly, so that two clicks are not a double click.
        harness.run_steps(40);
        click(harness, at);
        harness.state().current.as_ref().map(ToString::to_string)
    };
    let seen = [current(&mut harness), current(&mut harness), current(&mut harness)];
    assert_eq!(seen.map(Option::unwrap), ["a1", "a0", "a1"]);
}

#[test]
fn a_click_in_the_margin_selects_the_paragraph_and_one_on_a_stripe_its_annotation() {
    let mut harness = desk(NEWS, &[("claim", "repairs would take six weeks longer")]);
    let line = middle(&mut harness, "director");
    let column = harness.state().seen.as_ref().unwrap().column;
    click(&mut harness, pos2(column.left() - 60.0, line.y));
    assert!(
        harness.state().selected().starts_with("“Nobody")
            && harness.state().selected().ends_with("predictable.")
    );
    let tagged = middle(&mut harness, "repairs");
    harness.run_steps(40);
    click(&mut harness, pos2(column.left() - 17.0, tagged.y));
    assert_eq!(harness.state().current, Some(AnnotationId::new("a0")));
}

#[test]
fn a_handle_moves_the_end_of_the_current_annotation_by_words() {
    let mut harness = desk(NEWS, &[("claim", "repairs would take six weeks")]);
    let (end, to) = (place(&mut harness, "six weeks").right_bottom(), middle(&mut harness, "longer"));
    harness.state_mut().current = Some(AnnotationId::new("a0"));
    harness.run();
    drag(&mut harness, end, to);
    let moved = harness.state().intents.iter().find_map(|intent| match intent {
        Intent::SetPieces(id, pieces) => {
            Some((id.as_str().to_owned(), pieces.quote(&harness.state().article.text)))
        }
        _ => None,
    });
    assert_eq!(moved, Some(("a0".to_owned(), "repairs would take six weeks longer".to_owned())));
    let changes = harness.state().intents.iter().filter(|i| matches!(i, Intent::SetPieces(..))).count();
    assert_eq!(changes, 1, "one drag is one change");
}

#[test]
fn while_words_are_picked_a_click_takes_a_word() {
    let mut harness = desk(NEWS, &[("quote", "“Nobody told us,”")]);
    harness.state_mut().mode =
        Mode::PickingPlace { id: AnnotationId::new("a0"), slot: "speaker".into(), kept: Vec::new() };
    let at = middle(&mut harness, "director");
    click(&mut harness, at);
    assert_eq!(harness.state().selected(), "director");
    assert!(matches!(harness.state().intents.last(), Some(Intent::AcceptPick)));
}

#[test]
fn down_and_up_keep_to_the_column() {
    let mut harness = desk(NEWS, &[]);
    let start = find(&harness.state().article, "Tuesday").start();
    harness.state_mut().selection = Selection::caret(start);
    let down = press(&mut harness, Motion::Down, Extend::No);
    let further = press(&mut harness, Motion::Down, Extend::No);
    assert!(start < down && down < further);
    press(&mut harness, Motion::Up, Extend::No);
    assert_eq!(press(&mut harness, Motion::Up, Extend::No), start);
}

#[test]
fn left_is_left_in_persian_too() {
    let mut harness = desk(NEWS, &[]);
    let line = find(&harness.state().article, "بیانیهٔ").start();
    harness.state_mut().selection = Selection::caret(line);
    let next = press(&mut harness, Motion::Left, Extend::No);
    assert_eq!(next, line.plus("ب".len()), "the line begins at the right");
    let back = press(&mut harness, Motion::Right, Extend::No);
    assert_eq!(back, line);
    let before = press(&mut harness, Motion::Right, Extend::No);
    assert!(before < line, "beyond its start is the paragraph before");
}

#[test]
fn home_and_end_stay_on_the_line_where_the_caret_is_seen() {
    let mut harness = desk(NEWS, &[]);
    let start = find(&harness.state().article, "Tuesday").start();
    harness.state_mut().selection = Selection::caret(start);
    let end = press(&mut harness, Motion::LineEnd, Extend::No);
    assert_eq!(
        press(&mut harness, Motion::LineEnd, Extend::No),
        end,
        "the end of a full line is not the next line"
    );
    let home = press(&mut harness, Motion::LineStart, Extend::No);
    assert_eq!(home, find(&harness.state().article, "The harbour").start());
}

#[test]
fn every_motion_ends_and_every_key_can_be_held() {
    let long = format!("# Title\n\n{}", "One two three. ".repeat(900));
    let mut harness = desk(&long, &[]);
    let end = harness.state().article.text.end();
    assert_eq!(press(&mut harness, Motion::ArticleEnd, Extend::No), end);
    assert_eq!(press(&mut harness, Motion::Right, Extend::No), end);
    assert_eq!(press(&mut harness, Motion::Down, Extend::No), end);
    let mut at = press(&mut harness, Motion::ArticleStart, Extend::No);
    for motion in [Motion::PageDown, Motion::Down, Motion::Right, Motion::WordRight, Motion::SentenceOn] {
        let mut steps = 0;
        while at < end && steps < 40 {
            let next = press(&mut harness, motion, Extend::No);
            assert!(next > at, "{motion:?} goes on from {at}");
            (at, steps) = (next, steps + 1);
        }
    }
    assert_eq!(press(&mut harness, Motion::ArticleStart, Extend::Selection), ByteOffset::default());
    assert!(harness.state().selected().len() > 100);
}

#[test]
fn stepping_crosses_the_parts_of_a_long_paragraph_without_a_stop() {
    let long = "One two three four five six seven. ".repeat(300);
    let mut harness = desk(&long, &[]);
    harness.state_mut().selection = Selection::caret(ByteOffset::new(3900));
    harness.run();
    let mut at = ByteOffset::new(3900);
    for _ in 0..400 {
        let next = press(&mut harness, Motion::Right, Extend::No);
        assert_eq!(next, at.plus(1));
        at = next;
    }
    for _ in 0..400 {
        at = press(&mut harness, Motion::Left, Extend::No);
    }
    assert_eq!(at, ByteOffset::new(3900));
}

#[test]
fn the_caret_is_followed_and_places_are_revealed() {
    let long =
        (0..200).map(|n| format!("Paragraph number {n} stands here.")).collect::<Vec<_>>().join("\n\n");
    let mut harness = desk(&long, &[]);
    assert!(harness.query_by_label("Paragraph number 150 stands here.").is_none());
    let span = find(&harness.state().article, "number 150 stands");
    harness.state_mut().view.reveal(span);
    harness.run();
    let y = harness.get_by_label("Paragraph number 150 stands here.").rect().top();
    assert!((100.0..400.0).contains(&y), "in the upper part: {y}");
    press(&mut harness, Motion::ArticleEnd, Extend::No);
    harness.get_by_label("Paragraph number 199 stands here.");
    press(&mut harness, Motion::ArticleStart, Extend::No);
    harness.get_by_label("Paragraph number 0 stands here.");
}

#[test]
fn the_wheel_scrolls_and_stops_at_both_ends() {
    let long = (0..60).map(|n| format!("Paragraph number {n} stands here.")).collect::<Vec<_>>().join("\n\n");
    let mut harness = desk(&long, &[]);
    let wheel = |harness: &mut Harness<'_, Desk>, points: f32| {
        harness.hover_at(pos2(500.0, 300.0));
        harness.event(eframe::egui::Event::MouseWheel {
            unit: eframe::egui::MouseWheelUnit::Point,
            delta: vec2(0.0, points),
            phase: eframe::egui::TouchPhase::Move,
            source: eframe::egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        harness.run_ok();
    };
    wheel(&mut harness, 300.0);
    harness.get_by_label("Paragraph number 0 stands here.");
    wheel(&mut harness, -20_000.0);
    let bottom = harness.get_by_label("Paragraph number 59 stands here.").rect().bottom();
    assert!(bottom > 300.0, "the end stays in view: {bottom}");
    wheel(&mut harness, 20_000.0);
    harness.get_by_label("Paragraph number 0 stands here.");
}

#[test]
fn a_click_on_the_map_goes_there() {
    let long =
        (0..200).map(|n| format!("Paragraph number {n} stands here.")).collect::<Vec<_>>().join("\n\n");
    let mut harness = desk(&long, &[]);
    let map = harness.get_by_label_contains("Map of the article").rect();
    click(&mut harness, pos2(map.center().x, map.top() + map.height() * 0.5));
    harness.get_by_label("Paragraph number 100 stands here.");
}

#[test]
fn tagging_moves_no_letter() {
    let plain = desk(NEWS, &[]);
    let tagged = desk(NEWS, &[("claim", "repairs would take six weeks longer"), ("event", "six weeks")]);
    for words in ["Eastgate bridge stays shut", "“Nobody told us"] {
        let (a, b) = (
            plain.get_by_label_contains(words).rect(),
            tagged.get_all_by_label_contains(words).next().unwrap().rect(),
        );
        assert_eq!(a, b);
    }
}

#[test]
fn the_article_keeps_tab_and_arrows_while_it_has_the_focus() {
    let mut harness = desk(NEWS, &[]);
    let at = middle(&mut harness, "Tuesday");
    click(&mut harness, at);
    let focus = harness.state().seen.as_ref().unwrap().focus;
    assert!(harness.ctx.memory(|memory| memory.has_focus(focus)));
    for key in [Key::Tab, Key::ArrowDown, Key::Escape] {
        harness.key_press(key);
        harness.run();
        assert!(harness.ctx.memory(|memory| memory.has_focus(focus)), "{key:?}");
    }
}

#[test]
fn an_empty_article_is_shown() {
    let mut harness = desk("", &[]);
    harness.run();
    click(&mut harness, pos2(400.0, 300.0));
    assert_eq!(press(&mut harness, Motion::Down, Extend::No), ByteOffset::default());
}

#[test]
fn cells_of_a_table_stand_in_columns() {
    let table = "# T\n\n| Year | Cost of it | Note |\n|---|---|---|\n| 2019 | four | the first |\n| 2025 | eleven million | bolts |\n";
    let mut harness = desk(table, &[]);
    let lefts = ["Note", "the first", "bolts"].map(|words| place(&mut harness, words).left());
    assert!(lefts.iter().all(|left| (left - lefts[0]).abs() < 1.0), "{lefts:?}");
    assert!(place(&mut harness, "Cost").left() > place(&mut harness, "2019").right() + 8.0);
}

#[test]
fn the_target_that_a_link_would_have_is_framed_and_can_be_clicked() {
    let mut harness = desk(NEWS, &[("claim", "repairs would take"), ("event", "delay")]);
    let picking = |candidate: Option<&str>| Mode::PickingTarget {
        from: AnnotationId::new("a0"),
        kind: "about".into(),
        candidate: candidate.map(AnnotationId::new),
    };
    let shapes = |harness: &mut Harness<'_, Desk>, candidate| {
        harness.state_mut().mode = picking(candidate);
        harness.run();
        harness.output().shapes.len()
    };
    let without = shapes(&mut harness, None);
    assert!(shapes(&mut harness, Some("a1")) > without);
    let at = middle(&mut harness, "delay");
    click(&mut harness, at);
    assert_eq!(harness.state().current, Some(AnnotationId::new("a1")));
}

#[test]
fn colleagues_tags_are_drawn_and_cannot_be_chosen() {
    let mut harness = desk(NEWS, &[]);
    let without = harness.output().shapes.len();
    let theirs = Desk::new(NEWS, &[("claim", "repairs would take six weeks")]);
    harness.state_mut().others = vec![Other { set: theirs.set.into(), index: theirs.index.into() }];
    harness.run();
    assert!(harness.output().shapes.len() > without, "an underline and a stripe");
    assert!(harness.query_by_label_contains("claim: ").is_none());
    let at = middle(&mut harness, "six weeks");
    click(&mut harness, at);
    assert_eq!(harness.state().current, None);
}

#[test]
fn hits_of_the_search_are_drawn_where_they_stand() {
    let mut harness = desk(NEWS, &[]);
    let without = harness.output().shapes.len();
    harness.state_mut().hits =
        vec![find(&harness.state().article, "Tuesday"), find(&harness.state().article, "שטרח")];
    harness.run();
    assert_eq!(harness.output().shapes.len(), without + 2);
}
