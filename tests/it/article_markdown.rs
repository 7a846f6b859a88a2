//! Markdown, rule by rule.

use crate::support::article::{markdown, shape, words};
use copydesk::article::{BlockKind, MarkKind};
use copydesk::text::ByteOffset;

/// Compares the drawn blocks of a source with a picture.
#[track_caller]
fn check(source: &str, picture: &str) {
    assert_eq!(shape(&markdown(source)), picture);
}

/// Compares the reading text of a source.
#[track_caller]
fn check_text(source: &str, text: &str) {
    assert_eq!(markdown(source).text.as_str(), text);
}

#[test]
fn blocks_are_joined_by_one_blank_line_and_items_by_one_line_break() {
    check_text(
        "# Head\n\n\n\nOne *two*.\n\n- a\n- b\n  - c\n\n1. d\n2. e\n\nEnd.\n",
        "Head\n\nOne two.\n\na\nb\nc\n\nd\ne\n\nEnd.",
    );
}

#[test]
fn a_soft_break_is_one_space() {
    check_text("One\ntwo  \n  three\\\nfour", "One two\nthree\nfour");
    check_text("One\r\ntwo", "One two");
    check_text("*One*\n**two**", "One two");
}

#[test]
fn a_soft_break_between_han_or_kana_is_nothing() {
    check_text("今日\n東京で", "今日東京で");
    check_text("カナ\nかな", "カナかな");
    check_text("*今*\n*日*", "今日");
    check_text("今日\nReuters\n今日", "今日 Reuters 今日");
    check_text("한국\n한국", "한국 한국");
}

#[test]
fn markup_goes_and_entities_are_decoded() {
    check_text("A &amp; B&nbsp;C &mdash; \\*no\\* ~~old~~ `x  y`", "A & B\u{a0}C — *no* old x  y");
    check_text("[words](https://example.org \"title\") <https://example.org>", "words https://example.org");
    check_text("[ref][1]\n\n[1]: https://example.org", "ref");
}

#[test]
fn a_picture_is_its_alt_text() {
    check_text("![A *crowd* outside](x.jpg) and ![](tracker.gif)words", "A crowd outside and words");
    check("![](tracker.gif)\n\nWords.", "Words.\n");
}

#[test]
fn cells_are_parted_by_tabs_and_rows_by_lines() {
    check_text(
        "Before.\n\n| Year | Dead |\n|---|---|\n| 2024 | 12&nbsp;400 |\n| 2025 | |\n| | 7 |\n\nAfter.",
        "Before.\n\nYear\tDead\n2024\t12\u{a0}400\n2025\t\n\t7\n\nAfter.",
    );
    check("|A|B|\n|-|-|\n|1|2|\n\n|C|\n|-|\n|3|", "head: A⇥B\nrow: 1⇥2\nhead: C\nrow: 3\n");
    check_text("|A|\n|-|\n|1|\n\n|C|\n|-|", "A\n1\n\nC");
}

#[test]
fn items_know_depth_and_number() {
    check("3. c\n4. d\n   - in\n\n     more\n5. e\n", "3. c\n4. d\n  - in\n  - more\n5. e\n");
    check_text("- a\n\n  more of a\n\n- b\n", "a\n\nmore of a\nb");
    check_text("- a\n  - b\n\n  again a\n- c", "a\nb\n\nagain a\nc");
    check_text("- a\n- b\n\n<!-- -->\n\n- c", "a\nb\n\nc");
}

#[test]
fn other_blocks_stand_in_items_and_quotations() {
    check("> One.\n>\n> > Two.\n>\n> - a\n\nThree.", "> One.\n> > Two.\n> - a\nThree.\n");
    check("- a\n\n      code\n- > q\n- ## h\n\n  b", "- a\ncode: code\n> - q\n## h\n- b\n");
}

#[test]
fn code_keeps_its_lines_but_for_the_last_break() {
    check_text("```rust\nlet a;\n\n  b\n```\n\nafter", "let a;\n\n  b\n\nafter");
    check("    code\n    more\n", "code: code⏎more\n");
    check("one\n\n```\n```\n\n```\n\n```\n\ntwo", "one\ntwo\n");
    check_text("```\r\na\r\nb\r\n```\r\n", "a\nb");
}

#[test]
fn raw_html_loses_its_tags_and_keeps_its_words() {
    check("<div class=\"x\">raw &amp; block\nmore</div>\n\nAfter.", "raw & block more\nAfter.\n");
    check("A <b>bold</b> word<br>and<!-- no --> line.", "A bold word⏎and line.\n");
    check("<details><summary>More</summary>\n\n*Words* here.\n\n</details>", "More\nWords here.\n");
    check("<script>\nvar a = '<p>no</p>';\n\n</script>\n\n<style>p { }</style>\n\nYes.", "Yes.\n");
    check("Before<script>no()</script> after.", "Before after.\n");
    check(
        "<table><tr><th>A</th><th>B</th></tr>\n<tr><td>1</td><td>2</td></tr></table>",
        "row: A⇥B\nrow: 1⇥2\n",
    );
    check("<p align=center><img src=x alt=\"A view\"> seen</p>\n<h2>Next</h2>", "A view seen\n## Next\n");
    check("5 < 6 and a<b", "5 < 6 and a<b\n");
}

#[test]
fn nothing_else_is_switched_on() {
    check_text("It's \"so\"... -- a[^1] $x$ [[wiki]] H~2~O", "It's \"so\"... -- a[^1] $x$ [[wiki]] H~2~O");
    check_text("- [ ] task\n\n[^1]: a note", "[ ] task\n\n[^1]: a note");
}

