//! Which characters are written without blanks between words.

/// Whether a character is Han or Kana, letters alone: marks of punctuation are neither.
pub(super) fn is_han_or_kana(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FD5}' // radicals
        | '々' | '〇' | '〡'..='〩' | '〸'..='〻'
        | 'ぁ'..='ゖ' | 'ゝ'..='ゟ' | 'ァ'..='ヺ' | 'ー'..='ヿ'
        | '\u{31F0}'..='\u{31FF}' // small Kana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAD9}'
        | 'ｦ'..='ﾝ'
        | '\u{16FF0}'..='\u{16FF6}' | '\u{1AFF0}'..='\u{1B16F}' // more Kana
        | '\u{20000}'..='\u{3347F}' // the ideographs beyond the basic plane
    )
}
