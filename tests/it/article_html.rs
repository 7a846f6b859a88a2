//! Saved pages: what is read, what is left out, what is known.

use crate::support::article::{html, shape};
use copydesk::article::Details;
use copydesk::article::{Article, MarkKind, ReadArticleError, Reading, TooMuch, read};

const PAGE: &str = include_str!("../fixtures/pages/ministry.html");

/// A page around some HTML of a body.
fn around(body: &str) -> Article {
    html(&format!(
        "<!doctype html><html lang=en><title>T</title><body><article>{body}</article></body></html>"
    ))
}

#[track_caller]
fn check(body: &str, picture: &str) {
    assert_eq!(shape(&around(body)).strip_prefix("title: T\n").unwrap(), picture);
}

#[test]
fn a_saved_page_is_headline_standfirst_and_body() {
    assert_eq!(
        shape(&html(PAGE)),
        "\
title: Ministry rejects claims that papers were destroyed
standfirst: Officials deny that files on the Lindau bridge were shredded, as critics call for an inquiry.
The ministry of works rejected on Monday claims that its officials had destroyed papers about the closure of the Lindau bridge, which has been shut since March.
“Nothing was shredded, and nothing will be,” the minister, Ruth Amsel, told reporters outside the ministry. She said the files had been moved to an archive in the spring.
caption: People gather outside the ministry on Monday. Photograph: A. Person/Agency
Two former officials, who spoke on condition of anonymity, disputed her account. One of them said that “boxes went out by the back door” in the last week of May.
## What happens next
- Talks resume on Tuesday in Vienna.
- A vote is due next week.
1. First, the archive is to be opened.
2. Then the engineers report.
> “We will not be intimidated,” the engineers’ union said in a statement.
The closure has cost the region about 12\u{a0}400 jobs, according to the chamber of commerce, which has asked for compensation.
head: Year⇥Jobs lost
row: 2025⇥8 100
row: 2026⇥12\u{a0}400
The opposition has called for an independent inquiry into the affair & for the minister’s resignation.
"
    );
}

#[test]
fn a_saved_page_knows_its_details() {
    assert_eq!(
        html(PAGE).details,
        Details {
            title: Some("Ministry rejects claims that papers were destroyed".into()),
            byline: Some("Jane Roe, Ann Poe".into()),
            outlet: Some("Daily Example".into()),
            published: Some("2026-11-20T08:00:00Z".into()),
            url: Some("https://daily.example/works/ministry-rejects-claims".into()),
            language: Some("en-GB".into()),
        }
    );
}

#[test]
fn nothing_of_a_page_has_a_place_in_the_source() {
    let article = html(PAGE);
    assert_eq!(article.sources, None);
    assert!(article.blocks.iter().all(|block| block.source.is_none()));
}

#[test]
fn links_and_emphasis_are_marks() {
    let article = html(PAGE);
    let marked = |kind: &dyn Fn(&MarkKind) -> bool| {
        let mark = article.marks.iter().find(|mark| kind(&mark.kind)).unwrap();
        &article.text.as_str()[mark.range.start.index()..mark.range.end.index()]
    };
    assert_eq!(marked(&|kind| matches!(kind, MarkKind::Link(url) if url.contains("vienna"))), "Vienna");
    assert_eq!(marked(&|kind| *kind == MarkKind::Emphasis), "next week");
}

#[test]
fn a_short_page_is_read_too() {
    check("<p>One sentence.</p><p>Another.</p>", "One sentence.\nAnother.\n");
    assert_eq!(shape(&html("<p>Only words.")), "Only words.\n");
    assert_eq!(html("").text.as_str(), "");
}

#[test]
fn white_space_flows_and_breaks_break() {
    check("<p>One\n   two&nbsp;<b>three </b> four <br> five</p>", "One two\u{a0}three four⏎five\n");
    check("<p>今日\n東京</p>", "今日東京\n");
    check("<div>One<br><br>two</div>", "One\ntwo\n");
    check("<pre>code  here\n  in</pre><p>After.</p>", "code: code  here⏎  in\nAfter.\n");
}

