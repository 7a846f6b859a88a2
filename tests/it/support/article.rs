//! Articles read from words, drawn block by block, and the law that every article keeps.

use copydesk::article::{Article, Block, BlockKind, Reading, read};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt::Write as _;

/// Scraps of Markdown, HTML and hard text; their mixtures are what nobody would write.
pub const RAGS: &[&str] = &[
    "a",
    "word ",
    "Ünï",
    "漢字",
    "かな",
    "e\u{301}",
    "😀",
    "שלום",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\0",
    "\u{a0}",
    "# ",
    "## ",
    "\n===\n",
    "\n---\n",
    "---\n",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "    ",
    "```",
    "\n```\n",
    "`",
    "*",
    "**",
    "_",
    "~~",
    "|",
    "\n|-|-|\n",
    "[",
    "](x)",
    "![",
    "<",
    ">",
    "</",
    "/>",
    "<p>",
    "</p>",
    "<br>",
    "<div>",
    "\n\n<div>\n",
    "</div>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<td>",
    "<li>",
    "<ul>",
    "<b",
    " a=\"",
    "<img alt='x'>",
    "&amp;",
    "&nbsp;",
    "&#x110000;",
    "&",
    ";",
    "\\",
    "title: x\n",
    "{",
    "[[",
    "\"",
    "'",
    "“",
    "”",
    "$",
    ":",
    "<svg>",
    "<style>",
    "<table>",
    "<h1>",
    "<article>",
    "</article>",
];

/// Sources patched together from rags.
pub fn source(rags: &'static [&'static str]) -> impl Strategy<Value = String> {
    vec(select(rags), 0..40)
        .prop_map(|rags| rags.concat())
        .prop_filter("no mark", |s: &String| !s.starts_with('\u{feff}'))
}

/// An article read from words in UTF-8, or a failed test.
pub fn read_as(reading: Reading, source: &str) -> Article {
    read(source.as_bytes(), reading, Some("utf-8")).expect("a readable article")
}

/// Plain text.
pub fn plain(source: &str) -> Article {
    read_as(Reading::Plain, source)
}

/// Markdown.
pub fn markdown(source: &str) -> Article {
    read_as(Reading::Markdown, source)
}

/// A saved page.
pub fn html(source: &str) -> Article {
    read_as(Reading::Html, source)
}

/// The blocks of an article, one a line: what it is unless a paragraph, then its words, with `>` for
/// each quotation, `⏎` for a line break and `⇥` for a TAB inside.
pub fn shape(article: &Article) -> String {
    article.blocks.iter().fold(String::new(), |mut drawn, block| {
        let words = words(article, block).replace('\n', "⏎").replace('\t', "⇥");
        let quoted = "> ".repeat(block.quote_depth.into());
        writeln!(drawn, "{quoted}{}{words}", name(block.kind)).unwrap();
        drawn
    })
}

/// The words of a block.
pub fn words<'a>(article: &'a Article, block: &Block) -> &'a str {
    &article.text.as_str()[block.range.start.index()..block.range.end.index()]
}

fn name(kind: BlockKind) -> String {
    match kind {
        BlockKind::Title => "title: ".into(),
        BlockKind::Standfirst => "standfirst: ".into(),
        BlockKind::Heading(level) => format!("{} ", "#".repeat(level.into())),
        BlockKind::Paragraph => String::new(),
        BlockKind::Item { depth, number: None } => format!("{}- ", "  ".repeat(usize::from(depth) - 1)),
        BlockKind::Item { depth, number: Some(n) } => format!("{}{n}. ", "  ".repeat(usize::from(depth) - 1)),
        BlockKind::Code => "code: ".into(),
        BlockKind::Row { header: true } => "head: ".into(),
        BlockKind::Row { header: false } => "row: ".into(),
        BlockKind::Caption => "caption: ".into(),
    }
}

/// Blocks and marks are in bounds and on boundaries, blocks in order, apart and not empty; between,
/// before and behind them stand line breaks alone.
pub fn check_shape(article: &Article) -> Result<(), TestCaseError> {
    let text = article.text.as_str();
    let mut end = 0;
    for block in &article.blocks {
        let range = block.range.start.index()..block.range.end.index();
        prop_assert!(end <= range.start, "blocks overlap or are out of order");
        prop_assert!(
            text.get(range.clone()).is_some_and(|words| !words.is_empty()),
            "no words in {:?}",
            block
        );
        prop_assert!(
            text[end..range.start].bytes().all(|b| matches!(b, b'\n' | b'\r')),
            "words between blocks"
        );
        end = range.end;
    }
    prop_assert!(text[end..].bytes().all(|b| matches!(b, b'\n' | b'\r')), "words behind the blocks");
    for mark in &article.marks {
        let marked = text.get(mark.range.start.index()..mark.range.end.index());
        prop_assert!(marked.is_some_and(|words| !words.is_empty()), "an empty mark");
    }
    prop_assert!(
        article.marks.is_sorted_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)))
    );
    Ok(())
}
