//! The rules for words, identifiers, parameters, fields and values.

use super::reserved::{BUILDER, CRATES, DEVICES, KEYWORDS, TYPE_BUILDER, TYPES, VARIANTS};
use super::rule::{Kind, Rule, Table};

/// The indices of the rows of [`PARAMETER_WAYS`].
pub(crate) mod param {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const PLACE: usize = 2;
    pub(crate) const NUMBER: usize = 3;
}

/// The indices of the rows of [`FIELD_WAYS`].
pub(crate) mod field {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const SYMBOLS: usize = 2;
    pub(crate) const ALL_SYMBOLS: usize = 3;
    pub(crate) const NUMBER: usize = 4;
}

/// The indices of the rows of [`SETTER_WAYS`].
pub(crate) mod setter {
    pub(crate) const BODY: usize = 0;
}

/// The indices of the rows of [`VARIANT_WAYS`].
pub(crate) mod value {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const SYMBOLS: usize = 2;
    pub(crate) const ALL_SYMBOLS: usize = 3;
    pub(crate) const NUMBER: usize = 4;
}

pub(crate) static PARAMETER_WAYS: Table = Table {
    title: "ways to name a parameter",
    about: "The best first. Parameters with a name in the overlay choose first, then those in the path, then those in the query.",
    kind: Kind::Parameter,
    rules: &[
        Rule {
            forms: &["x-rust-name: *"],
            becomes: "*",
            why: "the overlay decides",
            example: ("x-rust-name: sort order", "sort_order"),
        },
        Rule {
            forms: &["*"],
            becomes: "*",
            why: "the published name in snake case",
            example: ("pageSize query", "page_size"),
        },
        Rule {
            forms: BUILDER,
            becomes: "*_PLACE",
            why: "the builder of a call uses the name itself, or another parameter of the call has it",
            example: ("send query", "send_query"),
        },
        Rule {
            forms: &["*_PLACE"],
            becomes: "*_PLACE_NUMBER",
            why: "another parameter of the call has the same name and place",
            example: ("KEY query + Key query + key query", "key_query_2"),
        },
    ],
};

pub(crate) static FIELD_WAYS: Table = Table {
    title: "ways to name a field",
    about: "The best first. Fields with the same candidate all take their next one, except a field that is published exactly so.",
    kind: Kind::Field,
    rules: &[
        Rule {
            forms: &["x-rust-name: *"],
            becomes: "*",
            why: "the overlay decides",
            example: ("x-rust-name: is open", "is_open"),
        },
        Rule {
            forms: &["*"],
            becomes: "*",
            why: "the published name in snake case",
            example: ("firstName", "first_name"),
        },
        Rule {
            forms: &["*"],
            becomes: "SYMBOL_*",
            why: "another field differs only in its symbols, so these are written as words",
            example: ("@type + $type", "at_type"),
        },
        Rule {
            forms: &["*"],
            becomes: "SYMBOL_*",
            why: "another field differs only in symbols that separate words, so these are written as words too",
            example: ("_url + url", "underscore_url"),
        },
        Rule {
            forms: &["*"],
            becomes: "*_NUMBER",
            why: "another field of the type differs only in case",
            example: ("fooBar + foo_bar", "foo_bar_2"),
        },
    ],
};

pub(crate) static FIELD_NAMES: Table = Table {
    title: "names that a field cannot have",
    about: "The whole name.",
    kind: Kind::Field,
    rules: &[Rule {
        forms: TYPE_BUILDER,
        becomes: "*_",
        why: "the builder of a type has a method with this name",
        example: ("build", "build_"),
    }],
};

pub(crate) static SETTER_WAYS: Table = Table {
    title: "setters of a call for fields of its body",
    about: "The name of the field. A setter that no rule matches has the name of its field.",
    kind: Kind::Setter,
    rules: &[
        Rule {
            forms: BUILDER,
            becomes: "*_body",
            why: "the builder of a call uses the name itself, or a parameter of the call has it",
            example: ("key + key path", "key_body"),
        },
        Rule {
            forms: &["*_body"],
            becomes: "*_body_NUMBER",
            why: "another field of the body, or a parameter, has the name",
            example: ("send + send_body", "send_body_2"),
        },
    ],
};

