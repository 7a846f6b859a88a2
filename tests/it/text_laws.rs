//! Laws of reading text: positions in three units, spans, motions, stretches.

use crate::support::{find, nasty, text};
use copydesk::text::{Boundary, ByteOffset, CharOffset, ReadingText, SpanError, Stretch, Utf16Offset};
use proptest::prelude::*;
use proptest::sample::Index;

/// Every conversion at every position, against the standard library's own counting.
fn check_units(text: &ReadingText) {
    let words = text.as_str();
    let (mut chars, mut units) = (0, 0);
    for at in 0..=words.len() + 2 {
        let byte = ByteOffset::at(at);
        if !words.is_char_boundary(at) {
            assert_eq!(
                (text.char_offset(byte), text.utf16_offset(byte)),
                (None, None),
                "inside or beyond: {at}"
            );
            continue;
        }
        let (char_at, unit_at) = (CharOffset::new(chars), Utf16Offset::new(units));
        assert_eq!(
            (text.char_offset(byte), text.utf16_offset(byte)),
            (Some(char_at), Some(unit_at)),
            "at {at}"
        );
        assert_eq!(text.byte_offset(char_at), Some(byte), "code point {chars}");
        assert_eq!(text.byte_of_utf16(unit_at), Some(byte), "unit {units}");
        if let Some(c) = words[at..].chars().next() {
            if c.len_utf16() == 2 {
                assert_eq!(text.byte_of_utf16(Utf16Offset::new(units + 1)), None, "inside a pair");
            }
            chars += 1;
            units += u32::try_from(c.len_utf16()).unwrap();
        }
    }
    assert_eq!((text.chars().get(), text.utf16_units().get()), (chars, units));
    assert_eq!(text.byte_offset(CharOffset::new(chars + 1)), None);
    assert_eq!(text.byte_of_utf16(Utf16Offset::new(units + 1)), None);
}

proptest! {
    #[test]
    fn positions_in_three_units_agree(text in nasty::text()) {
        check_units(&text);
    }

    #[test]
    fn spans_come_back_from_every_unit((text, spans) in nasty::text_and_spans()) {
        for span in spans {
            let (start, end) = text.chars_of(span);
            prop_assert_eq!(text.span_of_chars(start, end), Ok(span));
            let units = |at| text.utf16_offset(at).unwrap();
            prop_assert_eq!(text.span_of_utf16(units(span.start()), units(span.end())), Ok(span));
            let places = usize::try_from(start.get()).unwrap()..usize::try_from(end.get()).unwrap();
            let words: String = text.as_str().chars().skip(places.start).take(places.len()).collect();
            prop_assert_eq!(text.quote(span), words);
        }
    }
}

#[test]
fn positions_agree_where_counting_takes_strides() {
    for unit in ["a", "é", "漢", "😀", "ab😀é漢"] {
        for length in [63, 64, 65, 127, 128, 129, 1023, 1024, 1025, 2047, 2048, 2049, 3000] {
            let padding = "x".repeat(length % 7);
            check_units(&text(&(padding + &unit.repeat(length.div_ceil(unit.len())))));
        }
    }
}

#[test]
fn the_hash_is_that_of_the_bytes() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(text("").sha256(), empty);
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(text("abc").sha256(), abc);
}

#[test]
fn two_positions_make_a_span_or_say_why_not() {
    let text = text("Zoé😀");
    let at = ByteOffset::at;
    assert_eq!(text.span(at(2), at(4)), Ok(find(&text, "é")));
    assert_eq!(text.span(at(2), at(3)), Err(SpanError::InsideCharacter { at: 3 }));
    assert_eq!(text.span(at(2), at(2)), Err(SpanError::Empty { start: 2, end: 2 }));
    assert_eq!(text.span(at(4), at(2)), Err(SpanError::Empty { start: 4, end: 2 }));
    assert_eq!(text.span(at(2), at(9)), Err(SpanError::OutOfBounds { at: 9, len: 8 }));
    let c = CharOffset::new;
    assert_eq!(text.span_of_chars(c(2), c(5)), Err(SpanError::OutOfBounds { at: 5, len: 4 }));
    assert_eq!(text.span_of_chars(c(3), c(2)), Err(SpanError::Empty { start: 3, end: 2 }));
    let u = Utf16Offset::new;
    assert_eq!(text.span_of_utf16(u(3), u(4)), Err(SpanError::InsideCharacter { at: 4 }));
    assert_eq!(text.span_of_utf16(u(3), u(6)), Err(SpanError::OutOfBounds { at: 6, len: 5 }));
}

