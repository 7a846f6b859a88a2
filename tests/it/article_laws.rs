//! What holds of every article, however it was read.

use crate::support::article::{RAGS, check_shape, read_as, source};
use copydesk::article::{Reading, SourceMap, read};
use copydesk::text::ByteOffset;
use proptest::prelude::*;

proptest! {
    #[test]
    fn plain_text_is_read_as_it_stands(text in any::<String>()) {
        prop_assume!(!text.starts_with('\u{feff}'));
        let article = read(text.as_bytes(), Reading::Plain, Some("utf-8")).unwrap();
        prop_assert_eq!(article.text.as_str(), &text);
        check_shape(&article)?;
    }

    #[test]
    fn blocks_tile_whatever_is_read(source in source(RAGS)) {
        for reading in Reading::ALL {
            check_shape(&read_as(reading, &source))?;
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for reading in Reading::ALL {
            for encoding in [None, Some("utf-16"), Some("shift_jis"), Some("windows-1252")] {
                if let Ok(article) = read(&bytes, reading, encoding) {
                    check_shape(&article)?;
                }
            }
        }
    }

    #[test]
    fn the_same_bytes_read_the_same(source in source(RAGS)) {
        for reading in Reading::ALL {
            prop_assert_eq!(read_as(reading, &source), read_as(reading, &source));
        }
    }

    #[test]
    fn an_exact_piece_is_its_source(source in source(RAGS)) {
        let article = read_as(Reading::Markdown, &source);
        let text = article.text.as_str();
        let Some(SourceMap::Pieces(pieces)) = &article.sources else { panic!("Markdown keeps its sources") };
        let mut end = ByteOffset::default();
        for piece in pieces {
            prop_assert!(end <= piece.text.start && piece.text.start < piece.text.end);
            end = piece.text.end;
            let words = &text[piece.text.start.index()..piece.text.end.index()];
            let from = source.get(piece.source.start.index()..piece.source.end.index());
            prop_assert!(from.is_some(), "a piece is from inside the source");
            if piece.exact {
                prop_assert_eq!(Some(words), from);
            }
        }
    }

    #[test]
    fn markdown_reads_wrapped_lines_like_one_line(words in prop::collection::vec("[a-zé“”,]{1,8}", 1..20)) {
        let wrapped = read_as(Reading::Markdown, &words.join("\n"));
        let flowing = read_as(Reading::Markdown, &words.join(" "));
        prop_assert_eq!(wrapped.text, flowing.text);
    }
}
