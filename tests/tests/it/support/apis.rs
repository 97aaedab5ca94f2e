//! Every API: its document, its operations, its types, and a call of each operation.
//!
//! `build.rs` lists the APIs, one for each document. The calls are in [`calls`](super::calls).

use odc_runtime::Operation;
use serde_json::Value;

use super::calls::{self, Call};
use super::documents::{self, Document};
use super::enums::{self, Enum};

/// An API and its client.
pub struct Api {
    /// The name of the document, such as `identity-v1`.
    pub name: &'static str,
    pub title: &'static str,
    pub version: &'static str,
    /// The path below the portal domain, such as `/api/identity/v1`.
    pub base_path: &'static str,
    pub operations: &'static [&'static Operation],
    pub skipped: &'static [(&'static str, &'static str)],
    /// A call of every operation.
    pub calls: fn() -> Vec<Call>,
    pub types: fn() -> Vec<Type>,
    pub enums: fn() -> Vec<Enum>,
}

impl Api {
    pub fn document(&self) -> &'static Document {
        documents::named(self.name)
    }
}

/// A type of a client.
pub struct Type {
    pub name: &'static str,
    pub is_enum: bool,
    /// Its JSON schema.
    pub schema: Value,
}

macro_rules! apis {
    ($(
        $name:literal $client:ident $calls:ident
        structs [ $($struct:ident)* ] enums [ $($enum:ident)* ]
    )*) => {
        /// All APIs, sorted by name.
        pub static ALL: &[Api] = &[ $( Api {
            name: $name,
            title: $client::operations::TITLE,
            version: $client::operations::VERSION,
            base_path: $client::operations::BASE_PATH,
            operations: $client::operations::ALL,
            skipped: $client::operations::SKIPPED,
            calls: calls::$calls::all,
            types: || vec![
                $( Type {
                    name: stringify!($struct),
                    is_enum: false,
                    schema: schemars::schema_for!($client::types::$struct).to_value(),
                }, )*
                $( Type {
                    name: stringify!($enum),
                    is_enum: true,
                    schema: schemars::schema_for!($client::types::$enum).to_value(),
                }, )*
            ],
            enums: || vec![ $( Enum {
                name: stringify!($enum),
                values: $client::types::$enum::VALUES,
                check: |text, known| enums::check::<$client::types::$enum>(
                    stringify!($enum),
                    text,
                    known,
                    |value| {
                        let unknown = matches!(value, $client::types::$enum::Unknown(_));
                        assert_eq!(value.is_unknown(), unknown);
                        !unknown
                    },
                ),
            } ),* ],
        } ),* ];
    };
}

include!(concat!(env!("OUT_DIR"), "/apis.rs"));

/// A call of every operation of every API.
pub fn calls() -> impl Iterator<Item = Call> {
    ALL.iter().flat_map(|api| (api.calls)())
}

/// Every enum of every API.
pub fn enums() -> impl Iterator<Item = Enum> {
    ALL.iter().flat_map(|api| (api.enums)())
}
