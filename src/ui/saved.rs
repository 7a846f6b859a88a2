//! Where the work is, in words.

use crate::app::{Access, SaveState};
use jiff::{Timestamp, tz::TimeZone};

/// Whether the tags are on disk, and if not, why: for the status bar.
pub fn words(state: &SaveState, access: Option<&Access>) -> String {
    match access {
        None => return String::new(),
        Some(Access::Reading) => return "Reading your tags…".to_owned(),
        Some(Access::ReadOnly(why, _)) if why.starts_with("Read-only") => return why.clone(),
        Some(Access::ReadOnly(why, _)) => return format!("Read-only: {why}"),
        Some(Access::Reserved(by)) => return format!("Read-only: the review is {by}’s"),
        Some(Access::Writable) => {}
    }
    match state {
        SaveState::Untouched => "Nothing to save".to_owned(),
        SaveState::Saved(at) => clock(at).map_or_else(|| "Saved".to_owned(), |time| format!("Saved {time}")),
        SaveState::Unsaved => "Changed".to_owned(),
        SaveState::Saving => "Saving…".to_owned(),
        SaveState::Nameless => "Not saved yet".to_owned(),
        SaveState::Failed(why) => format!("Not saved: {why}"),
    }
}

/// The time of day of an RFC 3339 time, where the computer stands.
fn clock(at: &str) -> Option<String> {
    let at: Timestamp = at.parse().ok()?;
    Some(at.to_zoned(TimeZone::system()).strftime("%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::app::{Access, SaveState};

    #[test]
    fn what_is_saved_says_when() {
        let said = words(&SaveState::Saved("2026-11-22T10:42:00Z".to_owned()), Some(&Access::Writable));
        let time = said.strip_prefix("Saved ").unwrap();
        assert!(time.len() == 5 && time.contains(':'), "{said}");
    }

    #[test]
    fn what_is_not_saved_says_why() {
        let failed = SaveState::Failed("the disk is full".to_owned());
        assert_eq!(words(&failed, Some(&Access::Writable)), "Not saved: the disk is full");
        let locked = Access::ReadOnly("a newer program wrote it".to_owned(), String::new());
        assert_eq!(words(&SaveState::Untouched, Some(&locked)), "Read-only: a newer program wrote it");
    }
}
