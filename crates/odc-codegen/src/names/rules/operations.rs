//! The rules for operations.

use super::reserved::CLIENT;
use super::rule::{Kind, Rule, Table};

/// The indices of the rows of [`OPERATION_WAYS`].
pub(crate) mod op {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const ID: usize = 1;
    pub(crate) const VERB: usize = 2;
    pub(crate) const METHOD: usize = 3;
    pub(crate) const PATH_PARAMETERS: usize = 4;
    pub(crate) const WHOLE: usize = 5;
    pub(crate) const NUMBER: usize = 6;
}

pub(crate) static OPERATION_WAYS: Table = Table {
    title: "ways to name an operation",
    about: "The best first. Operations with the same candidate all take their next one.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            forms: &["x-rust-name: *"],
            becomes: "*",
            why: "the overlay decides",
            example: ("x-rust-name: list_group_users", "list_group_users"),
        },
        Rule {
            forms: &["CONTROLLER_VERB THINGS"],
            becomes: "VERB_THINGS",
            why: "the `operationId`; when it has only a verb, the thing is the controller, the tag or the end of the path",
            example: ("get /groups Group_QueryGroups", "list_groups"),
        },
        Rule {
            forms: &["CONTROLLER_VERB THINGS"],
            becomes: "VERB_THINGS OF THE PATH",
            why: "the verb of the `operationId` with all things of the path, because other operations have the same candidate",
            example: (
                "post /assets/{key}/tags A_AddTag + post /revisions/{id}/tags R_AddTag",
                "add_asset_tag",
            ),
        },
        Rule {
            forms: &["METHOD PATH"],
            becomes: "METHOD_THINGS OF THE PATH",
            why: "method and path, when there is no useful `operationId`",
            example: ("patch /dependencies/{key} -", "update_dependency"),
        },
        Rule {
            forms: &["METHOD PATH"],
            becomes: "METHOD_THINGS_by_PARAMETERS",
            why: "another operation differs only in the parameters of its path",
            example: (
                "get /things/{key} - + get /things/{owner}/{name} -",
                "get_thing_by_key",
            ),
        },
        Rule {
            forms: &["METHOD PATH"],
            becomes: "METHOD_WHOLE PATH",
            why: "another operation differs only in another part of its path",
            example: ("get /v1/parts - + get /v2/parts -", "get_v1_parts"),
        },
        Rule {
            forms: &["*"],
            becomes: "*_NUMBER",
            why: "the paths differ only in punctuation",
            example: ("get /a-b - + get /a_b -", "get_a_b_1"),
        },
    ],
};

pub(crate) static CONTROLLERS: Table = Table {
    title: "noise of an operationId",
    about: "At the end of the controller, and as the last word of the action.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            forms: &["*Controller"],
            becomes: "*",
            why: "the name of a class in ASP.NET",
            example: ("get /things ThingsController_GetThings", "get_things"),
        },
        Rule {
            forms: &["async"],
            becomes: "",
            why: "callers do not need to know how the service is written",
            example: ("get /things Things_GetAllThingsAsync", "list_things"),
        },
    ],
};

pub(crate) static ID_VERBS: Table = Table {
    title: "verbs that end an operationId",
    about: "Only in an id without a separator. Such a word is the verb, even if a word for how many follows it.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: &[
            "get", "list", "create", "update", "delete", "post", "put", "patch", "query", "read",
            "remove", "replace",
        ],
        becomes: "VERB_THINGS",
        why: "the words before it are the controller",
        example: ("get /things things-list", "list_things"),
    }],
};

pub(crate) static OUR_VERBS: Table = Table {
    title: "verbs",
    about: "The first word of the action of an `operationId`, or the method.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            forms: &["query"],
            becomes: "list",
            why: "the usual word for reading many things",
            example: ("get /groups Group_QueryGroups", "list_groups"),
        },
        Rule {
            forms: &["read", "fetch"],
            becomes: "get",
            why: "the usual word for reading one thing",
            example: ("get /groups/{key} Group_ReadGroup", "get_group"),
        },
        Rule {
            forms: &["patch"],
            becomes: "update",
            why: "it says what the operation does; an HTTP method does not",
            example: ("patch /users/{key} UserProfile_PatchUser", "update_user"),
        },
        Rule {
            forms: &["put"],
            becomes: "replace",
            why: "it says what the operation does; an HTTP method does not",
            example: ("put /users/{key} PutUser", "replace_user"),
        },
        Rule {
            forms: &["post"],
            becomes: "create",
            why: "it says what the operation does; an HTTP method does not",
            example: ("post /operations Operations_Post", "create_operation"),
        },
        Rule {
            forms: &["remove"],
            becomes: "delete",
            why: "one word for one thing",
            example: ("delete /tags/{key} Tags_RemoveTag", "delete_tag"),
        },
    ],
};

