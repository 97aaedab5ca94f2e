//! The rules for component schemas.

use super::reserved::TYPES;
use super::rule::{Kind, Rule, Table};

/// Numbers the ways in which a schema may be called.
pub(crate) mod ty {
    pub(crate) const GIVEN: usize = 0;
    pub(crate) const SHORT: usize = 1;
    pub(crate) const WHOLE: usize = 2;
    pub(crate) const PUBLISHED: usize = 3;
    pub(crate) const SCHEMA: usize = 4;
    pub(crate) const NUMBER: usize = 5;
}

pub(crate) static SCHEMA_WAYS: Table = Table {
    title: "ways to call a schema",
    about: "Best first. Of schemas that want the same name, all take their next way.",
    kind: Kind::Schema,
    rules: &[
        Rule {
            of: &["x-rust-name: *"],
            becomes: "*",
            why: "the overlay knows best",
            example: ("x-rust-name: AssignedGroup", "AssignedGroup"),
        },
        Rule {
            of: &["NAMESPACE.*"],
            becomes: "*",
            why: "the name without its noise and without namespaces; each next way has one namespace more",
            example: ("My.Api.UserResponse", "User"),
        },
        Rule {
            of: &["NAMESPACE.*NOISE"],
            becomes: "*NOISE",
            why: "the noise tells it from another schema; each next way has one namespace more",
            example: ("UserResponse + UserModel", "UserResponse"),
        },
        Rule {
            of: &["*"],
            becomes: "*",
            why: "the whole published name, of which nothing is left out",
            example: ("List<A.Kind> + KindList", "ListAKind"),
        },
        Rule {
            of: &["*"],
            becomes: "*Schema",
            why: "generated code uses the name itself, and another schema has the name with `Type` behind it",
            example: ("Operation + OperationType", "OperationSchema"),
        },
        Rule {
            of: &["*"],
            becomes: "*NUMBER",
            why: "the names differ only in punctuation",
            example: ("Foo_Bar + Foo-Bar", "FooBar2"),
        },
    ],
};

pub(crate) static REPLACED: Table = Table {
    title: "words of schemas",
    about: "Anywhere in the name of a schema.",
    kind: Kind::Schema,
    rules: &[Rule {
        of: &["UserProfile"],
        becomes: "User",
        why: "the documentation and the portal say user",
        example: ("UserProfileApiResponse", "User"),
    }],
};

pub(crate) static PAGES: Table = Table {
    title: "pages",
    about: "At the end of a name, before `Of` at its beginning, or as a generic type; the items lose their noise.",
    kind: Kind::Schema,
    rules: &[Rule {
        of: &[
            "PaginatedResponseApi",
            "PagedListResponse",
            "PagedResultResponse",
            "PaginatedResponse",
            "PaginatedResult",
            "PaginatedList",
            "PagedResponse",
            "PagedResult",
            "PagedList",
            "PagedCollection",
            "CursorPage",
            "PageResponse",
            "PageResult",
            "Paginated",
            "Paged",
            "Page",
        ],
        becomes: "*Page",
        why: "a page is called after its items, however the service calls it",
        example: (
            "ApplicationRoleApiResponsePaginatedResponseApi",
            "ApplicationRolePage",
        ),
    }],
};

pub(crate) static LISTS: Table = Table {
    title: "generic lists",
    about: "As a generic type.",
    kind: Kind::Schema,
    rules: &[Rule {
        of: &[
            "List",
            "IList",
            "Collection",
            "ICollection",
            "IEnumerable",
            "IReadOnlyList",
            "IReadOnlyCollection",
            "Array",
        ],
        becomes: "*List",
        why: "the kinds of lists of .NET are one to a caller",
        example: ("IReadOnlyCollection<AssetResponse>", "AssetList"),
    }],
};

pub(crate) static SHAPES: Table = Table {
    title: "requests and lists",
    about: "The whole name, when it is no page; what is left is kept as it is.",
    kind: Kind::Schema,
    rules: &[
        Rule {
            of: &["Patch*Request", "*UpdateRequest", "*PatchRequest"],
            becomes: "*Patch",
            why: "a body that changes part of a thing",
            example: (
                "PatchGroupApplicationRolesRequest",
                "GroupApplicationRolesPatch",
            ),
        },
        Rule {
            of: &["*CreateApiRequest", "*CreateRequest"],
            becomes: "New*",
            why: "a thing that is not there yet",
            example: ("GroupCreateRequest", "NewGroup"),
        },
        Rule {
            of: &["*CreateResponse"],
            becomes: "Created*",
            why: "a thing as the service reports it once it is made",
            example: ("GroupCreateResponse", "CreatedGroup"),
        },
        Rule {
            of: &["*ListResponse", "*ListResult"],
            becomes: "*List",
            why: "that it is a response says nothing",
            example: ("EnvironmentListResponse", "EnvironmentList"),
        },
    ],
};

pub(crate) static NOISE: Table = Table {
    title: "noise",
    about: "At the end of a name, again and again, as long as something is left.",
    kind: Kind::Schema,
    rules: &[Rule {
        of: &[
            "*WithTotalsApi",
            "*ServiceModel",
            "*ApiModel",
            "*ApiResponse",
            "*ApiRequest",
            "*Response",
            "*Model",
            "*WithTotals",
            "*Dto",
        ],
        becomes: "*",
        why: "the service calls its things after its own layers, and renames those wholesale",
        example: ("DependencyApiResponseDto", "Dependency"),
    }],
};

pub(crate) static TYPE_NAMES: Table = Table {
    title: "names that a type cannot have",
    about: "The whole name, at the end.",
    kind: Kind::Schema,
    rules: &[
        Rule {
            of: &["", "#*"],
            becomes: "Type*",
            why: "a type begins with a letter",
            example: ("2fa", "Type2fa"),
        },
        Rule {
            of: TYPES,
            becomes: "*Type",
            why: "generated code uses the name itself",
            example: ("Result", "ResultType"),
        },
        Rule {
            of: &["*Builder"],
            becomes: "*BuilderType",
            why: "every type has a builder of such a name",
            example: ("UserBuilder", "UserBuilderType"),
        },
    ],
};
