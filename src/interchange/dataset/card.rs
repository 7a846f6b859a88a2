//! The card of a dataset: what Hugging Face's hub and `datasets` read, and what a person does.

use crate::interchange::export::Settings;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The card being written.
#[derive(Debug)]
pub(super) struct Card {
    name: String,
    licence: String,
    splits: Vec<String>,
    languages: BTreeSet<String>,
    articles: usize,
}

impl Card {
    /// Begins with what is known before the first article.
    pub(super) fn new(settings: &Settings<'_>) -> Self {
        let splits =
            if settings.splits.is_empty() { vec!["train".to_owned()] } else { settings.splits.to_vec() };
        Self {
            name: settings.name.to_owned(),
            licence: settings.options.licence.clone().unwrap_or_else(|| "other".to_owned()),
            splits,
            languages: BTreeSet::new(),
            articles: 0,
        }
    }

    /// Notes an article and its language.
    pub(super) fn note(&mut self, language: Option<&str>) {
        self.articles += 1;
        let plain =
            |tag: &&str| !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        // The hub knows languages, not their regions.
        let primary = language.filter(plain).and_then(|tag| tag.split('-').next());
        self.languages.extend(primary.map(str::to_lowercase));
    }

    /// The whole card.
    pub(super) fn text(&self) -> String {
        let mut out = "---\n".to_owned();
        // Writing to a string cannot fail.
        writeln!(out, "license: {}\nlanguage:", quoted(&self.licence)).ok();
        let unknown = BTreeSet::from(["und".to_owned()]);
        let languages = if self.languages.is_empty() { &unknown } else { &self.languages };
        for language in languages {
            writeln!(out, "- {}", quoted(language)).ok();
        }
        writeln!(out, "pretty_name: {}", quoted(&self.name)).ok();
        out.push_str("task_categories:\n- token-classification\nsize_categories:\n");
        writeln!(out, "- {}\ntags:\n- news\n- claims\n- quotations\n- events", self.size()).ok();
        out.push_str("configs:\n- config_name: default\n  data_files:\n");
        for split in &self.splits {
            writeln!(out, "  - split: {split}\n    path: data/{split}-*").ok();
        }
        writeln!(out, "---\n\n# {}\n", self.name.replace(['\n', '\r'], " ")).ok();
        out.push_str(
            "One row an article: `text`, and `spans` with `start` and `end` in Unicode code points, half-open, so \
             that `text[start:end]` is the span’s `text`. `relations` join spans by their `id`. A span of several \
             pieces has them in `fragments`; its `start` and `end` are then its extent. `annotators` says who \
             worked on an article, also without finding anything.\n\nWritten by Copydesk.\n",
        );
        out
    }

    fn size(&self) -> &'static str {
        match self.articles {
            0..1_000 => "n<1K",
            1_000..10_000 => "1K<n<10K",
            10_000..100_000 => "10K<n<100K",
            100_000..1_000_000 => "100K<n<1M",
            _ => "1M<n<10M",
        }
    }
}

/// A string of YAML in double quotes, which are those of JSON.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
