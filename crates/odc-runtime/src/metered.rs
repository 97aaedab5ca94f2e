//! Limits the memory of a decoded value.
//!
//! The text `{}` has two bytes, but a struct with thirty optional fields that is read from it has seven hundred
//! bytes. So a limit for the text of a response does not limit the value. [`Metered`] wraps a deserializer. It adds
//! up the memory of lists, maps and texts while they are read. The memory of a struct is part of the list or the
//! value that contains it. If a struct is larger than its place there, it is in a box, and its memory is added too.
//!
//! A union is read from a value in memory, by code that has no meter. Therefore each thread stores the meter of the
//! value that it reads.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::json_path::JsonPath;

/// The memory of the smallest text, which is the memory of the smallest allocation.
const SMALLEST_TEXT: usize = 32;
/// The smallest number of places in a list that is not empty.
const SMALLEST_LIST: usize = 4;
/// The smallest number of places in a map that is not empty: the number in a leaf of a `BTreeMap`.
const SMALLEST_MAP: usize = 11;

/// The number of remaining bytes, and whether a value needed more.
pub(crate) struct Meter {
    left: Cell<usize>,
    exceeded: Cell<bool>,
    /// Whether the last requested value is a text, a number or a boolean.
    expected_scalar: Cell<bool>,
    /// Whether reading stopped within a tuple, or within a struct that came as a list.
    failed_in_tuple: Cell<bool>,
    /// The place in the other members of a struct where reading failed, as seen from the struct. Serde knows no path
    /// there.
    failed_member: RefCell<JsonPath>,
}

thread_local! {
    /// The meter of the value that this thread reads.
    static CURRENT: RefCell<Option<Rc<Meter>>> = const { RefCell::new(None) };
}

/// The thread reads another value, or none.
struct Restore(Option<Rc<Meter>>);

impl Drop for Restore {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

impl Meter {
    /// The meter of the value that this thread reads. If the value has no meter, it is a meter without a limit.
    pub(crate) fn current() -> Rc<Self> {
        let current = CURRENT.with_borrow(Clone::clone);
        current.unwrap_or_else(|| Rc::new(Self::new(usize::MAX)))
    }

    /// Reads a value with this meter.
    pub(crate) fn during<T>(self: &Rc<Self>, read: impl FnOnce() -> T) -> T {
        let _restore = Restore(CURRENT.replace(Some(Rc::clone(self))));
        read()
    }

    pub(crate) const fn new(room: usize) -> Self {
        Self {
            left: Cell::new(room),
            exceeded: Cell::new(false),
            expected_scalar: Cell::new(false),
            failed_in_tuple: Cell::new(false),
            failed_member: RefCell::new(JsonPath(Vec::new())),
        }
    }

    /// The number of remaining bytes.
    pub(crate) const fn left(&self) -> usize {
        self.left.get()
    }

    /// Returns the memory that was taken since `left` bytes remained, because the value that took it is not used.
    pub(crate) fn give_back(&self, left: usize) {
        self.left.set(left);
    }

    /// Whether decoding stopped because the value needs more memory than the limit.
    pub(crate) const fn exceeded(&self) -> bool {
        self.exceeded.get()
    }

    /// Whether reading stopped at a place where a text, a number or a boolean belongs.
    pub(crate) const fn expected_scalar(&self) -> bool {
        self.expected_scalar.get()
    }

    /// Whether reading stopped within a tuple, or within a struct that came as a list.
    pub(crate) const fn failed_in_tuple(&self) -> bool {
        self.failed_in_tuple.get()
    }

    /// Records that reading failed at a place in the other members of a struct.
    pub(crate) fn fail_in_member(&self, path: JsonPath) {
        self.failed_member.replace(path);
    }

    /// The place in the other members of a struct where reading failed. If the path is empty, reading did not fail
    /// there. This also clears the place.
    pub(crate) fn take_failed_member(&self) -> JsonPath {
        self.failed_member.take()
    }

    fn take<E: Error>(&self, bytes: usize) -> Result<(), E> {
        if let Some(left) = self.left.get().checked_sub(bytes) {
            self.left.set(left);
            return Ok(());
        }
        self.exceeded.set(true);
        Err(E::custom("the value takes too much memory"))
    }
}

/// The places of a list or a map. When there are not enough, their number doubles.
struct Places {
    used: usize,
    there: usize,
    smallest: usize,
}

impl Places {
    const fn none(smallest: usize) -> Self {
        Self {
            used: 0,
            there: 0,
            smallest,
        }
    }