/// Every motion and stretch from one place, however odd.
fn check_motions(text: &ReadingText, at: ByteOffset) {
    for boundary in [Boundary::Character, Boundary::Word, Boundary::Sentence, Boundary::Paragraph] {
        let (before, after) = (text.before(at, boundary), text.after(at, boundary));
        assert!(text.is_cluster_boundary(before) && text.is_cluster_boundary(after), "{boundary:?} at {at}");
        assert!(before < at || at == ByteOffset::default(), "{boundary:?} back from {at} to {before}");
        assert!(after > at || at == text.end(), "{boundary:?} on from {at} to {after}");
    }
    for stretch in Stretch::ALL {
        let Some(span) = text.stretch_at(at, stretch) else { continue };
        let whole = text.is_cluster_boundary(span.start()) && text.is_cluster_boundary(span.end());
        assert!(whole, "{stretch:?} at {at}: {:?}", text.quote(span));
    }
}

proptest! {
    #[test]
    fn motions_go_on_and_back_and_stop_at_characters(text in nasty::text(), place in any::<Index>()) {
        let at = ByteOffset::at(place.index(text.as_str().len() + 1));
        check_motions(&text, at);
    }

    #[test]
    fn carets_walk_the_whole_text_in_both_directions(text in nasty::text()) {
        for boundary in [Boundary::Character, Boundary::Word, Boundary::Sentence, Boundary::Paragraph] {
            let walk = |mut at: ByteOffset, last, step: &dyn Fn(ByteOffset) -> ByteOffset| {
                let mut stops = vec![at];
                while at != last {
                    at = step(at);
                    stops.push(at);
                }
                stops
            };
            let (start, end) = (ByteOffset::default(), text.end());
            let on = walk(start, end, &|at| text.after(at, boundary));
            let mut back = walk(end, start, &|at| text.before(at, boundary));
            back.reverse();
            if boundary == Boundary::Character {
                prop_assert_eq!(&on, &back);
                let clusters = nasty::cluster_boundaries(&text);
                prop_assert_eq!(on.into_iter().map(ByteOffset::index).collect::<Vec<_>>(), clusters);
            } else if boundary != Boundary::Word {
                prop_assert_eq!(on, back, "{:?} in {:?}", boundary, text.as_str());
            }
        }
    }

    #[test]
    fn a_selection_grows_step_by_step_to_the_paragraph((text, spans) in nasty::text_and_spans()) {
        for span in spans {
            let mut now = span;
            for _ in 0..100 {
                let Some(grown) = text.grown(now) else { break };
                prop_assert!(grown.covers(now) && grown.len() > now.len(), "{:?}", text.quote(now));
                now = grown;
            }
            prop_assert_eq!(text.grown(now), None, "it ends");
            for at in [span.start(), text.before(span.end(), Boundary::Character).max(span.start())] {
                let paragraph = text.stretch_at(at, Stretch::Paragraph);
                prop_assert!(paragraph.is_none_or(|paragraph| now.covers(paragraph)));
            }
        }
    }

    #[test]
    fn what_is_snapped_covers_what_was_chosen(text in nasty::text(), ends in nasty::ends()) {
        let at = |end: Index| ByteOffset::at(end.index(text.as_str().len() + 1));
        let (one, other) = (at(ends.0), at(ends.1));
        prop_assert_eq!(text.snapped(one, other), text.snapped(other, one));
        let Some(span) = text.snapped(one, other) else {
            prop_assert_eq!(one, other);
            return Ok(());
        };
        prop_assert!(span.start() <= one.min(other) && one.max(other) <= span.end());
        prop_assert!(text.is_cluster_boundary(span.start()) && text.is_cluster_boundary(span.end()));
        prop_assert_eq!(text.snapped(span.start(), span.end()), Some(span), "twice is once");
        let words = text.snapped_to_words(one, other).unwrap();
        prop_assert!(text.quote(words).contains(text.quote(span).trim()));
        prop_assert_eq!(text.snapped_to_words(words.start(), words.end()), Some(words), "twice is once");
    }

    #[test]
    fn nothing_is_far_in_a_text_without_line_breaks(words in nasty::words(), place in any::<Index>()) {
        let text = text(&format!("{}.{}", words.replace(['\n', '\r'], " "), "x, “y” ".repeat(1200)));
        let at = ByteOffset::at(place.index(text.as_str().len() + 1));
        check_motions(&text, at);
    }
}

#[test]
fn what_lies_between_two_places_is_what_they_say() {
    let text = text("Zoé left.");
    let at = ByteOffset::at;
    assert_eq!(text.between(at(0), at(4)), "Zoé");
    assert_eq!(text.between(at(0), at(3)), "", "inside a character");
    assert_eq!(text.between(at(4), at(0)), "", "the wrong order");
    assert_eq!(text.floor(at(3)), at(2));
    assert_eq!(text.floor(at(99)), at(10));
}
