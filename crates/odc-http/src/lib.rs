//! The lowest layer of the ODC crates: makes foreign text printable, and holds rules of HTTP.
//!
//! Users of the clients do not need this crate. It exists so that each rule is written only once: the OAuth
//! middleware, the runtime of the clients, the sandbox and the generator all print text that a server or a document
//! wrote.

pub mod body;
pub mod delay;
pub mod network;
pub mod secret;
pub mod status;
pub mod text;
pub mod tls;
