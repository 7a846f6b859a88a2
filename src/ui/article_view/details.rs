//! The line under the title: outlet, date, length.

use crate::article::Details;
use crate::ui::text_face::isolated;

/// `The Harbour Post · 14 March 2026 · 640 words`.
pub(super) fn line(details: &Details, words: usize) -> String {
    let named = [details.outlet.as_deref(), details.byline.as_deref()];
    let mut parts: Vec<String> = named.into_iter().flatten().map(isolated).collect();
    parts.extend(details.published.as_deref().map(|published| isolated(&day(published))));
    parts.push(match words {
        1 => "1 word".to_owned(),
        words => format!("{} words", grouped(words)),
    });
    parts.join(" · ")
}

/// How many words a text has: runs without blanks; two characters a word where words are not divided.
pub(super) fn count(text: &str) -> usize {
    let (mut words, mut undivided, mut inside) = (0, 0, false);
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        // Most of most texts: a byte a letter, without decoding.
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        for byte in rest.bytes().take(plain) {
            if byte.is_ascii_alphanumeric() {
                words += usize::from(!inside);
                inside = true;
            } else if byte.is_ascii_whitespace() {
                inside = false;
            }
        }
        if plain > 0 {
            rest = rest.get(plain..).unwrap_or_default();
            continue;
        }
        if matches!(next, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}') {
            undivided += 1;
            inside = false;
        } else if next.is_alphanumeric() {
            words += usize::from(!inside);
            inside = true;
        } else if next.is_whitespace() {
            inside = false;
        }
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
    }
    words + undivided / 2
}

/// `14 March 2026` where the date begins with `2026-03-14`; otherwise as written.
fn day(published: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = published.get(..10).unwrap_or_default().split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok());
    let month = number(month).and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (number(year), month, number(day)) {
        (Some(year), Some(month), Some(day)) => format!("{day} {month} {year}"),
        _ => published.to_owned(),
    }
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{count, day, grouped};

    #[test]
    fn words_are_counted_in_scripts_with_and_without_blanks() {
        assert_eq!(count("The mayor’s office — denied, twice."), 5);
        assert_eq!(count("東京都は世界の橋"), 4);
        assert_eq!(count("می‌خواهم بدانم"), 2);
        assert_eq!(count(""), 0);
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(day("2026-03-14"), "14 March 2026");
        assert_eq!(day("2026-03-14T10:00:00Z"), "14 March 2026");
        assert_eq!(day("14 March"), "14 March");
        assert_eq!(day("2026-13-14"), "2026-13-14");
        assert_eq!(day("مارس ۲۰۲۶"), "مارس ۲۰۲۶");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([grouped(640), grouped(1000), grouped(1_234_567)], ["640", "1,000", "1,234,567"]);
    }
}
