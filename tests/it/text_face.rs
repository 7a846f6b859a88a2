//! The text face: what stands where, with the bundled fonts alone.

use copydesk::text::ByteOffset;
use copydesk::ui::text_face::{
    Affinity, Caret, Direction, Emphasis, EmphasisKind, Look, Paragraph, TextFace, Way, readable,
};
use copydesk::ui::units::whole;
use eframe::egui::{Context, RawInput, Rect, pos2, vec2};
use proptest::prelude::*;
use std::rc::Rc;
use unicode_segmentation::UnicodeSegmentation as _;

/// Words in the scripts that the bundled fonts cover, with marks, joiners, digits, brackets and ligatures.
const WORDS: [&str; 40] = [
    "bridge",
    "office",
    "first",
    "affluent",
    "naïve",
    "cafe\u{301}",
    "n\u{303}o",
    "“Nobody",
    "told”",
    "4,000",
    "(2019)",
    "Æsir",
    "λιμεναρχείου",
    "έκθεση",
    "ΑΘΗΝΑ",
    "правительство",
    "й",
    "Київ",
    "ממשלה",
    "שָׁלוֹם",
    "ערב",
    "שבת",
    "«מי",
    "שטרח»",
    "بيان",
    "وزارة",
    "الطاقة",
    "بیانیهٔ",
    "می\u{200c}خواهم",
    "۱۲",
    "لا",
    "مُحَمَّد",
    "١٢٣",
    "(القاهرة)",
    "x\u{200d}y",
    "U.S.",
    "—",
    "…",
    "a",
    "ע",
];

/// Words that need the fonts of the machine.
const SYSTEM_WORDS: [&str; 10] =
    ["世界", "「橋」は", "記者、", "서울시", "नमस्ते", "किताबें", "ज्ञान", "👩\u{200d}👩\u{200d}👧", "🇫🇷", "👍🏽"];

/// Whether the laws are tried with the fonts of the machine too. It must have some for the words above, as in
/// `.ci/run`; elsewhere the outcome would depend on the machine.
fn with_system_fonts() -> bool {
    std::env::var_os("COPYDESK_TEST_SYSTEM_FONTS").is_some()
}

fn words() -> Vec<&'static str> {
    let mut words = WORDS.to_vec();
    if with_system_fonts() {
        words.extend(SYSTEM_WORDS);
    }
    words
}

fn face() -> TextFace {
    if !with_system_fonts() {
        return TextFace::bundled();
    }
    let ctx = Context::default();
    let face = TextFace::with_system_fonts(&ctx);
    while face.fonts_revision() == 0 {
        ctx.begin_pass(RawInput::default());
        face.begin_frame(&ctx);
        ctx.end_pass().textures_delta.clear();
        std::thread::yield_now();
    }
    face
}

fn texts() -> impl Strategy<Value = String> {
    let blank = prop::sample::select(vec![" ", " ", " ", " ", "\u{a0}", "  ", "\n", ", "]);
    let word = prop::sample::select(words());
    prop::collection::vec((word, blank), 1..24).prop_map(|pairs| {
        let mut text: String = pairs.iter().flat_map(|(word, blank)| [*word, *blank]).collect();
        text.truncate(text.trim_end().len());
        text
    })
}

thread_local! {
    static FACE: TextFace = face();
}

fn laid(text: &str, width: f32) -> Rc<Paragraph> {
    FACE.with(|face| face.layout(text, &Look::ARTICLE, Some(width), 1.0, &[]))
}

