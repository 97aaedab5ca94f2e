//! The rules for words, identifiers, parameters, fields and values.

use super::reserved::{BUILDER, CRATES, DEVICES, KEYWORDS, TYPE_BUILDER, TYPES, VARIANTS};
use super::rule::{Kind, Rule, Table};

/// Numbers the ways in which a parameter may be called.
pub(crate) mod param {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const PLACE: usize = 2;
    pub(crate) const NUMBER: usize = 3;
}

/// Numbers the ways in which a field may be called.
pub(crate) mod field {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const NUMBER: usize = 2;
}

/// Numbers the ways in which a value may be called.
pub(crate) mod value {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const SYMBOLS: usize = 2;
    pub(crate) const NUMBER: usize = 3;
}

pub(crate) static PARAMETER_WAYS: Table = Table {
    title: "ways to call a parameter",
    about: "Best first. Those that the overlay names are asked first, then those in the path, then those in the query.",
    kind: Kind::Parameter,
    rules: &[
        Rule {
            of: &["x-rust-name: *"],
            becomes: "*",
            why: "the overlay knows best",
            example: ("x-rust-name: sort order", "sort_order"),
        },
        Rule {
            of: &["*"],
            becomes: "*",
            why: "the published name in snake case",
            example: ("pageSize query", "page_size"),
        },
        Rule {
            of: BUILDER,
            becomes: "*_PLACE",
            why: "the builder of a call has the name itself, or another parameter of the call has it",
            example: ("send query", "send_query"),
        },
        Rule {
            of: &["*_PLACE"],
            becomes: "*_PLACE_NUMBER",
            why: "the place does not tell it from another parameter of the call",
            example: ("KEY query + Key query + key query", "key_query_2"),
        },
    ],
};

pub(crate) static FIELD_WAYS: Table = Table {
    title: "ways to call a field",
    about: "Best first, in the order of the fields.",
    kind: Kind::Field,
    rules: &[
        Rule {
            of: &["x-rust-name: *"],
            becomes: "*",
            why: "the overlay knows best",
            example: ("x-rust-name: is open", "is_open"),
        },
        Rule {
            of: &["*"],
            becomes: "*",
            why: "the published name in snake case",
            example: ("firstName", "first_name"),
        },
        Rule {
            of: &["*"],
            becomes: "*_NUMBER",
            why: "an earlier field of the type has the name",
            example: ("fooBar + foo_bar", "foo_bar_2"),
        },
    ],
};

pub(crate) static FIELD_NAMES: Table = Table {
    title: "names that a field cannot have",
    about: "The whole name.",
    kind: Kind::Field,
    rules: &[Rule {
        of: TYPE_BUILDER,
        becomes: "*_2",
        why: "the builder of a type has a method of the name",
        example: ("build", "build_2"),
    }],
};

pub(crate) static VARIANT_WAYS: Table = Table {
    title: "ways to call a value",
    about: "Best first. Of values that want the same name, all take their next way.",
    kind: Kind::Value,
    rules: &[
        Rule {
            of: &["x-odc-value-names: *"],
            becomes: "*",
            why: "the overlay knows best",
            example: ("x-odc-value-names: BigThing", "BigThing"),
        },
        Rule {
            of: &["*"],
            becomes: "*",
            why: "the published value in camel case",
            example: ("client_secret_post", "ClientSecretPost"),
        },
        Rule {
            of: &["*"],
            becomes: "*SYMBOL",
            why: "the value differs from another in its symbols, so these are written as words",
            example: ("C# + C", "CHash"),
        },
        Rule {
            of: VARIANTS,
            becomes: "*NUMBER",
            why: "generated code uses the name itself, or an earlier value has it",
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
            of: &[""],
            becomes: "Empty",
            why: "the value is the empty text",
            example: ("", "Empty"),
        },
        Rule {
            of: &["", "#*"],
            becomes: "Value*",
            why: "a variant begins with a letter, and letters of ASCII make it",
            example: ("3d", "Value3d"),
        },
        Rule {
            of: &["Self"],
            becomes: "Self_",
            why: "a keyword of Rust",
            example: ("self", "Self_"),
        },
    ],
};

/// A symbol and the word for it.
macro_rules! symbols {
    ($($($symbol:literal),+ => $word:literal, $example:literal;)+) => {
        &[$(Rule {
            of: &[$($symbol),+],
            becomes: $word,
            why: "a value of symbols alone, or one that differs from another in them, has to be said",
            example: ($example, $word),
        }),+]
    };
}

pub(crate) static SYMBOLS: Table = Table {
    title: "symbols of values",
    about: "Each symbol, where the letters alone make no name of their own.",
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
    },
};

pub(crate) static IDENTIFIERS: Table = Table {
    title: "names that are no identifiers",
    about: "The whole name of a method, parameter, field or file.",
    kind: Kind::Field,
    rules: &[
        Rule {
            of: &[""],
            becomes: "x",
            why: "no letter and no digit of ASCII is in it",
            example: ("日本", "x"),
        },
        Rule {
            of: &["#*"],
            becomes: "_*",
            why: "an identifier does not begin with a digit",
            example: ("1st", "_1st"),
        },
        Rule {
            of: KEYWORDS,
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
            of: &["#*"],
            becomes: "Call*",
            why: "a type begins with a letter",
            example: ("get /a x-rust-name: 3d", "Call3d"),
        },
        Rule {
            of: TYPES,
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
            of: CRATES,
            becomes: "*_",
            why: "a module of the name would be mistaken for the crate",
            example: ("Core", "core_"),
        },
        Rule {
            of: DEVICES,
            becomes: "*_",
            why: "Windows takes a file of the name for a device",
            example: ("COM1", "com1_"),
        },
    ],
};

/// An ending of many things and of one.
macro_rules! plurals {
    ($($($many:literal),+ => $one:literal, $why:literal, $example:literal => $single:literal;)+) => {
        &[$(Rule { of: &[$($many),+], becomes: $one, why: $why, example: ($example, $single) }),+]
    };
}

pub(crate) static PLURALS: Table = Table {
    title: "one of many",
    about: "The end of a word, where one thing is meant. What no rule knows stays as it is.",
    kind: Kind::Plural,
    rules: plurals! {
        "*ss" => "*ss", "an ending of one thing", "access" => "access";
        "*us" => "*us", "an ending of one thing", "status" => "status";
        "*is" => "*is", "an ending of one thing", "analysis" => "analysis";
        "*tics" => "*tics", "a field of knowledge, which is one", "analytics" => "analytics";
        "*hics" => "*hics", "a field of knowledge, which is one", "graphics" => "graphics";
        "*series" => "*series", "one and many are the same", "time_series" => "time_series";
        "*species" => "*species", "one and many are the same", "species" => "species";
        "*news" => "*news", "one and many are the same", "news" => "news";
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