pub(crate) static VARIANT_WAYS: Table = Table {
    title: "ways to name a value",
    about: "The best first. Values with the same candidate all take their next one, except a value that is published exactly so.",
    kind: Kind::Value,
    rules: &[
        Rule {
            forms: &["x-odc-value-names: *"],
            becomes: "*",
            why: "the overlay decides",
            example: ("x-odc-value-names: BigThing", "BigThing"),
        },
        Rule {
            forms: &["*"],
            becomes: "*",
            why: "the published value in camel case",
            example: ("client_secret_post", "ClientSecretPost"),
        },
        Rule {
            forms: &["*"],
            becomes: "*SYMBOL",
            why: "another value differs only in its symbols, so these are written as words",
            example: ("C# + C", "CHash"),
        },
        Rule {
            forms: &["*"],
            becomes: "*SYMBOL",
            why: "another value differs only in symbols that separate words, so these are written as words too",
            example: ("a-b + a b", "AMinusB"),
        },
        Rule {
            forms: VARIANTS,
            becomes: "*NUMBER",
            why: "generated code uses the name itself, or another value differs only in case",
            example: ("Unknown", "Unknown2"),
        },
    ],
};

pub(crate) static VARIANT_NAMES: Table = Table {
    title: "names that a value cannot have",
    about: "The value when it is empty, else the whole name.",
    kind: Kind::Value,
    rules: &[
        Rule {
            forms: &[""],
            becomes: "Empty",
            why: "the value is the empty text",
            example: ("", "Empty"),
        },
        Rule {
            forms: &["", "#*"],
            becomes: "Value*",
            why: "a variant begins with an ASCII letter",
            example: ("3d", "Value3d"),
        },
        Rule {
            forms: &["Self"],
            becomes: "Self_",
            why: "a keyword of Rust",
            example: ("self", "Self_"),
        },
    ],
};

/// Makes a rule for each symbol and its word. The last rule is for all other symbols.
macro_rules! symbols {
    ($($($symbol:literal),+ => $word:literal, $example:literal;)+) => {
        &[$(Rule {
            forms: &[$($symbol),+],
            becomes: $word,
            why: "the name has only symbols, or another name differs only in its symbols",
            example: ($example, $word),
        }),+, Rule {
            forms: &["*"],
            becomes: "UNICODE NAME",
            why: "the name has only symbols, or another name differs only in its symbols",
            example: ("→", "RightwardsArrow"),
        }]
    };
}

pub(crate) static SYMBOLS: Table = Table {
    title: "symbols of fields and values",
    about: "Each symbol, when the letters alone do not make a distinct name.",
    kind: Kind::Value,
    rules: symbols! {
        " " => "Space", " ";
        "!" => "Not", "!";
        "\"" => "Quote", "\"";
        "#" => "Hash", "#";
        "$" => "Dollar", "$";
        "%" => "Percent", "%";
        "&" => "And", "&";
        "'" => "Apostrophe", "'";
        "(", ")" => "Parenthesis", "(";
        "*" => "Asterisk", "*";
        "+" => "Plus", "+";
        "," => "Comma", ",";
        "-" => "Minus", "-";
        "." => "Dot", ".";
        "/" => "Slash", "/";
        ":" => "Colon", ":";
        ";" => "Semicolon", ";";
        "<" => "Less", "<";
        "=" => "Equal", "=";
        ">" => "Greater", ">";
        "?" => "Question", "?";
        "@" => "At", "@";
        "[", "]" => "Bracket", "[";
        "\\" => "Backslash", "\\";
        "^" => "Caret", "^";
        "_" => "Underscore", "_";
        "`" => "Backtick", "`";
        "{", "}" => "Brace", "{";
        "|" => "Or", "|";
        "~" => "Tilde", "~";
        "≥" => "GreaterOrEqual", "≥";
        "≤" => "LessOrEqual", "≤";
        "≠" => "Unequal", "≠";
    },
};

/// Makes a rule for each letter and its spelling in ASCII.
macro_rules! letters {
    ($($letter:literal => $ascii:literal, $example:literal => $name:literal;)+) => {
        &[$(Rule {
            forms: &[$letter],
            becomes: $ascii,
            why: "an identifier is ASCII, and this is how German writes the letter in ASCII",
            example: ($example, $name),
        }),+]
    };
}