    /// Adds one used place of `size` bytes.
    fn add<E: Error>(&mut self, size: usize, meter: &Meter) -> Result<(), E> {
        self.used += 1;
        if self.used > self.there {
            let there = self.smallest.max(self.there * 2);
            meter.take::<E>(size.saturating_mul(there - self.there))?;
            self.there = there;
        }
        Ok(())
    }
}

/// A deserializer, a visitor, or another value that serde passes on, together with the meter.
pub struct Metered<'m, X> {
    inner: X,
    meter: &'m Meter,
    /// The size of the place for the value.
    place: usize,
    /// Whether a visitor reads a struct or a tuple. The members of these need no memory in addition to it.
    fixed: bool,
}

impl<'m, X> Metered<'m, X> {
    pub(crate) const fn new(inner: X, meter: &'m Meter) -> Self {
        Self {
            inner,
            meter,
            place: usize::MAX,
            fixed: false,
        }
    }

    const fn with<Y>(&self, inner: Y) -> Metered<'m, Y> {
        Metered {
            inner,
            meter: self.meter,
            place: self.place,
            fixed: false,
        }
    }

    /// Adds the memory of a value that does not fit into its place.
    fn take_box<T, E: Error>(&self) -> Result<(), E> {
        if size_of::<T>() > self.place {
            self.meter.take::<E>(size_of::<T>())?;
        }
        Ok(())
    }
}

