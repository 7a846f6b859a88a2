//! Numbers between the units of the screen, parley and the text.
//!
//! The one place of the window where numbers change their type.

#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "screen geometry: a pixel lost beyond 16 million is not seen, and casts saturate"
)]

/// A length that may be as long as an article, as one that fits a screen.
pub const fn narrow(length: f64) -> f32 {
    length as f32
}

/// `part` of `whole`, from 0 to 1; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64) as f32 }
}

/// A count as a factor of lengths.
pub const fn times(count: usize) -> f32 {
    count as f32
}

/// A count as a factor of lengths that may be as long as an article.
pub const fn many(count: usize) -> f64 {
    count as f64
}

/// The whole part of a length; 0 for what is negative or no number.
pub const fn whole(length: f32) -> usize {
    length as usize
}

/// The nearest whole number of pixels.
pub const fn pixel(length: f32) -> i32 {
    length.round() as i32
}

/// A pixel of an image as a place on the screen.
pub const fn place(pixel: i32) -> f32 {
    pixel as f32
}

/// A share from 0 to 1 as the strength of a colour, from 0 to 255.
pub const fn strength(share: f32) -> u8 {
    (share * 255.0).round() as u8
}

/// An index into a text as a compact number; saturates beyond 4 GiB, which no text reaches.
pub const fn compact(index: usize) -> u32 {
    if index > u32::MAX as usize { u32::MAX } else { index as u32 }
}

/// A compact number as an index.
pub const fn index(compact: u32) -> usize {
    compact as usize
}