pub(crate) static LETTERS: Table = Table {
    title: "letters that are not ASCII",
    about: "Each letter. Letters that no rule has are written as the crate any_ascii writes them.",
    kind: Kind::Field,
    rules: letters! {
        "ä" => "ae", "länge" => "laenge";
        "ö" => "oe", "größe" => "groesse";
        "ü" => "ue", "für" => "fuer";
        "Ä" => "Ae", "Änderung" => "aenderung";
        "Ö" => "Oe", "Öffnung" => "oeffnung";
        "Ü" => "Ue", "Übung" => "uebung";
    },
};

pub(crate) static IDENTIFIERS: Table = Table {
    title: "names that are not identifiers",
    about: "The whole name of a method, parameter, field or file.",
    kind: Kind::Field,
    rules: &[
        Rule {
            forms: &[""],
            becomes: "x",
            why: "it has no letter or digit",
            example: ("→", "x"),
        },
        Rule {
            forms: &["#*"],
            becomes: "_*",
            why: "an identifier does not begin with a digit",
            example: ("1st", "_1st"),
        },
        Rule {
            forms: KEYWORDS,
            becomes: "*_",
            why: "a keyword of Rust",
            example: ("type", "type_"),
        },
    ],
};

pub(crate) static CALL_NAMES: Table = Table {
    title: "names that a call cannot have",
    about: "The whole name of an operation in camel case: the builder of its call.",
    kind: Kind::Call,
    rules: &[
        Rule {
            forms: &["#*"],
            becomes: "Call*",
            why: "a type begins with a letter",
            example: ("get /a x-rust-name: 3d", "Call3d"),
        },
        Rule {
            forms: TYPES,
            becomes: "*Call",
            why: "generated code uses the name itself",
            example: ("post /error x-rust-name: error", "ErrorCall"),
        },
    ],
};

pub(crate) static GROUP_NAMES: Table = Table {
    title: "names that a file of calls cannot have",
    about: "The first tag of an operation as an identifier.",
    kind: Kind::Group,
    rules: &[
        Rule {
            forms: CRATES,
            becomes: "*_",
            why: "a module with this name would hide the crate",
            example: ("Core", "core_"),
        },
        Rule {
            forms: DEVICES,
            becomes: "*_",
            why: "a file with this name is a device on Windows",
            example: ("COM1", "com1_"),
        },
    ],
};

/// Makes a rule for each ending in the plural and in the singular.
macro_rules! plurals {
    ($($($many:literal),+ => $one:literal, $why:literal, $example:literal => $single:literal;)+) => {
        &[$(Rule { forms: &[$($many),+], becomes: $one, why: $why, example: ($example, $single) }),+]
    };
}

pub(crate) static PLURALS: Table = Table {
    title: "singular forms",
    about: "The end of a word, when one thing is meant. A word that no rule matches is not changed.",
    kind: Kind::Plural,
    rules: plurals! {
        "*ss" => "*ss", "a singular already", "access" => "access";
        "*us" => "*us", "a singular already", "status" => "status";
        "*is" => "*is", "a singular already", "analysis" => "analysis";
        "*tics" => "*tics", "a singular already: a field of knowledge", "analytics" => "analytics";
        "*hics" => "*hics", "a singular already: a field of knowledge", "graphics" => "graphics";
        "*series" => "*series", "singular and plural are the same", "time_series" => "time_series";
        "*species" => "*species", "singular and plural are the same", "species" => "species";
        "*news" => "*news", "singular and plural are the same", "news" => "news";
        "*caches" => "*cache", "irregular", "caches" => "cache";
        "*cookies" => "*cookie", "irregular", "cookies" => "cookie";
        "*indices" => "*index", "irregular", "indices" => "index";
        "*people" => "*person", "irregular", "people" => "person";
        "*shoes" => "*shoe", "irregular", "shoes" => "shoe";
        "*ies" => "*y", "regular", "categories" => "category";
        "*sses" => "*ss", "regular", "addresses" => "address";
        "*tuses" => "*tus", "regular", "statuses" => "status";
        "*iases" => "*ias", "regular", "aliases" => "alias";
        "*yses" => "*ysis", "Greek", "analyses" => "analysis";
        "*theses" => "*thesis", "Greek", "hypotheses" => "hypothesis";
        "*gnoses" => "*gnosis", "Greek", "diagnoses" => "diagnosis";
        "*oes" => "*o", "regular", "heroes" => "hero";
        "*ches" => "*ch", "regular", "batches" => "batch";
        "*shes" => "*sh", "regular", "hashes" => "hash";
        "*xes" => "*x", "regular", "indexes" => "index";
        "*s" => "*", "regular", "users" => "user";
    },
};
