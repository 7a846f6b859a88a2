//! The rule of a tag, which is Markdown, as plain paragraphs.

use crate::text::shortened;
use pulldown_cmark::{Event, Parser, TagEnd};
use unicode_segmentation::UnicodeSegmentation as _;

/// The paragraphs and list items of a rule, one string each.
pub fn paragraphs(rule: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut words = String::new();
    for event in Parser::new(rule) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => {
                let done = std::mem::take(&mut words);
                paragraphs.extend(Some(done).filter(|done| !done.trim().is_empty()));
            }
            _ => {}
        }
    }
    paragraphs.extend(Some(words).filter(|rest| !rest.trim().is_empty()));
    paragraphs
}

/// The first sentence of a rule, for a tooltip.
pub fn first_sentence(rule: &str) -> String {
    let paragraph = paragraphs(rule).into_iter().next().unwrap_or_default();
    let sentence = paragraph.unicode_sentences().next().unwrap_or_default();
    shortened(sentence, 200)
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, paragraphs};

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(
            paragraphs("**Words** shown as `quoted`.\n\n- one\n- two\n"),
            ["Words shown as quoted.", "one", "two"]
        );
    }

    #[test]
    fn a_tooltip_has_the_first_sentence() {
        assert_eq!(
            first_sentence("A statement of *fact*. Select the shortest stretch.").trim(),
            "A statement of fact."
        );
        assert_eq!(first_sentence(""), "");
    }
}