#[test]
fn lists_nest_and_count() {
    check(
        "<p>Before.</p><ol start=3><li>c<ul><li>in</li></ul></li><li><p>d</p><p>more</p></li><li value=9>i</li></ol>",
        "Before.\n3. c\n  - in\n4. d\n- more\n9. i\n",
    );
    assert_eq!(around("<ul><li>a<li>b</ul><p>c</p>").text.as_str(), "T\n\na\nb\n\nc");
}

#[test]
fn a_picture_is_its_alt_text_unless_it_has_a_caption() {
    check(
        "<p>A word.</p><p><img src=a.jpg alt='A view of the bridge'></p>",
        "A word.\nA view of the bridge\n",
    );
    check("<p>A word.</p><img src=//t.example/p.gif alt=pixel width=1 height=1>", "A word.\n");
}

#[test]
fn the_headline_is_the_one_the_page_means() {
    let head =
        "<meta property=og:title content='Bridge shut'><meta property=og:site_name content='The Post'>";
    let of = |body: &str| {
        let article = html(&format!(
            "<head>{head}</head><body>{body}<p>{}</p></body>",
            "Words of the body. ".repeat(20)
        ));
        shape(&article).lines().next().unwrap().to_owned()
    };
    assert_eq!(of("<h1>The Post</h1><main><h1>Bridge shut</h1></main>"), "title: Bridge shut");
    assert_eq!(of("<h1>The Post</h1>"), "title: Bridge shut");
    assert_eq!(
        of("<header><h1>The Post</h1></header><article><h1>Why the crossing closed</h1></article>"),
        "title: Why the crossing closed"
    );
}

#[test]
fn the_title_is_the_headline_where_the_head_says_no_more() {
    let article = html(
        "<title>Bridge shut - The Post</title><h1>The Post</h1><main><h1>Bridge shut</h1><p>Words.</main>",
    );
    assert_eq!(shape(&article), "title: Bridge shut\nWords.\n");
    assert_eq!(article.details.title.as_deref(), Some("Bridge shut"));
    assert_eq!(html("<title>Bridge shut</title><p>Words.").details.title.as_deref(), Some("Bridge shut"));
}

#[test]
fn a_form_or_a_notice_around_the_page_does_not_hide_it() {
    let sentence = "The council voted on Tuesday to switch off the lights. ".repeat(8);
    for page in [
        format!("<form><div class='menu'>Home</div><div class='ad story'><p>{sentence}</p></div></form>"),
        format!(
            "<div id=modal>Subscribe!</div><div aria-hidden=true style='display: none'><p>{sentence}</p></div>"
        ),
        format!("<table><tr><td>{sentence}<br><br>End.</td></tr></table>"),
    ] {
        assert!(html(&page).text.as_str().contains(sentence.trim()), "{page:.40}");
    }
}

#[test]
fn details_come_from_graphs_lists_and_references() {
    let json = r##"{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","@id":"#site","name":"The Post","publisher":{"@id":"#org"}},
        {"@type":"Organization","@id":"#org","name":"Post Media"},
        {"@type":["Thing","ReportageNewsArticle"],"headline":"Caf\u00e9s &amp; bars","author":[{"@id":"#jane"},"Ann Poe"],
         "publisher":{"@id":"#org"},"datePublished":"2026-11-20","mainEntityOfPage":{"@id":"https://post.example/1"},"inLanguage":"en"},
        {"@type":"Person","@id":"#jane","name":"Jane Roe"}]}"##;
    let details = html(&format!("<script type='application/ld+json'>{json}</script><p>Words.")).details;
    assert_eq!(details.title.as_deref(), Some("Cafés & bars"));
    assert_eq!(details.byline.as_deref(), Some("Jane Roe, Ann Poe"));
    assert_eq!(details.outlet.as_deref(), Some("Post Media"));
    assert_eq!(details.published.as_deref(), Some("2026-11-20"));
    assert_eq!(details.url.as_deref(), Some("https://post.example/1"));
    assert_eq!(details.language.as_deref(), Some("en"));
}

