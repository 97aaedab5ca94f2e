//! The rules for operations.

use super::reserved::CLIENT;
use super::rule::{Kind, Rule, Table};

/// Numbers the ways in which an operation may be called.
pub(crate) mod op {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const ID: usize = 1;
    pub(crate) const VERB: usize = 2;
    pub(crate) const METHOD: usize = 3;
    pub(crate) const SLOTS: usize = 4;
    pub(crate) const WHOLE: usize = 5;
    pub(crate) const NUMBER: usize = 6;
}

pub(crate) static OPERATION_WAYS: Table = Table {
    title: "ways to call an operation",
    about: "Best first. Of operations that want the same name, all take their next way.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            of: &["x-rust-name: *"],
            becomes: "*",
            why: "the overlay knows best",
            example: ("x-rust-name: list_group_users", "list_group_users"),
        },
        Rule {
            of: &["CONTROLLER_VERB THINGS"],
            becomes: "VERB_THINGS",
            why: "the `operationId`; a verb alone takes the controller, the tag or the end of the path for its thing",
            example: ("get /groups Group_QueryGroups", "list_groups"),
        },
        Rule {
            of: &["CONTROLLER_VERB THINGS"],
            becomes: "VERB_THINGS OF THE PATH",
            why: "the verb of the `operationId` with all things of the path, because others have the same id",
            example: (
                "post /assets/{key}/tags A_AddTag + post /revisions/{id}/tags R_AddTag",
                "add_asset_tag",
            ),
        },
        Rule {
            of: &["METHOD PATH"],
            becomes: "METHOD_THINGS OF THE PATH",
            why: "method and path, where no id says more",
            example: ("patch /dependencies/{key} -", "update_dependency"),
        },
        Rule {
            of: &["METHOD PATH"],
            becomes: "METHOD_THINGS_by_SLOTS",
            why: "the slots of the path tell it from another",
            example: (
                "get /things/{key} - + get /things/{owner}/{name} -",
                "get_thing_by_key",
            ),
        },
        Rule {
            of: &["METHOD PATH"],
            becomes: "METHOD_WHOLE PATH",
            why: "the whole path tells it from another",
            example: ("get /v1/parts - + get /v2/parts -", "get_v1_parts"),
        },
        Rule {
            of: &["*"],
            becomes: "*_NUMBER",
            why: "the paths differ only in punctuation",
            example: ("get /a-b - + get /a_b -", "get_a_b_1"),
        },
    ],
};

pub(crate) static CONTROLLERS: Table = Table {
    title: "noise of an operationId",
    about: "The end of the controller, and the last word of the action.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            of: &["*Controller"],
            becomes: "*",
            why: "ASP.NET calls the class of the operations so",
            example: ("get /things ThingsController_GetThings", "get_things"),
        },
        Rule {
            of: &["async"],
            becomes: "",
            why: "how the service is written says nothing to a caller",
            example: ("get /things Things_GetAllThingsAsync", "list_things"),
        },
    ],
};

pub(crate) static ID_VERBS: Table = Table {
    title: "verbs that end an operationId",
    about: "Where no controller is marked: such a word, with a word for how many behind it or not, is the verb.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: &[
            "get", "list", "create", "update", "delete", "post", "put", "patch", "query", "read",
            "remove", "replace",
        ],
        becomes: "VERB_THINGS",
        why: "what stands before it is the controller",
        example: ("get /things things-list", "list_things"),
    }],
};

pub(crate) static OUR_VERBS: Table = Table {
    title: "verbs",
    about: "The first word of the action of an `operationId`, or the method.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            of: &["query"],
            becomes: "list",
            why: "the word of the field for reading many",
            example: ("get /groups Group_QueryGroups", "list_groups"),
        },
        Rule {
            of: &["read", "fetch"],
            becomes: "get",
            why: "the word of the field for reading one",
            example: ("get /groups/{key} Group_ReadGroup", "get_group"),
        },
        Rule {
            of: &["patch"],
            becomes: "update",
            why: "a method of HTTP says how, not what",
            example: ("patch /users/{key} UserProfile_PatchUser", "update_user"),
        },
        Rule {
            of: &["put"],
            becomes: "replace",
            why: "a method of HTTP says how, not what",
            example: ("put /users/{key} PutUser", "replace_user"),
        },
        Rule {
            of: &["post"],
            becomes: "create",
            why: "a method of HTTP says how, not what",
            example: ("post /operations Operations_Post", "create_operation"),
        },
        Rule {
            of: &["remove"],
            becomes: "delete",
            why: "one word for one thing",
            example: ("delete /tags/{key} Tags_RemoveTag", "delete_tag"),
        },
    ],
};

pub(crate) static MANY_VERBS: Table = Table {
    title: "verbs of many things",
    about: "A verb of ours that is done to all of something, or whose response is a list of what it is about.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: &["get"],
        becomes: "list",
        why: "a caller expects a stream of pages from list, and one thing from get",
        example: ("get /builds Builds_GetBuilds []", "list_builds"),
    }],
};

