//! A value together with its JSON pointer, so that every report has a place.

use serde_json::Value;

use crate::document::{child, key_of};

/// Whether two values are equal: `1` equals `1.0`, and the order of keys does not matter.
pub(super) fn is_same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_value(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let equal =
                |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| is_same_value(a, b));
            a.len() == b.len() && a.iter().all(equal)
        }
        _ => a == b,
    }
}

/// The longest chain of references that is followed. A longer chain is a cycle.
const MAX_CHAIN: usize = 32;

/// A value of a document and its JSON pointer.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    /// The document.
    pub root: &'a Value,
    /// The value.
    pub value: &'a Value,
    /// The place of the value (RFC 6901).
    pub pointer: String,
}

impl<'a> Place<'a> {
    /// The whole document.
    #[must_use]
    pub fn root(root: &'a Value) -> Self {
        Self {
            root,
            value: root,
            pointer: String::new(),
        }
    }

    /// A member of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Self> {
        self.value.get(key).map(|value| Self {
            root: self.root,
            value,
            pointer: child(&self.pointer, key),
        })
    }

    /// The member at a chain of keys.
    #[must_use]
    pub fn find(&self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(self.clone(), |at, key| at.get(key))
    }

    /// A member that is a text.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// Whether a member is `true`.
    pub fn flag(&self, key: &str) -> bool {
        self.value.get(key).and_then(Value::as_bool) == Some(true)
    }

    /// The members of an object, in document order. Another value has no members.
    pub fn members(&self) -> impl Iterator<Item = (&'a str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, value)| {
            let pointer = child(&self.pointer, key);
            let root = self.root;
            (
                key.as_str(),
                Self {
                    root,
                    value,
                    pointer,
                },
            )
        })
    }

    /// The elements of an array. Another value has no elements.
    pub fn elements(&self) -> impl Iterator<Item = Self> {
        let elements = self.value.as_array().into_iter().flatten().enumerate();
        elements.map(|(i, value)| Self {
            root: self.root,
            value,
            pointer: format!("{}/{i}", self.pointer),
        })
    }

    /// The elements of the array member `key`.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<Self> {
        self.get(key)
            .map(|list| list.elements().collect())
            .unwrap_or_default()
    }

    /// The target of the `$ref` here, if there is one.
    #[must_use]
    pub fn referred(&self) -> Option<Self> {
        let pointer = self.text("$ref")?.strip_prefix('#')?;
        self.root.pointer(pointer).map(|value| Self {
            root: self.root,
            value,
            pointer: pointer.to_owned(),
        })
    }

    /// Follows all references from this place.
    #[must_use]
    pub fn resolved(&self) -> Self {
        let mut at = self.clone();
        for _ in 0..MAX_CHAIN {
            match at.referred() {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// The name of the component schema at exactly this place.
    #[must_use]
    pub fn component(&self) -> Option<String> {
        let token = self.pointer.strip_prefix("/components/schemas/")?;
        (!token.contains('/')).then(|| key_of(token))
    }
}