#[test]
fn broken_json_says_nothing_and_is_no_error() {
    for json in
        ["{", "[[[[", "{\"@type\":\"NewsArticle\",\"headline\":", "\\u", "null", "\"", &"[".repeat(100_000)]
    {
        let article = html(&format!("<script type='application/ld+json'>{json}</script><p>Words."));
        assert_eq!(article.text.as_str(), "Words.", "{json:.20}");
    }
}

#[test]
fn the_page_says_its_encoding() {
    for head in [
        &b"<meta charset=windows-1252>"[..],
        b"<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=ISO-8859-1\">",
        b"<?xml version='1.0' encoding='iso-8859-1'?>",
    ] {
        let page = [head, b"<p>Caf\xE9"].concat();
        let article = read(&page, Reading::Html, None).unwrap();
        assert_eq!((article.text.as_str(), article.encoding.as_str()), ("Café", "windows-1252"));
    }
    let said = read("<meta charset=windows-1252><p>Café".as_bytes(), Reading::Html, Some("utf-8")).unwrap();
    assert_eq!(said.text.as_str(), "Café", "a person's word comes before the page's");
    let wrong = read(b"<meta charset=utf-8>\n<p>Caf\xE9", Reading::Html, None).unwrap_err();
    assert_eq!(wrong, ReadArticleError::Malformed { encoding: "utf-8".into(), at: 27, line: 2 });
    assert!(matches!(
        read(b"<p>Caf\xE9", Reading::Html, None),
        Err(ReadArticleError::EncodingUnclear { .. })
    ));
}

#[test]
fn a_page_built_to_hang_is_refused() {
    let refused = |page: &str| match read(page.as_bytes(), Reading::Html, None) {
        Err(ReadArticleError::PageTooComplex(why)) => Some(why),
        other => panic!("{:?}", other.map(|article| article.text)),
    };
    assert_eq!(refused(&"<ul><li>".repeat(8_000)), Some(TooMuch::Depth));
    assert_eq!(refused(&"<div>".repeat(20_000)), Some(TooMuch::Depth));
    assert_eq!(refused(&"<b><div>".repeat(8_000)), Some(TooMuch::Depth));
    assert_eq!(refused(&"<b><div></b>".repeat(8_000)), Some(TooMuch::Depth));
    assert_eq!(refused(&"<div><table><td></div>".repeat(3_000)), Some(TooMuch::Depth));
    assert_eq!(refused(&"<span><div></span>".repeat(3_000)), Some(TooMuch::Depth));
    assert_eq!(refused(&"<svg><style><g><g>".repeat(3_000)), Some(TooMuch::Depth));
    assert_eq!(refused(&format!("<p{}>", " a=1".repeat(100_000))), Some(TooMuch::Attributes));
    let fonts = (0..400).map(|size| format!("<font size={size}>")).collect::<Vec<_>>().concat();
    assert_eq!(refused(&format!("<p>{fonts}{}", "</p><p>word".repeat(20_000))), Some(TooMuch::Elements));
}

#[test]
fn a_page_that_is_only_careless_is_read() {
    for (page, words) in [
        ("<p>word ".repeat(20_000), 20_000),
        (format!("<ul>{}", "<li>word ".repeat(2_000)), 2_000),
        (format!("<table>{}", "<tr><td>word<td>word ".repeat(1_000)), 2_000),
        ("<p><a name=x>word ".repeat(2_000), 2_000),
        (format!("{}word", "<b>".repeat(400)), 1),
    ] {
        let article = read(page.as_bytes(), Reading::Html, None).unwrap();
        assert_eq!(article.text.as_str().matches("word").count(), words, "{page:.20}");
    }
}
