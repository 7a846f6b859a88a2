//! Bytes as text: the byte order mark, then what is declared, then UTF-8; a guess is never used.

use super::ReadArticleError;
use crate::text::shortened;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr_iter;

/// How much of a file is shown to the detector, from shortly before the first byte in question.
const SHOWN: usize = 1 << 20;

/// How much of a file is looked at for the zero bytes of UTF-16.
const HEAD: usize = 64 << 10;

/// Fewer zero bytes than this are a matter of chance, and kept as characters.
const FEW_ZEROS: usize = 8;

/// A label longer than this many characters is cut in messages.
const LABEL_CHARS: usize = 40;

/// The text of a file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Without a byte order mark, else exactly what the file holds.
    pub(super) text: String,
    /// What it was decoded by.
    pub(super) encoding: &'static Encoding,
}

/// Decodes a file by its byte order mark, else as the person says, else as the page says, else as
/// UTF-8.
pub(super) fn decode(
    bytes: &[u8],
    person: Option<&str>,
    page: Option<&'static Encoding>,
) -> Result<Decoded, ReadArticleError> {
    let person = person.map(of_label).transpose()?;
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (Some(encoding), mark),
        None => (person.or(page), 0),
    };
    match encoding {
        Some(encoding) => strictly(bytes, mark, encoding),
        None => undeclared(bytes),
    }
}

fn of_label(label: &str) -> Result<&'static Encoding, ReadArticleError> {
    let unknown = || ReadArticleError::UnknownEncoding { label: shortened(label, LABEL_CHARS) };
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(unknown)
}

/// The name under which an encoding is kept.
fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

/// Decodes what follows the byte order mark; a byte that does not fit is an error.
fn strictly(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Result<Decoded, ReadArticleError> {
    let body = bytes.get(mark..).unwrap_or_default();
    let malformed = |at, line| ReadArticleError::Malformed {
        encoding: name(encoding),
        at: mark.saturating_add(at),
        line,
    };
    if encoding == UTF_8 {
        let text = str::from_utf8(body)
            .map_err(|error| malformed(error.valid_up_to(), line_of(body, error.valid_up_to())))?;
        return Ok(Decoded { text: text.to_owned(), encoding });
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // The length overflows only where the memory would not suffice either.
    let room = decoder.max_utf8_buffer_length_without_replacement(body.len()).unwrap_or_default();
    let mut text = String::with_capacity(room);
    let (result, passed) = decoder.decode_to_string_without_replacement(body, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(Decoded { text, encoding }),
        DecoderResult::Malformed(bad, after) => {
            let at = passed.saturating_sub(usize::from(bad) + usize::from(after));
            Err(malformed(at, line_of(text.as_bytes(), text.len())))
        }
        DecoderResult::OutputFull => Err(ReadArticleError::TooLarge { bytes: bytes.len() }),
    }
}

fn undeclared(bytes: &[u8]) -> Result<Decoded, ReadArticleError> {
    let zeros = Zeros::in_head(bytes);
    if let Some(guess) = zeros.utf16() {
        return Err(ReadArticleError::EncodingUnclear { guess: name(guess), at: 0, line: 1 });
    }
    let not_text = |at| Err(ReadArticleError::NotText { at });
    match (str::from_utf8(bytes), zeros.first) {
        (Ok(_), Some(at)) if zeros.prevail() => not_text(at),
        (Ok(text), _) => Ok(Decoded { text: text.to_owned(), encoding: UTF_8 }),
        (Err(_), Some(at)) => not_text(at),
        (Err(error), None) => {
            let at = error.valid_up_to();
            Err(ReadArticleError::EncodingUnclear {
                guess: name(guess(bytes, at)),
                at,
                line: line_of(bytes, at),
            })
        }
    }
}

/// The likeliest encoding of bytes that stop being UTF-8 at `at`.
fn guess(bytes: &[u8], at: usize) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let from = at.saturating_sub(SHOWN / 16);
    let shown = bytes.get(from..).unwrap_or_default();
    detector.feed(shown.get(..SHOWN).unwrap_or(shown), true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The line of a byte, from 1.
fn line_of(bytes: &[u8], at: usize) -> usize {
    memchr_iter(b'\n', bytes.get(..at).unwrap_or(bytes)).count() + 1
}

/// The zero bytes at the head of a file.
#[derive(Debug, Default)]
struct Zeros {
    first: Option<usize>,
    even: usize,
    odd: usize,
    bytes: usize,
}

impl Zeros {
    fn in_head(bytes: &[u8]) -> Self {
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let mut zeros = Self { bytes: head.len(), ..Self::default() };
        for at in memchr_iter(0, head) {
            zeros.first = zeros.first.or(Some(at));
            if at % 2 == 0 {
                zeros.even += 1;
            } else {
                zeros.odd += 1;
            }
        }
        zeros
    }

    /// The UTF-16 that has its zeros so: in Latin text every second byte, always on the same side.
    fn utf16(&self) -> Option<&'static Encoding> {
        let one_sided =
            |many: usize, few: usize| many >= FEW_ZEROS && many * 4 > self.bytes && few * 16 < many;
        if one_sided(self.odd, self.even) {
            Some(UTF_16LE)
        } else if one_sided(self.even, self.odd) {
            Some(UTF_16BE)
        } else {
            None
        }
    }

    fn prevail(&self) -> bool {
        let zeros = self.even + self.odd;
        zeros >= FEW_ZEROS && zeros * 2 > self.bytes
    }
}
