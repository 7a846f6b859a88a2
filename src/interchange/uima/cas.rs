//! A common analysis structure: a text and feature structures over it.

/// A text with what is said about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cas {
    /// The subject of analysis.
    pub text: String,
    /// The structures, the sofa not among them.
    pub structures: Vec<Structure>,
}

/// One feature structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Structure {
    /// Its number in the file.
    pub id: u32,
    /// The name of its type.
    pub kind: String,
    /// Start and end in UTF-16 units, of an annotation.
    pub at: Option<(u32, u32)>,
    /// Its other features, in order; those that have no value are not there.
    pub features: Vec<(String, Feature)>,
}

/// The value of a feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Feature {
    /// A string.
    Text(String),
    /// A truth.
    Truth(bool),
    /// Another structure.
    Reference(u32),
}

impl Structure {
    /// A feature that has a string.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.features.iter().find_map(|(known, value)| match value {
            Feature::Text(words) if known == name => Some(words.as_str()),
            _ => None,
        })
    }

    /// A feature that has another structure.
    pub(super) fn reference(&self, name: &str) -> Option<u32> {
        self.features.iter().find_map(|(known, value)| match value {
            Feature::Reference(id) if known == name => Some(*id),
            // Without its type system an XMI has numbers for references.
            Feature::Text(words) if known == name => words.parse().ok(),
            _ => None,
        })
    }

    /// The last part of the type's name.
    pub(super) fn short_kind(&self) -> &str {
        self.kind.rsplit('.').next().unwrap_or_default()
    }
}
