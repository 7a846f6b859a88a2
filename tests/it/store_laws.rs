//! What always holds of sidecars: what is written is read, and the fast reader is the slow one.

use crate::support::nasty;
use copydesk::annotation::{AnnotationSet, AnnotatorName};
use copydesk::store::read::{self, LoadedSet};
use copydesk::store::sidecar::ArticleHeader;
use copydesk::store::write;
use copydesk::text::ReadingText;
use proptest::prelude::*;

fn header(text: &ReadingText) -> ArticleHeader {
    ArticleHeader::of(text, "a \"quoted\" name.md", "markdown/1", "utf-8")
}

fn write(set: &AnnotationSet, text: &ReadingText) -> String {
    write::to_string(set, text, &header(text))
}

fn read(sidecar: &str, annotator: &AnnotatorName, text: &ReadingText) -> LoadedSet {
    read::from_str(sidecar, annotator, text).unwrap()
}

/// The same sidecar, laid out so that the fast reader passes every item on.
fn otherwise_laid_out(sidecar: &str) -> String {
    sidecar.replace("\n            id: ", "\n\n            id: ")
}

/// Foreign data as others might keep it.
fn ext() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("{}".to_owned()),
        Just("{ \"x\" :  [1,2,], /* kept */ }".to_owned()),
        Just("{\"a\": (x: 'c', q: '\"', r: r#\"]\"#, b: b\"\\\"\"), // kept\n}".to_owned()),
        nasty::words().prop_map(|words| format!("{{{}: Some(1.5)}}", ron::to_string(&words).unwrap())),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read((text, set) in nasty::text_and_set(), ext in ext()) {
        let set = set.clone().with_header(set.state().clone(), set.sight(), set.gold().cloned(), ext);
        let sidecar = write(&set, &text);
        let loaded = read(&sidecar, set.annotator(), &text);
        prop_assert_eq!(&loaded.read_only, &[]);
        prop_assert_eq!(&loaded.set, &set);
        prop_assert_eq!(&loaded.header, &header(&text));
        prop_assert_eq!(write(&loaded.set, &text), sidecar, "to the byte");
    }

    #[test]
    fn the_fast_reader_reads_what_ron_reads((text, set) in nasty::text_and_set()) {
        let sidecar = write(&set, &text);
        let slow = read(&otherwise_laid_out(&sidecar), set.annotator(), &text);
        let fast = read(&sidecar, set.annotator(), &text);
        prop_assert_eq!(slow.set, fast.set);
        prop_assert_eq!(slow.read_only, fast.read_only);
        prop_assert_eq!(slow.warnings, fast.warnings);
    }

    #[test]
    fn a_sidecar_is_lines_that_merge((text, set) in nasty::text_and_set()) {
        let sidecar = write(&set, &text);
        prop_assert!(sidecar.ends_with(",\n)\n"));
        let harmless = |c: char| c == '\n' || !(c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}'));
        prop_assert!(sidecar.chars().all(harmless), "nothing breaks a line or turns its order");
    }

    #[test]
    fn a_file_cut_short_is_never_written_over((text, set) in nasty::text_and_set(), at in any::<prop::sample::Index>()) {
        let sidecar = write(&set, &text);
        // The last line break may be missing; all before it is needed.
        let cut = sidecar.floor_char_boundary(at.index(sidecar.len() - 1));
        let loaded = read(&sidecar[..cut], set.annotator(), &text);
        prop_assert!(!loaded.is_writable());
        let whole = |id| set.get(id).is_some() || set.unplaced().any(|unplaced| unplaced.id == *id);
        prop_assert!(loaded.set.iter().all(|annotation| whole(&annotation.id)), "nothing is made up");
    }

    #[test]
    fn no_bytes_upset_the_reader(noise in "[ -~\\n\"(){}\\[\\]:,'r#/*<=>|\\\\é]{0,60}", at in any::<prop::sample::Index>(), (text, set) in nasty::text_and_set()) {
        let mut sidecar = write(&set, &text);
        let at = sidecar.floor_char_boundary(at.index(sidecar.len()));
        sidecar.insert_str(at, &noise);
        let loaded = read(&sidecar, set.annotator(), &text);
        if loaded.is_writable() {
            let written = write(&loaded.set, &text);
            let again = read(&written, set.annotator(), &text);
            prop_assert_eq!(again.set, loaded.set);
        }
    }
}
