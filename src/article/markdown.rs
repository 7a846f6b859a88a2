//! Markdown, rendered: block texts without markup, and where each of them stands in the source.
//!
//! `markdown/1` is `CommonMark` with tables, strikethrough and front matter; nothing else is switched
//! on, since whatever is changes the text. Footnotes, task lists and wiki links stay as written.

mod raw_html;

use super::draft::{Composed, Draft, Origin, Sources};
use super::front_matter::FrontMatter;
use super::{BlockKind, Details, MarkKind};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use raw_html::RawHtml;
use std::ops::Range;

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// Reads Markdown.
pub(super) fn read(source: &str) -> Composed {
    let front = FrontMatter::of(source);
    let body = source.get(front.end..).unwrap_or_default();
    let mut walk = Walk::new(source, front.end);
    if let Some(title) = &front.details.title
        && !has_main_heading(body)
    {
        walk.headline(title, front.place_of(source, title));
    }
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        walk.event(event, front.end + range.start..front.end + range.end);
    }
    let mut details = front.details;
    let mut composed = walk.draft.finish(Details::default(), Sources::Kept);
    details.title = details.title.or_else(|| headline_of(&composed));
    composed.details = details;
    composed
}

/// Whether the body has a heading of level 1 anywhere.
fn has_main_heading(body: &str) -> bool {
    let main = |event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
    Parser::new_ext(body, OPTIONS).any(main)
}

/// The words of the headline, on one line.
fn headline_of(composed: &Composed) -> Option<String> {
    let first = composed.blocks.first().filter(|block| block.kind == BlockKind::Title)?;
    let words = composed.text.get(first.range.start.index()..first.range.end.index())?;
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

struct Walk<'s> {
    source: &'s str,
    /// Where the body begins in the source.
    base: usize,
    draft: Draft,
    html: RawHtml,
}

impl<'s> Walk<'s> {
    fn new(source: &'s str, base: usize) -> Self {
        Self { source, base, draft: Draft::new(), html: RawHtml::default() }
    }

    /// The title that the front matter gives, with its place there if it stands there word for word.
    fn headline(&mut self, title: &str, place: Option<Range<usize>>) {
        self.draft.begin(BlockKind::Title);
        match place {
            Some(place) => self.draft.words(title, place, Origin::Exact),
            None => self.draft.words(title, 0..self.base, Origin::Rewritten),
        }
        self.draft.begin_prose();
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, at),
            Event::Code(code) => self.code(&code, at),
            Event::SoftBreak => self.draft.wrap(at),
            Event::HardBreak => self.draft.line_break(at),
            Event::Html(html) => self.html.gather(&html, at),
            Event::InlineHtml(html) => self.html.inline(&html, &at, &mut self.draft),
            Event::Rule => self.draft.end(),
            // Not switched on.
            Event::InlineMath(words) | Event::DisplayMath(words) | Event::FootnoteReference(words) => {
                self.words(&words, at);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn words(&mut self, words: &CowStr<'_>, at: Range<usize>) {
        if self.html.swallows_words() {
            return;
        }
        let exact = self.source.get(at.clone()) == Some(words);
        self.draft.words(words, at, if exact { Origin::Exact } else { Origin::Rewritten });
    }

    /// The words between backticks; a line break among them has become a blank.
    fn code(&mut self, code: &str, at: Range<usize>) {
        let found = self.source.get(at.clone()).and_then(|fenced| fenced.find(code));
        self.draft.hold(MarkKind::Code);
        match found {
            Some(from) => {
                let start = at.start + from;
                self.draft.words(code, start..start + code.len(), Origin::Exact);
            }
            None => self.draft.words(code, at, Origin::Rewritten),
        }
        self.draft.release();
    }

    fn start(&mut self, tag: Tag<'_>, at: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.draft.begin_prose(),
            Tag::Heading { level, .. } => self.heading(level),
            Tag::CodeBlock(_) => self.draft.begin(BlockKind::Code),
            Tag::BlockQuote(_) => self.draft.begin_quote(),
            Tag::List(first) => self.draft.begin_list(first),
            Tag::Item => self.draft.begin_item(None),
            Tag::Table(_) => self.draft.begin_table(),
            Tag::TableHead => self.draft.begin_row(BlockKind::Row { header: true }),
            Tag::TableRow => self.draft.begin_row(BlockKind::Row { header: false }),
            Tag::TableCell => self.draft.begin_cell(at.start..at.start),
            Tag::Emphasis => self.draft.hold(MarkKind::Emphasis),
            Tag::Strong => self.draft.hold(MarkKind::Strong),
            Tag::Strikethrough => self.draft.hold(MarkKind::Strike),
            Tag::Link { dest_url, .. } => self.draft.hold(MarkKind::Link(dest_url.into_string())),
            Tag::Image { .. } => self.draft.hold(MarkKind::Image),
            // HTML is written when it ends; the rest is not switched on.
            Tag::HtmlBlock
            | Tag::MetadataBlock(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::CodeBlock
            | TagEnd::Item => {
                self.html.end_of_words();
                self.draft.begin_prose();
            }
            TagEnd::BlockQuote(_) => self.draft.end_quote(),
            TagEnd::List(_) => self.draft.end_list(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.draft.release();
            }
            TagEnd::HtmlBlock => {
                self.draft.begin_prose();
                self.html.write(self.source, &mut self.draft);
                self.draft.begin_prose();
            }
            TagEnd::Table
            | TagEnd::TableCell
            | TagEnd::MetadataBlock(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
        }
    }

    /// A heading of level 1 that nothing precedes is the headline.
    fn heading(&mut self, level: HeadingLevel) {
        let kind = match level {
            HeadingLevel::H1 if self.draft.count() == 0 => BlockKind::Title,
            HeadingLevel::H1 => BlockKind::Heading(1),
            HeadingLevel::H2 => BlockKind::Heading(2),
            HeadingLevel::H3 => BlockKind::Heading(3),
            HeadingLevel::H4 => BlockKind::Heading(4),
            HeadingLevel::H5 => BlockKind::Heading(5),
            HeadingLevel::H6 => BlockKind::Heading(6),
        };
        self.draft.begin(kind);
    }
}
