//! Plain text, and how bytes become text.

use crate::support::article::{plain, shape};
use copydesk::article::{
    Article, ForeignFile, MAX_ARTICLE_BYTES, ReadArticleError, Reading, SourceMap, read,
};
use copydesk::text::ByteOffset;

fn bytes(bytes: &[u8]) -> Result<Article, ReadArticleError> {
    read(bytes, Reading::Plain, None)
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

fn utf16(words: &str, order: Order) -> Vec<u8> {
    let bytes_of = |unit: u16| match order {
        Order::Little => unit.to_le_bytes(),
        Order::Big => unit.to_be_bytes(),
    };
    words.encode_utf16().flat_map(bytes_of).collect()
}

#[test]
fn a_block_is_a_line_that_is_not_empty() {
    assert_eq!(shape(&plain("One.\r\n\r\nTwo.\nThree.\rFour.\n\n")), "One.\nTwo.\nThree.\nFour.\n");
}

#[test]
fn line_ends_stay_and_no_title_is_invented() {
    let article = plain("Headline\r\n\r\nWords.\r\n");
    assert_eq!(article.text.as_str(), "Headline\r\n\r\nWords.\r\n");
    assert!(article.details.is_empty());
}

#[test]
fn a_file_without_a_word_is_an_article() {
    for reading in Reading::ALL {
        let article = read(b"", reading, None).unwrap();
        assert_eq!(
            (article.text.as_str(), article.blocks.len(), article.encoding.as_str()),
            ("", 0, "utf-8")
        );
    }
}

#[test]
fn a_byte_order_mark_is_no_text() {
    assert_eq!(bytes(b"\xEF\xBB\xBFcaf\xC3\xA9").unwrap().text.as_str(), "café");
}

#[test]
fn a_plain_source_is_the_reading_text() {
    let article = plain("über");
    assert_eq!(article.sources, Some(SourceMap::Same));
    assert_eq!(article.blocks[0].source, Some(ByteOffset::new(0)..ByteOffset::new(5)));
}

#[test]
fn a_byte_order_mark_tells_utf16() {
    for (mark, order, name) in
        [(b"\xFF\xFE", Order::Little, "utf-16le"), (b"\xFE\xFF", Order::Big, "utf-16be")]
    {
        let file = [mark.to_vec(), utf16("“Ja”, sagte 😀\r\n", order)].concat();
        let article = bytes(&file).unwrap();
        assert_eq!((article.text.as_str(), article.encoding.as_str()), ("“Ja”, sagte 😀\r\n", name));
    }
}

#[test]
fn utf16_without_its_mark_is_guessed_and_not_used() {
    for (order, name) in [(Order::Little, "utf-16le"), (Order::Big, "utf-16be")] {
        let file = utf16("The minister said on Monday that nothing was decided.", order);
        let unclear = ReadArticleError::EncodingUnclear { guess: name.into(), at: 0, line: 1 };
        assert_eq!(bytes(&file), Err(unclear));
        let article = read(&file, Reading::Plain, Some(name)).unwrap();
        assert_eq!(article.text.as_str(), "The minister said on Monday that nothing was decided.");
    }
}

#[test]
fn another_encoding_is_guessed_and_used_with_consent() {
    let file = b"Zwei Zeilen.\nDer B\xFCrgermeister sagte: \x84Wir pr\xFCfen das.\x93";
    let Err(ReadArticleError::EncodingUnclear { guess, at, line }) = bytes(file) else {
        panic!("windows-1252 is not UTF-8")
    };
    assert_eq!((guess.as_str(), at, line), ("windows-1252", 18, 2));
    let article = read(file, Reading::Plain, Some("latin1")).unwrap();
    assert_eq!(article.text.as_str(), "Zwei Zeilen.\nDer Bürgermeister sagte: „Wir prüfen das.“");
    assert_eq!(article.encoding, "windows-1252", "the name is that of the WHATWG, whatever the label");
}

#[test]
fn a_byte_that_does_not_fit_what_was_said_is_named() {
    let malformed =
        |encoding: &str, at, line| Err(ReadArticleError::Malformed { encoding: encoding.into(), at, line });
    assert_eq!(read(b"One\ntwo \xFF", Reading::Plain, Some("utf-8")), malformed("utf-8", 8, 2));
    assert_eq!(bytes(b"\xEF\xBB\xBFOne\xFF"), malformed("utf-8", 6, 1));
    let shift_jis = b"\x93\xFA\n\x93\xFA\xFF!";
    assert_eq!(read(shift_jis, Reading::Plain, Some("shift_jis")), malformed("shift_jis", 5, 2));
    let lone = [b"\xFF\xFE".to_vec(), utf16("ab", Order::Little), vec![0x00, 0xD8, b'c', 0]].concat();
    assert_eq!(bytes(&lone), malformed("utf-16le", 6, 1));
}

#[test]
fn an_unknown_encoding_is_named_back() {
    let error = read(b"x", Reading::Plain, Some("klingon")).unwrap_err();
    assert_eq!(error, ReadArticleError::UnknownEncoding { label: "klingon".into() });
    assert!(read(b"x", Reading::Plain, Some("iso-2022-kr")).is_err(), "an encoding that only replaces");
}

#[test]
fn a_stray_nul_is_kept_and_a_file_of_nuls_is_refused() {
    assert_eq!(bytes(b"One\0two").unwrap().text.as_str(), "One\0two");
    assert_eq!(bytes(&[0; 4096]), Err(ReadArticleError::NotText { at: 0 }));
    assert_eq!(bytes(b"\x7FELF\x02\x01\0\0\0\xFF\xFE\x80"), Err(ReadArticleError::NotText { at: 6 }));
}

#[test]
fn files_that_are_no_text_are_refused_with_a_way_out() {
    let foreign = |file: &[u8]| match bytes(file) {
        Err(error @ ReadArticleError::Foreign { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        foreign(b"%PDF-1.7\n%\xE2\xE3"),
        "PDF files are not read yet; save it as text or HTML, or copy its words and paste them as a new article"
    );
    assert!(
        foreign(b"PK\x03\x04....[Content_Types].xml....word/document.xml")
            .starts_with("Word documents (DOCX)")
    );
    assert!(foreign(b"PK\x03\x04....mimetypeapplication/epub+zip").starts_with("archives"));
    assert_eq!(bytes(br"{\rtf1\ansi Words}"), Err(ReadArticleError::Foreign { kind: ForeignFile::Rtf }));
    assert_eq!(bytes(b"PK Kumar said: %PDF").unwrap().text.as_str(), "PK Kumar said: %PDF");
}

#[test]
fn an_article_beyond_the_limit_is_refused() {
    let file = vec![b'a'; MAX_ARTICLE_BYTES + 1];
    let error = bytes(&file).unwrap_err();
    assert_eq!(error, ReadArticleError::TooLarge { bytes: MAX_ARTICLE_BYTES + 1 });
    assert_eq!(
        error.to_string(),
        "the article has 65 MiB, and more than 64 are not read; split it into parts"
    );
}

#[test]
fn extensions_choose_the_reading() {
    let of = |path: &str| Reading::of_path(path.as_ref()).map(Reading::name);
    assert_eq!(of("a/b.TXT"), Some("plain/1"));
    assert_eq!(of("b.c.markdown"), Some("markdown/1"));
    assert_eq!((of("b.htm"), of("b.xhtml")), (Some("html/1"), Some("html/1")));
    assert_eq!((of("b.pdf"), of("txt"), of(".md")), (None, None, None));
    assert!(Reading::ALL.iter().all(|reading| Reading::parse(reading.name()) == Some(*reading)));
    assert_eq!(Reading::parse("plain/2"), None);
}