fn boundaries(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

fn at(index: usize) -> ByteOffset {
    ByteOffset::at(index)
}

/// The one place of a cluster, and whether it has a width.
fn place(paragraph: &Paragraph, from: usize, to: usize) -> Option<Rect> {
    let patches = paragraph.rects(at(from)..at(to));
    assert!(patches.len() <= 1, "a cluster stands in one place");
    patches.first().map(|patch| patch.rect).filter(|rect| rect.width() > 0.05)
}

proptest! {
    #[test]
    fn the_point_of_a_boundary_hits_that_boundary(text in texts(), width in 60.0_f32..700.0) {
        let paragraph = laid(&text, width);
        for pair in boundaries(&text).windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let Some(rect) = place(&paragraph, from, to) else { continue };
            for (boundary, affinity) in [(from, Affinity::Downstream), (to, Affinity::Upstream)] {
                let caret = Caret { at: at(boundary), affinity };
                let drawn = paragraph.caret_rect(caret);
                prop_assert!(rect.left() - 0.02 <= drawn.left() && drawn.left() <= rect.right() + 0.02);
                // Just inside the cluster that the caret belongs to.
                let inside = drawn.left() + (rect.center().x - drawn.left()) * 0.2;
                let hit = paragraph.hit(vec2(inside, rect.center().y));
                prop_assert_eq!(hit, caret, "at {} of {:?}", boundary, text);
            }
        }
    }

    #[test]
    fn a_selection_covers_its_clusters_and_no_other(
        text in texts(), width in 60.0_f32..700.0, ends in (any::<prop::sample::Index>(), any::<prop::sample::Index>())
    ) {
        let paragraph = laid(&text, width);
        let boundaries = boundaries(&text);
        let (a, b) = (ends.0.index(boundaries.len()), ends.1.index(boundaries.len()));
        let (start, end) = (boundaries[a.min(b)], boundaries[a.max(b)]);
        let patches = paragraph.rects(at(start)..at(end));
        let mut wide = 0.0;
        for pair in boundaries.windows(2) {
            let Some(rect) = place(&paragraph, pair[0], pair[1]) else { continue };
            let middle = rect.center();
            let covered = patches.iter().filter(|patch| patch.rect.contains(middle)).count();
            let chosen = start <= pair[0] && pair[1] <= end;
            prop_assert_eq!(covered, usize::from(chosen), "at {} of {:?}", pair[0], text);
            if chosen {
                wide += rect.width();
            }
        }
        let shown: f32 = patches.iter().map(|patch| patch.rect.width()).sum();
        prop_assert!((wide - shown).abs() < 0.5, "clusters are {} wide, the rectangles {}", wide, shown);
    }

    #[test]
    fn lines_tile_the_text(text in texts(), width in 60.0_f32..700.0) {
        let paragraph = laid(&text, width);
        let mut end = at(0);
        for line in 0..paragraph.line_count() {
            let range = paragraph.line_range(line);
            prop_assert_eq!(range.start, end);
            end = range.end;
        }
        prop_assert_eq!(end, at(text.len()));
        let height = paragraph.line_height() * f32::from(u16::try_from(paragraph.line_count()).unwrap());
        prop_assert!((paragraph.height() - height).abs() < 0.01);
    }

    #[test]
    fn no_line_is_wider_than_the_column(text in texts(), width in 200.0_f32..700.0) {
        prop_assert!(laid(&text, width).width() <= width + 0.5);
    }

    #[test]
    fn stepping_right_passes_every_cluster_of_a_line_once(text in texts()) {
        let text = text.replace('\n', " ");
        let paragraph = FACE.with(|face| face.layout(&text, &Look::ARTICLE, None, 1.0, &[]));
        let middle = paragraph.line_height() / 2.0;
        let mut caret = paragraph.hit(vec2(-10.0, middle));
        let mut x = paragraph.caret_rect(caret).left();
        let mut steps = 0;
        while let Some(next) = paragraph.step(caret, Way::Right) {
            let reached = paragraph.caret_rect(next).left();
            prop_assert!(reached > x, "every step leads to the right");
            (caret, x) = (next, reached);
            steps += 1;
        }
        let shown = boundaries(&text).windows(2).filter(|p| place(&paragraph, p[0], p[1]).is_some()).count();
        prop_assert_eq!(steps, shown);
        prop_assert!((x - paragraph.rects(at(0)..at(text.len())).iter().map(|p| p.rect.right()).fold(0.0, f32::max)).abs() < 0.05);
    }

    #[test]
    fn stepping_back_undoes_a_step_in_one_script(words in prop::collection::vec(prop::sample::select(WORDS[..18].to_vec()), 1..12)) {
        let text = words.join(" ");
        let paragraph = laid(&text, 220.0);
        let mut caret = paragraph.line_start(0);
        while let Some(next) = paragraph.step(caret, Way::Right) {
            prop_assert_eq!(paragraph.step(next, Way::Left).map(|c| c.at), Some(caret.at));
            caret = next;
        }
        prop_assert_eq!(caret.at, at(text.len()));
    }

    #[test]
    fn readable_words_have_no_control_character(words in ".{0,80}") {
        let turns = |c: char| ('\u{202A}'..='\u{202E}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
        let shown = readable(&words).into_owned();
        prop_assert!(!shown.contains(|c: char| c.is_control() || turns(c)));
    }
}

#[test]
fn every_script_has_glyphs_of_its_own() {
    for text in ["bridge", "λιμεναρχείου", "правительство", "ממשלה", "بيان", "۱۲"]
    {
        let paragraph = laid(text, 600.0);
        let mut widths: Vec<usize> = boundaries(text)
            .windows(2)
            .filter_map(|p| place(&paragraph, p[0], p[1]))
            .map(|r| whole(r.width()))
            .collect();
        widths.sort_unstable();
        widths.dedup();
        assert!(widths.len() > 1 || text == "۱۲", "{text}: boxes for missing glyphs are equally wide");
    }
}

#[test]
fn hebrew_runs_to_the_left_from_the_right_edge() {
    let paragraph = laid("ערב שבת", 300.0);
    assert_eq!(paragraph.direction(), Direction::RightToLeft);
    let first = paragraph.rects(at(0)..at(2));
    assert!((first[0].rect.right() - 300.0).abs() < 1.0);
    let step = paragraph.step(paragraph.line_start(0), Way::Left).unwrap();
    assert_eq!(step.at, at(2));
}

#[test]
fn a_hebrew_word_in_english_stands_between_its_neighbours() {
    let text = "proverb ערב said";
    let paragraph = laid(text, 600.0);
    let (before, word, after) =
        (paragraph.rects(at(0)..at(7)), paragraph.rects(at(8)..at(14)), paragraph.rects(at(15)..at(19)));
    assert!(before[0].rect.right() < word[0].rect.left() && word[0].rect.right() < after[0].rect.left());
    // Its first letter is the rightmost of the three.
    let first = paragraph.rects(at(8)..at(10))[0].rect;
    assert!((first.right() - word[0].rect.right()).abs() < 0.05);
}

#[test]
fn a_range_across_a_change_of_direction_has_two_rectangles() {
    let text = "and ערב שבת or";
    let paragraph = laid(text, 600.0);
    // “and ערב”: the English words, and the right part of the Hebrew ones.
    assert_eq!(paragraph.rects(at(0)..at(10)).len(), 2);
    assert_eq!(paragraph.rects(at(0)..at(text.len())).len(), 1);
}

#[test]
fn letters_of_a_ligature_share_its_shape_evenly() {
    let alone = laid("f", 600.0).width() + laid("i", 600.0).width();
    let paragraph = laid("fi", 600.0);
    let (first, second) = (paragraph.rects(at(0)..at(1))[0].rect, paragraph.rects(at(1)..at(2))[0].rect);
    assert!((paragraph.width() - alone).abs() > 0.05, "the font joins f and i");
    assert!((first.width() - second.width()).abs() < 0.05 && first.width() > 1.0);
    assert!((first.right() - second.left()).abs() < 0.05);
}

#[test]
fn lines_are_equally_high_whatever_they_mix() {
    let mixed = laid("one שָׁלוֹם two بیانیهٔ three\nfour", 600.0);
    let plain = laid("one two three\nfour", 600.0);
    assert!((mixed.height() - plain.height()).abs() < 0.01);
}

#[test]
fn a_line_break_ends_a_line_and_has_no_width() {
    for text in ["one\ntwo", "one\r\ntwo", "one\u{2028}two"] {
        let paragraph = laid(text, 600.0);
        assert_eq!(paragraph.line_count(), 2, "{text:?}");
        let end = paragraph.line_end(0);
        assert_eq!((end.at, paragraph.line_of(end)), (at(3), 0), "{text:?}");
        let second = paragraph.line_start(1);
        assert_eq!((second.at, paragraph.line_of(second)), (at(text.len() - 3), 1), "{text:?}");
        assert_eq!(paragraph.step(end, Way::Right), Some(second));
        assert_eq!(paragraph.step(second, Way::Left), Some(end));
        assert_eq!(paragraph.hit(vec2(599.0, 5.0)).at, at(3), "beyond the end of the first line");
    }
}

#[test]
fn no_text_is_one_line_with_a_place_for_the_caret() {
    let paragraph = laid("", 600.0);
    assert_eq!(paragraph.line_count(), 1);
    assert_eq!(paragraph.hit(vec2(10.0, 10.0)).at, at(0));
    assert!(paragraph.height() > 20.0);
    assert!(paragraph.rects(at(0)..at(0)).is_empty());
}

#[test]
fn blanks_at_the_end_of_a_line_take_no_ink() {
    let text = "repairs to the Eastgate bridge would take six weeks longer";
    let paragraph = laid(text, 200.0);
    assert!(paragraph.line_count() > 2);
    for patch in paragraph.ink_rects(at(0)..at(text.len())) {
        assert!(patch.rect.right() <= 200.5);
    }
}

#[test]
fn the_same_words_are_laid_out_once() {
    let emphasis = [Emphasis { range: at(0)..at(3), kind: EmphasisKind::Bold }];
    FACE.with(|face| {
        let first = face.layout("one two", &Look::ARTICLE, Some(300.0), 1.0, &[]);
        let again = face.layout("one two", &Look::ARTICLE, Some(300.0), 1.0, &[]);
        assert!(Rc::ptr_eq(&first, &again));
        let sharper = face.layout("one two", &Look::ARTICLE, Some(300.0), 2.0, &[]);
        let heavier = face.layout("one two", &Look::ARTICLE, Some(300.0), 1.0, &emphasis);
        assert!(!Rc::ptr_eq(&first, &sharper) && !Rc::ptr_eq(&first, &heavier));
        assert!(heavier.width() > first.width());
        assert!((sharper.width() - first.width()).abs() < 1.0);
    });
}

#[test]
fn a_point_above_or_below_hits_the_first_or_last_line() {
    let paragraph = laid("one\ntwo", 600.0);
    assert_eq!(paragraph.line_of(paragraph.hit(vec2(5.0, -100.0))), 0);
    assert_eq!(paragraph.line_of(paragraph.hit(vec2(5.0, 1000.0))), 1);
    assert_eq!(pos2(0.0, 0.0), paragraph.rects(at(0)..at(1))[0].rect.min);
}

#[test]
fn a_name_that_turns_its_end_around_is_shown_as_it_is() {
    assert_eq!(readable("report\u{202E}fdp.exe"), "reportfdp.exe");
    assert_eq!(readable("a\tb\nc\u{0}"), "a b c\u{fffd}");
    assert_eq!(readable("می\u{200c}خواهم"), "می\u{200c}خواهم");
}

#[test]
fn the_blank_at_the_end_of_a_line_stands_outside_its_words() {
    for (text, inside) in [("quoting «מי שטרח» again", 8..10), ("ערב bridge שבת", 4..5)] {
        let full = laid(text, 700.0).width();
        let widths = (0..80_u8).map(|step| full - f32::from(step) * 2.0);
        let paragraphs = widths.map(|width| laid(text, width)).collect::<Vec<_>>();
        // Somewhere a line ends after the first word that runs against the paragraph.
        let broken = paragraphs.iter().find(|p| {
            let end = p.line_range(0).end.index();
            p.line_count() > 1
                && end < text.len() - 6
                && end > inside.end
                && p.rects(at(0)..at(end)).len() == 1
        });
        let paragraph = broken.expect("a width at which the line breaks there");
        let end = paragraph.line_range(0).end.index();
        assert!(text[..end].ends_with(' '), "{:?}", &text[..end]);
        assert_eq!(paragraph.ink_rects(at(0)..at(end)).len(), 1, "{text}: the words stand together");
    }
}
