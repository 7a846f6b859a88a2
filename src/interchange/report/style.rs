//! The one style of a page: a sheet of ours, and a few rules for the tags and annotators that it has.

use super::Report;
use crate::annotation::{Pattern, Rgb};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The sheet of all pages.
const SHEET: &str = include_str!("../../../assets/report/report.css");

/// All rules of a page.
pub(super) fn style(report: &Report<'_>) -> String {
    let mut out = SHEET.to_owned();
    let mut dark = String::new();
    for (n, name) in report.tags.iter().enumerate() {
        let colour = report.tagset.tag(name).map(|tag| tag.colour);
        let of = |rgb: Rgb| format!("#{:02x}{:02x}{:02x}", rgb.0, rgb.1, rgb.2);
        let (light, night) =
            colour.map_or(("#5f5b54".to_owned(), "#b3ada3".to_owned()), |c| (of(c.light), of(c.dark)));
        // Writing to a string cannot fail.
        writeln!(out, ".t{n} {{ --tag: {light}; --on: #fff; }}").ok();
        writeln!(dark, ".t{n} {{ --tag: {night}; --on: #191817; }}").ok();
        writeln!(out, "body:has(#tag{n}:not(:checked)) {{ mark.t{n} {{ background: none; text-decoration: none; }} mark.t{n}::after {{ content: none; }} .card.t{n} {{ display: none; }} }}").ok();
    }
    for n in 0..report.sets.len() {
        writeln!(out, "body:has(#by{n}:not(:checked)) {{ mark.a{n} {{ background: none; text-decoration: none; }} mark.a{n}::after {{ content: none; }} .card.a{n} {{ display: none; }} }}").ok();
    }
    writeln!(out, "@media screen and (prefers-color-scheme: dark) {{\n{dark}}}").ok();
    out
}

/// The word by which a browser knows a style that may be used.
pub(super) fn hash(style: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(style.as_bytes())))
}

/// Base64 as RFC 4648 has it, for the few bytes of a hash.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let whole = chunk.iter().fold(0_u32, |whole, byte| whole << 8 | u32::from(*byte));
        let whole = whole << (8 * (3 - chunk.len()));
        for n in 0..4 {
            let digit = usize::try_from(whole >> (18 - 6 * n) & 63).ok().and_then(|at| DIGITS.get(at));
            out.push(if n <= chunk.len() { digit.map_or('=', |digit| char::from(*digit)) } else { '=' });
        }
    }
    out
}

/// How the words of a tag are underlined.
pub(super) fn pattern(report: &Report<'_>, tag: &str) -> &'static str {
    let pattern = report.tagset.tag(tag).map_or(Pattern::Solid, |tag| tag.pattern);
    Pattern::WORDS.iter().find(|(known, _)| *known == pattern).map_or("solid", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (words, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(words.as_bytes()), expected);
        }
    }
}
