//! Reads maps and sets, and refuses two equal keys or items. Serde's own readers would keep only the last one.
//!
//! Reads short maps and lists, and refuses a longer one at its first entry above the limit. In memory, an entry may
//! be fifty times as large as its JSON (`{}`), so a check after reading would come too late.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The error for a key or an item that is given twice.
pub(crate) const TWICE: &str = "given twice";

/// Reads a map; for `deserialize_with`.
pub(crate) fn map<'de, K, V, D>(from: D) -> Result<BTreeMap<K, V>, D::Error>
where
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    from.deserialize_map(Entries::at_most(usize::MAX))
}

/// Reads a map of at most `MOST` entries; for `deserialize_with`.
pub(crate) fn short_map<'de, const MOST: usize, K, V, D>(
    from: D,
) -> Result<BTreeMap<K, V>, D::Error>
where
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    from.deserialize_map(Entries::at_most(MOST))
}

/// Reads a list of at most `MOST` items; for `deserialize_with`.
pub(crate) fn short_list<'de, const MOST: usize, T, D>(from: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    from.deserialize_seq(ShortList(MOST, PhantomData))
}

/// Reads a set; for `deserialize_with`.
pub(crate) fn set<'de, T, D>(from: D) -> Result<BTreeSet<T>, D::Error>
where
    T: Deserialize<'de> + Ord,
    D: Deserializer<'de>,
{
    from.deserialize_seq(Items(PhantomData))
}

struct Entries<K, V> {
    most: usize,
    read: PhantomData<(K, V)>,
}

impl<K, V> Entries<K, V> {
    fn at_most(most: usize) -> Self {
        Self {
            most,
            read: PhantomData,
        }
    }
}

/// The error for an entry above the limit. It shows no value.
fn too_long<E: Error>(most: usize) -> E {
    E::invalid_length(
        most.saturating_add(1),
        &format!("at most {most} entries").as_str(),
    )
}

impl<'de, K, V> Visitor<'de> for Entries<K, V>
where
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    type Value = BTreeMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = access.next_entry()? {
            if map.insert(key, value).is_some() {
                return Err(A::Error::custom(TWICE));
            }
            if map.len() > self.most {
                return Err(too_long(self.most));
            }
        }
        Ok(map)
    }
}

struct ShortList<T>(usize, PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ShortList<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let Self(most, _) = self;
        let mut list = Vec::new();
        while let Some(item) = access.next_element()? {
            if list.len() >= most {
                return Err(too_long(most));
            }
            list.push(item);
        }
        Ok(list)
    }
}

struct Items<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Ord> Visitor<'de> for Items<T> {
    type Value = BTreeSet<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut set = BTreeSet::new();
        while let Some(item) = access.next_element()? {
            if !set.insert(item) {
                return Err(A::Error::custom(TWICE));
            }
        }
        Ok(set)
    }
}
