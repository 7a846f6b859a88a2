//! The title of an article from its first bytes, for lists of thousands that are not read whole.

use super::{Reading, front_matter::FrontMatter};

/// How many bytes from its start are worth a glance.
pub const GLANCE: usize = 8 * 1024;

/// The title that the first bytes of an article show, if they do.
///
/// The front matter's or the first heading of level 1 of Markdown, the `title` of a page. Plain text
/// has none. Never wrong bytes for right: what is no UTF-8 has none either. An article that is opened
/// says its title itself, which may differ where it stands further down.
pub fn title(head: &[u8], reading: Reading) -> Option<String> {
    let whole = match str::from_utf8(head) {
        Ok(whole) => whole,
        // The last character may be cut.
        Err(error) if error.error_len().is_none() => str::from_utf8(head.get(..error.valid_up_to())?).ok()?,
        Err(_) => return None,
    };
    let head = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let title = match reading {
        Reading::Plain => None,
        Reading::Markdown => markdown(head),
        Reading::Html => page(head),
    }?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

fn markdown(head: &str) -> Option<String> {
    let front = FrontMatter::of(head);
    let heading = || {
        let rest = head.get(front.end..)?;
        let first = rest.lines().find(|line| !line.trim().is_empty())?;
        let words = first.trim().strip_prefix("# ")?;
        Some(words.trim().trim_end_matches('#').replace(['*', '`'], ""))
    };
    front.details.title.clone().or_else(heading)
}

fn page(head: &str) -> Option<String> {
    let lower = head.to_ascii_lowercase();
    let tag = lower.find("<title")?;
    let start = tag + lower.get(tag..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    Some(html_escape::decode_html_entities(head.get(start..end)?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Reading, title};

    fn check(head: &str, reading: Reading, expected: Option<&str>) {
        assert_eq!(title(head.as_bytes(), reading).as_deref(), expected);
    }

    #[test]
    fn a_glance_finds_what_the_reading_would() {
        check("---\ntitle: Bridge shut\n---\n\nText.", Reading::Markdown, Some("Bridge shut"));
        check("# Bridge *shut*\n\nText.", Reading::Markdown, Some("Bridge shut"));
        check("Text.\n\n# Later", Reading::Markdown, None);
        check("<html><head><TITLE>Bridge &amp;\n road</title>", Reading::Html, Some("Bridge & road"));
        check("Bridge shut\n", Reading::Plain, None);
    }

    #[test]
    fn a_cut_character_costs_nothing_and_other_bytes_give_no_title() {
        let cut = "# Straße é".as_bytes();
        assert_eq!(title(&cut[..cut.len() - 1], Reading::Markdown).as_deref(), Some("Straße"));
        assert_eq!(title(b"# Stra\xdfe shut", Reading::Markdown), None);
    }
}
