//! Names that generated code uses itself.

pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types, traits and variants.
pub(super) const TYPES: &[&str] = &[
    "AsRef",
    "Box",
    "BuildError",
    "ByteStream",
    "CallOptions",
    "Client",
    "Clone",
    "Copy",
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
pub(super) const CLIENT: &[&str] = &[
    "as_ref", "borrow", "clone", "connect", "default", "fmt", "new",
];

/// Methods and fields that the builder of a call or its mock has.
pub(super) const BUILDER: &[&str] = &[
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

/// Variants that every enum has, and what its impls say of themselves.
pub(super) const VARIANTS: &[&str] = &["Unknown", "Err"];

/// Crates that generated code may name: a module of such a name would be mistaken for them.
pub(super) const CRATES: &[&str] = &[
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

/// Whether Windows takes a name without ending for a device, in whatever case and with whatever ending a file has it
/// (Microsoft, "Naming Files, Paths, and Namespaces").
pub(super) fn is_device(name: &str) -> bool {
    const DEVICES: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
    let name = name.to_lowercase();
    let port = name
        .strip_prefix("com")
        .or_else(|| name.strip_prefix("lpt"));
    let is_number =
        |port: &str| port.chars().count() == 1 && port.contains(|c: char| c.is_numeric());
    DEVICES.contains(&name.as_str()) || port.is_some_and(is_number)
}