pub(crate) static MANY_VERBS: Table = Table {
    title: "verbs of many things",
    about: "A verb that is about all things, or an operation whose response is a list of its things.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: &["get"],
        becomes: "list",
        why: "a caller expects a stream of pages from list, and one thing from get",
        example: ("get /builds Builds_GetBuilds []", "list_builds"),
    }],
};

/// Words that say how many things there are, not what they are. The words of the second rule may also be things.
pub(crate) static MANY: Table = Table {
    title: "words for how many",
    about: "After the verb of an `operationId`.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            forms: &["all", "many"],
            becomes: "",
            why: "the verb says so",
            example: ("get /operations Operations_GetAll", "list_operations"),
        },
        Rule {
            forms: &["list", "page", "paged"],
            becomes: "",
            why: "the verb says so, unless the path names such a thing: `/pages/{key}`",
            example: ("get /users Users_GetList", "list_users"),
        },
        Rule {
            forms: &["one"],
            becomes: "",
            why: "the path says so",
            example: (
                "get /operations/{type}/{name} Operations_GetOne",
                "get_operation",
            ),
        },
    ],
};

pub(crate) static WHICH: Table = Table {
    title: "words for which one",
    about: "The only word after the verb of an `operationId`.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: &[
            "current", "default", "first", "last", "latest", "next", "previous",
        ],
        becomes: "VERB_*_THING",
        why: "it selects one of the things",
        example: (
            "get /mobile-builds/latest MobileBuilds_GetLatest",
            "get_latest_mobile_build",
        ),
    }],
};

pub(crate) static PREPOSITIONS: Table = Table {
    title: "prepositions",
    about: "After the verb of an `operationId`.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: &["by", "for", "from", "in", "of", "to", "with"],
        becomes: "VERB_THINGS_*",
        why: "the id does not name the things, so they are added before the preposition",
        example: ("get /users/{key} Users_GetById", "get_user_by_id"),
    }],
};

pub(crate) static STANDALONE_VERBS: Table = Table {
    title: "verbs of a GET request",
    about: "The only word of the action of an `operationId`.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: &[
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
        why: "it is a verb; any other word is the thing that is read",
        example: ("get /logs/export Logs_Export", "export_logs"),
    }],
};

/// The words of the first rule are also actions in the path of a GET request.
pub(crate) static ACTIONS: Table = Table {
    title: "actions of a path",
    about: "The last step of a path, when it is not the only one and the method is not DELETE.",
    kind: Kind::Operation,
    rules: &[
        Rule {
            forms: &["count", "download", "export", "query", "search"],
            becomes: "*_THINGS",
            why: "it is an action with any method",
            example: ("get /users/count -", "count_users"),
        },
        Rule {
            forms: &[
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
            why: "it is an action, except that a GET request reads a thing of that name",
            example: (
                "post /api/x/v1/dependencies/{assetKey}/refresh -",
                "refresh_dependency",
            ),
        },
    ],
};

pub(crate) static PATH_PARAMETER_NAMES: Table = Table {
    title: "path parameters that identify a thing",
    about: "At the end of a path parameter, after the name of the thing before it.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: &[
            "id", "key", "name", "code", "number", "guid", "uuid", "slug", "ref",
        ],
        becomes: "VERB_THING",
        why: "the operation is about one thing, although its response may be a list",
        example: ("get /traces/{traceId} Traces_Get []", "get_trace"),
    }],
};

pub(crate) static CLIENT_METHODS: Table = Table {
    title: "names that a method cannot have",
    about: "The whole name.",
    kind: Kind::Operation,
    rules: &[Rule {
        forms: CLIENT,
        becomes: "*_",
        why: "every client has a method with this name",
        example: ("post /new x-rust-name: new", "new_"),
    }],
};
