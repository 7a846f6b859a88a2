//! What a run finds around it: time, dice, environment, settings, and the options every subcommand has.

use super::outcome::Failure;
use crate::annotation::AnnotatorName;
use crate::chance::Chance;
use crate::store::settings::Settings;
use std::ffi::OsString;

/// What `main` hands in.
#[derive(Debug)]
pub struct Surroundings {
    /// The time and random bits.
    pub chance: Chance,
    /// What the environment's `COPYDESK_ANNOTATOR` says.
    pub annotator_variable: Option<OsString>,
    told: Option<AnnotatorName>,
    encoding: Option<String>,
}

impl Surroundings {
    /// A run with this chance, in an environment with this `COPYDESK_ANNOTATOR`.
    pub fn new(chance: Chance, annotator_variable: Option<OsString>) -> Self {
        Self { chance, annotator_variable, told: None, encoding: None }
    }

    /// Takes the options that every subcommand has.
    pub(super) fn told(&mut self, annotator: Option<&str>, encoding: Option<&str>) -> Result<(), Failure> {
        let variable = self.annotator_variable.as_ref().map(|name| name.to_string_lossy().into_owned());
        let variable = variable.filter(|name| !name.is_empty());
        let said = annotator
            .map(|name| ("--annotator", name))
            .or(variable.as_deref().map(|name| ("COPYDESK_ANNOTATOR", name)));
        if let Some((from, name)) = said {
            let name = AnnotatorName::new(name)
                .map_err(|error| Failure::Usage(format!("{from} {name:?}: {error}")))?;
            self.told = Some(name);
        }
        if let Some(name) = encoding {
            let known = encoding_rs::Encoding::for_label(name.trim().as_bytes());
            if known.is_none() {
                return Err(Failure::Usage(format!(
                    "--encoding {name:?}: no such encoding; write a name such as utf-8, windows-1252 or utf-16le"
                )));
            }
        }
        self.encoding = encoding.map(str::to_owned);
        Ok(())
    }

    /// Who works, where the command line or the environment says so.
    pub(super) fn annotator_told(&self) -> Option<AnnotatorName> {
        self.told.clone()
    }

    /// Who works: as told, else as the settings say.
    pub(super) fn annotator(&self) -> Option<AnnotatorName> {
        self.told.clone().or_else(|| Settings::load().value.annotator_name())
    }

    /// The encoding of articles that do not say theirs.
    pub(super) fn encoding(&self) -> Option<&str> {
        self.encoding.as_deref()
    }
}
