//! The encoding that a page declares of itself.

use crate::article::markup::{Markup, Scanner};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::memmem;

/// How much of a page is searched. Browsers look at 1,024 bytes, but saved pages often begin with
/// a long comment.
const HEAD: usize = 16 << 10;

/// The encoding in the XML declaration or the first `meta` that names one we know.
pub(in crate::article) fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let head = page.get(..HEAD).unwrap_or(page);
    let label = xml(head).or_else(|| meta(head))?;
    let encoding = Encoding::for_label_no_replacement(label)?;
    // These could not have been read as far as here, so browsers take them for something else.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

/// The encoding of `<?xml version="1.0" encoding="…"?>` at the very start.
fn xml(head: &[u8]) -> Option<&[u8]> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = declaration.get(..memchr::memchr(b'>', declaration)?)?;
    let value = declaration.get(memmem::find(declaration, b"encoding")? + "encoding".len()..)?;
    quoted(value)
}

fn meta(head: &[u8]) -> Option<&[u8]> {
    Scanner::new(head).find_map(|markup| {
        let Markup::Tag(tag) = markup else { return None };
        if tag.closing || !tag.is("meta") {
            return None;
        }
        let in_content = || {
            let is_type =
                tag.attribute("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case(b"content-type"));
            tag.attribute("content").filter(|_| is_type).and_then(|content| {
                let at = content.to_ascii_lowercase().windows(7).position(|word| word == b"charset")?;
                quoted(content.get(at + 7..)?)
            })
        };
        tag.attribute("charset").or_else(in_content)
    })
}

/// The value behind an equals sign, in quotes or not.
fn quoted(value: &[u8]) -> Option<&[u8]> {
    let value = value.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b';' | b'?');
    value.get(..value.iter().position(ends).unwrap_or(value.len()))
}
