//! The rules that recognize a list or a page in a response.

use super::rule::{Kind, Rule, Table};

pub(crate) static LIST_ITEMS: Table = Table {
    title: "items of a list",
    about: "An array in a response; case does not matter.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: &[
            "results", "items", "data", "value", "values", "records", "entries",
        ],
        becomes: "list_THINGS",
        why: "with a member that says where in the list it is, the response is a page of things",
        example: ("get /builds Builds_GetBuilds []", "list_builds"),
    }],
};

pub(crate) static LIST_PLACES: Table = Table {
    title: "places in a list",
    about: "The beginning of a member beside the items; case does not matter.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: &[
            "page*",
            "next*",
            "previous*",
            "total*",
            "hasmore*",
            "continuation*",
            "offset*",
            "cursor*",
            "count*",
        ],
        becomes: "list_THINGS",
        why: "with the items, the response is a page of things",
        example: ("get /builds Builds_GetBuilds []", "list_builds"),
    }],
};
