//! Laws of reading text: positions in three units, spans, motions, stretches.

use crate::support::{find, nasty, text};
use copydesk::text::{ByteOffset, CharOffset, ReadingText, SpanError, Utf16Offset};
use proptest::prelude::*;

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