/// Words that say how many rather than what: the first rule's are nothing else, the second's are things too.
pub(crate) static MANY: Table = Table {
    title: "words for how many",
    about: "Behind the verb of an `operationId`.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            of: &["all", "many"],
            becomes: "",
            why: "the verb says it",
            example: ("get /operations Operations_GetAll", "list_operations"),
        },
        Rule {
            of: &["list", "page", "paged"],
            becomes: "",
            why: "the verb says it, unless the path names one such thing: `/pages/{key}`",
            example: ("get /users Users_GetList", "list_users"),
        },
        Rule {
            of: &["one"],
            becomes: "",
            why: "the path says it",
            example: (
                "get /operations/{type}/{name} Operations_GetOne",
                "get_operation",
            ),
        },
    ],
};

pub(crate) static WHICH: Table = Table {
    title: "words for which one",
    about: "Behind the verb of an `operationId`, alone.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: &[
            "current", "default", "first", "last", "latest", "next", "previous",
        ],
        becomes: "VERB_*_THING",
        why: "it says which of the things, so the thing is one",
        example: (
            "get /mobile-builds/latest MobileBuilds_GetLatest",
            "get_latest_mobile_build",
        ),
    }],
};

pub(crate) static PREPOSITIONS: Table = Table {
    title: "prepositions",
    about: "Behind the verb of an `operationId`.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: &["by", "for", "from", "in", "of", "to", "with"],
        becomes: "VERB_THINGS_*",
        why: "the things that the verb is about are not named, so they stand before it",
        example: ("get /users/{key} Users_GetById", "get_user_by_id"),
    }],
};

pub(crate) static STANDALONE_VERBS: Table = Table {
    title: "verbs of a GET",
    about: "The only word of the action of an `operationId`.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: &[
            "get",
            "list",
            "query",
            "read",
            "fetch",
            "find",
            "search",
            "count",
            "export",
            "download",
            "stream",
            "check",
            "validate",
            "preview",
            "render",
            "browse",
            "lookup",
            "exists",
            "ping",
            "watch",
            "poll",
            "calculate",
            "estimate",
            "compare",
            "resolve",
            "verify",
            "test",
        ],
        becomes: "*_THINGS",
        why: "a verb; any other word is the thing that is read",
        example: ("get /logs/export Logs_Export", "export_logs"),
    }],
};

/// The first rule's are actions of a GET too.
pub(crate) static ACTIONS: Table = Table {
    title: "actions of a path",
    about: "The last step of a path, when something stands before it and the method is not DELETE.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            of: &["count", "download", "export", "query", "search"],
            becomes: "*_THINGS",
            why: "it is something to do, by any method",
            example: ("get /users/count -", "count_users"),
        },
        Rule {
            of: &[
                "abort",
                "accept",
                "activate",
                "analyze",
                "apply",
                "approve",
                "archive",
                "assign",
                "cancel",
                "check",
                "clone",
                "close",
                "complete",
                "confirm",
                "copy",
                "deactivate",
                "deploy",
                "disable",
                "dismiss",
                "enable",
                "execute",
                "generate",
                "import",
                "install",
                "invoke",
                "lock",
                "merge",
                "move",
                "pause",
                "promote",
                "publish",
                "redeliver",
                "refresh",
                "reject",
                "rename",
                "reopen",
                "reset",
                "resend",
                "restart",
                "restore",
                "resume",
                "retry",
                "revoke",
                "rollback",
                "rotate",
                "run",
                "send",
                "start",
                "stop",
                "submit",
                "suspend",
                "sync",
                "terminate",
                "trigger",
                "unassign",
                "uninstall",
                "unlock",
                "unpublish",
                "upload",
                "validate",
                "verify",
            ],
            becomes: "*_THINGS",
            why: "it is something to do; a GET of it reads a thing of that name",
            example: (
                "post /api/x/v1/dependencies/{assetKey}/refresh -",
                "refresh_dependency",
            ),
        },
    ],
};

pub(crate) static SLOT_NAMES: Table = Table {
    title: "slots that name a thing",
    about: "The end of a slot of the path, behind the words of the thing before it.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: &[
            "id", "key", "name", "code", "number", "guid", "uuid", "slug", "ref",
        ],
        becomes: "VERB_THING",
        why: "the operation is about one thing, though its response may be a list",
        example: ("get /traces/{traceId} Traces_Get []", "get_trace"),
    }],
};

pub(crate) static LIST_ITEMS: Table = Table {
    title: "items of a list",
    about: "An array in a response, in whatever case.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: &[
            "results", "items", "data", "value", "values", "records", "entries",
        ],
        becomes: "list_THINGS",
        why: "with a member that says where in the list it stands, the response is a page of things",
        example: ("get /builds Builds_GetBuilds []", "list_builds"),
    }],
};

pub(crate) static LIST_PLACES: Table = Table {
    title: "places in a list",
    about: "The beginning of a member beside the items, in whatever case.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: &[
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

pub(crate) static CLIENT_METHODS: Table = Table {
    title: "names that a method cannot have",
    about: "The whole name.",
    kind: Kind::Operation,
    rules: &[Rule {
        of: CLIENT,
        becomes: "*_",
        why: "every client has a method of the name",
        example: ("post /new x-rust-name: new", "new_"),
    }],
};