#[test]
fn the_first_heading_of_level_1_is_the_title() {
    let article = markdown("# The *bridge* is\nsafe\n\n# Second\n\nWords.");
    assert_eq!(shape(&article), "title: The bridge is\n# Second\nWords.\n".replace(" is\n", " is\nsafe\n"));
}

#[test]
fn a_heading_further_down_is_a_heading() {
    check("Kicker\n\n# Head", "Kicker\n# Head\n");
    check("Head\n====\n\n## Sub", "title: Head\n## Sub\n");
}

#[test]
fn front_matter_is_details_and_no_text() {
    let article = markdown(
        "---\ntitle: \"Ministry: no\"\nauthors:\n  - Jane Roe\n  - name: Ann Poe\nPublisher: Daily Example\ndate: 2026-11-20\nsource: https://example.org/a\nlang: en_GB\ntags: [a, b]\n---\nWords.\n",
    );
    assert_eq!(shape(&article), "title: Ministry: no\nWords.\n");
    let details = article.details;
    assert_eq!(details.title.as_deref(), Some("Ministry: no"));
    assert_eq!(details.byline.as_deref(), Some("Jane Roe, Ann Poe"));
    assert_eq!(details.outlet.as_deref(), Some("Daily Example"));
    assert_eq!(details.published.as_deref(), Some("2026-11-20"));
    assert_eq!(details.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(details.language.as_deref(), Some("en-GB"));
}

#[test]
fn the_title_is_added_only_where_the_body_has_none() {
    check("---\ntitle: In front\n---\n# In the body\n\nWords.", "title: In the body\nWords.\n");
    check("---\ntitle: In front\n---\nKicker.\n\n# In the body\n", "Kicker.\n# In the body\n");
    check("---\ntitle: In front\n---\n## Sub\n", "title: In front\n## Sub\n");
    check("---\r\ntitle: In front\r\n---\r\nWords.", "title: In front\nWords.\n");
    check_text("---\ntitle: In front\n---\n", "In front");
}

#[test]
fn a_title_knows_its_place_in_the_front_matter() {
    let source = "---\nabout: Head\ntitle: Head\n---\nWords.";
    let article = markdown(source);
    let block = article.blocks[0].source.clone().unwrap();
    assert_eq!(&source[block.start.index()..block.end.index()], "Head");
    assert_eq!(block.start.index(), source.rfind("Head").unwrap());
}

#[test]
fn bad_front_matter_says_nothing_and_is_no_error() {
    for yaml in ["title: [", "- a\n- b", "title: {a: b}", "just words", "\u{1}", "title: ''"] {
        let article = markdown(&format!("---\n{yaml}\n---\nWords."));
        assert_eq!((article.text.as_str(), article.details.is_empty()), ("Words.", true), "{yaml}");
    }
}

#[test]
fn dashes_further_down_are_rules() {
    check("One.\n\n---\n\nTwo.\n\n---\nThree.\n", "One.\nTwo.\nThree.\n");
    check("---\n\nOne.\n", "One.\n");
    check("---\nnever closed\n", "never closed\n");
}

#[test]
fn yaml_made_to_overflow_is_harmless() {
    for yaml in ["[".repeat(60_000), "- ".repeat(30_000), "? ".repeat(30_000), "{a: ".repeat(15_000)] {
        assert_eq!(markdown(&format!("---\na: {yaml}\n---\nWords.")).text.as_str(), "Words.");
    }
    let laughs =
        "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c]\ne: [*d,*d,*d,*d]";
    assert_eq!(markdown(&format!("---\n{laughs}\n---\nWords.")).text.as_str(), "Words.");
}

#[test]
fn marks_say_how_words_look() {
    let article = markdown("A *b **c*** [d](https://e.org) ![f](g) `h` ~~i~~");
    let marks: Vec<_> = article
        .marks
        .iter()
        .map(|mark| {
            (&article.text.as_str()[mark.range.start.index()..mark.range.end.index()], mark.kind.clone())
        })
        .collect();
    assert_eq!(
        marks,
        [
            ("b c", MarkKind::Emphasis),
            ("c", MarkKind::Strong),
            ("d", MarkKind::Link("https://e.org".into())),
            ("f", MarkKind::Image),
            ("h", MarkKind::Code),
            ("i", MarkKind::Strike),
        ]
    );
}

#[test]
fn positions_lead_back_to_the_source() {
    let source = "# *Head*\n\n- one &amp;\n  two\n";
    let article = markdown(source);
    let text = article.text.as_str();
    let sources = article.sources.as_ref().unwrap();
    for word in ["Head", "ead", "one", "ne", "two", "o"] {
        let at = ByteOffset::at(text.rfind(word).unwrap());
        assert_eq!(sources.source_of(at).unwrap().index(), source.rfind(word).unwrap(), "{word}");
    }
    assert_eq!(
        sources.source_of(ByteOffset::at(text.find('&').unwrap())).unwrap().index(),
        source.find('&').unwrap()
    );
    let item =
        article.blocks.iter().find(|block| block.kind == BlockKind::Item { depth: 1, number: None }).unwrap();
    assert_eq!(words(&article, item), "one & two");
    let range = item.source.clone().unwrap();
    assert_eq!(&source[range.start.index()..range.end.index()], "one &amp;\n  two");
}
