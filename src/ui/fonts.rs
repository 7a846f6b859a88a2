//! The bundled fonts, so that an article looks the same on every machine.
//!
//! Source Serif 4 sets articles in Latin, Greek and Cyrillic, Noto Serif Hebrew and Noto Naskh Arabic
//! those in Hebrew, Arabic and Persian, Inter the window. All are under the SIL Open Font License;
//! the texts stand beside the files.

/// A bundled font file.
#[derive(Debug, Clone, Copy)]
pub struct BundledFont {
    /// The family as the file names it, with the weight where it has no other way to tell.
    pub name: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

macro_rules! bundled {
    ($($(#[$doc:meta])* $constant:ident = $name:literal, $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub const $constant: BundledFont = BundledFont {
                name: $name,
                bytes: include_bytes!(concat!("../../assets/fonts/", $file)),
            };
        )*

        /// All bundled fonts.
        pub const ALL: &[BundledFont] = &[$($constant),*];
    };
}

bundled! {
    /// Text of articles.
    SERIF = "Source Serif 4", "SourceSerif4-Regular.ttf";
    /// Emphasis in articles.
    SERIF_ITALIC = "Source Serif 4 Italic", "SourceSerif4-RegularItalic.ttf";
    /// Titles and headings.
    SERIF_SEMIBOLD = "Source Serif 4 SemiBold", "SourceSerif4-SemiBold.ttf";
    /// Emphasis in titles.
    SERIF_SEMIBOLD_ITALIC = "Source Serif 4 SemiBold Italic", "SourceSerif4-SemiBoldItalic.ttf";
    /// The window.
    SANS = "Inter", "Inter-Regular.ttf";
    /// Heads and current things of the window.
    SANS_SEMIBOLD = "Inter SemiBold", "Inter-SemiBold.ttf";
    /// Hebrew.
    HEBREW = "Noto Serif Hebrew", "NotoSerifHebrew-Regular.ttf";
    /// Hebrew in titles.
    HEBREW_SEMIBOLD = "Noto Serif Hebrew SemiBold", "NotoSerifHebrew-SemiBold.ttf";
    /// Arabic and Persian.
    ARABIC = "Noto Naskh Arabic", "NotoNaskhArabic-Regular.ttf";
    /// Arabic and Persian in titles.
    ARABIC_SEMIBOLD = "Noto Naskh Arabic SemiBold", "NotoNaskhArabic-SemiBold.ttf";
}
