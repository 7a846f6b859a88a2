//! What is known about an article beside its text.

/// Title, byline and the like. An empty field is `None`, never an empty string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Where it appeared.
    pub outlet: Option<String>,
    /// When it appeared, as written; a day or an RFC 3339 time where the article says so.
    pub published: Option<String>,
    /// Where it can be found. Shown, never opened by itself.
    pub url: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
}

impl Details {
    /// These details, with gaps filled from `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            byline: self.byline.or(other.byline),
            outlet: self.outlet.or(other.outlet),
            published: self.published.or(other.published),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }

    /// All fields in the order of their declaration.
    pub fn fields(&self) -> [Option<&str>; 6] {
        let Self { title, byline, outlet, published, url, language } = self;
        [title, byline, outlet, published, url, language].map(Option::as_deref)
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
