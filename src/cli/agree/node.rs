//! A JSON value whose keys stay in their order.

use crate::review::agreement::Measured;
use serde::{Serialize, Serializer};

/// A value whose keys stay in their order.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Null,
    Number(f64),
    Count(u64),
    Word(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            // Adding nothing makes −0 a 0.
            Self::Number(number) => serializer.serialize_f64(number + 0.0),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Word(word) => serializer.serialize_str(word),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(fields) => serializer.collect_map(fields.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// The fields of an object being filled.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, Node)>);

impl Fields {
    pub(super) fn add(&mut self, key: impl Into<String>, value: Node) {
        self.0.push((key.into(), value));
    }

    /// A number that may be undefined, and the reason beside it.
    pub(super) fn measured(&mut self, key: &str, number: Measured) {
        self.add(key, value(number));
        self.add(format!("{key}_reason"), reason(number));
    }

    /// Numbers by some name, and a map of the reasons beside it.
    pub(super) fn map(&mut self, key: &str, numbers: impl IntoIterator<Item = (String, Measured)>) {
        let (mut values, mut reasons) = (Self::default(), Self::default());
        for (name, number) in numbers {
            values.add(name.clone(), value(number));
            reasons.add(name, reason(number));
        }
        self.add(key, values.into());
        self.add(format!("{key}_reason"), reasons.into());
    }
}

impl From<Fields> for Node {
    fn from(fields: Fields) -> Self {
        Self::Object(fields.0)
    }
}

/// A number, or null.
pub(super) fn value(number: Measured) -> Node {
    number.map_or(Node::Null, Node::Number)
}

/// The word for why there is no number, or null.
pub(super) fn reason(number: Measured) -> Node {
    number.err().map_or(Node::Null, |undefined| Node::Word(undefined.name().to_owned()))
}