macro_rules! pass_on {
    (scalar $scalar:literal, fixed $fixed:literal: $($method:ident($($name:ident: $kind:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $kind,)* visitor: V) -> Result<V::Value, D::Error> {
            self.take_box::<V::Value, D::Error>()?;
            self.meter.expected_scalar.set($scalar);
            let mut visitor = self.with(visitor);
            visitor.fixed = $fixed;
            self.inner.$method($($name,)* visitor)
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Metered<'_, D> {
    type Error = D::Error;

    pass_on! { scalar true, fixed false:
        deserialize_bool()
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_i128()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64() deserialize_char() deserialize_str() deserialize_string()
        deserialize_bytes() deserialize_byte_buf()
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    pass_on! { scalar false, fixed false:
        deserialize_any() deserialize_option() deserialize_unit()
        deserialize_unit_struct(name: &'static str) deserialize_newtype_struct(name: &'static str)
        deserialize_seq() deserialize_map()
    }

    pass_on! { scalar false, fixed true:
        deserialize_tuple(length: usize)
        deserialize_tuple_struct(name: &'static str, length: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
    }

    /// The name of a member is compared, and is not stored.
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_identifier(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_ignored_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! visit_scalars {
    ($($method:ident($kind:ty))*) => {
        $(fn $method<E: Error>(self, value: $kind) -> Result<V::Value, E> {
            self.inner.$method(value)
        })*
    };
}

macro_rules! visit_texts {
    ($($method:ident($kind:ty))*) => {
        $(fn $method<E: Error>(self, text: $kind) -> Result<V::Value, E> {
            self.meter.take::<E>(text.len().max(SMALLEST_TEXT))?;
            self.inner.$method(text)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Metered<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    visit_scalars! {
        visit_bool(bool) visit_i8(i8) visit_i16(i16) visit_i32(i32) visit_i64(i64) visit_i128(i128)
        visit_u8(u8) visit_u16(u16) visit_u32(u32) visit_u64(u64) visit_u128(u128)
        visit_f32(f32) visit_f64(f64) visit_char(char)
    }

    visit_texts! {
        visit_str(&str) visit_borrowed_str(&'de str) visit_string(String)
        visit_bytes(&[u8]) visit_borrowed_bytes(&'de [u8]) visit_byte_buf(Vec<u8>)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        let value = self.with(value);
        self.inner.visit_some(value)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        let value = self.with(value);
        self.inner.visit_newtype_struct(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<V::Value, A::Error> {
        let places = (!self.fixed).then(|| Places::none(SMALLEST_LIST));
        let list = self.with((values, places));
        self.inner.visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        let places = (!self.fixed).then(|| Places::none(SMALLEST_MAP));
        let map = self.with((members, places, 0_usize));
        self.inner.visit_map(map)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, value: A) -> Result<V::Value, A::Error> {
        let value = self.with(value);
        self.inner.visit_enum(value)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Metered<'_, (A, Option<Places>)> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let seed = self.with(seed);
        let (values, places) = &mut self.inner;
        let value = values.next_element_seed(seed);
        if value.is_err() && places.is_none() {
            self.meter.failed_in_tuple.set(true);
        }
        let value = value?;
        if value.is_some()
            && let Some(places) = places
        {
            places.add::<A::Error>(size_of::<S::Value>(), self.meter)?;
        }
        Ok(value)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.0.size_hint()
    }
}

/// The third part is the size of a key.
impl<'de, A: MapAccess<'de>> MapAccess<'de> for Metered<'_, (A, Option<Places>, usize)> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let seed = self.with(seed);
        self.inner.2 = size_of::<S::Value>();
        self.inner.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let seed = self.with(seed);
        let (members, places, key) = &mut self.inner;
        let value = members.next_value_seed(seed)?;
        if let Some(places) = places {
            places.add::<A::Error>(*key + size_of::<S::Value>(), self.meter)?;
        }
        Ok(value)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.0.size_hint()
    }
}

impl<'de, 'm, A: EnumAccess<'de>> EnumAccess<'de> for Metered<'m, A> {
    type Error = A::Error;
    type Variant = Metered<'m, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (value, variant) = self.inner.variant_seed(seed)?;
        Ok((value, Metered::new(variant, self.meter)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Metered<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        let seed = self.with(seed);
        self.inner.newtype_variant_seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let mut visitor = self.with(visitor);
        visitor.fixed = true;
        self.inner.tuple_variant(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let mut visitor = self.with(visitor);
        visitor.fixed = true;
        self.inner.struct_variant(fields, visitor)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Metered<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<S::Value, D::Error> {
        let mut value = self.with(value);
        value.place = size_of::<S::Value>();
        self.inner.deserialize(value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use serde::Deserialize;
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    use super::*;

    /// The memory that a value needs: the smallest limit that is enough to read it.
    fn room_of<T: DeserializeOwned>(text: &str) -> usize {
        let meter = Meter::new(usize::MAX);
        read::<T>(text, &meter).unwrap();
        let room = usize::MAX - meter.left.get();
        let short = Meter::new(room.saturating_sub(1));
        assert!(room == 0 || read::<T>(text, &short).is_err() && short.exceeded());
        assert!(!meter.exceeded() && read::<T>(text, &Meter::new(room)).is_ok());
        room
    }

    fn read<T: DeserializeOwned>(text: &str, meter: &Meter) -> serde_json::Result<T> {
        T::deserialize(Metered::new(
            &mut serde_json::Deserializer::from_str(text),
            meter,
        ))
    }

    #[derive(Debug, Default, PartialEq, Deserialize, serde::Serialize)]
    struct Sparse {
        #[serde(default)]
        names: [Option<String>; 4],
        inner: Option<Few>,
    }

    #[derive(Debug, PartialEq, Deserialize, serde::Serialize)]
    struct Few(Vec<u64>);

    #[derive(Debug, PartialEq, Deserialize)]
    enum Kind {
        None,
        One(Vec<u8>),
        Two(u8, String),
        Many { all: Vec<u64> },
    }

    #[test]
    fn numbers_and_structs_take_no_additional_memory() {
        assert_eq!(room_of::<Sparse>(r#"{"inner":null}"#), 0);
        assert_eq!(
            room_of::<(u8, f64, bool, i64, Option<u8>, ())>("[1,0.5,true,-7,null,null]"),
            0
        );
        assert_eq!(room_of::<Kind>(r#""None""#), 0);
    }

    #[test]
    fn a_list_takes_the_memory_of_its_vector() {
        for length in [0_usize, 1, 4, 5, 8, 9, 1000] {
            let items = vec!["{}"; length].join(",");
            let list: Vec<Sparse> = serde_json::from_str(&format!("[{items}]")).unwrap();
            let room = room_of::<Vec<Sparse>>(&format!("[{items}]"));
            assert_eq!(room, list.capacity() * size_of::<Sparse>(), "{length}");
        }
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Chain {
        #[serde(default)]
        names: [Option<String>; 4],
        next: Option<Box<Chain>>,
    }

    #[test]
    fn a_value_in_a_box_takes_memory_too() {
        for depth in 0..5 {
            let text = format!("{}{{}}{}", r#"{"next":"#.repeat(depth), "}".repeat(depth));
            assert_eq!(room_of::<Chain>(&text), depth * size_of::<Chain>());
            let chain: Chain = serde_json::from_str(&text).unwrap();
            let links = std::iter::successors(chain.next.as_ref(), |link| link.next.as_ref());
            assert_eq!(links.count(), depth);
            assert_eq!(chain.names, [const { None }; 4]);
        }
        let list = room_of::<Vec<Box<Sparse>>>("[{},{}]");
        assert_eq!(list, 4 * size_of::<Box<Sparse>>() + 2 * size_of::<Sparse>());
    }

    #[derive(Debug, serde::Serialize)]
    #[serde(untagged)]
    enum Either {
        Tagged(Vec<Sparse>),
        Unknown(Value),
    }

    impl<'de> Deserialize<'de> for Either {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let list = crate::union::Alternative::value(|value| {
                Deserialize::deserialize(value).map(Self::Tagged)
            });
            crate::union::by_fields(deserializer, &[list], Self::Unknown)
        }
    }

    #[test]
    fn a_union_takes_the_memory_of_its_alternative() {
        let text = format!("[{}]", vec!["{}"; 1000].join(","));
        let values = room_of::<Value>(&text);
        let read = |room| {
            let meter = Rc::new(Meter::new(room));
            let read = meter.during(|| read::<Either>(&text, &meter));
            let items = match read {
                Ok(Either::Tagged(items)) => Some(items.len()),
                Ok(Either::Unknown(value)) => panic!("{value} is a list"),
                Err(_) => None,
            };
            (items, meter.exceeded())
        };
        let room = values + 1024 * size_of::<Sparse>();
        assert_eq!(read(room), (Some(1000), false));
        assert_eq!(read(room - 1), (None, true));
    }

    #[test]
    fn texts_and_maps_take_memory_in_every_position() {
        assert_eq!(room_of::<String>(r#""a""#), SMALLEST_TEXT);
        assert_eq!(room_of::<String>(&format!("\"{}\"", "a".repeat(99))), 99);
        assert_eq!(room_of::<Option<Few>>("[1,2]"), 4 * 8);
        assert_eq!(room_of::<Kind>(r#"{"One":[1]}"#), 4);
        assert_eq!(room_of::<Kind>(r#"{"Two":[1,"a"]}"#), SMALLEST_TEXT);
        assert_eq!(room_of::<Kind>(r#"{"Many":{"all":[1]}}"#), 4 * 8);
        let entry = size_of::<String>() + size_of::<u64>();
        for room in [
            room_of::<HashMap<String, u64>>(r#"{"a":1}"#),
            room_of::<BTreeMap<String, u64>>(r#"{"a":1}"#),
        ] {
            assert_eq!(room, SMALLEST_TEXT + SMALLEST_MAP * entry);
        }
    }

    #[test]
    fn a_value_is_the_same_with_and_without_a_meter() {
        let text = r#"{"a":[1,-2,0.5,true,null,"x\u00e9",{"b":{}}],"c":[[],[[]]]}"#;
        let plain: Value = serde_json::from_str(text).unwrap();
        let metered: Value = read(text, &Meter::new(usize::MAX)).unwrap();
        assert_eq!(metered, plain);
        let text = r#"{"names":["a",null,"b",null],"inner":[7],"other":[{"deep":[]}]}"#;
        let plain: Sparse = serde_json::from_str(text).unwrap();
        assert_eq!(
            read::<Sparse>(text, &Meter::new(usize::MAX)).unwrap(),
            plain
        );
    }

    #[test]
    fn skipped_values_take_no_memory() {
        let text = format!(
            r#"{{"inner":null,"other":[{}]}}"#,
            vec!["[]"; 1000].join(",")
        );
        assert_eq!(room_of::<Sparse>(&text), 0);
    }
}
