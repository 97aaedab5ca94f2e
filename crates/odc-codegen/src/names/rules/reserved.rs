//! The names that nothing else may have, because Rust, generated code or a file system uses them itself.

pub(crate) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types, traits and variants that generated code uses.
pub(crate) const TYPES: &[&str] = &[
    "AsRef",
    "Box",
    "BuildError",
    "ByteStream",
    "CallOptions",
    "Client",
    "Clone",
    "Copy",
    "CursorCall",
    "Debug",
    "Default",
    "Deserialize",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoIterator",
    "ItemStream",
    "Iterator",
    "ListCall",
    "None",
    "Ok",
    "Operation",
    "Option",
    "Ord",
    "PageStream",
    "PagedCall",
    "PartialEq",
    "PartialOrd",
    "Patch",
    "QueryParam",
    "QuerySome",
    "Request",
    "ResponseValue",
    "Result",
    "Secret",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Tenant",
    "ToOwned",
    "ToString",
    "Transport",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Methods that every client has.
pub(crate) const CLIENT: &[&str] = &[
    "as_ref", "borrow", "clone", "connect", "default", "fmt", "new",
];

/// Methods and fields that the builder of a call or its mock has.
pub(crate) const BUILDER: &[&str] = &[
    "body",
    "client",
    "clone",
    "into_inner",
    "new",
    "options",
    "pages",
    "prefetch",
    "request",
    "send",
    "stream",
];

/// Variants that every enum has, and names that its implementations use.
pub(crate) const VARIANTS: &[&str] = &["Unknown", "Err"];

/// Crates that generated code uses. A module of the same name would hide the crate.
pub(crate) const CRATES: &[&str] = &[
    "alloc",
    "chrono",
    "core",
    "httpmock",
    "odc_runtime",
    "schemars",
    "serde",
    "std",
    "uuid",
];

/// File names that are devices on Windows, in upper or lower case and with any extension (Microsoft, "Naming Files,
/// Paths, and Namespaces").
pub(crate) const DEVICES: &[&str] = &[
    "aux", "con", "nul", "prn", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Methods of a type's builder that are not setters.
pub(crate) const TYPE_BUILDER: &[&str] = &["build", "clone"];
